//! Panics, turned into errors.
//!
//! The engine trusts what it reads of an index: a damaged file can make it index out of
//! bounds. That is the file's fault, not the asker's, and no reason for a backtrace.

use std::panic::{AssertUnwindSafe, Location, catch_unwind, set_hook, take_hook};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;
use dateline_schema::{Error, ErrorKind};

/// Where a panic came from, and what it said.
#[derive(Default)]
struct Panic {
    file: String,
    what: String,
}

/// Parts of the paths of the engine's own code, and of what it hands bytes of the index to. What
/// asks for more memory than there can be, has read so from there: no length is that great.
const ENGINE: [&str; 6] =
    ["tantivy", "bitpacking", "fst", "ownedbytes", "zstd", "library/alloc/src/raw_vec"];

/// Runs the work; a panic in it is an error, of a damaged index at this path where the engine
/// was reading one.
pub(crate) fn guarded<T>(
    index: &Path,
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    // The last one: those before it were caught where they were expected.
    let last: Arc<Mutex<Panic>> = Arc::default();
    let seen = last.clone();
    let usual = take_hook();
    set_hook(Box::new(move |info| {
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = Panic {
            file: info.location().map(Location::file).unwrap_or_default().to_owned(),
            what: info.to_string().lines().last().unwrap_or_default().to_owned(),
        };
    }));
    let result = catch_unwind(AssertUnwindSafe(work));
    set_hook(usual);
    result.unwrap_or_else(|_| {
        let panic = std::mem::take(&mut *last.lock().unwrap_or_else(PoisonError::into_inner));
        Err(error(index, panic))
    })
}

fn error(index: &Path, Panic { file, what }: Panic) -> anyhow::Error {
    let is_engine = ENGINE.iter().any(|name| file.contains(name));
    match is_engine {
        true => Error::new(index, ErrorKind::of_data(what)).into(),
        false => anyhow!("this should not happen, please report it: {what} ({file})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let index = Path::new("news-index");
        let wrong = || panic!("what went wrong");
        let error = guarded::<()>(index, wrong).unwrap_err().to_string();
        assert!(error.starts_with("this should not happen, please report it: what went wrong"));
        assert!(error.contains("guard.rs"));
        assert_eq!(guarded(index, || Ok(7)).unwrap(), 7);
    }

    #[test]
    fn a_panic_of_the_engine_is_damage() {
        for (file, what) in [
            ("registry/ownedbytes-0.9.0/src/lib.rs", "out of range"),
            ("/rustc/0123abc/library/alloc/src/raw_vec/mod.rs", "capacity overflow"),
        ] {
            let panic = Panic { file: file.to_owned(), what: what.to_owned() };
            let error = error(Path::new("/srv/arch"), panic).to_string();
            let expected = format!("/srv/arch: the index is damaged ({what})");
            assert!(error.starts_with(&expected), "{error}");
        }
    }
}
