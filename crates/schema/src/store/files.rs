//! What the files in an index folder are.

use super::file_list::FILE_LIST;
use super::seal::META_FILE;
use super::segment_files::segment_of;
use super::{SAVED_ENDING, SAVED_PREFIX};

/// What a file in an index folder is, by its name.
///
/// ```
/// use dateline_schema::store::FileRole;
///
/// let segment = "0123456789abcdef0123456789abcdef";
/// assert_eq!(FileRole::of(&format!("{segment}.idx")), FileRole::Segment(segment));
/// assert_eq!(FileRole::of("meta.json"), FileRole::Commit);
/// assert_eq!(FileRole::of("notes.txt"), FileRole::User);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRole<'n> {
    /// A part of the segment with this id. Written once, never changed.
    Segment(&'n str),
    /// What names the segments: `meta.json`, and the engine's list of its files.
    Commit,
    /// A lock of ours or of the engine's.
    Lock,
    /// What is there only while something is written.
    Temporary,
    /// Somebody else's: saved searches, notes. Kept by whatever is done to the index.
    User,
}

impl<'n> FileRole<'n> {
    /// The role of a file or folder of this name directly in an index folder.
    #[must_use]
    pub fn of(name: &'n str) -> Self {
        if let Some(segment) = segment_of(name) {
            return Self::Segment(segment);
        }
        match name {
            META_FILE | FILE_LIST => Self::Commit,
            super::lock::LOCK_FILE | ".tantivy-writer.lock" | ".tantivy-meta.lock" => Self::Lock,
            _ if name.starts_with(".saved-") && name.ends_with(".lock") => Self::Lock,
            BESIDE_FOLDER => Self::Temporary,
            _ if is_replacement(name) || is_of_engine(name) => Self::Temporary,
            _ => Self::User,
        }
    }
}

/// What a file is called while it is written, before it takes the place of the one of this name:
/// one fixed name for each, so that what a killed process leaves, the next one overwrites.
#[must_use]
pub fn replacement_of(name: &str) -> String {
    format!(".{}.new", name.trim_start_matches('.'))
}

/// Whether a file of this name is a saved search.
#[must_use]
pub fn is_saved_search(name: &str) -> bool {
    name.starts_with(SAVED_PREFIX) && name.ends_with(SAVED_ENDING)
}

/// Whether a file of this name is about to take the place of one of ours.
fn is_replacement(name: &str) -> bool {
    let of = name.strip_prefix('.').and_then(|name| name.strip_suffix(".new"));
    of.is_some_and(|of| of.starts_with(SAVED_PREFIX))
        || [META_FILE, FILE_LIST].iter().any(|of| name == replacement_of(of))
}

/// Whether a file of this name is one that the engine gives another name when it is whole.
fn is_of_engine(name: &str) -> bool {
    let letters = name.strip_prefix(".tmp").unwrap_or_default();
    letters.len() == 6 && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Where a new index grows before it takes the place of the old one.
pub(super) const BESIDE_FOLDER: &str = ".beside";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_roles() {
        let segment = "0123456789abcdef0123456789abcdef";
        for (name, expected) in [
            ("0123456789abcdef0123456789abcdef.idx", FileRole::Segment(segment)),
            ("0123456789abcdef0123456789abcdef.17.del", FileRole::Segment(segment)),
            ("meta.json", FileRole::Commit),
            (".managed.json", FileRole::Commit),
            ("dateline.lock", FileRole::Lock),
            (".tantivy-writer.lock", FileRole::Lock),
            (".saved-telling.lock", FileRole::Lock),
            (".meta.json.new", FileRole::Temporary),
            (".managed.json.new", FileRole::Temporary),
            (".saved-border.jsonl.new", FileRole::Temporary),
            (".tmpAbCdEf", FileRole::Temporary),
            (".tmp.drivedownload", FileRole::User),
            (".tmpfiles", FileRole::User),
            (".letter.odt.new", FileRole::User),
            (".beside", FileRole::Temporary),
            ("0123456789abcdef.idx", FileRole::User),
            ("README.md", FileRole::User),
            (".gitignore", FileRole::User),
            ("saved-border.jsonl", FileRole::User),
            ("", FileRole::User),
        ] {
            assert_eq!(FileRole::of(name), expected, "{name}");
        }
    }
}
