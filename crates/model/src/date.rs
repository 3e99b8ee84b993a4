use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;

use crate::{Error, ErrorKind, Result};

/// A day of the (proleptic Gregorian) calendar.
pub type Day = jiff::civil::Date;

/// A date as far as it is known: a year, a month of a year, or a day. Parts that are not
/// known are not invented.
///
/// Written and read as `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601), years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A year.
    Year(i16),
    /// A month (1 to 12) of a year.
    Month(i16, i8),
    /// A day.
    Day(Day),
}

impl PartialDate {
    /// The year.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSuchDate`] outside 1 to 9999.
    pub fn year(year: i16) -> Result<Self> {
        if (1..=9999).contains(&year) {
            return Ok(Self::Year(year));
        }
        Err(Error::new(ErrorKind::NoSuchDate, &year.to_string()))
    }

    /// The month of the year.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSuchDate`] for a month outside 1 to 12 or a year outside 1 to 9999.
    pub fn month(year: i16, month: i8) -> Result<Self> {
        match Self::year(year) {
            Ok(_) if (1..=12).contains(&month) => Ok(Self::Month(year, month)),
            _ => Err(Error::new(ErrorKind::NoSuchDate, &format!("{year}-{month}"))),
        }
    }

    /// The day of the month of the year.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSuchDate`] when the calendar has no such day, as with 31 June.
    pub fn day(year: i16, month: i8, day: i8) -> Result<Self> {
        match (Self::year(year), Day::new(year, month, day)) {
            (Ok(_), Ok(day)) => Ok(Self::Day(day)),
            _ => Err(Error::new(ErrorKind::NoSuchDate, &format!("{year}-{month}-{day}"))),
        }
    }

    /// The earliest day it can mean.
    #[must_use]
    pub fn first(self) -> Day {
        match self {
            Self::Year(year) => calendar_day(year, 1),
            Self::Month(year, month) => calendar_day(year, month),
            Self::Day(day) => day,
        }
    }

    /// The latest day it can mean.
    #[must_use]
    pub fn last(self) -> Day {
        match self {
            Self::Year(year) => calendar_day(year, 12).last_of_month(),
            Self::Month(year, month) => calendar_day(year, month).last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// Every day it can mean.
    #[must_use]
    pub fn range(self) -> DateRange {
        DateRange { first: self.first(), last: self.last() }
    }
}

/// The number of a month, from 1, by its English name or its usual abbreviation, in any case;
/// the stop of an abbreviation is no part of it.
///
/// ```
/// use dateline_model::month_named;
///
/// assert_eq!(month_named("September"), Some(9));
/// assert_eq!(month_named("SEPT"), Some(9));
/// assert_eq!(month_named("Septem"), None);
/// ```
#[must_use]
pub fn month_named(name: impl AsRef<[u8]>) -> Option<i8> {
    const NAMES: [&[u8]; 12] = [
        b"january",
        b"february",
        b"march",
        b"april",
        b"may",
        b"june",
        b"july",
        b"august",
        b"september",
        b"october",
        b"november",
        b"december",
    ];
    let name = name.as_ref();
    if name.eq_ignore_ascii_case(b"sept") {
        return Some(9);
    }
    let is_it = |full: &&[u8]| {
        name.eq_ignore_ascii_case(full) || name.len() == 3 && name.eq_ignore_ascii_case(&full[..3])
    };
    NAMES.iter().position(is_it).map(|index| index as i8 + 1)
}

/// A day of a year that is not known: "September 6" in an article that nothing dates.
///
/// Written as XML Schema's `gMonthDay`, `--09-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearlessDay {
    month: i8,
    day: i8,
}

impl YearlessDay {
    /// The day of the month.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSuchDate`] when no year has such a day; 29 February is one.
    pub fn new(month: i8, day: i8) -> Result<Self> {
        match Day::new(2000, month, day) {
            Ok(_) => Ok(Self { month, day }),
            Err(_) => Err(Error::new(ErrorKind::NoSuchDate, &format!("--{month:02}-{day:02}"))),
        }
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.day
    }

