//! Text of articles, made harmless for whoever shows it.
//!
//! An article may hold escape sequences that move the cursor, change the title of a
//! terminal or its clipboard, and direction marks that make a text read as another.
//! Printed raw they would act; here each is shown as what it is.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use serde_json::ser::{CompactFormatter, Formatter};

/// Whether a character acts on a terminal instead of showing: C0 and C1 controls, DEL,
/// and the marks and overrides of direction.
pub(super) fn acts(character: char) -> bool {
    character.is_control() || is_direction(character)
}

fn is_direction(character: char) -> bool {
    matches!(character,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{2028}' | '\u{2029}')
}

/// The text on one line: white space of any kind as single spaces, what acts as a visible
/// escape.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    let is_plain = |character: char| !acts(character);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => {
                if !safe.ends_with(' ') {
                    safe.push(' ');
                }
            }
            _ => push(character, &mut safe),
        }
    }
    Cow::Owned(safe)
}

/// The text with its line feeds, what else acts as a visible escape, tabs as spaces.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| character == '\n' || !acts(character)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => safe.push('\n'),
            '\t' => safe.push(' '),
            _ => push(character, &mut safe),
        }
    }
    Cow::Owned(safe)
}

fn push(character: char, safe: &mut String) {
    match acts(character) {
        true => {
            write!(safe, "\\u{{{:x}}}", u32::from(character)).expect("a string takes every text");
        }
        false => safe.push(character),
    }
}

/// What a formula begins with, in the full width of East Asian texts too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell of a CSV file that a spreadsheet will not run: one that begins like a formula,
/// white space aside, gets an apostrophe before it. Numbers stay.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    let text = line(text);
    match text.trim_start_matches(is_unseen).starts_with(FORMULA) && !is_number(&text) {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

/// White space, and what takes no room at all.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a text is a number in digits; words such as "-inf" are none to a spreadsheet.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.parse::<f64>().is_ok()
}

/// JSON whose strings have every character that acts written as `\uXXXX`; serde_json by
/// itself leaves DEL, C1 controls and direction marks as they are.
pub(crate) struct SafeJson(pub(crate) CompactFormatter);

impl Formatter for SafeJson {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(acts) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut characters = after.chars();
            if let Some(character) = characters.next() {
                write!(writer, "\\u{:04x}", u32::from(character))?;
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Writes a value as one line of safe JSON.
pub(crate) fn write_json<W: io::Write, T: serde::Serialize>(
    writer: &mut W,
    value: &T,
) -> anyhow::Result<()> {
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut *writer, SafeJson(CompactFormatter));
    value.serialize(&mut serializer)?;
    writer.write_all(b"\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}]0;owned\u{7}\u{9b}2J\u{7f}\u{202e}b\tc\r\nd";

    fn is_harmless(text: &str) -> bool {
        text.chars().all(|character| character == '\n' || !acts(character))
    }

    #[test]
    fn what_acts_is_shown() {
        assert_eq!(line(HOSTILE), "a\\u{1b}]0;owned\\u{7}\\u{9b}2J\\u{7f}\\u{202e}b c d");
        assert_eq!(lines("a\tb\nc\u{1b}"), "a b\nc\\u{1b}");
        assert_eq!(line("plain “text” – naïve"), "plain “text” – naïve");
    }

    #[test]
    fn json_has_no_character_that_acts() {
        let mut json = Vec::new();
        write_json(&mut json, &HOSTILE).unwrap();
        let text = String::from_utf8(json).unwrap();
        assert!(is_harmless(&text), "{text:?}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), HOSTILE);
    }

    #[test]
    fn formulas_are_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "'  @SUM(A1)"),
            ("-12.5", "-12.5"),
            ("-cmd", "'-cmd"),
            ("\t=1", "' =1"),
            ("\r\n-1+1", "' -1+1"),
            ("-inf", "'-inf"),
            ("+1e5", "+1e5"),
            ("＝1+1", "'＝1+1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
