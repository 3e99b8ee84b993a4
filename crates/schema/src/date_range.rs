//! Ranges of days as numbers of a column.

use dateline_model::{DateRange, Day};

/// A range of days as a number that sorts by its first day, then by its last.
///
/// What lies before the year 0 or after 9999 is cut off: an end that is open is the first
/// or the last day of those. The two days are told apart by bits alone, so that ranges can be
/// compared without being decoded.
///
/// ```
/// use dateline_model::PartialDate;
/// use dateline_schema::RangeCode;
///
/// let code = |text: &str| RangeCode::from(text.parse::<PartialDate>().unwrap().range());
/// assert!(code("2021-09-06").is_within(code("2021-09")));
/// assert!(code("2021").overlaps(code("2021-09")));
/// assert_eq!(code("2021-09").range().unwrap().to_string(), "2021-09");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RangeCode(pub u64);

/// The bits of one day: ten thousand years have fewer than 2^22 days.
const DAY_BITS: u32 = 22;
const DAY_MASK: u64 = (1 << DAY_BITS) - 1;

const EARLIEST: Day = Day::constant(0, 1, 1);
const LATEST: Day = Day::constant(9999, 12, 31);

impl From<DateRange> for RangeCode {
    fn from(range: DateRange) -> Self {
        Self(number(range.first()) << DAY_BITS | number(range.last()))
    }
}

impl RangeCode {
    fn first(self) -> u64 {
        self.0 >> DAY_BITS
    }

    fn last(self) -> u64 {
        self.0 & DAY_MASK
    }

    /// Whether every day of it is in `other`.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        other.first() <= self.first() && self.last() <= other.last()
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// The range, an end that was cut off as the open end that it was; `None` for a number
    /// that is no range.
    #[must_use]
    pub fn range(self) -> Option<DateRange> {
        let (first, last) = (day(self.first())?, day(self.last())?);
        let first = if first == EARLIEST { Day::MIN } else { first };
        DateRange::new(first, last).ok()
    }
}

/// The days from 1 January 0 on.
fn number(day: Day) -> u64 {
    let days = (day.clamp(EARLIEST, LATEST) - EARLIEST).get_days();
    u64::from(days.unsigned_abs())
}

fn day(number: u64) -> Option<Day> {
    let days = jiff::Span::new().try_days(i64::try_from(number).ok()?).ok()?;
    EARLIEST.checked_add(days).ok()
}

#[cfg(test)]
mod tests {
    use dateline_model::PartialDate;
    use proptest::prelude::*;

    use super::*;

    fn range(text: &str) -> DateRange {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        match (first, last) {
            ("", last) => DateRange::until(date(last)),
            (first, "") => DateRange::since(date(first)),
            _ => DateRange::new(date(first).first(), date(last).last()).unwrap(),
        }
    }

    #[test]
    fn ranges_come_back() {
        for text in ["2021-09-06", "2021", "..2001-12-31", "1987-03-02..", "0001", "9999-12-31"] {
            assert_eq!(RangeCode::from(range(text)).range(), Some(range(text)), "{text}");
        }
        assert_eq!(RangeCode(u64::MAX).range(), None);
        assert_eq!(RangeCode(5 << DAY_BITS | 4).range(), None);
    }

    fn any_range() -> impl Strategy<Value = DateRange> {
        let day = || (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Day::new(y, m, d));
        (day(), day()).prop_map(|(one, other)| {
            let (one, other) = (one.unwrap(), other.unwrap());
            DateRange::new(one.min(other), one.max(other)).unwrap()
        })
    }

    proptest! {
        #[test]
        fn codes_compare_as_their_ranges(one in any_range(), other in any_range()) {
            let (a, b) = (RangeCode::from(one), RangeCode::from(other));
            prop_assert_eq!(a.range(), Some(one));
            prop_assert_eq!(a.is_within(b), other.contains(one));
            prop_assert_eq!(a.overlaps(b), one.overlaps(other));
            let ends = |range: DateRange| (range.first(), range.last());
            prop_assert_eq!(a.cmp(&b), ends(one).cmp(&ends(other)));
        }

        #[test]
        fn any_number_is_a_range_or_none(number: u64) {
            let _ = RangeCode(number).range();
        }
    }
}
