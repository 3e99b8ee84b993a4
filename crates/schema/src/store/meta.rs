//! What `meta.json` says that the engine does not keep, or does not know.

use serde::Deserialize;
use serde::de::IgnoredAny;
use tantivy::schema::Schema;

use super::seal::{self, FileMarks, META_FILE, Seal};
use crate::{ErrorKind, Fields};

/// Of `meta.json`, of whatever version, what is ours.
#[derive(Deserialize)]
pub(super) struct Meta {
    /// What the commit says of itself, as JSON; none before the first.
    pub(super) payload: Option<String>,
    /// The marks of its files; none in versions that did not mark them.
    #[serde(default)]
    pub(super) files: FileMarks,
}

impl Meta {
    /// Reads it, and whether it is sealed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::CommitDamaged`] when the seal is broken, or this is not JSON. The seal is looked
    /// at before anything else: the version may be what is damaged.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, Seal), ErrorKind> {
        let seal = seal::check(bytes);
        if seal == Seal::Broken {
            return Err(not_as_written());
        }
        let meta = serde_json::from_slice(bytes)
            .map_err(|error| ErrorKind::CommitDamaged(format!("{META_FILE}: {error}")))?;
        Ok((meta, seal))
    }
}

/// Whether these bytes are those of an index of ours to which nothing was committed yet.
pub(super) fn is_new(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct New {
        schema: Schema,
        segments: Vec<IgnoredAny>,
    }
    let meta: serde_json::Result<New> = serde_json::from_slice(bytes);
    meta.is_ok_and(|meta| meta.segments.is_empty() && meta.schema == Fields::schema())
}

/// What is wrong with a file whose seal does not hold, or is not there and has to be.
pub(super) fn not_as_written() -> ErrorKind {
    ErrorKind::CommitDamaged(format!("{META_FILE} is not as it was written"))
}
