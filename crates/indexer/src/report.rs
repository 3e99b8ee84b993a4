//! What a run tells while it goes on, and in the end.

use std::path::Path;

use dateline_articles::Refusal;
use dateline_model::ArticleId;

/// The account of a run. An article counts once; a file that gives none, because it was
/// refused as a whole, counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Articles and refused files and records met: the sum of added, updated, unchanged,
    /// skipped and failed.
    pub seen: u64,
    /// New articles.
    pub added: u64,
    /// Articles whose content had changed.
    pub updated: u64,
    /// Articles that were known as they are.
    pub unchanged: u64,
    /// New and changed articles of which no source tells when they appeared.
    pub undated: u64,
    /// Files that are no articles by their kind.
    pub skipped: u64,
    /// Files and records that should have been articles and could not be read.
    pub failed: u64,
    /// Articles removed because their record is no longer in its file, or because their
    /// file is gone and vanished sources are pruned.
    pub removed: u64,
    /// Sources in the index whose file is gone and which stay.
    pub vanished: u64,
    /// Background work on the index that failed without loss.
    pub troubles: u64,
    /// Bytes read.
    pub bytes: u64,
}

impl Summary {
    pub(crate) fn refuse(&mut self, refusal: &Refusal) {
        self.seen += 1;
        match refusal.code.is_skip() {
            true => self.skipped += 1,
            false => self.failed += 1,
        }
    }
}

/// Whether a file was asked for by name, or found in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// By name.
    Yes,
    /// In a folder.
    No,
}

/// Something that a run tells.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// So many sources, of so many bytes in all, are new or changed and will be read.
    Planned {
        /// The number of sources.
        sources: u64,
        /// Their bytes, as far as they are known.
        bytes: u64,
    },
    /// A file, or one record of it, gives no article.
    Refused {
        /// The file.
        path: &'a Path,
        /// Which record, and why.
        refusal: &'a Refusal,
        /// Whether the file was asked for by name.
        named: Named,
    },
    /// An unchanged file has records that were refused when it was read.
    StillRefused {
        /// The file.
        path: &'a Path,
        /// How many.
        records: u64,
    },
    /// An article's own id belongs to an article of another source, so it got another.
    IdTaken {
        /// The file.
        path: &'a Path,
        /// The id that it asked for.
        wanted: &'a ArticleId,
        /// The id that it got.
        given: &'a ArticleId,
    },
    /// A source has been read to its end; its articles are safe with the next commit.
    Read {
        /// The file.
        path: &'a Path,
        /// The articles that it has given.
        articles: u64,
    },
    /// A source that the index knows is no longer there.
    Vanished {
        /// Its path as the index names it.
        source: &'a str,
        /// Its articles.
        articles: u64,
        /// Whether they are removed.
        pruned: crate::Vanished,
    },
    /// A further batch has been handed to the index.
    Progress(&'a Summary),
    /// Everything told of so far is on the disk and will survive.
    Committed(&'a Summary),
    /// Work in the background failed; nothing is lost by it.
    Trouble(&'a str),
}
