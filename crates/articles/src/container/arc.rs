//! ARC, which was before WARC: a line that says what follows, and what a server answered.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::capture::{answer, window};
use super::{Container, Entries, Entry, Rules};
use crate::window::Window;
use crate::{Limits, Refusal};

pub(super) const RULES: Rules = Rules {
    container: Container::Arc,
    name: "arc",
    endings: &[".arc", ".arc.gz"],
    magic: &[b"filedesc://"],
    levels: 1,
    open: |stream, limits| {
        let window = window(stream, limits)?;
        Ok(Box::new(Arc { window, limits: *limits, number: 0, lost: false, pending: None })
            as Entries)
    },
};

struct Arc {
    window: Window,
    limits: Limits,
    number: u64,
    /// Whether lines are passed over until one says what follows.
    lost: bool,
    /// What is told after the record that it is about.
    pending: Option<Refusal>,
}

/// The longest line that says what follows, in bytes.
const LONGEST_LINE: usize = 64 << 10;

/// What the line before a record says.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    url: String,
    captured: Option<i64>,
    length: Option<u64>,
}

impl Arc {
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

    /// The next line that is not blank; none at the end.
    fn line(&mut self) -> Result<Option<String>, Refusal> {
        loop {
            if let Some(end) = memchr::memchr(b'\n', self.window.bytes()) {
                let line = String::from_utf8_lossy(&self.window.bytes()[..end]).trim().to_owned();
                self.window.advance(end + 1);
                if !line.is_empty() {
                    return Ok(Some(line));
                }
                continue;
            }
            let length = self.window.bytes().len();
            if self.window.is_ended() || length > LONGEST_LINE {
                self.window.advance(length);
                if self.window.is_ended() {
                    return Ok(None);
                }
                continue;
            }
            self.have(length + 1)?;
        }
    }

    fn record(&mut self, head: &Head) -> Result<Option<Entry>, Refusal> {
        let Some(length) = head.length else {
            self.lost = true;
            return Err(self.damaged("a record that does not say how long it is"));
        };
        if length > self.limits.file {
            self.lost = true;
            return Err(Refusal::too_large("record", self.limits.file).of_record(Some(self.number)));
        }
        let mut length = length as usize;
        if !self.have(length)? {
            self.lost = true;
            // The beginning of a page is better than nothing of it.
            self.pending = Some(self.damaged("it breaks off within a record"));
            length = self.window.bytes().len();
        }
        let origin = self.window.position();
        let bytes = &self.window.bytes()[..length];
        let is_page = head.url.starts_with("http");
        let entry = is_page
            .then(|| answer(self.number, &head.url, head.captured, bytes, origin, &self.limits));
        self.window.advance(length);
        entry.transpose().map_err(|refusal| refusal.of_record_if_unsaid(Some(self.number)))
    }
}

/// Reads "URL address date type length", or with five more words between type and length;
/// addresses of pages may have spaces in them.
fn parse_head(line: &str) -> Option<Head> {
    let words: Vec<&str> = line.split(' ').collect();
    let is_date =
        |word: &&str| (12..=18).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    // The date is the first such word behind an address, from the end.
    let date = words.iter().rposition(is_date)?;
    if date < 2 || words.len() < date + 3 || !words[0].contains(':') {
        return None;
    }
    Some(Head {
        url: words[..date - 1].join(" "),
        captured: nanoseconds(words[date]),
        length: words.last()?.parse().ok(),
    })
}

fn nanoseconds(date: &str) -> Option<i64> {
    let time = DateTime::strptime("%Y%m%d%H%M%S", date.get(..14)?).ok()?;
    i64::try_from(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_nanosecond()).ok()
}

impl Iterator for Arc {
    type Item = Result<Entry, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(refusal) = self.pending.take() {
                return Some(Err(refusal));
            }
            let line = match self.line() {
                Ok(line) => line?,
                Err(refusal) => return Some(Err(refusal)),
            };
            let Some(head) = parse_head(&line) else {
                if !self.lost {
                    self.lost = true;
                    return Some(Err(self.damaged("no record begins where one should")));
                }
                continue;
            };
            self.lost = false;
            self.number += 1;
            match self.record(&head) {
                Ok(None) => {}
                Ok(Some(entry)) => return Some(Ok(entry)),
                // Of a record that breaks off that is all there is to say.
                Err(refusal) => return Some(Err(self.pending.take().unwrap_or(refusal))),
            }
        }
    }
}
