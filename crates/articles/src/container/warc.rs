//! WARC: captures of the web, record after record, each with a head of its own.

use jiff::Timestamp;

use super::capture::{answer, page};
use super::capture_records::Records;
use super::{Container, Entries, Entry, Rules, http};
use crate::Refusal;

pub(super) const RULES: Rules = Rules {
    container: Container::Warc,
    name: "warc",
    endings: &[".warc", ".warc.gz", ".wet", ".wet.gz"],
    magic: &[b"WARC/"],
    levels: 1,
    open: |stream, limits| Ok(Box::new(Warc { records: Records::open(stream, limits)? }) as Entries),
};

/// The records of a capture that hold pages. Others are stepped over: what was asked, what
/// the capturing program says, what was there before.
struct Warc {
    records: Records,
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
    /// Steps over what is between records; false at the end of the capture.
    fn seek_record(&mut self) -> Result<bool, Refusal> {
        loop {
            let Records { window, .. } = &mut self.records;
            let blank = window.bytes().iter().take_while(|byte| byte.is_ascii_whitespace());
            let blank = blank.count();
            window.advance(blank);
            if window.bytes().is_empty() {
                if !self.records.have(1)? {
                    return Ok(false);
                }
                continue;
            }
            self.records.have(MAGIC.len())?;
            if self.records.window.bytes().starts_with(MAGIC) {
                self.records.lost = false;
                return Ok(true);
            }
            self.records.lose()?;
            self.seek()?;
        }
    }

    /// Steps to the next line that could begin a record, or to the end.
    fn seek(&mut self) -> Result<(), Refusal> {
        loop {
            let Records { window, .. } = &mut self.records;
            if let Some(at) = find_next(window.bytes()) {
                window.advance(at);
                return Ok(());
            }
            if window.is_ended() {
                window.advance(usize::MAX);
                return Ok(());
            }
            window.advance_to_last(MAGIC.len() + 1);
            let count = window.bytes().len() + 1;
            self.records.have(count)?;
        }
    }

    /// Reads the head of the record at hand, and steps over it.
    fn head(&mut self) -> Result<Head, Refusal> {
        loop {
            let Records { window, .. } = &mut self.records;
            if let Some((head, length)) = parse_head(window.bytes()) {
                window.advance(length);
                return Ok(head);
            }
            let length = window.bytes().len();
            if length > LONGEST_HEAD || !self.records.have(length + 1)? {
                self.records.window.advance(MAGIC.len());
                self.records.lost = true;
                return Err(self.records.damaged("a head that does not end"));
            }
        }
    }

    fn record(&mut self) -> Result<Option<Entry>, Refusal> {
        let head = self.head()?;
        let length = self.records.body(head.length)?;
        let Records { window, limits, number, pending, .. } = &mut self.records;
        // Where it breaks off, the length may have been too great, and what follows in memory.
        if let Some(broken) = pending.take_if(|_| find_next(window.bytes()).is_some()) {
            return Err(broken);
        }
        let origin = window.position();
        let bytes = &window.bytes()[..length];
        let entry = match head.kind.as_str() {
            "response" if !bytes.starts_with(b"HTTP/") && !head.url.starts_with("http") => None,
            "response" => Some(answer(*number, &head.url, head.captured, bytes, origin, limits)),
            "conversion" | "resource" => {
                let bytes = bytes.to_vec();
                Some(page(*number, &head.url, head.captured, &head.media, bytes, origin))
            }
            _ => None,
        };
        window.advance(length);
        entry.transpose().map_err(|refusal| refusal.of_record_if_unsaid(Some(*number)))
    }
}

/// Where the next line begins that could begin a record.
fn find_next(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, b"\nWARC/").map(|at| at + 1)
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
        loop {
            if let Some(refusal) = self.records.pending.take() {
                return Some(Err(refusal));
            }
            match self.seek_record() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(refusal) => return Some(Err(refusal)),
            }
            self.records.number += 1;
            let record = self.record();
            if let Some(told) = self.records.told(record) {
                return Some(told);
            }
        }
    }
}
