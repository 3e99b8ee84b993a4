//! An index to all that it holds, in an order that depends on nothing else.

use std::path::Path;

use dateline_schema::store::{CatalogueEntry, open_for_reading};
use dateline_schema::{Error as IndexError, ErrorKind, Fields, StoredDocument, id_is_of_article};
use tantivy::columnar::{Column, StrColumn};
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{
    DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument, TantivyError,
};

use crate::Result;
use crate::text_column::read_first;

/// Something that an index holds.
pub enum Held {
    /// A folder or file that was indexed.
    Root(String),
    /// What is known of a source.
    Source(CatalogueEntry),
    /// An article.
    Article {
        /// Its source as the index names it.
        source: String,
        /// What is stored of it.
        document: StoredDocument,
    },
}

/// Which articles are wanted.
pub enum Wanted<'w> {
    /// All, with the sources and roots that they are of.
    All,
    /// Those of these ids, and no source or root: of a source not all may be there.
    Ids(&'w dyn Fn(&str) -> bool),
}

/// Calls `visit` with all that the newest commit of the index at `path` holds: roots as
/// they came, sources by their path, articles by their id. Holds one article at a time.
///
/// # Errors
///
/// As [`open_for_reading`]; [`ErrorKind::Damaged`] for an article that cannot be read; and
/// what `visit` returned.
pub fn export<E: From<crate::Error>>(
    path: &Path,
    wanted: &Wanted<'_>,
    mut visit: impl FnMut(Held) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let engine = |error: TantivyError| crate::Error::from(IndexError::from_engine(path, &error));
    let access = open_for_reading(path).map_err(crate::Error::from)?;
    let searcher = access.reader.searcher();
    if let Wanted::All = wanted {
        access.payload.roots.into_iter().try_for_each(|root| visit(Held::Root(root.path)))?;
    }
    let segments = searcher.segment_readers().iter().map(Segment::open);
    let segments = segments.collect::<tantivy::Result<Vec<_>>>().map_err(engine)?;
    let mut streams = Vec::with_capacity(segments.len());
    for segment in &segments {
        let mut stream = segment.ids.terms().stream().map_err(|error| engine(error.into()))?;
        let has_more = stream.advance();
        streams.push((stream, has_more));
    }
    // The dictionaries of ids are sorted: the least of their heads is the next of all.
    loop {
        let heads = streams.iter().enumerate().filter(|(_, (_, has_more))| *has_more);
        let least = heads.min_by(|(_, (one, _)), (_, (other, _))| one.key().cmp(other.key()));
        let Some((number, _)) = least else { return Ok(()) };
        let (stream, has_more) = &mut streams[number];
        let id = String::from_utf8_lossy(stream.key()).into_owned();
        let held = segments[number].held(&id, stream.value(), wanted, path)?;
        *has_more = stream.advance();
        held.map_or(Ok(()), &mut visit)?;
    }
}

/// What is read of a segment.
struct Segment<'s> {
    reader: &'s SegmentReader,
    fields: Fields,
    ids: std::sync::Arc<InvertedIndexReader>,
    store: StoreReader,
    source: Option<StrColumn>,
    size: Column<u64>,
    times: Column<i64>,
    articles: Column<u64>,
    refused: Column<u64>,
}

/// How many blocks of the store are kept: those of articles whose ids are near each other
/// often stand near each other.
const BLOCKS: usize = 64;

impl<'s> Segment<'s> {
    fn open(reader: &'s SegmentReader) -> tantivy::Result<Self> {
        let fields = Fields::new();
        let columns = reader.fast_fields();
        let name = |field| reader.schema().get_field_name(field);
        Ok(Self {
            reader,
            ids: reader.inverted_index(fields.id)?,
            store: reader.get_store_reader(BLOCKS)?,
            source: columns.str(name(fields.source))?,
            size: columns.u64(name(fields.size))?,
            times: columns.i64(name(fields.modified))?,
            articles: columns.u64(name(fields.articles))?,
            refused: columns.u64(name(fields.refused))?,
            fields,
        })
    }

    /// What the document with an id holds; nothing where it was removed or is not wanted.
    fn held(
        &self,
        id: &str,
        term: &TermInfo,
        wanted: &Wanted<'_>,
        path: &Path,
    ) -> Result<Option<Held>> {
        let engine = |error: TantivyError| IndexError::from_engine(path, &error);
        let is_wanted = match wanted {
            Wanted::All => true,
            Wanted::Ids(ids) => id_is_of_article(id) && ids(id),
        };
        let Some(doc) = self.document(term).map_err(engine)?.filter(|_| is_wanted) else {
            return Ok(None);
        };
        let mut source = String::new();
        read_first(self.source.as_ref(), doc, &mut source).map_err(engine)?;
        if !id_is_of_article(id) {
            return Ok(self.entry(doc, source).map(Held::Source));
        }
        let document: TantivyDocument = self.store.get(doc).map_err(engine)?;
        let document = StoredDocument::new(document, self.fields);
        let damaged = |kind: ErrorKind| IndexError::new(path, kind);
        document.article().map_err(damaged)?;
        Ok(Some(Held::Article { source, document }))
    }

    /// The document with a term that is not removed.
    fn document(&self, term: &TermInfo) -> tantivy::Result<Option<DocId>> {
        let basic = IndexRecordOption::Basic;
        let mut postings = self.ids.read_postings_from_terminfo(term, basic)?;
        while postings.doc() != TERMINATED {
            if !self.reader.is_deleted(postings.doc()) {
                return Ok(Some(postings.doc()));
            }
            postings.advance();
        }
        Ok(None)
    }

    fn entry(&self, doc: DocId, source: String) -> Option<CatalogueEntry> {
        Some(CatalogueEntry {
            source,
            size: self.size.first(doc)?,
            times: self.times.first(doc)?,
            articles: self.articles.first(doc)?,
            refused: self.refused.first(doc)?,
        })
    }
}
