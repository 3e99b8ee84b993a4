use std::collections::VecDeque;
use std::sync::Arc;

use super::Slice;
use crate::about::About;
use crate::format::table;
use crate::stream::Stream;
use crate::window::{OnError, Window};
use crate::{FieldMap, Refusal, RefusalCode};

/// The rows of a table after its first, numbered from 1 as a spreadsheet does: the first
/// row of articles is 2.
pub(super) struct Rows {
    window: Window,
    delimiter: u8,
    longest: usize,
    number: u64,
    unclosed: u32,
    ended: bool,
    waiting: VecDeque<Refusal>,
}

/// A quote that is not closed makes a row out of everything after it, so all of that is
/// looked through in vain. After so many the rest is given up.
const MOST_UNCLOSED: u32 = 16;

/// Where a row ends.
enum End {
    /// After so many bytes, and so many of a line end.
    At(usize, usize),
    /// It is over the limit.
    TooFar,
    /// Its quote is never closed.
    Nowhere,
}

impl Rows {
    /// Opens a table; its first row names the columns.
    ///
    /// # Errors
    ///
    /// A first row that names neither a title nor a text, or is longer than a row may be.
    pub(super) fn open(
        stream: Stream,
        delimiter: Option<u8>,
        fields: &FieldMap,
        longest: usize,
    ) -> Result<(Self, About), Refusal> {
        let window = Window::new(stream, OnError::End);
        let mut rows = Self {
            window,
            delimiter: delimiter.unwrap_or(b','),
            longest,
            number: 0,
            unclosed: 0,
            ended: false,
            waiting: VecDeque::new(),
        };
        rows.window.fill()?;
        if rows.window.bytes().starts_with(b"\xEF\xBB\xBF") {
            rows.window.advance(3);
        }
        if delimiter.is_none() {
            rows.delimiter = table::likely_delimiter(rows.window.bytes());
        }
        let Some(header) = rows.row() else {
            return Err(Refusal::new(RefusalCode::Empty, ""));
        };
        let columns = table::columns(&header?.bytes, rows.delimiter)?;
        table::check(&columns, fields)?;
        Ok((rows, About { columns: Some(Arc::new(columns)), ..About::default() }))
    }

    fn row(&mut self) -> Option<Result<Slice, Refusal>> {
        loop {
            if let Some(refusal) = self.waiting.pop_front() {
                return Some(Err(refusal));
            }
            if self.ended {
                return None;
            }
            match self.end() {
                None => self.ended = true,
                Some(End::At(length, ending)) => {
                    let is_blank = self.window.bytes()[..length].trim_ascii().is_empty();
                    if is_blank && length + ending > 0 {
                        self.window.advance(length + ending);
                        continue;
                    }
                    self.number += 1;
                    let row = Slice::of(&mut self.window, length, self.number);
                    self.window.advance(ending);
                    return Some(Ok(row));
                }
                Some(End::TooFar) => {
                    let refusal = Refusal::too_large("row", self.longest as u64);
                    return Some(Err(self.pass_over(refusal)));
                }
                Some(End::Nowhere) => {
                    return Some(Err(self.pass_over(Refusal::damaged("a quote is never closed"))));
                }
            }
        }
    }

