//! A name as an article uses it, with the places that it may mean.

use dateline_gazetteer::Entry;
use dateline_model::PlaceKind;

use super::geography::{Point, lies_in};
use super::score::Weights;

/// Evidence that is too weak to be noticed.
const FAINT: f32 = 0.02;

/// A candidate of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) entry: Entry,
    pub(super) point: Point,
    /// The score without the other places.
    pub(super) own: f32,
    pub(super) probability: f32,
    /// What it counts in the scores of others: the root of the probability, so that several
    /// unlikely meanings that agree can make each other likely.
    pub(super) evidence: f32,
}

impl Candidate {
    pub(super) fn new(entry: Entry, own: f32) -> Self {
        Self { entry, point: Point::of(&entry), own, probability: 0.0, evidence: 0.0 }
    }
}

/// A name as it is used in the article: the same name within another container is another
/// sense.
pub(super) struct Sense {
    /// Which name it is.
    pub(super) name: usize,
    pub(super) candidates: Vec<Candidate>,
    /// How often it is named.
    pub(super) mentions: f32,
    pub(super) setting: Setting,
}

/// What the words behind a name say of where its place lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Setting {
    /// Nothing, or nothing that fits.
    Open,
    /// In this place, where a candidate does lie.
    Within(Entry),
    /// In a place where no candidate lies.
    Misplaced,
}

impl Setting {
    /// What it says for an entry.
    pub(super) fn says(&self, weights: &Weights, entry: &Entry) -> f32 {
        match self {
            Self::Within(outer) if lies_in(entry, outer) => weights.contained,
            Self::Misplaced if entry.kind == PlaceKind::City => -weights.misplaced,
            _ => 0.0,
        }
    }
}

impl Sense {
    pub(super) fn best(&self) -> Option<&Candidate> {
        self.candidates.iter().reduce(
            |best, next| {
                if next.probability > best.probability { next } else { best }
            },
        )
    }

    /// The candidates that count for others.
    pub(super) fn noticed(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.evidence > FAINT)
    }

    /// Whether no other candidate of those that are counted alike is more likely. Only the
    /// likeliest town of a country counts for the country: that a name is common there is
    /// no evidence.
    pub(super) fn is_strongest(
        &self,
        candidate: &Candidate,
        is_alike: impl Fn(&Entry) -> bool,
    ) -> bool {
        let alike = self.noticed().filter(|other| is_alike(&other.entry));
        let first =
            alike.reduce(|best, next| if next.evidence > best.evidence { next } else { best });
        first.is_some_and(|first| first.entry.id == candidate.entry.id)
    }

    /// What it counts as evidence for others: repeating a name adds little.
    pub(super) fn weight(&self) -> f32 {
        1.0 + self.mentions.ln()
    }
}
