//! Whether there is room for what is to be written.

use std::path::Path;

use crate::{Error, ErrorKind, Result};

/// Checks that about `needed` bytes are free where `path` is, before work begins that
/// would fail half way without them. Where the system does not tell, there is room.
///
/// # Errors
///
/// [`ErrorKind::LittleSpace`].
pub fn require_space(path: &Path, needed: u64) -> Result<()> {
    check(needed, fs4::available_space(path).ok()).map_err(|kind| Error::new(path, kind))
}

fn check(needed: u64, free: Option<u64>) -> std::result::Result<(), ErrorKind> {
    match free {
        Some(free) if free < needed => Err(ErrorKind::LittleSpace { needed, free }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_is_told_of() {
        assert!(check(10, Some(10)).is_ok());
        assert!(check(10, None).is_ok());
        let error = check(11, Some(10)).unwrap_err();
        assert!(matches!(error, ErrorKind::LittleSpace { needed: 11, free: 10 }));
        assert!(require_space(&std::env::temp_dir(), 1).is_ok());
        assert!(require_space(&std::env::temp_dir(), u64::MAX).is_err());
    }
}
