use dateline_model::Article;

use crate::Refusal;

/// What a record is read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Why some of it is missing, where the record could not be read whole: a page of a
    /// document that is damaged, a document that breaks off.
    pub missing: Option<Refusal>,
}
