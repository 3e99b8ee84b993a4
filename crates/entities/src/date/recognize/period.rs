//! The rules for quarters, halves, centuries, fiscal years and named days.

use crate::date::calendar;
use crate::date::named_day;
use crate::date::reading::{Field, Point, Reading, Year};
use crate::date::timex::{Date, Unit};
use crate::date::token::Gap;
use crate::date::word::{Digits, Link, Numeric, Word};

use super::Grammar;
use super::read::Read;

/// Rules for quarters, halves, centuries, fiscal years and named days.
impl Grammar<'_> {
    /// "19th century", "third quarter of 1987", "second half of last year",
    /// "third-quarter".
    pub(super) fn ordinal_period(&self, at: usize) -> Option<Read> {
        let Word::Ordinal(ordinal) = self.tokens[at].word else { return None };
        let unit_at = at + 1 + usize::from(self.spaced(at + 1) == Some(Word::Fiscal));
        let Word::Unit(unit) = self.linked(unit_at)? else { return None };
        let field = match (unit, ordinal) {
            (Unit::Century, _) if self.counts_backward(unit_at) => return None,
            // The studio.
            (Unit::Century, _) if self.word_after(unit_at) == b"Fox" => return None,
            (Unit::Century, 1..=22) => {
                let century = Reading::Said(Date::Century(calendar::century(ordinal)));
                return Some(Read::new(century, unit_at + 1));
            }
            (Unit::Quarter, 1..=4) => Field::Quarter(ordinal),
            (Unit::Half, 1..=2) => Field::Half(ordinal),
            _ => return None,
        };
        // Games have quarters too, but nobody calls those "third-quarter", and they are
        // not played for money, or at least not in the same sentence.
        let of_the_year = || self.tokens[unit_at].gap == Gap::Dash || self.reports_money(at);
        let open = || {
            (unit == Unit::Quarter && of_the_year())
                .then(|| Read::point(Point { field, year: Year::Open }, unit_at + 1))
        };
        self.dated_field(field, unit_at + 1).or_else(open)
    }

    /// "Q3 2021", "Q3".
    pub(super) fn quarter_name(&self, at: usize, number: u8) -> Option<Read> {
        let field = Field::Quarter(number);
        self.dated_field(field, at + 1)
            .or_else(|| Some(Read::point(Point { field, year: Year::Open }, at + 1)))
    }

    /// "1988 third quarter", "2021 Q3".
    pub(super) fn year_first(&self, at: usize) -> Option<Read> {
        let Word::Number(Digits { value: year @ 1900..=2100, width: 4 }) = self.tokens[at].word
        else {
            return None;
        };
        let (field, end) = match self.spaced(at + 1)? {
            Word::QuarterName(number) => (Field::Quarter(number), at + 2),
            Word::Ordinal(_) => self.field(at + 1)?,
            _ => return None,
        };
        Some(Read::point(Point { field, year: Year::Said(year) }, end))
    }

    /// "fiscal 1988", "fiscal year 1989", "fiscal first quarter", "fiscal year".
    pub(super) fn fiscal(&self, at: usize) -> Option<Read> {
        match self.spaced(at + 1)? {
            Word::Number(Digits { value: year @ 1900..=2100, width: 4 }) => {
                Some(Read::new(Reading::Said(Date::Year(year)), at + 2))
            }
            Word::Ordinal(_) => self.ordinal_period(at + 1).or_else(|| {
                let (field, end) = self.field(at + 1)?;
                Some(Read::point(Point { field, year: Year::Open }, end))
            }),
            Word::Unit(Unit::Year) => match self.spaced(at + 2) {
                Some(Word::Number(Digits { value: year @ 1900..=2100, width: 4 })) => {
                    Some(Read::new(Reading::Said(Date::Year(year)), at + 3))
                }
                // "a fiscal year" is any.
                _ if self.before(at) == Some(Word::One) => None,
                _ => Some(Read::new(Reading::TheUnit(Unit::Year), at + 2)),
            },
            _ => None,
        }
    }

    /// A season, quarter or half with its year behind it.
    pub(super) fn dated_field(&self, field: Field, at: usize) -> Option<Read> {
        let number_at = self.past_of(at);
        if let Some(Word::Numeric(Numeric::Decade(first))) = self.spaced(number_at + 1)
            && self.spaced(number_at) == Some(Word::Link(Link::The))
        {
            return Some(Read::new(Reading::Said(Date::Decade(first)), number_at + 2));
        }
        let (year, end) =
            match self.after(number_at, |gap| matches!(gap, Gap::Space | Gap::Comma))? {
                Word::Number(Digits { value: value @ 1000..=2199, width: 4 })
                    if self.spaced(number_at + 1) != Some(Word::Measure) =>
                {
                    (Year::Said(value), number_at + 1)
                }
                Word::Cardinal(_) => {
                    let read = self.spoken_year(number_at)?;
                    match read.reading {
                        Reading::Said(Date::Year(year)) => (Year::Said(year), read.end),
                        _ => return None,
                    }
                }
                _ => self.pointed_year(at)?,
            };
        Some(Read::point(Point { field, year }, end))
    }

    /// "Christmas", "Independence Day 1998", "New Year's Eve".
    pub(super) fn named_day(&self, at: usize) -> Option<Read> {
        let (name, length) = named_day::at_start(self.text_from(at))?;
        if self.text_from(at)[length..].starts_with(b" Island") {
            return None;
        }
        let stop = self.tokens[at].span.start() + length;
        // The tokens inside of the name are a part of it.
        let inside = |token: &&crate::date::token::Token| token.span.end() <= stop;
        let end = at + self.tokens[at..].iter().take_while(inside).count();
        let field = Field::Named(name);
        if let Some(read) = self.year_behind_name(field, end, stop) {
            return Some(read);
        }
        let read = Read::point(Point { field, year: Year::Open }, end.max(at + 1));
        Some(Read { stop: Some(stop), ..read })
    }

    /// The year behind the name of a day that stops at a byte.
    fn year_behind_name(&self, field: Field, at: usize, stop: usize) -> Option<Read> {
        let token = self.tokens.get(at)?;
        let between = self.text.as_bytes().get(stop..token.span.start())?;
        let number = match token.word {
            Word::Number(Digits { value: value @ 1000..=2199, width: 4 })
                if matches!(between, b" " | b", ") =>
            {
                Some(value)
            }
            _ => None,
        };
        if let Some(year) = number {
            return Some(Read::point(Point { field, year: Year::Said(year) }, at + 1));
        }
        let (year, end) = (between == b" ").then(|| self.pointed_year(at)).flatten()?;
        Some(Read::point(Point { field, year }, end))
    }

    /// A weekday that, with the word before it, is the name of a day: "Good Friday".
    pub(super) fn weekday_with_name(&self, at: usize) -> Option<Read> {
        let before = self.word_before(at).len();
        let token = self.tokens[at].span;
        let start = token.start().checked_sub(before + 1).filter(|_| before > 0)?;
        let (name, length) = named_day::at_start(&self.text.as_bytes()[start..])?;
        if start + length != token.end() {
            return None;
        }
        let (year, end) = self.year_after(at + 1).unwrap_or((Year::Open, at + 1));
        let read = Read::point(Point { field: Field::Named(name), year }, end);
        Some(Read { start: Some(start), ..read })
    }
}
