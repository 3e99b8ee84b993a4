//! Which numbers of a sketch another one has, too, and whether these are enough.

use dateline_schema::Sketch;

/// Places among the numbers of a sketch, the first one lowest.
pub(super) type Places = u128;

const _: () = assert!(Sketch::MOST_NUMBERS < Places::BITS as usize);

/// Pairs of articles that share fewer numbers are not looked at, unless they have no more.
const LEAST_SHARED: u32 = 2;

/// The least share of its numbers that the smaller one has in common with the other, in
/// twentieths.
const LEAST_SHARE: u32 = 3;

/// The places of the numbers for which `is_wanted` holds.
pub(super) fn places_where(numbers: &[u32], is_wanted: impl Fn(u32) -> bool) -> Places {
    let numbers = numbers.iter().enumerate();
    numbers.fold(0, |places, (place, &number)| places | Places::from(is_wanted(number)) << place)
}

/// The places of the numbers, which are sorted, that are no greater than `reach`.
pub(super) fn places_within(numbers: &[u32], reach: u32) -> Places {
    (1 << numbers.partition_point(|&number| number <= reach)) - 1
}

/// The numbers at some places.
pub(super) fn numbers_at(numbers: &[u32], places: Places) -> impl Iterator<Item = u32> {
    let numbers = numbers.iter().enumerate();
    numbers.filter(move |(place, _)| places >> place & 1 == 1).map(|(_, &number)| number)
}

/// Whether two articles with these numbers may be copies that share so many of them, whatever
/// stands in many others; `reach` is that of both.
#[inline]
pub(super) fn have_met(shared: u32, pair: [&[u32]; 2], reach: u32) -> bool {
    let has_no_more = |numbers: &[u32]| {
        numbers.get(most_of(shared) as usize).is_none_or(|&number| number > reach)
    };
    // Looked at first, since most share a single number.
    are_many(shared, pair[0].len().min(pair[1].len())) && pair.into_iter().any(has_no_more)
}

/// Whether it may be enough to share so many numbers, where one of the articles has but the
/// `fewest`.
#[inline]
fn are_many(shared: u32, fewest: usize) -> bool {
    shared >= LEAST_SHARED || shared as usize >= fewest
}

/// Of no more numbers than these it is enough to share so many.
#[inline]
fn most_of(shared: u32) -> u32 {
    20 * shared / LEAST_SHARE
}

/// Whether two articles may be copies that share so many numbers of so many they could.
#[inline]
pub(super) fn are_enough(shared: u32, of: u32) -> bool {
    are_many(shared, of as usize) && of <= most_of(shared)
}
