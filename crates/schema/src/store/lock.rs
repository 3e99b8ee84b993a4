//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::{Error, ErrorKind, Result};

/// The file that a writer locks; it holds the writer's process id.
pub(super) const LOCK_FILE: &str = "dateline.lock";

/// What to do when another process is writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Leave at once.
    Refuse,
    /// Wait until it is done.
    Wait,
}

/// A lock of the system's, which a killed process cannot leave behind.
pub struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Locks the index directory `path` for writing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Locked`] with the holder, or what the system refuses.
    pub(super) fn acquire(path: &Path, waiting: Waiting) -> Result<Self> {
        let io = |error: std::io::Error| Error::new(path, ErrorKind::from_io(&error));
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path.join(LOCK_FILE))
            .map_err(io)?;
        match (file.try_lock(), waiting) {
            (Ok(()), _) => {}
            (Err(TryLockError::WouldBlock), Waiting::Wait) => file.lock().map_err(io)?,
            (Err(TryLockError::WouldBlock), Waiting::Refuse) => {
                return Err(Error::new(path, ErrorKind::Locked(holder(&mut file))));
            }
            (Err(TryLockError::Error(error)), _) => {
                return Err(Error::new(path, ErrorKind::Unlockable(error)));
            }
        }
        file.set_len(0).map_err(io)?;
        writeln!(file, "{}", std::process::id()).map_err(io)?;
        Ok(Self { _file: file })
    }
}

/// The process id in the lock file, for the message.
fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_writer_is_told_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = WriteLock::acquire(folder.path(), Waiting::Refuse).unwrap();
        let second = WriteLock::acquire(folder.path(), Waiting::Refuse).map(|_| ());
        assert!(matches!(
            second.unwrap_err().kind(),
            ErrorKind::Locked(Some(id)) if *id == std::process::id()
        ));
        drop(first);
        WriteLock::acquire(folder.path(), Waiting::Refuse).unwrap();
    }
}
