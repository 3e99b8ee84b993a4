//! Which articles may be copies of which, by their sketches alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::places::{Places, are_enough, have_met, numbers_at, places_where, places_within};
use super::sketches::{Numbers, Sketches};
use super::standing::standing;
use crate::Result;
use crate::archive::Archive;

/// An article that may be a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its number among the articles.
    pub(super) article: u32,
    /// How many numbers both sketches have.
    pub(super) shared: u32,
    /// How many of the smaller one they could share, at least 1.
    pub(super) of: u32,
}

/// Of the articles asked about, only so many are met by one number, the first ones.
const MOST_MET: usize = 64;

/// What may be copies of each article asked about, and which pairs of words say nothing.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// For each of the articles asked about, in their order.
    pub(super) of: Vec<Vec<Candidate>>,
    pub(super) standing: FxHashSet<u32>,
}

/// Finds what may be copies of the articles `asked`, given by their number.
pub(super) fn candidates(
    archive: &Archive,
    sketches: &Sketches,
    asked: &[u32],
) -> Result<Candidates> {
    let met = meetings(sketches, asked);
    if met.is_empty() {
        return Ok(Candidates { of: vec![Vec::new(); asked.len()], ..Candidates::default() });
    }
    let standing = standing(archive, &suspects(sketches, asked, &met))?;
    Ok(Candidates { of: told_of(sketches, asked, &met, &standing), standing })
}

/// The candidates among those met, for each of the articles asked about.
fn told_of(
    sketches: &Sketches,
    asked: &[u32],
    met: &[Meeting],
    standing: &FxHashSet<u32>,
) -> Vec<Vec<Candidate>> {
    let is_standing: Numbers = standing.iter().copied().collect();
    let told = |article: u32| {
        places_where(sketches.numbers(article as usize), |number| !is_standing.contains(number))
    };
    let told_of_asked: Vec<Places> = asked.iter().map(|&article| told(article)).collect();
    let mut of = vec![Vec::new(); asked.len()];
    for met in met.chunk_by(|one, other| one.other == other.other) {
        let mut told_of_other = None;
        for &Meeting { at, other, shared } in met {
            let told_of_one = told_of_asked[at as usize];
            let shared = shared & told_of_one;
            if shared != 0 {
                let told_of_other = *told_of_other.get_or_insert_with(|| told(other));
                let pair = [(asked[at as usize], told_of_one), (other, told_of_other)];
                of[at as usize].extend(candidate(sketches, pair, shared.count_ones()));
            }
        }
    }
    of
}

/// The second of two articles as candidate for the first.
#[cfg(test)]
pub(super) fn pair(sketches: &Sketches, standing: &FxHashSet<u32>) -> Option<Candidate> {
    told_of(sketches, &[0], &meetings(sketches, &[0]), standing)[0].first().copied()
}

/// The numbers that articles share.
fn suspects(sketches: &Sketches, asked: &[u32], met: &[Meeting]) -> Numbers {
    let mut shared: Vec<Places> = vec![0; asked.len()];
    met.iter().for_each(|met| shared[met.at as usize] |= met.shared);
    let asked = asked.iter().zip(shared);
    asked.flat_map(|(&one, shared)| numbers_at(sketches.numbers(one as usize), shared)).collect()
}

/// The second of two articles as candidate for the first. Of the numbers of each those at some
/// places tell something, and so many of these are shared.
fn candidate(sketches: &Sketches, pair: [(u32, Places); 2], shared: u32) -> Option<Candidate> {
    let [(one, _), (article, _)] = pair;
    let reach = sketches.reach_of_both(one, article);
    let [one, other] = pair.map(|(article, told)| {
        (told & places_within(sketches.numbers(article as usize), reach)).count_ones()
    });
    let of = one.min(other).max(1);
    are_enough(shared, of).then_some(Candidate { article, shared, of })
}

/// An article asked about and another one that shares numbers with it.
#[derive(Debug, Clone, Copy)]
struct Meeting {
    /// The place of the one among the articles asked about.
    at: u32,
    /// The number of the other.
    other: u32,
    /// Which numbers of the one are shared.
    shared: Places,
}

/// What an article shares with one asked about.
#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    count: u32,
    places: Places,
}

/// Who meets the articles asked about, in the order of the others.
fn meetings(sketches: &Sketches, asked: &[u32]) -> Vec<Meeting> {
    let table = Table::new(sketches, asked);
    let mut shared = vec![Shared::default(); asked.len()];
    let mut touched = Vec::new();
    let mut met = Vec::new();
    for other in 0..sketches.len() as u32 {
        for &number in sketches.numbers(other as usize) {
            for &(at, place) in table.asked_with(number) {
                let shared = &mut shared[at as usize];
                if shared.count == 0 {
                    touched.push(at);
                }
                shared.count += 1;
                shared.places |= 1 << place;
            }
        }
        for at in touched.drain(..) {
            let Shared { count, places } = std::mem::take(&mut shared[at as usize]);
            let one = asked[at as usize];
            let numbers = [one, other].map(|article| sketches.numbers(article as usize));
            if one != other && have_met(count, numbers, sketches.reach_of_both(one, other)) {
                let shared = table.all_shared(sketches, at, [one, other], places);
                met.push(Meeting { at, other, shared });
            }
        }
    }
    met
}

