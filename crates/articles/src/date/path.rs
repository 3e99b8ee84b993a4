use dateline_model::{PartialDate, month_named};

use super::{Written, at_start, day, eight_digits, month, number, small_number};

/// The date in the path of a URL: `/2021/09/25/`, `/2021/sep/25/`, `/2021-09-25-title`,
/// `/20210925/`, `/2021/0925/`, `/2021-09/25/`, `/25-sep-2021/`, `/2021/09/`. The host and
/// what follows a `?` or `#` do not count.
pub(crate) fn in_url(url: &str) -> Option<PartialDate> {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.split(['?', '#']).next()?;
    let (_, path) = path.split_once('/')?;
    in_parts(path.split('/'), Seasons::Likely)
}

/// The date in the path of a file: `…/1987/03/23/…`, `…/2019-01-04-001.txt`,
/// `…/20210925_x.txt`, `…/1987-03/…`.
pub(crate) fn in_file_path(path: &std::path::Path) -> Option<PartialDate> {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    in_parts(parts.iter().map(AsRef::as_ref), Seasons::Unlikely)
}

/// Whether `2010-11` may be a season of sports rather than a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seasons {
    Likely,
    Unlikely,
}

/// A date in a path, and how much the path is built around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    date: PartialDate,
    role: Role,
}

/// What a date is to its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Words of a name, which may speak of another day: `remembering-2001-09-11`.
    Mentioned,
    /// Parts of their own, or the beginning of one.
    Built,
}

/// The date that the path is built around: the most complete, of equally complete ones the
/// deepest. Where there is none, or less than a day, one that a name has.
fn in_parts<'a>(parts: impl Iterator<Item = &'a str>, seasons: Seasons) -> Option<PartialDate> {
    let (mut built, mut mentioned) = (None, None);
    let (mut before_last, mut last) = (None::<&str>, None::<&str>);
    for part in parts {
        let of_parts = || {
            before_last
                .zip(last)
                .and_then(|(year, month_part)| in_three(year, month_part, part))
                .or_else(|| in_two(last?, part))
                .map(|date| Found { date, role: Role::Built })
        };
        if let Some(found) = in_part(part, seasons).or_else(of_parts) {
            let best = match found.role {
                Role::Built => &mut built,
                Role::Mentioned => &mut mentioned,
            };
            if best.is_none_or(|best| precision(found.date) >= precision(best)) {
                *best = Some(found.date);
            }
        }
        (before_last, last) = (last, Some(part));
    }
    match (built, mentioned) {
        (Some(built), Some(mentioned)) if built.range().contains(mentioned.range()) => {
            Some(mentioned)
        }
        (built, mentioned) => built.or(mentioned),
    }
}

fn precision(date: PartialDate) -> u8 {
    match date {
        PartialDate::Year(_) => 0,
        PartialDate::Month(..) => 1,
        PartialDate::Day(_) => 2,
    }
}

/// A year, a month and a day as three parts; the last may go on after the day, as
/// `25-title` or `25.txt` do.
fn in_three(year: &str, month_part: &str, day_part: &str) -> Option<PartialDate> {
    let year = four_digits(year)?;
    let month_number = month_part_number(month_part)?;
    let day_digits = leading_digits(day_part);
    let goes_on = day_part.as_bytes().get(day_digits.len());
    if goes_on.is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    day(year, month_number, small_number(day_digits)?)
}

/// A year and a month as two parts; or a year, and a month and day of four digits; or a
/// month of a year, and a day.
fn in_two(first: &str, second: &str) -> Option<PartialDate> {
    if let Some(year) = four_digits(first) {
        if let Some(month_number) = month_part_number(second) {
            return month(year, month_number);
        }
        let digits = second.as_bytes();
        let is_month_and_day = digits.len() == 4 && digits.iter().all(u8::is_ascii_digit);
        let (month_digits, day_digits) = is_month_and_day.then(|| digits.split_at(2))?;
        return day(year, small_number(month_digits)?, small_number(day_digits)?);
    }
    let PartialDate::Month(year, month_number) = whole_month(first)? else { return None };
    (second.len() == 2).then(|| day(year, month_number, small_number(second.as_bytes())?)).flatten()
}

