//! A directory whose writes last and whose failures are heard.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::{replacement_of, seal};

/// An index directory for the writer, which differs from tantivy's own in four ways.
///
/// After `meta.json` is replaced the directory is synced: without that, a power loss may
/// undo a commit that was reported. The file gets the mode that the user's umask allows,
/// not that of a private temporary file, so that others may search. It gets a seal.
/// And what fails is kept in [`Failures`], because tantivy's merging threads only log it.
#[derive(Debug, Clone)]
pub struct DurableDirectory {
    inner: MmapDirectory,
    root: PathBuf,
    failures: Failures,
}

/// The failed operations on a directory, from whichever thread.
#[derive(Debug, Clone, Default)]
pub struct Failures {
    seen: Arc<Mutex<Vec<io::Error>>>,
}

impl Failures {
    /// The failures since the last call, in order: of the kind that the system gave, saying
    /// what was done to which file and what the system said.
    #[must_use]
    pub fn take(&self) -> Vec<io::Error> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note<T, E: SystemError>(
        &self,
        operation: &str,
        path: &Path,
        result: Result<T, E>,
    ) -> Result<T, E> {
        if let Err(error) = &result {
            let (kind, said) = match error.system() {
                Some(error) => (error.kind(), error.to_string()),
                None => (io::ErrorKind::Other, error.to_string()),
            };
            let failure = io::Error::new(kind, format!("{operation} {}: {said}", path.display()));
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(failure);
        }
        result
    }
}

/// An error of a directory, and what the system said if it was the system's.
trait SystemError: std::fmt::Display {
    fn system(&self) -> Option<&io::Error>;
}

impl SystemError for io::Error {
    fn system(&self) -> Option<&io::Error> {
        Some(self)
    }
}

impl SystemError for OpenReadError {
    fn system(&self) -> Option<&io::Error> {
        match self {
            Self::IoError { io_error, .. } => Some(io_error),
            _ => None,
        }
    }
}

impl SystemError for OpenWriteError {
    fn system(&self) -> Option<&io::Error> {
        match self {
            Self::IoError { io_error, .. } => Some(io_error),
            _ => None,
        }
    }
}

impl SystemError for DeleteError {
    fn system(&self) -> Option<&io::Error> {
        match self {
            Self::IoError { io_error, .. } => Some(io_error),
            _ => None,
        }
    }
}

impl DurableDirectory {
    /// Wraps the directory at `root`.
    #[must_use]
    pub fn new(inner: MmapDirectory, root: &Path, failures: Failures) -> Self {
        Self { inner, root: root.to_owned(), failures }
    }

    fn replace(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let temporary = self.root.join(replacement_of(&path.to_string_lossy()));
        let mut file = File::create(&temporary)?;
        match seal::is_sealed(path) {
            true => file.write_all(&seal::seal(data, &seal::marks(data, &self.root)?))?,
            false => file.write_all(data)?,
        }
        file.sync_all()?;
        fs::rename(&temporary, self.root.join(path))?;
        self.inner.sync_directory()
    }
}

impl Directory for DurableDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let result = self.inner.get_file_handle(path);
        // That a file is not there is an answer, not a failure.
        match &result {
            Err(OpenReadError::FileDoesNotExist(_)) => result,
            _ => self.failures.note("reading", path, result),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        match self.inner.delete(path) {
            missing @ Err(DeleteError::FileDoesNotExist(_)) => missing,
            result => self.failures.note("removing", path, result),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let writer = self.failures.note("creating", path, self.inner.open_write(path))?;
        let watched =
            Watched { inner: writer, path: path.to_owned(), failures: self.failures.clone() };
        Ok(BufWriter::new(Box::new(watched)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.failures.note("replacing", path, self.replace(path, data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.failures.note("syncing", &self.root, self.inner.sync_directory())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}

/// A file being written.
struct Watched {
    inner: WritePtr,
    path: PathBuf,
    failures: Failures,
}

impl Write for Watched {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(data);
        self.failures.note("writing", &self.path, result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.failures.note("writing", &self.path, result)
    }
}

impl TerminatingWrite for Watched {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let result = self.inner.terminate_ref(token);
        self.failures.note("syncing", &self.path, result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(folder: &Path) -> DurableDirectory {
        let inner = MmapDirectory::open(folder).unwrap();
        DurableDirectory::new(inner, folder, Failures::default())
    }

    #[test]
    fn a_replaced_file_is_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let directory = directory(folder.path());
        for text in ["one", "two"] {
            directory.atomic_write(Path::new("meta.json"), text.as_bytes()).unwrap();
            assert_eq!(directory.atomic_read(Path::new("meta.json")).unwrap(), text.as_bytes());
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(directory.failures.take().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_has_the_mode_of_any_other() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        directory(folder.path()).atomic_write(Path::new("meta.json"), b"x").unwrap();
        fs::write(folder.path().join("other"), b"x").unwrap();
        let mode = |name| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("meta.json"), mode("other"));
    }

    #[test]
    fn failures_are_heard() {
        let folder = tempfile::tempdir().unwrap();
        let directory = directory(folder.path());
        fs::create_dir(folder.path().join("meta.json")).unwrap();
        directory.atomic_write(Path::new("meta.json"), b"x").unwrap_err();
        let failures = directory.failures.take();
        assert_eq!(failures.len(), 1);
        assert!(failures[0].to_string().starts_with("replacing meta.json: "), "{failures:?}");
    }
}
