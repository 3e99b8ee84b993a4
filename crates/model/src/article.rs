use std::fmt;
use std::path::PathBuf;

use crate::{ArticleId, OffsetMap, PartialDate, Published};

/// One news item, read and cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its stable name.
    pub id: ArticleId,
    /// Where it was read.
    pub source: SourceKey,
    /// The hash of the bytes it was read from.
    pub content_hash: ContentHash,
    /// Who published it, as the source says it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline; empty when it has none.
    pub title: String,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The line that says where and when it was written.
    pub dateline: Option<Dateline>,
    /// When it appeared.
    pub published: Option<Published>,
    /// The language, as a BCP 47 tag, where the source says it.
    pub language: Option<String>,
    /// The running text without title and page furniture, paragraphs separated by line
    /// feeds.
    pub text: String,
    /// The way from `text` back to the bytes of the source file.
    pub offsets: OffsetMap,
}

/// The place an article was read from: a file, or a record of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey {
    /// The absolute path of the file; `-` for standard input.
    pub path: PathBuf,
    /// The path of the entry within the file, where that is an archive.
    pub entry: Option<String>,
    /// The record's number, from 1, in a file of several articles.
    pub record: Option<u64>,
}

/// The BLAKE3 hash of the bytes of a source or record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

/// Lower-case hexadecimal.
impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The opening line of a news report: "KABUL, Sept. 23 (Agency) -".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dateline {
    /// The place as printed.
    pub place: Option<String>,
    /// The date, when the line says it in full or the publication date completes it.
    pub date: Option<PartialDate>,
    /// The agency as printed.
    pub agency: Option<String>,
}
