use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, Walk, WalkBuilder};

use crate::source::{changed, id_path, modified};
use crate::{Narrow, Refusal, RefusalCode, SourceFile, SourceKind};

/// What to walk past.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// Whether the rules of `.gitignore` files count.
    pub gitignore: Gitignore,
    /// Absolute paths of folders not to enter, such as that of the index itself.
    pub exclude: Vec<PathBuf>,
    /// The part of the folder to walk through.
    pub only: Narrow,
}

/// What the rules of `.gitignore` files mean for a walk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gitignore {
    /// Nothing: an archive inside a checkout is read whole.
    #[default]
    Ignored,
    /// What they match is passed over in silence.
    Respected,
}

/// A file that a walk came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A source to read.
    Source(SourceFile),
    /// Something that is not read.
    Refused {
        /// Its path.
        path: PathBuf,
        /// Why.
        refusal: Refusal,
    },
}

/// Walks a folder, or a single file, in the order of [`Path`]: by name, folder by folder.
///
/// Hidden files and folders are passed over in silence; links are not followed, unless the
/// root itself is one; a pipe, socket or device is never opened. A root that does not exist
/// is one refusal.
pub fn walk(root: &Path, options: &WalkOptions) -> impl Iterator<Item = Found> + use<> {
    let (alone, folder) = match prepare(root) {
        Ok((root, metadata)) if metadata.is_dir() => (None, Some((builder(&root, options), root))),
        Ok((root, metadata)) => (Some(judge_root_file(root, &metadata)), None),
        Err(error) => (Some(refused(root.to_owned(), Refusal::from_io(&error))), None),
    };
    alone.into_iter().chain(
        folder
            .into_iter()
            .flat_map(|(walk, root)| walk.filter_map(move |entry| judge(entry, &root))),
    )
}

/// The absolute path of the root and what stands there, links followed.
fn prepare(root: &Path) -> io::Result<(PathBuf, fs::Metadata)> {
    let absolute = std::path::absolute(root)?;
    let metadata = fs::metadata(&absolute)?;
    Ok((absolute, metadata))
}

fn builder(root: &Path, options: &WalkOptions) -> Walk {
    let WalkOptions { exclude, only, .. } = options.clone();
    let rules = options.gitignore == Gitignore::Respected;
    WalkBuilder::new(root)
        .ignore(false)
        .parents(rules)
        .git_ignore(rules)
        .git_exclude(rules)
        .git_global(false)
        .require_git(false)
        .sort_by_file_name(|one, other| one.cmp(other))
        .filter_entry(move |entry| {
            let path = entry.path();
            only.lets_enter(path) && !exclude.iter().any(|excluded| excluded == path)
        })
        .build()
}

/// What to make of an entry of a folder; nothing of the folders themselves.
fn judge(entry: Result<DirEntry, ignore::Error>, root: &Path) -> Option<Found> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(refuse_entry(&error, root)),
    };
    let kind = entry.file_type()?;
    // A root that is a link to a folder is an entry of its own.
    if kind.is_dir() || entry.depth() == 0 {
        return None;
    }
    let path = entry.into_path();
    if !kind.is_file() {
        return Some(refused(path, not_a_file(kind)));
    }
    let relative = path.strip_prefix(root).unwrap_or(&path);
    let id_path = id_path(relative);
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) => return Some(refused(path, Refusal::from_io(&error))),
    };
    Some(judge_file(path, id_path, &metadata))
}

fn judge_root_file(path: PathBuf, metadata: &fs::Metadata) -> Found {
    if !metadata.is_file() {
        return refused(path, not_a_file(metadata.file_type()));
    }
    let id_path = id_path(path.file_name().map_or(path.as_path(), Path::new));
    judge_file(path, id_path, metadata)
}

fn judge_file(path: PathBuf, id_path: String, metadata: &fs::Metadata) -> Found {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if is_about_the_collection(&name) {
        return refused(path, Refusal::new(RefusalCode::NotAnArticle, ""));
    }
    match SourceKind::of_file(&path) {
        Ok(kind) => Found::Source(SourceFile {
            path,
            id_path,
            size: metadata.len(),
            modified: modified(metadata),
            changed: changed(metadata),
            kind,
        }),
        Err(refusal) => refused(path, refusal),
    }
}

/// Whether a file speaks about the files beside it: a read-me, a licence.
pub(crate) fn is_about_the_collection(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    ["README", "LICENSE", "LICENCE"].iter().any(|known| stem.eq_ignore_ascii_case(known))
        // `LICENSE-MIT`, but not an article named `license-plates-banned.txt`.
        || name.starts_with("LICENSE-")
}

fn not_a_file(kind: FileType) -> Refusal {
    let detail = if kind.is_symlink() { "a link, which is not followed" } else { special(kind) };
    Refusal::new(RefusalCode::NotAFile, detail)
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_kind: FileType) -> &'static str {
    "a special file"
}

/// The refusal of an entry that the walk could not look at, such as a locked folder.
fn refuse_entry(error: &ignore::Error, root: &Path) -> Found {
    let path = path_of(error).unwrap_or(root).to_owned();
    let refusal = match error.io_error() {
        Some(error) => Refusal::from_io(error),
        None => Refusal::new(RefusalCode::Unreadable, error.to_string().to_lowercase()),
    };
    refused(path, refusal)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

fn refused(path: PathBuf, refusal: Refusal) -> Found {
    Found::Refused { path, refusal }
}
