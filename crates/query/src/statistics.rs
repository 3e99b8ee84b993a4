//! The statistics behind BM25.

use dateline_schema::{Fields, Kind};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Collection statistics over articles alone: the records of sources in the index, which
/// have no words, would otherwise halve the average length of an article and double their
/// number.
pub(crate) struct ArticleStatistics<'s> {
    searcher: &'s Searcher,
    articles: u64,
}

impl<'s> ArticleStatistics<'s> {
    pub(crate) fn new(searcher: &'s Searcher, fields: &Fields) -> tantivy::Result<Self> {
        // Deleted articles count until their segment is merged, here as in every term's
        // document frequency, so that no frequency exceeds the number.
        let articles = searcher.doc_freq(&article_term(fields))?;
        Ok(Self { searcher, articles })
    }
}

/// The term that every article has.
pub(crate) fn article_term(fields: &Fields) -> Term {
    Term::from_field_text(fields.kind, Kind::Article.term())
}

impl Bm25StatisticsProvider for ArticleStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.articles)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}
