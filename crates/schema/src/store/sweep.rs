//! Clears away what a killed writer leaves behind.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use tantivy::Index;

use super::files::{BESIDE_FOLDER, FileRole};
use super::segment_files::files_of_segment;
use crate::{Error, ErrorKind, Result};

/// Removes the files of segments that the newest commit does not name, and temporary
/// files. To be called by the one writer, before it writes: tantivy itself clears only
/// after a commit, so a run that finds nothing to do would leave them for ever; and a file of
/// deletions that was never committed stands in the way of the next of its name.
pub(super) fn sweep(index: &Index, path: &Path) -> Result<()> {
    let metas = index.load_metas().map_err(|error| Error::from_engine(path, &error))?;
    let live: HashSet<String> = metas.segments.iter().flat_map(files_of_segment).collect();
    remove_dead(&live, path).map_err(|error| Error::new(path, ErrorKind::from_io(&error)))
}

/// Removes the files of segments that are not `live`, temporary files, and an index that was
/// growing beside this one.
pub(super) fn remove_dead(live: &HashSet<String>, path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_dead = match FileRole::of(name) {
            FileRole::Segment(_) => !live.contains(name),
            FileRole::Temporary => true,
            FileRole::Commit | FileRole::Lock | FileRole::User => false,
        };
        match (is_dead, entry.file_type()?.is_dir()) {
            (true, true) if name == BESIDE_FOLDER => fs::remove_dir_all(entry.path())?,
            (true, false) => fs::remove_file(entry.path())?,
            // No folder but that one is ours.
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tantivy::TantivyDocument;

    use super::*;
    use crate::Fields;

    #[test]
    fn only_what_no_commit_names_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::create_in_dir(folder.path(), Fields::schema()).unwrap();
        Fields::register_tokenizers(&index);
        let mut writer = index.writer::<TantivyDocument>(15_000_000).unwrap();
        writer.add_document(TantivyDocument::default()).unwrap();
        writer.commit().unwrap();
        let live = index.searchable_segment_ids().unwrap()[0].uuid_string();
        let dead = "0123456789abcdef0123456789abcdef.idx";
        let uncommitted = format!("{live}.7.del");
        for name in [dead, &uncommitted, ".meta.json.new", ".tmpq7Xb1a", "README.md", "notes.idx"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir_all(folder.path().join(".tmpqqqqqq")).unwrap();
        fs::create_dir_all(folder.path().join(".beside")).unwrap();
        fs::write(folder.path().join(".beside").join(dead), "x").unwrap();
        sweep(&index, folder.path()).unwrap();
        let left = |name: &str| folder.path().join(name).exists();
        assert!(!left(dead) && !left(&uncommitted) && !left(".meta.json.new"));
        assert!(!left(".tmpq7Xb1a") && !left(".beside"));
        assert!(left(".tmpqqqqqq") && left("README.md") && left("notes.idx") && left("meta.json"));
        assert!(left(&format!("{live}.store")));
    }
}
