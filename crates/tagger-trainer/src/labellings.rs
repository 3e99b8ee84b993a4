//! For tests: every labelling of a short chain, to compare with what is worked out without
//! looking at each.

use dateline_entities::tagger::{LABELS, Label};
use proptest::prelude::*;

use crate::crf::Scores;

/// All labellings of a chain of this many tokens whose labels may follow each other.
pub(crate) fn labellings(len: usize) -> Vec<Vec<Label>> {
    let mut all = vec![Vec::new()];
    for _ in 0..len {
        all = all.iter().flat_map(|labels| longer(labels)).collect();
    }
    all
}

/// A labelling with each label that may follow it.
fn longer(labels: &[Label]) -> Vec<Vec<Label>> {
    let before = labels.last().copied().unwrap_or(Label::OUTSIDE);
    let next = (0..LABELS).map(Label::of).filter(|label| label.may_follow(before));
    next.map(|label| labels.iter().copied().chain([label]).collect()).collect()
}

/// Any scores of usual size.
pub(crate) fn scores() -> impl Strategy<Value = Scores> {
    prop::array::uniform9(-4.0_f32..4.0)
}
