//! Scores to probabilities: the forward-backward algorithm, as Lafferty, McCallum and
//! Pereira (2001) use it.

use dateline_entities::tagger::{LABELS, Label};

use crate::crf::{Pairs, Scores};

/// What is believed of a chain. One value is used for chain after chain, so that its lists
/// are allocated once.
#[derive(Default)]
pub(crate) struct Beliefs {
    /// The probability of each label of each token.
    pub(crate) labels: Vec<Scores>,
    /// The probability of each pair of labels: that of the token before, and its own.
    pub(crate) pairs: Vec<Pairs>,
    forward: Vec<Forward>,
}

/// What is known of a token from the tokens before it.
struct Forward {
    /// The factors of its own scores, the best one's 1.
    factors: Scores,
    /// The probability of each label if the chain ended here.
    labels: Scores,
    /// The sum that made them probabilities.
    sum: f32,
}

/// No sum is smaller, so that none is 0 where a sum of tiny factors was rounded off.
const SMALLEST: f32 = 1e-30;

impl Beliefs {
    /// Works out the probabilities of a chain, given the scores of its labels and the
    /// factors of labels that follow each other. Returns the logarithm of the sum over all
    /// labellings, which is what the score of one is compared with.
    pub(crate) fn weigh(&mut self, emissions: &[Scores], factors: &Pairs) -> f32 {
        let log = self.forward(emissions, factors);
        self.backward(factors);
        log
    }

    fn forward(&mut self, emissions: &[Scores], factors: &Pairs) -> f32 {
        self.forward.clear();
        let mut log = 0.0;
        let mut before = start();
        for emission in emissions {
            let best = emission.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let own = emission.map(|score| (score - best).exp());
            let mut labels = through(&before, factors);
            multiply(&mut labels, &own);
            let sum = labels.iter().sum::<f32>().max(SMALLEST);
            before = labels.map(|label| label / sum);
            log += sum.ln() + best;
            self.forward.push(Forward { factors: own, labels: before, sum });
        }
        log
    }

    fn backward(&mut self, factors: &Pairs) {
        let count = self.forward.len();
        self.labels.clear();
        self.labels.resize(count, [0.0; LABELS]);
        self.pairs.clear();
        self.pairs.resize(count, [[0.0; LABELS]; LABELS]);
        // What the tokens behind say of the label of a token.
        let mut behind = [1.0; LABELS];
        for at in (0..count).rev() {
            let token = &self.forward[at];
            let before = at.checked_sub(1).map_or_else(start, |before| self.forward[before].labels);
            self.labels[at] = token.labels;
            multiply(&mut self.labels[at], &behind);
            let mut next = [0.0; LABELS];
            for from in 0..LABELS {
                for to in 0..LABELS {
                    let factor = factors[from][to] * token.factors[to] * behind[to] / token.sum;
                    self.pairs[at][from][to] = before[from] * factor;
                    next[from] += factor;
                }
            }
            behind = next;
        }
    }
}

fn multiply(labels: &mut Scores, factors: &Scores) {
    labels.iter_mut().zip(factors).for_each(|(label, factor)| *label *= factor);
}

/// What stands before the first token of a chain is outside of names.
fn start() -> Scores {
    let mut labels = [0.0; LABELS];
    labels[Label::OUTSIDE.number()] = 1.0;
    labels
}

/// What the labels of a token say of those of the next one.
fn through(labels: &Scores, factors: &Pairs) -> Scores {
    let mut next = [0.0; LABELS];
    for (label, factors) in labels.iter().zip(factors) {
        next.iter_mut().zip(factors).for_each(|(next, factor)| *next += label * factor);
    }
    next
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crf::Model;
    use crate::labellings::{labellings, scores};

    /// The same, by looking at every labelling.
    fn weigh_each(model: &Model, emissions: &[Scores]) -> (f64, Vec<Scores>, Vec<Pairs>) {
        let all = labellings(emissions.len());
        let weight = |labels: &Vec<Label>| f64::from(model.score(emissions, labels)).exp();
        let sum: f64 = all.iter().map(weight).sum();
        let mut single = vec![[0.0; LABELS]; emissions.len()];
        let mut pairs = vec![[[0.0; LABELS]; LABELS]; emissions.len()];
        for labels in &all {
            let probability = (weight(labels) / sum) as f32;
            let before = std::iter::once(&Label::OUTSIDE).chain(labels);
            for (at, (before, label)) in before.zip(labels).enumerate() {
                single[at][label.number()] += probability;
                pairs[at][before.number()][label.number()] += probability;
            }
        }
        (sum.ln(), single, pairs)
    }

    fn close<'a>(
        some: impl Iterator<Item = &'a f32>,
        others: impl Iterator<Item = &'a f32>,
    ) -> bool {
        some.zip(others).all(|(one, other)| (one - other).abs() < 1e-3)
    }

    proptest! {
        #[test]
        fn probabilities_are_those_of_all_labellings(
            emissions in prop::collection::vec(scores(), 1..=3),
            rows in prop::collection::vec(scores(), LABELS),
        ) {
            let mut model = Model::new(0);
            model.transitions = Pairs::try_from(rows).expect("a row for each label");
            let mut beliefs = Beliefs::default();
            let log = beliefs.weigh(&emissions, &model.factors());
            let (expected, single, pairs) = weigh_each(&model, &emissions);
            prop_assert!((f64::from(log) - expected).abs() < 1e-3, "{} for {}", log, expected);
            prop_assert!(close(beliefs.labels.iter().flatten(), single.iter().flatten()));
            prop_assert!(close(
                beliefs.pairs.iter().flatten().flatten(),
                pairs.iter().flatten().flatten(),
            ));
        }
    }

    #[test]
    fn a_long_chain_stays_finite() {
        let mut beliefs = Beliefs::default();
        let emissions = vec![[-80.0, 80.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]; 10_000];
        let log = beliefs.weigh(&emissions, &Model::new(0).factors());
        assert!(log.is_finite());
        assert!(
            beliefs.labels.iter().all(|labels| (labels.iter().sum::<f32>() - 1.0).abs() < 1e-3)
        );
    }
}
