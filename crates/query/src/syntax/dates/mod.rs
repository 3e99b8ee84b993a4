//! The value of a date field: days.
//!
//! Dates as ISO 8601 writes them, ranges and comparisons of them are read by `plain`. What
//! is no such form is cut into tokens and read as people write: by `span`, several dates
//! with words between them; by `point`, one date; by `relative`, one that counts from
//! today; by `named`, a period that has a name. This grammar is small on purpose: a
//! question is no prose, so whatever does not say exactly which days it means is refused
//! with what can be written instead. What was read is told in a note.

mod named;
mod plain;
mod point;
mod relative;
mod span;
#[cfg(test)]
mod tests;
mod token;
mod word;

use std::fmt;

use dateline_model::{DateRange, Day};

use self::span::Reader;
use super::SyntaxErrorKind;

/// How a date of an article has to lie to the range that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateMatch {
    /// The two share a day: "September 2021" is found for 6 September.
    Overlaps,
    /// It lies wholly in the range: "2021" is not found for September 2021.
    Within,
}

impl DateMatch {
    /// Whether a date lies so to what is asked for.
    #[must_use]
    pub fn holds(self, asked: DateRange, date: DateRange) -> bool {
        match self {
            Self::Overlaps => asked.overlaps(date),
            Self::Within => asked.contains(date),
        }
    }
}

/// As the query language writes it before a date.
impl fmt::Display for DateMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overlaps => "overlaps",
            Self::Within => "within",
        })
    }
}

/// What the value of a date field is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatesRead {
    pub(super) range: DateRange,
    /// How dates of articles have to lie to it, where the value says so.
    pub(super) matching: Option<DateMatch>,
    pub(super) form: Form,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// So that it can only mean one thing: there is nothing to say about it.
    Plain,
    /// As people write.
    Friendly,
}

/// No date is written in more bytes.
const LONGEST: usize = 120;

/// The days that the value of a date field means, on a day.
///
/// # Errors
///
/// What is wrong with it; [`SyntaxErrorKind::TodayUnknown`] when it depends on the day and
/// none is given.
pub(super) fn read(written: &str, today: Option<Day>) -> Result<DatesRead, SyntaxErrorKind> {
    let text = written.trim();
    let (matching, dates) = without_relation(text);
    let (range, form) = match plain::date_range(dates) {
        Err(SyntaxErrorKind::DateForm(_)) if dates.len() <= LONGEST => {
            let lowered = dates.to_ascii_lowercase();
            (Reader { written: text, today }.range(&lowered)?, Form::Friendly)
        }
        plain => (plain?, Form::Plain),
    };
    Ok(DatesRead { range, matching, form })
}

/// Takes a word for a relation from the beginning.
fn without_relation(text: &str) -> (Option<DateMatch>, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let matching = [DateMatch::Overlaps, DateMatch::Within]
        .into_iter()
        .find(|matching| word.eq_ignore_ascii_case(&matching.to_string()));
    match matching {
        Some(matching) => (Some(matching), rest.trim_start()),
        None => (None, text),
    }
}
