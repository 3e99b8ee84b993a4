//! Documents of equal score at the edge of those that are wanted.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::collect::without_last_bits;

/// Collects the documents of one score with the least ids: at most so many of each segment,
/// since an id can be compared by its number there.
pub(crate) struct Ties<'f> {
    pub(crate) score: Score,
    pub(crate) count: usize,
    /// The name of the column of ids.
    pub(crate) ids: &'f str,
}

pub(crate) struct SegmentTies {
    score: Score,
    count: usize,
    segment: SegmentOrdinal,
    ids: Option<StrColumn>,
    /// The number of the id and the document.
    found: Vec<(u64, DocId)>,
}

impl Collector for Ties<'_> {
    type Fruit = Vec<DocAddress>;
    type Child = SegmentTies;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentTies> {
        let ids = reader.fast_fields().str(self.ids)?;
        let (score, count) = (self.score, self.count);
        Ok(SegmentTies { score, count, segment, ids, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, found: Vec<Vec<DocAddress>>) -> tantivy::Result<Vec<DocAddress>> {
        Ok(found.concat())
    }
}

impl SegmentTies {
    fn keep_least(&mut self) {
        self.found.sort_unstable();
        self.found.truncate(self.count);
    }
}

impl SegmentCollector for SegmentTies {
    type Fruit = Vec<DocAddress>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if without_last_bits(score) != self.score {
            return;
        }
        let number = self.ids.as_ref().and_then(|ids| ids.term_ords(doc).next());
        self.found.push((number.unwrap_or(u64::MAX), doc));
        if self.found.len() >= 4 * self.count + 1024 {
            self.keep_least();
        }
    }

    fn harvest(mut self) -> Vec<DocAddress> {
        self.keep_least();
        let segment = self.segment;
        self.found.into_iter().map(|(_, doc)| DocAddress::new(segment, doc)).collect()
    }
}
