//! Who may change saved searches, and who may tell what is new.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The right to tell what is new, held until it is dropped: of two processes that hold it one
/// after the other, the second finds remembered what the first one told.
///
/// The system gives it back when a process is killed.
#[derive(Debug)]
pub struct Turn {
    _file: File,
}

/// A lock that is held while a file is replaced.
#[derive(Debug)]
pub(crate) struct Change {
    _file: File,
}

impl Turn {
    /// Takes the right, if no other process has it.
    pub(crate) fn try_take(folder: &Path) -> io::Result<Option<Self>> {
        let file = open(&folder.join(".saved-telling.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Change {
    /// Waits for the lock: whoever has it, has it for milliseconds.
    pub(crate) fn begin(folder: &Path) -> io::Result<Self> {
        let file = open(&folder.join(".saved-change.lock"))?;
        file.lock()?;
        Ok(Self { _file: file })
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}
