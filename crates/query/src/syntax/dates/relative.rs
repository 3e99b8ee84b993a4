//! Dates that count from today.

use dateline_model::{DateLevel, DateRange, Day, PartialDate, month_named};
use jiff::ToSpan;
use jiff::civil::Weekday;

use super::span::{Part, Reader};
use super::token::{NumberKind, Token};
use super::word;
use crate::syntax::SyntaxErrorKind;

type Read<T> = Result<T, SyntaxErrorKind>;

/// Where to look from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// The one before; of several, those up to today.
    Last,
    /// Those up to today.
    Past,
    This,
    Next,
}

/// Of a count, no more: more days than the calendar has.
const MOST: i32 = 9_999_999;

impl Reader<'_> {
    /// A date that counts from today, if it is one.
    pub(super) fn relative(&self, tokens: &[Token<'_>]) -> Read<Option<Part>> {
        use Token::Word;
        let part = match tokens {
            [Word("today" | "now")] => self.away(0)?,
            [Word("yesterday")] => self.away(-1)?,
            [Word("tomorrow")] => self.away(1)?,
            [Word("week"), point @ ..]
                if !matches!(point, [] | [Token::Number(_), Token::Number(_)]) =>
            {
                let day = self.end(self.point(point)?)?;
                let week = DateLevel::Week.around(day.first()).ok_or_else(|| self.none())?;
                match week.contains(day) {
                    true => Part::Whole(week),
                    false => return Err(self.vague()),
                }
            }
            [Word(word), rest @ ..] if direction(word).is_some() => {
                return self.directed(direction(word).unwrap_or(Direction::This), rest).map(Some);
            }
            [Word("in"), amount @ ..] | [amount @ .., Word("from"), Word("now")]
                if self::amount(amount).is_some() =>
            {
                self.counted(amount, 1)?
            }
            [amount @ .., Word("ago")] => self.counted(amount, -1)?,
            // As programs write it: `2w`.
            [Token::Number(_), Word("d" | "w" | "m" | "y")] => self.counted(tokens, -1)?,
            _ => return Ok(None),
        };
        Ok(Some(part))
    }

    fn today(&self) -> Read<Day> {
        self.today.ok_or_else(|| SyntaxErrorKind::TodayUnknown(self.written.to_owned()))
    }

    fn away(&self, days: i32) -> Read<Part> {
        let day = DateLevel::Day.stepped(self.today()?, days);
        day.map(Part::Whole).ok_or_else(|| self.none())
    }

    /// A number of periods from today, in the direction of the sign.
    fn counted(&self, tokens: &[Token<'_>], sign: i32) -> Read<Part> {
        let (count, level) = amount(tokens).ok_or_else(|| self.form())?;
        let today = self.today()?;
        let day = level.moved(today, sign * count).ok_or_else(|| self.none())?;
        let around = match level {
            // Nobody who says "a decade ago" means a decade of the calendar.
            DateLevel::Decade | DateLevel::Century => DateLevel::Year,
            level => level,
        };
        let period = around.around(day).ok_or_else(|| self.none())?;
        Ok(Part::Ago { period, day })
    }

    /// What follows "last", "this" or "next".
    fn directed(&self, direction: Direction, tokens: &[Token<'_>]) -> Read<Part> {
        let found = match tokens {
            [Token::Word("weekend")] => self.weekend(direction)?,
            [Token::Word(word)] => match (word::unit(word), word::weekday(word)) {
                (Some(level), _) => self.period(direction, level)?,
                (None, Some(weekday)) => self.weekday(direction, weekday)?,
                (None, None) if month_named(word).or(word::season(word)).is_some() => {
                    return Err(self.vague());
                }
                (None, None) => return Err(self.form()),
            },
            _ => {
                let (count, level) = amount(tokens).ok_or_else(|| self.form())?;
                self.several(direction, count, level)?
            }
        };
        found.map(Part::Whole).ok_or_else(|| self.none())
    }

    fn period(&self, direction: Direction, level: DateLevel) -> Read<Option<DateRange>> {
        let today = self.today()?;
        Ok(match direction {
            Direction::Last => level.stepped(today, -1),
            Direction::Past => return self.several(direction, 1, level),
            Direction::This => level.around(today),
            Direction::Next => level.stepped(today, 1),
        })
    }

    /// So many periods that end today, or that begin tomorrow.
    fn several(
        &self,
        direction: Direction,
        count: i32,
        level: DateLevel,
    ) -> Read<Option<DateRange>> {
        let today = self.today()?;
        let other = |steps: i32| level.moved(today, steps);
        let range = |first: Option<Day>, last: Option<Day>| DateRange::new(first?, last?).ok();
        Ok(match direction {
            Direction::Last | Direction::Past => {
                range(other(-count).and_then(|day| day.tomorrow().ok()), Some(today))
            }
            Direction::Next => range(today.tomorrow().ok(), other(count)),
            Direction::This => return Err(self.form()),
        })
    }

    /// The day of that name before today, of this week, or after today.
    fn weekday(&self, direction: Direction, weekday: Weekday) -> Read<Option<DateRange>> {
        let today = self.today()?;
        let day = match direction {
            Direction::Last | Direction::Past => today.nth_weekday(-1, weekday).ok(),
            Direction::Next => today.nth_weekday(1, weekday).ok(),
            Direction::This => DateLevel::Week.around(today).and_then(|week| {
                let days = i64::from(weekday.to_monday_zero_offset()).days();
                week.first().checked_add(days).ok()
            }),
        };
        Ok(day.map(|day| PartialDate::Day(day).range()))
    }

    /// Saturday and Sunday of the week before, of this one or of the next.
    fn weekend(&self, direction: Direction) -> Read<Option<DateRange>> {
        let Some(week) = self.period(
            if direction == Direction::Past { Direction::Last } else { direction },
            DateLevel::Week,
        )?
        else {
            return Ok(None);
        };
        let saturday = week.first().checked_add(5.days()).ok();
        Ok(saturday.and_then(|saturday| DateRange::new(saturday, week.last()).ok()))
    }
}

fn direction(word: &str) -> Option<Direction> {
    Some(match word {
        "last" | "previous" => Direction::Last,
        "past" => Direction::Past,
        "this" | "current" => Direction::This,
        "next" => Direction::Next,
        _ => return None,
    })
}

/// A number of periods: "3 weeks", "a month".
fn amount(tokens: &[Token<'_>]) -> Option<(i32, DateLevel)> {
    let (count, level) = match *tokens {
        [Token::Number(number), Token::Word(unit)] if number.kind == NumberKind::Cardinal => {
            (number.value(), word::unit(unit)?)
        }
        [Token::Word(count), Token::Word(unit)] => (word::count(count)?, word::unit(unit)?),
        _ => return None,
    };
    // Nothing is no number of days to look back.
    (1..=MOST).contains(&count).then_some((count, level))
}
