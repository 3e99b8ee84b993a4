//! A backup to the index that it was made of.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use dateline_schema::store::{
    META_FILE, WriteAccess, files_of_segment, open_unread, require_space,
};
use dateline_schema::{Error as IndexError, ErrorKind};

use crate::copy::{Destination, commit_of};
use crate::{Depth, Finding, Result, verify};

/// The account of restoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Restored {
    /// Files of the index, `meta.json` among them.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files of the user's that came beside.
    pub users: u64,
}

/// Puts the index in the folder `backup` in the place of the one that `access` is to,
/// after every file of it was compared with its checksum. Files of the user's replace
/// those of the same name; others stay.
///
/// # Errors
///
/// As [`verify`] for the backup; [`ErrorKind::Damaged`] when it is damaged;
/// [`ErrorKind::LittleSpace`]. The index is then as it was.
pub fn restore(backup: &Path, access: &WriteAccess) -> Result<Restored> {
    let mut first = None;
    let account = verify(backup, Depth::Files, &mut |finding| {
        if finding.code.is_damage() && first.is_none() {
            first = Some(finding.clone());
        }
    })?;
    if let Some(Finding { what, detail, .. }) = first {
        let what = format!("{what}: {detail}");
        return Err(IndexError::new(backup, ErrorKind::Damaged(what)).into());
    }
    require_space(access.path(), account.bytes)?;
    let commit = commit_of(backup)?;
    let opened = open_unread(backup)?;
    let metas =
        opened.index.load_metas().map_err(|error| IndexError::from_engine(backup, &error))?;
    let beside = access.begin_beside()?;
    let destination = Destination::open(beside.path())?;
    let names: BTreeSet<String> = metas.segments.iter().flat_map(files_of_segment).collect();
    let mut restored = Restored { files: 1, bytes: commit.len() as u64, users: 0 };
    for name in &names {
        let file = File::open(backup.join(name))
            .map_err(|error| IndexError::new(backup, ErrorKind::from_io(&error)))?;
        restored.files += 1;
        restored.bytes += destination.take(name, file)?;
    }
    destination.replace(META_FILE, &commit)?;
    destination.sync()?;
    drop(destination);
    beside.swap_in()?;
    restored.users = Destination::open(access.path())?.take_users_files(backup)?;
    Ok(restored)
}
