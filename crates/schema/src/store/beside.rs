//! A new index that grows beside the old one, and takes its place in one step.
//!
//! An index is what its `meta.json` names. So the new one is made in a folder inside the
//! old one's, its files are moved up when they are whole and on the disk, and then one
//! rename, of `meta.json`, makes them the index. Names of segments are random and cannot
//! collide. Whoever is killed before that leaves the old index, whoever is killed after it
//! the new one, and what is left over in either case the next writer sweeps away. Readers
//! of the old index go on with the files that they have open.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tantivy::Directory;
use tantivy::directory::MmapDirectory;

use super::file_list::{FILE_LIST, listed_files};
use super::files::BESIDE_FOLDER;
use super::seal::META_FILE;
use super::segment_files::segment_of;
use super::{DurableDirectory, Waiting, WriteAccess, sweep};
use crate::{Error, ErrorKind, Result};

/// An index that is being made beside the one it is to replace; without
/// [`Beside::swap_in`] it goes away.
pub struct Beside<'a> {
    of: &'a WriteAccess,
    /// The right to write to the new one; none once that is over.
    access: Option<WriteAccess>,
}

impl WriteAccess {
    /// Begins a new, empty index beside this one, whatever this one is: of another format,
    /// damaged, or not there at all.
    ///
    /// # Errors
    ///
    /// What the system refuses.
    pub fn begin_beside(&self) -> Result<Beside<'_>> {
        let folder = self.path.join(BESIDE_FOLDER);
        let io = |error| Error::new(&self.path, ErrorKind::from_io(&error));
        remove_folder(&folder).map_err(io)?;
        let access = WriteAccess::acquire(&folder, Waiting::Refuse)?;
        Ok(Beside { of: self, access: Some(access) })
    }
}

impl Beside<'_> {
    /// The right to write to the new index.
    #[must_use]
    pub fn access(&self) -> &WriteAccess {
        self.access.as_ref().expect("it is given back only when the index is")
    }

    /// The folder in which it grows.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.access().path()
    }

    /// Puts the new index in the place of the old one. Nothing may be writing to either.
    ///
    /// # Errors
    ///
    /// When the new index has no commit, or what the system refuses; the old index is then
    /// still there.
    pub fn swap_in(mut self) -> Result<()> {
        let from = self.path().to_owned();
        // What is not known to be on the disk must not be named by a commit.
        let result = swap(&from, &self.of.path, self.of);
        self.access = None;
        result.map_err(|error| Error::new(&self.of.path, ErrorKind::from_io(&error)))?;
        // The new index is in place: what cannot be cleared away now, the next writer clears.
        let _ = remove_folder(&from);
        Ok(())
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        let folder = self.of.path.join(BESIDE_FOLDER);
        self.access = None;
        // If it stays, the next writer clears it away.
        let _ = remove_folder(&folder);
    }
}

/// Moves the files of the index in `from` into the index folder `to` and makes them the
/// index there.
fn swap(from: &Path, to: &Path, access: &WriteAccess) -> io::Result<()> {
    let commit = from.join(META_FILE);
    File::open(&commit)?.sync_all()?;
    let mut live = HashSet::new();
    let mut names = BTreeSet::from([META_FILE.to_owned()]);
    for path in files_in(from)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if segment_of(name).is_none() {
            continue;
        }
        // The engine syncs what it writes; copies may have come by other ways.
        File::open(&path)?.sync_all()?;
        fs::rename(&path, to.join(name))?;
        live.insert(name.to_owned());
        names.insert(name.to_owned());
    }
    let inner = MmapDirectory::open(to).map_err(io::Error::other)?;
    let directory = DurableDirectory::new(inner, to, access.failures.clone());
    directory.sync_directory()?;
    // The engine removes what this list names and no commit does; with the old files on it
    // too, it is right before the next step and after it.
    names.extend(listed_files(to)?.unwrap_or_default());
    let list = serde_json::to_vec(&names).map_err(io::Error::other)?;
    directory.atomic_write(Path::new(FILE_LIST), &list)?;
    fs::rename(&commit, to.join(META_FILE))?;
    directory.sync_directory()?;
    // From here on the new index is the index. A reader may hold old files so that they
    // cannot be removed: the next writer will.
    let _ = sweep::remove_dead(&live, to);
    Ok(())
}

fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

/// Removes a folder with all that is in it; one that is not there is no error.
fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, TantivyDocument};

    use super::*;
    use crate::store::{Payload, open_for_reading};
    use crate::{Fields, Kind};

    /// Commits so many documents.
    fn fill(access: &WriteAccess, documents: usize) {
        let index: Index = access.open_or_create().unwrap();
        let fields = Fields::new();
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for number in 0..documents {
            let mut document = TantivyDocument::default();
            document.add_text(fields.kind, Kind::Article.term());
            document.add_text(fields.id, number.to_string());
            writer.add_document(document).unwrap();
        }
        let mut commit = writer.prepare_commit().unwrap();
        commit.set_payload(&Payload::empty(1).to_json());
        commit.commit().unwrap();
        writer.wait_merging_threads().unwrap();
    }

    fn articles(path: &Path) -> u64 {
        open_for_reading(path).unwrap().reader.searcher().num_docs()
    }

    #[test]
    fn the_new_index_takes_the_place_of_the_old() {
        let folder = tempfile::tempdir().unwrap();
        let access = WriteAccess::acquire(folder.path(), Waiting::Refuse).unwrap();
        fill(&access, 3);
        fs::write(folder.path().join("saved.toml"), "mine").unwrap();
        let reader = open_for_reading(folder.path()).unwrap();
        let beside = access.begin_beside().unwrap();
        fill(beside.access(), 5);
        assert_eq!(articles(folder.path()), 3, "before the swap");
        beside.swap_in().unwrap();
        assert_eq!(articles(folder.path()), 5);
        assert_eq!(reader.reader.searcher().num_docs(), 3, "an open reader goes on");
        assert!(!folder.path().join(BESIDE_FOLDER).exists());
        assert_eq!(fs::read_to_string(folder.path().join("saved.toml")).unwrap(), "mine");
        // The engine can go on writing to it, and knows all its files.
        fill(&access, 2);
        assert_eq!(articles(folder.path()), 7);
        let index = access.open_or_create().unwrap();
        assert!(index.validate_checksum().unwrap().is_empty());
    }

    #[test]
    fn without_a_swap_nothing_has_happened() {
        let folder = tempfile::tempdir().unwrap();
        let access = WriteAccess::acquire(folder.path(), Waiting::Refuse).unwrap();
        fill(&access, 3);
        let beside = access.begin_beside().unwrap();
        fill(beside.access(), 5);
        drop(beside);
        assert_eq!(articles(folder.path()), 3);
        assert!(!folder.path().join(BESIDE_FOLDER).exists());
    }

    #[test]
    fn what_was_moved_before_a_kill_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let access = WriteAccess::acquire(folder.path(), Waiting::Refuse).unwrap();
        fill(&access, 3);
        // A swap that was killed between moving the files and naming them.
        for name in ["fedcba9876543210fedcba9876543210.store", ".meta.json.new"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join(BESIDE_FOLDER)).unwrap();
        access.open_or_create().unwrap();
        assert_eq!(articles(folder.path()), 3);
        assert!(!folder.path().join("fedcba9876543210fedcba9876543210.store").exists());
        assert!(!folder.path().join(BESIDE_FOLDER).exists());
    }

    #[test]
    fn a_first_swap_that_was_killed_leaves_a_folder_to_fill() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fedcba9876543210fedcba9876543210.store"), "x").unwrap();
        fs::create_dir(folder.path().join(BESIDE_FOLDER)).unwrap();
        let access = WriteAccess::acquire(folder.path(), Waiting::Refuse).unwrap();
        fill(&access, 1);
        assert_eq!(articles(folder.path()), 1);
        assert!(!folder.path().join("fedcba9876543210fedcba9876543210.store").exists());
    }
}
