//! Features to rows: the numbers under which a model keeps its weights.

use dateline_entities::tagger::Feature;
use rustc_hash::FxHashMap;

use crate::lesson::Draft;

/// The features that have weights.
pub(crate) struct Rows {
    numbers: FxHashMap<Feature, u32>,
    features: Vec<Feature>,
}

/// The rows of each token of a lesson, one list after the other.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct RowLists {
    rows: Vec<u32>,
    ends: Vec<usize>,
}

impl Rows {
    /// Numbers the features that at least `least` tokens of the drafts have.
    pub(crate) fn of(drafts: &[Draft], least: u32) -> Self {
        Self::of_features(drafts.iter().flat_map(|draft| &draft.features).flatten(), least)
    }

    /// Numbers the features that come at least `least` times.
    fn of_features<'a>(all: impl Iterator<Item = &'a Feature>, least: u32) -> Self {
        let mut counts: FxHashMap<Feature, u32> = FxHashMap::default();
        for &feature in all {
            *counts.entry(feature).or_default() += 1;
        }
        let often = counts.into_iter().filter(|&(_, count)| count >= least);
        let mut features: Vec<Feature> = often.map(|(feature, _)| feature).collect();
        // A hash map has no order of its own that could be relied on.
        features.sort_unstable();
        let numbers = (0..).zip(&features).map(|(row, &feature)| (feature, row)).collect();
        Self { numbers, features }
    }

    /// The features in the order of their rows.
    pub(crate) fn features(&self) -> &[Feature] {
        &self.features
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.features.len()
    }

    /// The rows of the features of each token; features without weights are left out.
    pub(crate) fn lists(&self, tokens: &[Vec<Feature>]) -> RowLists {
        let mut lists = RowLists::default();
        for features in tokens {
            lists.push(features.iter().filter_map(|feature| self.numbers.get(feature).copied()));
        }
        lists
    }
}

impl RowLists {
    /// Adds the rows of a further token.
    pub(crate) fn push(&mut self, rows: impl IntoIterator<Item = u32>) {
        self.rows.extend(rows);
        self.ends.push(self.rows.len());
    }

    /// The rows of the token at `at`.
    pub(crate) fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[at]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_seen_often_enough_are_numbered_in_order() {
        let tokens = [vec![9, 5, 7], vec![], vec![7, 9, 9]]
            .map(|features: Vec<u64>| features.into_iter().map(Feature).collect::<Vec<Feature>>());
        let rows = Rows::of_features(tokens.iter().flatten(), 2);
        assert_eq!(rows.features(), [Feature(7), Feature(9)]);
        let lists = rows.lists(&tokens);
        assert_eq!([lists.of(0), lists.of(1), lists.of(2)], [&[1, 0][..], &[], &[0, 1, 1]]);
        assert_eq!(Rows::of_features(tokens.iter().flatten(), 4).len(), 0);
    }
}
