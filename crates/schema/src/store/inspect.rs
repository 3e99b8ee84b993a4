//! What an index says of itself, of whatever format it is.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::meta::Meta;
use super::seal::META_FILE;
use super::version::FORMAT_VERSION;
use super::{Root, exists};
use crate::{ANALYZER_VERSION, Error, ErrorKind, Result};

/// What an index says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// How its format stands to that of this version.
    pub age: FormatAge,
    /// The number of its format; 0 where it tells none.
    pub format: u32,
    /// What was indexed.
    pub roots: Vec<Root>,
}

/// How the format of an index stands to that of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatAge {
    /// This version reads it.
    Current,
    /// It was made by an older version.
    Older,
    /// It was made by a newer version.
    Newer,
}

/// A form in which articles are stored, that this version reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoredForm {
    /// That of [`StoredArticle::decode`](crate::StoredArticle::decode).
    Current,
}

/// The formats whose stored articles can be read, and how. A format whose stored form
/// differs gets a line, and a reader, when the form is changed.
const STORED_FORMS: [(u32, StoredForm); 2] = [(5, StoredForm::Current), (6, StoredForm::Current)];

impl Inspected {
    /// The form of its stored articles; `None` when this version does not read it.
    #[must_use]
    pub fn stored_form(&self) -> Option<StoredForm> {
        let known = STORED_FORMS.into_iter().find(|(format, _)| *format == self.format);
        known.map(|(_, form)| form)
    }
}

/// Reads what the index at `path` says of itself; nothing else of it is looked at.
///
/// # Errors
///
/// [`ErrorKind::NoIndex`]; [`ErrorKind::CommitDamaged`] when `meta.json` is not JSON;
/// [`ErrorKind::Foreign`] for an index that is not Dateline's.
pub fn inspect(path: &Path) -> Result<Inspected> {
    if !exists(path) {
        return Err(Error::new(path, ErrorKind::NoIndex));
    }
    let bytes = fs::read(path.join(META_FILE))
        .map_err(|error| Error::new(path, ErrorKind::from_io(&error)))?;
    of_meta(&bytes).map_err(|kind| Error::new(path, kind))
}

/// Of the payload, what every format has; more is no error.
#[derive(Deserialize)]
struct AnyPayload {
    format: u32,
    #[serde(default)]
    analyzer: u32,
    #[serde(default)]
    roots: Vec<Root>,
}

fn of_meta(bytes: &[u8]) -> std::result::Result<Inspected, ErrorKind> {
    let (meta, _) = Meta::read(bytes)?;
    let Some(payload) = meta.payload else {
        // A first run that was killed before its first commit.
        return Ok(Inspected { age: FormatAge::Current, format: FORMAT_VERSION, roots: vec![] });
    };
    let AnyPayload { format, analyzer, roots } =
        serde_json::from_str(&payload).map_err(|_| ErrorKind::Foreign)?;
    let age = age(format, analyzer);
    Ok(Inspected { age, format, roots })
}

/// How a format and analyzer stand to those of this version.
pub(super) fn age(format: u32, analyzer: u32) -> FormatAge {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (format, analyzer).cmp(&(FORMAT_VERSION, ANALYZER_VERSION)) {
        Equal => FormatAge::Current,
        Less => FormatAge::Older,
        Greater => FormatAge::Newer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_of_any_format_is_inspected() {
        let meta = |payload: &str| {
            of_meta(
                serde_json::json!({ "segments": [], "payload": payload }).to_string().as_bytes(),
            )
        };
        let old = meta(r#"{"format":2,"analyzer":1,"extractor":1,"roots":[{"path":"/n"}]}"#);
        let old = old.unwrap();
        assert_eq!((old.age, old.format, old.stored_form()), (FormatAge::Older, 2, None));
        assert_eq!(old.roots, [Root { path: "/n".into() }]);
        let next = FORMAT_VERSION + 1;
        let newer = meta(&format!(r#"{{"format":{next},"analyzer":1,"more":[1]}}"#)).unwrap();
        assert_eq!((newer.age, newer.roots.len()), (FormatAge::Newer, 0));
        assert!(matches!(meta("{}"), Err(ErrorKind::Foreign)));
        assert!(matches!(of_meta(b"{"), Err(ErrorKind::CommitDamaged(_))));
    }

    #[test]
    fn this_format_can_be_read() {
        let now = Inspected { age: FormatAge::Current, format: FORMAT_VERSION, roots: vec![] };
        assert_eq!(now.stored_form(), Some(StoredForm::Current));
        assert_eq!(age(FORMAT_VERSION, ANALYZER_VERSION), FormatAge::Current);
    }
}