    /// Finds the end of the next row; none at the end of the table.
    fn end(&mut self) -> Option<End> {
        let (mut at, mut quoted, mut starts_cell) = (0, false, true);
        loop {
            while let Some(&byte) = self.window.bytes().get(at) {
                match byte {
                    b'"' if quoted || starts_cell => quoted = !quoted,
                    b'\n' | b'\r' if !quoted => return Some(self.ended_row(at, byte)),
                    _ => {}
                }
                // A doubled quote closes and opens again, so it needs no case of its own.
                starts_cell = byte == self.delimiter || (byte == b'"' && !quoted);
                at += 1;
            }
            if at > self.longest {
                return Some(End::TooFar);
            }
            if self.window.is_ended() {
                return match (at, quoted) {
                    (0, _) => None,
                    (_, true) => Some(End::Nowhere),
                    (_, false) => Some(End::At(at, 0)),
                };
            }
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number + 1)));
            }
        }
    }

    fn ended_row(&mut self, at: usize, byte: u8) -> End {
        if byte == b'\r' && at + 1 == self.window.bytes().len() && !self.window.is_ended() {
            // Whether a line feed follows decides nothing but the blank row between; that nothing
            // can be read any more is told of the row after this one.
            if let Err(refusal) = self.window.fill() {
                self.waiting.push_back(refusal.of_record(Some(self.number + 2)));
            }
        }
        let pair = self.window.bytes()[at..].starts_with(b"\r\n");
        End::At(at, if pair { 2 } else { 1 })
    }

    /// Steps to the line after the one on which a row begins that does not end.
    fn pass_over(&mut self, refusal: Refusal) -> Refusal {
        self.number += 1;
        self.unclosed += 1;
        match memchr::memchr2(b'\n', b'\r', self.window.bytes()) {
            Some(at) if self.unclosed < MOST_UNCLOSED => self.window.advance(at + 1),
            _ => self.ended = true,
        }
        let rest = if self.ended { "; the rest is not read" } else { "" };
        let detail = format!("{}{rest}", refusal.detail);
        Refusal { detail, ..refusal }.of_record(Some(self.number))
    }
}

impl Iterator for Rows {
    type Item = Result<Slice, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use proptest::prelude::*;

    use super::super::dribble::Dribble;
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let stream = Stream::of_bytes(text.as_bytes().to_vec(), Some(0));
        match Rows::open(stream, None, &FieldMap::default(), 1000) {
            Ok((rows, _)) => rows
                .map(|row| match row {
                    Ok(row) => {
                        let at = row.byte_offset.unwrap() as usize;
                        let bytes = String::from_utf8(row.bytes).unwrap();
                        assert_eq!(text[at..at + bytes.len()], bytes);
                        format!("{} {bytes}", row.record.unwrap())
                    }
                    Err(refusal) => refusal.to_string(),
                })
                .collect(),
            Err(refusal) => vec![refusal.to_string()],
        }
    }

    #[test]
    fn rows_of_tables() {
        for (text, expected) in [
            ("title,text\na,b\nc,d", vec!["2 a,b", "3 c,d"]),
            ("\u{feff}title;text\r\na;b\r\n\r\n", vec!["2 a;b"]),
            ("title,text\n\"a\nb\",\"c\"\"\nd\"\ne,f\n", vec!["2 \"a\nb\",\"c\"\"\nd\"", "3 e,f"]),
            ("title,text\na 6\" nail,b\nc,d\n", vec!["2 a 6\" nail,b", "3 c,d"]),
            (
                "title,text\n\"a,b\nc,d\n",
                vec!["record 2: damaged: a quote is never closed", "3 c,d"],
            ),
            (
                "title,text\r\"a,b\rc,d\re,f",
                vec!["record 2: damaged: a quote is never closed", "3 c,d", "4 e,f"],
            ),
            (
                "title,text\r\n\"a,b\r\nc,d\r\n",
                vec!["record 2: damaged: a quote is never closed", "3 c,d"],
            ),
            (
                "a,b\nc,d",
                vec![
                    "no article text in it: no column is a title or a text: a, b; --map names them",
                ],
            ),
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
    }

    #[test]
    fn a_table_that_breaks_off_says_so() {
        for text in ["title,text\ra,b\r", "title,text\na,b\n", "title,text\ra,b", "title,text\n"] {
            let broken = Broken(Dribble::new(text.as_bytes(), 3));
            let rows = Rows::open(Stream::new(broken, None), None, &FieldMap::default(), 1000);
            let refusals = rows.unwrap().0.filter_map(Result::err);
            let refusals: Vec<_> = refusals.map(|refusal| refusal.detail).collect();
            assert_eq!(refusals, ["device gone"], "{text:?}");
        }
    }

    /// Fails where the bytes end.
    struct Broken(Dribble);

    impl Read for Broken {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            match self.0.read(to)? {
                0 => Err(io::Error::other("device gone")),
                count => Ok(count),
            }
        }
    }

    proptest! {
        #[test]
        fn any_table_is_cut(text in "title,text\n[a\",;\r\n]{0,40}") {
            let _ = rows(&text);
        }
    }
}
