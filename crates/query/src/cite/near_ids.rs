//! Ids like one that no article has.

use dateline_schema::id_is_of_article;
use tantivy::query::FuzzyTermQuery;
use tantivy::{SegmentReader, Term};

use crate::Result;
use crate::archive::Archive;

/// The most ids that are told.
const MOST_TOLD: usize = 3;
/// The most ids that are weighed for being spelt like the one asked for.
const MOST_LIKE: usize = 100;
/// The most ids of a segment that are looked at for one that ends as asked.
const MOST_READ: usize = 500_000;
/// Longer ids, in bytes, are not looked for by how they are spelled: the automaton that does
/// it grows with them.
const LONGEST: usize = 200;
/// How many letters may be off.
const MOST_SLIPS: u8 = 2;

impl Archive {
    /// Ids of articles that may have been meant by one that none has, at most three: those
    /// that differ by up to two letters, and those that end like it, as a path ends in the
    /// name of its file.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn near_ids(&self, id: &str) -> Result<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        if id.len() <= LONGEST {
            for slips in 1..=MOST_SLIPS {
                let term = Term::from_field_text(self.fields.id, id);
                let like = FuzzyTermQuery::new(term, slips, true);
                for segment in self.searcher.segment_readers() {
                    self.engine(self.add_ids_like(segment, &like, &mut found))?;
                }
                if !found.is_empty() {
                    break;
                }
            }
        }
        let name = id.rsplit('/').next().filter(|name| !name.is_empty());
        for segment in self.searcher.segment_readers() {
            let Some(name) = name.filter(|_| found.len() < MOST_TOLD) else { break };
            self.engine(self.add_ids_that_end(segment, name, &mut found))?;
        }
        found.dedup();
        let mut told = Vec::new();
        for id in found.into_iter().filter(|id| id_is_of_article(id)) {
            // The dictionary still has ids of articles that are gone.
            if told.len() < MOST_TOLD && !told.contains(&id) && self.article(&id)?.is_some() {
                told.push(id);
            }
        }
        Ok(told)
    }

    fn add_ids_like(
        &self,
        segment: &SegmentReader,
        like: &FuzzyTermQuery,
        found: &mut Vec<String>,
    ) -> tantivy::Result<()> {
        let index = segment.inverted_index(self.fields.id)?;
        let mut terms = index.terms().search(like.automaton()?).into_stream()?;
        while let Some((term, _)) = terms.next() {
            found.extend(str::from_utf8(term).ok().map(str::to_owned));
            if found.len() >= MOST_LIKE {
                break;
            }
        }
        Ok(())
    }

    fn add_ids_that_end(
        &self,
        segment: &SegmentReader,
        name: &str,
        found: &mut Vec<String>,
    ) -> tantivy::Result<()> {
        let index = segment.inverted_index(self.fields.id)?;
        let mut terms = index.terms().stream()?;
        let mut read = 0;
        while let Some((term, _)) = terms.next() {
            read += 1;
            let Ok(id) = str::from_utf8(term) else { continue };
            let is_end = id.strip_suffix(name).is_some_and(|before| before.ends_with('/'));
            if is_end && id_is_of_article(id) {
                found.push(id.to_owned());
            }
            if found.len() >= MOST_TOLD || read >= MOST_READ {
                break;
            }
        }
        Ok(())
    }
}
