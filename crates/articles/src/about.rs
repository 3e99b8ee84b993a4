use std::sync::Arc;

/// What is known of a record from what stands around it: the head of its feed, the column
/// names of its table, the capture it is in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct About {
    /// Where it was found on the web.
    pub(crate) url: Option<String>,
    /// The character set that is declared outside of its bytes.
    pub(crate) charset: Option<String>,
    /// Who publishes what is in the source.
    pub(crate) outlet: Option<String>,
    /// The language of the source.
    pub(crate) language: Option<String>,
    /// When it was captured or packed, in nanoseconds since 1970: says more than the time
    /// of the file that it is in.
    pub(crate) modified: Option<i64>,
    /// The first row of its table.
    pub(crate) columns: Option<Arc<Columns>>,
}

/// The names of the columns of a table, and what stands between its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) names: Vec<String>,
    pub(crate) delimiter: u8,
}

impl About {
    /// What is said here, completed by what is said further out.
    pub(crate) fn within(self, outer: Option<&Self>) -> Self {
        let Some(outer) = outer else { return self };
        let or = |own: Option<String>, other: &Option<String>| own.or_else(|| other.clone());
        Self {
            url: or(self.url, &outer.url),
            charset: or(self.charset, &outer.charset),
            outlet: or(self.outlet, &outer.outlet),
            language: or(self.language, &outer.language),
            modified: self.modified.or(outer.modified),
            columns: self.columns,
        }
    }
}
