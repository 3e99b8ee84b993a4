//! The year of a day, month or season that is named without one.

use dateline_model::{DateRange, PartialDate};
use jiff::civil::Weekday;

use super::calendar::{days_from, months, season};
use super::reading::{Calendar, Field};
use super::reference::{Precision, Reference};
use super::word::{Pointer, Tense};

/// How many days ahead of the anchor a date without a year may lie in a clause about the
/// future.
const AHEAD_IN_FUTURE: i32 = 183;

/// How many days ahead a day may lie where no verb tells the tense: what is announced for
/// next month is more often news than what happened eleven months ago, and those who
/// write of the latter say the year.
const AHEAD_UNTOLD: i32 = 60;

/// How many days ahead a month may begin where no verb tells the tense.
const MONTH_AHEAD_UNTOLD: i32 = 15;

/// How many days ahead a day may lie in a clause about the past, whose verb may belong
/// to the report rather than to what it reports.
const AHEAD_IN_PAST: i32 = 10;

/// A calendar expression put into a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) range: DateRange,
    fit: Fit,
}

/// Whether the year has the day that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It has.
    Exact,
    /// It has no such day, as with 31 June: the range is the month.
    MonthOnly,
}

impl Placed {
    /// What is left of a confidence.
    pub(super) fn confidence(self, exact: u8) -> u8 {
        match self.fit {
            Fit::Exact => exact,
            Fit::MonthOnly => exact.min(40),
        }
    }
}

/// The expression in a year: that of its last point, the first lying in the year before
/// where it would otherwise come after the last.
pub(super) fn place(calendar: Calendar, year: i16) -> Option<Placed> {
    let first = field(calendar.first.field, year)?;
    let Some(last) = calendar.last else { return Some(first) };
    let last = field(last.field, year)?;
    join(first, last).or_else(|| join(field(calendar.first.field, year - 1)?, last))
}

/// The expression with the year of its first point given.
fn place_from(calendar: Calendar, year: i16) -> Option<Placed> {
    let first = field(calendar.first.field, year)?;
    let Some(last) = calendar.last else { return Some(first) };
    join(first, field(last.field, year)?).or_else(|| join(first, field(last.field, year + 1)?))
}

/// The year nearest to the anchor, in the past unless the clause is about the future.
pub(super) fn of_anchor(
    calendar: Calendar,
    tense: Option<Tense>,
    anchor: Reference,
) -> Option<Placed> {
    let (first, last) = (anchor.date.first(), anchor.date.last());
    if anchor.precision() == Precision::Year {
        return None;
    }
    let candidates = || years_around(anchor.year()).filter_map(|year| place_from(calendar, year));
    if let Some(weekday) = calendar.weekday {
        let falls_on = |placed: &Placed| falls_on(placed, weekday);
        return candidates()
            .filter(falls_on)
            .min_by_key(|placed| distance(placed.range, anchor))
            .or_else(|| candidates().min_by_key(|placed| distance(placed.range, anchor)));
    }
    let ahead = match (tense, calendar.first.field) {
        (Some(Tense::Future), _) => AHEAD_IN_FUTURE,
        (Some(Tense::Past), Field::Day(..)) => AHEAD_IN_PAST,
        (None, Field::Day(..)) => AHEAD_UNTOLD,
        (None, Field::Month(..)) => MONTH_AHEAD_UNTOLD,
        _ => 0,
    };
    let horizon = days_from(last, ahead).unwrap_or(last);
    let reached = |placed: &Placed| placed.range.first() <= horizon;
    let not_over = |placed: &Placed| placed.range.last() >= first;
    // In a clause about the future the next one counts, otherwise the last one.
    let upcoming = (tense == Some(Tense::Future))
        .then(|| candidates().find(|placed| reached(placed) && not_over(placed)))
        .flatten();
    upcoming.or_else(|| {
        candidates()
            .filter(reached)
            .filter(|placed| placed.fit == Fit::Exact)
            .last()
            .or_else(|| candidates().filter(reached).last())
    })
}

/// The nearest before or after the anchor: "last August", "next March".
pub(super) fn nearest(calendar: Calendar, pointer: Pointer, anchor: Reference) -> Option<Placed> {
    if anchor.precision() == Precision::Year {
        return None;
    }
    let mut candidates = years_around(anchor.year()).filter_map(|year| place_from(calendar, year));
    match pointer {
        Pointer::Last => {
            candidates.filter(|placed| placed.range.last() < anchor.date.first()).last()
        }
        Pointer::Next => candidates.find(|placed| placed.range.first() > anchor.date.last()),
        _ => place(calendar, anchor.year()),
    }
}

/// The year nearest to the date of the story; stories go forward, so what lies behind
/// counts as farther.
pub(super) fn of_story(calendar: Calendar, story: Reference) -> Option<Placed> {
    if story.precision() == Precision::Year {
        return place_from(calendar, story.year());
    }
    years_around(story.year()).filter_map(|year| place_from(calendar, year)).min_by_key(|placed| {
        let is_behind = placed.range.last() < story.date.first();
        distance(placed.range, story) * if is_behind { 3 } else { 2 }
    })
}

/// Whether a range is as close to the anchor as most of what an article reports.
pub(super) fn is_near(range: DateRange, anchor: Reference) -> bool {
    distance(range, anchor) <= AHEAD_UNTOLD
}

fn years_around(year: i16) -> impl Iterator<Item = i16> {
    year - 1..=year + 1
}

/// The days between a range and a reference; none where they overlap.
fn distance(range: DateRange, reference: Reference) -> i32 {
    let days = |from: dateline_model::Day, to: dateline_model::Day| {
        from.until(to).map_or(i32::MAX / 4, |span| span.get_days())
    };
    if range.overlaps(reference.date.range()) {
        0
    } else if range.last() < reference.date.first() {
        days(range.last(), reference.date.first())
    } else {
        days(reference.date.last(), range.first())
    }
}

fn falls_on(placed: &Placed, weekday: Weekday) -> bool {
    placed.fit == Fit::Exact && placed.range.first().weekday() == weekday
}

fn join(first: Placed, last: Placed) -> Option<Placed> {
    let range = DateRange::new(first.range.first(), last.range.last()).ok()?;
    let fit = if first.fit == Fit::Exact { last.fit } else { first.fit };
    Some(Placed { range, fit })
}

/// A field of a year.
fn field(field: Field, year: i16) -> Option<Placed> {
    let exact = |range| Placed { range, fit: Fit::Exact };
    match field {
        Field::Day(month, day) => match PartialDate::day(year, month, day) {
            Ok(date) => Some(exact(date.range())),
            Err(_) => {
                let range = PartialDate::month(year, month).ok()?.range();
                Some(Placed { range, fit: Fit::MonthOnly })
            }
        },
        Field::Month(month) => months(year, month, 1).map(exact),
        Field::Quarter(number) => months(year, number as i8 * 3 - 2, 3).map(exact),
        Field::Half(number) => months(year, number as i8 * 6 - 5, 6).map(exact),
        Field::Season(name) => season(year, name).map(exact),
    }
}
