use super::placeholder::is_placeholder;
use super::written::{after_time, at_start};
use super::{Stamp, Written, day, eight_digits, from_epoch, number, small_number};
use dateline_model::{PartialDate, month_named};

/// The date of a field made for it: ISO 8601 with or without time, RFC 2822 and the date
/// forms of feeds, a date in words, eight digits, a number since 1970, a month or year
/// alone.
///
/// A time with an offset gives the date that is written, not that of another time zone.
/// What stands for no date gives none: zeros, the ends of calendars, years to come.
pub(crate) fn from_metadata(value: &str) -> Option<Stamp> {
    let value = value.trim();
    let sign = usize::from(value.starts_with('-'));
    let digits = value[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if sign + digits == value.len() {
        return from_digits(value);
    }
    let (date, rest) = match digits {
        8 => (Written::Complete(eight_digits(&value.as_bytes()[..8])?), &value[8..]),
        _ => written(value)?,
    };
    let stamp = Stamp::of_written(date, rest)?;
    (!is_placeholder(stamp.date, rest)).then_some(stamp)
}

/// The date that a value begins with, and what follows it.
fn written(value: &str) -> Option<(Written, &str)> {
    if let Some((date, length)) = at_start(value).filter(|(date, _)| date.complete().is_some()) {
        return Some((date, &value[length..]));
    }
    let after = after_time(value);
    if let Some((date, length)) = at_start(after).filter(|_| after.len() < value.len()) {
        return Some((date, &after[length..]));
    }
    year_at_end(value).or_else(|| short_year(value)).map(|date| (Written::Complete(date), ""))
}

/// A year, a day, a compact time stamp or a number since 1970, all of it digits.
fn from_digits(value: &str) -> Option<Stamp> {
    /// Later seconds are in years to come, and more likely `YYYYMMDDhh`.
    const SECONDS_TO_COME: i64 = 1_900_000_000;
    let compact = || eight_digits(value.as_bytes().get(..8)?).map(Stamp::local);
    let number: i64 = value.parse().ok()?;
    let stamp = match value.len() {
        4 => {
            let year = day(number.try_into().ok()?, 1, 1)?.first().year();
            Stamp::local(PartialDate::year(year).ok()?)
        }
        6 => {
            let digits = value.as_bytes();
            Stamp::local(super::month(super::number(&digits[..4])?, small_number(&digits[4..])?)?)
        }
        8 | 12 | 14 => compact()?,
        10 if number >= SECONDS_TO_COME => compact().or_else(|| from_epoch(number))?,
        9..=11 | 13 | 16 | 19 => from_epoch(number)?,
        _ => return None,
    };
    (!is_placeholder(stamp.date, "")).then_some(stamp)
}

/// "Sat Sep 25 10:00:00 +0000 2021", "Sat Sep 25 10:00:00 EDT 2021": the form of C and of
/// programs after it.
fn year_at_end(value: &str) -> Option<PartialDate> {
    let mut words = value.split_ascii_whitespace();
    let (_weekday, month_name, day_digits) = (words.next()?, words.next()?, words.next()?);
    let clock = words.next().filter(|clock| clock.contains(':'))?;
    let year = words.next_back().filter(|year| year.len() == 4)?;
    // No more than a zone may stand between.
    if clock.len() > 12 || words.count() > 1 {
        return None;
    }
    let month_number = month_named(month_name)?;
    day(number(year.as_bytes())?, month_number, small_number(day_digits.as_bytes())?)
}

/// "Sat, 25 Sep 21 10:00:00 GMT": the year of RFC 822, of two digits, which RFC 2822 says
/// how to read. A time has to follow it, or it may be anything.
fn short_year(value: &str) -> Option<PartialDate> {
    let value = value.split_once(", ").map_or(value, |(_, rest)| rest);
    let mut words = value.split_ascii_whitespace();
    let (day_digits, month_name, year) = (words.next()?, words.next()?, words.next()?);
    words.next().filter(|clock| clock.contains(':'))?;
    if year.len() != 2 {
        return None;
    }
    let year = match number(year.as_bytes())? {
        year @ 0..50 => 2000 + year,
        year => 1900 + year,
    };
    day(year, month_named(month_name)?, small_number(day_digits.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_of_records() {
        for (value, expected) in [
            ("2021-09-25", Some("2021-09-25")),
            (" 2021-09-25T23:30:00-07:00 ", Some("2021-09-25")),
            ("2021-09-25T01:30:00+05:30", Some("2021-09-25")),
            ("2021-09-25 10:00:00", Some("2021-09-25")),
            ("20210925", Some("2021-09-25")),
            ("20210925T101500Z", Some("2021-09-25")),
            ("20210925101500", Some("2021-09-25")),
            ("202109251015", Some("2021-09-25")),
            ("2021092510", Some("2021-09-25")),
            ("202109", Some("2021-09")),
            ("1632528000", Some("2021-09-25")),
            ("1632528000000", Some("2021-09-25")),
            ("541987200", Some("1987-03-06")),
            ("-1700000000", Some("1916-02-18")),
            ("Sat, 25 Sep 2021 00:00:00 +0000", Some("2021-09-25")),
            ("Sat, 25 Sep 21 10:00:00 GMT", Some("2021-09-25")),
            ("25 Sep 87 10:00 EST", Some("1987-09-25")),
            ("Sat Sep 25 10:00:00 2021", Some("2021-09-25")),
            ("Sat Sep 25 10:00:00 +0000 2021", Some("2021-09-25")),
            ("September 25, 2021 5:00 pm EDT", Some("2021-09-25")),
            ("Fri 6:45 PM, Feb 16, 2018", Some("2018-02-16")),
            ("10:40 GMT, 25 September 2021", Some("2021-09-25")),
            ("25 de septiembre de 2021", Some("2021-09-25")),
            ("2021-09", Some("2021-09")),
            ("2021", Some("2021")),
            ("05/09/2021", Some("2021")),
            ("0000-00-00", None),
            ("0000-00-00 00:00:00", None),
            ("0001-01-01T00:00:00", None),
            ("0001", None),
            ("1970-01-01", None),
            ("1970-01-01T00:00:00Z", None),
            ("1969-12-31T19:00:00-05:00", None),
            ("1970-01-01T09:30:00Z", Some("1970-01-01")),
            ("9999-12-31", None),
            ("2121-09-25", None),
            ("2099-12-31", None),
            ("2021-13-45", None),
            ("2021-02-30", None),
            ("0", None),
            ("12345", None),
            ("yesterday", None),
            ("", None),
            ("-", None),
            ("September 25", None),
            ("25 Sep 87", None),
            ("99999999999999999999", None),
            ("{{ page.date }}", None),
        ] {
            let date = from_metadata(value).map(|stamp| stamp.date.to_string());
            assert_eq!(date.as_deref(), expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_value_is_read_or_not(value in "[-+0-9:.,TZ /a-zA-Zé年月日]{0,40}") {
            if let Some(stamp) = from_metadata(&value) {
                prop_assert!((1600..2100).contains(&stamp.date.first().year()));
            }
        }
    }
}
