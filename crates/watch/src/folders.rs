//! Hears what changes in folders.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How changes are heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// From the system.
    Events,
    /// Not at all, as on file systems of networks, which do not tell what others change there.
    Deaf,
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Something changed at a path in a root.
    Changed {
        /// The number of the root.
        root: usize,
        /// The file or folder.
        path: PathBuf,
    },
    /// Events were lost: anything may have changed.
    Lost,
}

/// What became of a root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootNews {
    /// It is no longer there.
    Gone(usize),
    /// It is there again, or another one is in its place.
    Back(usize),
}

/// So many paths wait to be asked for; of more it is only known that there were more.
const MOST_UNHEARD: usize = 4096;

/// Folders and files whose changes are heard.
pub struct Folders {
    roots: Vec<Root>,
    /// Folders that are not listened to, such as that of the index.
    exclude: Vec<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    paths: Receiver<PathBuf>,
    /// Kept so that waiting ends by time and not because nobody could send.
    _sender: SyncSender<PathBuf>,
    lost: Arc<AtomicBool>,
    trouble: Option<String>,
}

struct Root {
    path: PathBuf,
    identity: Option<Identity>,
}

/// What tells a folder from another one in its place.
type Identity = (u64, u64);

impl Folders {
    /// Listens to some roots, folders with all that is in them or files, by their absolute paths
    /// without links; not to what is in `exclude`.
    ///
    /// A root that is not there is listened to when it comes. Where the system cannot be
    /// listened to, [`Folders::trouble`] says why.
    #[must_use]
    pub fn new(roots: &[PathBuf], exclude: Vec<PathBuf>, hearing: Hearing) -> Self {
        let (sender, paths) = sync_channel(MOST_UNHEARD);
        let lost = Arc::new(AtomicBool::new(false));
        let roots = roots.iter().cloned().map(|path| Root { path, identity: None }).collect();
        let (watcher, trouble) = match hearing {
            Hearing::Deaf => (None, None),
            Hearing::Events => match listener(sender.clone(), lost.clone()) {
                Ok(watcher) => (Some(watcher), None),
                Err(error) => (None, Some(error.to_string())),
            },
        };
        let mut folders = Self { roots, exclude, watcher, paths, _sender: sender, lost, trouble };
        for number in 0..folders.roots.len() {
            folders.listen(number);
        }
        folders
    }

    /// Why not every change is heard of, where that is so.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Whether a root is there.
    #[must_use]
    pub fn is_there(&self, root: usize) -> bool {
        self.roots[root].identity.is_some()
    }

    /// Waits for news at most so long, and calls `visit` with each that there is.
    pub fn hear(&self, most: Duration, mut visit: impl FnMut(News)) {
        let first = self.paths.recv_timeout(most).ok();
        for path in first.into_iter().chain(self.paths.try_iter().take(MOST_UNHEARD)) {
            for (root, known) in self.roots.iter().enumerate() {
                if is_in(&path, &known.path)
                    && !self.exclude.iter().any(|out| path.starts_with(out))
                {
                    visit(News::Changed { root, path: path.clone() });
                }
            }
        }
        if self.lost.swap(false, Ordering::Relaxed) {
            visit(News::Lost);
        }
    }

    /// Looks which roots have gone or come back, and listens to those that have.
    pub fn look_after(&mut self) -> Vec<RootNews> {
        let mut news = Vec::new();
        for number in 0..self.roots.len() {
            let (before, now) = (self.roots[number].identity, identity(&self.roots[number].path));
            match (before, now) {
                (Some(_), None) => {
                    self.roots[number].identity = None;
                    news.push(RootNews::Gone(number));
                }
                (_, Some(_)) if before != now => {
                    self.listen(number);
                    news.push(RootNews::Back(number));
                }
                _ => {}
            }
        }
        news
    }

    fn listen(&mut self, number: usize) {
        self.roots[number].identity = identity(&self.roots[number].path);
        let root = &self.roots[number];
        let (Some(watcher), Some(_)) = (&mut self.watcher, root.identity) else { return };
        // A file is replaced rather than written to by many programs, and then another file:
        // it is heard of by its folder.
        let is_file = root.path.is_file();
        let (path, mode) = match root.path.parent() {
            Some(folder) if is_file => (folder, RecursiveMode::NonRecursive),
            _ => (root.path.as_path(), RecursiveMode::Recursive),
        };
        // A folder is listened to in one way: with all that is in it, where it is in a root.
        let is_in_another = |other: &Root| path.starts_with(&other.path);
        if is_file && self.roots.iter().any(is_in_another) {
            return;
        }
        let _ = watcher.unwatch(path);
        if let Err(error) = watcher.watch(path, mode) {
            self.trouble = Some(error.to_string());
        }
    }
}

