//! Which articles of the whole archive may be copies of one, by their sketches alone.
//!
//! The same as [`candidates`](super::candidates) for a single article, which need not be in the
//! archive: since nothing but its own numbers counts, the sketches of all others can be read as
//! they are stored.

use dateline_schema::Sketch;
use rustc_hash::FxHashSet;
use tantivy::{DocAddress, SegmentReader};

use super::columns::ByRank;
use super::places::{Places, are_enough, are_many, most_of};
use super::sketches::{Few, Numbers};
use super::standing::{Texts, count, in_many, limit};
use crate::Result;
use crate::archive::Archive;

/// What may be copies of an article.
pub(super) struct Met {
    /// The articles, in no order.
    pub(super) others: Vec<Meeting>,
    /// The pairs of words of the article that stand in many others.
    pub(super) standing: FxHashSet<u32>,
}

/// An article that may be a copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting {
    /// Where it is.
    pub(super) address: DocAddress,
    /// The number up to which its sketch has all.
    pub(super) reach: u32,
    shared: u32,
    of: u32,
    lot: u64,
}

impl Meeting {
    /// How much of the smaller one's sketch is shared, and the lot for those that share as much.
    pub(super) fn nearness(self) -> (u64, u64) {
        ((u64::from(self.shared) << 32) / u64::from(self.of), self.lot)
    }
}

impl Archive {
    /// What may be copies of an article with this sketch, but for that at `besides`.
    ///
    /// It takes a few nanoseconds an article of the archive, and some hundred for each that
    /// shares anything.
    pub(super) fn met(&self, asked: &Sketch, besides: Option<DocAddress>) -> Result<Met> {
        let asked = Asked::new(asked);
        let segments = self.searcher.segment_readers().iter();
        let columns = segments.map(|reader| self.numbers(reader, self.fields.sketch));
        let columns = columns.collect::<Result<Vec<_>>>()?;
        let limit = limit(self.searcher.num_docs());
        let mut texts = Texts::default();
        let mut met = Vec::new();
        for (reader, column) in self.searcher.segment_readers().iter().zip(&columns) {
            let sketches = ByRank::new(column);
            let sharing = asked.sharing(&sketches, reader);
            for other in sharing.iter().filter(|other| other.lot <= limit) {
                count(&Numbered::read(&sketches, other.rank).numbers, &asked.numbers, &mut texts);
            }
            met.push((sketches, sharing));
        }
        let standing = in_many(texts);
        let told = asked.places(|number| !standing.contains(&number));
        let mut others = Vec::new();
        for (segment, (sketches, sharing)) in (0u32..).zip(met) {
            let likely =
                sharing.iter().filter_map(|other| Some((other, asked.could_be(other, told)?)));
            let likely: Vec<_> = likely.collect();
            let ranks = likely.iter().map(|(other, _)| other.rank).collect();
            let found = sketches.documents(ranks).into_iter().zip(likely);
            let found = found.map(|(doc, (&Sharing { reach, lot, .. }, (shared, of)))| Meeting {
                address: DocAddress::new(segment, doc),
                reach,
                shared,
                of,
                lot,
            });
            others.extend(found.filter(|other| besides != Some(other.address)));
        }
        Ok(Met { others, standing })
    }
}

/// The numbers of an article as they are stored.
#[derive(Default)]
struct Numbered {
    numbers: Vec<u32>,
    reach: u32,
    lot: u64,
}

impl Numbered {
    fn read(sketches: &ByRank<'_>, rank: u32) -> Self {
        let mut read = Self::default();
        read.set(sketches, rank, &mut Vec::new());
        read
    }

