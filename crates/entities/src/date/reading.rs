//! What the grammar returns: expressions, with what the words leave open left open.

use dateline_model::{ByteSpan, Section};
use jiff::civil::Weekday;

use super::named_day::NamedDay;
use super::timex::{Amount, Date, DayPart, Recurrence, Season, TimeOfDay, Unit, Vague};
use super::word::{Part, Pointer, Tense};

/// How many words away a verb is surely the one that an expression belongs to.
const NEAR_VERB: u32 = 5;

/// Words that speak of a time, read but not yet resolved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expression {
    /// Which text the span indexes.
    pub(super) section: Section,
    /// The words.
    pub(super) span: ByteSpan,
    /// What they say.
    pub(super) reading: Reading,
    /// The part of it that they speak of.
    pub(super) portion: Option<Portion>,
    /// The time of that day.
    pub(super) time: Option<TimeOfDay>,
    /// Where the words of the two ends of a range are.
    pub(super) ends: Option<(ByteSpan, ByteSpan)>,
    /// What the clause tells of past and future.
    pub(super) clause: Clause,
    /// The number of the sentence within its section.
    pub(super) sentence: u32,
    /// Where in its sentence it stands.
    pub(super) position: Position,
}

/// What a clause tells of past and future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    /// The tense, where a verb tells it.
    pub(super) tense: Option<Tense>,
    /// How many words away that verb is.
    pub(super) verb_distance: u32,
}

impl Clause {
    /// Whether it tells of what is to come.
    pub(super) fn is_future(self) -> bool {
        self.tense == Some(Tense::Future)
    }

    /// Whether the verb is so near that it is surely the one the expression belongs to.
    pub(super) fn has_near_verb(self) -> bool {
        self.verb_distance <= NEAR_VERB
    }
}

impl Expression {
    /// Whether it names a day of a month.
    pub(super) fn is_day(&self) -> bool {
        matches!(
            self.reading,
            Reading::Calendar(Calendar { first: Point { field: Field::Day(..), .. }, .. })
        )
    }
}

/// Where in its sentence an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// At its beginning: "In 1942, the war": what follows is told of that time.
    Leading,
    /// Further on.
    Inner,
}

/// What an expression says, with what it leaves open left open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reading {
    /// Everything is said.
    Said(Date),
    /// Both ends of a range are said.
    Between(Date, Date),
    /// Four digits that may be a year.
    Year(i16, Support),
    /// Days, months or seasons of a year that may have to be found.
    Calendar(Calendar),
    /// Day and month in an order that is not said, and the year.
    EitherOrder(i8, i8, i16),
    /// The same with the last two digits of the year.
    ShortYear(i8, i8, i8),
    /// A day, so many days from the anchor.
    DayWord(i8),
    /// "the 29th", of a month that is understood or pointed to.
    DayOfMonth(i8, Option<Pointer>),
    /// "Tuesday the 29th", of the month in which it is one.
    WeekdayOfDay(Weekday, i8),
    /// The n-th such weekday, the last one for 0, of a month that is pointed to.
    NthWeekday(u8, Weekday, Pointer),
    /// A day of the week; with a pointer, relative to the anchor's own.
    Weekday(Weekday, Option<Pointer>),
    /// A day of the week of a week: "Tuesday of last week".
    WeekdayOfWeek(Weekday, Pointer),
    /// A week, month or year relative to that of the anchor, or of the story.
    Pointed(Pointer, Unit),
    /// "the past year": that much time up to the anchor.
    PastUnit(Unit),
    /// "the quarter", "the weekend": the one that the article speaks of.
    TheUnit(Unit),
    /// So many units before (less than 0) or after.
    Offset(Amount, Direction),
    /// A part of a day that the words do not name: "5 p.m.", "the morning".
    TimeOnly,
    /// How long something takes.
    Duration(Amount),
    /// What comes back.
    Set(Recurrence),
    /// Present, past or future at large.
    Vague(Vague),
}

/// What an offset is counted from, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Back from the anchor of the article.
    Ago,
    /// On from the anchor of the article.
    Hence,
    /// Back from the date of which the text spoke last.
    Earlier,
    /// On from the date of which the text spoke last.
    Later,
}

/// What speaks for four digits being a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Support {
    /// The words before leave no doubt.
    Strong,
    /// The words before allow it.
    Weak,
    /// Nothing but the value.
    None,
}

/// One or two points of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calendar {
    /// The only or the first point.
    pub(super) first: Point,
    /// The last point of a range.
    pub(super) last: Option<Point>,
    /// The day of the week that the words give with a day.
    pub(super) weekday: Option<Weekday>,
}

/// A place in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    /// Where in the year.
    pub(super) field: Field,
    /// Of which year.
    pub(super) year: Year,
}

/// What of a year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A day of a month.
    Day(i8, i8),
    /// The n-th such weekday of a month, the last one for 0.
    NthWeekday(u8, Weekday, i8),
    /// The last day of a month.
    LastDay(i8),
    /// The week in which a day of a month lies.
    WeekOf(i8, i8),
    /// A month.
    Month(i8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// A season.
    Season(Season),
    /// A day with a name.
    Named(NamedDay),
}

/// Which year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// The words do not say.
    Open,
    /// The words say it.
    Said(i16),
    /// Relative to the anchor's: "August last year", "next March".
    Pointed(Pointer),
    /// The nearest before or after the anchor: "last August", "next March".
    Nearest(Pointer),
}

/// The part of a stretch of time that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Portion {
    /// A third.
    Third(Part),
    /// What of it is over at the anchor: "earlier this month".
    Elapsed,
    /// What of it is to come: "later this year".
    Remaining,
}

impl Calendar {
    /// One point.
    pub(super) fn of(point: Point) -> Self {
        Self { first: point, last: None, weekday: None }
    }

    /// The year that is said last.
    pub(super) fn year(&self) -> Year {
        self.last.unwrap_or(self.first).year
    }
}

impl Point {
    /// The same place of another year, if the words leave the year open.
    pub(super) fn or_year(self, year: Year) -> Self {
        if self.year == Year::Open { Self { year, ..self } } else { self }
    }
}

impl From<DayPart> for TimeOfDay {
    fn from(part: DayPart) -> Self {
        Self::Part(part)
    }
}
