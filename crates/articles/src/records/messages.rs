use std::collections::VecDeque;

use super::Slice;
use crate::Refusal;
use crate::stream::Stream;
use crate::window::{OnError, Window};

/// What separates the records of a stream of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    /// A line "From …" after a blank one, as in a mailbox.
    FromLine,
    /// The control characters with which a wire service begins or ends a dispatch.
    Transmission,
}

/// The texts of a stream, numbered from 1.
pub(super) struct Messages {
    window: Window,
    separator: Separator,
    longest: usize,
    number: u64,
    waiting: VecDeque<Refusal>,
}

impl Messages {
    pub(super) fn new(stream: Stream, separator: Separator, longest: usize) -> Self {
        let window = Window::new(stream, OnError::End);
        Self { window, separator, longest, number: 0, waiting: VecDeque::new() }
    }

    /// The length of the next text; none when it is over the limit.
    fn length(&mut self, search: &mut Search) -> Option<usize> {
        loop {
            if let Some(at) = search.go_on(self.window.bytes()) {
                return Some(at);
            }
            let length = self.window.bytes().len();
            if self.window.is_ended() {
                return Some(length);
            }
            if length > self.longest {
                return None;
            }
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number + 1)));
            }
        }
    }

    /// Steps to the end of the text at hand, which a search did not find yet.
    fn pass_over(&mut self, mut search: Search) -> Refusal {
        loop {
            if let Some(at) = search.go_on(self.window.bytes()) {
                self.window.advance(at);
                break;
            }
            if self.window.is_ended() {
                self.window.advance(usize::MAX);
                break;
            }
            // What stands before a separator tells whether it is one.
            let passed = search.from.saturating_sub(OVERLAP);
            self.window.advance(passed);
            search.from -= passed;
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number)));
            }
        }
        Refusal::too_large("record", self.longest as u64).of_record(Some(self.number))
    }
}

/// How many bytes a separator has at the most.
const OVERLAP: usize = 256;

/// A search for where the next text begins. As more is read it goes on where it stopped.
#[derive(Debug, Clone, Copy)]
struct Search {
    separator: Separator,
    part: Part,
    /// The first byte that has to be looked at.
    from: usize,
}

/// Where in the text at hand a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the first thing that it says: a separator begins this text, not the next.
    Opening,
    /// In what it says.
    Words,
}

impl Search {
    fn new(separator: Separator) -> Self {
        match separator {
            Separator::FromLine => Self { separator, part: Part::Words, from: 1 },
            Separator::Transmission => Self { separator, part: Part::Opening, from: 0 },
        }
    }

    /// Where the next text begins, if that is in these bytes, which are those that were looked
    /// at before and some more.
    fn go_on(&mut self, bytes: &[u8]) -> Option<usize> {
        match self.separator {
            Separator::FromLine => self.next_from_line(bytes),
            Separator::Transmission => self.next_transmission(bytes),
        }
    }

    fn next_from_line(&mut self, bytes: &[u8]) -> Option<usize> {
        let rest = bytes.get(self.from..)?;
        let mut finds = memchr::memmem::find_iter(rest, b"\nFrom ").map(|at| self.from + at);
        let found = finds.find(|&at| {
            let before = &bytes[..at];
            let is_apart = before.ends_with(b"\n") || before.ends_with(b"\n\r");
            (is_apart || before.is_empty()) && is_from_line(&bytes[at + 1..])
        });
        // A separator may lie across the end of what was read.
        self.from = self.from.max(bytes.len().saturating_sub(OVERLAP));
        found.map(|at| at + 1)
    }

    fn next_transmission(&mut self, bytes: &[u8]) -> Option<usize> {
        let rest = &bytes[self.from..];
        let said = match self.part {
            Part::Opening => rest.iter().position(u8::is_ascii_alphanumeric),
            Part::Words => Some(0),
        };
        self.from = bytes.len();
        let said = said?;
        self.part = Part::Words;
        let at = memchr::memchr(0x01, &rest[said..])?;
        // What wakes the receiver up belongs to what follows it.
        let before = &bytes[..bytes.len() - rest.len() + said + at];
        Some(before.iter().rposition(|&byte| byte != 0x16).map_or(0, |last| last + 1))
    }
}

impl Separator {
    /// Whether bytes between two separators say anything.
    fn says_something(self, bytes: &[u8]) -> bool {
        match self {
            Self::FromLine => !bytes.trim_ascii().is_empty(),
            Self::Transmission => bytes.iter().any(u8::is_ascii_alphanumeric),
        }
    }
}

/// Whether a line "From …" is that of a mailbox, which has a time in it; stories have
/// sentences that begin so.
pub(crate) fn is_from_line(line: &[u8]) -> bool {
    let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
    let line = &line[..end.min(OVERLAP)];
    line.windows(5).any(|five| {
        let [a, b, colon, c, d] = five else { return false };
        [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) && *colon == b':'
    })
}

