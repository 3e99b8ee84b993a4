//! Which articles may be copies of which, by their sketches alone.

use rustc_hash::{FxHashMap, FxHashSet};

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

/// Pairs of articles that share fewer numbers are not looked at, unless they have no more.
pub(super) const LEAST_SHARED: u32 = 2;

/// The least share of its numbers that the smaller one has in common with the other, in
/// twentieths.
pub(super) const LEAST_SHARE: u32 = 3;

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
    let mut suspects = Numbers::none();
    for &(at, other) in &met {
        let (one, other) = (asked[at as usize] as usize, other as usize);
        for_each_shared(sketches, one, other, |number| suspects.insert(number));
    }
    let standing = standing(archive, &suspects)?;
    let mut is_standing = Numbers::none();
    standing.iter().for_each(|&number| is_standing.insert(number));
    let mut of = vec![Vec::new(); asked.len()];
    for &(at, other) in &met {
        of[at as usize].extend(candidate(sketches, asked[at as usize], other, &is_standing));
    }
    Ok(Candidates { of, standing })
}

/// The two articles as candidate, without the pairs of words that say nothing.
pub(super) fn candidate(
    sketches: &Sketches,
    one: u32,
    other: u32,
    standing: &Numbers,
) -> Option<Candidate> {
    let mut shared = 0;
    for_each_shared(sketches, one as usize, other as usize, |number| {
        shared += u32::from(!standing.contains(number));
    });
    let reach = sketches.reach(one as usize).min(sketches.reach(other as usize));
    let count = |article: u32| {
        let numbers = sketches.numbers(article as usize);
        let within = &numbers[..numbers.partition_point(|&number| number <= reach)];
        within.iter().filter(|&&number| !standing.contains(number)).count() as u32
    };
    let of = count(one).min(count(other)).max(1);
    let is_enough = shared >= LEAST_SHARED.min(of) && 20 * shared >= LEAST_SHARE * of;
    is_enough.then_some(Candidate { article: other, shared, of })
}

/// The pairs of an article asked about, by its place among those, and another one that share
/// more than a number.
pub(super) fn meetings(sketches: &Sketches, asked: &[u32]) -> Vec<(u32, u32)> {
    let table = Table::new(sketches, asked);
    let mut counts = vec![0u16; asked.len()];
    let mut touched = Vec::new();
    let mut met = Vec::new();
    for article in 0..sketches.len() {
        let numbers = sketches.numbers(article);
        for &number in numbers {
            for &at in table.asked_with(number) {
                if counts[at as usize] == 0 {
                    touched.push(at);
                }
                counts[at as usize] = counts[at as usize].saturating_add(1);
            }
        }
        let least = LEAST_SHARED.min(numbers.len() as u32) as u16;
        for at in touched.drain(..) {
            let count = std::mem::take(&mut counts[at as usize]);
            let one = asked[at as usize] as usize;
            let least = least.min(sketches.numbers(one).len() as u16);
            if one != article
                && count >= least
                && 20 * u32::from(count) >= LEAST_SHARE * could_share(sketches, one, article)
            {
                met.push((at, article as u32));
            }
        }
    }
    met
}

/// How many numbers two sketches could share.
fn could_share(sketches: &Sketches, one: usize, other: usize) -> u32 {
    let reach = sketches.reach(one).min(sketches.reach(other));
    let within = |article: usize| {
        sketches.numbers(article).partition_point(|&number| number <= reach) as u32
    };
    within(one).min(within(other))
}

/// The articles asked about by the numbers they have.
struct Table {
    numbers: Numbers,
    places: FxHashMap<u32, (u32, u32)>,
    asked: Vec<u32>,
}

impl Table {
    fn new(sketches: &Sketches, asked: &[u32]) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (at, &article) in (0u32..).zip(asked) {
            pairs.extend(sketches.numbers(article as usize).iter().map(|&number| (number, at)));
        }
        pairs.sort_unstable();
        let mut table =
            Self { numbers: Numbers::none(), places: FxHashMap::default(), asked: Vec::new() };
        for equal in pairs.chunk_by(|one, other| one.0 == other.0) {
            let start = table.asked.len() as u32;
            table.asked.extend(equal.iter().take(MOST_MET).map(|&(_, at)| at));
            table.numbers.insert(equal[0].0);
            table.places.insert(equal[0].0, (start, table.asked.len() as u32));
        }
        table
    }

    fn asked_with(&self, number: u32) -> &[u32] {
        if !self.numbers.contains(number) {
            return &[];
        }
        let (start, end) = self.places.get(&number).copied().unwrap_or_default();
        &self.asked[start as usize..end as usize]
    }
}

fn for_each_shared(sketches: &Sketches, one: usize, other: usize, mut visit: impl FnMut(u32)) {
    let (mut one, mut other) = (sketches.numbers(one), sketches.numbers(other));
    while let (Some(&a), Some(&b)) = (one.first(), other.first()) {
        if a == b {
            visit(a);
        }
        if a <= b {
            one = &one[1..];
        }
        if b <= a {
            other = &other[1..];
        }
    }
}
