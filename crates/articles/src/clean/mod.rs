//! A text to the text of the article: without page furniture and control characters, and
//! with the way back.

mod rules;

use dateline_model::{OffsetMap, Piece};

use crate::header::{Line, lines_from};

/// A cleaned text and its pieces in the text it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cleaned {
    pub(crate) text: String,
    pub(crate) offsets: OffsetMap,
}

/// Cleans the text from byte `from` on: lines of page furniture go, blank lines are at most
/// one in a row and none at the ends, lines end in a line feed only, and control
/// characters become spaces.
pub(crate) fn clean(text: &str, from: usize) -> Cleaned {
    let mut builder = Builder::new(text, from);
    let mut previous = Neighbour::Edge;
    let mut lines = lines_from(text, from).peekable();
    while let Some(line) = lines.next() {
        if line.is_blank() {
            builder.blank();
            previous = Neighbour::Edge;
            continue;
        }
        let next = lines.peek().map_or(Neighbour::Edge, Neighbour::of);
        if rules::is_furniture(line.trimmed(), previous, next) {
            // What stands around furniture is as good as apart.
            builder.blank();
            previous = Neighbour::Edge;
            continue;
        }
        builder.line(&Line { text: rules::without_credit(line.text), ..line });
        previous = Neighbour::Text(line.trimmed());
    }
    builder.finish()
}

/// What stands before or after a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Neighbour<'a> {
    /// A blank line, page furniture, or an end of the text.
    Edge,
    /// Text.
    Text(&'a str),
}

impl<'a> Neighbour<'a> {
    fn of(line: &Line<'a>) -> Self {
        match line.text.trim() {
            "" => Self::Edge,
            text => Self::Text(text),
        }
    }
}

/// Builds the cleaned text out of the longest runs of the source that stay as they are.
struct Builder<'a> {
    source: &'a str,
    /// The run that is not yet copied.
    run: std::ops::Range<usize>,
    /// Whether a blank line comes before the next line.
    blank: bool,
    cleaned: Cleaned,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, from: usize) -> Self {
        let text = String::with_capacity(source.len() - from);
        Self {
            source,
            run: from..from,
            blank: false,
            cleaned: Cleaned { text, offsets: OffsetMap::default() },
        }
    }

    fn is_empty(&self) -> bool {
        self.run.is_empty() && self.cleaned.text.is_empty()
    }

    fn blank(&mut self) {
        self.blank = !self.is_empty();
    }

    /// Adds a line and its line feed.
    fn line(&mut self, line: &Line<'_>) {
        let end = line.start + line.text.trim_end().len();
        // A run goes on through one line feed or two, when no more was between the lines.
        let between = &self.source[self.run.end..line.start];
        let wanted = match (self.is_empty(), self.blank) {
            (true, _) => "",
            (false, false) => "\n",
            (false, true) => "\n\n",
        };
        if self.is_empty() || between != wanted {
            self.flush();
            self.cleaned.text.push_str(wanted);
            self.run = line.start..end;
        } else {
            self.run.end = end;
        }
        self.blank = false;
    }

    /// Copies the run, control characters replaced.
    fn flush(&mut self) {
        let mut rest = &self.source[self.run.clone()];
        let mut source = self.run.start;
        while let Some(at) = first_control(rest.as_bytes()) {
            self.copy(&rest[..at], source);
            let control = rest.as_bytes()[at];
            let before_feed = rest.as_bytes().get(at + 1) == Some(&b'\n');
            match control {
                b'\r' if before_feed => {}
                b'\r' => self.cleaned.text.push('\n'),
                _ => self.cleaned.text.push(' '),
            }
            rest = &rest[at + 1..];
            source += at + 1;
        }
        self.copy(rest, source);
        self.run.start = self.run.end;
    }

    fn copy(&mut self, piece: &str, source: usize) {
        let text = self.cleaned.text.len();
        self.cleaned.offsets.push(Piece { text, source, len: piece.len() });
        self.cleaned.text.push_str(piece);
    }

    fn finish(mut self) -> Cleaned {
        self.flush();
        self.cleaned
    }
}

/// The first C0 control character or DEL that is not a line feed or a tab.
fn first_control(bytes: &[u8]) -> Option<usize> {
    /// As many bytes as are looked at without a branch.
    const BLOCK: usize = 64;
    // Without an early end the compiler makes a block a few vector instructions.
    let has_control = |block: &[u8]| block.iter().fold(false, |has, &byte| has | is_control(byte));
    let start = bytes.chunks(BLOCK).position(has_control)? * BLOCK;
    bytes[start..].iter().position(|&byte| is_control(byte)).map(|at| start + at)
}

fn is_control(byte: u8) -> bool {
    ((byte < 0x20) & (byte != b'\n') & (byte != b'\t')) | (byte == 0x7F)
}

#[cfg(test)]
mod tests {
    use dateline_model::ByteSpan;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_cleaned() {
        for (text, expected) in [
            ("One.\n\nTwo.\n", "One.\n\nTwo."),
            ("\n\n One.\r\n\r\n\r\n\r\nTwo.  \n", " One.\n\nTwo."),
            ("One\rTwo", "One\nTwo"),
            ("One \u{1b}[31mred\u{0}\u{7f}\tTwo", "One  [31mred  \tTwo"),
            ("One.\n\nAlso read: Another\n\nTwo.", "One.\n\nTwo."),
            ("One.\n\nADVERTISEMENT\n\nTwo.", "One.\n\nTwo."),
            ("Share this article\n\nOne.", "One."),
            ("", ""),
            ("\n \n", ""),
            ("The tomb. Photo: Jane Doe/Oxus Wire\nTwo.", "The tomb.\nTwo."),
            ("He said: Photo: no. Photo: yes.", "He said: Photo: no."),
            ("Also read: x\n\u{1b}", ""),
            ("One.\n\u{1b} \u{7f}\nTwo.", "One.\n\nTwo."),
        ] {
            assert_eq!(clean(text, 0).text, expected, "{text:?}");
        }
    }

    #[test]
    fn text_that_is_clean_is_one_piece() {
        let text = "One.\nTwo.\n\nThree.";
        assert_eq!(clean(text, 0).offsets, OffsetMap::verbatim(0, text.len()));
    }

    proptest! {
        #[test]
        fn pieces_are_what_they_say(text in "(Also read: x|One[.]|[\u{0}-\u{ff}]|\n|\r\n){0,30}") {
            let cleaned = clean(&text, 0);
            for piece in cleaned.offsets.pieces() {
                let here = ByteSpan::new(piece.text, piece.text + piece.len);
                let there = ByteSpan::new(piece.source, piece.source + piece.len);
                prop_assert_eq!(here.of(&cleaned.text), there.of(&text));
            }
            prop_assert!(!cleaned.text.bytes().any(is_control));
        }
    }
}
