//! Texts that nobody meant as a question of this language, or that were meant badly: what
//! each is read as, what is said of it, or what is wrong with it and where.
//!
//! The table is `nasty.txt`, a text a line, `# ` before a heading; `\u1234` stands for the
//! character. What becomes of it is a snapshot, to be read as somebody would who typed it.

use std::fmt::Write;

use dateline_model::Day;
use dateline_query::syntax::{
    MAX_BYTES, MAX_CLAUSES, MAX_DEPTH, MAX_NEAR, MAX_PATTERNS, SyntaxErrorKind, parse, parse_on,
};

const TABLE: &str = include_str!("nasty.txt");

#[test]
fn nasty_texts_are_read_told_of_or_refused() {
    let mut shown = String::new();
    let mut count = 0;
    for line in TABLE.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            writeln!(shown, "\n# {heading}").expect("a string takes every text");
            continue;
        }
        count += 1;
        show(&unescaped(line), &mut shown);
    }
    assert!(count >= 150, "{count}");
    insta::assert_snapshot!(shown);
}

/// The text, and below it its reading and notes, or its error with the place.
fn show(text: &str, shown: &mut String) {
    writeln!(shown, "{}", visible(text)).expect("a string takes every text");
    match parse_on(Some(Day::constant(2026, 11, 21)), text) {
        Ok(query) => {
            writeln!(shown, "  = {}", visible(&query.to_string()))
                .expect("a string takes every text");
            for note in &query.notes {
                writeln!(shown, "  ! {}", visible(&note.to_string()))
                    .expect("a string takes every text");
            }
        }
        Err(error) => {
            let part = error.span.of(text).expect("a part of the text");
            writeln!(shown, "  x {} | {}", visible(part), visible(&error.to_string()))
                .expect("a string takes every text");
        }
    }
}

fn unescaped(line: &str) -> String {
    let mut parts = line.split("\\u");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => {
                text.push(character);
                text.push_str(&part[4..]);
            }
            None => {
                text.push_str("\\u");
                text.push_str(part);
            }
        }
    }
    text
}

/// The text with what cannot be seen written out.
fn visible(text: &str) -> String {
    let is_hidden =
        |c: char| c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{202e}' | '\u{feff}');
    let mut shown = String::new();
    for character in text.chars() {
        match is_hidden(character) {
            true => {
                write!(shown, "\\u{:04x}", u32::from(character)).expect("a string takes every text")
            }
            false => shown.push(character),
        }
    }
    shown
}

/// Long texts, which a table would be unreadable with.
#[test]
fn endless_texts_are_refused_or_read_in_no_time() {
    let started = std::time::Instant::now();
    for (text, expected) in [
        ("(".repeat(MAX_BYTES), Some(SyntaxErrorKind::TooDeep)),
        (
            format!("{}a{}", "(".repeat(MAX_DEPTH + 1), ")".repeat(MAX_DEPTH + 1)),
            Some(SyntaxErrorKind::TooDeep),
        ),
        ("a ".repeat(MAX_CLAUSES + 1), Some(SyntaxErrorKind::TooManyClauses)),
        ("a* ".repeat(MAX_PATTERNS + 1), Some(SyntaxErrorKind::TooManyPatterns)),
        ("ab~1 person:abc~2 ".repeat(MAX_PATTERNS + 1), Some(SyntaxErrorKind::TooManyPatterns)),
        (format!("a{}", " NEAR/1 a".repeat(MAX_NEAR)), Some(SyntaxErrorKind::TooManyNear)),
        ("a".repeat(MAX_BYTES + 1), Some(SyntaxErrorKind::TooLong)),
        ("a".repeat(MAX_BYTES), None),
        ("*".repeat(MAX_BYTES), None),
        (format!("a{}", "*?".repeat(MAX_BYTES / 2 - 1)), None),
        ("~1^2".repeat(MAX_BYTES / 4), None),
        (format!("a{}", "~1^2".repeat(MAX_BYTES / 4 - 1)), None),
        (format!("\"a\"{}", "~1^2".repeat(1000)), None),
        ("\"".repeat(MAX_BYTES), None),
        ("‘".repeat(MAX_BYTES / 3), None),
        ("-".repeat(MAX_BYTES), None),
        (format!("{}a", "NOT ".repeat(4000)), None),
        ("NEAR ".repeat(1000), None),
        (
            format!("a^{}", "9".repeat(1000)),
            Some(SyntaxErrorKind::BoostForm(format!("^{}", "9".repeat(1000)))),
        ),
    ] {
        let read = parse(&text).map(drop).map_err(|error| error.kind);
        let start: String = text.chars().take(20).collect();
        match expected {
            Some(kind) => assert_eq!(read, Err(kind), "{start}"),
            None => _ = read,
        }
    }
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}
