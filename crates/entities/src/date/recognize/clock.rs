//! The rules for times of the day.

use crate::date::reading::{Calendar, Field, Reading};
use crate::date::timex::{DayPart, TimeOfDay};
use crate::date::token::Gap;
use crate::date::word::{Clock, ClockForm, Digits, Link, Meridiem, Numeric, Word};

use super::Grammar;
use super::read::Read;

/// Rules for times of the day.
impl Grammar<'_> {
    /// "5 p.m.", "10:35 a.m. Friday", "1200 GMT", "noon Saturday", "4 in the morning".
    pub(super) fn clock(&self, at: usize) -> Option<Read> {
        let (time, end) = self.time_of_day(at)?;
        let end = end + usize::from(self.spaced(end) == Some(Word::Zone));
        if let Some(read) = self.told_twice(end) {
            return Some(read.at_time(Some(time)));
        }
        let read = self.day_behind(end).unwrap_or_else(|| Read::new(Reading::TimeOnly, end));
        Some(read.at_time(Some(time)))
    }

    fn time_of_day(&self, at: usize) -> Option<(TimeOfDay, usize)> {
        match self.tokens.get(at)?.word {
            Word::Hour(hour) => Some((TimeOfDay::Clock(hour, 0), at + 1)),
            Word::Numeric(Numeric::Clock(clock)) => self.digital(at, clock),
            Word::Number(Digits { value: value @ 0..=2400, width: 4 })
                if self.spaced(at + 1) == Some(Word::Zone) && value % 100 < 60 =>
            {
                Some((TimeOfDay::Clock((value / 100) as u8, (value % 100) as u8), at + 1))
            }
            Word::Number(Digits { value: hour @ 1..=12, .. }) => self.spoken(at, hour as u8),
            Word::Cardinal(hour @ 1..=12) => self.spoken(at, hour),
            _ => None,
        }
    }

    /// "10:35", where something shows that it is no score.
    fn digital(&self, at: usize, clock: Clock) -> Option<(TimeOfDay, usize)> {
        if let (ClockForm::Bare, Some((meridiem, end))) = (clock.form, self.half_of_day(at + 1)) {
            return Some((TimeOfDay::Clock(meridiem.hour(clock.hour)?, clock.minute), end));
        }
        let introduced = matches!(
            self.before(at),
            Some(Word::Link(Link::At | Link::By | Link::From | Link::In))
        );
        let zoned = self.spaced(at + 1) == Some(Word::Zone);
        (clock.form == ClockForm::Marked || introduced || zoned)
            .then_some((TimeOfDay::Clock(clock.hour, clock.minute), at + 1))
    }

    /// "5 p.m.", "five o'clock", "4 in the morning".
    fn spoken(&self, at: usize, hour: u8) -> Option<(TimeOfDay, usize)> {
        if self.is_o_clock(at + 1) {
            return Some(match self.half_of_day(at + 2) {
                Some((meridiem, end)) => (TimeOfDay::Clock(meridiem.hour(hour)?, 0), end),
                None => (TimeOfDay::Clock(hour, 0), at + 2),
            });
        }
        let (meridiem, end) = self.half_of_day(at + 1)?;
        Some((TimeOfDay::Clock(meridiem.hour(hour)?, 0), end))
    }

    fn is_o_clock(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.rest(before));
        self.tokens.get(at).is_some_and(|token| token.word == Word::OClock)
            && before.is_some_and(|rest| {
                rest.starts_with(b" o'clock") || rest.starts_with(" o’clock".as_bytes())
            })
    }

    /// "p.m." or "in the morning" at a place.
    fn half_of_day(&self, at: usize) -> Option<(Meridiem, usize)> {
        match self.spaced(at)? {
            Word::Meridiem(meridiem) => Some((meridiem, at + 1)),
            Word::Link(Link::In) if self.spaced(at + 1) == Some(Word::Link(Link::The)) => {
                match self.spaced(at + 2)? {
                    Word::DayPart(DayPart::Morning) => Some((Meridiem::Before, at + 3)),
                    Word::DayPart(DayPart::Afternoon | DayPart::Evening) => {
                        Some((Meridiem::After, at + 3))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The day of a time that is told again for another zone. In "at 10:35 a.m. (0735 GMT)
    /// Friday" the two are one time, and the day stays an expression of its own; in
    /// "at 4 (8 a.m. EDT Thursday)" the second has the day.
    fn told_twice(&self, at: usize) -> Option<Read> {
        self.after(at, |gap| gap == Gap::Open)?;
        let (_, zone) = self.time_of_day(at)?;
        (self.spaced(zone)? == Word::Zone).then_some(())?;
        let day_at = zone + 1;
        if let Some(day) = self.day_behind(day_at) {
            return Some(Read::new(day.reading, at));
        }
        let reading = match self.rest(zone).starts_with(b") ") {
            true => self.day_at(day_at).map(|day| day.reading),
            false => None,
        };
        let stop = Some(self.tokens[at - 1].span.end());
        Some(Read { stop, ..Read::new(reading.unwrap_or(Reading::TimeOnly), day_at) })
    }

    /// The day that stands behind a time, without a preposition.
    fn day_behind(&self, at: usize) -> Option<Read> {
        let gap = self.tokens.get(at)?.gap;
        if !matches!(gap, Gap::Space | Gap::Comma) {
            return None;
        }
        match self.tokens[at].word {
            Word::Weekday(..) | Word::Month(..) | Word::Deictic(_) => self.day_at(at),
            _ => None,
        }
    }

    /// A day, with no time of it.
    pub(super) fn day_at(&self, at: usize) -> Option<Read> {
        let read = match self.tokens.get(at)?.word {
            Word::Weekday(..) => self.weekday(at),
            Word::Month(..) => self.month_first(at),
            Word::Number(_) | Word::Ordinal(_) => self.day_first(at),
            Word::Deictic(_) => self.relative(at),
            _ => None,
        }?;
        let is_day = match read.reading {
            Reading::Weekday(..) | Reading::WeekdayOfWeek(..) | Reading::DayWord(_) => true,
            Reading::Calendar(Calendar { first, last: None, .. }) => {
                matches!(first.field, Field::Day(..))
            }
            _ => false,
        };
        (is_day && read.time.is_none()).then_some(read)
    }
}
