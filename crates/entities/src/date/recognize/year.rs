//! The rules for years, and for dates in digits.

use dateline_model::PartialDate;

use crate::date::named_day::NamedDay;
use crate::date::reading::{Field, Point, Reading, Support, Year};
use crate::date::timex::{Date, Unit};
use crate::date::token::{Case, Gap};
use crate::date::word::{Digits, Era, Link, Numeric, Pointer, Word};

use super::Grammar;
use super::read::Read;

/// The numbers that newspapers may mean as years without saying so.
const RECENT: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Rules for years, and for dates in digits.
impl Grammar<'_> {
    /// "2017", "1987 to 1990", "476 AD".
    ///
    /// `previous` is the date that stands before, joined to it by a comma or an "and".
    pub(super) fn bare_year(&self, at: usize, previous: Option<Reading>) -> Option<Read> {
        let Word::Number(number) = self.tokens[at].word else { return None };
        if let Some(Word::Era(era)) = self.capital_era(at + 1) {
            return Some(Read::new(Reading::Said(year_of_era(number, era)?), at + 2));
        }
        if number.width != 4 || self.is_counting(at) {
            return None;
        }
        if let Some(read) = self.decade_with_apostrophe(at) {
            return Some(read);
        }
        let support = self.support(at, number.value, previous)?;
        if support != Support::None
            && let Some(read) = self.year_range(at, number.value)
        {
            return Some(read);
        }
        Some(Read::new(Reading::Year(number.value, support), at + 1))
    }

    /// "AD 476"
    pub(super) fn era_first(&self, at: usize) -> Option<Read> {
        self.capital_era(at).filter(|era| *era == Word::Era(Era::Common))?;
        match self.spaced(at + 1)? {
            Word::Number(number) => {
                let year = year_of_era(number, Era::Common)?;
                Some(Read::new(Reading::Said(year), at + 2))
            }
            _ => None,
        }
    }

    /// A date that is written in digits alone.
    pub(super) fn numeric(&self, at: usize, numeric: Numeric) -> Option<Read> {
        let said = match numeric {
            Numeric::Day(year, month, day) => Date::from(PartialDate::day(year, month, day).ok()?),
            Numeric::Month(year, month) => Date::from(PartialDate::month(year, month).ok()?),
            Numeric::Either(first, second, year) => {
                return Some(Read::new(Reading::EitherOrder(first, second, year), at + 1));
            }
            Numeric::ShortYear(first, second, year) => {
                return Some(Read::new(Reading::ShortYear(first, second, year), at + 1));
            }
            Numeric::Years(first, last) => return self.years(at, first, last),
            Numeric::Decade(first) => self.decade(at, first)?,
            Numeric::NineEleven => {
                let point =
                    Point { field: Field::Named(NamedDay::nine_eleven()?), year: Year::Said(2001) };
                return Some(Read::point(point, at + 1));
            }
            Numeric::Days(..) | Numeric::Fraction | Numeric::Clock(_) => return None,
        };
        Some(Read::new(Reading::Said(said), at + 1))
    }

    /// "1914-18"
    fn years(&self, at: usize, first: i16, last: i16) -> Option<Read> {
        let reading = years(first, last).filter(|_| first >= 1500 && !self.counts_pages(at))?;
        let (start, written) = (self.tokens[at].span.start(), self.written(at));
        let last_digits = written.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let ends = (start + 4, start + written.len() - last_digits);
        Some(Read { ends: Some(ends), ..Read::new(reading, at + 1) })
    }

    /// Whether the words before show that numbers are those of pages or lines.
    fn counts_pages(&self, at: usize) -> bool {
        matches!(
            self.word_before(at),
            b"pages" | b"page" | b"pp" | b"p" | b"lines" | b"verses" | b"nos"
        )
    }

    /// Ten years, or a hundred for "the 1900s".
    fn decade(&self, at: usize, first: i16) -> Option<Date> {
        let is_short = self.written(at).len() == 3;
        // "in his 80s" and "a low in the 60s" are no decades; "the 80s" may be one, and
        // "'80s", with the apostrophe of the century, is.
        if is_short && !self.follows_article(at) {
            return None;
        }
        let is_century = first % 100 == 0 && first != 2000;
        (1500..2200).contains(&first).then_some(if is_century {
            Date::Century(first)
        } else {
            Date::Decade(first)
        })
    }

    /// "the 1930's"
    pub(super) fn decade_with_apostrophe(&self, at: usize) -> Option<Read> {
        let Word::Number(Digits { value: first, width: 4 }) = self.tokens[at].word else {
            return None;
        };
        let rest = self.rest(at);
        let width = match rest {
            [b'\'', b's', ..] => 2,
            [0xE2, 0x80, 0x99, b's', ..] => 4,
            _ => return None,
        };
        let decade = Date::Decade(first);
        let stop = Some(self.tokens[at].span.end() + width);
        (first % 10 == 0 && self.follows_article(at))
            .then(|| Read { stop, ..Read::new(Reading::Said(decade), at + 1) })
    }

    fn follows_article(&self, at: usize) -> bool {
        let the = Some(Word::Link(Link::The));
        match self.before(at) {
            Some(Word::Part(_)) => self.before(at - 1) == the,
            None if self.follows_part(at) => self.before(at - 1) == the,
            before => before == the,
        }
    }

    /// "1987 to 1990", "between 1987 and 1990".
    fn year_range(&self, at: usize, first: i16) -> Option<Read> {
        let sign = match self.tokens.get(at + 1)?.word {
            Word::Link(Link::To | Link::Until) => true,
            Word::Link(Link::And) => self.before(at) == Some(Word::Link(Link::Between)),
            _ => false,
        };
        match (sign, self.spaced(at + 1)?, self.spaced(at + 2)?) {
            (true, _, Word::Number(Digits { value: last, width: 4 }))
                if !self.is_counting(at + 2) =>
            {
                let ends = (self.tokens[at].span.end(), self.tokens[at + 2].span.start());
                let read = Read::new(years(first, last)?, at + 3);
                Some(Read { ends: Some(ends), ..read })
            }
            _ => None,
        }
    }

    /// "nineteen eighty-four"
    pub(super) fn spoken_year(&self, at: usize) -> Option<Read> {
        let Word::Cardinal(century @ 17..=20) = self.tokens[at].word else { return None };
        self.linked(at + 1)?;
        let (rest, end) = self.cardinal(at + 1).filter(|(rest, _)| *rest >= 10)?;
        let year = i16::from(century) * 100 + rest as i16;
        (century != 20 || self.before(at) == Some(Word::Link(Link::In)))
            .then(|| Read::new(Reading::Said(Date::Year(year)), end))
    }

    /// What speaks for four digits being a year; `None` when they can be none.
    fn support(&self, at: usize, year: i16, previous: Option<Reading>) -> Option<Support> {
        let before = self.before(at);
        if before == Some(Word::Unit(Unit::Year)) {
            return (year > 0).then_some(Support::Strong);
        }
        let is_recent = RECENT.contains(&year);
        let gap = self.tokens[at].gap;
        let support = match before {
            // "in 2000 schools"
            Some(Word::Link(Link::In)) if is_recent && year != 2000 => Support::Strong,
            Some(Word::Link(Link::In)) if !self.precedes_plural(at) => Support::Strong,
            Some(Word::Season(_) | Word::Part(_)) => Support::Strong,
            Some(Word::Link(Link::From | Link::Between | Link::Of)) if is_recent => Support::Strong,
            Some(Word::Link(Link::From | Link::Between | Link::Of)) => Support::Weak,
            Some(Word::Link(Link::By | Link::To | Link::Until | Link::The | Link::Whose)) => {
                Support::Weak
            }
            Some(Word::One | Word::Pointer(Pointer::Same | Pointer::This))
                if !self.precedes_plural(at) =>
            {
                Support::Weak
            }
            _ if self.is_heading(at) => Support::Weak,
            _ if previous.is_some() && matches!(gap, Gap::Space | Gap::Comma) => Support::Weak,
            _ if self.is_parenthesis(at) => Support::Weak,
            _ if self.follows_part(at) => Support::Strong,
            _ => Support::None,
        };
        let possible = match support {
            Support::Strong => 1000..=2200,
            Support::Weak => 1500..=2100,
            Support::None => RECENT,
        };
        possible.contains(&year).then_some(support)
    }

    /// Whether a "mid-" or the like stands before, joined by a hyphen.
    fn follows_part(&self, at: usize) -> bool {
        self.tokens[at].gap == Gap::Dash
            && at.checked_sub(1).is_some_and(|part| matches!(self.tokens[part].word, Word::Part(_)))
    }

    /// Whether the number fills a parenthesis, or begins one: "(2017)", "(2017, p. 3)".
    fn is_parenthesis(&self, at: usize) -> bool {
        let start = self.tokens[at].span.start();
        self.text.as_bytes()[..start].ends_with(b"(")
            && matches!(self.rest(at).first(), Some(b')' | b',' | b';'))
    }

    /// Whether the number stands at the beginning of a line and is followed by a colon or
    /// the end of the line, as the years in a chronicle.
    fn is_heading(&self, at: usize) -> bool {
        let before = &self.text.as_bytes()[..self.tokens[at].span.start()];
        matches!(before.last(), None | Some(b'\n'))
            && matches!(self.rest(at).first(), None | Some(b':' | b'\n'))
    }

    /// Whether what follows shows that a number counts something, or years before our
    /// era.
    fn is_counting(&self, at: usize) -> bool {
        matches!(
            self.spaced(at + 1),
            Some(Word::Measure | Word::Money | Word::Unit(_) | Word::Zone)
        ) || self.counts_backward(at)
    }

    /// Whether the token is followed by "BC".
    pub(super) fn counts_backward(&self, at: usize) -> bool {
        self.capital_era(at + 1) == Some(Word::Era(Era::Before))
    }

    /// Whether a small word in the plural follows, as after the number of something.
    fn precedes_plural(&self, at: usize) -> bool {
        let Some(rest) = self.rest(at).strip_prefix(b" ") else { return false };
        let length = rest.iter().take_while(|byte| byte.is_ascii_lowercase()).take(24).count();
        length > 3 && rest[length - 1] == b's'
    }

    /// The era at a place, in capitals.
    fn capital_era(&self, at: usize) -> Option<Word> {
        let token = self.tokens.get(at).filter(|token| token.case == Case::Upper)?;
        matches!(token.word, Word::Era(_)).then_some(token.word)
    }
}

fn years(first: i16, last: i16) -> Option<Reading> {
    (1 <= first && first < last).then_some(Reading::Between(Date::Year(first), Date::Year(last)))
}

fn year_of_era(number: Digits, era: Era) -> Option<Date> {
    match era {
        Era::Common => PartialDate::year(number.value).ok().map(Date::from),
        Era::Before => {
            u16::try_from(number.value).ok().filter(|year| *year > 0).map(Date::BeforeEra)
        }
    }
}
