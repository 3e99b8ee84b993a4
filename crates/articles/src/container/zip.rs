//! Zip: a directory at the end that says where the entries are.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use flate2::bufread::DeflateDecoder;

use super::cap::{Allowance, Capped, Counted};
use super::sips::sips;
use super::{Container, Entries, Entry, Place, Rules, entry_name, link, too_many};
use crate::about::About;
use crate::stream::Stream;
use crate::{Limits, Refusal, RefusalCode};

pub(super) const RULES: Rules = Rules {
    container: Container::Zip,
    name: "zip",
    endings: &[".zip"],
    magic: &[b"PK\x03\x04", b"PK\x05\x06"],
    levels: 1,
    open: |stream, limits| {
        let bytes = Bytes::of(stream, limits)?;
        let directory = Directory::read(&bytes, limits)?;
        let missing = directory.missing.map(Err);
        let limits = *limits;
        let allowance = Allowance::new(bytes.len(), &limits);
        let (files, lying_over) = apart(directory.entries);
        let files = files.into_iter().filter(|entry| !entry.name.ends_with('/'));
        let entries = files.map_while(move |entry| {
            (!allowance.is_spent()).then(|| entry.open(&bytes, &limits, &allowance))
        });
        Ok(Box::new(entries.chain(lying_over.map(Err)).chain(missing)) as Entries)
    },
};

/// The bytes of an archive, in any order.
#[derive(Clone)]
pub(crate) enum Bytes {
    /// Of a file. Who reads sets the place first, and one thread reads at a time.
    File(Arc<File>, u64),
    Memory(Arc<[u8]>),
}

impl Bytes {
    /// Those of a stream: a file as it is, anything else in memory.
    pub(crate) fn of(stream: Stream, limits: &Limits) -> Result<Self, Refusal> {
        Ok(match stream.into_file_or_bytes(limits)? {
            Ok(whole) => Self::File(whole.file, whole.before.len()),
            Err(bytes) => Self::Memory(bytes.into()),
        })
    }

    fn len(&self) -> u64 {
        match self {
            Self::File(_, length) => *length,
            Self::Memory(bytes) => bytes.len() as u64,
        }
    }

    fn section(&self, at: u64, end: u64) -> Section {
        Section { bytes: self.clone(), at, end: end.min(self.len()) }
    }

    /// The bytes of a range, as far as they are there.
    fn read(&self, at: u64, length: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.section(at, at.saturating_add(length))
            .read_to_end(&mut bytes)
            .map_err(|error| Refusal::from_io(&error))?;
        Ok(bytes)
    }
}

/// A range of an archive's bytes.
struct Section {
    bytes: Bytes,
    at: u64,
    end: u64,
}

impl Read for Section {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let room = left.min(to.len());
        if room == 0 {
            // A place that is a lie may be one that no system seeks to.
            return Ok(0);
        }
        let count = match &self.bytes {
            Bytes::File(file, _) => {
                let mut file: &File = file;
                file.seek(SeekFrom::Start(self.at))?;
                file.read(&mut to[..room])?
            }
            Bytes::Memory(bytes) => {
                let at = usize::try_from(self.at).unwrap_or(usize::MAX).min(bytes.len());
                (&bytes[at..]).read(&mut to[..room])?
            }
        };
        self.at += count as u64;
        Ok(count)
    }
}

/// What the directory says.
pub(crate) struct Directory {
    pub(crate) entries: Vec<Listed>,
    /// Why there are more entries than these, if there are.
    missing: Option<Refusal>,
}

/// An entry as the directory has it.
pub(crate) struct Listed {
    pub(crate) name: String,
    encrypted: bool,
    is_link: bool,
    method: u16,
    packed: u64,
    /// Where its own header is.
    at: u64,
    /// Where the next entry, or the directory, begins.
    end: u64,
}

const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const END_OF_DIRECTORY_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const IN_DIRECTORY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

/// Bytes of the longest end of a directory: its fixed part and a comment.
const LONGEST_END: u64 = 22 + 65_535;
/// Bytes of a directory for each entry that is read, at the most: names are short.
const DIRECTORY_ENTRY: u64 = 4096;

