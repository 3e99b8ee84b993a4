//! Sparse vectors to short ones that keep what differs most among them (latent semantic
//! analysis: the first directions of a singular value decomposition).

use super::kmeans::{Vectors, product, scatter, shorten};

/// Rounds in which the directions are turned towards the first ones.
const ROUNDS: usize = 20;

/// A sparse vector: places and the numbers there.
pub(crate) type Sparse = Vec<(usize, f32)>;

/// The vectors, which are of `width` numbers, in the `count` directions in which they differ
/// most; `weights` say how much each counts in what is made of them.
///
/// Each direction is scaled to the root of its share, so that the first few, which tell
/// frequent words from rare ones, do not outweigh the rest.
pub(crate) fn reduce(rows: &[Sparse], weights: &[f32], width: usize, count: usize) -> Vectors {
    let directions = directions(&gram(rows, width), width, count);
    let mut vectors = Vectors::new(count);
    for (row, &weight) in rows.iter().zip(weights) {
        let mut vector: Vec<f32> = directions
            .chunks_exact(width)
            .map(|direction| row.iter().map(|&(at, number)| number * direction[at]).sum())
            .collect();
        shorten(&mut vector);
        vectors.push(&vector, weight);
    }
    vectors
}

/// The products of all pairs of columns.
fn gram(rows: &[Sparse], width: usize) -> Vec<f32> {
    let mut gram = vec![0.0; width * width];
    for row in rows {
        for &(at, number) in row {
            let sums = &mut gram[at * width..(at + 1) * width];
            row.iter().for_each(|&(other, factor)| sums[other] += number * factor);
        }
    }
    gram
}

/// The first eigenvectors of a symmetric table, each divided by the fourth root of its
/// eigenvalue: found by turning arbitrary directions until they stay.
fn directions(gram: &[f32], width: usize, count: usize) -> Vec<f32> {
    let numbers = 0..(width * count) as u64;
    let mut directions: Vec<f32> =
        numbers.map(|seed| (scatter(seed) >> 40) as f32 / (1 << 23) as f32 - 1.0).collect();
    orthogonalise(&mut directions, width);
    for _ in 0..ROUNDS {
        directions = turn(gram, &directions, width);
        orthogonalise(&mut directions, width);
    }
    let turned = turn(gram, &directions, width);
    for (direction, turned) in directions.chunks_exact_mut(width).zip(turned.chunks_exact(width)) {
        let value = product(direction, turned).max(f32::MIN_POSITIVE);
        direction.iter_mut().for_each(|number| *number /= value.sqrt().sqrt());
    }
    directions
}

/// The products of the table with each direction.
fn turn(gram: &[f32], directions: &[f32], width: usize) -> Vec<f32> {
    let turned = directions
        .chunks_exact(width)
        .flat_map(|direction| gram.chunks_exact(width).map(move |row| product(row, direction)));
    turned.collect()
}

/// Takes from each direction what those before it have of it, and makes its length one.
fn orthogonalise(directions: &mut [f32], width: usize) {
    for at in (0..directions.len()).step_by(width) {
        let (before, rest) = directions.split_at_mut(at);
        let direction = &mut rest[..width];
        for other in before.chunks_exact(width) {
            let share = product(direction, other);
            direction.iter_mut().zip(other).for_each(|(number, other)| *number -= share * other);
        }
        shorten(direction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_directions_of_a_table() {
        // Eigenvalues 16 and 1 along the diagonals, and 4 beside them.
        let gram = [8.5, 7.5, 0.0, 7.5, 8.5, 0.0, 0.0, 0.0, 4.0];
        let found = directions(&gram, 3, 2);
        let half = 0.5_f32.sqrt() / 2.0;
        let expected = [half, half, 0.0, 0.0, 0.0, 4.0_f32.powf(-0.25)];
        for (number, expected) in found.iter().zip(expected) {
            assert!((number.abs() - expected).abs() < 1e-4, "{found:?}");
        }
    }

    #[test]
    fn like_rows_stay_alike() {
        let rows: Vec<Sparse> =
            vec![vec![(0, 1.0), (1, 1.0)], vec![(0, 1.0), (1, 0.9)], vec![(2, 1.0), (3, 1.0)]];
        let vectors = reduce(&rows, &[1.0; 3], 4, 2);
        assert!(product(vectors.row(0), vectors.row(1)) > 0.99);
        assert!(product(vectors.row(0), vectors.row(2)).abs() < 0.01);
    }
}
