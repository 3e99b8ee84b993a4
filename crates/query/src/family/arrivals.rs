//! Which of some new articles are copies of what is known, or of each other.

use tantivy::DocAddress;

use super::HitFamily;
use super::candidates::{Candidate, candidates};
use super::likeness::Sureness;
use super::reading::{Doubt, Judge};
use super::sketches::Sketches;
use crate::Result;
use crate::archive::Archive;

/// What is known when articles arrive.
#[derive(Debug, Default)]
pub(crate) struct Familiar<'k> {
    /// Articles of the archive.
    pub(crate) there: Vec<DocAddress>,
    /// The values of the sketches of articles that are no longer there.
    pub(crate) remembered: Vec<&'k [u64]>,
}

/// What a new article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// The first of its family.
    First,
    /// A copy of the new article at this place.
    CopyOf(usize),
    /// A copy of what is known.
    CopyOfKnown,
}

impl Archive {
    /// What each of some new articles is, in their order, until `firsts` of them are the first
    /// of their family.
    ///
    /// A copy of a copy that is told of is one, too. Pairs that sketches leave in doubt are read;
    /// with what is no longer there, the more probable is taken.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub(crate) fn arrivals(
        &self,
        new: &[DocAddress],
        familiar: &Familiar<'_>,
        firsts: usize,
    ) -> Result<Vec<Arrival>> {
        let documents: Vec<DocAddress> = new.iter().chain(&familiar.there).copied().collect();
        let mut sketches = Sketches::read(self, &documents)?;
        for values in &familiar.remembered {
            sketches.push(values.iter().copied());
        }
        let asked: Vec<u32> = (0..new.len() as u32).collect();
        let found = candidates(self, &sketches, &asked)?;
        let mut judge = Judge::new(self, &documents, &sketches, &found.standing);
        let mut arrivals: Vec<Arrival> = Vec::with_capacity(new.len());
        let mut told = 0;
        for (at, of) in (0u32..).zip(&found.of) {
            if told == firsts {
                break;
            }
            let mut arrival = Arrival::First;
            for &candidate in in_order(of, at, new.len()).iter() {
                let doubt = match (candidate.article as usize) < documents.len() {
                    true => Doubt::Settled,
                    false => Doubt::Left,
                };
                if judge.are_copies(at, candidate, doubt, Sureness::Usual)? {
                    arrival = match arrivals.get(candidate.article as usize) {
                        Some(Arrival::First) => Arrival::CopyOf(candidate.article as usize),
                        Some(&other) => other,
                        None => Arrival::CopyOfKnown,
                    };
                    break;
                }
            }
            told += usize::from(arrival == Arrival::First);
            arrivals.push(arrival);
        }
        Ok(arrivals)
    }

    /// The family of the first of some articles that are copies of each other; none where there
    /// is no other.
    pub(crate) fn family_of(&self, copies: &[DocAddress]) -> Result<Option<HitFamily>> {
        let members: Vec<u32> = (0..copies.len() as u32).collect();
        self.hit_family(copies, 0, &members)
    }

    /// The values of the sketch of an article.
    pub(crate) fn sketch_of(&self, address: DocAddress) -> Result<Box<[u64]>> {
        let segment = self.searcher.segment_reader(address.segment_ord);
        let column = self.numbers(segment, self.fields.sketch)?;
        Ok(column.values_for_doc(address.doc_id).collect())
    }
}

/// The candidates of the new article at a place that come before it: what is known, and new
/// ones of earlier places; those that share most first, since the first copy settles it.
fn in_order(candidates: &[Candidate], at: u32, new: usize) -> Vec<Candidate> {
    let mut before: Vec<Candidate> = candidates
        .iter()
        .filter(|candidate| candidate.article < at || candidate.article as usize >= new)
        .copied()
        .collect();
    before.sort_by_key(|candidate| {
        std::cmp::Reverse(u64::from(candidate.shared) * 1000 / u64::from(candidate.of))
    });
    before
}
