//! Of what times an article tells: those of its publication, or long before.

use super::reading::{Calendar, Expression, Reading, Support, Year};
use super::reference::Reference;
use super::word::Pointer;
use super::{timex::Date, year};

/// Of what times an article tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Of those of its publication.
    News,
    /// Of times long before.
    History,
}

/// How many days or months of past years a history names at least.
const LEAST_DATED: u32 = 2;

/// How many of the dates that a history names lie in the past at least.
const LEAST_PAST: u32 = 3;

/// How many dates of the past a word outweighs that is told from the day of the article:
/// a history has hardly any, and news that looks back on many years has a "Thursday" or two.
const DEICTIC: u32 = 2;

/// What an expression tells of the times that its article is about.
enum Witness {
    /// A year that it says, with a day or month, or by itself.
    Dated(i16),
    Year(i16),
    /// It says a time close to the article's.
    Present,
    /// It is told from the day of the article.
    Deictic,
    /// It has no year, and lies near the anchor or not.
    Near(bool),
    /// Nothing.
    None,
}

impl Subject {
    /// The subject of an article: history where it names days or months of years long past,
    /// not just the years, and twice as many of the years it names lie long before its anchor
    /// as near it.
    ///
    /// Days and months without a year count for the present where most of them would lie
    /// near the anchor: in a history only as many do as chance has it, one in three.
    pub(super) fn of(expressions: &[Expression], anchor: Reference) -> Self {
        let (mut past, mut dated, mut present) = (0, 0, 0);
        let (mut near, mut far) = (0, 0);
        for expression in expressions {
            match witness(expression, anchor) {
                Witness::Dated(year) if year < anchor.year() - 1 => dated += 1,
                Witness::Year(year) if year < anchor.year() - 1 => past += 1,
                Witness::Dated(year) | Witness::Year(year) if year < anchor.year() => {}
                Witness::Dated(_) | Witness::Year(_) | Witness::Present => present += 1,
                Witness::Deictic => present += DEICTIC,
                Witness::Near(true) => near += 1,
                Witness::Near(false) => far += 1,
                Witness::None => {}
            }
        }
        if near > far {
            present += near;
        }
        let undated = if near > far { 0 } else { far };
        let is_history = dated + undated >= LEAST_DATED
            && past + dated >= LEAST_PAST
            && past + dated > 2 * present;
        if is_history { Self::History } else { Self::News }
    }
}

fn witness(expression: &Expression, anchor: Reference) -> Witness {
    match expression.reading {
        Reading::Said(date) | Reading::Between(_, date) => {
            date.range().map_or(Witness::None, |range| Witness::Year(range.last().year()))
        }
        Reading::Year(year, Support::Strong | Support::Weak) => Witness::Year(year),
        Reading::Calendar(calendar) => match calendar.year() {
            Year::Said(year) => Witness::Dated(year),
            Year::Nearest(_) => Witness::Present,
            Year::Pointed(pointer) if is_told_from_anchor(pointer) => Witness::Present,
            Year::Pointed(_) => Witness::None,
            Year::Open => Witness::Near(lies_near(calendar, expression, anchor)),
        },
        Reading::DayWord(_) | Reading::Weekday(_, None) => Witness::Deictic,
        Reading::Weekday(_, Some(pointer)) | Reading::Pointed(pointer, _)
            if is_told_from_anchor(pointer) =>
        {
            Witness::Deictic
        }
        _ => Witness::None,
    }
}

fn lies_near(calendar: Calendar, expression: &Expression, anchor: Reference) -> bool {
    year::of_anchor(calendar, expression.clause, anchor)
        .is_some_and(|placed| year::is_near(placed.range, anchor))
}

fn is_told_from_anchor(pointer: Pointer) -> bool {
    matches!(pointer, Pointer::Last | Pointer::This | Pointer::Next)
}

/// The first year that is said, with which a history opens.
pub(super) fn first_year(expressions: &[Expression]) -> Option<(&Expression, Date)> {
    expressions.iter().find_map(|expression| {
        let year = match expression.reading {
            Reading::Calendar(calendar) => match calendar.year() {
                Year::Said(year) => year,
                _ => return None,
            },
            Reading::Year(year, Support::Strong) => year,
            _ => return None,
        };
        Some((expression, Date::Year(year)))
    })
}
