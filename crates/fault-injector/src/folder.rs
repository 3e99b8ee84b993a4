//! The watched folder: which descriptors are of it, and what of it was not synced.

use std::collections::{HashMap, HashSet};
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::calls::real;
use crate::plan::{PLAN_VARIABLE, Plan};

/// What is known of the folder.
pub(crate) struct Folder {
    pub(crate) plan: Plan,
    /// The descriptors of its files and of itself.
    pub(crate) open: HashMap<i32, PathBuf>,
    /// The files that were written and not synced.
    pub(crate) dirty: HashSet<PathBuf>,
    /// The changes of its entries that were not synced, in order.
    pub(crate) changes: Vec<Change>,
    /// The bytes that its files take.
    pub(crate) bytes: u64,
    shadows: u64,
    calls: &'static AtomicU64,
}

/// A change of the folder's entries.
pub(crate) enum Change {
    Created(PathBuf),
    Removed { path: PathBuf, shadow: PathBuf },
    Renamed { from: PathBuf, to: PathBuf, shadow: Option<PathBuf> },
}

/// The folder of the plan; `None` in a process without one.
pub(crate) fn folder() -> Option<MutexGuard<'static, Folder>> {
    static FOLDER: OnceLock<Option<Mutex<Folder>>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| Folder::planned().map(Mutex::new)).as_ref()?;
    Some(folder.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Folder {
    fn planned() -> Option<Self> {
        let plan = Plan::of_value(&std::env::var(PLAN_VARIABLE).ok()?)?;
        let calls = counter(&plan.counter)?;
        Some(Self {
            plan,
            open: HashMap::new(),
            dirty: HashSet::new(),
            changes: Vec::new(),
            bytes: 0,
            shadows: 0,
            calls,
        })
    }

    /// Counts a call; returns its number, from 1.
    pub(crate) fn count(&self) -> u64 {
        self.calls.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub(crate) fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.plan.folder)
    }

    /// Keeps the file at `path` under another name, so that it can come back.
    pub(crate) fn keep(&mut self, path: &Path) -> Option<PathBuf> {
        self.shadows += 1;
        let shadow = self.plan.shadow.join(self.shadows.to_string());
        let (from, to) = (c_path(path)?, c_path(&shadow)?);
        // SAFETY: both are strings that end in NUL and live during the call.
        (unsafe { libc::link(from.as_ptr(), to.as_ptr()) } == 0).then_some(shadow)
    }
}

/// The eight bytes of the counter's file, shared with who reads it.
fn counter(path: &Path) -> Option<&'static AtomicU64> {
    let path = c_path(path)?;
    // SAFETY: a path that ends in NUL, and a new mapping of a page of its file, which the
    // tests made with eight bytes. Not by ways that come back to our own functions.
    let page = unsafe {
        let file = real::open(path.as_ptr(), libc::O_RDWR, 0);
        let access = libc::PROT_READ | libc::PROT_WRITE;
        let page = libc::mmap(std::ptr::null_mut(), 8, access, libc::MAP_SHARED, file, 0);
        real::close(file);
        page
    };
    // SAFETY: the mapping is never removed, is aligned to a page, and has eight bytes.
    (page != libc::MAP_FAILED).then(|| unsafe { &*page.cast::<AtomicU64>() })
}

pub(crate) fn c_path(path: &Path) -> Option<CString> {
    CString::new(path.as_os_str().as_bytes()).ok()
}
