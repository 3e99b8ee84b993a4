//! Who, where, when and by whom, counted over the articles of a question.

mod dates;
mod origins;
mod persons;
mod places;
mod significant;

use dateline_model::DateLevel;
use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;
use tantivy::schema::Field;

pub(crate) use origins::Tally;
pub(crate) use persons::{PersonCount, PersonsOf};
pub use significant::{Significance, SignificantAnswer, SignificantFacet};

use crate::answer::Extent;
use crate::archive::Archive;
use crate::compile::Purpose;
use crate::family::Origins;
use crate::notice::{Notice, Notices};
use crate::periods::DatesOf;
use crate::{Result, SearchRequest};

/// What articles are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetBy {
    /// The persons named, all spellings of one person together.
    Person,
    /// The places named.
    Place(PlaceLevel),
    /// The dates spoken of, or published on: each by itself, as far as it is known, or drawn
    /// together to periods.
    Dates(DatesOf, Option<DateLevel>),
    /// The outlet.
    Outlet,
}

/// How far places are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceLevel {
    /// Each place by itself.
    Each,
    /// Countries, those of cities and regions among them.
    Country,
    /// First-level regions, those of cities among them.
    Region,
    /// Populated places, without what is no part of one.
    City,
}

/// A value and how many articles have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value; of a person the spelling that most articles use.
    pub value: String,
    /// The number of articles, each counted once.
    pub articles: u64,
    /// How many origins these have, where that was counted: copies of one report count once.
    pub origins: Option<u64>,
}

impl Facet {
    pub(crate) fn new(value: String, articles: u64) -> Self {
        Self { value, articles, origins: None }
    }
}

/// The answer to a question for facets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetAnswer {
    /// How many articles match the question.
    pub total: u64,
    /// How many origins these have; none of more than 6,000 articles.
    pub origins: Option<Origins>,
    /// How many different values they have.
    pub values: u64,
    /// The most frequent values, equally frequent ones in alphabetical order.
    pub facets: Vec<Facet>,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// How often values come.
pub(crate) struct Counts {
    pub(crate) values: u64,
    pub(crate) facets: Vec<Facet>,
}

impl Archive {
    /// Counts the articles of a question by a facet; of the request, its limit bounds the
    /// number of values.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn facets(&self, request: &SearchRequest, by: FacetBy) -> Result<FacetAnswer> {
        let mut prepared = self.prepare(request)?;
        let query = self.compile(&prepared, Purpose::Match);
        let found = self.engine(self.searcher.search(&*query, &DocSetCollector))?;
        let mut documents: Vec<DocAddress> = found.into_iter().collect();
        documents.sort_unstable();
        let counts = self.count_values(&documents, by, request.limit, &mut prepared.notes)?;
        let Counts { values, mut facets } = counts;
        let origins = self.origins_of(&documents)?;
        if let Some(origins) = &origins {
            self.add_origins(origins, by, &mut facets)?;
        }
        Ok(FacetAnswer {
            total: documents.len() as u64,
            origins: origins.map(|origins| origins.all()),
            values,
            facets,
            extent: prepared.watch.extent(),
            notes: prepared.notes.into_list(),
        })
    }

    /// Counts the documents, which are sorted, by a facet.
    fn count_values(
        &self,
        documents: &[DocAddress],
        by: FacetBy,
        limit: usize,
        notes: &mut Notices,
    ) -> Result<Counts> {
        match by {
            FacetBy::Person => Ok(persons::facets(self.persons_of(documents, limit)?)),
            FacetBy::Place(level) => self.count_places(documents, level, limit),
            FacetBy::Outlet => self.count_texts(documents, self.fields.outlet, limit),
            FacetBy::Dates(of, level) => {
                let counts = self.count_periods(documents, of, level, &[])?;
                counts.note(level).into_iter().for_each(|note| notes.push(note));
                Ok(dates::facets(counts, level, limit))
            }
        }
    }

    fn count_texts(&self, documents: &[DocAddress], field: Field, limit: usize) -> Result<Counts> {
        let mut counts: FxHashMap<String, u64> = FxHashMap::default();
        for of_segment in by_segment(documents) {
            let segment = self.searcher.segment_reader(of_segment[0].segment_ord);
            let Some(column) = self.texts(segment, field)? else { continue };
            let ordinals = of_segment.iter().flat_map(|address| column.term_ords(address.doc_id));
            let by_ordinal = tally(ordinals);
            let mut ordinals: Vec<u64> = by_ordinal.keys().copied().collect();
            ordinals.sort_unstable();
            let mut at = ordinals.iter();
            let read = column.dictionary().sorted_ords_to_term_cb(&ordinals, |term| {
                if let Some(ordinal) = at.next() {
                    let value = String::from_utf8_lossy(term).into_owned();
                    *counts.entry(value).or_default() += by_ordinal[ordinal];
                }
            });
            self.engine(read.map(|_| ()).map_err(Into::into))?;
        }
        Ok(most_frequent(counts, limit))
    }
}

/// The documents of each segment; they are sorted.
pub(crate) fn by_segment(documents: &[DocAddress]) -> impl Iterator<Item = &[DocAddress]> {
    documents.chunk_by(|one, other| one.segment_ord == other.segment_ord)
}

/// How often each value comes.
fn tally(values: impl Iterator<Item = u64>) -> FxHashMap<u64, u64> {
    let mut counts = FxHashMap::default();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

fn most_frequent(counts: FxHashMap<String, u64>, limit: usize) -> Counts {
    let facets = counts.into_iter().map(|(value, articles)| Facet::new(value, articles));
    first_of(facets.collect(), limit)
}

/// The most frequent values, equally frequent ones in alphabetical order.
fn first_of(mut facets: Vec<Facet>, limit: usize) -> Counts {
    let values = facets.len() as u64;
    facets.sort_unstable_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
    facets.truncate(limit);
    Counts { values, facets }
}
