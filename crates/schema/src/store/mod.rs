//! The index directory: opened for reading or, by one process at a time, for writing.

mod beside;
mod durable;
mod file_list;
mod files;
mod inspect;
mod lock;
mod meta;
mod readonly;
mod salvage;
mod seal;
mod segment_files;
mod space;
mod sweep;
mod version;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy};

pub use beside::Beside;
pub use durable::{DurableDirectory, Failures};
pub use file_list::{FILE_LIST, listed_files};
pub use files::{FileRole, is_saved_search, replacement_of};
pub use inspect::{FormatAge, Inspected, StoredForm, inspect};
pub use lock::{Waiting, WriteLock};
pub use salvage::{CatalogueEntry, Salvage, Salvaged, SalvagedArticle, Soundness};
pub use seal::{FileMark, FileMarks, META_FILE};
pub use segment_files::{files_of_segment, segment_of};
pub use space::require_space;
pub use version::{FORMAT_VERSION, Payload, Root};

use crate::{Error, ErrorKind, Fields, Result};

/// What the files of saved searches in an index folder begin with. They are no part of the
/// engine's index, and stay when that is made anew.
pub const SAVED_PREFIX: &str = "saved-";

/// What they end with.
pub const SAVED_ENDING: &str = ".jsonl";

/// An index opened for reading.
pub struct ReadAccess {
    /// The directory.
    pub path: PathBuf,
    /// The engine's index.
    pub index: Index,
    /// A reader of the commit that was the newest when the index was opened.
    pub reader: IndexReader,
    /// What the commit says of itself.
    pub payload: Payload,
}

/// How often opening is tried when files vanish under it, as they do when a writer
/// removes merged segments between our reading of the list and of the files. Readers take
/// no lock, so that they work on read-only media and never delay a writer.
const OPENING_TRIES: usize = 10;

/// Opens the index at `path` for reading; nothing is written there.
///
/// # Errors
///
/// [`ErrorKind::NoIndex`], [`ErrorKind::Incompatible`] for an index of another format,
/// [`ErrorKind::Damaged`] when files are missing or not readable as an index.
pub fn open_for_reading(path: &Path) -> Result<ReadAccess> {
    let mut tries = 1;
    loop {
        match try_open(path) {
            Err(error) if tries < OPENING_TRIES && is_missing_file(&error) => tries += 1,
            Err(error) => return Err(error),
            Ok(opened) => return Ok(opened),
        }
    }
}

fn is_missing_file(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Damaged(_) | ErrorKind::CommitDamaged(_))
}

/// An index of which nothing but `meta.json` has been read.
pub struct UnreadIndex {
    /// The directory.
    pub path: PathBuf,
    /// The engine's index.
    pub index: Index,
    /// What the newest commit says of itself.
    pub payload: Payload,
    /// What tells its files from others.
    pub marks: FileMarks,
}

/// Opens the index at `path` without opening its segments; nothing is written there.
///
/// # Errors
///
/// As [`open_for_reading`], but for segments.
pub fn open_unread(path: &Path) -> Result<UnreadIndex> {
    if !exists(path) {
        return Err(Error::new(path, ErrorKind::NoIndex));
    }
    let directory =
        MmapDirectory::open(path).map_err(|error| Error::from_engine(path, &error.into()))?;
    let directory = readonly::ReadOnlyDirectory::new(directory);
    let index = Index::open(directory.clone()).map_err(|error| Error::from_engine(path, &error))?;
    let (payload, marks) = Payload::read(&index, path)?;
    directory.expect(marks.clone());
    Fields::register_tokenizers(&index);
    Ok(UnreadIndex { path: path.to_owned(), index, payload, marks })
}

fn try_open(path: &Path) -> Result<ReadAccess> {
    let UnreadIndex { path, index, payload, .. } = open_unread(path)?;
    let engine = |error: tantivy::TantivyError| Error::from_engine(&path, &error);
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .doc_store_cache_num_blocks(16)
        .try_into()
        .map_err(engine)?;
    Ok(ReadAccess { path, index, reader, payload })
}

/// Whether there is an index at `path`, of whatever format.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.join(seal::META_FILE).exists()
}

/// The right to write to an index, held until it is dropped.
pub struct WriteAccess {
    path: PathBuf,
    failures: Failures,
    _lock: WriteLock,
}

impl WriteAccess {
    /// Takes the right to write to the index at `path`; the directory is made when it is
    /// not there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Locked`] when another process has it and we are not to wait,
    /// [`ErrorKind::NotAnIndex`] for a folder of other things, [`ErrorKind::ReadOnly`].
    pub fn acquire(path: &Path, waiting: Waiting) -> Result<Self> {
        let io = |error| Error::new(path, ErrorKind::from_io(&error));
        fs::create_dir_all(path).map_err(io)?;
        if !exists(path) && !is_ours_to_fill(path).map_err(io)? {
            return Err(Error::new(path, ErrorKind::NotAnIndex));
        }
        let lock = WriteLock::acquire(path, waiting)?;
        Ok(Self { path: path.to_owned(), failures: Failures::default(), _lock: lock })
    }

    /// The directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What failed on the directory so far, in background threads too.
    #[must_use]
    pub fn failures(&self) -> &Failures {
        &self.failures
    }

    /// Opens the index, or makes an empty one where there is none; what a killed writer
    /// left behind is cleared away.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Incompatible`], [`ErrorKind::Damaged`], or what the system refuses.
    pub fn open_or_create(&self) -> Result<Index> {
        let path = &self.path;
        let engine = |error: tantivy::TantivyError| Error::from_engine(path, &error);
        let io = |error: std::io::Error| Error::new(path, ErrorKind::from_io(&error));
        let directory =
            MmapDirectory::open(path).map_err(|error| Error::from_engine(path, &error.into()))?;
        let directory = DurableDirectory::new(directory, path, self.failures.clone());
        let index = if exists(path) {
            file_list::mend(path, &directory).map_err(io)?;
            let index = Index::open(directory).map_err(engine)?;
            Payload::of(&index, path)?;
            sweep::sweep(&index, path)?;
            index
        } else {
            // A first run may have been killed before its first commit.
            sweep::remove_dead(&HashSet::new(), path).map_err(io)?;
            Index::create(directory, Fields::schema(), settings()).map_err(engine)?
        };
        Fields::register_tokenizers(&index);
        Ok(index)
    }
}

/// Whether a folder holds nothing but what git or a killed first run leaves in an index
/// folder, and saved searches.
fn is_ours_to_fill(path: &Path) -> std::io::Result<bool> {
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let is_users = FileRole::of(&name) == FileRole::User;
        let is_known = name == "README.md" || name.starts_with(SAVED_PREFIX);
        if is_users && !is_known && !name.starts_with('.') {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The document store is compressed by zstd in blocks of 16 KiB: a third smaller than
/// with lz4, at a cost that indexing does not notice; larger blocks would cost a cold
/// search of ten hits most of a millisecond.
fn settings() -> IndexSettings {
    use tantivy::store::{Compressor, ZstdCompressor};
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(2) }),
        docstore_blocksize: 16_384,
        ..IndexSettings::default()
    }
}
