//! What a temporal expression says, in the terms of TimeML: a date, a time of a day, a
//! duration or something that recurs, and its value as the field writes it.

use std::fmt;

use dateline_model::{
    ByteSpan, Confidence, DateAnchor, DateLevel, DateRange, Day, PartialDate, Section,
};
use jiff::civil::{ISOWeekDate, Weekday};

use super::calendar;

/// A temporal expression of an article, with all that is known of it.
///
/// [`find`](super::find) returns those that dates are searched by; durations, what recurs
/// and "now" are only here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeExpression {
    /// Which text of the article the span indexes.
    pub section: Section,
    /// The words, with their article ("the last week") and without their preposition.
    pub span: ByteSpan,
    /// What they say.
    pub timex: Timex,
    /// From where the parts that the words do not say were taken; none for what needs no
    /// place in the calendar and for what found none.
    pub anchor: Option<DateAnchor>,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// What a temporal expression says.
///
/// Displayed as the value that TimeML's annotators write: `2021-09-06`, `2021-W36`,
/// `2021-09-06TMO`, `P3D`, `PRESENT_REF`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timex {
    /// A day or a longer stretch of the calendar.
    Date(Date),
    /// A part of a day, and the day where it is known.
    Time(Option<Day>, TimeOfDay),
    /// How long something takes.
    Duration(Amount),
    /// What comes back again and again.
    Set(Recurrence),
}

/// The type of an expression: TimeML's four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or longer, somewhere in the calendar.
    Date,
    /// Less than a day, somewhere in the calendar.
    Time,
    /// A length of time.
    Duration,
    /// A recurrence.
    Set,
}

/// A day or a longer stretch of the calendar, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// A day.
    Day(Day),
    /// The week, Monday to Sunday, that this Monday begins.
    Week(Day),
    /// The Saturday and Sunday of the week that this Monday begins.
    Weekend(Day),
    /// A month, 1 to 12, of a year.
    Month(i16, i8),
    /// A quarter, 1 to 4, of a year.
    Quarter(i16, u8),
    /// A quarter of the year that nothing numbers.
    SomeQuarter(i16),
    /// A half, 1 or 2, of a year.
    Half(i16, u8),
    /// A season of the northern year; a winter is that of the year it begins in.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// The ten years that this one begins.
    Decade(i16),
    /// The hundred years that this one begins.
    Century(i16),
    /// A year before the common era: 44 for 44 BC.
    BeforeEra(u16),
    /// A day of a month whose year is not known.
    DayOfSomeYear(i8, i8),
    /// A month whose year is not known.
    MonthOfSomeYear(i8),
    /// A weekday of a week that is not known.
    SomeWeekday(Weekday),
    /// The present, the past or the future at large.
    Vague(Vague),
}

/// A time that is only told from the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// "now"
    Present,
    /// "recently"
    Past,
    /// "the future"
    Future,
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February of the next year.
    Winter,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// Hour, 0 to 24, and minute.
    Clock(u8, u8),
    /// "morning" and its like.
    Part(DayPart),
}

/// A part of the day that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    /// "morning", "dawn"
    Morning,
    /// "midday"
    Midday,
    /// "afternoon"
    Afternoon,
    /// "evening", "dusk"
    Evening,
    /// "night"
    Night,
    /// "daytime"
    Daytime,
}

/// A length of time: so many units, and perhaps half a one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: Unit,
    /// What is added to the whole ones.
    pub rest: Rest,
}

/// How many units an amount of time has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u32),
    /// "several", "a few"
    Some,
}

/// What an amount of time has beside its whole units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing.
    Nothing,
    /// Half a unit: "two and a half years".
    Half,
    /// So many of the next smaller unit: "two years and six months".
    Smaller(u16),
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// What comes back again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recurrence {
    /// Once in each such length of time.
    Every(Amount),
    /// On each such weekday, or at that part of it.
    Weekday(Weekday, Option<DayPart>),
    /// At that part of each day.
    DayPart(DayPart),
    /// In that month of each year.
    Month(i8),
    /// On that day of that month of each year.
    DayOfMonth(i8, i8),
}

