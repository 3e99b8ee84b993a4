//! The sketches of articles, read from their column.

use dateline_schema::{PAIR_BITS, Sketch};
use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::columns::values_of;
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
        let mut values = Vec::new();
        for address in documents {
            let column = match columns.get(&address.segment_ord) {
                Some(column) => column,
                None => {
                    let segment = archive.searcher.segment_reader(address.segment_ord);
                    let column = archive.numbers(segment, archive.fields.sketch)?;
                    columns.entry(address.segment_ord).or_insert(column)
                }
            };
            values_of(column, address.doc_id, &mut values);
            sketches.push(values.iter().copied());
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

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut set = Self::none();
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }
}

/// How many kinds of numbers [`Few`] tells apart.
const KINDS: usize = 1 << 14;

/// A few numbers of pairs in a set so small that it stays near the processor, and that takes some
/// others for them.
#[derive(Debug)]
pub(super) struct Few(Box<[u8; KINDS]>);

impl Few {
    /// The numbers.
    pub(super) fn of(numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut kinds = Box::new([0; KINDS]);
        numbers.into_iter().for_each(|number| kinds[number as usize % KINDS] = 1);
        Self(kinds)
    }

    /// Whether one of them may be in a value of the column.
    #[inline]
    pub(super) fn may_be_in(&self, value: u64) -> bool {
        let [one, two, three] = Sketch::numbers_in(value);
        let kind = |number: u32| self.0[number as usize % KINDS];
        // All three are looked up, since a jump costs more.
        kind(one) | kind(two) | kind(three) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_set_has_what_was_added() {
        let numbers: Vec<u32> = (0..18).map(|n| n * 116_507).collect();
        let few = Few::of(numbers.iter().copied());
        for place in 0..3 {
            let value = |number: u32| u64::from(number) << (place * PAIR_BITS);
            assert!(numbers.iter().all(|&number| few.may_be_in(value(number))));
        }
        let others = (1..1 << PAIR_BITS).filter(|&number| few.may_be_in(number));
        // The other two numbers of these values are 0, which is one of those added.
        assert_eq!(others.count(), (1 << PAIR_BITS) - 1);
        let few = Few::of(numbers[1..].iter().copied());
        let others = (1..1 << PAIR_BITS).filter(|&number| few.may_be_in(number));
        assert_eq!(others.count(), 17 << 7);
    }
}
