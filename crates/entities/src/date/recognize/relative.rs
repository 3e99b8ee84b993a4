//! The rules for what is told from where the article or its story stands.

use dateline_model::Section;

use crate::date::reading::{Calendar, Field, Point, Portion, Reading, Year};
use crate::date::timex::{DayPart, TimeOfDay, Unit, Vague};
use crate::date::token::{Case, Gap};
use crate::date::word::{Link, Numeric, Part, Pointer, Shift, VagueForm, WeekdayForm, Word};

use super::day::is_deictic;
use super::read::Read;
use super::{Article, Grammar};

/// What stands before "term" where it is the time to come.
static TERMS: &[&[u8]] = &[b"the near ", b"the short ", b"the medium ", b"the long "];

/// Rules for what is told from where the article or its story stands.
impl Grammar<'_> {
    /// "yesterday", "this morning", "last week", "next Friday", "last August", "that
    /// year", "summer of 1969".
    pub(super) fn relative(&self, at: usize) -> Option<Read> {
        match self.tokens[at].word {
            Word::Deictic(days) => {
                let (time, end) = self.day_part(at + 1);
                (!self.ends_name(at)).then(|| Read::new(Reading::DayWord(days), end).at_time(time))
            }
            Word::Night(days) => {
                Some(Read::new(Reading::DayWord(days), at + 1).at_time(Some(DayPart::Night.into())))
            }
            Word::Pointer(pointer) => {
                let owned = matches!(
                    self.before(at),
                    Some(Word::Link(Link::The | Link::Whose | Link::Every))
                );
                let of_month = (pointer == Pointer::Last)
                    .then(|| self.ordinal_weekday(at).or_else(|| self.last_day(at)))
                    .flatten();
                (!owned).then(|| of_month.or_else(|| self.pointed(at, pointer))).flatten()
            }
            Word::Season(season) => {
                let field = Field::Season(season);
                self.dated_field(field, at + 1).or_else(|| self.bare_season(at, field))
            }
            _ => None,
        }
    }

    /// "in summer", "the winter"; "fall" and "spring" are other words too often.
    fn bare_season(&self, at: usize, field: Field) -> Option<Read> {
        let is_clear = matches!(self.written(at), b"summer" | b"winter" | b"autumn");
        let is_time = is_clear && matches!(self.before(at), Some(Word::Link(Link::In | Link::By)));
        let is_the_time = self.before(at) == Some(Word::Link(Link::The))
            && at.checked_sub(1).is_some_and(|the| {
                matches!(self.before(the), Some(Word::Link(Link::In | Link::By)))
            });
        // "in the fall of Kabul"
        let is_other = self.spaced(at + 1) == Some(Word::Link(Link::Of));
        ((is_time || is_the_time) && !is_other)
            .then(|| Read::point(Point { field, year: Year::Open }, at + 1))
    }

    /// What "the" may stand before: "the 1990s", "the next day", "the end of 2021", "the
    /// early 1980s", "the 6th of September", "the summer of 1969", "the two weeks", "the
    /// third quarter".
    pub(super) fn with_article(&self, at: usize) -> Option<Read> {
        match self.spaced(at)? {
            Word::Pointer(pointer) => self.pointed_with_article(at, pointer),
            Word::Part(_) => self.portion(at, Article::Present),
            Word::Numeric(numeric @ (Numeric::Decade(_) | Numeric::Days(..))) => {
                self.day_first(at).or_else(|| self.numeric(at, numeric))
            }
            Word::Ordinal(_) => self
                .named_day(at)
                .or_else(|| self.first_units(at))
                .or_else(|| self.ordinal_period(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.ordinal_weekday(at))
                .or_else(|| self.day_of_month(at)),
            Word::Season(_) => self.relative(at),
            Word::Number(_) => self
                .day_first(at)
                .or_else(|| self.year_first(at))
                .or_else(|| self.decade_with_apostrophe(at))
                .or_else(|| self.several_units(at)),
            Word::Cardinal(_) | Word::Some => self.several_units(at),
            Word::Unit(unit) => self.the_unit(at, unit),
            Word::Fiscal => self.fiscal(at),
            Word::DayPart(part) => self.the_day_part(at, part),
            Word::Vague(vague, VagueForm::Noun) => self.the_vague(at, vague),
            Word::Vague(Vague::Present, VagueForm::Adjective) => {
                self.pointed_unit(Pointer::This, at + 1)
            }
            _ => None,
        }
    }

    fn pointed_with_article(&self, at: usize, pointer: Pointer) -> Option<Read> {
        if let Some(read) = self.pointed_amount(at, pointer) {
            return Some(read);
        }
        if pointer == Pointer::Last
            && let Some(read) = self.ordinal_weekday(at)
        {
            return Some(read);
        }
        if self.spaced(at + 1) == Some(Word::Name) {
            return self.nearest(pointer, self.named_day(at + 1)?);
        }
        let story_pointer = match pointer {
            Pointer::Next | Pointer::Following => Pointer::Following,
            Pointer::Previous | Pointer::Same | Pointer::Latest => pointer,
            Pointer::Last => return self.last_day(at).or_else(|| self.last_of_all(at)),
            Pointer::This => return None,
        };
        match self.spaced(at + 1)? {
            Word::Weekday(weekday, WeekdayForm::Full) => {
                let (time, end) = self.day_part(at + 2);
                let reading = Reading::Weekday(weekday, Some(story_pointer));
                Some(Read::new(reading, end).at_time(time))
            }
            Word::DayPart(part) => Some(
                Read::new(Reading::Pointed(story_pointer, Unit::Day), at + 2)
                    .at_time(Some(part.into())),
            ),
            Word::Season(season) => {
                let point =
                    Point { field: Field::Season(season), year: Year::Nearest(story_pointer) };
                Some(Read::point(point, at + 2))
            }
            Word::Month(..) => self.nearest(story_pointer, self.month_first(at + 1)?),
            Word::Pointer(Pointer::Same) => self.pointed_unit(story_pointer, at + 2),
            _ => self.pointed_unit(story_pointer, at + 1),
        }
    }

    /// "the last day of October"
    fn last_day(&self, at: usize) -> Option<Read> {
        let is_day = self.spaced(at + 1) == Some(Word::Unit(Unit::Day))
            && matches!(self.spaced(at + 2), Some(Word::Link(Link::Of | Link::In)));
        let (month, _) = is_day.then(|| self.month_named(at + 3)).flatten()?;
        let (year, end) = self.year_of_month(at + 4).unwrap_or((Year::Open, at + 4));
        Some(Read::point(Point { field: Field::LastDay(month), year }, end))
    }

    /// "the past year", "the last decade", "the last half of 1989".
    fn last_of_all(&self, at: usize) -> Option<Read> {
        match self.spaced(at + 1)? {
            Word::Unit(Unit::Half) => self.dated_field(Field::Half(2), at + 2),
            Word::Unit(Unit::Quarter) => self.dated_field(Field::Quarter(4), at + 2),
            Word::Unit(unit)
                if !self.is_plural(at + 1)
                    && unit != Unit::Weekend
                    && self.spaced(at + 2) != Some(Word::Link(Link::Of)) =>
            {
                Some(Read::new(Reading::PastUnit(unit), at + 2))
            }
            _ => None,
        }
    }

    /// "the morning", where something is told of it; "the night of April 18".
    fn the_day_part(&self, at: usize, part: DayPart) -> Option<Read> {
        if let Some(read) = self.of_day(part, at) {
            return Some(read);
        }
        let is_told = at
            .checked_sub(1)
            .is_some_and(|the| matches!(self.before(the), Some(Word::Link(Link::In))));
        is_told.then(|| Read::new(Reading::TimeOnly, at + 1).at_time(Some(part.into())))
    }

    /// "night of April 18", "morning hours of 30 April"
    fn of_day(&self, part: DayPart, at: usize) -> Option<Read> {
        let end = self.past_hours(at + 1);
        let is_of = self.spaced(end) == Some(Word::Link(Link::Of));
        let read = is_of.then(|| self.day_at(end + 1)).flatten()?;
        Some(read.at_time(Some(part.into())))
    }

    /// The place after an "hours" at a place, or the place itself.
    fn past_hours(&self, at: usize) -> usize {
        at + usize::from(self.spaced(at) == Some(Word::Unit(Unit::Hour)))
    }

    /// "the future"
    fn the_vague(&self, at: usize, vague: Vague) -> Option<Read> {
        Some(Read::new(Reading::Vague(vague), at + 1))
    }

    /// "the near term", "the long term"
    pub(super) fn term(&self, at: usize) -> Option<Read> {
        let before = &self.text.as_bytes()[..self.tokens[at].span.start()];
        let words = TERMS.iter().find(|words| before.ends_with(words))?;
        let start = Some(self.tokens[at].span.start() - words.len());
        (self.written(at) == b"term")
            .then(|| Read { start, ..Read::new(Reading::Vague(Vague::Future), at + 1) })
    }

    /// "now", "recently", "current", "recent years".
    pub(super) fn vague(&self, at: usize, vague: Vague, form: VagueForm) -> Option<Read> {
        match (form, self.spaced(at + 1)) {
            // "in future years"
            (VagueForm::Noun, Some(Word::Unit(unit)))
                if vague == Vague::Future && unit.is_day_or_longer() && self.is_plural(at + 1) =>
            {
                return Some(Read::new(Reading::Vague(vague), at + 2));
            }
            (VagueForm::Noun, _) => return None,
            (VagueForm::Adverb, _) if self.is_leading_now(at) => return None,
            // "a recent visit" is some time ago, and no time by itself.
            (VagueForm::Adjective, next)
                if vague == Vague::Past && !matches!(next, Some(Word::Unit(_))) =>
            {
                return None;
            }
            (VagueForm::Adjective, Some(Word::Unit(_))) if vague == Vague::Present => {
                return self.pointed_unit(Pointer::This, at + 1);
            }
            (VagueForm::Adjective, Some(Word::Unit(_))) => {
                return self.is_plural(at + 1).then(|| Read::new(Reading::Vague(vague), at + 2));
            }
            _ => {}
        }
        Some(Read::new(Reading::Vague(vague), at + 1))
    }

    /// Whether "now" opens a sentence: there it turns to the next thing rather than to the
    /// present.
    fn is_leading_now(&self, at: usize) -> bool {
        self.tokens[at].in_sentence <= 1 && self.written(at).eq_ignore_ascii_case(b"now")
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
        if let (Portion::Third(_), Some(Word::DayPart(part))) = (portion, self.linked(inner)) {
            return self.late_in_day(at, part, inner, article);
        }
        // A portion of a portion says nothing, and a chain of them must not recurse.
        match self.after(inner, |gap| matches!(gap, Gap::Space | Gap::Dash))? {
            Word::Part(_) | Word::Shift(_) => return None,
            Word::Link(link) if link != Link::The => return None,
            _ => {}
        }
        let read = match self.tokens[inner].word {
            Word::Link(_) => self.plain_with_article(inner + 1)?,
            _ => self.expression(inner, None)?,
        };
        let takes_part = match read.reading {
            Reading::Said(_) => true,
            _ if article == Article::Present && !is_whole_part(portion) => {
                matches!(read.reading, Reading::Calendar(_))
            }
            Reading::Year(..)
            | Reading::Calendar(_)
            | Reading::Pointed(..)
            | Reading::TheUnit(_) => true,
            // A part of a day is still that day.
            Reading::DayWord(_) | Reading::Weekday(..) => return Some(read),
            _ => false,
        };
        (takes_part && read.portion.is_none()).then(|| read.with_portion(portion))
    }

    /// "mid-afternoon", "the early evening": where something is told of it.
    fn late_in_day(
        &self,
        at: usize,
        part: DayPart,
        part_at: usize,
        article: Article,
    ) -> Option<Read> {
        if let Some(read) = self.of_day(part, part_at) {
            return Some(read);
        }
        let first = at.checked_sub(usize::from(article == Article::Present))?;
        let is_told = matches!(
            self.before(first),
            Some(Word::Link(Link::In | Link::By | Link::On | Link::At | Link::Until))
        );
        let end = self.past_hours(part_at + 1);
        (is_told && !self.is_plural(part_at))
            .then(|| Read::new(Reading::TimeOnly, end).at_time(Some(part.into())))
    }

    /// What "the" stands before inside of a portion, where no other portion may be.
    fn plain_with_article(&self, at: usize) -> Option<Read> {
        match self.spaced(at)? {
            Word::Part(_) | Word::Shift(_) => None,
            _ => self.with_article(at),
        }
    }

    /// "end of the year": of the anchor's.
    fn portion_of_the_unit(&self, part: Part, at: usize) -> Option<Read> {
        match (self.spaced(at)?, self.spaced(at + 1)?) {
            (
                Word::Link(Link::The),
                Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Decade | Unit::Century)),
            ) if !self.is_plural(at + 1) => {
                Some(Read::new(Reading::TheUnit(unit), at + 2).with_portion(Portion::Third(part)))
            }
            _ => None,
        }
    }

    /// What follows a pointer that stands without "the".
    fn pointed(&self, at: usize, pointer: Pointer) -> Option<Read> {
        if let Some(read) = self.pointed_amount(at, pointer) {
            return Some(read);
        }
        // "this past Friday", "this coming week"
        let (pointer, next) = match (pointer, self.spaced(at + 1)?) {
            (Pointer::This, Word::Pointer(inner @ (Pointer::Last | Pointer::Next)))
            | (Pointer::Same, Word::Pointer(inner @ Pointer::Same)) => (inner, at + 2),
            _ => (pointer, at + 1),
        };
        let next = next + usize::from(self.spaced(next) == Some(Word::Fiscal));
        let is_near = is_deictic(pointer);
        match self.spaced(next)? {
            Word::Weekday(weekday, WeekdayForm::Full) if is_near || pointer == Pointer::Same => {
                if let Some(read) = self.dated_weekday(next, weekday) {
                    return Some(read);
                }
                let (time, end) = self.day_part(next + 1);
                Some(Read::new(Reading::Weekday(weekday, Some(pointer)), end).at_time(time))
            }
            Word::DayPart(part) => self.pointed_day_part(pointer, part, next),
            Word::Month(..) if is_near => {
                let read = self.named_day(next).or_else(|| self.month_first(next))?;
                self.nearest(pointer, read)
            }
            Word::Name if is_near => self.nearest(pointer, self.named_day(next)?),
            Word::Season(season) if is_near => {
                let point = Point { field: Field::Season(season), year: Year::Nearest(pointer) };
                Some(Read::point(point, next + 1))
            }
            Word::Unit(Unit::Day) if pointer != Pointer::Same => None,
            Word::Unit(Unit::Year) if is_near => {
                self.genitive_year(pointer, next).or_else(|| self.pointed_unit(pointer, next))
            }
            Word::Unit(_) if is_near || pointer == Pointer::Same => {
                self.pointed_unit(pointer, next)
            }
            _ => None,
        }
    }

    /// "this morning", "last night", "that evening".
    fn pointed_day_part(&self, pointer: Pointer, part: DayPart, at: usize) -> Option<Read> {
        let reading = match pointer {
            Pointer::This => Reading::DayWord(0),
            Pointer::Last => Reading::DayWord(-1),
            Pointer::Same => Reading::Pointed(pointer, Unit::Day),
            _ => return None,
        };
        Some(Read::new(reading, at + 1).at_time(Some(TimeOfDay::Part(part))))
    }

    /// "this year's third quarter", "last year's Christmas".
    fn genitive_year(&self, pointer: Pointer, at: usize) -> Option<Read> {
        let field_at = self.after(at + 1, |gap| gap == Gap::Genitive).map(|_| at + 1)?;
        let (field, end) = self.field(field_at)?;
        Some(Read::point(Point { field, year: Year::Pointed(pointer) }, end))
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

    /// A unit behind a pointer.
    pub(super) fn pointed_unit(&self, pointer: Pointer, at: usize) -> Option<Read> {
        let at = at + usize::from(self.spaced(at) == Some(Word::Fiscal));
        match self.spaced(at)? {
            Word::Unit(Unit::Half | Unit::Second | Unit::Minute | Unit::Hour) => None,
            // In a running text "This Week" is the name of a programme.
            _ if self.section == Section::Text && self.tokens[at].case == Case::Initial => None,
            Word::Unit(unit) if !self.is_plural(at) => {
                Some(Read::new(Reading::Pointed(pointer, unit), at + 1))
            }
            _ => None,
        }
    }

    /// The place after an "in" or "on" at a place, or the place itself.
    fn past_preposition(&self, at: usize) -> usize {
        at + usize::from(matches!(self.spaced(at), Some(Word::Link(Link::In | Link::On))))
    }

    /// Whether the unit at a place is written in the plural.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let written = self.written(at);
        written.last().is_some_and(|last| last.eq_ignore_ascii_case(&b's'))
            || written.eq_ignore_ascii_case(b"millennia")
    }
}

/// Whether a portion is one of those that are said with "of".
fn is_whole_part(portion: Portion) -> bool {
    matches!(portion, Portion::Third(Part::Beginning | Part::Middle | Part::End))
}
