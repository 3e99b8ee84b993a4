//! The articles of a query by name, read from columns.

use dateline_model::Day;
use dateline_schema::{DateCode, ErrorKind};
use tantivy::query::Query;
use tantivy::{DocAddress, DocId};

use super::KnownArticle;
use crate::Result;
use crate::archive::Archive;
use crate::family::AllDocuments;

/// An article that matches.
#[derive(Debug, Clone)]
pub(super) struct Matched {
    pub(super) address: DocAddress,
    pub(super) id: Box<str>,
    pub(super) hash: u64,
    published: Option<Day>,
}

impl Matched {
    /// Sorts what appeared first before others, what is of no date last.
    pub(super) fn age(&self) -> (bool, Option<Day>, &str) {
        (self.published.is_none(), self.published, &self.id)
    }

    pub(super) fn known(&self) -> KnownArticle {
        self.clone().into_known()
    }

    pub(super) fn into_known(self) -> KnownArticle {
        KnownArticle { id: self.id, hash: self.hash, sketch: None }
    }
}

impl Archive {
    /// All articles of a query.
    pub(super) fn matched(&self, query: &dyn Query) -> Result<Vec<Matched>> {
        let documents = self.engine(self.searcher.search(query, &AllDocuments))?;
        let mut matched = Vec::with_capacity(documents.len());
        for of_segment in documents.chunk_by(|one, other| one.segment_ord == other.segment_ord) {
            self.read_names(of_segment, &mut matched)?;
        }
        Ok(matched)
    }

    /// Reads the names of documents of one segment.
    fn read_names(&self, documents: &[DocAddress], matched: &mut Vec<Matched>) -> Result<()> {
        let damaged = || self.error(ErrorKind::Damaged("an article has no id".into()));
        let segment_ord = documents[0].segment_ord;
        let segment = self.searcher.segment_reader(segment_ord);
        let ids = self.texts(segment, self.fields.id)?.ok_or_else(damaged)?;
        let hashes = self.numbers(segment, self.fields.hash)?;
        let dates = self.numbers(segment, self.fields.published_code)?;
        let mut by_ordinal: Vec<(u64, DocId)> = documents
            .iter()
            .map(|address| Some((ids.term_ords(address.doc_id).next()?, address.doc_id)))
            .collect::<Option<_>>()
            .ok_or_else(damaged)?;
        by_ordinal.sort_unstable();
        let ordinals: Vec<u64> = by_ordinal.iter().map(|&(ordinal, _)| ordinal).collect();
        let mut docs = by_ordinal.iter().map(|&(_, doc)| doc);
        let read = ids.dictionary().sorted_ords_to_term_cb(&ordinals, |term| {
            let Some(doc) = docs.next() else { return };
            let date = dates.first(doc).and_then(|code| DateCode(code).date());
            matched.push(Matched {
                address: DocAddress::new(segment_ord, doc),
                id: String::from_utf8_lossy(term).into(),
                hash: hashes.first(doc).unwrap_or_default(),
                published: date.map(|date| date.first()),
            });
        });
        match self.engine(read.map_err(Into::into))? {
            true => Ok(()),
            false => Err(damaged()),
        }
    }
}
