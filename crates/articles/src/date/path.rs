use dateline_model::PartialDate;

use super::{day, eight_digits, month, month_named, number, small_number};

/// The date in the path of a URL: `/2021/09/25/`, `/2021/sep/25/`, `/2021-09-25-title`,
/// `/20210925/`, `/2021/09/`. The host and what follows a `?` or `#` do not count.
pub(crate) fn in_url(url: &str) -> Option<PartialDate> {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.split(['?', '#']).next()?;
    let (_, path) = path.split_once('/')?;
    in_parts(path.split('/'))
}

/// The date in the path of a file: `…/1987/03/23/…`, `…/2019-01-04-001.txt`,
/// `…/20210925_x.txt`, `…/1987-03/…`.
pub(crate) fn in_file_path(path: &std::path::Path) -> Option<PartialDate> {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    in_parts(parts.iter().map(AsRef::as_ref))
}

/// The most complete date of the parts, of equally complete ones the deepest.
fn in_parts<'a>(parts: impl Iterator<Item = &'a str>) -> Option<PartialDate> {
    let mut best = None;
    let (mut before_last, mut last) = (None::<&str>, None::<&str>);
    for part in parts {
        let found = in_part(part)
            .or_else(|| in_three(before_last?, last?, part))
            .or_else(|| in_two(last?, part));
        if let Some(found) = found
            && best.is_none_or(|best| precision(found) >= precision(best))
        {
            best = Some(found);
        }
        (before_last, last) = (last, Some(part));
    }
    best
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

/// A year and a month as two parts.
fn in_two(year: &str, month_part: &str) -> Option<PartialDate> {
    month(four_digits(year)?, month_part_number(month_part)?)
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
fn in_part(part: &str) -> Option<PartialDate> {
    digit_runs(part.as_bytes())
        .find_map(|(start, end)| day_at(part.as_bytes(), start, end))
        .or_else(|| {
            let (year, month_part) = part.split_once(['-', '_', '.'])?;
            month(four_digits(year)?, small_number(month_part.as_bytes())?)
        })
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

/// The day that the run of digits writes, alone or with the two that follow it.
fn day_at(bytes: &[u8], start: usize, end: usize) -> Option<PartialDate> {
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
