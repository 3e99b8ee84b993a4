use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::{Format, SourceKind};

/// A file of articles, found but not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its absolute path; `-` for standard input.
    pub path: PathBuf,
    /// Its path within the root it was found under, with `/`; the file name when the root
    /// is the file. Bytes that are not UTF-8 are written `\xHH`.
    pub id_path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When its content was last changed, as its owner has it: in nanoseconds since 1970.
    pub modified: i64,
    /// When anything of it was last changed, as the system has it, whom nobody can tell
    /// otherwise: in nanoseconds since 1970; 0 where it does not say.
    pub changed: i64,
    /// What it is, as far as its name tells: what is inside has the last word.
    pub kind: SourceKind,
}

impl SourceFile {
    /// Standard input, a stream of JSON Lines.
    pub(crate) fn standard_input() -> Self {
        Self {
            path: PathBuf::from("-"),
            id_path: "-".to_owned(),
            size: 0,
            modified: 0,
            changed: 0,
            kind: SourceKind::Articles(Format::JsonLines),
        }
    }
}

impl SourceFile {
    /// Both of its times in one number, which is another when one of them is.
    #[must_use]
    pub fn times(&self) -> i64 {
        // The golden section spreads one time over all bits, so that no usual difference of
        // the other makes up for its own.
        self.modified ^ self.changed.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64)
    }
}

/// When anything of a file was last changed, in nanoseconds since 1970.
#[cfg(unix)]
pub(crate) fn changed(metadata: &std::fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

/// The system does not say.
#[cfg(not(unix))]
pub(crate) fn changed(_: &std::fs::Metadata) -> i64 {
    0
}

/// When a file was last changed, in nanoseconds since 1970; 0 where the system does not say.
pub(crate) fn modified(metadata: &std::fs::Metadata) -> i64 {
    let Ok(time) = metadata.modified() else { return 0 };
    let nanoseconds = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => i128::try_from(before.duration().as_nanos()).map_or(i128::MIN, |n| -n),
    };
    nanoseconds.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}

/// A relative path as text: parts joined with `/`, bytes that are not UTF-8 as `\xHH`.
///
/// Two paths never share a text: a backslash that could be taken for the start of such a
/// sequence is itself written as one.
pub(crate) fn id_path(relative: &Path) -> String {
    let mut id = String::new();
    for part in relative.iter() {
        if !id.is_empty() {
            id.push('/');
        }
        push_escaped(&mut id, part.as_encoded_bytes());
    }
    id
}

fn push_escaped(id: &mut String, name: &[u8]) {
    for chunk in name.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find("\\x") {
            id.push_str(&rest[..at]);
            id.push_str("\\x5C");
            rest = &rest[at + 1..];
        }
        id.push_str(rest);
        for byte in chunk.invalid() {
            id.push_str(&format!("\\x{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_its_own_id() {
        assert_eq!(id_path(Path::new("1987/03/01/a.txt")), "1987/03/01/a.txt");
        assert_eq!(id_path(Path::new("Zürich 50%.txt")), "Zürich 50%.txt");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let id = |bytes: &[u8]| id_path(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(id(b"a\xFF.txt"), "a\\xFF.txt");
        assert_eq!(id(b"a\\xFF.txt"), "a\\x5CxFF.txt");
        assert_eq!(id(b"a\\b.txt"), "a\\b.txt");
    }
}