impl Iterator for Messages {
    type Item = Result<Slice, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(refusal) = self.waiting.pop_front() {
                return Some(Err(refusal));
            }
            let mut search = Search::new(self.separator);
            let Some(length) = self.length(&mut search) else {
                self.number += 1;
                return Some(Err(self.pass_over(search)));
            };
            if length == 0 {
                match self.waiting.is_empty() {
                    true => return None,
                    false => continue,
                }
            }
            if !self.separator.says_something(&self.window.bytes()[..length]) {
                self.window.advance(length);
                continue;
            }
            self.number += 1;
            return Some(Ok(Slice::of(&mut self.window, length, self.number)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::dribble::Dribble;
    use super::*;

    fn cut(text: &str, separator: Separator) -> Vec<String> {
        cut_by(text, separator, usize::MAX)
    }

    fn cut_by(text: &str, separator: Separator, step: usize) -> Vec<String> {
        let stream = Stream::new(Dribble::new(text.as_bytes(), step), None);
        Messages::new(stream, separator, 1000)
            .map(|one| match one {
                Ok(slice) => String::from_utf8(slice.bytes).unwrap(),
                Err(refusal) => refusal.to_string(),
            })
            .collect()
    }

    #[test]
    fn mailboxes() {
        for (text, expected) in [
            (
                "From a\nS: 1\n\nx\n\nFrom b 10:00\nS: 2\n\ny\n",
                vec!["From a\nS: 1\n\nx\n\n", "From b 10:00\nS: 2\n\ny\n"],
            ),
            ("From a\n\nx\n\nFrom here on\n", vec!["From a\n\nx\n\nFrom here on\n"]),
            (
                "From a\r\n\r\nx\r\n\r\nFrom b 10:00\r\n",
                vec!["From a\r\n\r\nx\r\n\r\n", "From b 10:00\r\n"],
            ),
            ("", vec![]),
        ] {
            assert_eq!(cut(text, Separator::FromLine), expected, "{text}");
        }
        let long = format!("From a\n\n{}\n\nFrom b 10:00\n\ny", "x".repeat(700_000));
        assert_eq!(
            cut(&long, Separator::FromLine),
            [
                "record 1: too large: the record is over the limit of 1000 bytes",
                "From b 10:00\n\ny"
            ]
        );
    }

    #[test]
    fn transmissions() {
        assert_eq!(
            cut(
                "\u{16}\u{16}\u{1}a\u{2}b\u{3}\u{4}\u{16}\u{16}\u{1}c\u{3}\r\n\u{7f}",
                Separator::Transmission
            ),
            ["\u{16}\u{16}\u{1}a\u{2}b\u{3}\u{4}", "\u{16}\u{16}\u{1}c\u{3}\r\n\u{7f}"]
        );
    }

    #[test]
    fn a_text_that_is_too_long_does_not_hide_the_next() {
        let refusal = "record 1: too large: the record is over the limit of 1000 bytes";
        let next = "\u{16}\u{16}\u{1}b\u{3}";
        // Neither letters nor digits as far as the end of what is kept.
        let long = format!("\u{1}a{}{next}", "–".repeat(200_000));
        assert_eq!(cut(&long, Separator::Transmission), [refusal, next]);
        let nothing = format!("\u{1}{}a{next}", " ".repeat(700_000));
        assert_eq!(cut(&nothing, Separator::Transmission), [refusal, next]);
        let woken = format!("\u{1}a{}{}\u{1}b", "–".repeat(100_000), "\u{16}".repeat(500_000));
        assert_eq!(cut(&woken, Separator::Transmission).len(), 2);
        let next = "From b 10:00\n\ny";
        for length in 1_100..1_500 {
            let long = format!("From a\n\n{}\r\n\r\n{next}", "x".repeat(length));
            assert_eq!(cut_by(&long, Separator::FromLine, 256), [refusal, next], "{length}");
        }
    }

    #[test]
    fn what_was_looked_through_is_not_again() {
        for (separator, bytes, expected) in [
            (Separator::Transmission, [b' '; 9_999], 9_999),
            (Separator::Transmission, [b'x'; 9_999], 9_999),
            (Separator::FromLine, [b'x'; 9_999], 9_999 - OVERLAP),
        ] {
            let mut search = Search::new(separator);
            assert_eq!(search.go_on(&bytes), None);
            assert_eq!(search.from, expected, "{separator:?}");
        }
    }

    proptest! {
        #[test]
        fn steps_make_no_difference(
            text in "(From b 10:00|From b|\n|\r\n|x{0,300}|\u{1}|\u{16}|–){0,20}", step in 1usize..9
        ) {
            for separator in [Separator::FromLine, Separator::Transmission] {
                let whole = cut(&text, separator);
                if whole.iter().all(|one| one.len() < 1000) {
                    prop_assert_eq!(cut_by(&text, separator, step), whole);
                }
            }
        }
    }
}
