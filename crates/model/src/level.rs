//! The periods of the calendar that dates are drawn together to.

use jiff::{Span, ToSpan};

use crate::{DateRange, Day, PartialDate};

/// A length of the periods that the calendar is divided into.
///
/// Weeks are those of ISO 8601: they begin on Monday, and the first of a year is the one
/// with its first Thursday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateLevel {
    /// Days.
    Day,
    /// Weeks, from Monday to Sunday.
    Week,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Years.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years from one that ends in 00.
    Century,
}

impl DateLevel {
    /// Every level, the shortest periods first.
    pub const ALL: [Self; 7] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// The period that the day is in; `None` where it would reach beyond the years 1 to 9999.
    ///
    /// ```
    /// use dateline_model::DateLevel;
    ///
    /// let day = "2021-09-06".parse()?;
    /// assert_eq!(DateLevel::Month.around(day).unwrap().to_string(), "2021-09");
    /// assert_eq!(DateLevel::Week.around(day).unwrap().to_string(), "2021-09-06..2021-09-12");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn around(self, day: Day) -> Option<DateRange> {
        let years = |length: i16| {
            let first = day.year() - day.year().rem_euclid(length);
            // There is no year 0: what is left of the first decade and century begins in 1.
            Some((year_day(first.max(1), 1)?, year_day(first + length - 1, 12)?.last_of_month()))
        };
        let (first, last) = match self {
            Self::Day => (day, day),
            Self::Week => {
                let since_monday = day.weekday().to_monday_zero_offset();
                let monday = day.checked_sub(i64::from(since_monday).days()).ok()?;
                (monday, monday.checked_add(6.days()).ok()?)
            }
            Self::Month => (day.first_of_month(), day.last_of_month()),
            Self::Quarter => {
                let first = year_day(day.year(), (day.month() - 1) / 3 * 3 + 1)?;
                (first, first.checked_add(2.months()).ok()?.last_of_month())
            }
            Self::Year => years(1)?,
            Self::Decade => years(10)?,
            Self::Century => years(100)?,
        };
        let is_known = (1..=9999).contains(&first.year()) && last.year() <= 9999;
        is_known.then(|| DateRange::new(first, last).ok()).flatten()
    }

    /// The period that is `steps` after the one that the day is in, or before it.
    #[must_use]
    pub fn stepped(self, day: Day, steps: i32) -> Option<DateRange> {
        // From its first day, so that the length of months does not matter.
        self.around(self.moved(self.around(day)?.first(), steps)?)
    }

    /// The day that is so many periods after the day, or before it; the last of the month
    /// where a month has no such day.
    #[must_use]
    pub fn moved(self, day: Day, steps: i32) -> Option<Day> {
        let steps = i64::from(steps);
        let span = match self {
            Self::Day => Span::new().try_days(steps),
            Self::Week => Span::new().try_weeks(steps),
            Self::Month => Span::new().try_months(steps),
            Self::Quarter => Span::new().try_months(steps * 3),
            Self::Year => Span::new().try_years(steps),
            Self::Decade => Span::new().try_years(steps * 10),
            Self::Century => Span::new().try_years(steps * 100),
        };
        day.checked_add(span.ok()?).ok().filter(|day| (1..=9999).contains(&day.year()))
    }

    /// How many periods it is from the one that `from` is in to the one that `to` is in; 0
    /// for the same.
    #[must_use]
    pub fn steps(self, from: Day, to: Day) -> i32 {
        let days = |from: Day, to: Day| (to - from).get_days();
        let months = |from: Day, to: Day| {
            (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
                - i32::from(from.month())
        };
        let years = |length: i16| {
            let number = |day: Day| i32::from(day.year().div_euclid(length));
            number(to) - number(from)
        };
        match (self, self.around(from), self.around(to)) {
            (Self::Week, Some(from), Some(to)) => days(from.first(), to.first()) / 7,
            (Self::Quarter, Some(from), Some(to)) => months(from.first(), to.first()) / 3,
            (Self::Month, ..) => months(from, to),
            (Self::Year, ..) => years(1),
            (Self::Decade, ..) => years(10),
            (Self::Century, ..) => years(100),
            _ => days(from, to),
        }
    }

    /// What the period of this level that begins with the range is called, in a form that
    /// the query language reads: `2021-09-06`, `2021-W36`, `2021-09`, `2021-Q3`, `2021`,
    /// `2020s`, `2000..2099`.
    #[must_use]
    pub fn label(self, period: DateRange) -> String {
        let first = period.first();
        match self {
            Self::Day => PartialDate::Day(first).to_string(),
            Self::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => PartialDate::Month(first.year(), first.month()).to_string(),
            Self::Quarter => format!("{:04}-Q{}", first.year(), (first.month() + 2) / 3),
            Self::Year => PartialDate::Year(first.year()).to_string(),
            Self::Decade => format!("{:04}s", first.year() / 10 * 10),
            Self::Century => format!("{:04}..{:04}", first.year(), period.last().year()),
        }
    }

    /// Its name, as in `--level week`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// The first day of a month, if the calendar has it.
fn year_day(year: i16, month: i8) -> Option<Day> {
    Day::new(year, month, 1).ok()
}

impl DateRange {
    /// The level at which the range is one whole period; none for any other stretch of days,
    /// such as a season or several years.
    ///
    /// ```
    /// use dateline_model::{DateLevel, PartialDate};
    ///
    /// let month: PartialDate = "2021-09".parse()?;
    /// assert_eq!(month.range().level(), Some(DateLevel::Month));
    /// # Ok::<(), dateline_model::Error>(())
    /// ```
    #[must_use]
    pub fn level(self) -> Option<DateLevel> {
        DateLevel::ALL.into_iter().find(|level| level.around(self.first()) == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn periods_around_a_day() {
        for (level, of, expected, label) in [
            (DateLevel::Day, "2021-09-06", "2021-09-06", "2021-09-06"),
            (DateLevel::Week, "2021-09-12", "2021-09-06..2021-09-12", "2021-W36"),
            (DateLevel::Week, "2021-01-03", "2020-12-28..2021-01-03", "2020-W53"),
            (DateLevel::Month, "2024-02-29", "2024-02", "2024-02"),
            (DateLevel::Quarter, "2021-09-06", "2021-07-01..2021-09-30", "2021-Q3"),
            (DateLevel::Year, "2021-09-06", "2021", "2021"),
            (DateLevel::Decade, "1990-01-01", "1990-01-01..1999-12-31", "1990s"),
            (DateLevel::Decade, "0007-01-01", "0001-01-01..0009-12-31", "0000s"),
            (DateLevel::Century, "1805-05-05", "1800-01-01..1899-12-31", "1800..1899"),
        ] {
            let period = level.around(day(of)).unwrap();
            assert_eq!(period.to_string(), expected, "{of}");
            assert_eq!(level.label(period), label);
        }
        assert_eq!(DateLevel::Week.around(day("9999-12-31")), None);
    }

    #[test]
    fn steps_and_moves() {
        let stepped = |level: DateLevel, of, steps| level.stepped(day(of), steps).unwrap();
        assert_eq!(
            stepped(DateLevel::Week, "2026-11-21", -1).to_string(),
            "2026-11-09..2026-11-15"
        );
        assert_eq!(stepped(DateLevel::Month, "2026-03-31", -1).to_string(), "2026-02");
        assert_eq!(stepped(DateLevel::Year, "2024-02-29", 1).to_string(), "2025");
        let moved = |level: DateLevel, of, steps| level.moved(day(of), steps).unwrap();
        assert_eq!(moved(DateLevel::Month, "2026-03-31", -1), day("2026-02-28"));
        assert_eq!(moved(DateLevel::Quarter, "2026-11-21", -1), day("2026-08-21"));
        assert_eq!(DateLevel::Year.moved(day("2026-11-21"), -3000), None);
        assert_eq!(DateLevel::Year.moved(day("2026-11-21"), i32::MIN), None);
    }

    #[test]
    fn a_range_is_the_period_that_it_fills() {
        for (first, last, expected) in [
            ("2021-09-06", "2021-09-06", Some("day")),
            ("2021-09-06", "2021-09-12", Some("week")),
            ("2021-09-07", "2021-09-13", None),
            ("2021-09-01", "2021-09-30", Some("month")),
            ("2020-02-01", "2020-02-29", Some("month")),
            ("2021-09-01", "2021-09-10", None),
            ("2021-07-01", "2021-09-30", Some("quarter")),
            ("2021-06-01", "2021-08-31", None),
            ("2021-01-01", "2021-12-31", Some("year")),
            ("1990-01-01", "1999-12-31", Some("decade")),
            ("1991-01-01", "2000-12-31", None),
            ("1900-01-01", "1999-12-31", Some("century")),
            ("0001-01-01", "0099-12-31", Some("century")),
            ("0001-01-01", "9999-12-31", None),
        ] {
            let range = DateRange::new(day(first), day(last)).unwrap();
            assert_eq!(range.level().map(DateLevel::as_str), expected, "{first}..{last}");
        }
    }

    proptest! {
        #[test]
        fn periods_tile_the_calendar(
            year in 2i16..9998,
            month in 1i8..=12,
            of_month in 1i8..=28,
            steps in -50i32..50,
        ) {
            let day = Day::new(year, month, of_month).unwrap();
            for level in DateLevel::ALL {
                let Some(period) = level.around(day) else { continue };
                prop_assert!(period.first() <= day && day <= period.last());
                prop_assert_eq!(level.around(period.first()), Some(period));
                prop_assert_eq!(level.around(period.last()), Some(period));
                if let Some(next) = level.stepped(day, 1) {
                    prop_assert_eq!(period.last().tomorrow().unwrap(), next.first());
                }
                if let Some(other) = level.stepped(day, steps) {
                    prop_assert_eq!(level.steps(day, other.last()), steps);
                }
            }
        }
    }
}