impl Timex {
    /// The type.
    #[must_use]
    pub fn kind(self) -> TimexKind {
        match self {
            Self::Date(_) => TimexKind::Date,
            Self::Time(..) => TimexKind::Time,
            Self::Duration(_) => TimexKind::Duration,
            Self::Set(_) => TimexKind::Set,
        }
    }

    /// The days of the calendar that it can mean; none for what is no certain part of the
    /// calendar.
    #[must_use]
    pub fn range(self) -> Option<DateRange> {
        match self {
            Self::Date(date) => date.range(),
            Self::Time(day, _) => calendar::single(day?),
            Self::Duration(_) | Self::Set(_) => None,
        }
    }
}

impl TimexKind {
    /// The type as TimeML writes it: `DATE`, `TIME`, `DURATION` or `SET`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

impl Date {
    /// The days of the calendar that it can mean.
    #[must_use]
    pub fn range(self) -> Option<DateRange> {
        match self {
            Self::Day(day) => calendar::single(day),
            Self::Week(monday) => DateLevel::Week.around(monday),
            Self::Weekend(monday) => calendar::weekend_of(monday),
            Self::Month(year, month) => DateRange::months(year, month, 1),
            Self::Quarter(year, number) => DateRange::months(year, number as i8 * 3 - 2, 3),
            Self::Half(year, number) => DateRange::months(year, number as i8 * 6 - 5, 6),
            Self::Season(year, season) => calendar::season(year, season),
            Self::Year(year) | Self::SomeQuarter(year) => {
                Some(PartialDate::year(year).ok()?.range())
            }
            Self::Decade(first) => calendar::years_of(i32::from(first), 10),
            Self::Century(first) => calendar::century_from(i32::from(first)),
            Self::BeforeEra(_)
            | Self::DayOfSomeYear(..)
            | Self::MonthOfSomeYear(_)
            | Self::SomeWeekday(_)
            | Self::Vague(_) => None,
        }
    }
}

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Self {
        match date {
            PartialDate::Year(year) => Self::Year(year),
            PartialDate::Month(year, month) => Self::Month(year, month),
            PartialDate::Day(day) => Self::Day(day),
        }
    }
}

impl Amount {
    /// So many whole units.
    #[must_use]
    pub fn of(count: u32, unit: Unit) -> Self {
        Self { count: Count::Exactly(count), unit, rest: Rest::Nothing }
    }

    /// An unknown number of units.
    #[must_use]
    pub fn some(unit: Unit) -> Self {
        Self { count: Count::Some, unit, rest: Rest::Nothing }
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Time(Some(day), time) => write!(f, "{}{time}", Date::Day(*day)),
            Self::Time(None, time) => write!(f, "XXXX-XX-XX{time}"),
            Self::Duration(amount) => amount.fmt(f),
            Self::Set(recurrence) => recurrence.fmt(f),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => PartialDate::Day(day).fmt(f),
            Self::Week(monday) => week(monday).fmt(f),
            Self::Weekend(monday) => write!(f, "{}-WE", week(monday)),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, number) => write!(f, "{year:04}-Q{number}"),
            Self::SomeQuarter(year) => write!(f, "{year:04}-QX"),
            Self::Half(year, number) => write!(f, "{year:04}-H{number}"),
            Self::Season(year, season) => write!(f, "{year:04}-{}", season.code()),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(first) => write!(f, "{:03}", first / 10),
            Self::Century(first) => write!(f, "{:02}", first / 100),
            Self::BeforeEra(year) => write!(f, "BC{year:04}"),
            Self::DayOfSomeYear(month, day) => write!(f, "XXXX-{month:02}-{day:02}"),
            Self::MonthOfSomeYear(month) => write!(f, "XXXX-{month:02}"),
            Self::SomeWeekday(weekday) => {
                write!(f, "XXXX-WXX-{}", weekday.to_monday_one_offset())
            }
            Self::Vague(Vague::Present) => f.write_str("PRESENT_REF"),
            Self::Vague(Vague::Past) => f.write_str("PAST_REF"),
            Self::Vague(Vague::Future) => f.write_str("FUTURE_REF"),
        }
    }
}

