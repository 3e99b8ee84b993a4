//! Articles that are copies of each other: reprints, agency copy with cuts, updated versions,
//! excerpts.
//!
//! Families are found when they are asked for, among the articles of the question, from what
//! is stored of each article alone: so they do not depend on the order in which articles came,
//! on commits or on segments, and who updates or deletes an article need not mend them. It goes
//! in three steps. The [sketches](dateline_schema::Sketch) of the articles tell which pairs may
//! be copies ([`candidates`]); what stands in many unlike articles is left out of account
//! ([`standing`]); and where the sketches do not settle it, all words of the two texts do
//! ([`likeness`]). `docs/families.md` has the method, its sources and figures.
//!
//! For other modules, [`Archive::families`] gives each of some articles the number of its
//! family, and how many there are: so many origins.

mod arrivals;
mod candidates;
mod columns;
mod folding;
mod gather;
mod likeness;
mod meeting;
mod origin;
mod places;
mod reading;
mod related;
mod shared_text;
mod similar;
mod sketches;
mod standing;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use crate::Result;
use crate::archive::Archive;
pub(crate) use arrivals::{Arrival, Familiar};
pub(crate) use folding::{AllDocuments, Page, Wanted};
pub use folding::{CopyInBrief, Folding, HitFamily, MOST_NAMED};
pub(crate) use gather::Effort;
pub use origin::{Inferred, Origin};
pub use related::RelatedArticle;
pub use shared_text::{Changed, Difference, Shares};
pub use similar::{Copy, SimilarAnswer, SimilarRequest, SimilarTo};

/// How articles fall into families.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Families {
    /// For each article, in the order they were given in, the place among them of the one that
    /// its family is called by; its own for one that is alone.
    pub(crate) of: Vec<u32>,
    /// How many families they are, an article alone being one.
    pub(crate) origins: Origins,
}

/// How many origins some articles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origins {
    /// The number.
    pub count: u64,
    /// Whether it is exact.
    pub counted: Counted,
}

/// How a number of origins was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Every doubtful pair of articles was compared word by word.
    Exactly,
    /// Some were judged by their sketches alone, or a part of the articles stands for all.
    About,
}

impl Families {
    /// The members of the families that the articles at some places are of, in order.
    fn members_of(&self, places: &[usize]) -> Vec<Vec<u32>> {
        let mut rows: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &place in places {
            rows.entry(self.of[place]).or_default();
        }
        for (at, family) in (0u32..).zip(&self.of) {
            if let Some(members) = rows.get_mut(family) {
                members.push(at);
            }
        }
        places.iter().map(|&place| rows[&self.of[place]].clone()).collect()
    }
}

impl Archive {
    /// The families of some articles.
    ///
    /// They are gone through in the order they are given in. One that has no family yet begins
    /// one: its copies join it, and the copies of that one of them which has most in common with
    /// others, so that two excerpts of one report meet in the report. A chain of excerpts does
    /// not draw strangers together: nobody joins by way of a third article. The outcome depends
    /// on the articles and their order alone. It takes some tenths of a microsecond an article,
    /// and some seventy for each one that has to be read, which [`Effort`] bounds.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub(crate) fn families(&self, documents: &[DocAddress], effort: Effort) -> Result<Families> {
        gather::gather(self, documents, effort)
    }
}
