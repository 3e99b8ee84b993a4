//! Values that the articles of a question have more often than the archive has them.
//!
//! The measure is the log-likelihood ratio of Dunning, "Accurate Methods for the Statistics
//! of Surprise and Coincidence" (1993), over the articles inside and outside of the question
//! with and without the value. Unlike the ratio of the shares it does not take a value of
//! two articles for more telling than one of two hundred, and unlike chi-squared it holds
//! for rare values.

use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;

use super::{Facet, FacetBy};
use crate::answer::Extent;
use crate::archive::Archive;
use crate::compile::Purpose;
use crate::notice::{Notice, Notices};
use crate::{Result, SearchRequest};

/// The answer to a question for over-represented values.
#[derive(Debug, Clone, PartialEq)]
pub struct SignificantAnswer {
    /// How many articles match the question.
    pub total: u64,
    /// How many articles the archive has.
    pub archive: u64,
    /// How many values are over-represented, whether given or not.
    pub values: u64,
    /// The values, the most surprising first.
    pub facets: Vec<SignificantFacet>,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// A value that matching articles have more often than others.
#[derive(Debug, Clone, PartialEq)]
pub struct SignificantFacet {
    /// The value; of a person the spelling that most of the matching articles use.
    pub value: String,
    /// How often it comes.
    pub significance: Significance,
    /// The log-likelihood ratio: by chance, one value in a hundred has 6.6 or more.
    pub score: f64,
}

/// How many articles there are inside of a set and in all, and how many have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Significance {
    /// Articles of the set with the value.
    pub matching: u64,
    /// Articles of the set.
    pub matching_total: u64,
    /// Articles of the archive with the value, those of the set among them.
    pub archive: u64,
    /// Articles of the archive.
    pub archive_total: u64,
}

/// A value of fewer matching articles says nothing, however rare it is.
const FEWEST: u64 = 2;
/// A lower score comes about by chance in one value of a hundred.
const LEAST_SCORE: f64 = 6.63;
/// The most persons whose numbers in the archive are looked up.
const MOST_PERSONS: usize = 500;

impl Significance {
    /// The share of the articles of the set that have the value; 0 of an empty set.
    #[must_use]
    pub fn share(&self) -> f64 {
        share(self.matching, self.matching_total)
    }

    /// The share of all articles that have it.
    #[must_use]
    pub fn archive_share(&self) -> f64 {
        share(self.archive, self.archive_total)
    }