impl Sketches {
    /// The number up to which two articles have all of theirs.
    #[inline]
    fn reach_of_both(&self, one: u32, other: u32) -> u32 {
        self.reach(one as usize).min(self.reach(other as usize))
    }
}

/// The articles asked about by the numbers they have.
struct Table {
    numbers: Numbers,
    rows: FxHashMap<u32, (u32, u32)>,
    /// The place of each among those asked about, and that of the number among its own.
    asked: Vec<(u32, u8)>,
    /// Which numbers of an article do not lead to it, since too many have them.
    left_out: FxHashMap<u32, Places>,
}

impl Table {
    fn new(sketches: &Sketches, asked: &[u32]) -> Self {
        let mut entries: Vec<(u32, u32, u8)> = Vec::new();
        for (at, &article) in (0u32..).zip(asked) {
            let numbers = (0u8..).zip(sketches.numbers(article as usize));
            entries.extend(numbers.map(|(place, &number)| (number, at, place)));
        }
        entries.sort_unstable();
        let mut table = Self {
            numbers: Numbers::none(),
            rows: FxHashMap::default(),
            asked: Vec::with_capacity(entries.len()),
            left_out: FxHashMap::default(),
        };
        for row in entries.chunk_by(|one, other| one.0 == other.0) {
            let (met, left_out) = row.split_at(row.len().min(MOST_MET));
            let start = table.asked.len() as u32;
            table.asked.extend(met.iter().map(|&(_, at, place)| (at, place)));
            table.numbers.insert(row[0].0);
            table.rows.insert(row[0].0, (start, table.asked.len() as u32));
            for &(_, at, place) in left_out {
                *table.left_out.entry(at).or_default() |= 1 << place;
            }
        }
        table
    }

    fn asked_with(&self, number: u32) -> &[(u32, u8)] {
        if !self.numbers.contains(number) {
            return &[];
        }
        let (start, end) = self.rows.get(&number).copied().unwrap_or_default();
        &self.asked[start as usize..end as usize]
    }

    /// The shared numbers of the article asked about at a place, those among them that did not
    /// lead to it.
    fn all_shared(
        &self,
        sketches: &Sketches,
        at: u32,
        [one, other]: [u32; 2],
        shared: Places,
    ) -> Places {
        let Some(left_out) = self.left_out.get(&at) else { return shared };
        let [one, others] = [one, other].map(|article| sketches.numbers(article as usize));
        shared | left_out & places_where(one, |number| others.binary_search(&number).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use dateline_schema::Sketch;
    use proptest::prelude::*;

    use super::*;

    /// The sketches of texts of the words "a" to "f" drawn by lot.
    fn sketches(texts: &[String]) -> Sketches {
        let mut sketches = Sketches::none();
        texts.iter().for_each(|text| sketches.push(Sketch::of(text).values()));
        sketches
    }

    /// How many numbers two articles share, and whether they may be copies, by the definition.
    fn one_by_one(sketches: &Sketches, one: u32, other: u32) -> (u32, bool) {
        let pair = [one as usize, other as usize];
        let [one, other] = pair.map(|article| sketches.numbers(article));
        let [reach, other_reach] = pair.map(|article| sketches.reach(article));
        let shared = one.iter().filter(|number| other.contains(number)).count();
        let within = |numbers: &[u32]| {
            numbers.iter().filter(|&&number| number <= reach.min(other_reach)).count()
        };
        let is_met = shared >= one.len().min(other.len()).clamp(1, 2)
            && 20 * shared >= 3 * within(one).min(within(other));
        (shared as u32, is_met)
    }

    proptest! {
        #[test]
        fn articles_meet_who_share_enough(
            texts in prop::collection::vec("([a-f]{1,2} ){0,40}", 2..60),
        ) {
            let sketches = sketches(&texts);
            let asked: Vec<u32> = (0..texts.len() as u32).rev().collect();
            let met = meetings(&sketches, &asked);
            let met: FxHashMap<(u32, u32), u32> = met
                .iter()
                .map(|met| ((asked[met.at as usize], met.other), met.shared.count_ones()))
                .collect();
            for one in 0..texts.len() as u32 {
                for other in (0..texts.len() as u32).filter(|&other| other != one) {
                    let (shared, is_met) = one_by_one(&sketches, one, other);
                    let found = met.get(&(one, other)).copied();
                    prop_assert_eq!(found, is_met.then_some(shared), "{} {}", one, other);
                }
            }
        }

        #[test]
        fn all_that_is_shared_is_told_where_many_share_it(
            texts in prop::collection::vec("([a-d]{1,2} ){0,20}", 70..120),
        ) {
            let sketches = sketches(&texts);
            let asked: Vec<u32> = (0..texts.len() as u32).collect();
            for Meeting { at, other, shared } in meetings(&sketches, &asked) {
                let (expected, is_met) = one_by_one(&sketches, at, other);
                prop_assert!(is_met);
                prop_assert_eq!(shared.count_ones(), expected, "{} {}", at, other);
            }
        }
    }
}