impl Directory {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    ///
    /// None that can be found, or one that contradicts itself.
    pub(crate) fn read(bytes: &Bytes, limits: &Limits) -> Result<Self, Refusal> {
        let End { start, size, count } = End::read(bytes)?;
        let cap = DIRECTORY_ENTRY * limits.entries as u64 + (1 << 20);
        let directory = bytes.read(start, size.min(cap))?;
        let mut entries = Vec::new();
        let mut at = 0;
        let mut missing = None;
        // Lengths in a damaged directory may lead out of it.
        while let Some((entry, length)) = Listed::parse(directory.get(at..).unwrap_or_default()) {
            at += length;
            if entries.len() >= limits.entries {
                missing = Some(too_many(limits.entries));
                break;
            }
            entries.push(entry);
        }
        if entries.is_empty() && size > 0 {
            return Err(Refusal::damaged("a directory without entries"));
        }
        set_ends(&mut entries, start);
        let lost = count.saturating_sub(entries.len() as u64);
        let missing = missing.or_else(|| (lost > 0).then(|| unreadable(lost, count)));
        Ok(Self { entries, missing })
    }
}

/// The refusal of entries that a directory should have, and that could not be read in it.
fn unreadable(lost: u64, count: u64) -> Refusal {
    Refusal::damaged(format!("{lost} of {count} entries of its directory cannot be read"))
}

/// What the end of an archive says of its directory.
struct End {
    /// Where it is.
    start: u64,
    /// Its bytes.
    size: u64,
    /// Its entries.
    count: u64,
}

impl End {
    fn read(bytes: &Bytes) -> Result<Self, Refusal> {
        let torn = || Refusal::damaged("an archive without its end, where its directory is");
        let from = bytes.len().saturating_sub(LONGEST_END);
        let end = bytes.read(from, LONGEST_END)?;
        let at = memchr::memmem::rfind(&end, END_OF_DIRECTORY).ok_or_else(torn)?;
        let fields = end.get(at..at + 22).ok_or_else(torn)?;
        let (size, start) = (four(fields, 12), four(fields, 16));
        if start != 0xFFFF_FFFF && size != 0xFFFF_FFFF {
            return Ok(Self { start, size, count: two(fields, 10).into() });
        }
        let locator = at.checked_sub(20).and_then(|before| end.get(before..at)).ok_or_else(torn)?;
        if !locator.starts_with(LOCATOR_64) {
            return Err(torn());
        }
        let large = bytes.read(eight(locator, 8), 56)?;
        if large.len() < 56 || !large.starts_with(END_OF_DIRECTORY_64) {
            return Err(torn());
        }
        let (count, size, start) = (eight(&large, 32), eight(&large, 40), eight(&large, 48));
        Ok(Self { start, size, count })
    }
}

/// Notes of each entry where the next one begins: what lies over another's bytes is the
/// trick of archives that unpack to more than any disk has.
fn set_ends(entries: &mut [Listed], directory: u64) {
    let mut starts: Vec<u64> = entries.iter().map(|entry| entry.at).collect();
    starts.sort_unstable();
    for entry in entries {
        let before = starts.partition_point(|&start| start < entry.at);
        // What begins where another does has no bytes of its own.
        let next = starts.get(before + 1).copied();
        entry.end = next.unwrap_or(directory);
    }
}

/// The entries that share no bytes with others, and one refusal of those that do, where they
/// are many. A single one is told of by itself when it is opened: it may be mere damage.
fn apart(entries: Vec<Listed>) -> (Vec<Listed>, Option<Refusal>) {
    let lying_over = entries.iter().filter(|entry| entry.lies_over()).count();
    if lying_over < 2 {
        return (entries, None);
    }
    let detail = format!("{lying_over} entries lie over each other");
    let apart = entries.into_iter().filter(|entry| !entry.lies_over()).collect();
    (apart, Some(Refusal::new(RefusalCode::Bomb, detail)))
}

/// The type of a file in the upper half of attributes that a Unix system wrote.
const UNIX_TYPE: u64 = 0o170_000;
const UNIX_LINK: u64 = 0o120_000;

impl Listed {
    /// Whether its bytes reach into those of another.
    fn lies_over(&self) -> bool {
        let shortest = 30 + self.name.len() as u64;
        self.at.saturating_add(shortest).saturating_add(self.packed) > self.end
    }

