//! The texts of articles that sketches leave in doubt, each read once.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use super::candidates::Candidate;
use super::likeness::{Side, Sureness, Words, are_copies};
use super::sketches::Sketches;
use crate::Result;
use crate::archive::Archive;

/// So many texts are kept in memory, about ten kilobytes each.
const KEPT: usize = 2048;

/// Judges pairs of articles.
pub(super) struct Judge<'a> {
    archive: &'a Archive,
    documents: &'a [DocAddress],
    sketches: &'a Sketches,
    standing: &'a FxHashSet<u32>,
    read: FxHashMap<u32, Words>,
    /// How many texts have been read.
    pub(super) reads: usize,
}

/// What sketches alone say of two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AtSight {
    Copies,
    ProbablyCopies,
    ProbablyNot,
}

impl AtSight {
    /// The figures behind the bounds are in `docs/families.md`.
    fn of(candidate: Candidate) -> Self {
        let Candidate { shared, of, .. } = candidate;
        match () {
            () if shared >= 8 && 10 * shared >= 8 * of => Self::Copies,
            () if shared >= 5 && 10 * shared >= 4 * of => Self::ProbablyCopies,
            () => Self::ProbablyNot,
        }
    }
}

/// What is to be done about pairs that sketches leave in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Read the texts.
    Settled,
    /// Take what is more probable.
    Left,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        archive: &'a Archive,
        documents: &'a [DocAddress],
        sketches: &'a Sketches,
        standing: &'a FxHashSet<u32>,
    ) -> Self {
        Self { archive, documents, sketches, standing, read: FxHashMap::default(), reads: 0 }
    }

    /// Whether an article and a candidate are copies.
    pub(super) fn are_copies(
        &mut self,
        one: u32,
        candidate: Candidate,
        doubt: Doubt,
        sureness: Sureness,
    ) -> Result<bool> {
        match (AtSight::of(candidate), doubt) {
            (AtSight::Copies, _) => Ok(true),
            (sight, Doubt::Left) => Ok(sight == AtSight::ProbablyCopies),
            (_, Doubt::Settled) => self.compare(one, candidate.article, sureness),
        }
    }

    fn compare(&mut self, one: u32, other: u32, sureness: Sureness) -> Result<bool> {
        if self.read.len() >= KEPT {
            self.read.clear();
        }
        for article in [one, other] {
            if !self.read.contains_key(&article) {
                let stored = self.archive.stored(self.documents[article as usize])?;
                let words = Words::of(stored.text().map_err(|kind| self.archive.error(kind))?);
                self.read.insert(article, words);
                self.reads += 1;
            }
        }
        let side = |article: u32| Side {
            words: &self.read[&article],
            reach: self.sketches.reach(article as usize),
        };
        Ok(are_copies(side(one), side(other), self.standing, sureness))
    }
}
