//! The rules for weekdays, for "last week" and for parts of longer times.

use dateline_model::Section;
use jiff::civil::Weekday;

use crate::date::calendar;
use crate::date::reading::{Base, Calendar, Field, Point, Portion, Reading, Year};
use crate::date::token::{Case, Gap};
use crate::date::word::{Digits, Link, Numeric, Part, Pointer, Shift, Unit, WeekdayForm, Word};

use super::day::is_deictic;
use super::{Article, Grammar, Read};

/// Rules for dates that are told from where the article or its story stands.
impl Grammar<'_> {
    /// "Monday", "Monday, September 6", "Wednesday night", "Tuesday of last week".
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let (weekday, form) = self.weekday_name(at)?;
        if let Some(read) = self.dated_weekday(at, weekday) {
            return Some(read);
        }
        if form == WeekdayForm::Short || self.names_something(at) {
            return None;
        }
        if let Some((pointer, end)) = self.week_behind(at + 1) {
            return Some(Read::new(Reading::WeekdayOfWeek(weekday, pointer), end));
        }
        Some(Read::new(Reading::Weekday(weekday, None), self.past_day_part(at + 1)))
    }

    /// "yesterday", "this morning", "last week", "next Friday", "last August", "that
    /// year", "summer of 1969".
    pub(super) fn relative(&self, at: usize) -> Option<Read> {
        match self.tokens[at].word {
            Word::Deictic(days) => (!self.ends_name(at))
                .then(|| Read::new(Reading::DayWord(days), self.past_day_part(at + 1))),
            Word::Pointer(pointer) => {
                let owned = matches!(
                    self.before(at),
                    Some(Word::Link(Link::The | Link::Whose | Link::Every))
                );
                (!owned).then(|| self.pointed(at, pointer)).flatten()
            }
            Word::Season(season) => self.dated_field(Field::Season(season), at + 1),
            _ => None,
        }
    }

    /// "two weeks ago", "a year earlier", "10 days later".
    pub(super) fn amount(&self, at: usize) -> Option<Read> {
        let count = match self.tokens[at].word {
            Word::Count(count) => i16::from(count),
            Word::Number(Digits { value: value @ 1..=999, .. }) => value,
            _ => return None,
        };
        let (Some(Word::Unit(unit)), Some(Word::Shift(shift))) =
            (self.spaced(at + 1), self.spaced(at + 2))
        else {
            return None;
        };
        let (count, base) = match shift {
            Shift::Ago => (-count, Base::Anchor),
            Shift::Earlier => (-count, Base::Story),
            Shift::Later => (count, Base::Story),
        };
        Some(Read::new(Reading::Offset(count, unit, base), at + 3))
    }

    /// "19th century", "third quarter of 1987", "second half of last year",
    /// "third-quarter".
    pub(super) fn ordinal_period(&self, at: usize) -> Option<Read> {
        let Word::Ordinal(ordinal) = self.tokens[at].word else { return None };
        let unit = match self.after(at + 1, |gap| matches!(gap, Gap::Space | Gap::Dash))? {
            Word::Unit(unit) => unit,
            _ => return None,
        };
        let field = match (unit, ordinal) {
            (Unit::Century, _) if self.counts_backward(at + 1) => return None,
            (Unit::Century, 1..=22) => {
                let century = calendar::century(i32::from(ordinal))?;
                return Some(Read::new(Reading::Said(century), at + 2));
            }
            (Unit::Quarter, 1..=4) => Field::Quarter(ordinal),
            (Unit::Half, 1..=2) => Field::Half(ordinal),
            _ => return None,
        };
        // Games have quarters too, but nobody calls those "third-quarter", and they are
        // not played for money, or at least not in the same sentence.
        let of_the_year = || self.tokens[at + 1].gap == Gap::Dash || self.speaks_of_money(at);
        let open = || {
            (unit == Unit::Quarter && of_the_year()).then(|| {
                let point = Point { field, year: Year::Open };
                Read::new(Reading::Calendar(Calendar::of(point)), at + 2)
            })
        };
        self.dated_field(field, at + 2).or_else(open)
    }

    /// What "the" may stand before: "the 1990s", "the next day", "the end of 2021", "the
    /// early 1980s", "the 6th of September", "the summer of 1969".
    pub(super) fn with_article(&self, at: usize) -> Option<Read> {
        match self.spaced(at)? {
            Word::Pointer(pointer) => {
                let pointer = match pointer {
                    Pointer::Next | Pointer::Following => Pointer::Following,
                    Pointer::Previous | Pointer::Same => pointer,
                    Pointer::This | Pointer::Last => return None,
                };
                self.pointed_unit(pointer, at + 1)
            }
            Word::Part(_) => self.portion(at, Article::Present),
            Word::Numeric(numeric @ Numeric::Decade(_)) => self.numeric(at, numeric),
            Word::Ordinal(_) => self.ordinal_period(at).or_else(|| self.day_first(at)),
            Word::Season(_) => self.relative(at),
            _ => None,
        }
    }

    /// "early September", "mid-1990s", "late last year", "the end of 2021", "earlier this
    /// month", "earlier in September".
    pub(super) fn portion(&self, at: usize, article: Article) -> Option<Read> {
        let (portion, inner) = match self.tokens[at].word {
            Word::Part(part @ (Part::Beginning | Part::Middle | Part::End)) => {
                let inner = self.past_of(at + 1);
                if inner == at + 1 {
                    return None;
                }
                if let Some(read) = self.portion_of_the_unit(part, inner) {
                    return Some(read);
                }
                (Portion::Third(part), inner)
            }
            Word::Part(part) => (Portion::Third(part), self.past_preposition(at + 1)),
            Word::Shift(Shift::Earlier) => (Portion::Elapsed, self.past_preposition(at + 1)),
            Word::Shift(Shift::Later) => (Portion::Remaining, self.past_preposition(at + 1)),
            _ => return None,
        };
        // A portion of a portion says nothing, and a chain of them must not recurse.
        match self.after(inner, |gap| matches!(gap, Gap::Space | Gap::Dash))? {
            Word::Part(_) | Word::Shift(_) | Word::Link(_) => return None,
            _ => {}
        }
        let read = self.expression(inner, None)?;
        let takes_part = match read.reading {
            Reading::Said(_) => true,
            _ if article == Article::Present && !is_whole_part(portion) => false,
            Reading::Year(..) | Reading::Calendar(_) | Reading::Pointed(..) => true,
            // A part of a day is still that day.
            Reading::DayWord(_) | Reading::Weekday(..) => return Some(read),
            _ => false,
        };
        (takes_part && read.portion.is_none()).then_some(Read { portion: Some(portion), ..read })
    }

    /// "end of the year": of the anchor's.
    fn portion_of_the_unit(&self, part: Part, at: usize) -> Option<Read> {
        match (self.spaced(at)?, self.spaced(at + 1)?) {
            (
                Word::Link(Link::The),
                Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Decade | Unit::Century)),
            ) if !self.is_plural(at + 1) => {
                let portion = Some(Portion::Third(part));
                Some(Read { portion, ..Read::new(Reading::Pointed(Pointer::This, unit), at + 2) })
            }
            _ => None,
        }
    }

    /// A weekday with the date it is.
    fn dated_weekday(&self, at: usize, weekday: Weekday) -> Option<Read> {
        self.after(at + 1, |gap| matches!(gap, Gap::Space | Gap::Comma | Gap::Stop))?;
        let word = self.tokens[at + 1].word;
        let read = match word {
            Word::Month(..) => self.month_first(at + 1)?,
            Word::Number(_) | Word::Ordinal(_) => self.day_first(at + 1)?,
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

    /// What follows a pointer that stands without "the".
    fn pointed(&self, at: usize, pointer: Pointer) -> Option<Read> {
        // "this past Friday", "this coming week"
        let (pointer, next) = match (pointer, self.spaced(at + 1)?) {
            (Pointer::This, Word::Pointer(inner @ (Pointer::Last | Pointer::Next))) => {
                (inner, at + 2)
            }
            _ => (pointer, at + 1),
        };
        let is_near = is_deictic(pointer);
        match self.spaced(next)? {
            Word::Weekday(weekday, WeekdayForm::Full) if is_near => {
                let end = self.past_day_part(next + 1);
                Some(Read::new(Reading::Weekday(weekday, Some(pointer)), end))
            }
            Word::DayPart if pointer == Pointer::This => {
                Some(Read::new(Reading::DayWord(0), next + 1))
            }
            Word::DayPart if pointer == Pointer::Last => {
                Some(Read::new(Reading::DayWord(-1), next + 1))
            }
            Word::Month(..) if is_near => self.nearest(pointer, self.month_first(next)?),
            Word::Season(season) if is_near => {
                let point = Point { field: Field::Season(season), year: Year::Nearest(pointer) };
                Some(Read::new(Reading::Calendar(Calendar::of(point)), next + 1))
            }
            Word::Unit(Unit::Day) if pointer != Pointer::Same => None,
            Word::Unit(_) if is_near || pointer == Pointer::Same => {
                self.pointed_unit(pointer, next)
            }
            _ => None,
        }
    }

    /// "last August": the year is the nearest that way, unless it is said.
    fn nearest(&self, pointer: Pointer, read: Read) -> Option<Read> {
        match read.reading {
            Reading::Calendar(Calendar { first, last: None, weekday }) => {
                let first = first.or_year(Year::Nearest(pointer));
                let reading = Reading::Calendar(Calendar { first, last: None, weekday });
                Some(Read { reading, ..read })
            }
            _ => None,
        }
    }

    fn pointed_unit(&self, pointer: Pointer, at: usize) -> Option<Read> {
        match self.spaced(at)? {
            Word::Unit(Unit::Half) => None,
            // In a running text "This Week" is the name of a programme.
            _ if self.section == Section::Text && self.tokens[at].case == Case::Initial => None,
            Word::Unit(unit) if !self.is_plural(at) => {
                Some(Read::new(Reading::Pointed(pointer, unit), at + 1))
            }
            _ => None,
        }
    }

    /// A season, quarter or half with its year behind it.
    fn dated_field(&self, field: Field, at: usize) -> Option<Read> {
        let number_at = self.past_of(at);
        let (year, end) = match self.spaced(number_at)? {
            Word::Number(Digits { value: value @ 1000..=2199, width: 4 })
                if self.spaced(number_at + 1) != Some(Word::Measure) =>
            {
                (Year::Said(value), number_at + 1)
            }
            _ => self.pointed_year(at)?,
        };
        Some(Read::new(Reading::Calendar(Calendar::of(Point { field, year })), end))
    }

    fn weekday_name(&self, at: usize) -> Option<(Weekday, WeekdayForm)> {
        let token = self.tokens.get(at)?;
        match token.word {
            Word::Weekday(weekday, form) => {
                let written = form == WeekdayForm::Full || token.case != Case::Lower;
                let recurs = self.before(at) == Some(Word::Link(Link::Every));
                (written && !recurs).then_some((weekday, form))
            }
            _ => None,
        }
    }

    /// "of last week", "next week" behind a weekday.
    fn week_behind(&self, at: usize) -> Option<(Pointer, usize)> {
        let at = self.past_of(at);
        match (self.spaced(at)?, self.spaced(at + 1)?) {
            (Word::Pointer(pointer), Word::Unit(Unit::Week)) if is_deictic(pointer) => {
                Some((pointer, at + 2))
            }
            _ => None,
        }
    }

    /// The place after a "morning" or "night" at a place, or the place itself.
    fn past_day_part(&self, at: usize) -> usize {
        at + usize::from(self.spaced(at) == Some(Word::DayPart))
    }

    /// The place after an "in" or "on" at a place, or the place itself.
    fn past_preposition(&self, at: usize) -> usize {
        at + usize::from(matches!(self.spaced(at), Some(Word::Link(Link::In | Link::On))))
    }

    fn is_plural(&self, at: usize) -> bool {
        self.text.as_bytes()[self.tokens[at].span.end() - 1].eq_ignore_ascii_case(&b's')
    }
}

/// Whether a portion is one of those that are said with "of".
fn is_whole_part(portion: Portion) -> bool {
    matches!(portion, Portion::Third(Part::Beginning | Part::Middle | Part::End))
}
