use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind, Result};

/// The stable name of an article: the record's own id or URL where it has one, else the
/// path of its file within the folder that was indexed, with `#` and the record's number
/// where a file holds several.
///
/// Equal ranks are ordered by it. Never empty, never with control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(String);

impl ArticleId {
    /// The id of this text, without the white space around it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ArticleId`] when nothing is left or a control character is inside.
    pub fn new(text: &str) -> Result<Self> {
        let trimmed = text.trim();
        if trimmed.is_empty() || trimmed.chars().any(char::is_control) {
            return Err(Error::new(ErrorKind::ArticleId, text));
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// The id of the article in a file at `path` within its root; `record` is its number,
    /// from 1, in a file of several. Control characters in a path become `_`.
    #[must_use]
    pub fn from_path(path: &str, record: Option<u64>) -> Self {
        let path = path.replace(char::is_control, "_");
        match record {
            Some(number) => Self(format!("{path}#{number}")),
            None => Self(path),
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ArticleId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_trimmed_and_checked() {
        assert_eq!(ArticleId::new(" a0001 ").unwrap().as_str(), "a0001");
        assert_eq!(ArticleId::new("  ").unwrap_err().kind(), ErrorKind::ArticleId);
        assert_eq!(ArticleId::new("a\u{1b}[2J").unwrap_err().kind(), ErrorKind::ArticleId);
    }

    #[test]
    fn a_path_names_its_records() {
        assert_eq!(ArticleId::from_path("wire/day.jsonl", Some(3)).as_str(), "wire/day.jsonl#3");
        assert_eq!(ArticleId::from_path("a\nb.txt", None).as_str(), "a_b.txt");
    }
}
