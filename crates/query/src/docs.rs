//! Sets of documents that are known before a query runs.
//!
//! A question for an identity or for the surroundings of a place means tens to thousands
//! of terms. As a union of as many term queries it would be opened anew for counting, for
//! ranking and for facets; as a set it is read once, in a bit a document.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocAddress, DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::Result;
use crate::archive::Archive;

/// A set of articles of one archive, by segment. Articles that were replaced are not in it.
#[derive(Debug, Clone)]
pub(crate) struct Docs {
    segments: Vec<BitSet>,
}

impl Docs {
    /// No article.
    pub(crate) fn none(archive: &Archive) -> Self {
        let segments = archive.searcher.segment_readers().iter();
        Self { segments: segments.map(|s| BitSet::with_max_value(s.max_doc())).collect() }
    }

    /// The articles with one of the terms.
    pub(crate) fn of_terms<'t>(
        archive: &Archive,
        field: Field,
        terms: impl IntoIterator<Item = &'t str>,
    ) -> Result<Self> {
        let mut docs = Self::none(archive);
        for term in terms {
            docs.add_term(archive, field, term)?;
        }
        Ok(docs)
    }

    /// Adds the articles with a term.
    pub(crate) fn add_term(&mut self, archive: &Archive, field: Field, term: &str) -> Result<()> {
        let term = Term::from_field_text(field, term);
        for (segment, docs) in archive.searcher.segment_readers().iter().zip(&mut self.segments) {
            let index = archive.engine(segment.inverted_index(field))?;
            let postings = index.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = archive.engine(postings.map_err(Into::into))? else {
                continue;
            };
            let alive = segment.alive_bitset();
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    docs.insert(doc);
                }
                doc = postings.advance();
            }
        }
        Ok(())
    }

    /// Adds one article.
    pub(crate) fn insert(&mut self, address: DocAddress) {
        self.segments[address.segment_ord as usize].insert(address.doc_id);
    }

    /// Takes one article out.
    pub(crate) fn remove(&mut self, address: DocAddress) {
        self.segments[address.segment_ord as usize].remove(address.doc_id);
    }

    pub(crate) fn contains(&self, address: DocAddress) -> bool {
        self.segments[address.segment_ord as usize].contains(address.doc_id)
    }

    pub(crate) fn len(&self) -> u64 {
        self.segments.iter().map(|docs| docs.len() as u64).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The articles, by segment and number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = DocAddress> + '_ {
        (0u32..).zip(&self.segments).flat_map(|(segment, docs)| {
            let mut bucket = Some(0);
            let buckets = std::iter::from_fn(move || {
                let found = bucket.filter(|&next| next < docs.max_value().div_ceil(64))?;
                let found = docs.first_non_empty_bucket(found)?;
                bucket = Some(found + 1);
                Some(found)
            });
            let docs = buckets
                .flat_map(|bucket| docs.tinyset(bucket).into_iter().map(move |b| bucket * 64 + b));
            docs.map(move |doc| DocAddress::new(segment, doc))
        })
    }

    /// How many articles are in both sets.
    pub(crate) fn shared(&self, other: &Self) -> u64 {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        few.iter().filter(|&address| many.contains(address)).count() as u64
    }

    /// The set as a query; every article in it scores nothing.
    pub(crate) fn query(self: &Arc<Self>, archive: &Archive) -> DocsQuery {
        let segments = archive.searcher.segment_readers().iter().zip(0..);
        let numbers = segments.map(|(segment, number)| (segment.segment_id(), number)).collect();
        DocsQuery { docs: Arc::clone(self), numbers: Arc::new(numbers) }
    }
}

/// Matches the articles of a set.
#[derive(Debug, Clone)]
pub(crate) struct DocsQuery {
    docs: Arc<Docs>,
    numbers: Arc<FxHashMap<SegmentId, usize>>,
}

/// Whether they are the same set, not whether they hold the same articles.
impl PartialEq for DocsQuery {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.docs, &other.docs)
    }
}

impl Query for DocsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(DocsWeight(self.clone())))
    }
}

struct DocsWeight(DocsQuery);

impl Weight for DocsWeight {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let number = self.0.numbers.get(&segment.segment_id());
        match number.map(|&number| &self.0.docs.segments[number]) {
            Some(docs) if docs.len() > 0 => {
                Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs.clone()), 0.0)))
            }
            _ => Ok(Box::new(EmptyScorer)),
        }
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("one of a set", 0.0))
    }
}
