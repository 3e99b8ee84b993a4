//! The model: a linear-chain conditional random field (Lafferty, McCallum and Pereira,
//! "Conditional random fields: probabilistic models for segmenting and labeling sequence
//! data", 2001).
//!
//! The score of a labelling is the sum of the weights of each token's features for its
//! label, and of one weight for each pair of labels that follow each other. A feature has
//! weights for all texts and a second set for news alone, which are added to the first:
//! what holds everywhere is learned from all sets, what news does otherwise from news
//! (Daumé, "Frustratingly easy domain adaptation", 2007).

use std::ops::Range;

use dateline_entities::tagger::{LABELS, Label};

use crate::lesson::Lesson;
use crate::recipe::Domain;
use crate::viterbi;

/// A number for each label.
pub(crate) type Scores = [f32; LABELS];

/// A number for each label after each label: the label before is the first index.
pub(crate) type Pairs = [Scores; LABELS];

/// The weights.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    /// The weights of the rows for all texts, then those for news.
    pub(crate) weights: Vec<Scores>,
    /// The weights of labels that follow each other; before the first token of a chain
    /// stands [`Label::OUTSIDE`].
    pub(crate) transitions: Pairs,
    rows: usize,
}

impl Model {
    /// A model of this many rows that knows nothing.
    pub(crate) fn new(rows: usize) -> Self {
        Self { weights: vec![[0.0; LABELS]; 2 * rows], transitions: [[0.0; LABELS]; LABELS], rows }
    }

    /// Where the weights of a row are that count in texts of a domain.
    pub(crate) fn places(&self, row: u32, domain: Domain) -> impl Iterator<Item = usize> + use<> {
        let general = row as usize;
        let own = match domain {
            Domain::General => None,
            Domain::News => Some(general + self.rows),
        };
        std::iter::once(general).chain(own)
    }

    /// The weights of a row in texts of a domain.
    pub(crate) fn row(&self, row: u32, domain: Domain) -> Scores {
        let mut scores = [0.0; LABELS];
        self.add(row, domain, &mut scores);
        scores
    }

    /// The scores of the labels of each token of a chain, written to `emissions`.
    pub(crate) fn emit(&self, lesson: &Lesson, chain: Range<usize>, emissions: &mut Vec<Scores>) {
        emissions.clear();
        emissions.extend(chain.map(|at| {
            let mut scores = [0.0; LABELS];
            for &row in lesson.rows.of(at) {
                self.add(row, lesson.domain, &mut scores);
            }
            scores
        }));
    }

    /// The factors of labels that follow each other, 0 for those that may not.
    pub(crate) fn factors(&self) -> Pairs {
        let mut factors = [[0.0; LABELS]; LABELS];
        for (from, row) in factors.iter_mut().enumerate() {
            for (to, factor) in row.iter_mut().enumerate() {
                if Label::of(to).may_follow(Label::of(from)) {
                    *factor = self.transitions[from][to].exp();
                }
            }
        }
        factors
    }

    /// The score of a labelling.
    pub(crate) fn score(&self, emissions: &[Scores], labels: &[Label]) -> f32 {
        let mut before = Label::OUTSIDE;
        let mut score = 0.0;
        for (emission, &label) in emissions.iter().zip(labels) {
            score += emission[label.number()] + self.transitions[before.number()][label.number()];
            before = label;
        }
        score
    }

    /// The best labels of all tokens of a lesson.
    pub(crate) fn labels(&self, lesson: &Lesson) -> Vec<Label> {
        let (mut emissions, mut labels) = (Vec::new(), Vec::new());
        for chain in &lesson.labelling.chains {
            self.emit(lesson, chain.clone(), &mut emissions);
            labels.extend(viterbi::best(&emissions, &self.transitions));
        }
        labels
    }

    fn add(&self, row: u32, domain: Domain, scores: &mut Scores) {
        for place in self.places(row, domain) {
            for (score, weight) in scores.iter_mut().zip(&self.weights[place]) {
                *score += weight;
            }
        }
    }
}