    /// The log-likelihood ratio, not negative; 0 where the share is no greater than that of
    /// the archive.
    ///
    /// ```
    /// use dateline_query::Significance;
    ///
    /// let of = |matching, archive| {
    ///     Significance { matching, matching_total: 10, archive, archive_total: 1_000 }.score()
    /// };
    /// assert!(of(8, 9) > of(8, 100));
    /// assert_eq!(of(1, 100), 0.0);
    /// ```
    #[must_use]
    pub fn score(&self) -> f64 {
        if self.share() <= self.archive_share() {
            return 0.0;
        }
        let (inside, outside) = (self.matching_total, self.archive_total - self.matching_total);
        let outside_with = self.archive.saturating_sub(self.matching);
        let cells = [
            (self.matching, inside, self.archive),
            (inside - self.matching, inside, self.archive_total - self.archive),
            (outside_with, outside, self.archive),
            (outside - outside_with.min(outside), outside, self.archive_total - self.archive),
        ];
        let all = self.archive_total as f64;
        let part = |(seen, row, column): (u64, u64, u64)| match seen {
            0 => 0.0,
            seen => seen as f64 * (seen as f64 * all / (row as f64 * column as f64)).ln(),
        };
        (2.0 * cells.into_iter().map(part).sum::<f64>()).max(0.0)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Archive {
    /// The values of a facet that the articles of a question have more often than all
    /// articles do; of the request, its limit bounds the number of values.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn significant_facets(
        &self,
        request: &SearchRequest,
        by: FacetBy,
    ) -> Result<SignificantAnswer> {
        let mut prepared = self.prepare(request)?;
        let query = self.compile(&prepared, Purpose::Match);
        let found = self.engine(self.searcher.search(&*query, &DocSetCollector))?;
        let mut documents: Vec<DocAddress> = found.into_iter().collect();
        documents.sort_unstable();
        let archive = self.articles()?;
        let total = documents.len() as u64;
        let counted = match by {
            FacetBy::Person => self.persons_in_archive(&documents)?,
            FacetBy::Place(level) => {
                let places = self.places_among(&documents, &self.all_documents(), level)?;
                let facet = |(label, (here, all))| (Facet::new(label, here), all);
                places.into_iter().map(facet).collect()
            }
            by => self.values_in_archive(&documents, by, &mut prepared.notes)?,
        };
        let mut facets: Vec<SignificantFacet> = counted
            .into_iter()
            .filter(|(facet, _)| facet.articles >= FEWEST)
            .filter_map(|(facet, in_archive)| {
                let significance = Significance {
                    matching: facet.articles,
                    matching_total: total,
                    archive: in_archive.clamp(facet.articles, archive.max(facet.articles)),
                    archive_total: archive.max(total),
                };
                let score = significance.score();
                let facet = SignificantFacet { value: facet.value, significance, score };
                (score >= LEAST_SCORE).then_some(facet)
            })
            .collect();
        facets.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.value.cmp(&b.value)));
        let values = facets.len() as u64;
        facets.truncate(request.limit);
        let (extent, notes) = (prepared.watch.extent(), prepared.notes.into_list());
        Ok(SignificantAnswer { total, archive, values, facets, extent, notes })
    }

    /// The values of the documents, each with the number of articles that have it.
    fn values_in_archive(
        &self,
        documents: &[DocAddress],
        by: FacetBy,
        notes: &mut Notices,
    ) -> Result<Vec<(Facet, u64)>> {
        let here = self.count_values(documents, by, usize::MAX, notes)?;
        // What is left out of the archive is no news to who asks of these articles.
        let mut unsaid = Notices::default();
        let all = self.count_values(&self.all_documents(), by, usize::MAX, &mut unsaid)?;
        let all = all.facets.into_iter().map(|facet| (facet.value, facet.articles));
        let all: FxHashMap<String, u64> = all.collect();
        let with_all = |facet: Facet| {
            let in_archive = all.get(&facet.value).copied().unwrap_or(facet.articles);
            (facet, in_archive)
        };
        Ok(here.facets.into_iter().map(with_all).collect())
    }

    /// The persons of the documents, each with the number of articles that the same person
    /// is named in.
    fn persons_in_archive(&self, documents: &[DocAddress]) -> Result<Vec<(Facet, u64)>> {
        let (persons, _) = self.persons_by_document(documents, MOST_PERSONS)?;
        let several = persons.into_iter().filter(|person| person.articles >= FEWEST);
        several
            .map(|person| {
                let in_archive = self.articles_of_person(&person)?;
                Ok((Facet::new(person.name, person.articles), in_archive))
            })
            .collect()
    }

    /// All documents, sorted; records of sources have no values, and count nothing.
    fn all_documents(&self) -> Vec<DocAddress> {
        let segments = (0u32..).zip(self.searcher.segment_readers());
        segments
            .flat_map(|(number, segment)| {
                segment.doc_ids_alive().map(move |doc| DocAddress::new(number, doc))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn score(matching: u64, matching_total: u64, archive: u64, archive_total: u64) -> f64 {
        Significance { matching, matching_total, archive, archive_total }.score()
    }

    #[test]
    fn scores_are_those_of_the_literature() {
        // All of ten articles have it, none of the other ninety: 2 * (10 ln 10 + 90 ln (10/9)).
        assert!((score(10, 10, 10, 100) - 65.017).abs() < 0.01);
        assert_eq!(score(1, 10, 10, 100), 0.0);
        assert_eq!(score(0, 0, 0, 0), 0.0);
        assert!(score(20, 100, 25, 1_000) > score(2, 100, 2, 1_000));
    }

    proptest! {
        #[test]
        fn any_numbers_have_a_score(
            matching in 0u64..50, more in 0u64..50, outside in 0u64..50, rest in 0u64..50,
        ) {
            let score = score(matching, matching + more, matching + outside,
                matching + more + outside + rest);
            prop_assert!(score.is_finite() && score >= 0.0);
        }
    }
}
