//! Folders read in an order that does not depend on the file system.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// What is in a folder, sorted by name.
pub(crate) fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?
    {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}
