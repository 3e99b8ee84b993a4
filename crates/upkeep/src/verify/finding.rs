/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// The file in the index folder, the article's id or the source's path.
    pub what: String,
    /// What is the matter with it.
    pub detail: String,
}

/// What a [`Finding`] is. The texts of [`Code::code`] are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// A file of the newest commit is not there.
    MissingFile,
    /// A file cannot be read.
    UnreadableFile,
    /// A file's bytes are not those that were written.
    Checksum,
    /// A stored article cannot be read.
    StoredArticle,
    /// A stored article and the columns or terms of its document differ.
    DocumentDiffers,
    /// Two articles have one id.
    DoubleId,
    /// A source has fewer articles than its record tells of.
    ArticlesMissing,
    /// An article was taken over from a damaged index, and not read again since.
    Doubtful,
    /// The engine's list of its files is missing, unreadable or incomplete; the next writer
    /// makes it anew.
    FileList,
    /// Files that no commit names, of a writer that was killed or is at work; the next
    /// writer removes them.
    Leftover,
}

impl Code {
    /// The stable text.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingFile => "missing-file",
            Self::UnreadableFile => "unreadable-file",
            Self::Checksum => "checksum",
            Self::StoredArticle => "stored-article",
            Self::DocumentDiffers => "document-differs",
            Self::DoubleId => "double-id",
            Self::ArticlesMissing => "articles-missing",
            Self::Doubtful => "doubtful",
            Self::FileList => "file-list",
            Self::Leftover => "leftover",
        }
    }

    /// Whether something is lost or wrong, and not only untidy.
    #[must_use]
    pub fn is_damage(self) -> bool {
        !matches!(self, Self::Doubtful | Self::FileList | Self::Leftover)
    }
}
