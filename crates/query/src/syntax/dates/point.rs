//! One date.

use dateline_model::{DateRange, PartialDate, month_named};

use super::span::{Calendar, Part, Reader};
use super::token::{Number, Token};
use super::word;
use crate::syntax::SyntaxErrorKind;

type Read<T> = Result<T, SyntaxErrorKind>;

impl Reader<'_> {
    /// One date of any form.
    pub(super) fn point(&self, tokens: &[Token<'_>]) -> Read<Part> {
        if let Some(part) = self.relative(tokens)? {
            return Ok(part);
        }
        let tokens = match tokens {
            [Token::Word("in" | "on" | "during"), rest @ ..] => rest,
            all => all,
        };
        let is_joint = |token: &&Token<'_>| **token != Token::Joint('-');
        let joined: Vec<Token<'_>> = tokens.iter().filter(is_joint).copied().collect();
        if let Some(range) = self.named(&joined)? {
            return Ok(Part::Whole(range));
        }
        if let Some(calendar) = with_named_month(&joined) {
            return Ok(Part::Calendar(calendar));
        }
        if let Some(part) = self.numeric(tokens)? {
            return Ok(part);
        }
        let is_vague = |token: &Token<'_>| matches!(token, Token::Word(w) if word::is_vague(w));
        match tokens {
            [Token::Word(word)] if word::season(word).is_some() => {
                Err(SyntaxErrorKind::YearMissing(self.written.to_owned()))
            }
            _ if tokens.iter().any(is_vague) => Err(self.vague()),
            _ => Err(self.form()),
        }
    }

    pub(super) fn vague(&self) -> SyntaxErrorKind {
        SyntaxErrorKind::VagueDate(self.written.to_owned())
    }

    /// A date in digits. The order is told by where the four digits of the year stand; only
    /// of those with the year last may day and month be told apart by nothing.
    fn numeric(&self, tokens: &[Token<'_>]) -> Read<Option<Part>> {
        use Token::{Joint, Number as N};
        Ok(Some(Part::Calendar(match *tokens {
            [N(one)] => match (one.year(), one.small()) {
                (None, None) => return self.eight_digits(one),
                (year, day) => Calendar { year, day, ..Calendar::default() },
            },
            [N(one), N(other)] => match (one.small(), other.year()) {
                (day @ Some(_), year @ Some(_)) => Calendar { year, day, ..Calendar::default() },
                _ => return Ok(None),
            },
            [N(one), Joint(sign), N(other)] => {
                match (one.year(), other.year(), one.small(), other.small()) {
                    (year @ Some(_), _, _, month @ Some(_)) => {
                        Calendar { year, month, ..Calendar::default() }
                    }
                    (_, year @ Some(_), month @ Some(_), _) => {
                        Calendar { year, month, ..Calendar::default() }
                    }
                    (Some(first), Some(last), ..) if sign == '-' => {
                        return self.years(first, last).map(|range| Some(Part::Whole(range)));
                    }
                    _ => return Ok(None),
                }
            }
            [N(one), Joint(sign), N(two), Joint(again), N(three)] if sign == again => {
                return self.three_numbers(one, two, three);
            }
            _ => return Ok(None),
        })))
    }

    /// `20210906`
    fn eight_digits(&self, number: Number<'_>) -> Read<Option<Part>> {
        if number.digits.len() != 8 {
            return Ok(None);
        }
        let part = |from: usize, to: usize| number.digits[from..to].parse().unwrap_or(0);
        self.day(part(0, 4), part(4, 6) as i8, part(6, 8) as i8)
    }

    fn three_numbers(
        &self,
        one: Number<'_>,
        two: Number<'_>,
        three: Number<'_>,
    ) -> Read<Option<Part>> {
        match (one.year(), one.small(), two.small(), three.small(), three.year()) {
            (Some(year), _, Some(month), Some(day), _) => self.day(year, month, day),
            (_, Some(one), Some(two), _, Some(year)) => {
                let date = |month, day| PartialDate::day(year, month, day).ok();
                match (date(two, one), date(one, two)) {
                    (Some(day_first), Some(month_first)) if day_first != month_first => {
                        let written = self.written.to_owned();
                        Err(SyntaxErrorKind::AmbiguousDate { written, day_first, month_first })
                    }
                    (Some(date), _) | (None, Some(date)) => Ok(Some(Part::Whole(date.range()))),
                    (None, None) => Err(self.none()),
                }
            }
            _ => Ok(None),
        }
    }

    fn day(&self, year: i16, month: i8, day: i8) -> Read<Option<Part>> {
        let date = PartialDate::day(year, month, day).map_err(|_| self.none())?;
        Ok(Some(Part::Whole(date.range())))
    }

    fn years(&self, first: i16, last: i16) -> Read<DateRange> {
        let year = |year| PartialDate::year(year).map_err(|_| self.none());
        DateRange::new(year(first)?.first(), year(last)?.last())
            .map_err(|_| SyntaxErrorKind::ReversedRange(self.written.to_owned()))
    }
}

/// A date with the month in letters, its parts in any order.
fn with_named_month(tokens: &[Token<'_>]) -> Option<Calendar> {
    let mut calendar = Calendar::default();
    for token in tokens {
        let is_new = match *token {
            Token::Word(word) => match (month_named(word), word::weekday(word)) {
                (Some(month), _) => calendar.month.replace(month).is_none(),
                (None, Some(weekday)) => calendar.weekday.replace(weekday).is_none(),
                (None, None) => false,
            },
            Token::Number(number) => match (number.small(), number.year()) {
                (Some(day), _) => calendar.day.replace(day).is_none(),
                (None, Some(year)) => calendar.year.replace(year).is_none(),
                (None, None) => false,
            },
            Token::Joint(_) | Token::Dash => false,
        };
        if !is_new {
            return None;
        }
    }
    calendar.month.is_some().then_some(calendar)
}
