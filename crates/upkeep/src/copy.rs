//! Files of an index, copied so that what was copied is on the disk and as it was written.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use dateline_schema::store::{FileRole, META_FILE, is_saved_search, replacement_of};
use dateline_schema::{Error, ErrorKind};
use tantivy::directory::{ManagedDirectory, MmapDirectory};

use crate::Result;

/// A folder that files of an index are copied to.
pub(crate) struct Destination {
    path: PathBuf,
    directory: ManagedDirectory,
}

impl Destination {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let engine = |error: tantivy::TantivyError| Error::from_engine(path, &error);
        let directory = MmapDirectory::open(path).map_err(|error| engine(error.into()))?;
        let directory = ManagedDirectory::wrap(Box::new(directory)).map_err(engine)?;
        Ok(Self { path: path.to_owned(), directory })
    }

    /// Whether a file of a segment is there and as it was written.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.path.join(name).is_file()
            && self.directory.validate_checksum(Path::new(name)).unwrap_or(false)
    }

    /// Copies a file of a segment; its bytes are compared with its checksum.
    pub(crate) fn take(&self, name: &str, mut from: File) -> Result<u64> {
        let to = self.path.join(name);
        let mut copy = || {
            let mut file = File::create(&to)?;
            let bytes = io::copy(&mut from, &mut file)?;
            file.sync_all()?;
            Ok(bytes)
        };
        let bytes = copy().map_err(|error| self.io(&error))?;
        match self.has(name) {
            true => Ok(bytes),
            false => {
                let what = format!("the bytes of {name} are not those written");
                Err(Error::new(&self.path, ErrorKind::Damaged(what)).into())
            }
        }
    }

    /// Replaces a file that is not of a segment, in one step.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let write = |file: &mut File| io::Write::write_all(file, bytes);
        Ok(self.try_replace(name, write).map_err(|error| self.io(&error))?)
    }

    fn try_replace(
        &self,
        name: &str,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let temporary = self.path.join(replacement_of(name));
        let mut file = File::create(&temporary)?;
        write(&mut file)?;
        file.sync_all()?;
        fs::rename(&temporary, self.path.join(name))
    }

    /// Makes what was copied last.
    pub(crate) fn sync(&self) -> Result<()> {
        // Folders cannot be opened, nor need to be, where this is not Unix.
        match cfg!(unix) {
            true => Ok(File::open(&self.path)
                .and_then(|folder| folder.sync_all())
                .map_err(|error| self.io(&error))?),
            false => Ok(()),
        }
    }

    /// Copies what the user keeps in an index folder, such as saved searches; returns how
    /// many files.
    pub(crate) fn take_users_files(&self, from: &Path) -> Result<u64> {
        let mut count = 0;
        for path in users_files(from).map_err(|error| self.io(&error))? {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let copy = |to: &mut File| {
                let mut from = File::open(&path)?;
                io::copy(&mut from, to)?;
                // Who may change a saved search decides what it runs.
                to.set_permissions(from.metadata()?.permissions())
            };
            self.try_replace(name, copy).map_err(|error| self.io(&error))?;
            count += 1;
        }
        self.sync()?;
        Ok(count)
    }

    /// Removes the saved searches that are not in another index folder any more: restored, they
    /// would come back, and what they run with them.
    pub(crate) fn drop_searches_gone_from(&self, from: &Path) -> Result<()> {
        for path in users_files(&self.path).map_err(|error| self.io(&error))? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if is_saved_search(name) && !from.join(name).exists() {
                fs::remove_file(&path).map_err(|error| self.io(&error))?;
            }
        }
        Ok(())
    }

    pub(crate) fn io(&self, error: &io::Error) -> Error {
        Error::new(&self.path, ErrorKind::from_io(error))
    }
}

/// The regular files in an index folder that are neither ours nor the engine's.
fn users_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_users = name.to_str().is_some_and(|name| FileRole::of(name) == FileRole::User);
        if is_users && entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// The bytes of the commit that an index folder holds now.
pub(crate) fn commit_of(path: &Path) -> Result<Vec<u8>> {
    fs::read(path.join(META_FILE)).map_err(|error| {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ErrorKind::NoIndex,
            _ => ErrorKind::from_io(&error),
        };
        Error::new(path, kind).into()
    })
}
