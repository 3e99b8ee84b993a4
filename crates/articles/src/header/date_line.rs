use crate::date::{self, Stamp};

/// The date of a line, and what of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineDate {
    /// When the article appeared.
    Published(Stamp),
    /// When it was last changed.
    Updated(Stamp),
}

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    Published,
    Updated,
}

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 160;

/// What announces a date, in lower case; of two that begin alike, the longer first.
const LABELS: &[(&str, Label)] = &[
    ("date published", Label::Published),
    ("date", Label::Published),
    ("dated", Label::Published),
    ("first published", Label::Published),
    ("first posted", Label::Published),
    ("originally published", Label::Published),
    ("publication date", Label::Published),
    ("publish date", Label::Published),
    ("published", Label::Published),
    ("pubdate", Label::Published),
    ("posted", Label::Published),
    ("issued", Label::Published),
    ("released", Label::Published),
    ("release date", Label::Published),
    ("last updated", Label::Updated),
    ("last modified", Label::Updated),
    ("updated", Label::Updated),
    ("update", Label::Updated),
    ("modified", Label::Updated),
    // German.
    ("veröffentlicht", Label::Published),
    ("erschienen", Label::Published),
    ("stand", Label::Updated),
    ("aktualisiert", Label::Updated),
    // French.
    ("publié", Label::Published),
    ("mis à jour", Label::Updated),
    ("modifié", Label::Updated),
    // Spanish and Portuguese.
    ("publicado", Label::Published),
    ("publicada", Label::Published),
    ("fecha", Label::Published),
    ("actualizado", Label::Updated),
    ("atualizado", Label::Updated),
    // Italian and Dutch.
    ("pubblicato", Label::Published),
    ("aggiornato", Label::Updated),
    ("gepubliceerd", Label::Published),
    ("bijgewerkt", Label::Updated),
    // Russian and Turkish.
    ("опубликовано", Label::Published),
    ("дата публикации", Label::Published),
    ("обновлено", Label::Updated),
    ("yayınlanma", Label::Published),
    ("güncelleme", Label::Updated),
];

/// A date that is all of a line but a label before it and a time of day after it: "25
/// September 2021", "Published on Sat 25 Sep 2021 10.40 BST", "Posted 10:40 GMT, 25
/// September 2021", "Published September 25, 2021, updated September 26".
pub(crate) fn line_date(line: &str) -> Option<LineDate> {
    match labelled(line) {
        Some((label, after)) => dated(label, after),
        None => dated(Label::Published, line),
    }
}

/// The same of a line with a label.
pub(crate) fn labelled_line_date(line: &str) -> Option<LineDate> {
    let (label, after) = labelled(line)?;
    dated(label, after)
}

fn dated(label: Label, text: &str) -> Option<LineDate> {
    if text.len() > LONGEST {
        return None;
    }
    let start = |text| date::at_start(text).filter(|(written, _)| written.complete().is_some());
    let (text, (written, length)) = start(text).map(|found| (text, found)).or_else(|| {
        let after = date::after_time(text);
        start(after).map(|found| (after, found))
    })?;
    let rest = &text[length..];
    let found = Stamp::of_written(written, rest)?;
    if is_time(rest) {
        return Some(label.of(found));
    }
    // What was read grows by a label and a date with every turn, so there are few.
    let (clock, label_at) = split_time(rest);
    let next = labelled_line_date(&rest[label_at..]).filter(|_| is_time(clock))?;
    Some(match (label, next) {
        (Label::Updated, LineDate::Published(_)) => next,
        _ => label.of(found),
    })
}

impl Label {
    /// A date that it announces.
    pub(super) fn of(self, stamp: Stamp) -> LineDate {
        match self {
            Self::Published => LineDate::Published(stamp),
            Self::Updated => LineDate::Updated(stamp),
        }
    }
}

/// What stands before the first label of a text, and where that begins.
fn split_time(rest: &str) -> (&str, usize) {
    let starts = rest.char_indices().filter(|&(at, character)| {
        character.is_alphabetic() && !rest[..at].ends_with(char::is_alphanumeric)
    });
    let at = starts.map(|(at, _)| at).find(|&at| labelled(&rest[at..]).is_some());
    at.map_or((rest, rest.len()), |at| (&rest[..at], at))
}

