//! Expressions to times: what an expression leaves open is taken from the article's
//! anchor or from the date of which the text spoke before, and from nowhere else.

use dateline_model::{DateAnchor, DateRange, PartialDate, Section};

use super::calendar::{days_from, narrowed};
use super::reading::{Calendar, Expression, Field, Portion, Position, Reading, Support, Year};
use super::reference::{Precision, Reference};
use super::subject::{Subject, first_year};
use super::timex::{Amount, Count, Date, Timex, Unit};
use super::word::Pointer;
use super::{Anchor, certainty, relative, year};

/// How far from the anchor's year four digits that nothing else supports may be.
const NEAR_YEARS: i16 = 3;

/// How far from the story's year a year is an aside.
const ASIDE_YEARS: i16 = 5;

/// How many years ahead of the anchor a year of two digits may be.
const YEARS_AHEAD: i16 = 20;

/// How many days a chronicle goes on in one step.
const CHRONICLE_DAYS: i32 = 120;

/// How many sentences behind its last date a chronicle goes on.
const STORY_SENTENCES: u32 = 6;

/// How many days on a story goes from one date to the next.
const STORY_DAYS: i32 = 60;

/// What an expression says, with nothing left open that anything fills.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved {
    pub(super) timex: Timex,
    /// The days that are meant: of a range both ends, of "early May" its first third.
    pub(super) range: Option<DateRange>,
    /// The two ends of a range.
    pub(super) ends: Option<(Date, Date)>,
    /// The other day that digits can mean.
    pub(super) other: Option<Date>,
    pub(super) anchor: Option<DateAnchor>,
    pub(super) confidence: u8,
}

impl Resolved {
    pub(super) fn explicit(date: Date, confidence: u8) -> Self {
        Self::dated(date, DateAnchor::Explicit, confidence)
    }

    pub(super) fn by(reference: Reference, date: Date, confidence: u8) -> Self {
        Self::dated(date, reference.source, confidence)
    }

    /// What has no place in the calendar, or none that is known.
    pub(super) fn unplaced(timex: Timex) -> Self {
        let confidence = certainty::NO_PLACE;
        Self { timex, range: None, ends: None, other: None, anchor: None, confidence }
    }

    fn dated(date: Date, anchor: DateAnchor, confidence: u8) -> Self {
        let (timex, range) = (Timex::Date(date), date.range());
        Self { timex, range, ends: None, other: None, anchor: Some(anchor), confidence }
    }

    fn placed(placed: year::Placed, anchor: DateAnchor, confidence: u8) -> Self {
        let ends = placed.last.map(|last| (placed.first, last));
        Self { range: Some(placed.range), ends, ..Self::dated(placed.first, anchor, confidence) }
    }
}

/// What expressions, in order of place, resolve to; none where nothing resolves them.
pub(super) fn resolve(expressions: &[Expression], anchor: Anchor) -> Vec<Option<Resolved>> {
    let mut resolver = Resolver::new(expressions, anchor);
    expressions.iter().map(|expression| resolver.next(expression)).collect()
}

/// What is known while the expressions of an article are resolved one after another.
pub(super) struct Resolver {
    /// The days that the article says in full, sorted; only where one may decide the
    /// order of another's numbers.
    said_days: Vec<DateRange>,
    order: super::DayMonthOrder,
    pub(super) anchor: Option<Reference>,
    pub(super) story: Option<Story>,
    /// The date that was named last, be it an aside, which counts for its sentence.
    sentence_story: Option<Story>,
    /// The quarter of which the article spoke last.
    pub(super) quarter: Option<(i16, u8)>,
    /// The sentence that spoke last of so many months, which are more than a quarter.
    months_at: Option<(Section, u32)>,
    pub(super) subject: Subject,
}

/// The date of which the text spoke last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Story {
    pub(super) reference: Reference,
    /// From where the words took it.
    source: DateAnchor,
    section: Section,
    sentence: u32,
}

impl Story {
    fn of(range: DateRange, source: DateAnchor, expression: &Expression) -> Option<Self> {
        let (section, sentence) = (expression.section, expression.sentence);
        let reference = Reference::of_story(range)?;
        Some(Self { reference, source, section, sentence })
    }

    /// Whether the words of the text say its year.
    fn source_is_of_text(&self) -> bool {
        matches!(self.source, DateAnchor::Explicit | DateAnchor::Narrative(_))
    }

    /// Whether an expression stands in the same sentence.
    pub(super) fn shares_sentence(&self, expression: &Expression) -> bool {
        (self.section, self.sentence) == (expression.section, expression.sentence)
    }
}

