//! The seal of `meta.json`: a checksum at its end.
//!
//! Every other file of the engine ends in a checksum of its own. This one says which of
//! them are the index, and a bit of it that falls over may name fewer documents, or an
//! older deletion, and still be JSON.

use std::path::Path;

/// The file that says which segments are the index.
pub const META_FILE: &str = "meta.json";

/// What stands before and after the checksum, eight hexadecimal digits. It is the last
/// member of the object, one that the engine does not know and passes over.
const BEFORE: &[u8] = b",\"checksum\":\"";
const AFTER: &[u8] = b"\"}\n";
const DIGITS: usize = 8;

/// What a seal says of the bytes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// They are as they were written.
    Holds,
    /// They are not.
    Broken,
    /// There is none: written by a version that did not seal, or cut off.
    Missing,
}

/// Whether this file of an index is sealed.
pub(super) fn is_sealed(file: &Path) -> bool {
    file == Path::new(META_FILE)
}

/// The object with the seal at its end; any other text as it is.
pub(super) fn seal(json: &[u8]) -> Vec<u8> {
    let Some(open) = json.trim_ascii_end().strip_suffix(b"}") else { return json.to_vec() };
    let mut sealed = open.trim_ascii_end().to_vec();
    let checksum = format!("{:08x}", crc32fast::hash(&sealed));
    for part in [BEFORE, checksum.as_bytes(), AFTER] {
        sealed.extend_from_slice(part);
    }
    sealed
}

/// Checks what [`seal`] returned.
pub(super) fn check(sealed: &[u8]) -> Seal {
    let parts = || {
        let rest = sealed.strip_suffix(AFTER)?;
        let (rest, digits) = rest.split_at_checked(rest.len().checked_sub(DIGITS)?)?;
        Some((rest.strip_suffix(BEFORE)?, digits))
    };
    match parts() {
        Some((json, digits)) if format!("{:08x}", crc32fast::hash(json)).as_bytes() == digits => {
            Seal::Holds
        }
        Some(_) => Seal::Broken,
        None => Seal::Missing,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sealed_object_is_an_object() {
        let sealed = seal(b"{\"segments\": [],\n  \"opstamp\": 0\n}\n");
        let value: serde_json::Value = serde_json::from_slice(&sealed).unwrap();
        assert_eq!(value["opstamp"], 0);
        assert_eq!(check(&sealed), Seal::Holds);
        assert_eq!(seal(&sealed[..10]), &sealed[..10]);
    }

    #[test]
    fn what_was_never_sealed_has_no_seal() {
        for text in ["", "{}", "\"}\n", "{\"opstamp\":0}\n"] {
            assert_eq!(check(text.as_bytes()), Seal::Missing, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_changed_byte_and_no_lost_end_goes_unseen(
            name in "[a-z \"\\\\]{0,40}", at: prop::sample::Index, flip in 1u8..,
        ) {
            let json = serde_json::to_vec(&serde_json::json!({ "payload": name })).unwrap();
            let sealed = seal(&json);
            let mut changed = sealed.clone();
            changed[at.index(sealed.len())] ^= flip;
            prop_assert_ne!(check(&changed), Seal::Holds);
            prop_assert_ne!(check(&sealed[..at.index(sealed.len())]), Seal::Holds);
        }
    }
}
