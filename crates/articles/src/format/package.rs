//! Documents that are a zip of files: those of word processors, books.

use std::collections::HashMap;

use crate::container::zip::{Bytes, Directory, Listed};
use crate::stream::Stream;
use crate::{Limits, Refusal, charset};

/// The files of a document.
pub(super) struct Package<'l> {
    bytes: Bytes,
    files: HashMap<String, Listed>,
    limits: &'l Limits,
}

impl<'l> Package<'l> {
    /// Opens a document. Of files of one name the first is meant.
    ///
    /// # Errors
    ///
    /// No zip, or a damaged one.
    pub(super) fn open(bytes: &[u8], limits: &'l Limits) -> Result<Self, Refusal> {
        let bytes = Bytes::of(Stream::of_bytes(bytes.to_vec(), None), limits)?;
        let mut files = HashMap::new();
        for entry in Directory::read(&bytes, limits)?.entries {
            files.entry(entry.name.clone()).or_insert(entry);
        }
        Ok(Self { bytes, files, limits })
    }

    /// The decoded text of a file, if it is there; of a blank one nothing.
    ///
    /// # Errors
    ///
    /// Content that cannot be read, is over a limit, or is no text.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(file) = self.files.get(name) else { return Ok(None) };
        let content = file.content(&self.bytes, self.limits)?;
        if content.trim_ascii().is_empty() {
            return Ok(Some(String::new()));
        }
        Ok(Some(charset::decode(&content, 0, None)?.text.into_owned()))
    }
}
