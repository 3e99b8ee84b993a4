//! Which articles of the whole archive may be copies of one, by their sketches alone.
//!
//! The same as [`candidates`](super::candidates) for a single article, which need not be in the
//! archive: since nothing but its own numbers counts, the sketches of all others can be read as
//! they are stored, and most are passed over by a look at their values.

use dateline_schema::Sketch;
use rustc_hash::FxHashSet;
use tantivy::DocAddress;

use super::columns::ByRank;
use super::places::{Places, are_enough, have_met, numbers_at, places_where, places_within};
use super::sketches::{Few, Numbers};
use super::standing::standing;
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
    /// What it shares.
    pub(super) likely: Likely,
}

/// What an article shares that may be a copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likely {
    /// The number up to which its sketch has all.
    pub(super) reach: u32,
    shared: u32,
    of: u32,
    lot: u64,
}

impl Likely {
    /// How much of the smaller one's sketch is shared, and the lot for those that share as much.
    pub(super) fn nearness(self) -> (u64, u64) {
        ((u64::from(self.shared) << 32) / u64::from(self.of), self.lot)
    }
}

impl Archive {
    /// What may be copies of an article with this sketch, but for that at `besides`.
    ///
    /// It takes some ten nanoseconds an article of the archive, and some hundred for each that
    /// shares what does not stand in many.
    pub(super) fn met(&self, asked: &Sketch, besides: Option<DocAddress>) -> Result<Met> {
        let numbers: Numbers = asked.numbers().iter().copied().collect();
        let standing = standing(self, &numbers)?;
        let asked = Asked::new(asked, numbers, &standing);
        let mut others = Vec::new();
        for (segment, reader) in (0u32..).zip(self.searcher.segment_readers()) {
            let column = self.numbers(reader, self.fields.sketch)?;
            let sketches = ByRank::new(&column);
            let (ranks, likely): (Vec<u32>, Vec<Likely>) = asked.likely(&sketches).unzip();
            let alive = reader.alive_bitset();
            let found = sketches.documents(ranks).into_iter().zip(likely);
            let found = found
                .filter(|&(doc, _)| alive.is_none_or(|alive| alive.is_alive(doc)))
                .map(|(doc, likely)| Meeting { address: DocAddress::new(segment, doc), likely });
            others.extend(found.filter(|other| besides != Some(other.address)));
        }
        Ok(Met { others, standing })
    }
}

/// The sketch of an article as it is stored.
#[derive(Default)]
struct Stored {
    numbers: Vec<u32>,
    reach: u32,
    lot: u64,
}

impl Stored {
    fn set(&mut self, values: &[u64]) {
        self.numbers.clear();
        self.reach = Sketch::unpack(values.iter().copied(), &mut self.numbers);
        // As good as drawn, and the same on every machine and for identical texts.
        self.lot = values.iter().fold(0, |lot: u64, value| {
            (lot.rotate_left(29) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
    }
}

/// The article asked about.
struct Asked<'s> {
    sketch: &'s Sketch,
    numbers: Numbers,
    /// The places of the numbers that stand in few other articles.
    told: Places,
}

impl<'s> Asked<'s> {
    fn new(sketch: &'s Sketch, numbers: Numbers, standing: &FxHashSet<u32>) -> Self {
        let told = places_where(sketch.numbers(), |number| !standing.contains(&number));
        Self { sketch, numbers, told }
    }

    /// The ranks of what may be copies, and what they share.
    fn likely(&self, sketches: &ByRank<'_>) -> impl Iterator<Item = (u32, Likely)> {
        let few = Few::of(numbers_at(self.sketch.numbers(), self.told));
        let ranks = sketches.ranks_where(|value| few.may_be_in(value));
        let (mut other, mut values) = (Stored::default(), Vec::new());
        ranks.into_iter().filter_map(move |rank| {
            sketches.values(rank, &mut values);
            other.set(&values);
            let (shared, of) = self.could_be(&other)?;
            Some((rank, Likely { reach: other.reach, shared, of, lot: other.lot }))
        })
    }

    /// How many numbers are shared with another article, of how many that could be, where these
    /// are enough for a copy; of those alone that stand in few others.
    fn could_be(&self, other: &Stored) -> Option<(u32, u32)> {
        let places = self.places_in(&other.numbers);
        let (all, shared) = (places.count_ones(), (places & self.told).count_ones());
        if shared == 0 {
            return None;
        }
        let reach = self.sketch.reach().min(other.reach);
        let numbers = [self.sketch.numbers(), &other.numbers];
        let [within, other_within] = numbers.map(|numbers| places_within(numbers, reach));
        let of_other = other_within.count_ones() - (places & !self.told & within).count_ones();
        let of = (self.told & within).count_ones().min(of_other).max(1);
        (have_met(all, numbers, reach) && are_enough(shared, of)).then_some((shared, of))
    }

    /// The places of its numbers that are among these.
    fn places_in(&self, numbers: &[u32]) -> Places {
        let shared = numbers.iter().filter(|&&number| self.numbers.contains(number));
        let places = shared.filter_map(|number| self.sketch.numbers().binary_search(number).ok());
        places.fold(0, |places, place| places | 1 << place)
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
            let standing: FxHashSet<u32> =
                one.numbers().iter().copied().filter(|number| number % stands == 1).collect();
            let numbers: Numbers = one.numbers().iter().copied().collect();
            let mut stored = Stored::default();
            stored.set(&other.values().collect::<Vec<_>>());
            let met = Asked::new(&one, numbers, &standing).could_be(&stored);
            prop_assert_eq!(met, by_candidates(&one, &other, &standing));
        }
    }
}
