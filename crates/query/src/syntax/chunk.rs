//! What a run of characters without white space says: a word, and what marks it as more.
//!
//! `massou*` and `wasic~1` ask for other words than they are, `saleh^2` for more weight.
//! The same signs stand in plain text too: `what?`, `5*3`, `10^6`, `**bold**`. What is
//! read as plain text although it may have been meant as an operator is told of.

use super::edits::SHORTEST_VARIED;
use super::foreign;
use super::{Boost, Edits, NoteKind, Quoting, SyntaxErrorKind};

/// Where a chunk stands, which decides what a question mark at its end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In the running text of a question.
    Free,
    /// As the value of a field, which nobody ends with a question mark.
    Value,
}

/// A chunk as read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunk<'a> {
    /// The word, without what marks it.
    pub(super) text: &'a str,
    pub(super) quoting: Quoting,
    pub(super) boost: Option<Boost>,
    /// What there is to say of it.
    pub(super) note: Option<NoteKind>,
}

impl<'a> Chunk<'a> {
    fn plain(text: &'a str, note: Option<NoteKind>) -> Self {
        Self { text, quoting: Quoting::Bare, boost: None, note }
    }
}

/// Reads a chunk that is no address and no name of a field.
///
/// # Errors
///
/// [`SyntaxErrorKind::BoostForm`] and [`SyntaxErrorKind::EditsForm`].
pub(super) fn read(chunk: &str, standing: Standing) -> Result<Chunk<'_>, SyntaxErrorKind> {
    if is_plain(chunk) {
        return Ok(Chunk::plain(chunk, None));
    }
    if chunk.contains('\\') || is_emphasis(chunk) {
        return Ok(Chunk::plain(chunk, Some(NoteKind::PlainText)));
    }
    // What ends a clause is no part of the word, and may stand behind its marks.
    let core = chunk.trim_end_matches([',', '.', ';', ':', '!']);
    let core = if is_plain(core) { chunk } else { core };
    let peeled = Peeled::of(core);
    let is_modified = peeled.text.len() < core.len();
    if is_modified && (!peeled.has_letter() || is_operator(peeled.text)) {
        return Ok(Chunk::plain(chunk, Some(NoteKind::PlainText)));
    }
    let boost = peeled.boost()?;
    let edits = peeled.edits()?;
    let (text, mut quoting, mut note) = wildcards(peeled.text, standing);
    if !is_modified && is_like_modified(core) {
        note = note.or(Some(NoteKind::PlainText));
    }
    if let Some(edits) = edits {
        (quoting, note) = fuzzy(text, quoting, edits);
    }
    let text = match quoting {
        Quoting::Pattern | Quoting::Fuzzy(_) => text,
        _ if is_modified => peeled.text,
        // A chunk without any mark that counts is left as it stands.
        _ => chunk,
    };
    Ok(Chunk { text, quoting, boost, note: note.or(peeled.odd) })
}

/// Whether the text by itself would be an operator, which no modifier goes with.
fn is_operator(text: &str) -> bool {
    matches!(text, "AND" | "OR" | "NOT" | "NEAR")
        || text.starts_with("NEAR/")
        || foreign::is_operator(text)
}

/// Whether a modifier may follow the text directly.
pub(super) fn takes_modifier(text: &str) -> bool {
    !text.contains('\\')
        && text.ends_with(|c: char| c.is_alphanumeric() || c == '*')
        && text.contains(char::is_alphabetic)
}

fn is_plain(chunk: &str) -> bool {
    !chunk.contains(['*', '?', '~', '^'])
}

/// `**bold**`, as in a text written in Markdown.
fn is_emphasis(chunk: &str) -> bool {
    let inner = chunk
        .strip_prefix("**")
        .and_then(|rest| rest.trim_end_matches([',', '.', ';', ':', '!', '?']).strip_suffix("**"));
    inner.is_some_and(|inner| !inner.contains('*') && inner.contains(char::is_alphanumeric))
}

/// A chunk and the modifiers at its end.
struct Peeled<'a> {
    text: &'a str,
    boost: Option<&'a str>,
    edits: Option<&'a str>,
    odd: Option<NoteKind>,
}

impl<'a> Peeled<'a> {
    fn of(chunk: &'a str) -> Self {
        let mut peeled = Self { text: chunk, boost: None, edits: None, odd: None };
        while let Some(at) = peeled.text.rfind(['~', '^'])
            && is_modifier(&peeled.text[at..])
            && peeled.text[..at].ends_with(may_be_modified)
        {
            let (sign, written) = peeled.text[at..].split_at(1);
            let place = if sign == "~" { &mut peeled.edits } else { &mut peeled.boost };
            // Written twice, the first counts.
            if place.replace(written).is_some() {
                peeled.odd = Some(NoteKind::WrittenTwice);
            }
            peeled.text = &peeled.text[..at];
        }
        peeled
    }

    fn has_letter(&self) -> bool {
        self.text.contains(char::is_alphabetic)
    }

    fn boost(&self) -> Result<Option<Boost>, SyntaxErrorKind> {
        let form = |written: &str| SyntaxErrorKind::BoostForm(format!("^{written}"));
        self.boost.map(|written| Boost::parse(written).ok_or_else(|| form(written))).transpose()
    }

    fn edits(&self) -> Result<Option<Edits>, SyntaxErrorKind> {
        let form = |written: &str| SyntaxErrorKind::EditsForm(format!("~{written}"));
        self.edits.map(|written| Edits::parse(written).ok_or_else(|| form(written))).transpose()
    }
}