/// A month that is all of a part: `1987-03`, `1987_03`, `198703`.
fn whole_month(part: &str) -> Option<PartialDate> {
    let (year, month_part) = match part.split_once(['-', '_', '.']) {
        Some(parts) => parts,
        None if part.is_ascii() && part.len() == 6 => part.split_at(4),
        None => return None,
    };
    let month_digits = (month_part.len() == 2).then_some(month_part.as_bytes())?;
    month(four_digits(year)?, small_number(month_digits)?)
}

fn four_digits(part: &str) -> Option<i16> {
    (part.len() == 4).then(|| number(part.as_bytes())).flatten()
}

/// The month that a part is: `03`, `3`, `mar`, `March`.
fn month_part_number(part: &str) -> Option<i8> {
    let digits = leading_digits(part);
    if digits.is_empty() {
        return month_named(part.as_bytes());
    }
    (digits.len() == part.len()).then(|| small_number(digits)).flatten()
}

fn leading_digits(part: &str) -> &[u8] {
    let length = part.bytes().take_while(u8::is_ascii_digit).count();
    &part.as_bytes()[..length]
}

/// The first day inside one part, or else the month that the whole part is.
fn in_part(part: &str, seasons: Seasons) -> Option<Found> {
    let bytes = part.as_bytes();
    let days = || digit_runs(bytes).find_map(|run| day_at(part, run).map(|day| (day, run.0)));
    if let Some((date, start)) = days() {
        let role = match start {
            0 => Role::Built,
            _ => Role::Mentioned,
        };
        return Some(Found { date, role });
    }
    // Six digits alone are more often a number than a month.
    let date = whole_month(part).filter(|_| part.len() > 6)?;
    let is_season = seasons == Seasons::Likely && is_season(date);
    (!is_season).then_some(Found { date, role: Role::Built })
}

/// Whether a month could be the two years of a season: `2010-11`.
fn is_season(date: PartialDate) -> bool {
    matches!(date, PartialDate::Month(year, month) if (year + 1) % 100 == i16::from(month))
}

/// The runs of digits, as start and end.
fn digit_runs(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = start + length;
        Some((start, at))
    })
}

/// The day that the run of digits writes, alone or with what follows it.
fn day_at(part: &str, (start, end): (usize, usize)) -> Option<PartialDate> {
    let bytes = part.as_bytes();
    let run = &bytes[start..end];
    match run.len() {
        8 => eight_digits(run),
        // A compact time stamp: the date and then hour and minute, maybe second.
        12 | 14 => eight_digits(&run[..8]),
        4 => {
            let (month_digits, next) = following_run(bytes, end)?;
            let (day_digits, _) = following_run(bytes, next)?;
            day(number(run)?, small_number(month_digits)?, small_number(day_digits)?)
        }
        1 | 2 => day_before_year(part, start, end),
        _ => None,
    }
}

/// `25-sep-2021`, `25-09-2021`: a day, a month and a year, if they can be nothing else.
fn day_before_year(part: &str, start: usize, end: usize) -> Option<PartialDate> {
    // In a name that goes on after the year, the words are more often about that day.
    let (written, length) = at_start(part.get(start..)?)?;
    let is_hyphenated = part.as_bytes().get(end) == Some(&b'-');
    match written {
        Written::Complete(date @ PartialDate::Day(_)) if is_hyphenated && length >= 10 => {
            Some(date)
        }
        _ => None,
    }
}

