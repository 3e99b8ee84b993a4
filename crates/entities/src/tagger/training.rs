//! What a program that learns the weights needs: texts as sequences of features.

use std::ops::Range;

use dateline_gazetteer::Gazetteer;
use dateline_model::{ByteSpan, Section};

use super::Feature;
use super::chain::chains;
use super::evidence::Evidence;
use super::features::{Features, Sink};
use super::runs::Runs;
use super::sheet::Sheet;
use super::word::Neighbour;
use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// A text as the model sees it.
pub struct Example {
    /// The tokens, as spans of the text.
    pub tokens: Vec<ByteSpan>,
    /// The sequences that may have names in them.
    pub chains: Vec<Range<usize>>,
    /// The features of each token of the chains, in order.
    pub features: Vec<Vec<Feature>>,
}

/// Reads texts.
pub struct Extractor {
    vocabulary: Vocabulary,
}

impl Extractor {
    /// One that has read nothing.
    #[must_use]
    pub fn new() -> Self {
        Self { vocabulary: Vocabulary::new(Gazetteer::embedded()) }
    }

    /// The text as the model sees it.
    pub fn read(&mut self, text: &str) -> Example {
        self.vocabulary.begin();
        let passage = Passage::new(Section::Text, text, &mut self.vocabulary);
        let vocabulary = &self.vocabulary;
        let runs = Runs::new(&passage);
        let mut evidence = Evidence::default();
        evidence.note(&passage, &runs, vocabulary);
        let chains = chains(&passage);
        let sheet = Sheet::new(&passage, vocabulary, &chains);
        let features = Features { sheet, runs, evidence: &evidence };
        let read = |at: usize| {
            let mut found = Collected(Vec::new());
            features.tell(at, &mut found);
            found.0
        };
        let spans = (0..passage.len()).filter_map(|at| passage.token(at));
        Example {
            tokens: spans.map(|token| ByteSpan::new(token.start, token.end)).collect(),
            features: chains.iter().cloned().flatten().map(read).collect(),
            chains,
        }
    }
}

/// The features of a token, as they were said.
struct Collected(Vec<Feature>);

impl Sink for Collected {
    fn neighbour(&mut self, sheet: &Sheet<'_>, neighbour: Neighbour, offset: isize) {
        neighbour.say(sheet.vocabulary, offset, &mut |feature| self.0.push(feature));
    }

    fn group(&mut self, _: u64, say: impl FnOnce(&mut dyn FnMut(Feature))) {
        say(&mut |feature| self.0.push(feature));
    }

    fn feature(&mut self, feature: Feature) {
        self.0.push(feature);
    }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}
