//! The rules for dates that name a month.

use crate::date::named_day::NamedDay;
use crate::date::reading::{Calendar, Field, Point, Reading, Year};
use crate::date::timex::{Unit, Vague};
use crate::date::token::Gap;
use crate::date::word::{Digits, Link, MonthForm, Numeric, Pointer, Word};

use super::Grammar;
use super::read::Read;

/// Days of one month.
#[derive(Debug, Clone, Copy)]
struct Days {
    first: i8,
    last: i8,
    /// Where the first stops and the last begins, in bytes, where they are two.
    ends: Option<(usize, usize)>,
}

impl Days {
    fn one(day: i8) -> Self {
        Self { first: day, last: day, ends: None }
    }

    /// The day, where it is only one.
    fn single(self) -> Option<i8> {
        (self.first == self.last).then_some(self.first)
    }
}

/// Rules for dates that name a month.
impl Grammar<'_> {
    /// "September 6, 2021", "Sept. 6-8", "March 3 to April 5", "September 2021",
    /// "August", "March to May 1987".
    pub(super) fn month_first(&self, at: usize) -> Option<Read> {
        let (month, form) = self.month(at)?;
        if !self.written_as_name(at, form) {
            return self.small_month_first(at, month);
        }
        if let Some((days, end)) = self.days(at + 1, Side::AfterMonth) {
            return self.after_days(month, days, end);
        }
        if let Some((year, end)) = self.year_of_month(at + 1) {
            return Some(Read::point(Point { field: Field::Month(month), year }, end));
        }
        if let Some(read) = self.month_range(at, month) {
            return Some(read);
        }
        self.stands_as_month(at, form)
            .then(|| Read::point(Point { field: Field::Month(month), year: Year::Open }, at + 1))
    }

    /// "march 3, 2021": a verb is not followed by a day and a year.
    fn small_month_first(&self, at: usize, month: i8) -> Option<Read> {
        let (days, end) = self.days(at + 1, Side::AfterMonth)?;
        let (year, end) = self.year_after(end)?;
        let day = days.single().filter(|_| matches!(year, Year::Said(_)))?;
        Some(Read::point(Point { field: Field::Day(month, day), year }, end))
    }

    /// "6 September 2021", "the 6th of September", "6-8 September", "3 and 6 September".
    pub(super) fn day_first(&self, at: usize) -> Option<Read> {
        let (days, end) = self.days(at, Side::BeforeMonth)?;
        let end = self.past_day_word(end);
        let month_at = self.past_of(end);
        let gap = self.tokens.get(month_at)?.gap;
        let (month, form) = self.month(month_at)?;
        let is_name = self.written_as_name(month_at, form)
            || month_at > end && matches!(self.tokens[end - 1].word, Word::Ordinal(_));
        if !matches!(gap, Gap::Space | Gap::Dash | Gap::Slash) || !is_name {
            return None;
        }
        let (year, end) = self.year_after(month_at + 1).unwrap_or((Year::Open, month_at + 1));
        let point = |day| Point { field: Field::Day(month, day), year };
        if let Some(day) = days.single()
            && let Some(read) = self.range_of_day_first(point(day), month_at + 1, end)
        {
            return Some(read);
        }
        Some(range_or_point(point(days.first), point(days.last), days.ends, end))
    }

    /// "29th" in "on the 29th" or "the 29th of last month": a day of a month that is not
    /// named.
    ///
    /// It has to end its phrase, as all things can be counted: "on the 38th parallel".
    pub(super) fn day_of_month(&self, at: usize) -> Option<Read> {
        let day = self.day(at).filter(|_| self.written(at)[0].is_ascii_digit())?;
        if let Some(read) = self.day_of_pointed_month(at) {
            return Some(read);
        }
        let is_told = matches!(
            self.before(at - 1),
            Some(Word::Link(Link::On | Link::By | Link::Until | Link::In | Link::From))
        );
        let ends = self.ends_clause(at)
            || matches!(self.spaced(at + 1), Some(Word::Link(_) | Word::Tense(_)));
        (is_told && ends).then(|| Read::new(Reading::DayOfMonth(day, None), at + 1))
    }

    /// "29th of last month", "12th of this month"
    pub(super) fn day_of_pointed_month(&self, at: usize) -> Option<Read> {
        let day = self.day(at)?;
        let end = self.past_day_word(at + 1);
        let month_at = self.past_of(end);
        if month_at == end && !matches!(self.tokens[at].word, Word::Ordinal(_)) {
            return None;
        }
        let month_at = month_at + usize::from(self.spaced(month_at) == Some(Word::Link(Link::The)));
        match (self.spaced(month_at)?, self.spaced(month_at + 1)?) {
            (Word::Pointer(pointer), Word::Unit(Unit::Month)) => {
                Some(Read::new(Reading::DayOfMonth(day, Some(pointer)), month_at + 2))
            }
            (Word::Vague(Vague::Present, _), Word::Unit(Unit::Month)) => {
                let reading = Reading::DayOfMonth(day, Some(Pointer::This));
                Some(Read::new(reading, month_at + 2))
            }
            _ => None,
        }
    }

    /// "25" in "April 24 and 25": another day of the month named before.
    ///
    /// The number has to end its phrase, as it may count what follows otherwise.
    pub(super) fn another_day(&self, at: usize, previous: Option<Reading>) -> Option<Read> {
        let Some(Reading::Calendar(Calendar { first, last: None, .. })) = previous else {
            return None;
        };
        let Field::Day(month, earlier) = first.field else { return None };
        let joined = self.before(at) == Some(Word::Link(Link::And))
            || self.after(at, |gap| gap == Gap::Comma).is_some();
        let ends = matches!(self.rest(at).first(), Some(b',' | b'.' | b';' | b')'))
            || matches!(self.spaced(at + 1), Some(Word::Link(_)));
        let day = self.day(at).filter(|&day| day > earlier && joined && ends)?;
        let point = Point { field: Field::Day(month, day), year: first.year };
        let (year, end) = self.year_after(at + 1).unwrap_or((Year::Open, at + 1));
        Some(Read::point(point.or_year(year), end))
    }

    /// "6 September to 3 October 2021"; the first ends before the token at `first_end`,
    /// or with its year before that at `at`.
    fn range_of_day_first(&self, first: Point, first_end: usize, at: usize) -> Option<Read> {
        let next = self.past_range_sign(at)?;
        let (days, end) = self.days(next, Side::BeforeMonth)?;
        let day = days.single()?;
        let (month, _) = self.month(self.past_of(end))?;
        self.after(self.past_of(end), |gap| gap == Gap::Space)?;
        let end = self.past_of(end) + 1;
        let (year, end) = self.year_after(end).unwrap_or((Year::Open, end));
        let last = Point { field: Field::Day(month, day), year };
        let ends = self.ends(at.max(first_end), next);
        Some(range_or_point(first, last.or_year(first.year), Some(ends), end))
    }

    /// What may follow a month and its days: a year, or the other end of a range.
    fn after_days(&self, month: i8, days: Days, end: usize) -> Option<Read> {
        let point = |day, year| Point { field: Field::Day(month, day), year };
        let (year, behind) = self.year_after(end).unwrap_or((Year::Open, end));
        if let Some(day) = days.single()
            && let Some(read) = self.range_of_month_first(point(day, year), behind)
        {
            return Some(read);
        }
        // "September 11 attacks" names an event of whatever year, but for those of 2001.
        if year == Year::Open && self.names_attack(end) {
            return self.nine_eleven(month, days, end);
        }
        Some(range_or_point(point(days.first, year), point(days.last, year), days.ends, behind))
    }

    /// "March 30 to April 2, 1987", of which the first stands before the token at `at`.
    fn range_of_month_first(&self, first: Point, at: usize) -> Option<Read> {
        let next = self.past_range_sign(at)?;
        let (month, _) = self.month(next)?;
        let (days, end) = self.days(next + 1, Side::AfterMonth)?;
        let day = days.single()?;
        let (year, end) = self.year_after(end).unwrap_or((Year::Open, end));
        let last = Point { field: Field::Day(month, day), year };
        let ends = self.ends(at, next);
        Some(range_or_point(first, last.or_year(first.year), Some(ends), end))
    }

    /// Where the token before one place stops, and where that at another begins.
    fn ends(&self, first_end: usize, last_start: usize) -> (usize, usize) {
        (self.tokens[first_end - 1].span.end(), self.tokens[last_start].span.start())
    }

    /// The day of the attacks of 2001.
    fn nine_eleven(&self, month: i8, days: Days, end: usize) -> Option<Read> {
        let is_it = month == 9 && days.single() == Some(11);
        let field = is_it.then(NamedDay::nine_eleven).flatten().map(Field::Named)?;
        Some(Read::point(Point { field, year: Year::Said(2001) }, end))
    }

    fn names_attack(&self, at: usize) -> bool {
        self.spaced(at) == Some(Word::Attack)
    }

    /// "March to May 1987", "March-May 1987", "between March and May".
    fn month_range(&self, at: usize, month: i8) -> Option<Read> {
        let next = self.past_range_sign(at + 1).or_else(|| self.past_and(at, at + 1))?;
        let (other, _) = self.month(next)?;
        let dashed = self.after(at + 1, |gap| gap == Gap::Dash).is_some();
        let from = matches!(self.before(at), Some(Word::Link(Link::From | Link::Between)));
        if !(dashed || from) || self.days(next + 1, Side::AfterMonth).is_some() {
            return None;
        }
        let (year, end) = self.year_of_month(next + 1).unwrap_or((Year::Open, next + 1));
        let point = |month| Point { field: Field::Month(month), year };
        Some(range_or_point(point(month), point(other), Some(self.ends(at + 1, next)), end))
    }

    /// The month named at a place, whatever else the word may be.
    pub(super) fn month_named(&self, at: usize) -> Option<(i8, MonthForm)> {
        self.spaced(at)?;
        self.month(at).filter(|&(_, form)| self.written_as_name(at, form))
    }

    /// The month named at a place.
    fn month(&self, at: usize) -> Option<(i8, MonthForm)> {
        match self.tokens.get(at)?.word {
            Word::Month(month, form) => Some((month, form)),
            _ => None,
        }
    }

    /// The day or days at a place: "6", "6th", "6-8", "6 to 8", "3 and 6" after
    /// "between".
    fn days(&self, at: usize, side: Side) -> Option<(Days, usize)> {
        let is_the = side == Side::AfterMonth && self.spaced(at) == Some(Word::Link(Link::The));
        let at = if is_the && matches!(self.spaced(at + 1), Some(Word::Ordinal(_))) {
            at + 1
        } else {
            at
        };
        let gap = self.tokens.get(at)?.gap;
        let is_comma = gap == Gap::Comma && matches!(self.tokens[at].word, Word::Ordinal(_));
        if side == Side::AfterMonth
            && !is_comma
            && gap != Gap::Space
            && !self.follows_short_month(at)
        {
            return None;
        }
        let first = match self.tokens[at].word {
            Word::Numeric(Numeric::Days(first, last)) => {
                let days = Days { first, last, ends: self.ends_within(at) };
                return self.uncounted(at, side).then_some((days, at + 1));
            }
            _ => self.day(at)?,
        };
        let start = if side == Side::AfterMonth { at.saturating_sub(1) } else { at };
        let next = self.past_range_sign(at + 1).or_else(|| self.past_and(start, at + 1));
        if let Some(next) = next
            && let Some(last) = self.day(next).filter(|&last| last > first)
            && self.uncounted(next, side)
            && (side == Side::AfterMonth || self.month(self.past_of(next + 1)).is_some())
        {
            let days = Days { first, last, ends: Some(self.ends(at + 1, next)) };
            return Some((days, next + 1));
        }
        self.uncounted(at, side).then_some((Days::one(first), at + 1))
    }

    /// Where the first number of "6-8" stops and the last begins.
    fn ends_within(&self, at: usize) -> Option<(usize, usize)> {
        let (start, written) = (self.tokens[at].span.start(), self.written(at));
        let first = written.iter().position(|byte| !byte.is_ascii_digit())?;
        let last = written.iter().rposition(|byte| !byte.is_ascii_digit())? + 1;
        Some((start + first, start + last))
    }

    /// Whether an abbreviated month and its full stop stand before a place.
    fn follows_short_month(&self, at: usize) -> bool {
        self.tokens[at].gap == Gap::Stop
            && at
                .checked_sub(1)
                .and_then(|before| self.month(before))
                .is_some_and(|(_, form)| matches!(form, MonthForm::Short | MonthForm::ShortName))
    }

    /// The day of a month at a place.
    fn day(&self, at: usize) -> Option<i8> {
        match self.tokens.get(at)?.word {
            Word::Number(Digits { value: day @ 1..=31, width: 1..=2 }) => Some(day as i8),
            Word::Ordinal(day @ 1..=31) => Some(day as i8),
            _ => None,
        }
    }

    /// Whether no counted thing follows a number: "in March 20 people" has no 20 March.
    fn uncounted(&self, at: usize, side: Side) -> bool {
        side == Side::BeforeMonth
            || !matches!(self.spaced(at + 1), Some(Word::Measure | Word::Money | Word::Unit(_)))
    }

    /// The place after a word or sign between the ends of a range.
    fn past_range_sign(&self, at: usize) -> Option<usize> {
        if matches!(self.spaced(at), Some(Word::Link(Link::To | Link::Until))) {
            return self.spaced(at + 1).map(|_| at + 1);
        }
        self.after(at, |gap| gap == Gap::Dash).map(|_| at)
    }

    /// The place after an "and" at a place, when "between" stands before the first of
    /// what it joins, at `first`.
    fn past_and(&self, first: usize, at: usize) -> Option<usize> {
        let between = self.before(first) == Some(Word::Link(Link::Between));
        (between && self.spaced(at) == Some(Word::Link(Link::And))).then_some(at + 1)
    }

    /// The year behind a day: ", 2021", "2021", "of last year", "-2021".
    pub(super) fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        let gap = self.tokens.get(at)?.gap;
        match self.tokens[at].word {
            Word::Number(Digits { value, width: 4 })
                if value >= 1000
                    && matches!(gap, Gap::Space | Gap::Comma | Gap::Dash | Gap::Slash) =>
            {
                Some((Year::Said(value), at + 1))
            }
            Word::Number(Digits { value, width: 3 })
                if gap == Gap::Space && self.ends_clause(at) =>
            {
                Some((Year::Said(value), at + 1))
            }
            Word::Link(Link::Of | Link::In) if gap == Gap::Space => match self.spaced(at + 1) {
                Some(Word::Number(Digits { value: value @ 1000..=2200, width: 4 }))
                    if !matches!(self.spaced(at + 2), Some(Word::Measure | Word::Money)) =>
                {
                    Some((Year::Said(value), at + 2))
                }
                _ => self.pointed_year(at),
            },
            _ => self.pointed_year(at),
        }
    }

    /// The place after "day" in "the 15th day of", or the place itself.
    fn past_day_word(&self, at: usize) -> usize {
        let is_day = self.spaced(at) == Some(Word::Unit(Unit::Day))
            && self.spaced(at + 1) == Some(Word::Link(Link::Of));
        at + usize::from(is_day)
    }

    /// Whether a mark that ends a clause, or the text, follows a token.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        matches!(
            self.rest(at).first(),
            None | Some(b',' | b'.' | b';' | b')' | b'!' | b'?' | b'\n')
        )
    }

    /// The year behind a month, where a full stop may stand between: "Sept. 2021".
    pub(super) fn year_of_month(&self, at: usize) -> Option<(Year, usize)> {
        let at = self.past_of(at);
        if let Some(Word::Number(Digits { value: 1000.., width: 4 })) =
            self.after(at, |gap| gap == Gap::Stop)
        {
            return self.year_number(at);
        }
        self.year_after(at)
    }

    fn year_number(&self, at: usize) -> Option<(Year, usize)> {
        match self.tokens[at].word {
            Word::Number(Digits { value, .. }) => Some((Year::Said(value), at + 1)),
            _ => None,
        }
    }

    /// "last year", "of this year" or "of the following year" behind a month or a day.
    pub(super) fn pointed_year(&self, at: usize) -> Option<(Year, usize)> {
        let at = self.past_of(at);
        let article = usize::from(self.spaced(at) == Some(Word::Link(Link::The)));
        match (self.spaced(at + article)?, self.spaced(at + article + 1)?) {
            (Word::Pointer(pointer), Word::Unit(Unit::Year))
                if is_deictic(pointer) == (article == 0) || pointer == Pointer::Same =>
            {
                Some((Year::Pointed(pointer), at + article + 2))
            }
            _ => None,
        }
    }
}

/// Where a day stands to its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    AfterMonth,
    BeforeMonth,
}

/// Whether a pointer is relative to the anchor and not to the story.
pub(super) fn is_deictic(pointer: Pointer) -> bool {
    matches!(pointer, Pointer::Last | Pointer::This | Pointer::Next)
}

/// Two points as a range, or as one where they are the same.
fn range_or_point(first: Point, last: Point, ends: Option<(usize, usize)>, end: usize) -> Read {
    if first.field == last.field && ends.is_none() {
        return Read::point(first, end);
    }
    let calendar = Calendar { first, last: Some(last), weekday: None };
    Read { ends, ..Read::new(Reading::Calendar(calendar), end) }
}
