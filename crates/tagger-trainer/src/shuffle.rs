//! An order that looks random and is the same at every run.

/// Shuffles lists, by the numbers of a linear congruential generator with Knuth's constants
/// ("The art of computer programming", volume 2, 1997).
pub(crate) struct Shuffle(u64);

impl Shuffle {
    /// The one of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Puts the values in another order (Fisher and Yates, 1938).
    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for at in (1..values.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
            self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
            // The low bits of such a generator repeat soon.
            values.swap(at, (self.0 >> 33) as usize % (at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_has_every_value_and_depends_on_the_seed_alone() {
        let order = |seed| {
            let mut values: Vec<usize> = (0..100).collect();
            Shuffle::new(seed).shuffle(&mut values);
            values
        };
        assert_eq!(order(1), order(1));
        assert_ne!(order(1), order(2));
        let mut sorted = order(1);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..100).collect::<Vec<usize>>());
    }
}
