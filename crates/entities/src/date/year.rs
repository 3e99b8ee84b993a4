//! The year of a day, month or season that is named without one.

use dateline_model::{DateRange, Day, PartialDate};
use jiff::civil::Weekday;

use super::calendar::{days_from, monday_of};
use super::reading::{Calendar, Clause, Field, Year};
use super::reference::{Precision, Reference};
use super::timex::Date;
use super::word::{Pointer, Tense};

/// How many days ahead of the anchor a date without a year may lie in a clause about the
/// future.
const AHEAD_IN_FUTURE: i32 = 330;

/// How many days ahead a day may lie where no verb tells the tense: what is announced for
/// next month is more often news than what happened eleven months ago, and those who
/// write of the latter say the year.
const AHEAD_UNTOLD: i32 = 60;

/// How many days ahead a month may begin where no verb tells the tense.
const MONTH_AHEAD_UNTOLD: i32 = 30;

/// How many days ahead a day may lie in a clause about the past, whose verb may belong
/// to the report rather than to what it reports.
const AHEAD_IN_PAST: i32 = 14;

/// How many days after a quarter its results are still to come.
const RESULTS_DAYS: i32 = 75;

/// How far, in tenths, a day counts that lies behind the story, which goes forward.
const BEHIND_STORY: i32 = 15;

/// How far, in tenths, a day counts that lies behind the anchor where something lasts until
/// then: of two that are about as far, the one ahead is meant.
const BEHIND_DEADLINE: i32 = 12;

/// How many times farther the next one may be than the last one in a clause whose verb of
/// the future is some words away, and may not be its own.
const FUTURE_OVER_PAST: i32 = 3;

/// A calendar expression put into a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) first: Date,
    pub(super) last: Option<Date>,
    pub(super) range: DateRange,
}

/// The expression in a year: that of its last point, the first lying in the year before
/// where it would otherwise come after the last. A first point that says its own year has
/// that.
pub(super) fn place(calendar: Calendar, year: i16) -> Option<Placed> {
    let Some(last) = calendar.last else { return single(calendar.first.field, year) };
    let last = field(last.field, year)?;
    let first = |year| join(field(calendar.first.field, year)?, last);
    match calendar.first.year {
        Year::Said(own) => first(own),
        _ => first(year).or_else(|| first(year - 1)),
    }
}

/// The expression with the year of its first point given.
fn place_from(calendar: Calendar, year: i16) -> Option<Placed> {
    let Some(last) = calendar.last else { return single(calendar.first.field, year) };
    let first = field(calendar.first.field, year)?;
    join(first, field(last.field, year)?).or_else(|| join(first, field(last.field, year + 1)?))
}

/// The year nearest to the anchor, in the past unless the clause is about the future.
pub(super) fn of_anchor(calendar: Calendar, clause: Clause, anchor: Reference) -> Option<Placed> {
    if anchor.precision() == Precision::Year {
        return None;
    }
    let candidates = || years_around(anchor.year()).filter_map(|year| place_from(calendar, year));
    let nearest = |placed: &Placed| distance(placed.range, anchor);
    let is_period = matches!(calendar.first.field, Field::Quarter(_) | Field::Half(_));
    match (calendar.weekday, clause.tense) {
        (Some(weekday), _) => {
            let falls_on = |placed: &Placed| placed.range.first().weekday() == weekday;
            let fitting = candidates().filter(falls_on).min_by_key(nearest);
            fitting.or_else(|| candidates().min_by_key(nearest))
        }
        (None, Some(Tense::Deadline)) => candidates()
            .min_by_key(|placed| forward_distance(placed.range, anchor, BEHIND_DEADLINE)),
        (None, Some(Tense::Future)) if is_period => {
            // What is expected of a quarter is told soon after its end, too.
            candidates().find(|placed| has_results_ahead(placed.range, anchor))
        }
        (None, Some(Tense::Future)) => upcoming(calendar, clause, anchor),
        (None, tense) => {
            candidates().rev().find(|placed| reaches(calendar, tense, anchor, *placed))
        }
    }
}

/// The next one, unless the last one is much nearer.
fn upcoming(calendar: Calendar, clause: Clause, anchor: Reference) -> Option<Placed> {
    let candidates = || {
        years_around(anchor.year())
            .filter_map(|year| place_from(calendar, year))
            .filter(|placed| reaches(calendar, clause.tense, anchor, *placed))
    };
    let is_over = |placed: &Placed| placed.range.last() < anchor.date.first();
    let latest = candidates().rev().find(is_over);
    let next = candidates().find(|placed| !is_over(placed)).filter(|next| {
        let behind = latest.map_or(i32::MAX, |latest| distance(latest.range, anchor));
        clause.has_near_verb()
            || distance(next.range, anchor) < behind.saturating_mul(FUTURE_OVER_PAST)
    });
    next.or(latest).or_else(|| candidates().next_back())
}

/// Whether a candidate begins no farther ahead of the anchor than its tense lets it.
fn reaches(calendar: Calendar, tense: Option<Tense>, anchor: Reference, placed: Placed) -> bool {
    let last = anchor.date.last();
    let horizon = days_from(last, days_ahead(calendar.first.field, tense)).unwrap_or(last);
    placed.range.first() <= horizon
}

