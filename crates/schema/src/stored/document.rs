//! A document as the engine's store gives it.

use tantivy::TantivyDocument;
use tantivy::schema::Value;

use super::StoredArticle;
use crate::{ErrorKind, Fields};

/// A stored document, for [`StoredDocument::article`] to borrow from.
pub struct StoredDocument {
    document: TantivyDocument,
    fields: Fields,
}

impl StoredDocument {
    /// The document of an index with these fields.
    #[must_use]
    pub fn new(document: TantivyDocument, fields: Fields) -> Self {
        Self { document, fields }
    }

    /// The text of the article in it, without reading anything else of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when the document is not an article.
    pub fn text(&self) -> Result<&str, ErrorKind> {
        let texts = self.document.get_all(self.fields.text).filter_map(|value| value.as_str());
        texts.skip(1).last().ok_or_else(missing)
    }

    /// The article in it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when the document is not an article.
    pub fn article(&self) -> Result<StoredArticle<'_>, ErrorKind> {
        let mut texts = self.document.get_all(self.fields.text).filter_map(|value| value.as_str());
        let (title, text) = (texts.next(), texts.next());
        let record = self.document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        let (record, title, text) = (record.ok_or_else(missing)?, title, text);
        StoredArticle::decode(record, title.ok_or_else(missing)?, text.ok_or_else(missing)?)
    }
}

fn missing() -> ErrorKind {
    ErrorKind::Damaged("a part of a stored article is missing".into())
}
