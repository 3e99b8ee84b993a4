//! The ids of all articles that match, without ranking or showing them.

use rustc_hash::FxHashSet;
use tantivy::collector::DocSetCollector;

use crate::compile::Purpose;
use crate::{Archive, Extent, Notice, Result, SearchRequest};

/// The articles of a question by their ids.
pub struct MatchingIds {
    /// The ids.
    pub ids: FxHashSet<Box<str>>,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

impl Archive {
    /// The ids of all articles that match; takes some dozens of bytes for each.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn matching_ids(&self, request: &SearchRequest) -> Result<MatchingIds> {
        let prepared = self.prepare(request)?;
        let query = self.compile(&prepared, Purpose::Match);
        let found = self.engine(self.searcher.search(&*query, &DocSetCollector))?;
        let columns = self.searcher.segment_readers().iter();
        let columns = columns.map(|segment| self.texts(segment, self.fields.id));
        let columns = columns.collect::<Result<Vec<_>>>()?;
        let mut ids = FxHashSet::default();
        let mut id = String::new();
        for address in found {
            let Some(column) = &columns[address.segment_ord as usize] else { continue };
            if let Some(ordinal) = column.term_ords(address.doc_id).next() {
                id.clear();
                self.engine(column.ord_to_str(ordinal, &mut id).map_err(Into::into))?;
                ids.insert(id.as_str().into());
            }
        }
        let extent = prepared.watch.extent();
        Ok(MatchingIds { ids, extent, notes: prepared.notes.into_list() })
    }
}
