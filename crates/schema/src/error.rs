use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::META_FILE;

/// The result of working on an index directory.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong with an index, and where.
#[derive(Debug, thiserror::Error)]
pub struct Error {
    path: PathBuf,
    kind: ErrorKind,
}

impl Error {
    /// The error at this path of the index.
    #[must_use]
    pub fn new(path: &Path, kind: ErrorKind) -> Self {
        Self { path: path.to_owned(), kind }
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The index directory or the file in it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The engine's error as one about the index at `path`: damage where the engine says
    /// that the data are wrong or files are missing, else a failed operation.
    #[must_use]
    pub fn from_engine(path: &Path, error: &tantivy::TantivyError) -> Self {
        use tantivy::TantivyError as Engine;
        use tantivy::directory::error::{OpenReadError, OpenWriteError};
        let kind = match error {
            // What the system did not say, the engine found in the data: bytes that do not
            // end, or do not decompress.
            Engine::IoError(error)
            | Engine::OpenReadError(OpenReadError::IoError { io_error: error, .. })
                if error.raw_os_error().is_none() =>
            {
                match is_of_memory(&error.to_string()) {
                    true => ErrorKind::NoMemory,
                    false => ErrorKind::Damaged("a part of it cannot be read".into()),
                }
            }
            Engine::IoError(error)
            | Engine::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
            | Engine::OpenReadError(OpenReadError::IoError { io_error: error, .. }) => {
                ErrorKind::from_io(error)
            }
            Engine::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                ErrorKind::Damaged(format!("its file {} is missing", file.display()))
            }
            Engine::OpenReadError(OpenReadError::IncompatibleIndex(_))
            | Engine::IncompatibleIndex(_) => ErrorKind::Incompatible("of another engine".into()),
            Engine::DataCorruption(corruption) => {
                let what = format!("{corruption:?}");
                match what.contains(META_FILE) {
                    true => ErrorKind::CommitDamaged(format!("{META_FILE} cannot be read")),
                    false => ErrorKind::Damaged(what),
                }
            }
            Engine::DeserializeError(error) => ErrorKind::Damaged(error.to_string()),
            // Its arguments are documents and fields that its own files named.
            Engine::InvalidArgument(what) | Engine::InternalError(what) => {
                ErrorKind::of_data(what.clone())
            }
            // It does not pass on what went wrong there.
            Engine::ErrorInThread(_) => ErrorKind::Thread,
            other => ErrorKind::Engine(other.to_string()),
        };
        Self::new(path, kind)
    }
}

/// The place, what is wrong there, and where there is one the command that helps, ready to
/// be run.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, kind } = self;
        write!(f, "{}: {kind}", path.display())?;
        let index = quoted(path);
        match kind {
            ErrorKind::Damaged(_) => write!(
                f,
                "; `dateline verify --index {index}` says where, `dateline rebuild --index \
                 {index}` mends what can be mended"
            ),
            ErrorKind::CommitDamaged(_) => write!(
                f,
                "; bring a backup back with `dateline restore BACKUP --index {index} --replace`, \
                 or move the folder away and index again"
            ),
            ErrorKind::Incompatible(_) => {
                write!(f, "; bring it up to date with `dateline rebuild --index {index}`")
            }
            _ => Ok(()),
        }
    }
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:,@%".contains(c);
    match !path.is_empty() && path.chars().all(is_plain) {
        true => path,
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

/// What went wrong with an index.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no index in the directory.
    #[error("no index here; make one with `dateline index FOLDER`")]
    NoIndex,
    /// The directory holds files, none of them an index's.
    #[error("the folder is not empty and holds no index; name another for the index")]
    NotAnIndex,
    /// Another process is writing; its process id where it left one.
    #[error("another indexer is at work{}; try again later, or wait with --wait", holder(.0))]
    Locked(Option<u32>),
    /// Files of the index are missing or not as they were written.
    #[error("the index is damaged ({0})")]
    Damaged(String),
    /// What names the files of the index is damaged: which of them to trust is not known.
    #[error("the index is damaged ({0}), and has nothing left to mend it by")]
    CommitDamaged(String),
    /// The index has an older format, or is of another version of the engine.
    #[error("the index is {0}")]
    Incompatible(String),
    /// The index has a newer format.
    #[error("the index is {0}; a newer version of dateline made it, use that one")]
    Newer(String),
    /// The index is of another program.
    #[error(
        "the index is not one of Dateline's, or of a format that is not known; name another \
         folder with --index"
    )]
    Foreign,
    /// The index can be read but not written.
    #[error("the index is read-only: {0}")]
    ReadOnly(io::Error),
    /// The file system cannot lock the index.
    #[error("the index cannot be locked ({0}); put it on a file system that has locks")]
    Unlockable(io::Error),
    /// The folder was there when the work began, and is no more.
    #[error("the index folder is gone: it was moved or deleted while it was written")]
    Gone,
    /// The device is full.
    #[error("no space left on the device")]
    NoSpace,
    /// The device has less room than the work needs; nothing was begun.
    #[error(
        "about {} MB of free space are needed here, {} MB are free",
        .needed.div_ceil(1_000_000),
        .free / 1_000_000
    )]
    LittleSpace {
        /// About as many bytes as are needed.
        needed: u64,
        /// The bytes that are free.
        free: u64,
    },
    /// The system refused an operation.
    #[error("{0}")]
    Io(io::Error),
    /// There is not enough memory.
    #[error("there is not enough memory; free some, or do with less (--heap, --threads)")]
    NoMemory,
    /// A thread of the engine ended before its work was done.
    #[error(
        "a part of the search engine ended before its work was done; if memory is short, do \
         with less (--heap, --threads)"
    )]
    Thread,
    /// The engine failed in another way.
    #[error("the search engine failed: {0}")]
    Engine(String),
}

