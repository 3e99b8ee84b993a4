use super::lines::{Line, lines_from};
use super::{is_meta_line, starts_sure_dateline};
use crate::header::dateline;

/// The longest headline, in bytes.
const LONGEST: usize = 250;

/// A headline found at the top of a text, and where what follows it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundTitle {
    pub(crate) title: String,
    pub(crate) next: usize,
}

/// The headline that begins at `from`, where a line that is not blank begins.
///
/// What stands around the line decides: a headline is followed by a blank line, a byline,
/// a dateline or an indented paragraph, or is in capitals, or breaks off where a wrapped
/// paragraph would have gone on.
pub(crate) fn at(text: &str, from: usize) -> Option<FoundTitle> {
    let mut lines = lines_from(text, from);
    let first = lines.next()?;
    let line = first.trimmed();
    if line.len() > LONGEST || starts_sure_dateline(&text[first.start..]) {
        return None;
    }
    let second = lines.next();
    let Some(second) = second.filter(|second| !second.is_blank()) else {
        return (is_upper_case(line) || !is_sentence(line)).then(|| one_line(&first));
    };
    let third = lines.next();
    if opens_report(text, &second) || is_upper_case(line) && !is_upper_case(second.trimmed()) {
        return Some(one_line(&first));
    }
    if let Some(third) = third.filter(|third| ends_wrapped_title(text, &first, &second, third)) {
        return Some(FoundTitle {
            title: format!("{} {}", line, second.trimmed()),
            next: third.start,
        });
    }
    breaks_off(&first, &second, third.as_ref()).then(|| one_line(&first))
}

fn one_line(line: &Line<'_>) -> FoundTitle {
    FoundTitle { title: line.trimmed().to_owned(), next: line.next }
}

/// Whether a line is the first of a report, or of what stands between it and its headline.
fn opens_report(text: &str, line: &Line<'_>) -> bool {
    is_meta_line(line.text) || dateline::at_start(&text[line.start..]).is_some()
}

/// Whether the second line is the rest of a headline: of the same kind of letters, and
/// followed by what follows a headline.
fn ends_wrapped_title(text: &str, first: &Line<'_>, second: &Line<'_>, third: &Line<'_>) -> bool {
    let (one, two) = (first.trimmed(), second.trimmed());
    let same_letters = is_upper_case(one) == is_upper_case(two);
    let goes_on = is_upper_case(two) || two.starts_with(char::is_lowercase);
    let short = one.len() + two.len() < LONGEST && one.len() < 100 && two.len() < 100;
    let ended = (third.is_blank() && goes_on) || (!third.is_blank() && opens_report(text, third));
    same_letters && short && !is_sentence(one) && !is_sentence(two) && ended
}

/// Whether the first line ends although the word that follows it would have fitted on it.
fn breaks_off(first: &Line<'_>, second: &Line<'_>, third: Option<&Line<'_>>) -> bool {
    let line = first.trimmed();
    if is_sentence(line) {
        return false;
    }
    let indented = |line: &Line<'_>| line.text.starts_with([' ', '\t']);
    if indented(second) && !indented(first) {
        return true;
    }
    let next = second.trimmed();
    if !next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c))
    {
        return false;
    }
    let width = next.len().max(third.map_or(0, |third| third.trimmed().len()));
    let word = next.split(' ').next().map_or(0, str::len);
    line.len() + 1 + word <= width
}

/// Whether a line ends as a sentence does; an initialism ("the U.S.") does not end one.
pub(crate) fn is_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    if line.ends_with([';', ',', ':']) || line.ends_with("...") {
        return true;
    }
    let Some(before) = line.strip_suffix('.') else { return false };
    let word = before.rsplit([' ', '\t']).next().unwrap_or_default();
    let initialism = word.contains('.') || word.chars().count() == 1;
    !initialism
}

/// Whether a line is printed in capitals, but for the odd letter.
pub(crate) fn is_upper_case(line: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for character in line.chars().filter(|character| character.is_alphabetic()) {
        upper += usize::from(character.is_uppercase());
        lower += usize::from(character.is_lowercase());
    }
    upper >= 3 && lower * 10 <= upper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<(String, &str)> {
        at(text, 0).map(|found| (found.title, &text[found.next..]))
    }

    #[test]
    fn headlines() {
        for (text, expected, rest) in [
            ("Border reopens\n\nText.", "Border reopens", "\nText."),
            ("Border reopens?\n\nText.", "Border reopens?", "\nText."),
            ("BORDER REOPENS.\n\nText.", "BORDER REOPENS.", "\nText."),
            (
                "BORDER REOPENS\nTULSA, Okla., March 23 -\nText",
                "BORDER REOPENS",
                "TULSA, Okla., March 23 -\nText",
            ),
            ("Border reopens\nBy Jane Doe\nText", "Border reopens", "By Jane Doe\nText"),
            (
                "Border reopens\n25 September 2021\nText",
                "Border reopens",
                "25 September 2021\nText",
            ),
            ("Border reopens for\nlorries\n\nText.", "Border reopens for lorries", "\nText."),
            (
                "BORDER OF TAJIKISTAN\nREOPENS\nKABUL, March 1 -\nText",
                "BORDER OF TAJIKISTAN REOPENS",
                "KABUL, March 1 -\nText",
            ),
            ("BORDER REOPENS\nThe border reopened.", "BORDER REOPENS", "The border reopened."),
            (
                "Border reopens\n    The border reopened.",
                "Border reopens",
                "    The border reopened.",
            ),
            (
                "Border reopens\nThe border between the two reopened on Monday.",
                "Border reopens",
                "The border between the two reopened on Monday.",
            ),
            ("Border reopens", "Border reopens", ""),
            ("Border of the U.S.\n\nText.", "Border of the U.S.", "\nText."),
        ] {
            assert_eq!(title(text), Some((expected.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn what_is_no_headline() {
        let long = "word ".repeat(80);
        for text in [
            "The border reopened on Monday.",
            "The border reopened on Monday.\n\nLorries crossed it.",
            "Kabul, Sep 23 (Agency) The border reopened on Monday, officials there said.",
            "The border between the two countries reopened\nafter a month on Monday.",
            "The border between the two countries has reopened\nMonday was the first day.\nLorries",
            long.as_str(),
            "",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
