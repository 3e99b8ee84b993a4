//! Scores to the best labels of a chain (Viterbi, "Error bounds for convolutional codes and
//! an asymptotically optimum decoding algorithm", 1967).

use dateline_entities::tagger::{LABELS, Label};

use crate::crf::{Pairs, Scores};

/// The labels with the best sum of scores among those that may follow each other.
pub(crate) fn best(emissions: &[Scores], transitions: &Pairs) -> Vec<Label> {
    let mut paths = Vec::with_capacity(emissions.len());
    let mut scores = [f32::NEG_INFINITY; LABELS];
    scores[Label::OUTSIDE.number()] = 0.0;
    for emission in emissions {
        let (path, reached) = step(&scores, transitions);
        paths.push(path);
        scores = reached;
        scores.iter_mut().zip(emission).for_each(|(score, emission)| *score += emission);
    }
    let last = (0..LABELS).max_by(|&one, &other| scores[one].total_cmp(&scores[other]));
    let mut label = Label::of(last.unwrap_or_default());
    let mut labels = vec![Label::OUTSIDE; emissions.len()];
    for (slot, path) in labels.iter_mut().zip(&paths).rev() {
        *slot = label;
        label = path[label.number()];
    }
    labels
}

/// The best label before each label, and the score with which it is reached.
fn step(scores: &Scores, transitions: &Pairs) -> ([Label; LABELS], Scores) {
    let mut path = [Label::OUTSIDE; LABELS];
    let mut reached = [f32::NEG_INFINITY; LABELS];
    for to in 0..LABELS {
        for from in (0..LABELS).filter(|&from| Label::of(to).may_follow(Label::of(from))) {
            let score = scores[from] + transitions[from][to];
            if score > reached[to] {
                reached[to] = score;
                path[to] = Label::of(from);
            }
        }
    }
    (path, reached)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::labellings::{labellings, scores};

    fn sum(emissions: &[Scores], transitions: &Pairs, labels: &[Label]) -> f32 {
        let before = std::iter::once(&Label::OUTSIDE).chain(labels);
        let steps = before.zip(labels).zip(emissions).map(|((before, label), emission)| {
            transitions[before.number()][label.number()] + emission[label.number()]
        });
        steps.sum()
    }

    proptest! {
        #[test]
        fn no_labelling_is_better(
            emissions in prop::collection::vec(scores(), 1..=3),
            rows in prop::collection::vec(scores(), LABELS),
        ) {
            let transitions = Pairs::try_from(rows).expect("a row for each label");
            let found = best(&emissions, &transitions);
            let all = labellings(emissions.len());
            prop_assert!(all.contains(&found), "{:?} is not allowed", found);
            let most = all.iter().map(|labels| sum(&emissions, &transitions, labels));
            let most = most.fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((sum(&emissions, &transitions, &found) - most).abs() < 1e-4);
        }
    }
}
