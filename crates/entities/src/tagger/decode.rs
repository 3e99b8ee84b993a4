//! Scores of labels to the best sequence of them, and to how sure each is.

use super::label::{LABELS, Label};
use super::weights::{Scores, Weights};

/// How many labels are worked on at once: all of them, and some that mean nothing.
const WIDTH: usize = 12;

/// A number for each label.
type Row = [f32; WIDTH];

/// Labels a sequence of tokens.
pub(crate) struct Decoder {
    /// The score of a label after another one, as bad as can be where it cannot follow.
    transitions: [Row; LABELS],
    scale: f32,
    forward: Vec<Row>,
}

/// The score of what cannot be.
const NEVER: f32 = -1e9;

impl Decoder {
    /// One that weighs sequences as these weights say.
    pub(crate) fn new(weights: &Weights) -> Self {
        let scale = weights.scale();
        let mut transitions = [[NEVER; WIDTH]; LABELS];
        for (from, row) in weights.transitions().iter().enumerate() {
            for (to, &score) in row.iter().enumerate() {
                if Label::of(to).may_follow(Label::of(from)) {
                    transitions[from][to] = f32::from(score);
                }
            }
        }
        Self { transitions, scale, forward: Vec::new() }
    }

    /// The best labels (Viterbi, 1967), added to `labels`.
    pub(crate) fn best(&mut self, emissions: &[Scores], labels: &mut Vec<Label>) {
        self.forward.clear();
        let mut before = [NEVER; WIDTH];
        before[0] = 0.0;
        for (at, emission) in emissions.iter().enumerate() {
            // Before the first token is the outside.
            let mut after = if at == 0 { self.transitions[0] } else { self.step(&before) };
            for (after, &emission) in after.iter_mut().zip(emission) {
                *after += f32::from(emission);
            }
            self.forward.push(before);
            before = after;
        }
        self.trace(best_of(&before[..LABELS]), labels);
    }

    /// The best score with which each label comes next.
    fn step(&self, before: &Row) -> Row {
        let mut after = [NEVER; WIDTH];
        // Only differences count: the best is 0, so that scores do not grow with the text.
        let best = before[..LABELS].iter().fold(NEVER, |best, &score| larger(best, score));
        for (score, row) in before.iter().zip(&self.transitions) {
            for (after, step) in after.iter_mut().zip(row) {
                *after = larger(*after, score - best + step);
            }
        }
        after
    }

    /// Follows the best labels back from the last.
    fn trace(&self, last: usize, labels: &mut Vec<Label>) {
        let start = labels.len();
        let mut label = last;
        for before in self.forward.iter().rev() {
            labels.push(Label::of(label));
            let mut ways = [NEVER; LABELS];
            for ((way, score), row) in ways.iter_mut().zip(before).zip(&self.transitions) {
                *way = score + row[label];
            }
            label = best_of(&ways);
        }
        labels[start..].reverse();
    }

    /// How likely the label of the token at `at` is, given those of its neighbours.
    pub(crate) fn belief(&self, emissions: &[Scores], labels: &[Label], at: usize) -> f32 {
        let before = at.checked_sub(1).map_or(Label::OUTSIDE, |before| labels[before]);
        let mut scores = self.transitions[before.number()];
        for (score, &emission) in scores.iter_mut().zip(&emissions[at]) {
            *score += f32::from(emission);
        }
        if let Some(after) = labels.get(at + 1) {
            for (score, row) in scores.iter_mut().zip(&self.transitions) {
                *score += row[after.number()];
            }
        }
        let own = scores[labels[at].number()];
        let odds = scores[..LABELS].iter().map(|score| ((score - own) * self.scale).exp());
        1.0 / odds.sum::<f32>()
    }
}

/// The larger of two numbers, neither of which is none.
fn larger(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// The number of the best score, the first of equals.
fn best_of(scores: &[f32]) -> usize {
    let better = |best: usize, at: usize| if scores[at] > scores[best] { at } else { best };
    (1..scores.len()).fold(0, better)
}
