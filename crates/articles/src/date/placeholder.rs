use dateline_model::{Day, PartialDate};

/// Days that programs write where they know none: the zeros of clocks and calendars, and
/// their ends. A field with one of them has no date, unless it has a time of day too.
///
/// Newspapers did appear on some of these days. Such an article has its date in its URL,
/// its text or its path as well, where no program has put it.
const PLACEHOLDERS: [Day; 8] = [
    // Spreadsheets and databases.
    Day::constant(1899, 12, 30),
    Day::constant(1899, 12, 31),
    Day::constant(1900, 1, 1),
    // Clocks of Unix: zero, here and west of Greenwich, and the last second in 32 bits.
    Day::constant(1969, 12, 31),
    Day::constant(1970, 1, 1),
    Day::constant(2038, 1, 19),
    // The file system of DOS, and with it archives.
    Day::constant(1980, 1, 1),
    // "Never".
    Day::constant(2099, 12, 31),
];

/// Whether a program without a date would have written this one. `rest` is what the field
/// has after it.
pub(super) fn is_placeholder(date: PartialDate, rest: &str) -> bool {
    let PartialDate::Day(day) = date else { return false };
    PLACEHOLDERS.contains(&day) && !has_time(rest)
}

/// Whether a second since 1970 is one that stands for none: zero, and, in local time of
/// some zone, midnight of such a day.
pub(super) fn is_placeholder_second(second: i64) -> bool {
    const LAST_IN_32_BITS: i64 = i32::MAX as i64;
    const DOS_ZERO: i64 = 315_532_800;
    const DAY: i64 = 86_400;
    second == LAST_IN_32_BITS || [0, DOS_ZERO].iter().any(|zero| (second - zero).abs() < DAY)
}

/// Whether a time of day follows that is not midnight.
fn has_time(rest: &str) -> bool {
    let clock = rest.trim_start_matches(['T', 't', ' ', ',']);
    let clock = clock.split(['Z', 'z', '+', '-', ' ']).next().unwrap_or_default();
    // Zero in another time zone is a few whole hours off.
    let (hours, minutes) = clock.split_once(':').unwrap_or((clock, ""));
    let is_zero_somewhere = minutes.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'));
    hours.bytes().all(|byte| byte.is_ascii_digit()) && !is_zero_somewhere
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_and_ends_are_no_dates() {
        for (date, rest, expected) in [
            ("1970-01-01", "", true),
            ("1970-01-01", "T00:00:00Z", true),
            ("1970-01-01", "T01:00:00+01:00", true),
            ("1970-01-01", "T09:30:00Z", false),
            ("1970-01-02", "", false),
            ("1900-01-01", " 00:00:00", true),
            ("2099-12-31", "", true),
            ("1970", "", false),
        ] {
            assert_eq!(is_placeholder(date.parse().unwrap(), rest), expected, "{date}{rest}");
        }
        assert!(is_placeholder_second(0) && is_placeholder_second(-3600));
        assert!(is_placeholder_second(2_147_483_647) && is_placeholder_second(315_532_800));
        assert!(!is_placeholder_second(1_632_528_000) && !is_placeholder_second(-86_400 * 30));
    }
}
