//! The passages of an article to the names in them.

use std::ops::Range;

use dateline_model::Confidence;

use super::chain::chains;
use super::decode::Decoder;
use super::evidence::Evidence;
use super::features::Features;
use super::label::{Class, Label};
use super::runs::Runs;
use super::scorer::Scorer;
use super::sheet::Sheet;
use super::weights::{Scores, Weights};
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// A name in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    /// Its first token.
    pub(crate) start: usize,
    /// One past its last token.
    pub(crate) end: usize,
    /// What it is the name of.
    pub(crate) class: Class,
    /// How likely the least likely of its labels is, given the others.
    pub(crate) confidence: Confidence,
}

/// Finds names; remembers what it has worked out of words.
pub(crate) struct Tagger {
    decoder: Decoder,
    scorer: Scorer,
    emissions: Vec<Scores>,
    labels: Vec<Label>,
}

impl Tagger {
    /// One with the weights in the binary.
    pub(crate) fn new() -> Self {
        let weights = Weights::embedded();
        Self {
            decoder: Decoder::new(weights),
            scorer: Scorer::new(weights),
            emissions: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// The names in the passages of one article, in order, by passage.
    pub(crate) fn names(
        &mut self,
        passages: &[&Passage<'_>],
        vocabulary: &Vocabulary,
    ) -> Vec<Vec<Name>> {
        self.scorer.keep_up_with(vocabulary);
        let runs: Vec<Runs> = passages.iter().map(|passage| Runs::new(passage)).collect();
        let mut evidence = Evidence::default();
        for (passage, runs) in passages.iter().zip(&runs) {
            evidence.note(passage, runs, vocabulary);
        }
        let read = passages.iter().zip(runs).map(|(passage, runs)| {
            let chains = chains(passage);
            let sheet = Sheet::new(passage, vocabulary, &chains);
            self.passage(&Features { sheet, runs, evidence: &evidence }, &chains)
        });
        read.collect()
    }

    fn passage(&mut self, features: &Features<'_>, chains: &[Range<usize>]) -> Vec<Name> {
        let mut names = Vec::new();
        for chain in chains {
            self.emissions.clear();
            self.labels.clear();
            for at in chain.clone() {
                features.tell(at, &mut self.scorer);
                self.emissions.push(self.scorer.take());
            }
            self.decoder.best(&self.emissions, &mut self.labels);
            self.collect(chain.start, &mut names);
        }
        names
    }

    /// Adds the names that the labels of a sequence say there are.
    fn collect(&self, start: usize, names: &mut Vec<Name>) {
        let mut before = Label::OUTSIDE;
        for (offset, &label) in self.labels.iter().enumerate() {
            let at = start + offset;
            let belief = || {
                let belief = self.decoder.belief(&self.emissions, &self.labels, offset);
                Confidence::hundredths((belief * 100.0) as u8)
            };
            match (label.class(), names.last_mut()) {
                (Some(class), Some(name)) if label.is_inside() && before.class() == Some(class) => {
                    name.end = at + 1;
                    name.confidence = name.confidence.min(belief());
                }
                (Some(class), _) => {
                    names.push(Name { start: at, end: at + 1, class, confidence: belief() });
                }
                (None, _) => {}
            }
            before = label;
        }
    }
}