    fn set(&mut self, sketches: &ByRank<'_>, rank: u32, values: &mut Vec<u64>) {
        sketches.values(rank, values);
        self.numbers.clear();
        self.reach = Sketch::unpack(values.iter().copied(), &mut self.numbers);
        // As good as drawn, and the same on every machine and for identical texts.
        self.lot = values.iter().fold(0, |lot: u64, value| {
            (lot.rotate_left(29) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
    }
}

/// An article that shares numbers with the one asked about.
struct Sharing {
    rank: u32,
    /// Which of its numbers are shared.
    places: Places,
    reach: u32,
    /// How many numbers it has, and how many of them that are no greater than the reach of both.
    count: u32,
    within: u32,
    lot: u64,
}

/// The article asked about.
struct Asked<'s> {
    sketch: &'s Sketch,
    numbers: Numbers,
}

impl<'s> Asked<'s> {
    fn new(sketch: &'s Sketch) -> Self {
        let mut numbers = Numbers::none();
        sketch.numbers().iter().for_each(|&number| numbers.insert(number));
        Self { sketch, numbers }
    }

    /// The places of the numbers for which `is_wanted` holds.
    fn places(&self, is_wanted: impl Fn(u32) -> bool) -> Places {
        let places = self.sketch.numbers().iter().enumerate();
        let wanted = places.filter(|&(_, &number)| is_wanted(number));
        wanted.fold(0, |places, (place, _)| places | 1 << place)
    }

    /// The articles of a segment that share a number.
    fn sharing(&self, sketches: &ByRank<'_>, reader: &SegmentReader) -> Vec<Sharing> {
        let few = Few::of(self.sketch.numbers());
        let mut ranks = sketches.ranks_where(|value| few.may_be_in(value));
        if let Some(alive) = reader.alive_bitset() {
            let documents = sketches.documents(ranks.clone());
            let mut documents = documents.into_iter();
            ranks.retain(|_| documents.next().is_some_and(|doc| alive.is_alive(doc)));
        }
        let (mut other, mut values) = (Numbered::default(), Vec::new());
        let mut sharing = Vec::new();
        for rank in ranks {
            other.set(sketches, rank, &mut values);
            sharing.extend(self.shared(rank, &other));
        }
        sharing
    }

    /// What another article shares, if anything.
    fn shared(&self, rank: u32, other: &Numbered) -> Option<Sharing> {
        let places = self.places_in(&other.numbers);
        let reach = other.reach.min(self.sketch.reach());
        let within = other.numbers.partition_point(|&number| number <= reach) as u32;
        let (count, reach, lot) = (other.numbers.len() as u32, other.reach, other.lot);
        (places != 0).then_some(Sharing { rank, places, reach, count, within, lot })
    }

    /// The places of its numbers that are among these.
    fn places_in(&self, numbers: &[u32]) -> Places {
        let shared = numbers.iter().filter(|&&number| self.numbers.contains(number));
        let places = shared.filter_map(|number| self.sketch.numbers().binary_search(number).ok());
        places.fold(0, |places, place| places | 1 << place)
    }

    /// How many numbers are shared with another article, of how many that could be, where these
    /// are enough for a copy; of those alone that are `told`, which stand in few others.
    fn could_be(&self, other: &Sharing, told: Places) -> Option<(u32, u32)> {
        let numbers = self.sketch.numbers();
        let reach = other.reach.min(self.sketch.reach());
        let within = numbers.partition_point(|&number| number <= reach) as u32;
        let all = other.places.count_ones();
        let is_met = are_many(all, numbers.len().min(other.count as usize))
            && within.min(other.within) <= most_of(all);
        if !is_met {
            return None;
        }
        let shared = (other.places & told).count_ones();
        let below = (1u128 << within) - 1;
        let of_other = other.within - (other.places & !told & below).count_ones();
        let of = (told & below).count_ones().min(of_other).max(1);
        are_enough(shared, of).then_some((shared, of))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::candidates::pair;
    use super::super::sketches::Sketches;
    use super::*;

    /// What the numbers of both and the articles' order among others say of two articles.
    fn by_candidates(
        one: &Sketch,
        other: &Sketch,
        standing: &FxHashSet<u32>,
    ) -> Option<(u32, u32)> {
        let mut sketches = Sketches::none();
        sketches.push(one.values());
        sketches.push(other.values());
        let found = pair(&sketches, standing);
        found.map(|found| (found.shared, found.of))
    }

    proptest! {
        #[test]
        fn one_article_meets_as_many_do(
            one in "([a-d]{1,2} ){0,90}",
            more in "([a-d]{1,2} ){0,40}",
            cut in 0usize..60,
            stands in 1u32..9,
        ) {
            let other = one.get(cut..).unwrap_or_default().to_owned() + &more;
            let (one, other) = (Sketch::of(&one), Sketch::of(&other));
            let mut standing = FxHashSet::default();
            let mut told = 0;
            for (place, &number) in one.numbers().iter().enumerate() {
                match number % stands {
                    1 => _ = standing.insert(number),
                    _ => told |= 1 << place,
                }
            }
            let numbered = Numbered {
                numbers: other.numbers().to_vec(),
                reach: other.reach(),
                ..Numbered::default()
            };
            let asked = Asked::new(&one);
            let met = asked.shared(0, &numbered).and_then(|other| asked.could_be(&other, told));
            prop_assert_eq!(met, by_candidates(&one, &other, &standing));
        }
    }
}
