//! A directory that is only read.

use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::file_list::FILE_LIST;
use super::seal::{FileMark, FileMarks};

/// An index directory for a reader: nothing is written, not even the lock file that
/// tantivy's readers take, so that an index on read-only media or of another user can be
/// searched. What the lock protects against is met by opening again.
#[derive(Debug, Clone)]
pub(super) struct ReadOnlyDirectory {
    inner: MmapDirectory,
    /// What its files have to be, once it is known.
    marks: Arc<OnceLock<FileMarks>>,
}

impl ReadOnlyDirectory {
    pub(super) fn new(inner: MmapDirectory) -> Self {
        Self { inner, marks: Arc::default() }
    }

    /// From now on a file that does not have its mark is not given out.
    pub(super) fn expect(&self, marks: FileMarks) {
        // The marks of a commit are set once, by who opens the index.
        let _ = self.marks.set(marks);
    }

    /// Refuses a file that is not the one that the commit names.
    fn check(&self, path: &Path, file: &dyn FileHandle) -> Result<(), OpenReadError> {
        let refused = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let mark = path.to_str().and_then(|name| self.marks.get()?.get(name));
        let Some(mark) = mark else { return Ok(()) };
        let bytes = file.read_bytes(0..file.len()).map_err(refused)?;
        match FileMark::of_bytes(&bytes) == *mark {
            true => Ok(()),
            // Without a number of the system's it is told as damage.
            false => Err(refused(io::Error::other("not the file that was written"))),
        }
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "the index is open for reading only")
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.inner.get_file_handle(path)?;
        self.check(path, &*file)?;
        Ok(file)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match path == Path::new(FILE_LIST) {
            // For writers only, and no reason not to read when it is damaged.
            true => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
            false => self.inner.atomic_read(path),
        }
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}
