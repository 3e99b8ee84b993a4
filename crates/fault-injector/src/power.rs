//! A loss of power: what was not synced may be anything.
//!
//! After Lucene's `MockDirectoryWrapper`, which damages each file that was not synced in one
//! of six ways. Changes of entries that were not synced are undone, each or not by the seed.

use std::ffi::CStr;
use std::path::Path;

use crate::calls::real;
use crate::folder::{Change, Folder, c_path};
use crate::plan::Damage;

/// Damages the folder as a loss of power may.
pub(crate) fn cut(folder: &Folder, damage: Damage, seed: u64) {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut dirty: Vec<_> = folder.dirty.iter().collect();
    dirty.sort();
    for path in dirty {
        if let Some(path) = c_path(path) {
            harm(&path, damage, &mut random);
        }
    }
    for change in folder.changes.iter().rev() {
        if random.next().is_multiple_of(2) {
            undo(change);
        }
    }
}

fn harm(path: &CStr, damage: Damage, random: &mut Random) {
    // SAFETY: the path ends in NUL; the descriptor is closed once, and the buffers are of
    // the lengths given.
    unsafe {
        if damage == Damage::Deleted {
            real::unlink(path.as_ptr());
            return;
        }
        let file = real::open(path.as_ptr(), libc::O_RDWR, 0);
        if file < 0 {
            return;
        }
        let length = libc::lseek(file, 0, libc::SEEK_END).max(0);
        match damage {
            Damage::Deleted | Damage::Intact => {}
            Damage::Zeroed => {
                real::ftruncate(file, 0);
                real::ftruncate(file, length);
            }
            Damage::Halved => {
                real::ftruncate(file, length / 2);
            }
            Damage::Emptied => {
                real::ftruncate(file, 0);
            }
            Damage::BitFlipped if length > 0 => {
                let at = (random.next() % length as u64) as i64;
                let mut byte = 0u8;
                libc::pread(file, (&raw mut byte).cast(), 1, at);
                byte ^= 1 << (random.next() % 8);
                real::pwrite(file, (&raw const byte).cast(), 1, at);
            }
            Damage::BitFlipped => {}
        }
        real::close(file);
    }
}

/// Undoes a change, as far as what came after it lets it be undone.
fn undo(change: &Change) {
    match change {
        Change::Created(path) => remove(path),
        Change::Removed { path, shadow } => rename(shadow, path),
        Change::Renamed { from, to, shadow } => {
            rename(to, from);
            if let Some(shadow) = shadow {
                rename(shadow, to);
            }
        }
    }
}

fn remove(path: &Path) {
    if let Some(path) = c_path(path) {
        // SAFETY: the path ends in NUL.
        unsafe { real::unlink(path.as_ptr()) };
    }
}

fn rename(from: &Path, to: &Path) {
    if let (Some(from), Some(to)) = (c_path(from), c_path(to)) {
        // SAFETY: both paths end in NUL.
        unsafe { real::rename(from.as_ptr(), to.as_ptr()) };
    }
}

/// A xorshift generator (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
