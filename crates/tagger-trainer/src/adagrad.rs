//! A model to a better one: steps down the gradient of the loss, the smaller the more a
//! weight has moved before (AdaGrad; Duchi, Hazan and Singer, "Adaptive subgradient methods
//! for online learning and stochastic optimization", 2011).
//!
//! The loss of a chain is minus the logarithm of the probability of its right labels. Its
//! gradient, for a weight, is how often the model believes that the weight counts less how
//! often it does.

use std::ops::Range;

use dateline_entities::tagger::{LABELS, Label};

use crate::crf::{Model, Pairs, Scores};
use crate::forward_backward::Beliefs;
use crate::lesson::Lesson;
use crate::recipe::Settings;

/// What the squares of gradients begin with, so that nothing is divided by 0.
const FIRST_SQUARE: f32 = 1e-6;

/// A token is passed over if no label of it is believed wrongly by more than this: most
/// tokens are certain soon, and their gradients cost the most time.
const SMALLEST_GRADIENT: f32 = 1e-3;

/// Transitions move by this share of the rate. They are in every token, and a few rare
/// ones should not swing with each lesson.
const TRANSITION_RATE: f32 = 0.5;

/// A model that is learned.
pub(crate) struct Descent {
    model: Model,
    /// The sums of the squares of the gradients of each weight.
    squares: Vec<Scores>,
    transition_squares: Pairs,
    rate: f32,
    decay: f32,
    emissions: Vec<Scores>,
    beliefs: Beliefs,
}

impl Descent {
    /// Begins with a model that knows nothing.
    pub(crate) fn new(rows: usize, settings: &Settings) -> Self {
        let model = Model::new(rows);
        Self {
            squares: vec![[FIRST_SQUARE; LABELS]; model.weights.len()],
            transition_squares: [[FIRST_SQUARE; LABELS]; LABELS],
            model,
            rate: settings.rate,
            decay: settings.decay,
            emissions: Vec::new(),
            beliefs: Beliefs::default(),
        }
    }

    /// The model as it is now.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// The model.
    pub(crate) fn into_model(self) -> Model {
        self.model
    }

    /// Learns from a lesson, a step for each chain. Returns the loss that it had before, by
    /// its weight.
    pub(crate) fn learn(&mut self, lesson: &Lesson) -> f64 {
        let mut loss = 0.0;
        for chain in &lesson.labelling.chains {
            let gold = &lesson.labelling.gold[chain.clone()];
            self.model.emit(lesson, chain.clone(), &mut self.emissions);
            let log = self.beliefs.weigh(&self.emissions, &self.model.factors());
            loss += f64::from(lesson.weight * (log - self.model.score(&self.emissions, gold)));
            self.move_rows(lesson, chain.clone());
            self.move_transitions(gold, lesson.weight);
        }
        loss
    }

    /// Moves the weights of the features of a chain.
    fn move_rows(&mut self, lesson: &Lesson, chain: Range<usize>) {
        for (offset, at) in chain.enumerate() {
            let mut gradient = self.beliefs.labels[offset];
            gradient[lesson.labelling.gold[at].number()] -= 1.0;
            gradient.iter_mut().for_each(|slope| *slope *= lesson.weight);
            if gradient.iter().all(|slope| slope.abs() <= SMALLEST_GRADIENT) {
                continue;
            }
            for &row in lesson.rows.of(at) {
                for place in self.model.places(row, lesson.domain) {
                    self.move_weights(place, &gradient);
                }
            }
        }
    }

    fn move_weights(&mut self, place: usize, gradient: &Scores) {
        let weights = self.model.weights[place].iter_mut();
        for ((weight, square), slope) in weights.zip(&mut self.squares[place]).zip(gradient) {
            let slope = slope + self.decay * *weight;
            *square += slope * slope;
            *weight -= self.rate * slope / square.sqrt();
        }
    }

