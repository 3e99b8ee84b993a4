//! The rules for days of the week.

use jiff::civil::Weekday;

use crate::date::reading::{Calendar, Field, Point, Reading, Year};
use crate::date::timex::{DayPart, Recurrence, TimeOfDay, Unit};
use crate::date::token::{Case, Gap};
use crate::date::word::{Digits, Link, Pointer, WeekdayForm, Word};

use super::Grammar;
use super::day::is_deictic;
use super::read::Read;

/// Rules for days of the week.
impl Grammar<'_> {
    /// "Monday", "Monday, September 6", "Wednesday night", "Tuesday of last week",
    /// "Mondays".
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let Word::Weekday(weekday, form) = self.tokens.get(at)?.word else { return None };
        match form {
            WeekdayForm::Plural => {
                let recurrence = Recurrence::Weekday(weekday, None);
                return (self.tokens[at].case != Case::Lower)
                    .then(|| Read::new(Reading::Set(recurrence), at + 1));
            }
            WeekdayForm::Short if self.tokens[at].case == Case::Lower => return None,
            _ => {}
        }
        if let Some(read) = self.dated_weekday(at, weekday).or_else(|| self.weekday_with_name(at)) {
            return Some(read);
        }
        // "On a Thursday" may be any.
        let is_any = self.word_before(at) == b"a";
        if form == WeekdayForm::Short || is_any || self.names_something(at) {
            return None;
        }
        self.weekday_of_week(at, weekday).or_else(|| {
            let (time, end) = self.day_part(at + 1);
            if let Some(TimeOfDay::Part(part)) = time
                && self.is_plural(end - 1)
            {
                let recurrence = Recurrence::Weekday(weekday, Some(part));
                return Some(Read::new(Reading::Set(recurrence), end));
            }
            Some(Read::new(Reading::Weekday(weekday, None), end).at_time(time))
        })
    }

    /// "Tuesday of last week", "Monday morning last week".
    fn weekday_of_week(&self, at: usize, weekday: Weekday) -> Option<Read> {
        let (time, behind) = self.day_part(at + 1);
        let (pointer, end) = self.week_behind(behind)?;
        Some(Read::new(Reading::WeekdayOfWeek(weekday, pointer), end).at_time(time))
    }

    /// "of last week", "next week" behind a weekday.
    fn week_behind(&self, at: usize) -> Option<(Pointer, usize)> {
        let at = self.past_of(at);
        match (self.spaced(at)?, self.spaced(at + 1)?) {
            (Word::Pointer(pointer), Word::Unit(Unit::Week))
                if is_deictic(pointer) && !self.is_plural(at + 1) =>
            {
                Some((pointer, at + 2))
            }
            _ => None,
        }
    }

    /// A weekday with the date it is.
    pub(super) fn dated_weekday(&self, at: usize, weekday: Weekday) -> Option<Read> {
        let gap = |gap| matches!(gap, Gap::Space | Gap::Comma | Gap::Stop);
        let date_at = match self.after(at + 1, gap)? {
            Word::Link(Link::The) => at + 2,
            _ => at + 1,
        };
        let read = match self.after(date_at, gap)? {
            Word::Month(..) => self.month_first(date_at)?,
            Word::Number(_) | Word::Ordinal(_) => match self.day_first(date_at) {
                Some(read) => read,
                None => return self.weekday_of_day(date_at, weekday),
            },
            Word::Numeric(numeric) => {
                let read = self.numeric(date_at, numeric)?;
                return matches!(read.reading, Reading::Said(_) | Reading::EitherOrder(..))
                    .then_some(read);
            }
            _ => return None,
        };
        match read.reading {
            Reading::Calendar(calendar @ Calendar { first, last: None, .. })
                if matches!(first.field, Field::Day(..)) =>
            {
                let calendar = Calendar { weekday: Some(weekday), ..calendar };
                Some(Read::new(Reading::Calendar(calendar), read.end))
            }
            _ => None,
        }
    }

    /// "first Monday of September", "last Friday in May 2021".
    pub(super) fn ordinal_weekday(&self, at: usize) -> Option<Read> {
        let nth = match self.tokens[at].word {
            Word::Ordinal(nth @ 1..=5) => nth,
            Word::Pointer(Pointer::Last) => 0,
            _ => return None,
        };
        let Word::Weekday(weekday, WeekdayForm::Full) = self.spaced(at + 1)? else { return None };
        let Word::Link(Link::Of | Link::In) = self.spaced(at + 2)? else { return None };
        if let Some(read) = self.ordinal_weekday_of_month(nth, weekday, at + 3) {
            return Some(read);
        }
        let (month, _) = self.month_named(at + 3)?;
        let (year, end) = self.year_of_month(at + 4).unwrap_or((Year::Open, at + 4));
        Some(Read::point(Point { field: Field::NthWeekday(nth, weekday, month), year }, end))
    }

    /// "first Monday of last month", "of the month"
    fn ordinal_weekday_of_month(&self, nth: u8, weekday: Weekday, at: usize) -> Option<Read> {
        let pointer = match self.spaced(at)? {
            Word::Pointer(pointer) => pointer,
            Word::Link(Link::The) => Pointer::This,
            _ => return None,
        };
        let is_month = self.spaced(at + 1) == Some(Word::Unit(Unit::Month));
        let reading = Reading::NthWeekday(nth, weekday, pointer);
        is_month.then(|| Read::new(reading, at + 2))
    }

    /// "Tuesday the 29th", "Tuesday 29th"
    fn weekday_of_day(&self, at: usize, weekday: Weekday) -> Option<Read> {
        let day = match self.tokens[at].word {
            Word::Ordinal(day @ 1..=31) => day as i8,
            Word::Number(Digits { value: day @ 1..=31, .. }) if self.ends_clause(at) => day as i8,
            _ => return None,
        };
        let is_digits = self.written(at)[0].is_ascii_digit();
        let reading = Reading::WeekdayOfDay(weekday, day);
        is_digits.then(|| Read::new(reading, at + 1))
    }

    /// The part of the day at a place, and the place after it.
    pub(super) fn day_part(&self, at: usize) -> (Option<TimeOfDay>, usize) {
        match self.spaced(at) {
            Some(Word::DayPart(part)) => (Some(TimeOfDay::Part(part)), at + 1),
            Some(Word::Hour(12)) => (Some(TimeOfDay::Clock(12, 0)), at + 1),
            Some(Word::Night(_)) if self.written(at).eq_ignore_ascii_case(b"overnight") => {
                (Some(TimeOfDay::Part(DayPart::Night)), at + 1)
            }
            _ => (None, at),
        }
    }
}
