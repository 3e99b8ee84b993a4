//! Periods that have a name: weeks of a year, quarters, halves, seasons, decades, centuries.

use dateline_model::{DateLevel, DateRange, Day};
use jiff::civil::{ISOWeekDate, Weekday};

use super::span::Reader;
use super::token::{Number, NumberKind, Token};
use super::word;
use crate::syntax::SyntaxErrorKind;

type Read<T> = Result<T, SyntaxErrorKind>;

impl Reader<'_> {
    /// A period that has a name, if it is one; the tokens without hyphens.
    pub(super) fn named(&self, tokens: &[Token<'_>]) -> Read<Option<DateRange>> {
        use Token::{Number as N, Word};
        let found = match *tokens {
            [N(year), Word("w" | "week"), N(week)] | [Word("w" | "week"), N(week), N(year)] => {
                year.year().map(|year| iso_week(year, week))
            }
            [N(year), Word("w"), N(week), N(day)] => {
                year.year().map(|year| iso_day(year, week, day))
            }
            [Word(sign @ ("q" | "h")), N(part), N(year)]
            | [N(year), Word(sign @ ("q" | "h")), N(part)] => {
                let months = if sign == "q" { 3 } else { 6 };
                year.year().zip(part.small()).map(|(year, part)| part_of_year(year, part, months))
            }
            [part, Word(unit @ ("quarter" | "half")), N(year)] => {
                let months = if unit == "quarter" { 3 } else { 6 };
                year.year().zip(ordinal(part)).map(|(year, part)| part_of_year(year, part, months))
            }
            [N(year), Word("s")] => {
                // Nobody calls the years from 1985 on the 1985s.
                let decade = year.year().filter(|year| year % 10 == 0);
                decade.map(|year| around(DateLevel::Decade, year))
            }
            [part, Word("century")] => {
                century_number(part).map(|number| around(DateLevel::Century, (number - 1) * 100))
            }
            [Word(season), N(year)] | [N(year), Word(season)] => year
                .year()
                .zip(word::season(season))
                .map(|(year, first)| DateRange::months(year, first, 3)),
            _ => None,
        };
        // What has the form of a name and no days is a date that the calendar does not have.
        found.map(|range| range.ok_or_else(|| self.none())).transpose()
    }
}

fn ordinal(token: Token<'_>) -> Option<i8> {
    match token {
        Token::Word(word) => word::ordinal(word),
        Token::Number(number) if number.kind == NumberKind::Ordinal => number.small(),
        _ => None,
    }
}

fn century_number(token: Token<'_>) -> Option<i16> {
    match token {
        Token::Number(number) if number.kind == NumberKind::Ordinal => {
            number.small().map(i16::from)
        }
        _ => None,
    }
}

fn iso_week(year: i16, week: Number<'_>) -> Option<DateRange> {
    let monday = ISOWeekDate::new(year, week.small()?, Weekday::Monday).ok()?;
    DateLevel::Week.around(monday.date())
}

fn iso_day(year: i16, week: Number<'_>, day: Number<'_>) -> Option<DateRange> {
    let weekday = Weekday::from_monday_one_offset(day.small()?).ok()?;
    let day = ISOWeekDate::new(year, week.small()?, weekday).ok()?;
    DateLevel::Day.around(day.date())
}

/// One of the parts of a year that are so many months long, counted from 1.
fn part_of_year(year: i16, part: i8, length: i8) -> Option<DateRange> {
    let parts = 12 / length;
    (1..=parts)
        .contains(&part)
        .then(|| DateRange::months(year, (part - 1) * length + 1, length))
        .flatten()
}

/// The period that a year begins; the year 0 stands for the first of its decade or century.
fn around(level: DateLevel, year: i16) -> Option<DateRange> {
    level.around(Day::new(year.max(1), 1, 1).ok()?)
}