    /// Moves the weights of labels that follow each other.
    fn move_transitions(&mut self, gold: &[Label], weight: f32) {
        let before = std::iter::once(&Label::OUTSIDE).chain(gold);
        for ((before, label), beliefs) in before.zip(gold).zip(&self.beliefs.pairs) {
            let mut gradient = *beliefs;
            gradient[before.number()][label.number()] -= 1.0;
            let transitions = self.model.transitions.iter_mut().flatten();
            let squares = self.transition_squares.iter_mut().flatten();
            for ((slope, transition), square) in
                gradient.iter().flatten().zip(transitions).zip(squares)
            {
                let slope = slope * weight;
                *square += slope * slope;
                *transition -= TRANSITION_RATE * self.rate * slope / square.sqrt();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use dateline_entities::tagger::Class;
    use dateline_model::ByteSpan;

    use super::*;
    use crate::lesson::{Form, Labelling, Origin};
    use crate::recipe::Domain;
    use crate::rows::RowLists;

    const SETTINGS: Settings =
        Settings { epochs: 1, mean_from: 0, rate: 0.02, decay: 1e-4, seed: 1 };

    /// A chain of tokens with one row each, the number of their label.
    fn lesson(gold: &[Label], domain: Domain) -> Lesson {
        let mut rows = RowLists::default();
        gold.iter().for_each(|label| rows.push([label.number() as u32]));
        let chains = std::iter::once(0..gold.len()).collect();
        let spans = (0..gold.len()).map(|at| ByteSpan::new(at, at + 1)).collect();
        Lesson {
            labelling: Labelling { chains, spans, gold: gold.to_vec() },
            rows,
            domain,
            weight: 1.0,
            origin: Origin { part: 0, document: 0, form: Form::AsWritten },
        }
    }

    const GOLD: [Label; 4] = [
        Label::begin(Class::Person),
        Label::inside(Class::Person),
        Label::OUTSIDE,
        Label::begin(Class::Place),
    ];

    #[test]
    fn each_step_lowers_the_loss() {
        let lesson = lesson(&GOLD, Domain::News);
        let mut descent = Descent::new(LABELS, &SETTINGS);
        let losses: Vec<f64> = (0..50).map(|_| descent.learn(&lesson)).collect();
        assert!(losses.windows(2).all(|pair| pair[1] < pair[0]), "{losses:?}");
        assert!(losses[49] < losses[0] / 2.0, "{losses:?}");
        assert_eq!(descent.model().labels(&lesson), GOLD);
    }

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        const NUDGE: f32 = 0.01;
        let lesson = lesson(&GOLD, Domain::General);
        let mut descent = Descent::new(LABELS, &SETTINGS);
        // Some weights to start from.
        (0..5).for_each(|_| {
            descent.learn(&lesson);
        });
        let loss = |model: &Model| {
            let mut emissions = Vec::new();
            model.emit(&lesson, 0..GOLD.len(), &mut emissions);
            let log = Beliefs::default().weigh(&emissions, &model.factors());
            log - model.score(&emissions, &GOLD)
        };
        let mut beliefs = Beliefs::default();
        let mut emissions = Vec::new();
        descent.model().emit(&lesson, 0..GOLD.len(), &mut emissions);
        beliefs.weigh(&emissions, &descent.model().factors());
        for label in 0..LABELS {
            let place = GOLD[0].number();
            let (mut less, mut more) = (descent.model().clone(), descent.model().clone());
            less.weights[place][label] -= NUDGE;
            more.weights[place][label] += NUDGE;
            let slope = (loss(&more) - loss(&less)) / (2.0 * NUDGE);
            let is_gold = f32::from(u8::from(label == GOLD[0].number()));
            let expected = beliefs.labels[0][label] - is_gold;
            assert!((slope - expected).abs() < 1e-3, "label {label}: {slope} for {expected}");
        }
    }

    #[test]
    fn general_texts_leave_what_is_of_news_alone() {
        let mut descent = Descent::new(LABELS, &SETTINGS);
        descent.learn(&lesson(&GOLD, Domain::General));
        let (general, news) = descent.model().weights.split_at(LABELS);
        assert!(general.iter().flatten().any(|&weight| weight != 0.0));
        assert!(news.iter().flatten().all(|&weight| weight == 0.0));
    }
}
