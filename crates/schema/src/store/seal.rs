//! The seal of `meta.json`: what its segments' files are, and a checksum at its end.
//!
//! Every other file of the engine ends in a checksum of its own. This one says which of
//! them are the index, and a bit of it that falls over may name fewer documents, or an
//! older deletion, and still be JSON. And a file's own checksum does not say whose file it
//! is: one that got another's name, or that of another index, has one that holds. So the
//! seal lists, for each file, its length and a checksum of its end, where its own is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::segment_files::files_in_meta;

/// The file that says which segments are the index.
pub const META_FILE: &str = "meta.json";

/// What stands before and after the checksum, eight hexadecimal digits. It is the last
/// member of the object; the engine does not know ours and passes over them.
const BEFORE: &[u8] = b",\"checksum\":\"";
const AFTER: &[u8] = b"\"}\n";
const DIGITS: usize = 8;

/// How much of the end of a file is looked at: more than the engine's own checksum and what
/// stands around it take.
const END: u64 = 256;

/// What tells a file from another: its length in bytes, and the CRC-32 of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark(u64, u32);

/// The marks of the files of an index, by name.
pub type FileMarks = BTreeMap<String, FileMark>;

impl FileMark {
    /// The mark of a file with these bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let end = bytes.len().saturating_sub(END as usize);
        Self(bytes.len() as u64, crc32fast::hash(&bytes[end..]))
    }

    /// The mark of the file at `path`.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
        let mut end = Vec::with_capacity(END as usize);
        file.take(END).read_to_end(&mut end)?;
        Ok(Self(length, crc32fast::hash(&end)))
    }
}

/// What a seal says of the bytes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// They are as they were written.
    Holds,
    /// They are not.
    Broken,
    /// There is none: written by a version that did not seal, or cut off.
    Missing,
}

/// Whether this file of an index is sealed.
pub(super) fn is_sealed(file: &Path) -> bool {
    file == Path::new(META_FILE)
}

/// The marks of the files that a `meta.json` names, which are in the folder `path`.
///
/// # Errors
///
/// When one of them cannot be read.
pub(super) fn marks(json: &[u8], path: &Path) -> io::Result<FileMarks> {
    let files = files_in_meta(json).into_iter();
    files.map(|name| Ok((name.clone(), FileMark::of_file(&path.join(&name))?))).collect()
}

/// The object with the seal at its end; any other text as it is.
pub(super) fn seal(json: &[u8], marks: &FileMarks) -> Vec<u8> {
    let Some(open) = json.trim_ascii_end().strip_suffix(b"}") else { return json.to_vec() };
    let mut sealed = open.trim_ascii_end().to_vec();
    sealed.extend_from_slice(b",\"files\":");
    serde_json::to_writer(&mut sealed, marks).expect("names and numbers can be written as JSON");
    let checksum = format!("{:08x}", crc32fast::hash(&sealed));
    for part in [BEFORE, checksum.as_bytes(), AFTER] {
        sealed.extend_from_slice(part);
    }
    sealed
}

/// Checks what [`seal`] returned.
pub(super) fn check(sealed: &[u8]) -> Seal {
    let parts = || {
        let rest = sealed.strip_suffix(AFTER)?;
        let (rest, digits) = rest.split_at_checked(rest.len().checked_sub(DIGITS)?)?;
        Some((rest.strip_suffix(BEFORE)?, digits))
    };
    match parts() {
        Some((json, digits)) if format!("{:08x}", crc32fast::hash(json)).as_bytes() == digits => {
            Seal::Holds
        }
        Some(_) => Seal::Broken,
        None => Seal::Missing,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sealed(json: &[u8]) -> Vec<u8> {
        seal(json, &[("a.idx".to_owned(), FileMark::of_bytes(b"x"))].into())
    }

    #[test]
    fn a_sealed_object_is_an_object() {
        let sealed = sealed(b"{\"segments\": [],\n  \"opstamp\": 0\n}\n");
        let value: serde_json::Value = serde_json::from_slice(&sealed).unwrap();
        assert_eq!((&value["opstamp"], &value["files"]["a.idx"][0]), (&0.into(), &1.into()));
        assert_eq!(check(&sealed), Seal::Holds);
        assert_eq!(seal(&sealed[..10], &FileMarks::new()), &sealed[..10]);
    }

    #[test]
    fn what_was_never_sealed_has_no_seal() {
        for text in ["", "{}", "\"}\n", "{\"opstamp\":0}\n"] {
            assert_eq!(check(text.as_bytes()), Seal::Missing, "{text}");
        }
    }

    #[test]
    fn a_file_has_the_mark_of_its_bytes() {
        let file = tempfile::NamedTempFile::new().unwrap();
        for length in [0, 1, 255, 256, 257, 5_000] {
            let bytes: Vec<u8> = (0..length).map(|number| (number % 251) as u8).collect();
            std::fs::write(file.path(), &bytes).unwrap();
            assert_eq!(FileMark::of_file(file.path()).unwrap(), FileMark::of_bytes(&bytes));
        }
        assert_ne!(FileMark::of_bytes(b"ab"), FileMark::of_bytes(b"ba"));
    }

    proptest! {
        #[test]
        fn no_changed_byte_and_no_lost_end_goes_unseen(
            name in "[a-z \"\\\\]{0,40}", at: prop::sample::Index, flip in 1u8..,
        ) {
            let json = serde_json::to_vec(&serde_json::json!({ "payload": name })).unwrap();
            let sealed = sealed(&json);
            let mut changed = sealed.clone();
            changed[at.index(sealed.len())] ^= flip;
            prop_assert_ne!(check(&changed), Seal::Holds);
            prop_assert_ne!(check(&sealed[..at.index(sealed.len())]), Seal::Holds);
        }
    }
}
