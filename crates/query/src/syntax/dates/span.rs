//! Several dates with words or signs between them.

use dateline_model::{DateRange, Day, PartialDate};
use jiff::civil::Weekday;

use super::token::{Token, tokens};
use super::word::{is_to, weekday_name};
use crate::syntax::SyntaxErrorKind;

/// Reads one value of a date field.
pub(super) struct Reader<'t> {
    /// The value as typed, for errors.
    pub(super) written: &'t str,
    /// The day that `today` means.
    pub(super) today: Option<Day>,
}

/// One date, as far as it is known before what stands beside it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All that it means.
    Whole(DateRange),
    /// A time ago: the day, and the week, month or year that is meant unless it is the
    /// end of a range.
    Ago { period: DateRange, day: Day },
    /// A date of the calendar, of which the other end of a range may have the rest.
    Calendar(Calendar),
}

/// The parts of a date of the calendar that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<Weekday>,
}

type Read<T> = Result<T, SyntaxErrorKind>;

impl Reader<'_> {
    /// The days that the text, in small letters, means.
    pub(super) fn range(&self, text: &str) -> Read<DateRange> {
        if let Some((first, last)) = text.split_once("..") {
            return self.open_range(first, last);
        }
        for (sign, compare) in COMPARISONS {
            if let Some(rest) = text.strip_prefix(sign) {
                return compare(self, &self.tokens(rest)?);
            }
        }
        self.span(&self.tokens(text)?)
    }

    fn open_range(&self, first: &str, last: &str) -> Read<DateRange> {
        match (self.tokens(first)?.as_slice(), self.tokens(last)?.as_slice()) {
            ([], []) => Err(self.form()),
            (first, []) => self.since(first),
            ([], last) => self.until(last),
            (first, last) => self.between(first, last),
        }
    }

    fn tokens<'s>(&self, text: &'s str) -> Read<Vec<Token<'s>>> {
        tokens(text).ok_or_else(|| self.form())
    }

    /// Words around dates, or one date.
    fn span(&self, tokens: &[Token<'_>]) -> Read<DateRange> {
        use Token::Word;
        match tokens {
            [Word("between"), rest @ ..] => {
                let and = rest.iter().position(|token| *token == Word("and"));
                let and = and.ok_or_else(|| self.form())?;
                self.between(&rest[..and], &rest[and + 1..])
            }
            [Word("since" | "from"), rest @ ..] => match to_position(rest) {
                Some(to) => self.between(&rest[..to], &rest[to + 1..]),
                None => self.since(rest),
            },
            [Word("until" | "till"), rest @ ..] | [Word("up"), Word("to"), rest @ ..] => {
                self.until(rest)
            }
            [Word("before"), rest @ ..] => self.before(rest),
            [Word("after"), rest @ ..] => self.after(rest),
            _ => match to_position(tokens) {
                Some(to) => self.between(&tokens[..to], &tokens[to + 1..]),
                None => self.one_or_hyphenated(tokens),
            },
        }
    }

    /// One date; or two with a hyphen between, which also joins the parts of one.
    fn one_or_hyphenated(&self, tokens: &[Token<'_>]) -> Read<DateRange> {
        let one = self.point(tokens).and_then(|part| self.alone(part));
        let is_mixed = tokens.iter().any(|token| matches!(token, Token::Joint('/' | '.')));
        if is_mixed || !matches!(one, Err(SyntaxErrorKind::DateForm(_))) {
            return one;
        }
        let hyphens = tokens.iter().enumerate().filter(|(_, t)| **t == Token::Joint('-'));
        let mut two = hyphens.map(|(at, _)| self.between(&tokens[..at], &tokens[at + 1..]));
        two.find(|read| !matches!(read, Err(SyntaxErrorKind::DateForm(_)))).unwrap_or(one)
    }

    fn since(&self, tokens: &[Token<'_>]) -> Read<DateRange> {
        let first = self.end(self.point(tokens)?)?.first();
        Ok(DateRange::since(first.into()))
    }

    fn until(&self, tokens: &[Token<'_>]) -> Read<DateRange> {
        let last = self.end(self.point(tokens)?)?.last();
        Ok(DateRange::until(last.into()))
    }

    fn before(&self, tokens: &[Token<'_>]) -> Read<DateRange> {
        let day = self.end(self.point(tokens)?)?.first().yesterday().ok();
        // The year before the first is none that could be written.
        let day = day.filter(|day| day.year() > 0).ok_or_else(|| self.none())?;
        Ok(DateRange::until(day.into()))
    }

    fn after(&self, tokens: &[Token<'_>]) -> Read<DateRange> {
        let day = self.end(self.point(tokens)?)?.last().tomorrow();
        Ok(DateRange::since(day.map_err(|_| self.none())?.into()))
    }

    /// From the first to the last; what one of them leaves out, the other may say: "6 to 10
    /// September 2021".
    fn between(&self, first: &[Token<'_>], last: &[Token<'_>]) -> Read<DateRange> {
        let (mut first, mut last) = (self.point(first)?, self.point(last)?);
        if let (Part::Calendar(first), Part::Calendar(last)) = (&mut first, &mut last) {
            borrow(first, last);
        }
        let (first, last) = (self.end(first)?.first(), self.end(last)?.last());
        let reversed = |_| SyntaxErrorKind::ReversedRange(self.written.to_owned());
        DateRange::new(first, last).map_err(reversed)
    }

    /// The days of a date by itself.
    fn alone(&self, part: Part) -> Read<DateRange> {
        match part {
            Part::Whole(range) | Part::Ago { period: range, .. } => Ok(range),
            Part::Calendar(calendar) => self.whole(calendar),
        }
    }

    /// The days of a date at an end of a range: two years ago is then a day.
    pub(super) fn end(&self, part: Part) -> Read<DateRange> {
        match part {
            Part::Ago { day, .. } => Ok(PartialDate::Day(day).range()),
            _ => self.alone(part),
        }
    }

    fn whole(&self, calendar: Calendar) -> Read<DateRange> {
        let Calendar { year, month, day, weekday } = calendar;
        let date = match (year, month, day) {
            (Some(year), Some(month), Some(day)) => PartialDate::day(year, month, day),
            (Some(year), Some(month), None) => PartialDate::month(year, month),
            (Some(year), None, None) => PartialDate::year(year),
            (None, Some(_), _) => {
                return Err(SyntaxErrorKind::YearMissing(self.written.to_owned()));
            }
            _ => return Err(self.form()),
        };
        let date = date.map_err(|_| self.none())?;
        match (date, weekday) {
            (PartialDate::Day(day), Some(weekday)) if day.weekday() != weekday => {
                let weekday = weekday_name(day.weekday());
                Err(SyntaxErrorKind::WrongWeekday { written: self.written.to_owned(), weekday })
            }
            (PartialDate::Day(_), _) | (_, None) => Ok(date.range()),
            // A weekday of a month or year could be any of several.
            (_, Some(_)) => Err(self.form()),
        }
    }

    pub(super) fn form(&self) -> SyntaxErrorKind {
        SyntaxErrorKind::DateForm(self.written.to_owned())
    }

    pub(super) fn none(&self) -> SyntaxErrorKind {
        SyntaxErrorKind::NoSuchDate(self.written.to_owned())
    }
}

type Compare = fn(&Reader<'_>, &[Token<'_>]) -> Read<DateRange>;

/// The signs of comparison, the longer before those that they begin with.
const COMPARISONS: [(&str, Compare); 4] = [
    (">=", |reader, tokens| reader.since(tokens)),
    ("<=", |reader, tokens| reader.until(tokens)),
    (">", |reader, tokens| reader.after(tokens)),
    ("<", |reader, tokens| reader.before(tokens)),
];

/// Where the word or dash between two dates stands.
fn to_position(tokens: &[Token<'_>]) -> Option<usize> {
    tokens.iter().position(|token| match token {
        Token::Word(word) => is_to(word),
        Token::Dash => true,
        _ => false,
    })
}

/// Gives each of the two dates what only the other says and it needs: a year, or the month
/// of a day.
fn borrow(first: &mut Calendar, last: &mut Calendar) {
    let written = (*first, *last);
    for (one, other) in [(first, written.1), (last, written.0)] {
        if one.day.is_some() && one.month.is_none() {
            one.month = other.month;
        }
        if one.year.is_none() {
            one.year = other.year;
        }
    }
}
