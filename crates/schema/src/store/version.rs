//! What a commit says of itself.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::{Directory, Index};

use super::inspect::{FormatAge, age};
use super::meta::{self, Meta};
use super::seal::{FileMarks, META_FILE, Seal};
use crate::{ANALYZER_VERSION, Error, ErrorKind, Result};

/// The version of the index format: fields, terms and stored form. Raised with every
/// change after which old indexes would answer wrongly.
pub const FORMAT_VERSION: u32 = 6;

/// The part of a commit that is neither documents nor the engine's: versions, and the
/// roots that were indexed. Kept in the commit's payload, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// [`FORMAT_VERSION`] of the writer.
    pub format: u32,
    /// [`ANALYZER_VERSION`] of the writer.
    pub analyzer: u32,
    /// The version of the extractor of persons, places and dates.
    pub extractor: u32,
    /// What was indexed, in the order in which it came.
    pub roots: Vec<Root>,
}

/// A folder or file that was indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Its absolute path; a path that is not UTF-8 with its bytes escaped.
    pub path: String,
}

impl Payload {
    /// The payload of an index that nothing was written to.
    #[must_use]
    pub fn empty(extractor: u32) -> Self {
        Self { format: FORMAT_VERSION, analyzer: ANALYZER_VERSION, extractor, roots: Vec::new() }
    }

    /// The payload as written into a commit.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("numbers and strings can be written as JSON")
    }

    /// The payload of an index's newest commit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Incompatible`] when the index is of another format or analyzer, or
    /// not Dateline's; [`ErrorKind::CommitDamaged`] when `meta.json` is not as it was written.
    pub fn of(index: &Index, path: &Path) -> Result<Self> {
        Self::read(index, path).map(|(payload, _)| payload)
    }

    /// As [`Payload::of`], with the marks of the commit's files.
    pub(super) fn read(index: &Index, path: &Path) -> Result<(Self, FileMarks)> {
        let bytes = index
            .directory()
            .atomic_read(Path::new(META_FILE))
            .map_err(|error| Error::from_engine(path, &error.into()))?;
        Self::of_bytes(&bytes).map_err(|kind| Error::new(path, kind))
    }

    /// What these bytes of `meta.json` say. They are read once: a writer may commit at any
    /// moment, and two readings be of two commits.
    fn of_bytes(bytes: &[u8]) -> std::result::Result<(Self, FileMarks), ErrorKind> {
        let (Meta { payload, files }, seal) = Meta::read(bytes)?;
        let Some(json) = payload else {
            // A run that is before its first commit, or was killed there.
            return match meta::is_new(bytes) {
                true => Ok((Self::empty(0), files)),
                false => Err(ErrorKind::Foreign),
            };
        };
        let payload: Self = serde_json::from_str(&json).map_err(|_| ErrorKind::Foreign)?;
        if payload.format != FORMAT_VERSION || payload.analyzer != ANALYZER_VERSION {
            let (format, analyzer) = (payload.format, payload.analyzer);
            let ours = format!("this version reads {FORMAT_VERSION}.{ANALYZER_VERSION}");
            let what = format!("of format {format}.{analyzer}, {ours}");
            return Err(match age(format, analyzer) {
                FormatAge::Newer => ErrorKind::Newer(what),
                FormatAge::Older | FormatAge::Current => ErrorKind::Incompatible(what),
            });
        }
        match seal {
            Seal::Holds => Ok((payload, files)),
            Seal::Broken | Seal::Missing => Err(meta::not_as_written()),
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::directory::MmapDirectory;

    use super::*;
    use crate::Fields;
    use crate::store::{DurableDirectory, Failures};

    /// An index in this folder whose newest commit has this payload.
    fn index_with(folder: &Path, payload: &str) -> Index {
        let directory = MmapDirectory::open(folder).unwrap();
        let directory = DurableDirectory::new(directory, folder, Failures::default());
        let index = Index::create(directory, Fields::schema(), Default::default()).unwrap();
        Fields::register_tokenizers(&index);
        let mut writer = index.writer::<tantivy::TantivyDocument>(15_000_000).unwrap();
        let mut commit = writer.prepare_commit().unwrap();
        commit.set_payload(payload);
        commit.commit().unwrap();
        index
    }

    #[test]
    fn a_payload_comes_back() {
        let mut payload = Payload::empty(3);
        payload.roots.push(Root { path: "/news".into() });
        let folder = tempfile::tempdir().unwrap();
        let index = index_with(folder.path(), &payload.to_json());
        assert_eq!(Payload::of(&index, Path::new("i")).unwrap(), payload);
    }

    /// A reader may have read what was there before the first commit when that comes.
    #[test]
    fn what_was_read_before_the_first_commit_is_an_empty_index() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::create_in_dir(folder.path(), Fields::schema()).unwrap();
        Fields::register_tokenizers(&index);
        let before = std::fs::read(folder.path().join(META_FILE)).unwrap();
        let mut writer = index.writer::<tantivy::TantivyDocument>(15_000_000).unwrap();
        writer.add_document(tantivy::TantivyDocument::new()).unwrap();
        writer.commit().unwrap();
        let (payload, marks) = Payload::of_bytes(&before).unwrap();
        assert!(payload == Payload::empty(0) && marks.is_empty());
        // What has articles and says nothing of itself is another program's.
        let after = std::fs::read(folder.path().join(META_FILE)).unwrap();
        assert!(matches!(Payload::of_bytes(&after), Err(ErrorKind::Foreign)));
    }

    #[test]
    fn another_format_is_refused() {
        let later = Payload { format: FORMAT_VERSION + 1, ..Payload::empty(0) };
        let refused = |json: &str| {
            let folder = tempfile::tempdir().unwrap();
            let index = index_with(folder.path(), json);
            Payload::of(&index, Path::new("i")).unwrap_err().to_string()
        };
        let versions = |format| format!("{format}.{ANALYZER_VERSION}");
        let earlier = Payload { format: FORMAT_VERSION - 1, ..Payload::empty(0) };
        let ours = versions(FORMAT_VERSION);
        assert_eq!(
            refused(&later.to_json()),
            format!(
                "i: the index is of format {}, this version reads {ours}; a newer version of \
                 dateline made it, use that one",
                versions(FORMAT_VERSION + 1),
            )
        );
        assert_eq!(
            refused(&earlier.to_json()),
            format!(
                "i: the index is of format {}, this version reads {ours}; bring it up to date \
                 with `dateline rebuild --index i`",
                versions(FORMAT_VERSION - 1),
            )
        );
        assert_eq!(
            refused("x"),
            "i: the index is not one of Dateline's, or of a format that is not known; name \
             another folder with --index"
        );
    }

    #[test]
    fn a_changed_meta_file_is_damage_and_no_other_version() {
        let folder = tempfile::tempdir().unwrap();
        let index = index_with(folder.path(), &Payload::empty(3).to_json());
        let meta = folder.path().join(META_FILE);
        let text = std::fs::read_to_string(&meta).unwrap();
        let of = |text: String| {
            std::fs::write(&meta, text).unwrap();
            Payload::of(&index, Path::new("i")).unwrap_err().to_string()
        };
        let told = "i: the index is damaged (meta.json is not as it was written)";
        for changed in [
            text.replace("\\\"format\\\":6", "\\\"format\\\":5"),
            text.replace("\"checksum\"", "\"checksun\""),
        ] {
            assert_ne!(changed, text);
            let error = of(changed);
            assert!(error.starts_with(told), "{error}");
        }
    }
}
