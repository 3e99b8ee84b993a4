//! What the index knows of its sources.

use std::path::Path;

use dateline_schema::store::CatalogueEntry;
use dateline_schema::{Fields, Kind, Result, source_key};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

/// What the index knows of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) size: u64,
    /// As [`dateline_articles::SourceFile::times`].
    pub(crate) times: i64,
    /// The articles that it gave.
    pub(crate) articles: u64,
    /// Its records that were refused.
    pub(crate) refused: u64,
    /// Whether it was read by an older extractor and has to be read again.
    pub(crate) outdated: bool,
}

impl Known {
    /// Whether a file of this size and these times is the one that was read.
    pub(crate) fn is_current(&self, size: u64, times: i64) -> bool {
        !self.outdated && self.size == size && self.times == times
    }
}

/// In the place of the times of a source that an older extractor has read, and none since. No
/// file has them.
const OUTDATED: i64 = i64::MIN;

/// Whether the index was written by the extractor that is at work now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extraction {
    Current,
    Outdated,
}

/// The sources in the index by the key of their path, and which of them this run met.
///
/// Takes about 100 bytes and the path for each source, whatever the articles' number.
pub(crate) struct Catalogue {
    sources: FxHashMap<Box<str>, Known>,
    met: FxHashSet<Box<str>>,
}

impl Catalogue {
    /// Reads the source records of the newest commit.
    pub(crate) fn load(
        searcher: &Searcher,
        fields: &Fields,
        extraction: Extraction,
    ) -> tantivy::Result<Self> {
        let mut sources = FxHashMap::default();
        for segment in searcher.segment_readers() {
            let columns = SourceColumns::open(segment, fields)?;
            for_each_live(segment, &kind_term(fields, Kind::Source), |doc| {
                if let Some((key, known)) = columns.read(doc, extraction) {
                    sources.insert(key, known);
                }
            })?;
        }
        Ok(Self { sources, met: FxHashSet::default() })
    }

    pub(crate) fn get(&self, key: &str) -> Option<Known> {
        self.sources.get(key).copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The records of all sources as ones to be read again by the run that comes by them,
    /// whichever it is: the one that is at work may be for a part of them, or be interrupted.
    pub(crate) fn outdated(&self) -> impl Iterator<Item = CatalogueEntry> {
        self.sources.iter().map(|(key, known)| CatalogueEntry {
            source: key.to_string(),
            size: known.size,
            times: OUTDATED,
            articles: known.articles,
            refused: known.refused,
        })
    }

    /// Notes that the run met the source; `false` when it had met it before, as with
    /// roots that overlap.
    pub(crate) fn meet(&mut self, key: &str) -> bool {
        self.met.insert(key.into())
    }

    /// Notes that a known source is there, though it cannot be read.
    pub(crate) fn still_there(&mut self, key: &str) {
        if self.sources.contains_key(key) {
            self.met.insert(key.into());
        }
    }

    /// The known sources under `root` that the run did not meet, in order.
    pub(crate) fn vanished(&self, root: &Path) -> Vec<(&str, Known)> {
        let root = source_key(root);
        let is_under = |key: &str| {
            key.strip_prefix(root.as_str())
                .is_some_and(|rest| rest.is_empty() || root.ends_with('/') || rest.starts_with('/'))
        };
        let mut vanished: Vec<(&str, Known)> = self
            .sources
            .iter()
            .map(|(key, known)| (&**key, *known))
            .filter(|(key, _)| is_under(key) && !self.met.contains(*key))
            .collect();
        vanished.sort_unstable_by_key(|(key, _)| *key);
        vanished
    }
}

/// The columns of source records in a segment.
struct SourceColumns {
    /// The keys of all sources of the segment, by ordinal.
    keys: Vec<Box<str>>,
    source: Option<StrColumn>,
    size: Column<u64>,
    times: Column<i64>,
    articles: Column<u64>,
    refused: Column<u64>,
}

impl SourceColumns {
    fn open(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let schema = segment.schema();
        let source = columns.str(schema.get_field_name(fields.source))?;
        Ok(Self {
            keys: source.as_ref().map(all_terms).transpose()?.unwrap_or_default(),
            source,
            size: columns.u64(schema.get_field_name(fields.size))?,
            times: columns.i64(schema.get_field_name(fields.modified))?,
            articles: columns.u64(schema.get_field_name(fields.articles))?,
            refused: columns.u64(schema.get_field_name(fields.refused))?,
        })
    }