impl Season {
    fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(hour, minute) => write!(f, "T{hour:02}:{minute:02}"),
            Self::Part(part) => write!(f, "T{}", part.code()),
        }
    }
}

impl DayPart {
    fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let designator = self.unit.designator();
        f.write_str(if designator.is_of_clock { "PT" } else { "P" })?;
        match (self.count, self.rest, self.unit.half()) {
            (Count::Some, ..) => write!(f, "X{}", designator.letters)?,
            // Half of a unit by itself: "half a century".
            (Count::Exactly(0), Rest::Half, Some((count, unit))) => {
                return write!(f, "{count}{unit}");
            }
            (Count::Exactly(count), Rest::Half, None) => {
                write!(f, "{count}.5{}", designator.letters)?;
            }
            (Count::Exactly(count), ..) => {
                write!(f, "{}{}", count * designator.factor, designator.letters)?;
            }
        }
        match (self.rest, self.unit.half(), self.unit.next_smaller()) {
            (Rest::Half, Some((count, unit)), _) => write!(f, "{count}{unit}"),
            (Rest::Smaller(count), _, Some(unit)) => {
                write!(f, "{count}{}", unit.designator().letters)
            }
            _ => Ok(()),
        }
    }
}

/// How a unit is written in a value.
struct Designator {
    letters: &'static str,
    /// How many of what the letters mean make one unit.
    factor: u32,
    is_of_clock: bool,
}

impl Unit {
    fn designator(self) -> Designator {
        let (letters, factor, is_of_clock) = match self {
            Self::Second => ("S", 1, true),
            Self::Minute => ("M", 1, true),
            Self::Hour => ("H", 1, true),
            Self::Day => ("D", 1, false),
            Self::Week => ("W", 1, false),
            Self::Fortnight => ("W", 2, false),
            Self::Weekend => ("WE", 1, false),
            Self::Month => ("M", 1, false),
            Self::Quarter => ("Q", 1, false),
            Self::Half => ("M", 6, false),
            Self::Year => ("Y", 1, false),
            // A decade is ten years to annotators, a century is one.
            Self::Decade => ("Y", 10, false),
            Self::Century => ("CE", 1, false),
            Self::Millennium => ("Y", 1000, false),
        };
        Designator { letters, factor, is_of_clock }
    }

    /// Whether the unit is a day or longer.
    pub(super) fn is_day_or_longer(self) -> bool {
        !matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// The unit that counts what is left of this one.
    pub(super) fn next_smaller(self) -> Option<Self> {
        match self {
            Self::Minute => Some(Self::Second),
            Self::Hour => Some(Self::Minute),
            Self::Week | Self::Month => Some(Self::Day),
            Self::Year => Some(Self::Month),
            _ => None,
        }
    }

    /// What half of the unit is in another one.
    fn half(self) -> Option<(u8, &'static str)> {
        match self {
            Self::Minute => Some((30, "S")),
            Self::Hour => Some((30, "M")),
            Self::Year => Some((6, "M")),
            Self::Decade => Some((5, "Y")),
            Self::Century => Some((50, "Y")),
            _ => None,
        }
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every(amount) => amount.fmt(f),
            Self::Weekday(weekday, part) => {
                Date::SomeWeekday(*weekday).fmt(f)?;
                part.map_or(Ok(()), |part| TimeOfDay::Part(part).fmt(f))
            }
            Self::DayPart(part) => write!(f, "XXXX-XX-XX{}", TimeOfDay::Part(*part)),
            Self::Month(month) => write!(f, "XXXX-{month:02}"),
            Self::DayOfMonth(month, day) => write!(f, "XXXX-{month:02}-{day:02}"),
        }
    }
}

/// A week as ISO 8601 numbers it.
struct Week(ISOWeekDate);

fn week(monday: Day) -> Week {
    Week(monday.iso_week_date())
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.0.year(), self.0.week())
    }
}
