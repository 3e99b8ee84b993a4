//! Dates as records, headers and paths write them.

mod epoch;
mod metadata;
mod months;
mod path;
mod placeholder;
mod stamp;
mod written;

pub(crate) use epoch::from_epoch;
pub(crate) use metadata::from_metadata;
pub(crate) use path::{in_file_path, in_url};
pub(crate) use stamp::Stamp;
pub(crate) use written::{Written, after_time, at_start};

use dateline_model::PartialDate;

/// The years in which a publication may be: newspapers begin in the seventeenth century.
/// Its end is no clock's, since the same article has to be read alike on every day; a later
/// year is a slip or stands for "never".
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2099;

/// A day, if the calendar has it and the year is one of [`YEARS`].
fn day(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    YEARS.contains(&year).then(|| PartialDate::day(year, month, day).ok()).flatten()
}

/// A month, if the year is one of [`YEARS`].
fn month(year: i16, month: i8) -> Option<PartialDate> {
    YEARS.contains(&year).then(|| PartialDate::month(year, month).ok()).flatten()
}

/// The number that one to four ASCII digits write.
fn number(digits: &[u8]) -> Option<i16> {
    if !(1..=4).contains(&digits.len()) {
        return None;
    }
    digits.iter().try_fold(0, |number: i16, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
    })
}

/// The number of a month or day: one or two digits.
fn small_number(digits: &[u8]) -> Option<i8> {
    if digits.len() > 2 {
        return None;
    }
    number(digits).map(|number| number as i8)
}

/// The year, month and day that eight digits write.
fn eight_digits(digits: &[u8]) -> Option<PartialDate> {
    if digits.len() != 8 {
        return None;
    }
    day(number(&digits[..4])?, small_number(&digits[4..6])?, small_number(&digits[6..])?)
}
