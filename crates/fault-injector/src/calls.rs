//! The calls that are watched, under the names that programs call them by.

use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use libc::{c_char, c_int, c_void, iovec, mode_t, off_t, size_t, ssize_t};

use crate::folder::{Change, Folder, folder};
use crate::plan::{Errno, Fault, ROOM, Repeat};
use crate::power;

/// The functions of the C library that stand behind ours.
pub(crate) mod real {
    use super::*;

    macro_rules! real {
        ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {$(
            pub(crate) unsafe fn $name($($argument: $type),*) -> $result {
                static FOUND: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
                let found = *FOUND.get_or_init(|| {
                    let name = concat!(stringify!($name), "\0");
                    // SAFETY: the name ends in NUL.
                    unsafe { libc::dlsym(libc::RTLD_NEXT, name.as_ptr().cast()) as usize }
                });
                type Function = unsafe extern "C" fn($($type),*) -> $result;
                // SAFETY: the function of this name has this type on every Linux.
                let function: Function = unsafe { std::mem::transmute(found) };
                // SAFETY: the caller's arguments, handed on.
                unsafe { function($($argument),*) }
            }
        )*};
    }

    real! {
        open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int;
        close(file: c_int) -> c_int;
        read(file: c_int, buffer: *mut c_void, count: size_t) -> ssize_t;
        write(file: c_int, buffer: *const c_void, count: size_t) -> ssize_t;
        writev(file: c_int, buffers: *const iovec, count: c_int) -> ssize_t;
        pwrite(file: c_int, buffer: *const c_void, count: size_t, at: off_t) -> ssize_t;
        fsync(file: c_int) -> c_int;
        fdatasync(file: c_int) -> c_int;
        ftruncate(file: c_int, length: off_t) -> c_int;
        rename(from: *const c_char, to: *const c_char) -> c_int;
        unlink(path: *const c_char) -> c_int;
        flock(file: c_int, operation: c_int) -> c_int;
    }
}

/// What becomes of a call.
enum Fate {
    Happens,
    Fails(c_int),
    /// Of a write, only so many bytes.
    Shortened(usize),
}

/// Decides what becomes of the next call; does not return where the process ends.
fn fate(folder: &mut Folder, writes: Option<usize>) -> Fate {
    let number = folder.count();
    match folder.plan.fault {
        Fault::Kill { at } if at == number => match writes {
            // The half is written by the caller, who comes back here for the rest.
            Some(count) if count > 1 => Fate::Shortened(count / 2),
            _ => die(),
        },
        Fault::Kill { at } if at < number => die(),
        Fault::Fail { at, repeat } if at == number || (at < number && repeat == Repeat::Ever) => {
            Fate::Fails(libc::EIO)
        }
        Fault::Power { at, damage, seed } if at <= number => {
            power::cut(folder, damage, seed);
            die()
        }
        Fault::Full { .. } if folder.plan.shadow.join(ROOM).exists() => Fate::Happens,
        Fault::Full { bytes, errno } => {
            let left = bytes.saturating_sub(folder.bytes) as usize;
            match writes {
                Some(count) if left == 0 && count > 0 => Fate::Fails(match errno {
                    Errno::NoSpace => libc::ENOSPC,
                    Errno::Quota => libc::EDQUOT,
                }),
                Some(count) if left < count => Fate::Shortened(left),
                _ => Fate::Happens,
            }
        }
        _ => Fate::Happens,
    }
}

fn die() -> ! {
    // SAFETY: no arguments but numbers. The process ends by the signal.
    unsafe {
        libc::kill(libc::getpid(), libc::SIGKILL);
        loop {
            libc::pause();
        }
    }
}

fn fail(errno: c_int) -> c_int {
    // SAFETY: the C library's own place for it, of this thread.
    unsafe { *libc::__errno_location() = errno };
    -1
}

/// # Safety
///
/// `path` is null or ends in NUL.
unsafe fn path_of(path: *const c_char) -> PathBuf {
    if path.is_null() {
        return PathBuf::new();
    }
    // SAFETY: the caller's promise.
    PathBuf::from(OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes()))
}

unsafe fn opened(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: a path of a call of open.
    let name = unsafe { path_of(path) };
    let Some(mut folder) = folder() else {
        // SAFETY: the arguments of the call.
        return unsafe { real::open(path, flags, mode) };
    };
    let is_ours = folder.holds(&name);
    let is_new = is_ours && flags & libc::O_CREAT != 0 && !name.exists();
    if is_new && let Fate::Fails(errno) = fate(&mut folder, None) {
        return fail(errno);
    }
    // SAFETY: the arguments of the call.
    let file = unsafe { real::open(path, flags, mode) };
    if file >= 0 && is_ours {
        if is_new {
            folder.changes.push(Change::Created(name.clone()));
        } else if flags & libc::O_TRUNC != 0 {
            folder.dirty.insert(name.clone());
        }
        folder.open.insert(file, name);
    }
    file
}

