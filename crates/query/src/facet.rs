//! Who, where, when and by whom, counted over the articles of a question.

use dateline_model::PersonName;
use dateline_schema::DateCode;
use rustc_hash::FxHashMap;
use tantivy::collector::DocSetCollector;
use tantivy::schema::Field;

use crate::archive::Archive;
use crate::compile::Purpose;
use crate::{Result, SearchRequest};

/// What articles are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetBy {
    /// The persons named, all spellings of one name together.
    Person,
    /// The places named.
    Place,
    /// The days, months and years spoken of.
    Date,
    /// The publication date.
    Published,
    /// The outlet.
    Outlet,
}

/// A value and how many articles have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value; of a person the spelling that most articles use.
    pub value: String,
    /// The number of articles, each counted once.
    pub articles: u64,
}

/// The answer to a question for facets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetAnswer {
    /// How many articles match the question.
    pub total: u64,
    /// How many different values they have.
    pub values: u64,
    /// The most frequent values, equally frequent ones in alphabetical order.
    pub facets: Vec<Facet>,
    /// What the asker should know of how the question was read.
    pub notes: Vec<String>,
}

impl Archive {
    /// Counts the articles of a question by a facet; of the request, its limit bounds the
    /// number of values.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn facets(&self, request: &SearchRequest, by: FacetBy) -> Result<FacetAnswer> {
        let prepared = self.prepare(&request.question, &request.filters, &request.within)?;
        let query = self.compile(&prepared, Purpose::Match);
        let found = self.engine(self.searcher.search(&*query, &DocSetCollector))?;
        let total = found.len() as u64;
        let mut documents: Vec<_> = found.into_iter().collect();
        documents.sort_unstable();
        let mut counts: FxHashMap<String, u64> = FxHashMap::default();
        for of_segment in documents.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let docs = of_segment.iter().map(|address| address.doc_id);
            let segment = of_segment[0].segment_ord;
            match by {
                FacetBy::Person => {
                    self.count_texts(segment, self.fields.person_name, docs, &mut counts)
                }
                FacetBy::Place => {
                    self.count_texts(segment, self.fields.place_label, docs, &mut counts)
                }
                FacetBy::Outlet => self.count_texts(segment, self.fields.outlet, docs, &mut counts),
                FacetBy::Date => {
                    self.count_dates(segment, self.fields.date_code, docs, &mut counts)
                }
                FacetBy::Published => {
                    self.count_dates(segment, self.fields.published_code, docs, &mut counts)
                }
            }?;
        }
        if by == FacetBy::Person {
            counts = by_identity(counts);
        }
        let values = counts.len() as u64;
        let facets = most_frequent(counts, request.limit);
        Ok(FacetAnswer { total, values, facets, notes: prepared.notes })
    }

    fn count_texts(
        &self,
        segment: u32,
        field: Field,
        docs: impl Iterator<Item = u32>,
        counts: &mut FxHashMap<String, u64>,
    ) -> Result<()> {
        let segment = self.searcher.segment_reader(segment);
        let Some(column) = self.texts(segment, field)? else { return Ok(()) };
        let by_ordinal = tally(docs.flat_map(|doc| column.term_ords(doc)));
        let mut ordinals: Vec<u64> = by_ordinal.keys().copied().collect();
        ordinals.sort_unstable();
        let mut at = ordinals.iter();
        let read = column.dictionary().sorted_ords_to_term_cb(&ordinals, |term| {
            if let Some(ordinal) = at.next() {
                let value = String::from_utf8_lossy(term).into_owned();
                *counts.entry(value).or_default() += by_ordinal[ordinal];
            }
        });
        self.engine(read.map(|_| ()).map_err(Into::into))
    }

    fn count_dates(
        &self,
        segment: u32,
        field: Field,
        docs: impl Iterator<Item = u32>,
        counts: &mut FxHashMap<String, u64>,
    ) -> Result<()> {
        let column = self.numbers(self.searcher.segment_reader(segment), field)?;
        let by_code = tally(docs.flat_map(|doc| column.values_for_doc(doc)));
        for (code, count) in by_code {
            if let Some(date) = DateCode(code).date() {
                *counts.entry(date.to_string()).or_default() += count;
            }
        }
        Ok(())
    }
}

/// How often each value comes.
fn tally(values: impl Iterator<Item = u64>) -> FxHashMap<u64, u64> {
    let mut counts = FxHashMap::default();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// Joins the spellings of a name under the most frequent of them.
fn by_identity(spellings: FxHashMap<String, u64>) -> FxHashMap<String, u64> {
    let mut identities: FxHashMap<String, (u64, Facet)> = FxHashMap::default();
    for (value, articles) in spellings {
        let key = PersonName::parse(&value).map_or_else(|_| value.clone(), |n| n.key().to_owned());
        let spelling = Facet { value, articles };
        match identities.entry(key) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert((articles, spelling));
            }
            std::collections::hash_map::Entry::Occupied(mut entry) => {
                let (total, best) = entry.get_mut();
                *total += articles;
                if is_before(&spelling, best) {
                    *best = spelling;
                }
            }
        }
    }
    identities.into_values().map(|(total, spelling)| (spelling.value, total)).collect()
}

fn most_frequent(counts: FxHashMap<String, u64>, limit: usize) -> Vec<Facet> {
    let mut facets: Vec<Facet> =
        counts.into_iter().map(|(value, articles)| Facet { value, articles }).collect();
    facets.sort_unstable_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.value.cmp(&b.value)));
    facets.truncate(limit);
    facets
}

fn is_before(one: &Facet, other: &Facet) -> bool {
    (one.articles, &other.value) > (other.articles, &one.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_count_together_under_the_most_frequent() {
        let counts = [("Ahmad Massoud", 3), ("Ahmed Masood", 2), ("Amrullah Saleh", 4)]
            .map(|(name, count)| (name.to_owned(), count));
        let facets = most_frequent(by_identity(counts.into_iter().collect()), 10);
        let shown: Vec<_> = facets.iter().map(|f| (f.value.as_str(), f.articles)).collect();
        assert_eq!(shown, [("Ahmad Massoud", 5), ("Amrullah Saleh", 4)]);
    }
}
