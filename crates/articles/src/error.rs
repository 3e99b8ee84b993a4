use std::fmt;

/// Why a source or one record of it was not read.
///
/// Shown as one line in lower case, without the path, which whoever reports it knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Refusal {
    /// What is wrong.
    pub code: RefusalCode,
    /// What else is known: the limit that was passed, where a value breaks off, what the
    /// system said. Empty when the code says it all.
    pub detail: String,
    /// The path of the entry within its archive, where the source is one.
    pub entry: Option<String>,
    /// The number of the record, from 1, in a source of several.
    pub record: Option<u64>,
}

impl Refusal {
    /// A refusal of a whole source.
    #[must_use]
    pub fn new(code: RefusalCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), entry: None, record: None }
    }

    /// The same refusal, of one record.
    #[must_use]
    pub fn of_record(self, record: Option<u64>) -> Self {
        Self { record, ..self }
    }

    /// The same refusal, of an entry of an archive.
    #[must_use]
    pub(crate) fn of_entry(self, entry: Option<&str>) -> Self {
        Self { entry: entry.map(str::to_owned).or(self.entry), ..self }
    }

    /// The same refusal of a record, unless it says of which record it is already.
    #[must_use]
    pub(crate) fn of_record_if_unsaid(self, record: Option<u64>) -> Self {
        Self { record: self.record.or(record), ..self }
    }

    /// Bytes that break off or contradict themselves.
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::new(RefusalCode::Damaged, detail)
    }

    /// What the system said when a source could not be looked at or read.
    pub(crate) fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::new(RefusalCode::Missing, ""),
            _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
                // A reader of ours may have been what failed.
                Some(refusal) => refusal.clone(),
                None => Self::new(RefusalCode::Unreadable, error.to_string().to_lowercase()),
            },
        }
    }

    /// The refusal as what a reader fails with; [`Self::from_io`] takes it out again.
    pub(crate) fn into_io(self) -> std::io::Error {
        std::io::Error::other(self)
    }

    /// A size over its limit, both in bytes.
    pub(crate) fn too_large(what: &str, limit: u64) -> Self {
        let limit = match limit {
            whole if whole >= 1 << 20 && whole % (1 << 20) == 0 => format!("{} MiB", whole >> 20),
            other => format!("{other} bytes"),
        };
        Self::new(RefusalCode::TooLarge, format!("the {what} is over the limit of {limit}"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(entry) = &self.entry {
            write!(f, "{entry}: ")?;
        }
        if let Some(record) = self.record {
            write!(f, "record {record}: ")?;
        }
        f.write_str(self.code.message())?;
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

/// What is wrong with a source or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RefusalCode {
    /// No bytes, or white space only.
    Empty,
    /// Not text: the bytes of an image, an archive or another program's data.
    Binary,
    /// Larger than a limit allows; the detail says which.
    TooLarge,
    /// Markup nested deeper than the limit allows.
    TooDeep,
    /// Markup that would take far longer to read than its size suggests.
    TooComplex,
    /// The system refused to read it.
    Unreadable,
    /// It changed while it was being read.
    Changed,
    /// It was not there, or not there any more.
    Missing,
    /// Not valid JSON, or JSON that is not an article.
    BadJson,
    /// It breaks off, or contradicts itself: what could be read of it was read.
    Damaged,
    /// Compressed bytes that grow beyond all measure when they are unpacked.
    Bomb,
    /// An archive of more entries than the limit allows.
    TooMany,
    /// Only readable with a password.
    Encrypted,
    /// Neither a title nor a text could be found in it.
    NoText,
    /// A file of a kind that is not read.
    UnknownFormat,
    /// A link, a pipe, a socket or a device.
    NotAFile,
    /// A file about a collection, such as a read-me or a licence.
    NotAnArticle,
}

impl RefusalCode {
    /// Every code, for documentation and tests.
    pub const ALL: [Self; 17] = [
        Self::Empty,
        Self::Binary,
        Self::TooLarge,
        Self::TooDeep,
        Self::TooComplex,
        Self::Unreadable,
        Self::Changed,
        Self::Missing,
        Self::BadJson,
        Self::Damaged,
        Self::Bomb,
        Self::TooMany,
        Self::Encrypted,
        Self::NoText,
        Self::UnknownFormat,
        Self::NotAFile,
        Self::NotAnArticle,
    ];

    /// The code as scripts know it; it does not change from version to version.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::TooComplex => "too-complex",
            Self::Unreadable => "unreadable",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::BadJson => "bad-json",
            Self::Damaged => "damaged",
            Self::Bomb => "bomb",
            Self::TooMany => "too-many",
            Self::Encrypted => "encrypted",
            Self::NoText => "no-text",
            Self::UnknownFormat => "unknown-format",
            Self::NotAFile => "not-a-file",
            Self::NotAnArticle => "not-an-article",
        }
    }

    /// Whether the source was passed over as none of our business, rather than an article
    /// that could not be read.
    #[must_use]
    pub fn is_skip(self) -> bool {
        matches!(self, Self::UnknownFormat | Self::NotAFile | Self::NotAnArticle)
    }

    fn message(self) -> &'static str {
        match self {
            Self::Empty => "nothing in it",
            Self::Binary => "not a text",
            Self::TooLarge => "too large",
            Self::TooDeep => "nested too deeply",
            Self::TooComplex => "too complex",
            Self::Unreadable => "cannot be read",
            Self::Changed => "changed while it was being read",
            Self::Missing => "not found",
            Self::BadJson => "not valid JSON",
            Self::Damaged => "damaged",
            Self::Bomb => "unpacks to too much",
            Self::TooMany => "too many entries",
            Self::Encrypted => "needs a password",
            Self::NoText => "no article text in it",
            Self::UnknownFormat => "not a format that is read",
            Self::NotAFile => "not a regular file",
            Self::NotAnArticle => "not an article",
        }
    }
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        let shown: Vec<String> = RefusalCode::ALL
            .iter()
            .map(|&code| format!("{code}: {}", Refusal::new(code, "")))
            .collect();
        assert_eq!(
            shown,
            [
                "empty: nothing in it",
                "binary: not a text",
                "too-large: too large",
                "too-deep: nested too deeply",
                "too-complex: too complex",
                "unreadable: cannot be read",
                "changed: changed while it was being read",
                "missing: not found",
                "bad-json: not valid JSON",
                "damaged: damaged",
                "bomb: unpacks to too much",
                "too-many: too many entries",
                "encrypted: needs a password",
                "no-text: no article text in it",
                "unknown-format: not a format that is read",
                "not-a-file: not a regular file",
                "not-an-article: not an article",
            ]
        );
    }

    #[test]
    fn a_refusal_says_where_and_what() {
        let refusal = Refusal::too_large("record", 64 << 20).of_record(Some(7));
        assert_eq!(
            refusal.to_string(),
            "record 7: too large: the record is over the limit of 64 MiB"
        );
        assert_eq!(
            Refusal::too_large("text", 100).detail,
            "the text is over the limit of 100 bytes"
        );
    }

    #[test]
    fn a_source_of_another_kind_is_skipped() {
        let skipped: Vec<_> =
            RefusalCode::ALL.iter().filter(|code| code.is_skip()).map(|code| code.code()).collect();
        assert_eq!(skipped, ["unknown-format", "not-a-file", "not-an-article"]);
    }
}
