//! The engine's list of the files that it has made.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use tantivy::Directory;

use super::DurableDirectory;
use super::segment_files::segment_of;

/// The file with the names of all files that the engine has made, and may remove when no
/// commit names them.
pub const FILE_LIST: &str = ".managed.json";

/// The names in the list of the index at `path`; `None` when it cannot be read as one.
///
/// # Errors
///
/// When the file is there and the system does not let it be read.
pub fn listed_files(path: &Path) -> io::Result<Option<BTreeSet<String>>> {
    match fs::read(path.join(FILE_LIST)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes the list anew when it is missing, is none, or leaves out files of segments. The
/// engine would not open the index, or never remove what is left out.
pub(super) fn mend(path: &Path, directory: &DurableDirectory) -> io::Result<()> {
    let mut present = BTreeSet::new();
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if segment_of(&name).is_some() {
            present.insert(name);
        }
    }
    if listed_files(path)?.is_some_and(|listed| listed.is_superset(&present)) {
        return Ok(());
    }
    let list = serde_json::to_vec(&present).map_err(io::Error::other)?;
    directory.atomic_write(Path::new(FILE_LIST), &list)
}

#[cfg(test)]
mod tests {
    use tantivy::directory::MmapDirectory;

    use super::*;
    use crate::store::Failures;

    #[test]
    fn a_list_is_mended_when_it_does_not_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let file = "0123456789abcdef0123456789abcdef.idx";
        fs::write(path.join(file), "x").unwrap();
        fs::write(path.join("meta.json"), "x").unwrap();
        let engine = MmapDirectory::open(path).unwrap();
        let directory = DurableDirectory::new(engine, path, Failures::default());
        for list in [None, Some("garbage"), Some("[]"), Some("[\"gone.idx\"]")] {
            match list {
                Some(list) => fs::write(path.join(FILE_LIST), list).unwrap(),
                None => assert!(listed_files(path).unwrap().is_none()),
            }
            mend(path, &directory).unwrap();
            assert_eq!(listed_files(path).unwrap(), Some([file.to_owned()].into()), "{list:?}");
        }
    }

    #[test]
    fn a_list_that_names_more_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join(FILE_LIST);
        fs::write(&list, "[\"other\",\"meta.json\"]").unwrap();
        let engine = MmapDirectory::open(folder.path()).unwrap();
        let directory = DurableDirectory::new(engine, folder.path(), Failures::default());
        mend(folder.path(), &directory).unwrap();
        assert_eq!(fs::read(&list).unwrap(), b"[\"other\",\"meta.json\"]");
    }
}