/// The label that a line begins with, and what follows it: "Published:", "Posted on",
/// "date".
pub(crate) fn labelled(line: &str) -> Option<(Label, &str)> {
    const WORDS: [&str; 10] = ["on", "at", "am", "le", "el", "il", "op", "em", "tarihi", "der"];
    let (label, rest) = LABELS
        .iter()
        .filter_map(|(text, label)| Some((*label, after(line, text)?)))
        .find(|(_, rest)| !rest.starts_with(char::is_alphanumeric))?;
    let trimmed = |text: &'_ str| -> usize {
        text.len() - text.trim_start_matches([':', ' ', '\t', '-', '–', '\u{a0}', '.']).len()
    };
    let mut rest = &rest[trimmed(rest)..];
    if let Some(word) = WORDS.iter().find_map(|word| after(rest, word)) {
        let marks = trimmed(word);
        rest = if marks > 0 { &word[marks..] } else { rest };
    }
    (rest.len() < line.len()).then_some((label, rest))
}

/// What follows a text, given in lower case, at the start of a line.
fn after<'a>(line: &'a str, text: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for expected in text.chars() {
        let found = rest.next()?;
        if found != expected && !found.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Whether a text, maybe empty, is at most a time of day with its zone.
pub(super) fn is_time(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "at", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "hrs", "h", "noon", "midnight", "uhr", "à",
        "às", "alle", "ore", "um", "в", "local", "time",
    ];
    let blanks = [' ', ',', '\t', '(', ')', '-', '–', '—', '/', '\u{a0}'];
    text.len() <= 40
        && text.split(blanks).filter(|word| !word.is_empty()).all(|word| {
            let zone = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            let offset = ["GMT", "UTC"].iter().any(|utc| word.starts_with(utc));
            let clock = word
                .starts_with(|first: char| first.is_ascii_digit() || first == 'T' || first == '+')
                && word.contains(|c: char| c.is_ascii_digit());
            zone || offset || clock || WORDS.contains(&word.to_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_of_dates() {
        for (line, expected) in [
            ("2021-09-25", "2021-09-25"),
            ("date 2021-09-25", "2021-09-25"),
            ("Date: 2021-09-25", "2021-09-25"),
            ("2021-09-25T10:00:00Z", "2021-09-25"),
            ("Published: 25 September 2021", "2021-09-25"),
            ("Published: 25 September 2021 10:40 GMT", "2021-09-25"),
            ("PUBLISHED 25/09/2021", "2021-09-25"),
            ("Published 05/09/2021", "2021"),
            ("Published on September 25, 2021 10:20 AM", "2021-09-25"),
            ("Published: 10:40 GMT, 25 September 2021", "2021-09-25"),
            ("Published at 10:40 a.m. on September 25, 2021", "2021-09-25"),
            ("Posted on September 25, 2021", "2021-09-25"),
            ("posted on  April 21, 2015, at 11:29 a.m.", "2015-04-21"),
            ("Posted: Fri 6:45 PM, Feb 16, 2018", "2018-02-16"),
            ("First published on Sat 25 Sep 2021 10.40 BST", "2021-09-25"),
            ("First Published on Nov 20, 2019 01:38 pm", "2019-11-20"),
            ("Originally published Sept. 25, 2021", "2021-09-25"),
            ("September 25, 2021 / 5:00 PM / CBS", "2021-09-25"),
            ("Updated 25 September 2021, 10:20 IST", "updated 2021-09-25"),
            ("Last modified on Sat 25 Sep 2021", "updated 2021-09-25"),
            ("Last Updated : Nov 20, 2019 01:41 PM IST", "updated 2019-11-20"),
            ("Published September 25, 2021 Updated September 26, 2021 10:00 am", "2021-09-25"),
            ("Updated 26 September 2021; published 25 September 2021", "-"),
            ("Updated 26 September 2021, published 25 September 2021", "2021-09-25"),
            ("Veröffentlicht am 25. September 2021, 10.40 Uhr", "2021-09-25"),
            ("Publié le 25 septembre 2021 à 10h40", "2021-09-25"),
            ("Publicado: 25 de septiembre de 2021", "2021-09-25"),
            ("Опубликовано 25 сентября 2021", "2021-09-25"),
            ("Mis à jour le 25 septembre 2021", "updated 2021-09-25"),
            ("Published yesterday", "-"),
            ("Published in 2021", "-"),
            ("Dates: 2021-09-25", "-"),
            ("Published by Jane Doe", "-"),
            ("On 25 September 2021 the border reopened", "-"),
            ("25 September 2021 was a quiet day", "-"),
            ("September 25", "-"),
            ("Update", "-"),
            ("", "-"),
        ] {
            let shown = match line_date(line) {
                Some(LineDate::Published(stamp)) => stamp.date.to_string(),
                Some(LineDate::Updated(stamp)) => format!("updated {}", stamp.date),
                None => "-".to_owned(),
            };
            assert_eq!(shown, expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_not(
            line in "(Published|Updated|on|at|[:,. -]|25 September 2021|10:40|GMT|é|[a-z]|[0-9]){0,20}"
        ) {
            let _ = line_date(&line);
        }
    }
}