/// Whether the chunk has what may have been meant as a modifier: `~3` by itself, `word^-1`.
fn is_like_modified(chunk: &str) -> bool {
    chunk.match_indices(['~', '^']).any(|(at, _)| {
        let after = chunk[at + 1..].chars().next();
        let is_number = after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
        is_number && (at == 0 || chunk[..at].ends_with(char::is_alphanumeric))
    })
}

fn may_be_modified(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '~' | '^' | '*' | '?')
}

/// `~`, `~1`, `^2.5`
fn is_modifier(text: &str) -> bool {
    text[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Reads the stars and question marks of a chunk.
fn wildcards(text: &str, standing: Standing) -> (&str, Quoting, Option<NoteKind>) {
    let is_wild = |c: char| matches!(c, '*' | '?');
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !is_wild(c) && !is_mark(c));
    let inner = text.trim_end_matches('?');
    // A question mark at the end ends a question, unless it is one of several.
    let is_question = standing == Standing::Free && !inner.contains('?') || inner.ends_with('*');
    let pattern = if is_question { inner } else { text };
    if !pattern.contains(is_wild) || !pattern.contains(char::is_alphanumeric) {
        return (text, Quoting::Bare, None);
    }
    if is_product(pattern) || is_emphasis(pattern) {
        return (text, Quoting::Bare, Some(NoteKind::PlainText));
    }
    if pattern.contains(|c: char| !c.is_alphanumeric() && !is_wild(c) && !is_mark(c)) {
        // The question mark of an address is nothing else.
        let is_path = pattern.contains('/') && !pattern.contains('*');
        return (text, Quoting::Bare, (!is_path).then_some(NoteKind::SeveralWords));
    }
    (pattern, Quoting::Pattern, None)
}

/// `5*3`: a star between digits multiplies.
fn is_product(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'*' && w[2].is_ascii_digit())
        && !text.contains(char::is_alphabetic)
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// How a word with `~` behind it is read.
fn fuzzy(text: &str, quoting: Quoting, edits: Edits) -> (Quoting, Option<NoteKind>) {
    if quoting == Quoting::Pattern {
        return (quoting, Some(NoteKind::WildcardAndEdits));
    }
    if text.contains(|c: char| !c.is_alphanumeric() && !is_mark(c)) {
        return (Quoting::Bare, Some(NoteKind::SeveralWords));
    }
    if is_operator(text) {
        return (Quoting::Bare, Some(NoteKind::PlainText));
    }
    if text.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST_VARIED {
        return (Quoting::Bare, Some(NoteKind::TooShort));
    }
    (Quoting::Fuzzy(edits), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word, how it is read, its weight and what is said of it.
    fn shown(chunk: &str, standing: Standing) -> String {
        match read(chunk, standing) {
            Ok(Chunk { text, quoting, boost, note }) => {
                let boost = boost.map(|boost| format!(" ^{boost}")).unwrap_or_default();
                let note = note.map(|note| format!(" {note:?}")).unwrap_or_default();
                format!("{text} {quoting:?}{boost}{note}")
            }
            Err(kind) => format!("{kind:?}"),
        }
    }

    #[test]
    fn chunks_table() {
        for (chunk, expected) in [
            ("massoud", "massoud Bare"),
            ("and/or", "and/or Bare"),
            ("C++", "C++ Bare"),
            ("massou*", "massou* Pattern"),
            ("massou*,", "massou* Pattern"),
            ("m?ss*d", "m?ss*d Pattern"),
            ("*soud", "*soud Pattern"),
            ("A*", "A* Pattern"),
            ("f**k", "f**k Pattern"),
            ("19*", "19* Pattern"),
            ("m\u{fc}ll*", "m\u{fc}ll* Pattern"),
            ("what?", "what? Bare"),
            ("what?!", "what?! Bare"),
            ("m?ss?", "m?ss? Pattern"),
            ("5*3", "5*3 Bare PlainText"),
            ("**bold**", "**bold** Bare PlainText"),
            ("**bold**…", "**bold**… Bare PlainText"),
            ("\\*", "\\* Bare PlainText"),
            ("***", "*** Bare"),
            ("??", "?? Bare"),
            ("al-qae*", "al-qae* Bare SeveralWords"),
            ("wasic~", "wasic Fuzzy(Usual)"),
            ("wasic~1", "wasic Fuzzy(One)"),
            ("wasic~2^3", "wasic Fuzzy(Two) ^3"),
            ("wasic^3~2.", "wasic Fuzzy(Two) ^3"),
            ("al-qaeda~1", "al-qaeda Bare SeveralWords"),
            ("of~1", "of Bare TooShort"),
            ("mass*~1", "mass* Pattern WildcardAndEdits"),
            ("saleh^2.5", "saleh Bare ^2.5"),
            ("saleh^2^3", "saleh Bare ^2 WrittenTwice"),
            ("10^6", "10^6 Bare PlainText"),
            ("AND^2", "AND^2 Bare PlainText"),
            ("W/5~1", "W/5~1 Bare PlainText"),
            ("…NEAR…~~", "…NEAR…~ Bare PlainText"),
            (",person:x^2", ",person:x Bare ^2"),
            ("~100", "~100 Bare PlainText"),
            ("^2", "^2 Bare PlainText"),
            ("word^-1", "word^-1 Bare PlainText"),
            ("massou*?", "massou* Pattern"),
            ("a~b", "a~b Bare"),
            ("wasic~3", "EditsForm(\"~3\")"),
            ("wasic~0.8", "EditsForm(\"~0.8\")"),
            ("saleh^1000", "BoostForm(\"^1000\")"),
            ("saleh^", "BoostForm(\"^\")"),
        ] {
            assert_eq!(shown(chunk, Standing::Free), expected, "{chunk}");
        }
        assert_eq!(shown("hous?", Standing::Value), "hous? Pattern");
    }
}
