use super::placeholder::is_placeholder_second;
use super::{Stamp, day};

/// The day, in UTC, of a number of seconds, milliseconds, microseconds or nanoseconds since
/// 1970: within the years that news can be from, a number is one of them only.
///
/// Zero and the like stand for no date.
pub(crate) fn from_epoch(number: i64) -> Option<Stamp> {
    /// From this number on it counts the next smaller unit.
    const NEXT_UNIT: u64 = 100_000_000_000;
    let mut seconds = number;
    for _ in 0..3 {
        if seconds.unsigned_abs() >= NEXT_UNIT {
            seconds = seconds.div_euclid(1000);
        }
    }
    if is_placeholder_second(seconds) {
        return None;
    }
    let time = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let date = day(time.year(), time.month(), time.day())?;
    let is_midnight = seconds.rem_euclid(86_400) == 0;
    let utc_hour = (!is_midnight).then_some(time.hour().unsigned_abs());
    Some(Stamp { utc_hour, ..Stamp::local(date) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_apart_by_size() {
        for (number, expected) in [
            (1_632_528_000, Some("2021-09-25")),
            (1_632_528_000_000, Some("2021-09-25")),
            (1_632_528_000_000_000, Some("2021-09-25")),
            (1_632_528_000_000_000_000, Some("2021-09-25")),
            (541_987_200, Some("1987-03-06")),
            (541_987_200_000, Some("1987-03-06")),
            (-1_700_000_000, Some("1916-02-18")),
            (0, None),
            (1, None),
            (2_147_483_647, None),
            (i64::MAX, None),
            (i64::MIN, Some("1677-09-21")),
        ] {
            let date = from_epoch(number).map(|stamp| stamp.date.to_string());
            assert_eq!(date.as_deref(), expected, "{number}");
        }
    }
}
