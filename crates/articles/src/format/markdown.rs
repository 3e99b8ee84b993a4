//! Markdown: fields from the front matter, readable text from the rest, traced.

mod front_matter;
mod inline;

use dateline_model::{OffsetMap, Piece};

use super::{Format, Input, RecordLayout, Rules};
use crate::draft::{Body, Draft};
use crate::header::lines_from;
use crate::{ReadOptions, Refusal, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Markdown,
    name: "markdown",
    extensions: &["md", "markdown", "mdown"],
    records: RecordLayout::Whole,
    read,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Body { text, offsets } = charset::decode(input.bytes, input.offset, None)?;
    let (mut draft, from) = front_matter::read(&text, &options.fields);
    let mut plain = Plain::default();
    plain.read(&text, from);
    if draft.title.is_none() {
        draft.title = plain.title.map(Into::into);
    }
    let body = Body { text: plain.text.into(), offsets: plain.offsets.then(&offsets) };
    Ok(Draft { body, ..draft })
}

/// A text without marks, and its pieces in the text with them.
#[derive(Default)]
struct Plain {
    text: String,
    offsets: OffsetMap,
    /// The heading that the text begins with.
    title: Option<String>,
}

impl Plain {
    fn read(&mut self, text: &str, from: usize) {
        let mut fenced = false;
        for line in lines_from(text, from) {
            let start = line.start + block_mark(line.text);
            let content = &text[start..line.start + line.text.len()];
            if is_fence(content) {
                fenced = !fenced;
                continue;
            }
            if !fenced && is_only_marks(content) {
                continue;
            }
            let before = self.text.len();
            if fenced {
                self.push(content, start);
            } else {
                inline::read(content, |piece, at| self.push(piece, start + at));
            }
            let is_first_heading = line.text.trim_start().starts_with("# ")
                && self.title.is_none()
                && self.text[..before].trim().is_empty();
            if is_first_heading {
                self.title = Some(self.text[before..].trim().to_owned());
            }
            if line.next > line.start + line.text.len() {
                self.push("\n", line.next - 1);
            }
        }
    }

    /// Adds a piece of the source.
    fn push(&mut self, piece: &str, source: usize) {
        self.offsets.push(Piece { text: self.text.len(), source, len: piece.len() });
        self.text.push_str(piece);
    }
}

/// The length of what makes a line a heading, a quotation or an item of a list.
fn block_mark(line: &str) -> usize {
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let next = trimmed
            .strip_prefix("> ")
            .or_else(|| trimmed.strip_prefix("- "))
            .or_else(|| trimmed.strip_prefix("* "))
            .or_else(|| trimmed.strip_prefix("+ "))
            .or_else(|| (trimmed == ">").then_some(""))
            .or_else(|| heading(trimmed));
        match next {
            Some(next) => rest = next,
            None => return line.len() - rest.len(),
        }
    }
}

/// What follows one to six `#` and a blank.
fn heading(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|&byte| byte == b'#').count();
    (1..=6).contains(&marks).then(|| line[marks..].strip_prefix(' ')).flatten()
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// A rule, the line under a heading, or the target of a link.
fn is_only_marks(line: &str) -> bool {
    let line = line.trim();
    let rule = line.len() >= 3
        && ["-", "=", "*", "_"]
            .iter()
            .any(|mark| line.trim_matches([' ', mark.as_bytes()[0] as char]).is_empty());
    let target = line.starts_with('[') && line.contains("]: ") && line.contains("://");
    rule || target
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft(text: &str) -> Draft<'static> {
        let input = Input::of(text.as_bytes());
        read(input, &ReadOptions::default()).unwrap().into_owned()
    }

    #[test]
    fn marks_are_taken_off() {
        for (text, expected) in [
            ("# Border reopens\n\nLorries *crossed* it.", "Border reopens\n\nLorries crossed it."),
            ("> Quoted\n> twice", "Quoted\ntwice"),
            ("- one\n* two", "one\ntwo"),
            ("One\n===\n\n***\n\nTwo", "One\n\n\nTwo"),
            ("```\n*code*\n```\nx", "*code*\nx"),
            ("See [the report](https://oxus.example/a).", "See the report."),
            ("[1]: https://oxus.example\nx", "x"),
            ("#hashtag", "#hashtag"),
        ] {
            assert_eq!(draft(text).body.text, expected, "{text}");
        }
    }

    #[test]
    fn front_matter_has_the_fields() {
        let found = draft(
            "---\ntitle: \"Border reopens\"\ndate: 2021-09-25\noutlet: Oxus Wire\n---\n\nText.",
        );
        assert_eq!(found.title.as_deref(), Some("Border reopens"));
        assert_eq!(found.published.unwrap().date.to_string(), "2021-09-25");
        assert_eq!(found.outlet.as_deref(), Some("Oxus Wire"));
        assert_eq!(found.body.text.trim(), "Text.");
    }

    #[test]
    fn a_first_heading_is_the_title() {
        assert_eq!(draft("\n# Border *reopens*\n\nText.").title.as_deref(), Some("Border reopens"));
        assert_eq!(draft("Text.\n\n# Later\n").title, None);
    }

    proptest! {
        #[test]
        fn pieces_are_what_they_say(text in "(---\n|title: x\n|[#*_>\\[\\]()!`<\\\\-]|[a-z ]|é|\n){1,40}") {
            let input = Input::of(text.as_bytes());
            if let Ok(draft) = read(input, &ReadOptions::default()) {
                let body = draft.body;
                for piece in body.offsets.pieces() {
                    prop_assert_eq!(
                        &body.text[piece.text..piece.text + piece.len],
                        &text[piece.source..piece.source + piece.len]
                    );
                }
            }
        }
    }
}
