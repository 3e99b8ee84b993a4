//! How sure each kind of reading is, in hundredths: the scale that confidences are on.
//!
//! What the words say in full stands above what they leave open, and the more there is to
//! be filled in, or the more readings there are to choose from, the lower.

/// A day that is said in full.
pub(super) const SAID_DAY: u8 = 100;
/// A month, a year or longer, said in full.
pub(super) const SAID: u8 = 95;
/// "today", "yesterday".
pub(super) const DAY_WORD: u8 = 90;
/// A weekday whose clause tells of the past.
pub(super) const PAST_WEEKDAY: u8 = 90;
/// A weekday whose clause tells of what will be, or that is pointed to.
pub(super) const POINTED_WEEKDAY: u8 = 80;
/// "last week", "this month".
pub(super) const POINTED: u8 = 85;
/// A day or month whose year is that of the anchor or next to it.
pub(super) const YEAR_OF_ANCHOR: u8 = 85;
/// Four digits that the words before them make a year.
pub(super) const LIKELY_YEAR: u8 = 75;
/// "three days ago".
pub(super) const OFFSET: u8 = 80;
/// "two weeks ago": nobody counts the days of it.
pub(super) const ROUGH_OFFSET: u8 = 70;
/// A day or month whose year is that of the date told before.
pub(super) const YEAR_OF_STORY: u8 = 65;
/// "the next day": counted from the date told before.
pub(super) const FROM_STORY: u8 = 60;
/// "the quarter": the one that the article is about.
pub(super) const UNDERSTOOD: u8 = 60;
/// Day and month in digits, in the order that the rest of the article tells.
pub(super) const ORDER_TOLD: u8 = 80;
/// The same in the order of the language that the article is written in.
pub(super) const ORDER_OF_LANGUAGE: u8 = 70;
/// Each of two readings of day and month in digits.
pub(super) const EITHER_ORDER: u8 = 40;
/// Four digits that nothing but their value makes a year.
pub(super) const BARE_YEAR: u8 = 50;
/// A time of day whose day the words do not say.
pub(super) const DAY_OF_TIME: u8 = 50;
/// What needs no place in the calendar.
pub(super) const NO_PLACE: u8 = 90;

/// What is left of a confidence when only a part of the time is meant.
pub(super) fn of_portion(whole: u8) -> u8 {
    whole.saturating_sub(10)
}
