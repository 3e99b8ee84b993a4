//! The classes into which the grammar of dates sorts words.

use jiff::civil::Weekday;

use super::timex::{DayPart, Season, Unit, Vague};

/// What a word can be in the grammar of dates; words that are nothing to it are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// The name of a month, 1 to 12.
    Month(i8, MonthForm),
    /// The name of a day of the week.
    Weekday(Weekday, WeekdayForm),
    /// One to four digits.
    Number(Digits),
    /// "6th", "first".
    Ordinal(u8),
    /// "two", "ninety".
    Cardinal(u8),
    /// "a", "another".
    One,
    /// "several", "few": more than one, nobody knows how many.
    Some,
    /// "dozen", "hundred", "thousand".
    Scale(u16),
    /// "days", "year".
    Unit(Unit),
    /// "daily": once in each such unit.
    Recurring(Unit),
    /// "yesterday" and its like: so many days from the anchor.
    Deictic(i8),
    /// "tonight", "overnight": of the day so many days from the anchor, that part.
    Night(i8),
    /// "now", "recently", "future".
    Vague(Vague, VagueForm),
    /// "last", "next".
    Pointer(Pointer),
    /// "early", "end".
    Part(Part),
    /// "ago", "later".
    Shift(Shift),
    /// "morning", "night".
    DayPart(DayPart),
    /// "noon", "midnight": the hour.
    Hour(u8),
    /// "a.m.", "p.m.".
    Meridiem(Meridiem),
    /// "Q3".
    QuarterName(u8),
    /// "o'clock".
    OClock,
    /// "GMT", "EST".
    Zone,
    /// "summer".
    Season(Season),
    /// "AD", "BC".
    Era(Era),
    /// "Christmas": a day with a name may begin here.
    Name,
    /// "fiscal", "financial": before a year or a quarter.
    Fiscal,
    /// "full", "consecutive", "straight": between a number and its unit.
    Filler,
    /// "period": what a year or a quarter is called the second time.
    Period,
    /// "old": an age stands before.
    Old,
    /// "long": "a month-long siege".
    Long,
    /// "nearly", "than", "least": what makes an amount a rough one.
    Rough,
    /// A preposition, an article or a conjunction.
    Link(Link),
    /// A verb form that tells past from future.
    Tense(Tense),
    /// What is counted: after it, a number is no year and no day of a month.
    Measure,
    /// A currency or another measure of money, for which the same holds.
    Money,
    /// "profit": beside it, a quarter is one of the year and not of a game.
    Business,
    /// "attacks": after "September 11", a name rather than a day of this year.
    Attack,
    /// A date written in digits.
    Numeric(Numeric),
}

/// How a word says "now" and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VagueForm {
    /// "now", "recently": wherever it stands.
    Adverb,
    /// "current", "recent": before a noun.
    Adjective,
    /// "future", "moment": after "the".
    Noun,
}

/// Before or after noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meridiem {
    /// "a.m."
    Before,
    /// "p.m."
    After,
}

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value.
    pub(super) value: i16,
    /// How many digits it is written with.
    pub(super) width: u8,
}

/// How surely the name of a month is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MonthForm {
    /// "September": nothing else.
    Plain,
    /// "April", "June", "August": people are called so.
    GivenName,
    /// "March", "May": also verbs and surnames.
    Verb,
    /// "Sept", "Oct".
    Short,
    /// "Jan", "Mar", "Dec": abbreviations that are other words too.
    ShortName,
}

/// How the name of a weekday is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WeekdayForm {
    /// "Monday".
    Full,
    /// "Mondays": each of them.
    Plural,
    /// "Sat": a weekday only beside a date.
    Short,
}

/// Which one of a row of weeks, months or weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointer {
    /// "last", "past": the one before the anchor's.
    Last,
    /// "this", "current": the anchor's.
    This,
    /// "next", "coming": the one after the anchor's.
    Next,
    /// "previous", "preceding": the one before that of the story.
    Previous,
    /// "following": the one after that of the story.
    Following,
    /// "same", "that": that of the story.
    Same,
    /// "latest": the last one that is over or going on.
    Latest,
}

/// A part of a month, a year or a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// "early": the first third.
    Early,
    /// "mid": the middle third.
    Mid,
    /// "late": the last third.
    Late,
    /// "the beginning of": the first third.
    Beginning,
    /// "the middle of": the middle third.
    Middle,
    /// "the end of": the last third.
    End,
}

/// From where and which way an amount of time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// "ago": back from the anchor.
    Ago,
    /// "earlier": back from the date of the story.
    Earlier,
    /// "later": on from the date of the story.
    Later,
    /// "from now", "hence": on from the anchor.
    Hence,
}

/// From when years are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// "AD", "CE".
    Common,
    /// "BC", "BCE".
    Before,
}

/// The small words around dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// "the".
    The,
    /// "of".
    Of,
    /// "and", "or".
    And,
    /// "to", "through": between the ends of a range, or before one end.
    To,
    /// "until": the same, and what is before it has not ended.
    Until,
    /// "from".
    From,
    /// "between".
    Between,
    /// "in", "since", "during" and others after which four digits are a year.
    In,
    /// "by", "for", "with": a year may follow, or a number.
    By,
    /// "on".
    On,
    /// "at", "around": a time of day may follow.
    At,
    /// "per": a unit after it is a rate.
    Per,
    /// "every", "each": what follows recurs.
    Every,
    /// "his", "their": "his last year" is not the last one.
    Whose,
}

/// When, seen from the anchor, a clause takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// Before the anchor.
    Past,
    /// After it.
    Future,
    /// On either side: "until August" ends what was or what is to be.
    Deadline,
}

/// A date that is written in digits alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeric {
    /// Year, month and perhaps day: "2021-09-06", "2021/9/6", "09/2021".
    Day(i16, i8, i8),
    /// "2021-09".
    Month(i16, i8),
    /// "6/9/2021": day and month in either order.
    Either(i8, i8, i16),
    /// "6/9/87": the same with a year of two digits.
    ShortYear(i8, i8, i8),
    /// "1914-18", "2001-2005".
    Years(i16, i16),
    /// "6-8": days of a month.
    Days(i8, i8),
    /// "1/2": what a number of units has beside the whole ones.
    Fraction,
    /// "10:30", "7.15pm": a time of day.
    Clock(Clock),
    /// "1990s": ten years, or a hundred when it begins a century.
    Decade(i16),
    /// "9/11", the attacks of 2001.
    NineEleven,
}

/// A time of day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// The hour, 0 to 24.
    pub(super) hour: u8,
    /// The minute, 0 to 59.
    pub(super) minute: u8,
    /// Whether the words before or after it have to show that it is one.
    pub(super) form: ClockForm,
}

/// How surely digits are a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockForm {
    /// "7:15pm": nothing else.
    Marked,
    /// "10:30": also a score or a verse.
    Bare,
}

impl Meridiem {
    /// The hour of the day that so many hours on the clock are.
    pub(super) fn hour(self, hour: u8) -> Option<u8> {
        match (self, hour) {
            (Self::Before, 12) => Some(0),
            (Self::After, 12) => Some(12),
            (Self::Before, 1..=11) => Some(hour),
            (Self::After, 1..=11) => Some(hour + 12),
            _ => None,
        }
    }
}
