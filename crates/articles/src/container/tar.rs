//! Tar: entries one after another, each behind a block that describes it.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Container, Entries, Entry, Place, Rules, entry_name, link};
use crate::about::About;
use crate::stream::Stream;
use crate::{Limits, Refusal, RefusalCode};

pub(super) const RULES: Rules = Rules {
    container: Container::Tar,
    name: "tar",
    endings: &[".tar"],
    magic: &[],
    levels: 1,
    open: |stream, limits| {
        let origin = stream.origin();
        let shared = Shared { reader: stream.into_reader(), position: 0, broken: false };
        let shared = Arc::new(Mutex::new(shared));
        let limits = *limits;
        Ok(Box::new(Tar { shared, origin, limits, next: 0, entries: 0, done: false }) as Entries)
    },
};

/// Bytes of a block.
const BLOCK: u64 = 512;
/// Bytes of the longest name that is told by an entry of its own.
const LONGEST_NAME: u64 = 64 << 10;

/// Whether first bytes are those of a tar.
pub(super) fn is_tar(start: &[u8]) -> bool {
    start.get(257..262) == Some(b"ustar")
}

struct Tar {
    /// Entries are read from where the archive is read, while it is not: whoever reads
    /// locks, and one thread does both.
    shared: Arc<Mutex<Shared>>,
    origin: Option<u64>,
    limits: Limits,
    /// Where the next block is.
    next: u64,
    entries: usize,
    done: bool,
}

struct Shared {
    reader: Box<dyn Read + Send>,
    position: u64,
    /// Whether it has been told of that it ends within an entry.
    broken: bool,
}

/// The bytes of an entry.
struct Part {
    shared: Arc<Mutex<Shared>>,
    at: u64,
    end: u64,
}

impl Read for Part {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if self.at >= self.end || shared.position != self.at {
            return Ok(0);
        }
        let room = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(to.len());
        let count = shared.reader.read(&mut to[..room])?;
        if count == 0 && room > 0 {
            shared.broken = true;
            return Err(Refusal::damaged("it breaks off").into_io());
        }
        shared.position += count as u64;
        self.at += count as u64;
        Ok(count)
    }
}

/// What the block before an entry says.
struct Header {
    name: String,
    size: u64,
    kind: u8,
    modified: Option<i64>,
}

