//! ARC, which was before WARC: a line that says what follows, and what a server answered.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::capture::answer;
use super::capture_records::Records;
use super::{Container, Entries, Entry, Rules};
use crate::Refusal;

pub(super) const RULES: Rules = Rules {
    container: Container::Arc,
    name: "arc",
    endings: &[".arc", ".arc.gz"],
    magic: &[b"filedesc://"],
    levels: 1,
    open: |stream, limits| Ok(Box::new(Arc { records: Records::open(stream, limits)? }) as Entries),
};

struct Arc {
    records: Records,
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
    /// The next line that is not blank, be it the beginning of one; none at the end.
    fn line(&mut self) -> Result<Option<String>, Refusal> {
        loop {
            let Records { window, .. } = &mut self.records;
            if let Some(end) = memchr::memchr(b'\n', window.bytes()) {
                let line = String::from_utf8_lossy(&window.bytes()[..end]).trim().to_owned();
                window.advance(end + 1);
                if !line.is_empty() {
                    return Ok(Some(line));
                }
                continue;
            }
            let length = window.bytes().len();
            if window.is_ended() {
                let line = String::from_utf8_lossy(window.bytes()).trim().to_owned();
                window.advance(length);
                return Ok((!line.is_empty()).then_some(line));
            }
            if length > LONGEST_LINE {
                window.advance(length);
                continue;
            }
            self.records.have(length + 1)?;
        }
    }

    fn record(&mut self, head: &Head) -> Result<Option<Entry>, Refusal> {
        let length = self.records.body(head.length)?;
        let Records { window, limits, number, .. } = &mut self.records;
        let origin = window.position();
        let bytes = &window.bytes()[..length];
        let is_page = head.url.starts_with("http");
        let entry =
            is_page.then(|| answer(*number, &head.url, head.captured, bytes, origin, limits));
        window.advance(length);
        entry.transpose().map_err(|refusal| refusal.of_record_if_unsaid(Some(*number)))
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
            if let Some(refusal) = self.records.pending.take() {
                return Some(Err(refusal));
            }
            let line = match self.line() {
                Ok(line) => line?,
                Err(refusal) => return Some(Err(refusal)),
            };
            let Some(head) = parse_head(&line) else {
                match self.records.lose() {
                    Ok(()) => continue,
                    Err(refusal) => return Some(Err(refusal)),
                }
            };
            self.records.lost = false;
            self.records.number += 1;
            let record = self.record(&head);
            if let Some(told) = self.records.told(record) {
                return Some(told);
            }
        }
    }
}
