use dateline_model::{Day, PartialDate};

use super::Written;

/// A date as a field gives it, and whether it can be another day where the article
/// appeared.
///
/// Many systems keep times in UTC, so that the evening paper of Los Angeles has the day
/// after in its metadata, and the morning paper of Tokyo the day before. Which it is the
/// field does not tell; another source may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The date as written.
    pub(crate) date: PartialDate,
    /// The hour in UTC, 0 to 23, if that is what the time is in.
    pub(crate) utc_hour: Option<u8>,
    /// Of a date in numbers of which either may be the day, both readings: with the day
    /// first, and with the month first. `date` is what they share.
    pub(crate) readings: Option<[Day; 2]>,
}

impl Stamp {
    /// A date of some place, or without a time.
    pub(crate) fn local(date: PartialDate) -> Self {
        Self { date, utc_hour: None, readings: None }
    }

    /// The stamp of a date and of what follows it in its field; none of a date without its
    /// year. Midnight is no time: it is what a date is given that has none.
    pub(crate) fn of_written(written: Written, rest: &str) -> Option<Self> {
        let readings = match written {
            Written::EitherOrder { day_first, month_first } => Some([day_first, month_first]),
            Written::Complete(_) | Written::WithoutYear { .. } => None,
        };
        Some(Self { date: written.complete()?, utc_hour: utc_hour(rest), readings })
    }

    /// Whether this day may be the stamp's day in a place where people live: from ten
    /// hours before UTC to thirteen after it.
    pub(crate) fn may_be(self, day: Day) -> bool {
        const WEST: u8 = 10;
        const EAST: u8 = 13;
        let PartialDate::Day(written) = self.date else { return false };
        let Some(hour) = self.utc_hour else { return false };
        let is = |other: Result<Day, jiff::Error>| other.is_ok_and(|other| other == day);
        (hour < WEST && is(written.yesterday())) || (hour + EAST >= 24 && is(written.tomorrow()))
    }
}

/// Zones that are UTC by another name, in lower case.
const UTC: [&str; 8] = ["z", "utc", "gmt", "+00:00", "+0000", "-00:00", "-0000", "+00"];

/// The hour of "T22:15:00.000Z", " 22:15:00 GMT", "T22:15:00+00:00".
fn utc_hour(rest: &str) -> Option<u8> {
    let clock = rest.trim_start_matches(['T', 't', ' ', ',']);
    let length = clock.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.')).count();
    let (clock, zone) = clock.split_at(length);
    let zone = zone.trim();
    if clock.len() < 4 || !UTC.iter().any(|utc| utc.eq_ignore_ascii_case(zone)) {
        return None;
    }
    let is_midnight = clock.bytes().all(|byte| !matches!(byte, b'1'..=b'9'));
    let hour: u8 = clock.get(..2)?.trim_end_matches(':').parse().ok()?;
    (!is_midnight && hour < 24).then_some(hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_utc_may_be_another_day_elsewhere() {
        for (rest, before, after) in [
            ("T02:34:30Z", true, false),
            ("T02:34:30.123+00:00", true, false),
            (" 02:34 GMT", true, false),
            ("T12:00:00Z", false, true),
            ("T10:30:00Z", false, false),
            ("T23:00:00+0000", false, true),
            ("T00:00:00Z", false, false),
            ("T02:34:30-05:00", false, false),
            ("T02:34:30", false, false),
            ("", false, false),
        ] {
            let stamp = Stamp::of_written(Written::Complete("2021-09-25".parse().unwrap()), rest);
            let stamp = stamp.unwrap();
            let may_be = |day| stamp.may_be(Day::constant(2021, 9, day));
            assert_eq!((may_be(24), may_be(26)), (before, after), "{rest}");
            assert!(!may_be(23) && !may_be(27), "{rest}");
        }
    }
}