    /// Whether the range has this day of some year.
    #[must_use]
    pub fn may_be_in(self, range: DateRange) -> bool {
        (range.first.year()..=range.last.year().min(range.first.year().saturating_add(8)))
            .filter_map(|year| Day::new(year, self.month, self.day).ok())
            .any(|day| range.first <= day && day <= range.last)
    }
}

impl From<Day> for YearlessDay {
    fn from(day: Day) -> Self {
        Self { month: day.month(), day: day.day() }
    }
}

impl fmt::Display for YearlessDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--{:02}-{:02}", self.month, self.day)
    }
}

/// The first day of a month that the constructors have checked.
fn calendar_day(year: i16, month: i8) -> Day {
    Day::constant(year, month, 1)
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let form = || Error::new(ErrorKind::DateForm, text);
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| digits(part, 4)).ok_or_else(form)?;
        let month = parts.next().map(|part| digits(part, 2).ok_or_else(form)).transpose()?;
        let day = parts.next().map(|part| digits(part, 2).ok_or_else(form)).transpose()?;
        if parts.next().is_some() {
            return Err(form());
        }
        // Two digits fit an i8.
        let date = match (month, day) {
            (None, _) => Self::year(year),
            (Some(month), None) => Self::month(year, month as i8),
            (Some(month), Some(day)) => Self::day(year, month as i8, day as i8),
        };
        date.map_err(|error| Error::new(error.kind(), text))
    }
}

/// The number written with exactly `width` ASCII digits.
fn digits(part: &str, width: usize) -> Option<i16> {
    (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| part.parse().ok())
        .flatten()
}

/// The days from a first to a last, both inclusive.
///
/// An open end is the calendar's own: [`DateRange::since`] ends at [`Day::MAX`],
/// [`DateRange::until`] begins at [`Day::MIN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    first: Day,
    last: Day,
}

impl DateRange {
    /// The days from `first` to `last`, both inclusive.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ReversedRange`] when `first` is after `last`.
    pub fn new(first: Day, last: Day) -> Result<Self> {
        if first > last {
            return Err(Error::new(ErrorKind::ReversedRange, &format!("{first}..{last}")));
        }
        Ok(Self { first, last })
    }

    /// Every day from the earliest that `date` can mean.
    #[must_use]
    pub fn since(date: PartialDate) -> Self {
        Self { first: date.first(), last: Day::MAX }
    }

    /// Every day up to the latest that `date` can mean.
    #[must_use]
    pub fn until(date: PartialDate) -> Self {
        Self { first: Day::MIN, last: date.last() }
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.last
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: DateRange) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether every day of `other` is in this range.
    #[must_use]
    pub fn contains(self, other: DateRange) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The year, month or day that the range is all of; none for any other stretch of days.
    ///
    /// ```
    /// use dateline_model::PartialDate;
    ///
    /// let month: PartialDate = "2021-09".parse()?;
    /// assert_eq!(month.range().partial_date(), Some(month));
    /// # Ok::<(), dateline_model::Error>(())
    /// ```
    #[must_use]
    pub fn partial_date(self) -> Option<PartialDate> {
        let (year, month) = (self.first.year(), self.first.month());
        [PartialDate::Day(self.first), PartialDate::Month(year, month), PartialDate::Year(year)]
            .into_iter()
            .find(|date| date.range() == self)
    }

    /// So many months from one of a year on; none where they reach beyond the years 1 to 9999.
    #[must_use]
    pub fn months(year: i16, first: i8, count: i8) -> Option<Self> {
        let first = PartialDate::month(year, first).ok()?.first();
        let last = first.checked_add(i64::from(count - 1).months()).ok()?.last_of_month();
        Self::new(first, last).ok()
    }

