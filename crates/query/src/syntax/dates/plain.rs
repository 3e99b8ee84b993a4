//! Dates as ISO 8601 writes them, their ranges and comparisons.

use dateline_model::{DateRange, Day, ErrorKind, PartialDate};

use crate::syntax::SyntaxErrorKind;

/// The days that a date, a range (`2021-09..2021-10`, either end open) or a comparison
/// (`>=2021-09`, `<2021`) means. A range takes its start at the earliest and its end at
/// the latest that they can mean; `<` and `>` leave out every day of their date.
pub(super) fn date_range(written: &str) -> Result<DateRange, SyntaxErrorKind> {
    let text = written.trim();
    if let Some((first, last)) = text.split_once("..") {
        return from_to(first.trim(), last.trim(), text);
    }
    let date = |rest: &str| partial(rest.trim_start(), text);
    if let Some(rest) = text.strip_prefix(">=") {
        Ok(DateRange::since(date(rest)?))
    } else if let Some(rest) = text.strip_prefix("<=") {
        Ok(DateRange::until(date(rest)?))
    } else if let Some(rest) = text.strip_prefix('>') {
        let next = date(rest)?.last().tomorrow().ok();
        next.map(|day| DateRange::since(day.into())).ok_or_else(|| none(text))
    } else if let Some(rest) = text.strip_prefix('<') {
        // The year before the first is none that could be written.
        let before = date(rest)?.first().yesterday().ok().filter(|day| day.year() > 0);
        before.map(|day| DateRange::until(day.into())).ok_or_else(|| none(text))
    } else {
        date(text).map(PartialDate::range)
    }
}

fn from_to(first: &str, last: &str, whole: &str) -> Result<DateRange, SyntaxErrorKind> {
    let end = |text: &str, open: Day, day: fn(PartialDate) -> Day| match text {
        "" => Ok(open),
        _ => partial(text, whole).map(day),
    };
    let first = end(first, Day::MIN, PartialDate::first)?;
    let last = end(last, Day::MAX, PartialDate::last)?;
    DateRange::new(first, last).map_err(|_| SyntaxErrorKind::ReversedRange(whole.to_owned()))
}

fn partial(text: &str, whole: &str) -> Result<PartialDate, SyntaxErrorKind> {
    text.parse().map_err(|error: dateline_model::Error| match error.kind() {
        ErrorKind::NoSuchDate => none(whole),
        _ => SyntaxErrorKind::DateForm(whole.to_owned()),
    })
}

fn none(text: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::NoSuchDate(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_table() {
        for (text, expected) in [
            ("2021", "2021"),
            ("2021-09", "2021-09"),
            ("2021-09-06", "2021-09-06"),
            (" 2021-09-06 ", "2021-09-06"),
            ("2021-09-01..2021-09-15", "2021-09-01..2021-09-15"),
            ("2021-09 .. 2021-10", "2021-09-01..2021-10-31"),
            ("2021..", "2021-01-01.."),
            ("..2021-09", "..2021-09-30"),
            ("..", ".."),
            (">=2021-09", "2021-09-01.."),
            (">= 2021-09", "2021-09-01.."),
            (">2021", "2022-01-01.."),
            ("<2021", "..2020-12-31"),
            ("<=2021", "..2021-12-31"),
            ("2020-02-29", "2020-02-29"),
        ] {
            assert_eq!(
                date_range(text).map(|range| range.to_string()),
                Ok(expected.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let form = |text: &str| SyntaxErrorKind::DateForm(text.into());
        let reversed = |text: &str| SyntaxErrorKind::ReversedRange(text.into());
        for (text, expected) in [
            ("", form("")),
            ("yesterday", form("yesterday")),
            ("2021-9-6", form("2021-9-6")),
            ("2021/09/06", form("2021/09/06")),
            (">", form(">")),
            ("=2021", form("=2021")),
            ("2021...2022", form("2021...2022")),
            ("2021..2022..2023", form("2021..2022..2023")),
            ("2021-13", none("2021-13")),
            ("2021-02-29..2022", none("2021-02-29..2022")),
            ("<0001", none("<0001")),
            (">9999", none(">9999")),
            ("2022..2021", reversed("2022..2021")),
        ] {
            assert_eq!(date_range(text), Err(expected), "{text}");
        }
    }
}