#[unsafe(no_mangle)]
unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the arguments of the call.
    unsafe { opened(path, flags, mode) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: the arguments of the call.
    unsafe { opened(path, flags | libc::O_LARGEFILE, mode) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn close(file: c_int) -> c_int {
    if let Some(mut folder) = folder() {
        folder.open.remove(&file);
    }
    // SAFETY: the argument of the call.
    unsafe { real::close(file) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn read(file: c_int, buffer: *mut c_void, count: size_t) -> ssize_t {
    // The counter counts reads only where they can fail: a killed reader leaves nothing.
    if let Some(mut folder) = folder()
        && folder.open.contains_key(&file)
        && matches!(folder.plan.fault, Fault::Fail { .. } | Fault::None)
        && let Fate::Fails(errno) = fate(&mut folder, None)
    {
        return fail(errno) as ssize_t;
    }
    // SAFETY: the arguments of the call.
    unsafe { real::read(file, buffer, count) }
}

/// A write of `count` bytes, done by `write` for as many as are left to it.
fn written(file: c_int, count: usize, write: impl Fn(usize) -> ssize_t) -> ssize_t {
    let Some(mut folder) = folder() else { return write(count) };
    let Some(path) = folder.open.get(&file).cloned() else {
        drop(folder);
        return write(count);
    };
    let done = match fate(&mut folder, Some(count)) {
        Fate::Happens => write(count),
        Fate::Fails(errno) => return fail(errno) as ssize_t,
        Fate::Shortened(count) => write(count),
    };
    folder.dirty.insert(path);
    folder.bytes += done.max(0) as u64;
    done
}

#[unsafe(no_mangle)]
unsafe extern "C" fn write(file: c_int, buffer: *const c_void, count: size_t) -> ssize_t {
    // SAFETY: the arguments of the call, or fewer bytes.
    written(file, count, |count| unsafe { real::write(file, buffer, count) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn writev(file: c_int, buffers: *const iovec, count: c_int) -> ssize_t {
    // SAFETY: the arguments of the call.
    let all = unsafe { std::slice::from_raw_parts(buffers, count.max(0) as usize) };
    let bytes = all.iter().map(|buffer| buffer.iov_len).sum();
    written(file, bytes, |left| match (left == bytes, all.first()) {
        // SAFETY: the arguments of the call, or fewer bytes of the first buffer.
        (true, _) | (_, None) => unsafe { real::writev(file, buffers, count) },
        (false, Some(first)) => unsafe {
            real::write(file, first.iov_base, first.iov_len.min(left))
        },
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite64(
    file: c_int,
    buffer: *const c_void,
    count: size_t,
    at: off_t,
) -> ssize_t {
    // SAFETY: the arguments of the call, or fewer bytes.
    written(file, count, |count| unsafe { real::pwrite(file, buffer, count, at) })
}

/// A sync of a file, or of the folder itself.
fn synced(file: c_int, sync: impl Fn() -> c_int) -> c_int {
    let Some(mut folder) = folder() else { return sync() };
    let Some(path) = folder.open.get(&file).cloned() else {
        drop(folder);
        return sync();
    };
    if let Fate::Fails(errno) = fate(&mut folder, None) {
        return fail(errno);
    }
    let done = sync();
    if done == 0 && path == folder.plan.folder {
        folder.changes.clear();
    }
    if done == 0 {
        folder.dirty.remove(&path);
    }
    done
}

#[unsafe(no_mangle)]
unsafe extern "C" fn fsync(file: c_int) -> c_int {
    // SAFETY: the argument of the call.
    synced(file, || unsafe { real::fsync(file) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn fdatasync(file: c_int) -> c_int {
    // SAFETY: the argument of the call.
    synced(file, || unsafe { real::fdatasync(file) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn ftruncate64(file: c_int, length: off_t) -> c_int {
    if let Some(mut folder) = folder()
        && let Some(path) = folder.open.get(&file).cloned()
    {
        if let Fate::Fails(errno) = fate(&mut folder, None) {
            return fail(errno);
        }
        folder.dirty.insert(path);
    }
    // SAFETY: the arguments of the call.
    unsafe { real::ftruncate(file, length) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    // SAFETY: the arguments of the call.
    let happen = || unsafe { real::rename(from, to) };
    // SAFETY: paths of a call of rename.
    let (source, target) = unsafe { (path_of(from), path_of(to)) };
    let Some(mut folder) = folder().filter(|folder| folder.holds(&target)) else {
        return happen();
    };
    if let Fate::Fails(errno) = fate(&mut folder, None) {
        return fail(errno);
    }
    let replaced = target.metadata().map_or(0, |data| data.len());
    let shadow = folder.keep(&target);
    let done = happen();
    if done == 0 {
        folder.bytes = folder.bytes.saturating_sub(replaced);
        if folder.dirty.remove(&source) {
            folder.dirty.insert(target.clone());
        }
        folder.changes.push(Change::Renamed { from: source, to: target, shadow });
    }
    done
}

#[unsafe(no_mangle)]
unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    // SAFETY: the argument of the call.
    let happen = || unsafe { real::unlink(path) };
    // SAFETY: a path of a call of unlink.
    let name = unsafe { path_of(path) };
    let Some(mut folder) = folder().filter(|folder| folder.holds(&name)) else {
        return happen();
    };
    if let Fate::Fails(errno) = fate(&mut folder, None) {
        return fail(errno);
    }
    let freed = name.metadata().map_or(0, |data| data.len());
    let shadow = folder.keep(&name);
    let done = happen();
    if done == 0 {
        folder.bytes = folder.bytes.saturating_sub(freed);
        folder.dirty.remove(&name);
        folder.changes.extend(shadow.map(|shadow| Change::Removed { path: name, shadow }));
    }
    done
}

#[unsafe(no_mangle)]
unsafe extern "C" fn flock(file: c_int, operation: c_int) -> c_int {
    if let Some(folder) = folder()
        && folder.plan.fault == Fault::NoLocks
        && folder.open.contains_key(&file)
    {
        return fail(libc::ENOTSUP);
    }
    // SAFETY: the arguments of the call.
    unsafe { real::flock(file, operation) }
}
