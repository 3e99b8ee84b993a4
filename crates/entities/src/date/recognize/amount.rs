//! The rules for amounts of time: how long, how long ago, how often.

use dateline_model::Section;

use crate::date::reading::{Direction, Reading};
use crate::date::timex::{Amount, Count, Recurrence, Rest, Unit, Vague};
use crate::date::token::{Case, Gap};
use crate::date::word::{Digits, Link, Numeric, Shift, VagueForm, WeekdayForm, Word};

use super::Grammar;
use super::read::Read;

/// Words that a length of time follows, though they are no prepositions: adverbs of degree,
/// verbs of lasting, and who has the time.
static BEFORE_LENGTHS: &[&[u8]] = &[
    b"barely", b"be", b"half", b"him", b"just", b"last", b"lasting", b"lasts", b"off", b"only",
    b"spend", b"take", b"takes", b"them", b"us", b"wait",
];

/// How many words like "full" may stand between a number and its unit.
const MOST_FILLERS: usize = 2;

/// Rules for amounts of time.
impl Grammar<'_> {
    /// "two weeks", "a year and a half", "two weeks ago", "10 days later", "a week" in
    /// "twice a week".
    pub(super) fn amount(&self, at: usize) -> Option<Read> {
        let (amount, end) = self.quantity(at)?;
        self.shifted(amount, end).or_else(|| {
            let long = self.past_long(end);
            let is_other = self.is_programme(end - 1)
                || self.is_age(long)
                || self.is_fraction(amount, end - 1)
                || self.is_rate(at, amount);
            // In "a month-long siege" the article is that of the siege, and "a fiscal year" is
            // a kind of year.
            let is_article =
                self.tokens[at].word == Word::One && (long > end || self.is_kind_of_year(end - 1));
            (!is_other && !is_article).then(|| Read::new(Reading::Duration(amount), long))
        })
    }

    fn is_kind_of_year(&self, at: usize) -> bool {
        self.tokens[at].word == Word::Unit(Unit::Year)
            && matches!(self.word_before(at), b"fiscal" | b"financial" | b"calendar")
    }

    /// Whether minutes or hours are the name of a programme: "on 60 Minutes".
    fn is_programme(&self, at: usize) -> bool {
        matches!(self.tokens[at].word, Word::Unit(Unit::Minute | Unit::Hour))
            && self.section == Section::Text
            && self.tokens[at].case == Case::Initial
    }

    /// Whether the unit at a place is a quarter of something else: "three-quarters of it",
    /// "a quarter", and any number of them that are not told beside money.
    fn is_fraction(&self, amount: Amount, at: usize) -> bool {
        let is_part = matches!(amount.count, Count::Exactly(0 | 1 | 3));
        self.tokens[at].word == Word::Unit(Unit::Quarter) && (is_part || !self.reports_money(at))
    }

    /// Whether "a week" tells how often something is: "four flights a week".
    ///
    /// A length of time follows a preposition, a verb or the end of a clause; what follows
    /// a noun is a rate.
    fn is_rate(&self, at: usize, amount: Amount) -> bool {
        let is_one = self.tokens[at].word == Word::One && amount == Amount::of(1, amount.unit);
        let is_told = matches!(
            self.before(at),
            Some(Word::Link(_) | Word::Rough | Word::Tense(_) | Word::Shift(_))
        );
        let before = &self.text.as_bytes()[..self.tokens[at].span.start()];
        let follows_number = matches!(before, [.., b'0'..=b'9', b' ']);
        let word = self.word_before(at);
        let follows_noun =
            !word.is_empty() && !word.ends_with(b"ly") && !BEFORE_LENGTHS.contains(&word);
        is_one && (follows_number || follows_noun && !is_told)
    }

    /// "ago", "earlier", "later" or "from now" behind an amount.
    pub(super) fn shifted(&self, amount: Amount, at: usize) -> Option<Read> {
        let (direction, end) = match self.linked(at)? {
            Word::Shift(Shift::Ago) => (Direction::Ago, at + 1),
            Word::Shift(Shift::Earlier) => (Direction::Earlier, at + 1),
            Word::Shift(Shift::Later) => (Direction::Later, at + 1),
            Word::Shift(Shift::Hence) => (Direction::Hence, at + 1),
            Word::Link(Link::From) if self.is_now(at + 1) => (Direction::Hence, at + 2),
            // "Two years before, they had met."
            Word::Link(Link::In)
                if self.written(at) == b"before"
                    && matches!(self.rest(at).first(), Some(b',' | b'.' | b';')) =>
            {
                (Direction::Earlier, at + 1)
            }
            _ => return None,
        };
        Some(Read::new(Reading::Offset(amount, direction), end))
    }

    /// How many of which unit: "two", "2 1/2", "a few", "half a", "twenty-four", with the
    /// unit.
    pub(super) fn quantity(&self, at: usize) -> Option<(Amount, usize)> {
        if let Some(read) = self.part_of_unit(at) {
            return Some(read);
        }
        if let Some(read) = self.part_of_unit(at + 1)
            && self.tokens[at].word == Word::One
            && self.spaced(at + 1).is_some()
        {
            return Some(read);
        }
        let (count, at) = self.count(at)?;
        let (rest, at) = self.half_more(at);
        let at = self.past_fillers(at);
        let Word::Unit(unit) = self.linked(at)? else { return None };
        // "several-year": joined by a hyphen, the unit is in the singular.
        let is_joined = self.tokens[at].gap == Gap::Dash;
        let is_countable = count != Count::Some || is_joined || self.is_plural(at);
        if !is_countable || !is_measured(unit) {
            return None;
        }
        let (rest, end) = match rest {
            Rest::Nothing => self.rest_behind(at + 1, unit),
            rest => (rest, at + 1),
        };
        Some((Amount { count, unit, rest }, end))
    }

    /// A number, in digits or words, or "several".
    fn count(&self, at: usize) -> Option<(Count, usize)> {
        match self.tokens.get(at)?.word {
            Word::Number(Digits { value, .. }) => {
                Some((Count::Exactly(value.unsigned_abs().into()), at + 1))
            }
            Word::Some => Some((Count::Some, self.past_of(at + 1))),
            Word::Scale(scale) => Some((Count::Exactly(scale.into()), self.past_of(at + 1))),
            Word::Cardinal(_) => {
                let (number, at) = self.cardinal(at)?;
                Some(match self.spaced(at) {
                    Some(Word::Scale(scale)) => {
                        (Count::Exactly(number * u32::from(scale)), self.past_of(at + 1))
                    }
                    _ => (Count::Exactly(number), at),
                })
            }
            Word::One => match self.spaced(at + 1) {
                // In "a several-year slump" the article is that of the slump.
                Some(Word::Some) if self.after(at + 2, |gap| gap == Gap::Dash).is_some() => None,
                Some(Word::Some) => Some((Count::Some, self.past_of(at + 2))),
                Some(Word::Scale(scale)) => {
                    Some((Count::Exactly(scale.into()), self.past_of(at + 2)))
                }
                _ => Some((Count::Exactly(1), at + 1)),
            },
            _ => None,
        }
    }

    /// A number below a hundred in words: "twenty", "twenty-four".
    pub(super) fn cardinal(&self, at: usize) -> Option<(u32, usize)> {
        let Word::Cardinal(first) = self.tokens.get(at)?.word else { return None };
        match self.linked(at + 1) {
            Some(Word::Cardinal(last @ 1..=9)) if first >= 20 => {
                Some((u32::from(first + last), at + 2))
            }
            _ => Some((first.into(), at + 1)),
        }
    }

    /// "half a century", "half an hour", "half-century", "quarter century"
    fn part_of_unit(&self, at: usize) -> Option<(Amount, usize)> {
        match self.tokens.get(at)?.word {
            Word::Unit(Unit::Half) => {}
            Word::Unit(Unit::Quarter) => {
                let of_century = self.linked(at + 1)? == Word::Unit(Unit::Century);
                return (of_century && !self.is_plural(at + 1))
                    .then(|| (Amount::of(25, Unit::Year), at + 2));
            }
            _ => return None,
        }
        let unit_at = match self.spaced(at + 1) {
            Some(Word::One) => at + 2,
            _ => at + 1,
        };
        match self.linked(unit_at)? {
            Word::Unit(unit) if is_measured(unit) && !self.is_plural(unit_at) => {
                Some((Amount { count: Count::Exactly(0), unit, rest: Rest::Half }, unit_at + 1))
            }
            _ => None,
        }
    }

    /// "1/2" or "and a half" behind a number.
    fn half_more(&self, at: usize) -> (Rest, usize) {
        if self.linked(at) == Some(Word::Numeric(Numeric::Fraction)) {
            return (Rest::Half, at + 1);
        }
        match self.is_and_a_half(at) {
            true => (Rest::Half, at + 3),
            false => (Rest::Nothing, at),
        }
    }

    fn is_and_a_half(&self, at: usize) -> bool {
        self.linked(at) == Some(Word::Link(Link::And))
            && self.linked(at + 1) == Some(Word::One)
            && self.linked(at + 2) == Some(Word::Unit(Unit::Half))
    }

    /// "and a half" or "and six months" behind a unit.
    fn rest_behind(&self, at: usize, unit: Unit) -> (Rest, usize) {
        if self.is_and_a_half(at) {
            return (Rest::Half, at + 3);
        }
        let is_and = self.spaced(at) == Some(Word::Link(Link::And));
        let smaller = is_and.then(|| self.count(at + 1)).flatten();
        if let Some((Count::Exactly(count), unit_at)) = smaller
            && let Some(Word::Unit(smaller)) = self.spaced(unit_at)
            && unit.next_smaller() == Some(smaller)
            && let Ok(count) = u16::try_from(count)
        {
            return (Rest::Smaller(count), unit_at + 1);
        }
        (Rest::Nothing, at)
    }

    fn past_fillers(&self, at: usize) -> usize {
        let is_filler = |at: &usize| matches!(self.spaced(*at), Some(Word::Filler | Word::Fiscal));
        at + (at..at + MOST_FILLERS).take_while(is_filler).count()
    }

    /// The place after a "long" at a place: "a two-day-long visit".
    pub(super) fn past_long(&self, at: usize) -> usize {
        at + usize::from(self.after(at, |gap| gap == Gap::Dash) == Some(Word::Long))
    }

    /// Whether "old" stands at a place: what is before it is an age.
    pub(super) fn is_age(&self, at: usize) -> bool {
        self.linked(at) == Some(Word::Old)
    }

    fn is_now(&self, at: usize) -> bool {
        matches!(self.spaced(at), Some(Word::Vague(Vague::Present, VagueForm::Adverb)))
    }

    /// "every week", "each Monday", "every two years", "every morning".
    pub(super) fn every(&self, at: usize) -> Option<Read> {
        let (recurrence, end) = match self.spaced(at + 1)? {
            Word::Unit(unit) if is_measured(unit) && !self.is_plural(at + 1) => {
                (Recurrence::Every(Amount::of(1, unit)), at + 2)
            }
            Word::Weekday(weekday, WeekdayForm::Full) => match self.spaced(at + 2) {
                Some(Word::DayPart(part)) => (Recurrence::Weekday(weekday, Some(part)), at + 3),
                _ => (Recurrence::Weekday(weekday, None), at + 2),
            },
            Word::DayPart(part) => (Recurrence::DayPart(part), at + 2),
            Word::Month(month, _) => (Recurrence::Month(month), at + 2),
            Word::Number(_) | Word::Cardinal(_) | Word::Some => {
                let (amount, end) = self.quantity(at + 1)?;
                (Recurrence::Every(amount), end)
            }
            _ => return None,
        };
        Some(Read::new(Reading::Set(recurrence), end))
    }

    /// "daily", "quarterly"
    pub(super) fn recurring(&self, at: usize, unit: Unit) -> Option<Read> {
        let recurrence = Recurrence::Every(Amount::of(1, unit));
        Some(Read::new(Reading::Set(recurrence), at + 1))
    }
}

/// Whether amounts of the unit are told.
fn is_measured(unit: Unit) -> bool {
    !matches!(unit, Unit::Half)
}