impl Resolver {
    fn new(expressions: &[Expression], anchor: Anchor) -> Self {
        let reference = Reference::of(anchor);
        let subject = reference.map_or(Subject::News, |anchor| Subject::of(expressions, anchor));
        // A history may open before it names its first year.
        let opening = (subject == Subject::History).then(|| first_year(expressions)).flatten();
        let story = opening.and_then(|(expression, year)| {
            Story::of(year.range()?, DateAnchor::Explicit, expression)
        });
        let said_days = said_days(expressions);
        Self {
            said_days,
            order: anchor.order,
            anchor: reference,
            story,
            sentence_story: None,
            quarter: None,
            months_at: None,
            subject,
        }
    }

    fn next(&mut self, expression: &Expression) -> Option<Resolved> {
        let Some(resolved) = self.reading(expression) else {
            return self.without_year(expression);
        };
        let resolved = self.timed(self.portioned(resolved, expression.portion), expression);
        self.note_quarter(resolved.timex, expression.reading);
        if is_of_months(expression.reading) {
            self.months_at = Some((expression.section, expression.sentence));
        }
        if let (Some(range), Some(source)) = (resolved.range, resolved.anchor)
            && self.is_of_story(source)
        {
            let story = Story::of(range, source, expression);
            self.sentence_story = story.or(self.sentence_story);
            self.story =
                story.filter(|story| !self.is_aside(story.reference, expression)).or(self.story);
        }
        Some(resolved)
    }

    /// Keeps in mind the quarter that the article reports on.
    fn note_quarter(&mut self, timex: Timex, reading: Reading) {
        let (Timex::Date(Date::Quarter(year, number)), Reading::Calendar(calendar)) =
            (timex, reading)
        else {
            return;
        };
        let is_told = matches!(calendar.year(), Year::Open | Year::Pointed(Pointer::This));
        if is_told {
            self.quarter = Some((year, number));
        }
    }

    /// The quarter that "a year earlier" looks back from; none where the sentence tells the
    /// results of nine months.
    pub(super) fn compared_quarter(&self, expression: &Expression) -> Option<(i16, u8)> {
        let is_of_months = self.months_at == Some((expression.section, expression.sentence));
        self.quarter.filter(|_| !is_of_months)
    }