/// The run of digits after one separator at `at`, and where it ends.
fn following_run(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    if !matches!(bytes.get(at), Some(b'-' | b'_' | b'.')) {
        return None;
    }
    let start = at + 1;
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    (length > 0).then(|| (&bytes[start..start + length], start + length))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_of_files() {
        for (path, expected) in [
            ("/archive/1987/03/23/00230.txt", Some("1987-03-23")),
            ("/archive/2019-01-04-001.txt", Some("2019-01-04")),
            ("/archive/20210925_x.txt", Some("2021-09-25")),
            ("/archive/x-2021_09_25.txt", Some("2021-09-25")),
            ("/archive/20210925T1200.txt", Some("2021-09-25")),
            ("/archive/202109251200.txt", Some("2021-09-25")),
            ("/archive/1996/03/a0052863.txt", Some("1996-03")),
            ("/archive/1996-03/a.txt", Some("1996-03")),
            ("/archive/1987/march/23/x.txt", Some("1987-03-23")),
            ("/archive/1987/03/23.txt", Some("1987-03-23")),
            ("/archive/2001/01/01/2019-01-04.txt", Some("2019-01-04")),
            ("/archive/2019-01-04/1996/03/x.txt", Some("2019-01-04")),
            ("/archive/1987/13/45/x.txt", None),
            ("/archive/2021-02-30.txt", None),
            ("/archive/12345678.txt", None),
            ("/archive/1234567890.txt", None),
            ("/archive/1987/x.txt", None),
            ("/archive/2009-10/x.txt", Some("2009-10")),
            ("/archive/1987-03/23/x.txt", Some("1987-03-23")),
            ("/archive/2021-09-25-slug.md", Some("2021-09-25")),
            ("/archive/25-September-2021.txt", Some("2021-09-25")),
            ("/archive/2199-01-01.txt", None),
            ("/archive/x.txt", None),
            ("/1987/03/23rd-regiment.txt", Some("1987-03")),
            ("", None),
        ] {
            let date = in_file_path(Path::new(path)).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn paths_of_urls() {
        for (url, expected) in [
            ("https://example.com/2021/09/25/massoud-saleh/", Some("2021-09-25")),
            ("https://example.com/world/2021/sep/25/kabul", Some("2021-09-25")),
            ("https://example.com/2021-09-25-title.html", Some("2021-09-25")),
            ("https://example.com/a-20210925", Some("2021-09-25")),
            ("https://example.com/2021/09/title", Some("2021-09")),
            ("https://example.com/2021/September/25/title", Some("2021-09-25")),
            ("https://example.com/20210925/title", Some("2021-09-25")),
            ("https://example.com/news/2021/0925/1249005-title/", Some("2021-09-25")),
            ("https://example.com/world/2021-09/25/c_1310208867.htm", Some("2021-09-25")),
            ("https://example.com/art/202109/25/WS614e7d2c.html", Some("2021-09-25")),
            ("https://example.com/bm/202109/t20210925_123.html", Some("2021-09-25")),
            ("https://example.com/news/25-sep-2021/title", Some("2021-09-25")),
            ("https://example.com/news/title-25-09-2021.html", Some("2021-09-25")),
            ("https://example.com/news/title-05-09-2021.html", None),
            ("https://example.com/1987/03/23/archives/title.html", Some("1987-03-23")),
            // The day of the article, not the one it is about.
            ("https://example.com/2021/09/10/remembering-2001-09-11/", Some("2021-09-10")),
            ("https://example.com/2021/09/remembering-2001-09-11/", Some("2021-09")),
            ("https://example.com/2021/09/title-20210925.html", Some("2021-09-25")),
            ("https://example.com/football/2010-11/table", None),
            ("https://example.com/football/2010-09/table", Some("2010-09")),
            ("https://example.com/2021/", None),
            ("https://example.com/2021/13/45/title", None),
            ("https://example.com/0000/00/00/title", None),
            ("https://example.com/9999/12/31/title", None),
            ("https://example.com/story/1632528000", None),
            ("https://example.com/story/202109", None),
            ("https://example.com/story/20211345", None),
            ("https://example.com/story/202109251", None),
            ("https://example.com/a/2021/09252/title", None),
            ("https://2021-09-25.example.com/title", None),
            ("https://example.com/title?d=2021-09-25", None),
            ("https://example.com/news/world-asia-58684250", None),
            ("https://example.com", None),
            ("", None),
        ] {
            assert_eq!(in_url(url).map(|date| date.to_string()).as_deref(), expected, "{url}");
        }
    }

    proptest! {
        #[test]
        fn any_path_is_read_or_not(path in "[/0-9a-z._\\-é]{0,60}") {
            let _ = (in_file_path(Path::new(&path)), in_url(&path));
        }
    }
}
