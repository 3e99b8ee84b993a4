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

/// Whether it may be enough to share so many numbers, where one of the articles has but the
/// `fewest`.
#[inline]
pub(super) fn are_many(shared: u32, fewest: usize) -> bool {
    shared >= LEAST_SHARED || shared as usize >= fewest
}

/// Of no more numbers than these it is enough to share so many.
#[inline]
pub(super) fn most_of(shared: u32) -> u32 {
    20 * shared / LEAST_SHARE
}

/// Whether two articles may be copies that share so many numbers of so many they could.
#[inline]
pub(super) fn are_enough(shared: u32, of: u32) -> bool {
    are_many(shared, of as usize) && of <= most_of(shared)
}
