//! Files that are there whole or not at all, and stay.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// Puts a file in the place of the one at `path`, if there is one: a process that is killed,
/// or a machine that loses its power, leaves the older or the newer.
pub(crate) fn replace(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = temporary(path);
    let mut writer = BufWriter::new(create(&temporary)?);
    write(&mut writer)?;
    writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(&temporary, path)?;
    sync_folder(path)
}

/// A new file that others may read and only its owner change, whatever the umask allows: a saved
/// search may name a command.
fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    options.open(path)
}

/// Removes a file, and what a killed [`replace`] has left of another.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(temporary(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_file(path)?;
    sync_folder(path)
}

/// One fixed name for each file: what a killed process leaves, the next one overwrites. It is
/// not one of those that writers to the index sweep away, perhaps while it is being written.
fn temporary(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".part");
    path.with_file_name(name)
}

/// Makes what was renamed or removed last over a loss of power.
fn sync_folder(path: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and the system sees to it by itself.
    match (cfg!(unix), path.parent()) {
        (true, Some(folder)) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn what_cannot_be_written_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        replace(&path, |out| out.write_all(b"one")).unwrap();
        let full = |out: &mut BufWriter<File>| {
            out.write_all(b"tw")?;
            Err(io::Error::other("full"))
        };
        replace(&path, full).unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, |out| out.write_all(b"three")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        remove(&path).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
