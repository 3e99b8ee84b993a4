//! Which articles are of one origin: copies of each other, and those that share a sentence.

/// Sets of articles, by number, that grow together.
pub(super) struct Origins {
    /// Of each article, one nearer to the first of its set; the first has itself.
    parents: Vec<u32>,
}

impl Origins {
    /// So many articles, each of an origin of its own.
    pub(super) fn new(articles: usize) -> Self {
        Self { parents: (0u32..).take(articles).collect() }
    }

    /// The number of the origin.
    pub(super) fn of(&mut self, article: u32) -> u32 {
        let mut at = article;
        while self.parents[at as usize] != at {
            let next = self.parents[at as usize];
            self.parents[at as usize] = self.parents[next as usize];
            at = next;
        }
        at
    }

    /// Makes the two of one origin.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.of(one), self.of(other));
        // The lower number stays, so that the order of joining does not matter.
        self.parents[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_is_of_one_origin() {
        let mut origins = Origins::new(5);
        origins.join(3, 1);
        origins.join(3, 4);
        let all: Vec<u32> = (0..5).map(|article| origins.of(article)).collect();
        assert_eq!(all, [0, 1, 2, 1, 1]);
    }
}
