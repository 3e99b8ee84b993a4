//! The overrides of the user: which file, and what is in it.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use dateline_query::{Archive, Overrides};

use super::bounded;
use crate::args::GlobalArgs;

/// Bytes of the largest file of overrides: a hundred thousand names.
const LARGEST: usize = 16 << 20;

/// The name of the file beside the index.
const FILE: &str = "entities.toml";

/// The index, to be asked with the overrides.
pub(super) fn open(global: &GlobalArgs) -> anyhow::Result<Archive> {
    let archive = Archive::open(&global.index)?;
    match read(global)? {
        Some(overrides) => Ok(archive.with_overrides(overrides)),
        None => Ok(archive),
    }
}

/// What the file that was named says; nothing when none was, for what needs no index.
pub(super) fn named(global: &GlobalArgs) -> anyhow::Result<Overrides> {
    match global.overrides {
        Some(_) => Ok(read(global)?.unwrap_or_default()),
        None => Ok(Overrides::default()),
    }
}

/// What the file that was named says, or, when none was, the file beside the index, which
/// need not be there.
fn read(global: &GlobalArgs) -> anyhow::Result<Option<Overrides>> {
    let (path, is_required) = match &global.overrides {
        Some(path) => (path.clone(), true),
        None => (beside(&global.index), false),
    };
    let name = format!("overrides {}", path.display());
    let file = match File::open(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound && !is_required => return Ok(None),
        file => file.with_context(|| name.clone())?,
    };
    let bytes = bounded::whole(file, LARGEST, &name)?;
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
    let overrides = text.parse().map_err(|error| anyhow!("{}: {error}", path.display()))?;
    Ok(Some(overrides))
}

/// The file beside the folder of an index; not in it, so that it outlives the index.
fn beside(index: &Path) -> PathBuf {
    // The link that the folder may be is not followed: the file is where the user sees the
    // folder. A path that ends in `..` names no folder to be beside of, but one to be in.
    match index.file_name() {
        Some(_) => index.with_file_name(FILE),
        None => index.join("..").join(FILE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_beside_the_folder() {
        for (index, expected) in [
            ("index", "entities.toml"),
            ("/srv/news/index", "/srv/news/entities.toml"),
            ("/srv/news/index/", "/srv/news/entities.toml"),
            ("..", "../../entities.toml"),
        ] {
            assert_eq!(beside(Path::new(index)), Path::new(expected));
        }
    }
}
