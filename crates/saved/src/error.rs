use std::io;
use std::path::{Path, PathBuf};

use crate::Name;

/// The result of working on saved searches.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong with saved searches, and at which file.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", .path.display())]
pub struct Error {
    path: PathBuf,
    kind: ErrorKind,
}

impl Error {
    pub(crate) fn new(path: &Path, kind: ErrorKind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

/// What went wrong with saved searches.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is a search of the name, or of one that differs in case alone.
    #[error("there is a saved search {0} already; remove it first, or take another name")]
    Taken(Name),
    /// There is no search of the name.
    #[error("there is no saved search {0}; `dateline saved list` names those there are")]
    Unknown(Name),
    /// A file that a later version wrote.
    #[error("the saved search is of version {0}, this program reads version {1}")]
    LaterVersion(u32, u32),
    /// A line that is not as it was written.
    #[error("line {line}: the saved search is damaged: {what}")]
    Damaged {
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A path that cannot be kept as text.
    #[error("a path that is not UTF-8 cannot be kept in a saved search")]
    NotUtf8,
    /// What the system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        let name: Name = "x".parse().unwrap();
        let text = |kind| Error::new(Path::new("i/saved-x.jsonl"), kind).to_string();
        for (kind, expected) in [
            (
                ErrorKind::Taken(name.clone()),
                "there is a saved search x already; remove it first, or take another name",
            ),
            (
                ErrorKind::Unknown(name),
                "there is no saved search x; `dateline saved list` names those there are",
            ),
            (
                ErrorKind::LaterVersion(2, 1),
                "the saved search is of version 2, this program reads version 1",
            ),
            (
                ErrorKind::Damaged { line: 3, what: "x".into() },
                "line 3: the saved search is damaged: x",
            ),
            (ErrorKind::NotUtf8, "a path that is not UTF-8 cannot be kept in a saved search"),
            (ErrorKind::Io(io::Error::other("full")), "full"),
        ] {
            assert_eq!(text(kind), format!("i/saved-x.jsonl: {expected}"));
        }
    }
}
