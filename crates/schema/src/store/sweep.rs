//! Clears away what a killed writer leaves behind.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use tantivy::Index;

/// Removes the files of segments that the newest commit does not name, and temporary
/// files. To be called by the one writer, before it writes: tantivy itself clears only
/// after a commit, so a run that finds nothing to do would leave them for ever.
pub(super) fn sweep(index: &Index, path: &Path) -> io::Result<()> {
    let segments = index.searchable_segment_ids().map_err(io::Error::other)?;
    let live: HashSet<String> = segments.iter().map(|id| id.uuid_string()).collect();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_dead = match segment_of(name) {
            Some(segment) => !live.contains(segment),
            None => name.starts_with('.') && name.ends_with(".new"),
        };
        if is_dead {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The id of the segment that a file of this name belongs to; none for the name of another
/// file.
#[must_use]
pub fn segment_of(name: &str) -> Option<&str> {
    let (id, _) = name.split_once('.')?;
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fields;

    #[test]
    fn only_what_no_commit_names_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::create_in_dir(folder.path(), Fields::schema()).unwrap();
        let dead = "0123456789abcdef0123456789abcdef.idx";
        for name in [dead, ".meta.json.new", "README.md", "notes.idx"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        sweep(&index, folder.path()).unwrap();
        let left = |name: &str| folder.path().join(name).exists();
        assert!(!left(dead) && !left(".meta.json.new"));
        assert!(left("README.md") && left("notes.idx") && left("meta.json"));
    }
}