impl ErrorKind {
    /// What is wrong with the data of an index, in the engine's words. That there is no memory
    /// to unpack them is no damage.
    #[must_use]
    pub fn of_data(what: String) -> Self {
        match is_of_memory(&what) {
            true => Self::NoMemory,
            false => Self::Damaged(what),
        }
    }

    /// The system's error as one about an index.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Self {
        // The error may be shared; what matters of it is its kind and message.
        let copy = || match error.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(error.kind(), error.to_string()),
        };
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly(copy())
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            _ => Self::Io(copy()),
        }
    }
}

/// Whether these are zstd's words for memory that was not given to it.
fn is_of_memory(what: &str) -> bool {
    what.contains("not enough memory")
}

fn holder(process: &Option<u32>) -> String {
    process.map(|id| format!(" (process {id})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        for (kind, expected) in [
            (ErrorKind::NoIndex, "i: no index here; make one with `dateline index FOLDER`"),
            (
                ErrorKind::NotAnIndex,
                "i: the folder is not empty and holds no index; name another for the index",
            ),
            (
                ErrorKind::Locked(Some(7)),
                "i: another indexer is at work (process 7); try again later, or wait with --wait",
            ),
            (
                ErrorKind::Damaged("x".into()),
                "i: the index is damaged (x); `dateline verify --index i` says where, `dateline \
                 rebuild --index i` mends what can be mended",
            ),
            (
                ErrorKind::CommitDamaged("x".into()),
                "i: the index is damaged (x), and has nothing left to mend it by; bring a backup \
                 back with `dateline restore BACKUP --index i --replace`, or move the folder away \
                 and index again",
            ),
            (
                ErrorKind::Incompatible("of format 9".into()),
                "i: the index is of format 9; bring it up to date with `dateline rebuild \
                 --index i`",
            ),
            (
                ErrorKind::Newer("of format 9".into()),
                "i: the index is of format 9; a newer version of dateline made it, use that one",
            ),
            (
                ErrorKind::Foreign,
                "i: the index is not one of Dateline's, or of a format that is not known; name \
                 another folder with --index",
            ),
            (
                ErrorKind::LittleSpace { needed: 2_500_000, free: 1_999_999 },
                "i: about 3 MB of free space are needed here, 1 MB are free",
            ),
            (ErrorKind::ReadOnly(denied()), "i: the index is read-only: permission denied"),
            (
                ErrorKind::Unlockable(io::Error::other("x")),
                "i: the index cannot be locked (x); put it on a file system that has locks",
            ),
            (
                ErrorKind::Gone,
                "i: the index folder is gone: it was moved or deleted while it was written",
            ),
            (ErrorKind::NoSpace, "i: no space left on the device"),
            (ErrorKind::Io(io::Error::other("x")), "i: x"),
            (
                ErrorKind::of_data("Allocation error : not enough memory".into()),
                "i: there is not enough memory; free some, or do with less (--heap, --threads)",
            ),
            (
                ErrorKind::Thread,
                "i: a part of the search engine ended before its work was done; if memory is \
                 short, do with less (--heap, --threads)",
            ),
            (ErrorKind::Engine("x".into()), "i: the search engine failed: x"),
        ] {
            assert_eq!(Error::new(Path::new("i"), kind).to_string(), expected);
        }
    }

    #[test]
    fn a_command_names_the_index_as_a_shell_reads_it() {
        let path = Path::new("my news/o'clock");
        let error = Error::new(path, ErrorKind::Incompatible("of format 1".into())).to_string();
        assert!(error.ends_with("`dateline rebuild --index 'my news/o'\\''clock'`"), "{error}");
    }
}