    /// A day, month or weekday of which nothing tells the rest.
    fn without_year(&self, expression: &Expression) -> Option<Resolved> {
        let date = match expression.reading {
            Reading::Weekday(weekday, None) => Date::SomeWeekday(weekday),
            Reading::Calendar(calendar) if calendar.last.is_none() => {
                match (calendar.year(), calendar.first.field) {
                    (Year::Open, Field::Day(month, day)) => {
                        year::place(calendar, 2000)?;
                        Date::DayOfSomeYear(month, day)
                    }
                    (Year::Open, Field::Month(month)) => Date::MonthOfSomeYear(month),
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.anchor.is_none().then(|| Resolved::unplaced(Timex::Date(date)))
    }

    /// Whether a date is one of those the article tells of: in a history, "today" is not.
    fn is_of_story(&self, source: DateAnchor) -> bool {
        self.subject == Subject::News
            || matches!(source, DateAnchor::Explicit | DateAnchor::Narrative(_))
    }

    /// Whether a year is a look far back or ahead, from which a history returns to the
    /// times it tells of.
    fn is_aside(&self, reference: Reference, expression: &Expression) -> bool {
        let Some(story) = self.story.map(|story| story.reference) else { return false };
        let ahead = reference.year() - story.year();
        let is_inner = expression.position == Position::Inner;
        let is_look = match ahead {
            // A year says less than the day or month of it that the story has reached.
            0 => story.precision() > Precision::Year,
            1 => is_inner && expression.clause.is_future(),
            2.. => is_inner || ahead > ASIDE_YEARS,
            _ => is_inner || ahead < -ASIDE_YEARS,
        };
        self.subject == Subject::History && reference.precision() == Precision::Year && is_look
    }

    /// The date that was named last, be it an aside: what "that year" speaks of.
    pub(super) fn last_named(&self) -> Option<Reference> {
        self.sentence_story.or(self.story).map(|story| story.reference)
    }

    /// The date that an expression goes on from: of the same sentence, or of the story.
    fn story_of(&self, expression: &Expression) -> Option<Story> {
        self.sentence_story.filter(|story| story.shares_sentence(expression)).or(self.story)
    }

    fn reading(&self, expression: &Expression) -> Option<Resolved> {
        match expression.reading {
            Reading::Said(date) => Some(said(date)),
            Reading::Between(first, last) => between(first, last),
            Reading::Year(year, support) => self.bare_year(year, support),
            Reading::Calendar(calendar) => self.calendar(calendar, expression),
            Reading::EitherOrder(first, second, year) => self.either_order(first, second, year),
            Reading::ShortYear(first, second, year) => {
                let year = self.century(year)?;
                match (first, second) {
                    (13.., _) => self.ordered(second, first, year),
                    (_, 13..) => self.ordered(first, second, year),
                    _ => self.either_order(first, second, year),
                }
            }
            Reading::WeekdayOfDay(weekday, day) => {
                self.weekday_of_day(weekday, day, expression.clause.tense)
            }
            Reading::NthWeekday(nth, weekday, pointer) => self.nth_weekday(nth, weekday, pointer),
            Reading::DayWord(days) => {
                let day = days_from(self.anchor?.day()?, i32::from(days))?;
                Some(Resolved::by(self.anchor?, Date::Day(day), certainty::DAY_WORD))
            }
            Reading::DayOfMonth(day, pointer) => {
                self.day_of_month(day, pointer, expression.clause.tense)
            }
            Reading::Weekday(weekday, pointer) => self.weekday(weekday, pointer, expression),
            Reading::WeekdayOfWeek(weekday, pointer) => self.weekday_of_week(weekday, pointer),
            Reading::Pointed(pointer, unit) => self.pointed(pointer, unit),
            Reading::PastUnit(unit) => self.past_unit(unit),
            Reading::TheUnit(unit) => self.the_unit(unit, expression.clause.tense),
            Reading::Offset(amount, direction) => self.offset(amount, direction, expression),
            Reading::TimeOnly => self.day_of_time(expression),
            Reading::Duration(amount) => Some(Resolved::unplaced(Timex::Duration(amount))),
            Reading::Set(recurrence) => Some(Resolved::unplaced(Timex::Set(recurrence))),
            Reading::Vague(vague) => Some(Resolved::unplaced(Timex::Date(Date::Vague(vague)))),
        }
    }

    fn bare_year(&self, year: i16, support: Support) -> Option<Resolved> {
        let date = Date::from(PartialDate::year(year).ok()?);
        let confidence = match support {
            Support::Strong => certainty::SAID,
            Support::Weak => certainty::LIKELY_YEAR,
            Support::None if (self.anchor?.year() - year).abs() <= NEAR_YEARS => {
                certainty::BARE_YEAR
            }
            Support::None => return None,
        };
        Some(Resolved::explicit(date, confidence))
    }

    fn calendar(&self, calendar: Calendar, expression: &Expression) -> Option<Resolved> {
        match calendar.year() {
            Year::Said(said) => {
                let found = year::place(calendar, said)?;
                let is_day = found.range.first() == found.range.last();
                let confidence = if is_day { certainty::SAID_DAY } else { certainty::SAID };
                Some(Resolved::placed(found, DateAnchor::Explicit, confidence))
            }
            Year::Pointed(pointer) => {
                let (reference, steps, confidence) = self.pointed_from(pointer)?;
                let found = year::place(calendar, reference.year() + steps)?;
                Some(Resolved::placed(found, reference.source, confidence))
            }
            Year::Nearest(pointer) => {
                let (reference, confidence) = match relative::steps_from_anchor(pointer) {
                    Some(_) => (self.anchor?, certainty::YEAR_OF_ANCHOR),
                    None => (self.last_named().or(self.anchor)?, certainty::FROM_STORY),
                };
                let found = year::nearest(calendar, pointer, reference)?;
                Some(Resolved::placed(found, reference.source, confidence))
            }
            Year::Open => self.open_calendar(calendar, expression),
        }
    }

    /// A day or month whose year has to be found: from the story where it tells of the
    /// past, else from the anchor.
    fn open_calendar(&self, calendar: Calendar, expression: &Expression) -> Option<Resolved> {
        let by_anchor = self.anchor.and_then(|anchor| {
            let found = year::of_anchor(calendar, expression.clause, anchor)?;
            Some(Resolved::placed(found, anchor.source, certainty::YEAR_OF_ANCHOR))
        });
        let by_story = self.story_of(expression).and_then(|story| {
            let found = year::of_story(calendar, story.reference)?;
            Some(Resolved::placed(found, story.reference.source, certainty::YEAR_OF_STORY))
        });
        match (self.anchor, by_anchor, self.subject) {
            (None, ..) => by_story.filter(|found| {
                found.range.is_some_and(|range| self.goes_on_from(range, expression))
            }),
            (_, _, Subject::History) => by_story.or(by_anchor),
            (Some(anchor), Some(near), _)
                if near.range.is_some_and(|range| year::is_near(range, anchor)) =>
            {
                by_anchor
            }
            _ => by_story
                .filter(|found| {
                    self.follows_story(expression)
                        || found.range.is_some_and(|range| self.goes_on_in_past(range, expression))
                })
                .or(by_anchor),
        }
    }

    /// Whether news tell a story of a past year from day to day, and a day that is far from
    /// the anchor goes on with it.
    fn goes_on_in_past(&self, range: DateRange, expression: &Expression) -> bool {
        let (Some(story), Some(anchor)) = (self.story, self.anchor) else { return false };
        let is_chronicle = matches!(story.source, DateAnchor::Narrative(_))
            && story.reference.precision() > Precision::Year
            || expression.is_day() && story.reference.day().is_some();
        let last = story.reference.date.last();
        story.source_is_of_text()
            && is_chronicle
            && story.reference.year() < anchor.year()
            && story.section == expression.section
            && expression.sentence.saturating_sub(story.sentence) <= STORY_SENTENCES
            && range.first() >= story.reference.date.first()
            && days_from(last, CHRONICLE_DAYS).is_some_and(|horizon| range.first() <= horizon)
            && !expression.clause.is_future()
    }

    /// Whether a day, in an article that nothing dates, belongs to the year of the date
    /// said before it: in the title, in the same sentence, or where the story goes on from
    /// that day. A year that is said farther off is more often background than the year of
    /// the news.
    fn goes_on_from(&self, range: DateRange, expression: &Expression) -> bool {
        let Some(story) = self.story else { return false };
        let (reference, last) = (story.reference, story.reference.date.last());
        let goes_on = reference.precision() == Precision::Day
            && last <= range.first()
            && days_from(last, STORY_DAYS).is_some_and(|horizon| range.first() <= horizon);
        story.section == Section::Title || story.shares_sentence(expression) || goes_on
    }

    /// Whether the sentence of an expression has just named a year before the anchor's,
    /// which then holds for the rest of it.
    fn follows_story(&self, expression: &Expression) -> bool {
        let (Some(story), Some(anchor)) = (self.story, self.anchor) else { return false };
        story.source == DateAnchor::Explicit
            && story.shares_sentence(expression)
            && story.reference.year() < anchor.year()
            && !expression.clause.is_future()
    }

    /// Day and month in either order: as another date of the article or its anchor
    /// decides, then as the language is written, else both.
    fn either_order(&self, first: i8, second: i8, year: i16) -> Option<Resolved> {
        let day = |month, day| Some(Date::from(PartialDate::day(year, month, day).ok()?));
        let (month_first, day_first) = (day(first, second)?, day(second, first)?);
        if month_first == day_first {
            return Some(Resolved::explicit(month_first, certainty::SAID_DAY));
        }
        let is_at_home = |date: Date| date.range().is_some_and(|range| self.is_at_home(range));
        let order = match (is_at_home(month_first), is_at_home(day_first)) {
            (true, false) => Some((month_first, certainty::ORDER_TOLD)),
            (false, true) => Some((day_first, certainty::ORDER_TOLD)),
            _ => match self.order {
                super::DayMonthOrder::MonthFirst => {
                    Some((month_first, certainty::ORDER_OF_LANGUAGE))
                }
                super::DayMonthOrder::DayFirst => Some((day_first, certainty::ORDER_OF_LANGUAGE)),
                super::DayMonthOrder::Unknown => None,
            },
        };
        Some(match order {
            Some((date, confidence)) => Resolved::explicit(date, confidence),
            None => Resolved {
                other: Some(day_first),
                ..Resolved::explicit(month_first, certainty::EITHER_ORDER)
            },
        })
    }

    /// The year of two digits that is the nearest to the anchor, or some years ahead of it.
    fn century(&self, year: i8) -> Option<i16> {
        let latest = self.anchor?.year() + YEARS_AHEAD;
        Some(latest - (latest - i16::from(year)).rem_euclid(100))
    }

    /// The only day that digits can mean.
    fn ordered(&self, month: i8, day: i8, year: i16) -> Option<Resolved> {
        let date = PartialDate::day(year, month, day).ok()?;
        Some(Resolved::explicit(Date::from(date), certainty::ORDER_TOLD))
    }

    /// Whether a day is close to the anchor, or said in full elsewhere in the article.
    fn is_at_home(&self, day: DateRange) -> bool {
        let is_near = self.anchor.and_then(Reference::day).is_some_and(|anchor| {
            days_from(day.first(), -7).is_some_and(|first| first <= anchor)
                && days_from(day.first(), 31).is_some_and(|last| anchor <= last)
        });
        is_near || self.said_days.binary_search(&day).is_ok()
    }

    /// The part of a resolved date that the words speak of.
    fn portioned(&self, resolved: Resolved, portion: Option<Portion>) -> Resolved {
        let (Some(portion), Some(whole)) = (portion, resolved.range) else { return resolved };
        let anchor = self.anchor.map(|anchor| anchor.date);
        let range = match portion {
            Portion::Third(part) => Some(narrowed(whole, part)),
            Portion::Elapsed => {
                anchor.and_then(|anchor| whole.intersection(DateRange::until(anchor)))
            }
            Portion::Remaining => {
                anchor.and_then(|anchor| whole.intersection(DateRange::since(anchor)))
            }
        };
        let confidence = certainty::of_portion(resolved.confidence);
        Resolved { range: Some(range.unwrap_or(whole)), confidence, ..resolved }
    }

    /// A resolved day with the time of it that the words say.
    fn timed(&self, resolved: Resolved, expression: &Expression) -> Resolved {
        match (resolved.timex, expression.time) {
            (Timex::Date(Date::Day(day)), Some(time)) => {
                Resolved { timex: Timex::Time(Some(day), time), ..resolved }
            }
            _ => resolved,
        }
    }

    /// The day of a time that names none: that of its sentence, of a history's story, or
    /// of the article.
    fn day_of_time(&self, expression: &Expression) -> Option<Resolved> {
        let story = self
            .story
            .filter(|story| self.subject == Subject::History || story.shares_sentence(expression));
        let reference = story
            .map(|story| story.reference)
            .filter(|reference| reference.day().is_some())
            .or(self.anchor.filter(|_| self.subject == Subject::News));
        let Some((reference, day)) = reference.and_then(|found| Some((found, found.day()?))) else {
            return expression.time.map(|time| Resolved::unplaced(Timex::Time(None, time)));
        };
        Some(Resolved::by(reference, Date::Day(day), certainty::DAY_OF_TIME))
    }

    /// Whether the text has named a date yet.
    pub(super) fn has_begun(&self) -> bool {
        self.sentence_story.is_some()
    }

    /// What a pointer points from, how many units on, and how sure that is.
    pub(super) fn pointed_from(&self, pointer: Pointer) -> Option<(Reference, i16, u8)> {
        if let Some(steps) = relative::steps_from_anchor(pointer) {
            return Some((self.anchor?, steps, certainty::POINTED));
        }
        let steps = match pointer {
            Pointer::Previous => -1,
            Pointer::Following => 1,
            _ => 0,
        };
        Some((self.last_named().or(self.anchor)?, steps, certainty::FROM_STORY))
    }
}

fn said(date: Date) -> Resolved {
    let is_day = matches!(date, Date::Day(_));
    Resolved::explicit(date, if is_day { certainty::SAID_DAY } else { certainty::SAID })
}

fn between(first: Date, last: Date) -> Option<Resolved> {
    let range = DateRange::new(first.range()?.first(), last.range()?.last()).ok()?;
    Some(Resolved { range: Some(range), ends: Some((first, last)), ..said(first) })
}

/// Whether a reading is a length of time between a quarter and a year, in months.
fn is_of_months(reading: Reading) -> bool {
    let Reading::Duration(Amount { count: Count::Exactly(count), unit, .. }) = reading else {
        return false;
    };
    unit == Unit::Month && (4..12).contains(&count)
}

/// The days that expressions say in full, sorted, if any leaves the order of its numbers
/// open.
fn said_days(expressions: &[Expression]) -> Vec<DateRange> {
    let is_open = |expression: &Expression| matches!(expression.reading, Reading::EitherOrder(..));
    if !expressions.iter().any(is_open) {
        return Vec::new();
    }
    let mut days: Vec<DateRange> =
        expressions.iter().filter_map(|expression| said_day(&expression.reading)).collect();
    days.sort_unstable();
    days
}

/// The day that a reading says in full.
fn said_day(reading: &Reading) -> Option<DateRange> {
    let range = match *reading {
        Reading::Said(date) => date.range()?,
        Reading::Calendar(calendar) => match calendar.year() {
            Year::Said(year) => year::place(calendar, year)?.range,
            _ => return None,
        },
        _ => return None,
    };
    (range.first() == range.last()).then_some(range)
}
