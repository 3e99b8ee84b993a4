//! WARC: captures of the web, record after record, each with a head of its own.

use jiff::Timestamp;

use super::capture::{answer, page, window};
use super::{Container, Entries, Entry, Rules, http};
use crate::stream::Stream;
use crate::window::Window;
use crate::{Limits, Refusal};

pub(super) const RULES: Rules = Rules {
    container: Container::Warc,
    name: "warc",
    endings: &[".warc", ".warc.gz", ".wet", ".wet.gz"],
    magic: &[b"WARC/"],
    levels: 1,
    open: |stream, limits| Ok(Box::new(Warc::open(stream, limits)?) as Entries),
};

/// The records of a capture that hold pages. Others are stepped over: what was asked, what
/// the capturing program says, what was there before.
struct Warc {
    window: Window,
    limits: Limits,
    number: u64,
    /// Whether a record was met where none should be, which is told once for each place.
    lost: bool,
    /// What is told after the record that it is about.
    pending: Option<Refusal>,
    done: bool,
}

/// The longest head of a record, in bytes.
const LONGEST_HEAD: usize = 256 << 10;

/// What a record begins with.
const MAGIC: &[u8] = b"WARC/";

/// The head of a record.
#[derive(Debug, Default, PartialEq, Eq)]
struct Head {
    kind: String,
    url: String,
    captured: Option<i64>,
    media: http::Media,
    length: Option<u64>,
}

impl Warc {
    fn open(stream: Stream, limits: &Limits) -> Result<Self, Refusal> {
        let window = window(stream, limits)?;
        Ok(Self { window, limits: *limits, number: 0, lost: false, pending: None, done: false })
    }

    /// What is wrong with the record at hand.
    fn damaged(&self, detail: &str) -> Refusal {
        Refusal::damaged(detail).of_record(Some(self.number.max(1)))
    }

    /// Reads until `count` bytes are in memory; false when there are no more.
    fn have(&mut self, count: usize) -> Result<bool, Refusal> {
        while self.window.bytes().len() < count {
            if self.window.is_ended() {
                return Ok(false);
            }
            if let Err(refusal) = self.window.fill() {
                // What came of the damaged part is stepped over.
                self.lost = true;
                return Err(refusal.of_record(Some(self.number.max(1))));
            }
        }
        Ok(true)
    }

    /// Steps over what is between records; false at the end of the capture.
    fn seek_record(&mut self) -> Result<bool, Refusal> {
        loop {
            let blank = self.window.bytes().iter().take_while(|byte| byte.is_ascii_whitespace());
            let blank = blank.count();
            self.window.advance(blank);
            if self.window.bytes().is_empty() {
                if !self.have(1)? {
                    return Ok(false);
                }
                continue;
            }
            self.have(MAGIC.len())?;
            if self.window.bytes().starts_with(MAGIC) {
                self.lost = false;
                return Ok(true);
            }
            if !self.lost {
                self.lost = true;
                return Err(self.damaged("no record begins where one should"));
            }
            self.seek()?;
        }
    }

    /// Steps to the next line that could begin a record, or to the end.
    fn seek(&mut self) -> Result<(), Refusal> {
        loop {
            let found = memchr::memmem::find_iter(self.window.bytes(), b"\nWARC/").next();
            if let Some(at) = found {
                self.window.advance(at + 1);
                return Ok(());
            }
            if self.window.is_ended() {
                self.window.advance(usize::MAX);
                return Ok(());
            }
            self.window.advance_to_last(MAGIC.len() + 1);
            let count = self.window.bytes().len() + 1;
            self.have(count)?;
        }
    }

    /// Reads the head of the record at hand, and steps over it.
    fn head(&mut self) -> Result<Head, Refusal> {
        loop {
            if let Some((head, length)) = parse_head(self.window.bytes()) {
                self.window.advance(length);
                return Ok(head);
            }
            let length = self.window.bytes().len();
            if length > LONGEST_HEAD || !self.have(length + 1)? {
                self.window.advance(MAGIC.len());
                self.lost = true;
                return Err(self.damaged("a head that does not end"));
            }
        }
    }

    fn record(&mut self) -> Result<Option<Entry>, Refusal> {
        let head = self.head()?;
        let Some(length) = head.length else {
            self.lost = true;
            return Err(self.damaged("a record that does not say how long it is"));
        };
        if length > self.limits.file {
            // Where the next one begins is looked for: the length may be a lie.
            self.lost = true;
            return Err(Refusal::too_large("record", self.limits.file).of_record(Some(self.number)));
        }
        let mut length = length as usize;
        if !self.have(length)? {
            // What follows may be in memory already, behind a length that is too great.
            self.lost = true;
            let broken = self.damaged("it breaks off within a record");
            if memchr::memmem::find(self.window.bytes(), b"\nWARC/").is_some() {
                return Err(broken);
            }
            // The beginning of a page is better than nothing of it.
            self.pending = Some(broken);
            length = self.window.bytes().len();
        }
        let origin = self.window.position();
        let bytes = &self.window.bytes()[..length];
        let (number, limits) = (self.number, &self.limits);
        let entry = match head.kind.as_str() {
            "response" if !bytes.starts_with(b"HTTP/") && !head.url.starts_with("http") => None,
            "response" => Some(answer(number, &head.url, head.captured, bytes, origin, limits)),
            "conversion" | "resource" => {
                let bytes = bytes.to_vec();
                Some(page(number, &head.url, head.captured, &head.media, bytes, origin))
            }
            _ => None,
        };
        self.window.advance(length);
        entry.transpose().map_err(|refusal| refusal.of_record_if_unsaid(Some(number)))
    }
}

/// Reads the head that the bytes begin with, and its length; none when it does not end.
fn parse_head(bytes: &[u8]) -> Option<(Head, usize)> {
    let start = &bytes[..bytes.len().min(LONGEST_HEAD)];
    let crlf = memchr::memmem::find(start, b"\r\n\r\n").map(|at| at + 4);
    let lf = memchr::memmem::find(start, b"\n\n").map(|at| at + 2);
    let length = match (crlf, lf) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    let mut head = Head::default();
    for line in String::from_utf8_lossy(&bytes[..length]).lines().skip(1) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => head.url = value.trim_matches(['<', '>']).to_owned(),
            "warc-date" => head.captured = nanoseconds(value),
            "content-type" => head.media = http::Media::parse(value),
            "content-length" => head.length = value.parse().ok(),
            _ => {}
        }
    }
    Some((head, length))
}

fn nanoseconds(date: &str) -> Option<i64> {
    let time: Timestamp = date.parse().ok()?;
    i64::try_from(time.as_nanosecond()).ok()
}

impl Iterator for Warc {
    type Item = Result<Entry, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(refusal) = self.pending.take() {
            return Some(Err(refusal));
        }
        while !self.done {
            match self.seek_record() {
                Ok(true) => {}
                Ok(false) => self.done = true,
                Err(refusal) => return Some(Err(refusal)),
            }
            if self.done {
                break;
            }
            self.number += 1;
            match self.record() {
                Ok(None) if self.pending.is_some() => return self.pending.take().map(Err),
                Ok(None) => {}
                Ok(Some(entry)) => return Some(Ok(entry)),
                // Of a record that breaks off that is all there is to say.
                Err(refusal) => return Some(Err(self.pending.take().unwrap_or(refusal))),
            }
        }
        None
    }
}
