//! The sketches of articles, read from their column.

use dateline_schema::{PAIR_BITS, Sketch};
use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::columnar::Column;

use crate::Result;
use crate::archive::Archive;

/// The sketches of some articles, by their number among them.
#[derive(Debug)]
pub(super) struct Sketches {
    numbers: Vec<u32>,
    /// Where the numbers of each article begin, and where the last one's end.
    starts: Vec<usize>,
    reaches: Vec<u32>,
}

impl Sketches {
    /// The sketches of no article.
    pub(super) fn none() -> Self {
        Self { numbers: Vec::new(), starts: vec![0], reaches: Vec::new() }
    }

    /// Reads the sketches of articles: some fifty nanoseconds each.
    pub(super) fn read(archive: &Archive, documents: &[DocAddress]) -> Result<Self> {
        let mut columns: FxHashMap<u32, Column<u64>> = FxHashMap::default();
        let mut sketches = Self::none();
        sketches.numbers.reserve(24 * documents.len());
        for address in documents {
            let column = match columns.get(&address.segment_ord) {
                Some(column) => column,
                None => {
                    let segment = archive.searcher.segment_reader(address.segment_ord);
                    let column = archive.numbers(segment, archive.fields.sketch)?;
                    columns.entry(address.segment_ord).or_insert(column)
                }
            };
            sketches.push(column.values_for_doc(address.doc_id));
        }
        Ok(sketches)
    }

    /// Adds a sketch as it is stored.
    pub(super) fn push(&mut self, values: impl Iterator<Item = u64>) {
        self.reaches.push(Sketch::unpack(values, &mut self.numbers));
        self.starts.push(self.numbers.len());
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.reaches.len()
    }

    /// The numbers of an article, sorted.
    pub(super) fn numbers(&self, article: usize) -> &[u32] {
        &self.numbers[self.starts[article]..self.starts[article + 1]]
    }

    /// The number up to which an article's are all there.
    pub(super) fn reach(&self, article: usize) -> u32 {
        self.reaches[article]
    }

    /// About how many pairs of words an article has.
    pub(super) fn extent(&self, article: usize) -> u64 {
        let kept = self.numbers(article).len() as u64;
        match self.reach(article) {
            u32::MAX => kept,
            reach => (kept << PAIR_BITS) / u64::from(reach.max(1)),
        }
    }
}

/// A set of numbers of pairs.
#[derive(Debug, Clone)]
pub(super) struct Numbers(Vec<u64>);

impl Numbers {
    pub(super) fn none() -> Self {
        Self(vec![0; 1 << (PAIR_BITS - 6)])
    }

    pub(super) fn insert(&mut self, number: u32) {
        self.0[(number >> 6) as usize] |= 1 << (number & 63);
    }

    #[inline]
    pub(super) fn contains(&self, number: u32) -> bool {
        self.0[(number >> 6) as usize] >> (number & 63) & 1 == 1
    }
}
