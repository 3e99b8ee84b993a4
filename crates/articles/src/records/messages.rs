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
    fn length(&mut self) -> Option<usize> {
        let mut from = 1;
        loop {
            if let Some(at) = self.separator.find(self.window.bytes(), from) {
                return Some(at);
            }
            let length = self.window.bytes().len();
            if self.window.is_ended() {
                return Some(length);
            }
            if length > self.longest {
                return None;
            }
            // A separator may lie across the end of what was read.
            from = length.saturating_sub(OVERLAP).max(1);
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number + 1)));
            }
        }
    }

    /// Steps to the next separator.
    fn pass_over(&mut self) -> Refusal {
        loop {
            if let Some(at) = self.separator.find(self.window.bytes(), 1) {
                self.window.advance(at);
                break;
            }
            if self.window.is_ended() {
                self.window.advance(usize::MAX);
                break;
            }
            self.window.advance_to_last(OVERLAP);
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number)));
            }
        }
        Refusal::too_large("record", self.longest as u64).of_record(Some(self.number))
    }
}

/// How many bytes a separator has at the most.
const OVERLAP: usize = 256;

impl Separator {
    /// Where the next text begins, from byte `from` on.
    fn find(self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        match self {
            Self::FromLine => {
                let mut finds = memchr::memmem::find_iter(rest, b"\nFrom ").map(|at| from + at);
                finds
                    .find(|&at| {
                        let before = &bytes[..at];
                        let is_apart = before.ends_with(b"\n") || before.ends_with(b"\n\r");
                        (is_apart || before.is_empty()) && is_from_line(&bytes[at + 1..])
                    })
                    .map(|at| at + 1)
            }
            Self::Transmission => {
                // The first of them begins this text.
                let said = bytes.iter().position(u8::is_ascii_alphanumeric)?;
                let from = from.max(said);
                let mut at = from + memchr::memchr(0x01, bytes.get(from..)?)?;
                // What wakes the receiver up belongs to what follows it.
                while bytes[at - 1] == 0x16 {
                    at -= 1;
                }
                Some(at)
            }
        }
    }

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
            let Some(length) = self.length() else {
                self.number += 1;
                return Some(Err(self.pass_over()));
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
    use super::*;

    fn cut(text: &str, separator: Separator) -> Vec<String> {
        let stream = Stream::of_bytes(text.as_bytes().to_vec(), None);
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
}
