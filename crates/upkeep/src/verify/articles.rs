//! Every stored article, against what columns and terms say of it.

use std::hash::{Hash, Hasher};

use dateline_schema::store::UnreadIndex;
use dateline_schema::{
    DateCode, Error, Fields, PublishedCode, StoredArticle, StoredDocument, doubtful_hash,
    id_is_of_article,
};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyDocument, TantivyError, Term};

use super::{Code, Verifier};
use crate::Result;
use crate::text_column::read_first;

/// How many blocks of the store are kept: documents are read in their order.
const BLOCKS: usize = 1;

pub(super) fn verify(opened: &UnreadIndex, verifier: &mut Verifier<'_>) -> Result<()> {
    let engine = |error: TantivyError| Error::from_engine(&opened.path, &error);
    let reader = opened
        .index
        .reader_builder()
        .reload_policy(tantivy::ReloadPolicy::Manual)
        .try_into()
        .map_err(engine)?;
    let mut seen = Seen::default();
    for segment in reader.searcher().segment_readers() {
        let segment = Segment::open(segment).map_err(engine)?;
        segment.verify(&mut seen, verifier).map_err(engine)?;
    }
    seen.compare(verifier);
    Ok(())
}

/// What the documents of all segments say together.
#[derive(Default)]
struct Seen {
    /// Hashes of the articles' ids.
    ids: FxHashSet<u64>,
    /// The articles of each source: those that are there, and those its record tells of.
    sources: FxHashMap<Box<str>, Articles>,
}

#[derive(Default)]
struct Articles {
    present: u64,
    recorded: u64,
}

impl Seen {
    fn article(&mut self, id: &str, source: &str, verifier: &mut Verifier<'_>) {
        verifier.account.articles += 1;
        let mut hasher = FxHasher::default();
        id.hash(&mut hasher);
        if !self.ids.insert(hasher.finish()) {
            verifier.find(Code::DoubleId, id, "two articles have this id");
        }
        self.of(source).present += 1;
    }

    fn source(&mut self, source: &str, recorded: u64, verifier: &mut Verifier<'_>) {
        verifier.account.sources += 1;
        self.of(source).recorded += recorded;
    }

    fn of(&mut self, source: &str) -> &mut Articles {
        if !self.sources.contains_key(source) {
            self.sources.insert(source.into(), Articles::default());
        }
        self.sources.get_mut(source).expect("the source was just put there")
    }

    /// A source may have more articles than its record tells of, while it is read anew; but
    /// never fewer.
    fn compare(&self, verifier: &mut Verifier<'_>) {
        let mut short: Vec<_> = self
            .sources
            .iter()
            .filter(|(_, articles)| articles.present < articles.recorded)
            .collect();
        short.sort_unstable_by_key(|(source, _)| *source);
        for (source, Articles { present, recorded }) in short {
            let detail = format!("{recorded} articles were read of it, {present} are there");
            verifier.find(Code::ArticlesMissing, &**source, detail);
        }
    }
}

/// A segment with all that is compared of it.
struct Segment<'s> {
    reader: &'s SegmentReader,
    fields: Fields,
    store: StoreReader,
    ids: Option<StrColumn>,
    sources: Option<StrColumn>,
    hashes: Column<u64>,
    published: Column<u64>,
    published_from: Column<u64>,
    articles: Column<u64>,
}

impl<'s> Segment<'s> {
    fn open(reader: &'s SegmentReader) -> tantivy::Result<Self> {
        let fields = Fields::new();
        let columns = reader.fast_fields();
        let name = |field| reader.schema().get_field_name(field);
        Ok(Self {
            reader,
            store: reader.get_store_reader(BLOCKS)?,
            ids: columns.str(name(fields.id))?,
            sources: columns.str(name(fields.source))?,
            hashes: columns.u64(name(fields.hash))?,
            published: columns.u64(name(fields.published_code))?,
            published_from: columns.u64(name(fields.published_from))?,
            articles: columns.u64(name(fields.articles))?,
            fields,
        })
    }

    fn verify(&self, seen: &mut Seen, verifier: &mut Verifier<'_>) -> tantivy::Result<()> {
        let (mut id, mut source) = (String::new(), String::new());
        for doc in self.reader.doc_ids_alive() {
            read_first(self.ids.as_ref(), doc, &mut id)?;
            read_first(self.sources.as_ref(), doc, &mut source)?;
            if !id_is_of_article(&id) {
                seen.source(&source, self.articles.first(doc).unwrap_or(0), verifier);
                continue;
            }
            seen.article(&id, &source, verifier);
            self.verify_article(doc, &id, &source, verifier)?;
        }
        Ok(())
    }

    fn verify_article(
        &self,
        doc: DocId,
        id: &str,
        source: &str,
        verifier: &mut Verifier<'_>,
    ) -> tantivy::Result<()> {
        let document: TantivyDocument = match self.store.get(doc) {
            Ok(document) => document,
            Err(error) => {
                verifier.find(Code::StoredArticle, id, error.to_string());
                return Ok(());
            }
        };
        match StoredDocument::new(document, self.fields).article() {
            Ok(article) => {
                if self.hashes.first(doc) == Some(doubtful_hash(article.short_hash())) {
                    let detail = "taken over from a damaged index; `dateline index` reads it again";
                    verifier.find(Code::Doubtful, id, detail);
                }
                if let Some(what) = self.difference(doc, &article, id, source) {
                    let detail = format!("its {what} is not that of its document");
                    verifier.find(Code::DocumentDiffers, id, detail);
                }
            }
            Err(error) => verifier.find(Code::StoredArticle, id, error.to_string()),
        }
        if !self.has_term(doc, id)? {
            verifier.find(Code::DocumentDiffers, id, "it cannot be found by its id");
        }
        Ok(())
    }

    /// What of a stored article differs from the columns of its document.
    fn difference(
        &self,
        doc: DocId,
        article: &StoredArticle<'_>,
        id: &str,
        source: &str,
    ) -> Option<&'static str> {
        // The source of a path that is not UTF-8 says more than the path that is stored.
        let source = source.split('\u{1}').next().unwrap_or_default();
        let published = article.published();
        let date = published.map(|published| DateCode::from(published.date).0);
        let from = published.map(|published| PublishedCode::from(published).0);
        let comparisons = [
            ("id", article.id == id),
            ("source", article.path == source),
            ("content hash", self.hashes.first(doc).is_some_and(|hash| is_of(hash, article))),
            ("publication date", self.published.first(doc) == date),
            ("source of its date", self.published_from.first(doc) == from),
        ];
        comparisons.into_iter().find(|(_, is_same)| !is_same).map(|(what, _)| what)
    }

    /// Whether the document is among those with the term of this id.
    fn has_term(&self, doc: DocId, id: &str) -> tantivy::Result<bool> {
        let term = Term::from_field_text(self.fields.id, id);
        let index = self.reader.inverted_index(self.fields.id)?;
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            return Ok(false);
        };
        while postings.doc() != TERMINATED && postings.doc() < doc {
            postings.advance();
        }
        Ok(postings.doc() == doc)
    }
}

/// Whether this stands in the index for the article's hash.
fn is_of(hash: u64, article: &StoredArticle<'_>) -> bool {
    let own = article.short_hash();
    [own, doubtful_hash(own)].contains(&hash)
}