impl Tar {
    /// Steps to a place behind the current one; false when the archive ends before it.
    fn skip_to(&self, place: u64) -> Result<bool, Refusal> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let missing = place.saturating_sub(shared.position);
        let skipped = io::copy(&mut (&mut shared.reader).take(missing), &mut io::sink())
            .map_err(|error| Refusal::from_io(&error))?;
        shared.position += skipped;
        Ok(skipped == missing)
    }

    fn is_told_broken(&self) -> bool {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).broken
    }

    fn part(&self, size: u64) -> Part {
        // A size that is a lie may lead beyond all numbers.
        let end = self.next.saturating_add(size);
        Part { shared: Arc::clone(&self.shared), at: self.next, end }
    }

    /// Reads the next block; none at the end.
    fn header(&mut self) -> Result<Option<Header>, Refusal> {
        if self.is_told_broken() {
            return Ok(None);
        }
        if !self.skip_to(self.next)? {
            return Err(Refusal::damaged("it breaks off"));
        }
        let mut block = [0; BLOCK as usize];
        let mut filled = 0;
        {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            while filled < block.len() {
                match shared.reader.read(&mut block[filled..]) {
                    Ok(0) => break,
                    Ok(count) => filled += count,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(Refusal::from_io(&error)),
                }
            }
            shared.position += filled as u64;
        }
        self.next += BLOCK;
        if filled == 0 || block.iter().all(|&byte| byte == 0) {
            return Ok(None);
        }
        parse(&block).map(Some).ok_or_else(|| Refusal::damaged("an entry without a header"))
    }

    /// The content of a small entry that describes the next one.
    fn text(&mut self, size: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.part(size.min(LONGEST_NAME))
            .read_to_end(&mut bytes)
            .map_err(|error| Refusal::from_io(&error))?;
        self.pass(size);
        Ok(bytes)
    }

    /// Notes that an entry of this size comes next.
    fn pass(&mut self, size: u64) {
        let blocks = size.div_ceil(BLOCK).saturating_mul(BLOCK);
        self.next = self.next.saturating_add(blocks);
    }

    fn entry(&mut self) -> Result<Option<Entry>, Refusal> {
        let (mut long_name, mut long_size) = (None, None);
        loop {
            let Some(header) = self.header()? else { return Ok(None) };
            match header.kind {
                b'L' => {
                    let text = self.text(header.size)?;
                    let text = text.split(|&byte| byte == 0).next().unwrap_or_default();
                    long_name = Some(String::from_utf8_lossy(text).into_owned());
                }
                b'x' => {
                    let text = self.text(header.size)?;
                    for (name, value) in extensions(&text) {
                        match name.as_str() {
                            "path" => long_name = Some(value),
                            "size" => long_size = value.parse().ok(),
                            _ => {}
                        }
                    }
                }
                b'g' | b'K' => _ = self.text(header.size)?,
                kind => {
                    let size = long_size.take().unwrap_or(header.size);
                    let name = long_name.take().unwrap_or(header.name);
                    self.entries += 1;
                    if self.entries > self.limits.entries {
                        return Err(super::too_many(self.limits.entries));
                    }
                    let origin = self.origin.map(|origin| origin + self.next);
                    let part = self.part(size);
                    // Links, folders and devices have nothing inside.
                    let is_file = matches!(kind, b'0' | 0 | b'7');
                    self.pass(if is_file { size } else { 0 });
                    if matches!(kind, b'1' | b'2') {
                        return Err(entry_name(&name).err().unwrap_or_else(|| link(&name)));
                    }
                    if !is_file {
                        continue;
                    }
                    let (name, kind) = entry_name(&name)?;
                    let about = About { modified: header.modified, ..About::default() };
                    let stream = Stream::new(part, origin);
                    return Ok(Some(Entry { place: Place::Path(name), kind, about, stream }));
                }
            }
        }
    }
}

/// Reads a block.
fn parse(block: &[u8; BLOCK as usize]) -> Option<Header> {
    let sum: u64 = block
        .iter()
        .enumerate()
        .map(|(at, &byte)| u64::from(if (148..156).contains(&at) { b' ' } else { byte }))
        .sum();
    if number(&block[148..156])? != sum {
        return None;
    }
    let text = |range: std::ops::Range<usize>| {
        let field = block[range].split(|&byte| byte == 0).next().unwrap_or_default();
        String::from_utf8_lossy(field).into_owned()
    };
    let mut name = text(0..100);
    let prefix = text(345..500);
    if is_tar(block) && block[257..263] == *b"ustar\0" && !prefix.is_empty() {
        name = format!("{prefix}/{name}");
    }
    let seconds = number(&block[136..148]).and_then(|seconds| i64::try_from(seconds).ok());
    let modified = seconds.and_then(|seconds| seconds.checked_mul(1_000_000_000));
    Some(Header { name, size: number(&block[124..136])?, kind: block[156], modified })
}

/// A number in octal digits, or in binary behind a mark.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let bytes = field[1..].iter().skip(field.len().saturating_sub(9));
        return Some(bytes.fold(0_u64, |number, &byte| number << 8 | u64::from(byte)));
    }
    let text = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if text.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(text, 8).ok()
}

/// The records "length name=value" of an extended header.
fn extensions(text: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in text.split(|&byte| byte == b'\n') {
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(' ').and_then(|(_, rest)| rest.split_once('='))
        else {
            continue;
        };
        found.push((name.to_owned(), value.to_owned()));
    }
    found
}

impl Iterator for Tar {
    type Item = Result<Entry, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let entry = self.entry().transpose();
        // Behind an entry that is refused by its name the next one can be found.
        self.done = match &entry {
            None => true,
            Some(Ok(_)) => false,
            Some(Err(refusal)) => refusal.entry.is_none() || refusal.code == RefusalCode::TooMany,
        };
        entry
    }
}