    /// The days that both have, if any.
    #[must_use]
    pub fn intersection(self, other: DateRange) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last)).ok()
    }
}

/// `2021-09` for a whole month, `2021-09-01..2021-09-15` for a range, an open end left
/// empty.
impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.partial_date() {
            return date.fmt(f);
        }
        if self.first != Day::MIN {
            PartialDate::Day(self.first).fmt(f)?;
        }
        f.write_str("..")?;
        if self.last != Day::MAX {
            PartialDate::Day(self.last).fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_are_read_or_refused() {
        for (text, expected) in [
            ("2021", Ok("2021-01-01..2021-12-31")),
            ("2021-09", Ok("2021-09-01..2021-09-30")),
            ("2020-02", Ok("2020-02-01..2020-02-29")),
            ("2021-09-06", Ok("2021-09-06..2021-09-06")),
            ("9999-12-31", Ok("9999-12-31..9999-12-31")),
            ("21", Err(ErrorKind::DateForm)),
            ("2021-9", Err(ErrorKind::DateForm)),
            ("2021-09-06-01", Err(ErrorKind::DateForm)),
            ("2021-09-+6", Err(ErrorKind::DateForm)),
            ("", Err(ErrorKind::DateForm)),
            ("0000", Err(ErrorKind::NoSuchDate)),
            ("2021-13", Err(ErrorKind::NoSuchDate)),
            ("2021-06-31", Err(ErrorKind::NoSuchDate)),
            ("2021-02-29", Err(ErrorKind::NoSuchDate)),
        ] {
            let read = text
                .parse::<PartialDate>()
                .map(|date| format!("{}..{}", date.first(), date.last()))
                .map_err(|error| error.kind());
            assert_eq!(read, expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_may_be_in_any() {
        let day = YearlessDay::new(9, 6).unwrap();
        let range = |text: &str| text.parse::<PartialDate>().unwrap().range();
        assert!(day.may_be_in(range("2021-09")) && day.may_be_in(range("1999-09-06")));
        assert!(!day.may_be_in(range("2021-09-07")));
        assert!(
            YearlessDay::new(2, 29).unwrap().may_be_in(DateRange::since("2021".parse().unwrap()))
        );
        assert_eq!(YearlessDay::new(6, 31).unwrap_err().kind(), ErrorKind::NoSuchDate);
        assert_eq!(day.to_string(), "--09-06");
    }

    #[test]
    fn ranges_overlap_by_days() {
        let range = |text: &str| text.parse::<PartialDate>().unwrap().range();
        assert!(range("2021-09").overlaps(range("2021-09-06")));
        assert!(range("2021").contains(range("2021-09")));
        assert!(!range("2021-08").overlaps(range("2021-09")));
        assert_eq!(range("2021").intersection(range("2021-09")), Some(range("2021-09")));
    }

    #[test]
    fn ranges_are_shown_as_they_are_asked_for() {
        let day = |text: &str| text.parse::<PartialDate>().unwrap();
        let span = DateRange::new(day("2021-09-06").first(), day("2021-09-08").last()).unwrap();
        assert_eq!(span.to_string(), "2021-09-06..2021-09-08");
        assert_eq!(day("2021-09").range().to_string(), "2021-09");
        assert_eq!(DateRange::since(day("2021-09")).to_string(), "2021-09-01..");
        assert_eq!(DateRange::until(day("2021")).to_string(), "..2021-12-31");
    }

    proptest! {
        #[test]
        fn parse_of_display_is_identity(year in 1i16..=9999, month in 1i8..=12, day in 1i8..=28) {
            for date in [
                PartialDate::year(year).unwrap(),
                PartialDate::month(year, month).unwrap(),
                PartialDate::day(year, month, day).unwrap(),
            ] {
                prop_assert_eq!(date.to_string().parse::<PartialDate>().unwrap(), date);
                prop_assert!(date.first() <= date.last());
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}") {
            let _ = text.parse::<PartialDate>();
        }
    }
}
