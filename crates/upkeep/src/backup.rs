//! An index to a copy of one of its commits, while a writer may be at work.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use dateline_schema::store::{
    FILE_LIST, META_FILE, Waiting, WriteAccess, exists, files_of_segment, open_unread,
    require_space, segment_of,
};
use dateline_schema::{Error as IndexError, ErrorKind};

use crate::copy::{Destination, commit_of};
use crate::{Error, Result};

/// What is done when a backup is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is left alone, and nothing is done.
    Refuse,
    /// It is brought up to date: only files that it does not have are copied.
    Update,
}

/// The account of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BackedUp {
    /// Files of the index, `meta.json` among them.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Those of the files that were copied now.
    pub copied: u64,
    /// Files of the user's that were copied beside.
    pub users: u64,
}

/// How often it is begun again, because a writer merged away what was to be copied. What
/// was copied is kept, so that each time less is left to do.
const TRIES: usize = 1000;

/// Copies the newest commit of the index at `index` to the folder `target`, which is made
/// where it is not there, and compares each copied file with its checksum. No lock of the
/// index is taken, and no writer waited for. The copy is itself an index.
///
/// An older backup that is brought up to date is whole at every moment: its `meta.json` is
/// replaced last.
///
/// # Errors
///
/// [`Error::Inside`] for a folder in the index; [`Error::BackupExists`];
/// [`ErrorKind::NotAnIndex`] for a folder of other things; [`ErrorKind::Damaged`] when a
/// file of the index is not as it was written; or what the system refuses.
pub fn back_up(index: &Path, target: &Path, existing: Existing) -> Result<BackedUp> {
    // It has to be an index before a folder is made for it.
    drop(open_unread(index)?);
    refuse_inside(index, target)?;
    if existing == Existing::Refuse && exists(target) {
        return Err(Error::BackupExists(target.to_owned()));
    }
    let lock = WriteAccess::acquire(target, Waiting::Refuse)?;
    let destination = Destination::open(target)?;
    for _ in 0..TRIES {
        if let Some(backed_up) = try_back_up(index, target, &destination)? {
            drop(lock);
            return Ok(backed_up);
        }
    }
    Err(Error::Restless(index.to_owned()))
}

/// Refuses a backup inside of what it is a backup of.
fn refuse_inside(index: &Path, target: &Path) -> Result<()> {
    let io = |error: io::Error| IndexError::new(target, ErrorKind::from_io(&error));
    let index = fs::canonicalize(index).map_err(io)?;
    let target = std::path::absolute(target).map_err(io)?;
    // What is not there yet has no links in it.
    let there = target.ancestors().find_map(|path| fs::canonicalize(path).ok());
    match there.is_some_and(|there| there.starts_with(&index)) {
        true => Err(Error::Inside(target)),
        false => Ok(()),
    }
}

/// Copies the commit that is the newest now; nothing where a writer was quicker.
fn try_back_up(index: &Path, target: &Path, destination: &Destination) -> Result<Option<BackedUp>> {
    let commit = commit_of(index)?;
    let opened = open_unread(index)?;
    let metas =
        opened.index.load_metas().map_err(|error| IndexError::from_engine(index, &error))?;
    if commit_of(index)? != commit {
        return Ok(None);
    }
    let names: BTreeSet<String> = metas.segments.iter().flat_map(files_of_segment).collect();
    let Some(sources) = open_all(index, &names, &commit)? else { return Ok(None) };
    let mut account = BackedUp { files: 1, bytes: commit.len() as u64, ..BackedUp::default() };
    let missing: u64 = sources.iter().map(|source| source.bytes_to_copy(target)).sum();
    require_space(target, missing)?;
    for source in sources {
        account.files += 1;
        account.bytes += source.bytes;
        if destination.has(source.name) {
            continue;
        }
        let Some(file) =
            source.file.map_or_else(|| open(index, source.name, &commit), |file| Ok(Some(file)))?
        else {
            return Ok(None);
        };
        destination.take(source.name, file)?;
        account.copied += 1;
    }
    let list = serde_json::to_vec(&names).expect("names can be written as JSON");
    account.users = destination.take_users_files(index)?;
    destination.drop_searches_gone_from(index)?;
    destination.replace(FILE_LIST, &list)?;
    destination.replace(META_FILE, &commit)?;
    destination.sync()?;
    clear(target, &names).map_err(|error| destination.io(&error))?;
    Ok(Some(account))
}

/// A file that is to be copied.
struct Source<'n> {
    name: &'n str,
    bytes: u64,
    /// Open, so that a merge cannot take it away; none where the system opens no more.
    file: Option<File>,
}

impl Source<'_> {
    fn bytes_to_copy(&self, target: &Path) -> u64 {
        let present = fs::metadata(target.join(self.name)).map_or(0, |data| data.len());
        if present == self.bytes { 0 } else { self.bytes }
    }
}

/// Opens all files of a commit; nothing when a merge has taken one away.
fn open_all<'n>(
    index: &Path,
    names: &'n BTreeSet<String>,
    commit: &[u8],
) -> Result<Option<Vec<Source<'n>>>> {
    let mut sources = Vec::with_capacity(names.len());
    let mut is_full = false;
    for name in names {
        let file = match is_full {
            true => None,
            false => match File::open(index.join(name)) {
                Err(error) if is_too_many(&error) => {
                    is_full = true;
                    // Room for what is copied to.
                    sources
                        .iter_mut()
                        .rev()
                        .take(8)
                        .for_each(|source: &mut Source<'_>| source.file = None);
                    None
                }
                _ => match open(index, name, commit)? {
                    None => return Ok(None),
                    file => file,
                },
            },
        };
        let bytes = fs::metadata(index.join(name)).map_or(0, |data| data.len());
        sources.push(Source { name, bytes, file });
    }
    Ok(Some(sources))
}

/// Whether the system opens no further file.
fn is_too_many(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

/// Opens a file of a commit. Nothing when it is gone because the commit is no longer the
/// newest; when it still is, the index is damaged.
fn open(index: &Path, name: &str, commit: &[u8]) -> Result<Option<File>> {
    match File::open(index.join(name)) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match commit_of(index)? == commit {
                true => {
                    let what = format!("its file {name} is missing");
                    Err(IndexError::new(index, ErrorKind::Damaged(what)).into())
                }
                false => Ok(None),
            }
        }
        Err(error) => Err(IndexError::new(index, ErrorKind::from_io(&error)).into()),
    }
}

/// Removes files of segments that the commit does not name.
fn clear(target: &Path, names: &BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(target)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if segment_of(&name).is_some() && !names.contains(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
