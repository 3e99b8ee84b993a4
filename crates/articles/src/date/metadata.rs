use dateline_model::PartialDate;

use super::{at_start, day, eight_digits, number};

/// The date of a field made for it: ISO 8601 with or without time, RFC 2822, a date in
/// words, eight digits, seconds or milliseconds since 1970, a month or year alone.
///
/// A time with an offset gives the date that is written, not that of another time zone.
pub(crate) fn from_metadata(value: &str) -> Option<PartialDate> {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match (digits, value.len() == digits) {
        (4, true) => PartialDate::year(number(value.as_bytes())?).ok(),
        (10 | 13, true) => from_epoch(value.parse().ok()?),
        (8, _) => eight_digits(&value.as_bytes()[..8]),
        // A compact time stamp: 20210925101500.
        (14, true) => eight_digits(&value.as_bytes()[..8]),
        _ => at_start(value)?.0.complete(),
    }
}

/// The day, in UTC, of a number of seconds or of milliseconds since 1970: the same number
/// cannot be both within the years that news can be from.
pub(crate) fn from_epoch(number: i64) -> Option<PartialDate> {
    const MILLISECONDS_FROM: u64 = 100_000_000_000;
    let seconds =
        if number.unsigned_abs() >= MILLISECONDS_FROM { number.div_euclid(1000) } else { number };
    let date = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    day(date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_records() {
        for (value, expected) in [
            ("2021-09-25", Some("2021-09-25")),
            (" 2021-09-25T23:30:00-07:00 ", Some("2021-09-25")),
            ("2021-09-25 10:00:00", Some("2021-09-25")),
            ("20210925", Some("2021-09-25")),
            ("20210925T101500Z", Some("2021-09-25")),
            ("20210925101500", Some("2021-09-25")),
            ("1632528000", Some("2021-09-25")),
            ("1632528000000", Some("2021-09-25")),
            ("Sat, 25 Sep 2021 00:00:00 +0000", Some("2021-09-25")),
            ("September 25, 2021 5:00 pm EDT", Some("2021-09-25")),
            ("2021-09", Some("2021-09")),
            ("2021", Some("2021")),
            ("0000-00-00", None),
            ("0", None),
            ("yesterday", None),
            ("", None),
            ("September 25", None),
            ("99999999999999999999", None),
        ] {
            let date = from_metadata(value).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{value}");
        }
    }
}
