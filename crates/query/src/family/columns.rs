//! Columns read as they are stored, without a look at each document.
//!
//! To ask a column for the values of one document after the other takes several times as long
//! as reading all of them in a row. A **rank** is the place of a document among those that have
//! values.

use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::column_index::MultiValueIndex;
use tantivy::columnar::{Column, ColumnIndex};

/// So many values are read at once.
const AT_ONCE: u32 = 1024;

/// The values of a column by rank.
pub(super) struct ByRank<'c> {
    column: &'c Column,
    /// Where the values of each rank begin, and where those of the last one end; none where every
    /// rank has one value.
    starts: Option<Vec<u32>>,
}

impl<'c> ByRank<'c> {
    /// The values of a column.
    pub(super) fn new(column: &'c Column) -> Self {
        let starts = match &column.index {
            ColumnIndex::Multivalued(index) => {
                let starts = index.get_start_index_column();
                let mut read = vec![0; starts.num_vals() as usize];
                starts.get_range(0, &mut read);
                Some(read)
            }
            _ => None,
        };
        Self { column, starts }
    }

    /// The ranks that have a value for which `is_wanted` holds; in order, each once.
    pub(super) fn ranks_where(&self, is_wanted: impl Fn(u64) -> bool) -> Vec<u32> {
        let rows = self.rows_where(is_wanted);
        let Some(starts) = &self.starts else { return rows };
        let mut ranks: Vec<u32> = Vec::with_capacity(rows.len());
        let mut rank = 0;
        for row in rows {
            while starts.get(rank + 1).is_some_and(|&end| end <= row) {
                rank += 1;
            }
            if ranks.last() != Some(&(rank as u32)) {
                ranks.push(rank as u32);
            }
        }
        ranks
    }

    /// Puts the values of a rank in the place of what is in `values`.
    pub(super) fn values(&self, rank: u32, values: &mut Vec<u64>) {
        read(self.column, self.rows_of(rank), values);
    }

    /// The documents of some ranks, which are in order and each once.
    pub(super) fn documents(&self, mut ranks: Vec<u32>) -> Vec<DocId> {
        match &self.column.index {
            ColumnIndex::Optional(index) => index.select_batch(&mut ranks),
            ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV2(index)) => {
                index.optional_index.select_batch(&mut ranks);
            }
            ColumnIndex::Multivalued(MultiValueIndex::MultiValueIndexV1(_))
            | ColumnIndex::Full
            | ColumnIndex::Empty { .. } => {}
        }
        ranks
    }

    fn rows_of(&self, rank: u32) -> Range<u32> {
        match &self.starts {
            Some(starts) => starts[rank as usize]..starts[rank as usize + 1],
            None => rank..rank + 1,
        }
    }

    fn rows_where(&self, is_wanted: impl Fn(u64) -> bool) -> Vec<u32> {
        let mut rows = Vec::new();
        let mut values = [0; AT_ONCE as usize];
        let count = self.column.values.num_vals();
        for start in (0..count).step_by(AT_ONCE as usize) {
            let values = &mut values[..AT_ONCE.min(count - start) as usize];
            self.column.values.get_range(u64::from(start), values);
            for (row, &value) in (start..).zip(&*values) {
                if is_wanted(value) {
                    rows.push(row);
                }
            }
        }
        rows
    }
}

/// Puts the values of a document in the place of what is in `values`.
pub(super) fn values_of(column: &Column, document: DocId, values: &mut Vec<u64>) {
    read(column, column.index.value_row_ids(document), values);
}

fn read(column: &Column, rows: Range<u32>, values: &mut Vec<u64>) {
    values.clear();
    values.resize(rows.len(), 0);
    column.values.get_range(u64::from(rows.start), values);
}

/// The documents that have a value for which `is_wanted` holds, deleted ones among them; in
/// order, each once.
pub(super) fn documents_where(column: &Column, is_wanted: impl Fn(u64) -> bool) -> Vec<DocId> {
    let values = ByRank::new(column);
    values.documents(values.ranks_where(is_wanted))
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{FAST, Schema};
    use tantivy::{Index, TantivyDocument};

    use super::*;

    /// A column of an index in which the document `n` has the values of `values(n)`.
    fn column(documents: u64, values: impl Fn(u64) -> std::ops::Range<u64>) -> Column {
        let mut schema = Schema::builder();
        let field = schema.add_u64_field("values", FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
        for document in 0..documents {
            let mut added = TantivyDocument::new();
            values(document).for_each(|value| added.add_u64(field, value));
            writer.add_document(added).expect("a document");
        }
        writer.commit().expect("a commit");
        let searcher = index.reader().expect("a reader").searcher();
        searcher.segment_reader(0).fast_fields().u64("values").expect("the column")
    }

    #[test]
    fn documents_are_those_that_are_found_one_by_one() {
        let some = |n: u64| n * 7..n * 7 + n % 5;
        let all = |n: u64| n..n + 1;
        let optional = |n: u64| n..n + n % 2;
        let columns = [column(900, some), column(2100, all), column(1500, optional)];
        for (number, column) in columns.iter().enumerate() {
            for divisor in [1, 3, 64, 5000] {
                let is_wanted = |value: u64| value % divisor == 1 % divisor;
                let one_by_one: Vec<DocId> = (0..column.num_docs())
                    .filter(|&doc| column.values_for_doc(doc).any(is_wanted))
                    .collect();
                assert_eq!(documents_where(column, is_wanted), one_by_one, "{number} {divisor}");
                for doc in one_by_one {
                    let mut values = Vec::new();
                    values_of(column, doc, &mut values);
                    assert_eq!(values, column.values_for_doc(doc).collect::<Vec<_>>(), "{doc}");
                }
            }
        }
    }

    #[test]
    fn a_column_without_values_has_no_documents() {
        assert!(documents_where(&column(3, |_| 0..0), |_| true).is_empty());
    }
}
