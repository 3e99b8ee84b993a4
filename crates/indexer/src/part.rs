//! A part of a root, to be looked at because it is known what has changed.

use std::fmt;
use std::path::PathBuf;

use dateline_articles::SourceFile;

/// A root of which only a part is looked at, or which is looked at with patience. Ids, and what
/// counts as vanished within the part, are as when the whole root is.
pub struct Part {
    /// The root.
    pub root: PathBuf,
    /// The files and folders to look at, by absolute paths without links; everything where this
    /// is empty.
    pub only: Vec<PathBuf>,
    /// Asked of each file that is new or changed, whether it is read now.
    pub gate: GateKeeper,
}

/// Says of a file whether it is read now.
pub type GateKeeper = Box<dyn FnMut(&SourceFile) -> Gate>;

/// Whether a file is read now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It is.
    Read,
    /// It is not, and what the index has of it stays; nothing is counted.
    Pass,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { root, only, .. } = self;
        f.debug_struct("Part").field("root", root).field("only", only).finish_non_exhaustive()
    }
}