    /// Reads the entry that the rest of a directory begins with, and its length there.
    fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let fixed = bytes.get(..46).filter(|fixed| fixed.starts_with(IN_DIRECTORY))?;
        let lengths = [28, 30, 32].map(|at| usize::from(two(fixed, at)));
        let name = bytes.get(46..46 + lengths[0])?;
        let extra = bytes.get(46 + lengths[0]..46 + lengths[0] + lengths[1])?;
        let mut entry = Self {
            name: String::from_utf8_lossy(name).into_owned(),
            encrypted: two(fixed, 8) & 1 != 0,
            is_link: four(fixed, 38) >> 16 & UNIX_TYPE == UNIX_LINK,
            method: two(fixed, 10),
            packed: four(fixed, 20),
            at: four(fixed, 42),
            end: 0,
        };
        entry.read_extra(extra, four(fixed, 24));
        Some((entry, 46 + lengths.iter().sum::<usize>()))
    }

    /// Takes sizes and places of more than 32 bits from where they are then.
    fn read_extra(&mut self, extra: &[u8], unpacked: u64) {
        let mut rest = extra;
        while rest.len() >= 4 {
            let (kind, length) = (two(rest, 0), usize::from(two(rest, 2)));
            let Some(field) = rest.get(4..4 + length) else { return };
            if kind == 1 {
                let mut numbers = field.chunks_exact(8).map(|number| eight(number, 0));
                if unpacked == 0xFFFF_FFFF {
                    numbers.next();
                }
                if self.packed == 0xFFFF_FFFF {
                    self.packed = numbers.next().unwrap_or(self.packed);
                }
                if self.at == 0xFFFF_FFFF {
                    self.at = numbers.next().unwrap_or(self.at);
                }
            }
            rest = &rest[4 + length..];
        }
    }

    /// The unpacked content, as far as the limit for files.
    ///
    /// # Errors
    ///
    /// Content that cannot be read or is over a limit.
    pub(crate) fn content(&self, bytes: &Bytes, limits: &Limits) -> Result<Vec<u8>, Refusal> {
        let allowance = Allowance::new(bytes.len(), limits);
        self.stream(bytes, limits, &allowance)?.read_whole(limits)
    }

    /// The unpacked content as it comes.
    fn stream(
        &self,
        bytes: &Bytes,
        limits: &Limits,
        allowance: &Allowance,
    ) -> Result<Stream, Refusal> {
        if self.encrypted {
            return Err(Refusal::new(RefusalCode::Encrypted, ""));
        }
        let local = bytes.read(self.at, 30)?;
        if local.len() < 30 || !local.starts_with(LOCAL) {
            return Err(Refusal::damaged("an entry that is not where the directory says"));
        }
        let head = 30 + u64::from(two(&local, 26)) + u64::from(two(&local, 28));
        let start = self.at.saturating_add(head);
        let end = start.saturating_add(self.packed);
        if end > self.end {
            return Err(Refusal::damaged("entries that lie over each other"));
        }
        let section = bytes.section(start, end);
        let origin = matches!(bytes, Bytes::File(..)).then_some(start);
        match self.method {
            0 => Ok(Stream::new(section, origin)),
            8 => {
                let (packed, count) = Counted::new(section);
                let unpacked = Capped::new(DeflateDecoder::new(sips(packed)), count, limits);
                Ok(Stream::new(unpacked.within(allowance), None))
            }
            93 => {
                let (packed, count) = Counted::new(section);
                let decoder = zstd::stream::read::Decoder::new(packed)
                    .map_err(|error| Refusal::from_io(&error))?;
                let unpacked = Capped::new(decoder, count, limits);
                Ok(Stream::new(unpacked.within(allowance), None))
            }
            other => {
                let detail = format!("packed by method {other}");
                Err(Refusal::new(RefusalCode::UnknownFormat, detail))
            }
        }
    }

    fn open(self, bytes: &Bytes, limits: &Limits, allowance: &Allowance) -> Result<Entry, Refusal> {
        let (name, kind) = entry_name(&self.name)?;
        if self.is_link {
            return Err(link(&self.name));
        }
        let stream = self
            .stream(bytes, limits, allowance)
            .map_err(|refusal| refusal.of_entry(Some(&name)))?;
        Ok(Entry { place: Place::Path(name), kind, about: About::default(), stream })
    }
}

fn two(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn four(bytes: &[u8], at: usize) -> u64 {
    u64::from(two(bytes, at)) | u64::from(two(bytes, at + 2)) << 16
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    four(bytes, at) | four(bytes, at + 4) << 32
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn no_bytes_are_where_no_file_reaches() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"PK").unwrap();
        let before = file.metadata().unwrap();
        let limits = Limits::default();
        for stream in [Stream::of_file(file, before), Stream::of_bytes(b"PK".to_vec(), None)] {
            let bytes = Bytes::of(stream, &limits).unwrap();
            for (at, length, expected) in
                [(0, u64::MAX, &b"PK"[..]), (2, 1, b""), (1 << 40, 1, b""), (u64::MAX, 1, b"")]
            {
                assert_eq!(bytes.read(at, length).unwrap(), expected, "{at}");
            }
        }
    }
}
