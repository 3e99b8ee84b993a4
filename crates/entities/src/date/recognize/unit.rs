//! The rules for expressions whose first content word is a unit of time: "the quarter",
//! "the past two years", "year-earlier", "the week of March 6".

use crate::date::reading::{Calendar, Direction, Field, Point, Reading, Year};
use crate::date::timex::{Amount, Date, Unit, Vague};
use crate::date::token::Gap;
use crate::date::word::{Link, Part, Pointer, Shift, Word};

use super::Grammar;
use super::read::Read;

/// Rules for expressions whose first content word is a unit of time.
impl Grammar<'_> {
    /// "half an hour", "year-end", "year-earlier quarter", "weeks ago", "for years",
    /// "month-long", "week of March 6".
    pub(super) fn unit(&self, at: usize) -> Option<Read> {
        let Word::Unit(unit) = self.tokens[at].word else { return None };
        if let Some((amount, end)) = self.quantity(at) {
            return self.shifted(amount, end).or(Some(Read::new(Reading::Duration(amount), end)));
        }
        if self.is_plural(at) {
            return self.some_units(at, unit);
        }
        self.day_beside(at, unit)
            .or_else(|| self.year_dash(at, unit))
            .or_else(|| self.week_of(at, unit))
            .or_else(|| self.unit_long(at, unit))
    }

    /// "years ago", "for years", "decades-long": more than one, who knows how many.
    fn some_units(&self, at: usize, unit: Unit) -> Option<Read> {
        let amount = Amount::some(unit);
        if let Some(read) = self.shifted(amount, at + 1) {
            return Some(read);
        }
        let long = self.past_long(at + 1);
        let is_told = long > at + 1
            || matches!(
                self.before(at),
                Some(Word::Link(Link::In | Link::By | Link::From) | Word::Rough)
            );
        (is_told && !self.is_age(long) && unit.is_day_or_longer())
            .then(|| Read::new(Reading::Duration(amount), long))
    }

    /// "day after tomorrow", "day before yesterday"
    fn day_beside(&self, at: usize, unit: Unit) -> Option<Read> {
        let days = match (unit, self.spaced(at + 2)?) {
            (Unit::Day, Word::Deictic(days)) => days,
            _ => return None,
        };
        let further = match (self.written(at + 1), days) {
            (b"after", 0 | 1) => days + 1,
            (b"before", 0 | -1) => days - 1,
            _ => return None,
        };
        Some(Read::new(Reading::DayWord(further), at + 3))
    }

    /// "year-earlier", "year-ago quarter", "year-end".
    fn year_dash(&self, at: usize, unit: Unit) -> Option<Read> {
        let is_closing = self.spaced(at + 1) == Some(Word::Part(Part::End))
            && self.before(at).is_some_and(|before| matches!(before, Word::Link(_)))
            && self.ends_clause(at + 1);
        let dashed = self.after(at + 1, |gap| gap == Gap::Dash || is_closing)?;
        match (unit, dashed) {
            (Unit::Year, Word::Shift(Shift::Earlier | Shift::Ago)) => {
                let reading = Reading::Offset(Amount::of(1, Unit::Year), Direction::Earlier);
                match self.spaced(at + 2) {
                    Some(Word::Unit(Unit::Quarter) | Word::Period) => {
                        Some(Read::new(reading, at + 3))
                    }
                    // "the year-earlier third quarter"
                    Some(Word::Ordinal(1..=4))
                        if self.linked(at + 3) == Some(Word::Unit(Unit::Quarter)) =>
                    {
                        Some(Read::new(reading, at + 4))
                    }
                    // "the year-earlier nine months"
                    Some(Word::Number(_) | Word::Cardinal(_)) => {
                        let (amount, end) = self.quantity(at + 2)?;
                        Some(Read::new(Reading::Duration(amount), end))
                    }
                    _ => Some(Read::new(reading, at + 2)),
                }
            }
            (Unit::Year, Word::Part(Part::End)) => {
                let is_past = self.word_before(at).eq_ignore_ascii_case(b"since");
                let pointer = if is_past { Pointer::Last } else { Pointer::This };
                let point = Point { field: Field::Day(12, 31), year: Year::Pointed(pointer) };
                Some(Read::point(point, at + 2))
            }
            _ => None,
        }
    }

    /// "week of March 6", "week ended March 6".
    fn week_of(&self, at: usize, unit: Unit) -> Option<Read> {
        let is_week = unit == Unit::Week && self.spaced(at + 1) == Some(Word::Link(Link::Of));
        let read = is_week.then(|| self.month_first(at + 2)).flatten()?;
        match read.reading {
            Reading::Calendar(Calendar { first, last: None, .. }) => match first.field {
                Field::Day(month, day) => {
                    let point = Point { field: Field::WeekOf(month, day), ..first };
                    Some(Read::point(point, read.end))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// "month-long"
    fn unit_long(&self, at: usize, unit: Unit) -> Option<Read> {
        let end = self.past_long(at + 1);
        (end > at + 1).then(|| Read::new(Reading::Duration(Amount::of(1, unit)), end))
    }

    /// "the quarter", "the weekend", "the year", "the week of March 6", "the year-earlier
    /// period".
    pub(super) fn the_unit(&self, at: usize, unit: Unit) -> Option<Read> {
        if let Some(read) = self.unit(at) {
            return Some(read);
        }
        if let Some(read) = self.the_year_number(at, unit) {
            return Some(read);
        }
        let behind = self.spaced(at + 1);
        if self.is_plural(at) || behind == Some(Word::Link(Link::Of)) {
            return None;
        }
        match unit {
            Unit::Quarter if self.reports_money(at) => {
                Some(Read::new(Reading::TheUnit(unit), at + 1))
            }
            Unit::Weekend => Some(Read::new(Reading::TheUnit(unit), at + 1)),
            Unit::Year if self.word_before(at - 1).eq_ignore_ascii_case(b"for") => {
                Some(Read::new(Reading::Duration(Amount::of(1, unit)), at + 1))
            }
            Unit::Year | Unit::Month | Unit::Week | Unit::Day
                if behind.is_some()
                    && self.written(at + 1) == b"before"
                    && self.ends_clause(at + 1) =>
            {
                let reading = Reading::Offset(Amount::of(1, unit), Direction::Earlier);
                Some(Read::new(reading, at + 2))
            }
            Unit::Year => Some(Read::new(Reading::TheUnit(unit), at + 1)),
            _ => None,
        }
    }

    /// "the year 2000", "the year two thousand"
    fn the_year_number(&self, at: usize, unit: Unit) -> Option<Read> {
        match (unit, self.spaced(at + 1)?) {
            (Unit::Year, Word::Number(_)) => self.bare_year(at + 1, None),
            (Unit::Year, Word::Cardinal(2)) if self.spaced(at + 2) == Some(Word::Scale(1000)) => {
                Some(Read::new(Reading::Said(Date::Year(2000)), at + 3))
            }
            _ => None,
        }
    }

    /// "past two years", "next few days", "latest three months", "following two weeks",
    /// with or without "the"; "coming weeks".
    pub(super) fn pointed_amount(&self, at: usize, pointer: Pointer) -> Option<Read> {
        if let Word::Unit(unit) = self.spaced(at + 1)?
            && self.is_plural(at + 1)
            && unit.is_day_or_longer()
        {
            return match pointer {
                Pointer::Next => Some(Read::new(Reading::Vague(Vague::Future), at + 2)),
                Pointer::Last if self.written(at).eq_ignore_ascii_case(b"past") => {
                    Some(Read::new(Reading::Vague(Vague::Past), at + 2))
                }
                _ => None,
            };
        }
        let is_number = matches!(
            self.spaced(at + 1)?,
            Word::Number(_) | Word::Cardinal(_) | Word::Some | Word::Scale(_)
        );
        let (amount, end) = is_number.then(|| self.quantity(at + 1)).flatten()?;
        (self.is_plural(end - 1) && !self.is_age(end))
            .then(|| Read::new(Reading::Duration(amount), end))
    }

    /// "first nine months", "first hours" behind "the".
    pub(super) fn first_units(&self, at: usize) -> Option<Read> {
        let Word::Ordinal(1) = self.tokens[at].word else { return None };
        let (amount, end) = self.quantity(at + 1)?;
        self.is_plural(end - 1).then(|| Read::new(Reading::Duration(amount), end))
    }

    /// "two days" behind "the".
    pub(super) fn several_units(&self, at: usize) -> Option<Read> {
        let (amount, end) = self.quantity(at)?;
        if let Some(read) = self.shifted(amount, end) {
            return Some(read);
        }
        let is_apart = self.is_plural(end - 1) && self.tokens[end - 1].gap == Gap::Space;
        (is_apart && !self.is_age(end)).then(|| Read::new(Reading::Duration(amount), end))
    }

    /// A quarter, half, season or month at a place, with no year behind it.
    pub(super) fn field(&self, at: usize) -> Option<(Field, usize)> {
        match self.tokens.get(at)?.word {
            Word::Ordinal(number) => match (self.linked(at + 1)?, number) {
                (Word::Unit(Unit::Quarter), 1..=4) => Some((Field::Quarter(number), at + 2)),
                (Word::Unit(Unit::Half), 1..=2) => Some((Field::Half(number), at + 2)),
                _ => None,
            },
            Word::Season(season) => Some((Field::Season(season), at + 1)),
            Word::Month(month, _) => Some((Field::Month(month), at + 1)),
            Word::Name => match self.named_day(at)?.reading {
                Reading::Calendar(Calendar { first, .. }) if first.year == Year::Open => {
                    Some((first.field, self.named_day(at)?.end))
                }
                _ => None,
            },
            _ => None,
        }
    }
}
