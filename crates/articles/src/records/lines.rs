use super::Slice;
use super::characters::Characters;
use crate::Refusal;
use crate::stream::Stream;
use crate::window::{OnError, Window};

/// The lines of a stream that are not blank, numbered from 1.
///
/// No more than the longest line allowed is held; a longer one is passed over, and is one
/// refusal.
pub(super) struct Lines {
    window: Window,
    longest: usize,
    /// Where the first byte of the stream is in the file, if it stands there as it is.
    origin: Option<u64>,
    /// The characters up to the window.
    characters: Characters,
    line: u64,
}

/// A line as it stands in the stream.
struct Line {
    bytes: Vec<u8>,
    /// Where it begins in the file, if the stream stands there as it is.
    position: Option<u64>,
    /// The characters before it.
    characters: Characters,
}

impl Lines {
    pub(super) fn new(stream: Stream, longest: usize) -> Self {
        let origin = stream.origin();
        let window = Window::new(stream, OnError::End);
        Self { window, longest, origin, characters: Characters::default(), line: 0 }
    }

    /// The next line, without what ends it; the refusal of one that is too long, or of a
    /// stream that broke off.
    fn line(&mut self) -> Option<Result<Line, Refusal>> {
        let mut searched = 0;
        loop {
            let pending = self.window.bytes();
            if let Some(at) = memchr::memchr(b'\n', &pending[searched..]) {
                let length = searched + at;
                let fits = length <= self.longest;
                return Some(if fits { Ok(self.take(length, 1)) } else { Err(self.pass_over()) });
            }
            searched = pending.len();
            if searched > self.longest {
                return Some(Err(self.pass_over()));
            }
            if self.window.is_ended() {
                return (searched > 0).then(|| Ok(self.take(searched, 0)));
            }
            if let Err(refusal) = self.window.fill() {
                // Of a line that breaks off nothing is given out.
                self.window.advance(usize::MAX);
                return Some(Err(refusal.of_record(Some(self.line + 1))));
            }
        }
    }

    /// Gives out a line of `length` bytes, `ending` bytes after it passed over.
    fn take(&mut self, length: usize, ending: usize) -> Line {
        let characters = self.characters;
        self.characters.pass(&self.window.bytes()[..length + ending]);
        let (bytes, position) = self.window.take(length);
        self.window.advance(ending);
        self.line += 1;
        Line { bytes, position, characters }
    }

    /// Steps to the end of a line that is too long.
    fn pass_over(&mut self) -> Refusal {
        self.line += 1;
        self.characters.lose_count();
        let refusal = Refusal::too_large("line", self.longest as u64).of_record(Some(self.line));
        loop {
            if let Some(at) = memchr::memchr(b'\n', self.window.bytes()) {
                self.window.advance(at + 1);
                return refusal;
            }
            self.window.advance(usize::MAX);
            if self.window.is_ended() || self.window.fill().is_err() {
                return refusal;
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Slice, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let is_first = self.line == 0;
            let Line { mut bytes, mut position, mut characters } = match self.line()? {
                Ok(line) => line,
                Err(refusal) => return Some(Err(refusal)),
            };
            if is_first && bytes.starts_with(b"\xEF\xBB\xBF") {
                let mark: Vec<u8> = bytes.drain(..3).collect();
                position = position.map(|position| position + 3);
                characters.pass(&mark);
            }
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let characters_before = characters.count_from(self.origin);
            let record = Some(self.line);
            return Some(Ok(Slice { record, bytes, byte_offset: position, characters_before }));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::super::dribble::Dribble;
    use super::*;
    use crate::RefusalCode;

    fn lines(bytes: &[u8], longest: usize, step: usize) -> Vec<Result<(u64, u64, String), u64>> {
        Lines::new(Stream::new(Dribble::new(bytes, step), Some(0)), longest)
            .map(|line| {
                line.map(|slice| {
                    let text = String::from_utf8_lossy(&slice.bytes).into_owned();
                    (slice.record.unwrap(), slice.byte_offset.unwrap(), text)
                })
                .map_err(|refusal| {
                    assert_eq!(refusal.code, RefusalCode::TooLarge);
                    refusal.record.unwrap()
                })
            })
            .collect()
    }

    #[test]
    fn lines_are_numbered_and_placed() {
        let text = b"\xEF\xBB\xBFone\r\n\n  \ntwo\nthree";
        let expected = [(1, 3, "one"), (4, 12, "two"), (5, 16, "three")]
            .map(|(line, offset, text)| Ok((line, offset, text.to_owned())));
        for step in [1, 2, 1000] {
            assert_eq!(lines(text, 100, step), expected);
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_one_refusal() {
        let text = [&b"one\n"[..], &[b'x'; 3000], b"\ntwo\n", &[b'y'; 3000]].concat();
        for step in [7, 1000, 100_000] {
            let found = lines(&text, 1000, step);
            let expected = [Ok((1, 0, "one".into())), Err(2), Ok((3, 3005, "two".into())), Err(4)];
            assert_eq!(found, expected, "{step}");
        }
    }

    #[test]
    fn a_stream_that_breaks_is_one_refusal() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("Device gone"))
            }
        }
        let mut lines = Lines::new(Stream::new(Broken, Some(0)), 100);
        let refusal = lines.next().unwrap().unwrap_err();
        assert_eq!(refusal.to_string(), "record 1: cannot be read: device gone");
        assert!(lines.next().is_none());
    }

    proptest! {
        #[test]
        fn steps_make_no_difference(text in "[a\n\r ]{0,60}", step in 1usize..9, longest in 1usize..20) {
            prop_assert_eq!(lines(text.as_bytes(), longest, step), lines(text.as_bytes(), longest, 1000));
        }
    }
}
