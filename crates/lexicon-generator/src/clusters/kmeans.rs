//! Vectors to groups of vectors of nearly one direction.

/// Rounds of assigning and averaging; later ones move few vectors.
const ROUNDS: usize = 8;

/// Vectors of one width, each of length one or zero, and how much each counts.
pub(crate) struct Vectors {
    width: usize,
    numbers: Vec<f32>,
    weights: Vec<f32>,
}

impl Vectors {
    /// No vectors of this width, which is not zero.
    pub(crate) fn new(width: usize) -> Vectors {
        assert!(width > 0, "vectors have a width");
        Vectors { width, numbers: Vec::new(), weights: Vec::new() }
    }

    /// Adds a vector that counts this much.
    pub(crate) fn push(&mut self, vector: &[f32], weight: f32) {
        assert_eq!(vector.len(), self.width, "vectors have one width");
        self.numbers.extend(vector);
        self.weights.push(weight);
    }

    /// The number of vectors.
    pub(crate) fn len(&self) -> usize {
        self.weights.len()
    }

    /// The weighted mean of all vectors.
    pub(crate) fn mean(&self) -> Vec<f32> {
        let mut mean = vec![0.0; self.width];
        for (vector, &weight) in self.rows().zip(&self.weights) {
            add(&mut mean, vector, weight);
        }
        let all: f32 = self.weights.iter().sum();
        mean.iter_mut().for_each(|number| *number /= all.max(f32::MIN_POSITIVE));
        mean
    }

    /// Takes `mean` from each vector, and gives each the length of one.
    pub(crate) fn centre(&mut self, mean: &[f32]) {
        for vector in self.numbers.chunks_exact_mut(self.width) {
            add(vector, mean, -1.0);
            shorten(vector);
        }
    }

    /// `count` directions so that each vector is near to one: the centres of groups.
    ///
    /// The first centres are vectors drawn with a fixed seed, so the same vectors give the
    /// same centres.
    pub(crate) fn centres(&self, count: usize) -> Centres {
        let mut centres = Centres { width: self.width, numbers: Vec::new() };
        for row in draw(self.len(), count) {
            centres.numbers.extend(&self.numbers[row * self.width..(row + 1) * self.width]);
        }
        for _ in 0..ROUNDS {
            self.recentre(&mut centres);
        }
        centres
    }

    fn recentre(&self, centres: &mut Centres) {
        let mut sums = vec![0.0; centres.numbers.len()];
        for (vector, &weight) in self.rows().zip(&self.weights) {
            let group = centres.nearest(vector);
            add(&mut sums[group * self.width..(group + 1) * self.width], vector, weight);
        }
        let groups = sums.chunks_exact_mut(self.width);
        for (sum, centre) in groups.zip(centres.numbers.chunks_exact_mut(self.width)) {
            // A group that lost all its vectors keeps its centre.
            if sum.iter().any(|&number| number != 0.0) {
                shorten(sum);
                centre.copy_from_slice(sum);
            }
        }
    }

    /// One vector.
    pub(crate) fn row(&self, at: usize) -> &[f32] {
        &self.numbers[at * self.width..(at + 1) * self.width]
    }

    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.numbers.chunks_exact(self.width)
    }
}

/// The centres of groups.
pub(crate) struct Centres {
    width: usize,
    numbers: Vec<f32>,
}

impl Centres {
    /// The group whose centre has the direction of `vector` most nearly; the first of equals.
    pub(crate) fn nearest(&self, vector: &[f32]) -> usize {
        let mut nearest = (0, f32::NEG_INFINITY);
        for (group, centre) in self.numbers.chunks_exact(self.width).enumerate() {
            let likeness = product(vector, centre);
            if likeness > nearest.1 {
                nearest = (group, likeness);
            }
        }
        nearest.0
    }
}

/// Gives a vector the length of one, unless it is zero.
pub(crate) fn shorten(vector: &mut [f32]) {
    let length = product(vector, vector).sqrt();
    if length > f32::MIN_POSITIVE {
        vector.iter_mut().for_each(|number| *number /= length);
    }
}

fn add(sum: &mut [f32], vector: &[f32], factor: f32) {
    sum.iter_mut().zip(vector).for_each(|(sum, number)| *sum += number * factor);
}

/// The scalar product, summed in sixteen strands: the order is fixed, so the result is the
/// same on every machine, and the compiler can work on several at a time.
pub(super) fn product(left: &[f32], right: &[f32]) -> f32 {
    let (left, left_rest) = left.as_chunks::<16>();
    let (right, right_rest) = right.as_chunks::<16>();
    let mut strands = [0.0_f32; 16];
    for (left, right) in left.iter().zip(right) {
        for (strand, (l, r)) in strands.iter_mut().zip(left.iter().zip(right)) {
            *strand += l * r;
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(l, r)| l * r).sum();
    strands.iter().sum::<f32>() + rest
}

/// `count` different rows below `rows`, or all if there are not so many, in order.
fn draw(rows: usize, count: usize) -> Vec<usize> {
    let mut order: Vec<(u64, usize)> = (0..rows).map(|row| (scatter(row as u64), row)).collect();
    order.sort_unstable();
    let mut drawn: Vec<usize> = order.into_iter().take(count).map(|(_, row)| row).collect();
    drawn.sort_unstable();
    drawn
}

/// A number that looks random (the finaliser of SplitMix64).
pub(super) fn scatter(number: u64) -> u64 {
    let mut state = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ state >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_vectors_meet() {
        let mut vectors = Vectors::new(9);
        for turn in 0..30_u8 {
            let mut vector = [0.0; 9];
            vector[usize::from(turn % 3) * 4] = 1.0;
            vector[1] = f32::from(turn) / 100.0;
            shorten(&mut vector);
            vectors.push(&vector, 1.0);
        }
        let centres = vectors.centres(12);
        let groups: Vec<usize> = vectors.rows().map(|row| centres.nearest(row)).collect();
        for (at, left) in groups.iter().enumerate() {
            for (other, right) in groups.iter().enumerate() {
                assert!(left != right || at % 3 == other % 3, "{at} and {other}");
            }
        }
    }

    #[test]
    fn centring_takes_the_mean() {
        let mut vectors = Vectors::new(2);
        vectors.push(&[3.0, 1.0], 1.0);
        vectors.push(&[1.0, 1.0], 1.0);
        let mean = vectors.mean();
        assert_eq!(mean, [2.0, 1.0]);
        vectors.centre(&mean);
        assert_eq!(vectors.numbers, [1.0, 0.0, -1.0, 0.0]);
    }

    #[test]
    fn rows_are_drawn_once() {
        let mut drawn = draw(100, 40);
        drawn.dedup();
        assert_eq!(drawn.len(), 40);
        assert_eq!(draw(3, 40), [0, 1, 2]);
        assert_eq!(draw(0, 4), [0; 0]);
    }
}