/// Whether the results of a period may still be to come.
fn has_results_ahead(range: DateRange, anchor: Reference) -> bool {
    days_from(range.last(), RESULTS_DAYS).is_some_and(|told| anchor.date.first() <= told)
}

/// How many days ahead of the anchor a field may begin.
fn days_ahead(field: Field, tense: Option<Tense>) -> i32 {
    let is_day = matches!(
        field,
        Field::Day(..)
            | Field::LastDay(_)
            | Field::WeekOf(..)
            | Field::Named(_)
            | Field::NthWeekday(..)
    );
    match (tense, is_day) {
        (Some(Tense::Future), _) => AHEAD_IN_FUTURE,
        (Some(Tense::Past), true) => AHEAD_IN_PAST,
        (None, true) => AHEAD_UNTOLD,
        (None, false) if matches!(field, Field::Month(_)) => MONTH_AHEAD_UNTOLD,
        _ => 0,
    }
}

/// The nearest before or after the anchor: "last August", "next March".
pub(super) fn nearest(calendar: Calendar, pointer: Pointer, anchor: Reference) -> Option<Placed> {
    if anchor.precision() == Precision::Year {
        return None;
    }
    let mut candidates = years_around(anchor.year()).filter_map(|year| place_from(calendar, year));
    match pointer {
        Pointer::Last | Pointer::Previous => {
            candidates.rev().find(|placed| placed.range.last() < anchor.date.first())
        }
        Pointer::Next | Pointer::Following => {
            candidates.find(|placed| placed.range.first() > anchor.date.last())
        }
        _ => place(calendar, anchor.year()),
    }
}

/// The year nearest to the date of the story; stories go forward, so what lies behind
/// counts as farther.
pub(super) fn of_story(calendar: Calendar, story: Reference) -> Option<Placed> {
    if story.precision() == Precision::Year {
        return place_from(calendar, story.year());
    }
    years_around(story.year())
        .filter_map(|year| place_from(calendar, year))
        .min_by_key(|placed| forward_distance(placed.range, story, BEHIND_STORY))
}

/// How far a range is from a reference, by a measure for which what lies behind counts as
/// farther: as many tenths of its days.
fn forward_distance(range: DateRange, reference: Reference, behind: i32) -> i32 {
    let is_behind = range.last() < reference.date.first();
    distance(range, reference).saturating_mul(if is_behind { behind } else { 10 })
}

/// Whether a range is as close to the anchor as most of what an article reports.
pub(super) fn is_near(range: DateRange, anchor: Reference) -> bool {
    distance(range, anchor) <= AHEAD_UNTOLD
}

fn years_around(year: i16) -> impl DoubleEndedIterator<Item = i16> {
    year - 1..=year + 1
}

/// The days between a range and a reference; none where they overlap.
fn distance(range: DateRange, reference: Reference) -> i32 {
    let days = |from: Day, to: Day| from.until(to).map_or(i32::MAX / 4, |span| span.get_days());
    if range.overlaps(reference.date.range()) {
        0
    } else if range.last() < reference.date.first() {
        days(range.last(), reference.date.first())
    } else {
        days(reference.date.last(), range.first())
    }
}

fn single(part: Field, year: i16) -> Option<Placed> {
    let first = field(part, year)?;
    Some(Placed { first, last: None, range: first.range()? })
}

fn join(first: Date, last: Date) -> Option<Placed> {
    let range = DateRange::new(first.range()?.first(), last.range()?.last()).ok()?;
    Some(Placed { first, last: Some(last), range })
}

/// A field of a year; none where the year has no such day, as with 31 June.
fn field(field: Field, year: i16) -> Option<Date> {
    let day = |month, day| match PartialDate::day(year, month, day) {
        Ok(PartialDate::Day(day)) => Some(day),
        _ => None,
    };
    PartialDate::year(year).ok()?;
    match field {
        Field::Day(month, number) => day(month, number).map(Date::Day),
        Field::WeekOf(month, number) => monday_of(day(month, number)?).map(Date::Week),
        Field::NthWeekday(nth, weekday, month) => {
            nth_weekday(day(month, 1)?, nth, weekday).map(Date::Day)
        }
        Field::LastDay(month) => day(month, 1).map(|first| Date::Day(first.last_of_month())),
        Field::Month(month) => Some(Date::Month(year, month)),
        Field::Quarter(number) => Some(Date::Quarter(year, number)),
        Field::Half(number) => Some(Date::Half(year, number)),
        Field::Season(name) => Some(Date::Season(year, name)),
        Field::Named(name) => name.of_year(year).map(Date::Day),
    }
}

/// The n-th such weekday of the month of a day, the last one for 0.
pub(super) fn nth_weekday(month: Day, nth: u8, weekday: Weekday) -> Option<Day> {
    let nth = if nth == 0 { -1 } else { nth as i8 };
    month.nth_weekday_of_month(nth, weekday).ok()
}