/// A listener that never waits: the system must not be kept from telling.
fn listener(
    sender: SyncSender<PathBuf>,
    lost: Arc<AtomicBool>,
) -> notify::Result<RecommendedWatcher> {
    let hear = move |event: notify::Result<Event>| match event {
        Ok(event) if event.need_rescan() => lost.store(true, Ordering::Relaxed),
        Ok(event) if is_change(event.kind) => {
            for path in event.paths {
                if let Err(TrySendError::Full(_)) = sender.try_send(path) {
                    lost.store(true, Ordering::Relaxed);
                }
            }
        }
        Ok(_) => {}
        Err(_) => lost.store(true, Ordering::Relaxed),
    };
    RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false))
}

/// Whether something changed, and was not just looked at, as we do ourselves.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Whether a path is that of the root or in it, and nothing between them is hidden.
fn is_in(path: &Path, root: &Path) -> bool {
    let Ok(rest) = path.strip_prefix(root) else { return false };
    rest.components().all(|part| match part {
        Component::Normal(name) => !name.as_encoded_bytes().starts_with(b"."),
        _ => true,
    })
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Elsewhere it is only known whether something is there.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    std::fs::metadata(path).ok().map(|_| (0, 0))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Instant;

    use super::*;

    /// Waits for a change that `is_it`, for as long as a slow machine may need.
    fn hears(folders: &Folders, is_it: impl Fn(&Path) -> bool) -> bool {
        let start = Instant::now();
        let mut found = false;
        while !found && start.elapsed() < Duration::from_secs(20) {
            folders.hear(Duration::from_millis(50), |news| {
                found |= matches!(&news, News::Changed { path, .. } if is_it(path));
                found |= news == News::Lost;
            });
        }
        found
    }

    #[test]
    fn what_arrives_is_heard_of() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let folders =
            Folders::new(std::slice::from_ref(&root), vec![root.join("index")], Hearing::Events);
        assert_eq!(folders.trouble(), None);
        fs::create_dir(root.join("sub")).unwrap();
        fs::write(root.join("a.txt"), "x").unwrap();
        assert!(hears(&folders, |path| path.ends_with("a.txt")));
    }

    #[test]
    fn a_file_in_a_folder_keeps_nobody_from_hearing_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let file = root.join("wire.jsonl");
        fs::write(&file, "{}").unwrap();
        fs::create_dir(root.join("sub")).unwrap();
        let folders = Folders::new(&[root.clone(), file.clone()], Vec::new(), Hearing::Events);
        assert_eq!(folders.trouble(), None);
        fs::write(root.join("sub/a.txt"), "x").unwrap();
        assert!(hears(&folders, |path| path.ends_with("a.txt")));
        fs::write(&file, "{}\n").unwrap();
        assert!(hears(&folders, |path| path == file));
    }

    #[test]
    fn a_root_that_comes_back_is_listened_to() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap().join("news");
        let mut folders = Folders::new(std::slice::from_ref(&root), Vec::new(), Hearing::Events);
        assert!(!folders.is_there(0) && folders.look_after().is_empty());
        fs::create_dir(&root).unwrap();
        assert_eq!(folders.look_after(), [RootNews::Back(0)]);
        fs::write(root.join("a.txt"), "x").unwrap();
        assert!(hears(&folders, |path| path.ends_with("a.txt")));
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(folders.look_after(), [RootNews::Gone(0)]);
        assert!(folders.look_after().is_empty());
    }

    #[test]
    fn hidden_files_are_not_of_a_root() {
        for (path, expected) in [
            ("/n", true),
            ("/n/a.txt", true),
            ("/n/.git/x", false),
            ("/n/a/.x.swp", false),
            ("/news/a.txt", false),
        ] {
            assert_eq!(is_in(Path::new(path), Path::new("/n")), expected, "{path}");
        }
        // That a folder above is hidden says nothing.
        assert!(is_in(Path::new("/.cache/n/a"), Path::new("/.cache/n")));
    }
}