    fn read(&self, doc: DocId, extraction: Extraction) -> Option<(Box<str>, Known)> {
        let ordinal = self.source.as_ref()?.term_ords(doc).next()?;
        let times = self.times.first(doc)?;
        let known = Known {
            size: self.size.first(doc)?,
            times,
            articles: self.articles.first(doc)?,
            refused: self.refused.first(doc)?,
            outdated: extraction == Extraction::Outdated || times == OUTDATED,
        };
        Some((self.keys.get(ordinal as usize)?.clone(), known))
    }
}

/// All values of a text column by ordinal.
fn all_terms(column: &StrColumn) -> tantivy::Result<Vec<Box<str>>> {
    let mut terms = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        terms.push(String::from_utf8_lossy(stream.key()).into());
    }
    Ok(terms)
}

fn kind_term(fields: &Fields, kind: Kind) -> Term {
    Term::from_field_text(fields.kind, kind.term())
}

/// Calls `visit` with every document of the segment that has the term and is not deleted.
pub(crate) fn for_each_live(
    segment: &SegmentReader,
    term: &Term,
    mut visit: impl FnMut(DocId),
) -> tantivy::Result<()> {
    let index = segment.inverted_index(term.field())?;
    let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else {
        return Ok(());
    };
    while postings.doc() != TERMINATED {
        if !segment.is_deleted(postings.doc()) {
            visit(postings.doc());
        }
        postings.advance();
    }
    Ok(())
}

/// The articles that a source has in the index: the first eight bytes of their content
/// hash by id.
pub(crate) fn articles_of(
    searcher: &Searcher,
    fields: &Fields,
    key: &str,
) -> tantivy::Result<FxHashMap<Box<str>, u64>> {
    let mut articles = FxHashMap::default();
    let term = Term::from_field_text(fields.source, key);
    for segment in searcher.segment_readers() {
        let mut docs = Vec::new();
        for_each_live(segment, &term, |doc| docs.push(doc))?;
        if docs.is_empty() {
            continue;
        }
        let schema = segment.schema();
        let hashes = segment.fast_fields().u64(schema.get_field_name(fields.hash))?;
        let Some(ids) = segment.fast_fields().str(schema.get_field_name(fields.id))? else {
            return Err(TantivyError::InternalError("the index has no ids".into()));
        };
        let mut id = String::new();
        for doc in docs {
            // Source records have no hash.
            let (Some(ordinal), Some(hash)) = (ids.term_ords(doc).next(), hashes.first(doc)) else {
                continue;
            };
            id.clear();
            ids.ord_to_str(ordinal, &mut id)?;
            articles.insert(id.as_str().into(), hash);
        }
    }
    Ok(articles)
}

/// The first eight bytes of the content hash of the article with this id, where there is one.
pub(crate) fn hash_of(
    searcher: &Searcher,
    fields: &Fields,
    id: &str,
) -> tantivy::Result<Option<u64>> {
    let term = Term::from_field_text(fields.id, id);
    for segment in searcher.segment_readers() {
        let mut found = None;
        for_each_live(segment, &term, |doc| found = Some(doc))?;
        if let Some(doc) = found {
            let name = segment.schema().get_field_name(fields.hash);
            return Ok(segment.fast_fields().u64(name)?.first(doc));
        }
    }
    Ok(None)
}

/// A view of the newest commit for [`Catalogue::load`] and [`articles_of`].
pub(crate) fn snapshot(index: &tantivy::Index, path: &Path) -> Result<Searcher> {
    let engine = |error: TantivyError| dateline_schema::Error::from_engine(path, &error);
    let reader = index
        .reader_builder()
        .reload_policy(tantivy::ReloadPolicy::Manual)
        .try_into()
        .map_err(engine)?;
    Ok(reader.searcher())
}
