use jiff::civil::Weekday;

use crate::{DateRange, Day, PartialDate};

/// How exactly a date is told: by which stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatePrecision {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months that begin in January, April, July or October.
    Quarter,
    /// A year.
    Year,
    /// Ten years, the first of which ends in 0.
    Decade,
    /// A hundred years, the first of which ends in 00.
    Century,
    /// Days that are none of these: some days of a month, a season, several years.
    Span,
}

impl DatePrecision {
    /// The precision as one lower-case word, for output.
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
            Self::Span => "span",
        }
    }
}

impl DateRange {
    /// How exactly the range tells a date: the stretch of the calendar that it is.
    ///
    /// ```
    /// use dateline_model::{DatePrecision, PartialDate};
    ///
    /// let month: PartialDate = "2021-09".parse()?;
    /// assert_eq!(month.range().precision(), DatePrecision::Month);
    /// # Ok::<(), dateline_model::Error>(())
    /// ```
    #[must_use]
    pub fn precision(self) -> DatePrecision {
        let (first, last) = (self.first(), self.last());
        if first == last {
            return DatePrecision::Day;
        }
        if first.weekday() == Weekday::Monday && is_days_later(first, last, 6) {
            return DatePrecision::Week;
        }
        if first.day() != 1 || last != last.last_of_month() {
            return DatePrecision::Span;
        }
        let months = months_of(last) - months_of(first) + 1;
        match (months, first.month(), i32::from(first.year())) {
            (1, ..) => DatePrecision::Month,
            (3, 1 | 4 | 7 | 10, _) => DatePrecision::Quarter,
            (12, 1, _) => DatePrecision::Year,
            (120, 1, year) if year % 10 == 0 => DatePrecision::Decade,
            (1200, 1, year) if year % 100 == 0 => DatePrecision::Century,
            // The first decade and the first century have no year 0.
            (108, 1, 1) => DatePrecision::Decade,
            (1188, 1, 1) => DatePrecision::Century,
            _ => DatePrecision::Span,
        }
    }
}

fn months_of(day: Day) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}

fn is_days_later(first: Day, last: Day, days: i32) -> bool {
    first.until(last).is_ok_and(|span| span.get_days() == days)
}

impl From<PartialDate> for DatePrecision {
    fn from(date: PartialDate) -> Self {
        date.range().precision()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_the_stretch_that_it_fills() {
        for (first, last, expected) in [
            ("2021-09-06", "2021-09-06", "day"),
            ("2021-09-06", "2021-09-12", "week"),
            ("2021-09-07", "2021-09-13", "span"),
            ("2021-09-01", "2021-09-30", "month"),
            ("2020-02-01", "2020-02-29", "month"),
            ("2021-09-01", "2021-09-10", "span"),
            ("2021-07-01", "2021-09-30", "quarter"),
            ("2021-06-01", "2021-08-31", "span"),
            ("2021-01-01", "2021-12-31", "year"),
            ("1990-01-01", "1999-12-31", "decade"),
            ("1991-01-01", "2000-12-31", "span"),
            ("1900-01-01", "1999-12-31", "century"),
            ("0001-01-01", "0099-12-31", "century"),
            ("0001-01-01", "9999-12-31", "span"),
        ] {
            let day = |text: &str| text.parse::<PartialDate>().unwrap().first();
            let range = DateRange::new(day(first), day(last)).unwrap();
            assert_eq!(range.precision().as_str(), expected, "{first}..{last}");
        }
    }
}
