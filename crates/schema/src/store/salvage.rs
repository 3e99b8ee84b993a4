//! What can be read of an index that may be damaged or of another format.
//!
//! Everything else in an index can be made from its stored articles. So what is read here
//! relies on as little as possible: on `meta.json`, on the document stores, and for source
//! records on columns. Postings, positions and dictionaries are not opened at all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::columnar::{Column, ColumnarReader, DynamicColumn, StrColumn};
use tantivy::directory::MmapDirectory;
use tantivy::fastfield::AliveBitSet;
use tantivy::index::SegmentComponent;
use tantivy::schema::{Schema, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, Index, Segment, TantivyDocument, TantivyError};

use super::readonly::ReadOnlyDirectory;
use super::{Inspected, StoredForm, files_of_segment, inspect};
use crate::{Error, ErrorKind, Result, StoredArticle, id_is_of_article, source_key};

/// An index whose stored articles are to be read, whatever else it is.
pub struct Salvage {
    path: PathBuf,
    index: Index,
    /// What it says of itself.
    pub inspected: Inspected,
}

/// A document of an index that is salvaged.
pub enum Salvaged {
    /// An article.
    Article(SalvagedArticle),
    /// The record of a source.
    Source(CatalogueEntry),
    /// The record of a source of which nothing is left: it is all in columns.
    LostSource,
    /// What should be an article and cannot be read.
    Lost {
        /// Its id, where the columns know it.
        id: Option<String>,
        /// Its source, where they do.
        source: Option<String>,
    },
}

/// A stored article, and what the columns know of it.
pub struct SalvagedArticle {
    /// Its source as the index names it, see [`source_key`].
    pub source: String,
    /// Whether what is stored is surely what was written.
    pub soundness: Soundness,
    title: String,
    text: String,
    record: Vec<u8>,
}

impl SalvagedArticle {
    /// The article.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when it is none.
    pub fn article(&self) -> std::result::Result<StoredArticle<'_>, ErrorKind> {
        StoredArticle::decode(&self.record, &self.title, &self.text)
    }

    /// The bytes it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.title.len() + self.text.len() + self.record.len()
    }
}

/// Whether bytes are surely those that were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soundness {
    /// The checksum of their file holds.
    Sound,
    /// It does not: these bytes or others of the file have changed.
    Doubtful,
}

/// What the index knows of one source: what makes indexing incremental.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// The source as the index names it, see [`source_key`].
    pub source: String,
    /// Its size in bytes when it was read.
    pub size: u64,
    /// Its times then, in one number that is another when one of them is.
    pub times: i64,
    /// The articles that it gave.
    pub articles: u64,
    /// Its records that were refused.
    pub refused: u64,
}

impl Salvage {
    /// Opens what can be read of the index at `path`; nothing is written there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoIndex`]; [`ErrorKind::CommitDamaged`] when `meta.json` cannot be read;
    /// [`ErrorKind::Incompatible`] for what is not Dateline's, or of another engine.
    pub fn open(path: &Path) -> Result<Self> {
        let inspected = inspect(path)?;
        let directory = MmapDirectory::open(path)
            .map_err(|error| Error::from_engine(path, &error.into()))
            .map(ReadOnlyDirectory::new)?;
        let index = Index::open(directory).map_err(|error| Error::from_engine(path, &error))?;
        Ok(Self { path: path.to_owned(), index, inspected })
    }

    /// How many documents there are.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`] when the list of segments cannot be read.
    pub fn documents(&self) -> Result<u64> {
        Ok(self.segments()?.iter().map(|segment| u64::from(segment.meta().num_docs())).sum())
    }

    /// The bytes of the files of the newest commit.
    ///
    /// # Errors
    ///
    /// As [`Self::documents`].
    pub fn bytes(&self) -> Result<u64> {
        let metas = self.index.load_metas().map_err(|error| self.engine(&error))?;
        let size = |file: &String| std::fs::metadata(self.path.join(file)).map_or(0, |m| m.len());
        Ok(metas.segments.iter().flat_map(files_of_segment).map(|file| size(&file)).sum())
    }

    /// Calls `visit` with every document that is not removed, segment by segment, until it
    /// returns `Err`.
    ///
    /// Holds one document at a time, and the keys of the sources of a segment.
    ///
    /// # Errors
    ///
    /// What `visit` returned; [`ErrorKind::Damaged`] when it cannot be told which documents
    /// were removed.
    pub fn for_each<E: From<Error>>(
        &self,
        mut visit: impl FnMut(Salvaged) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        for segment in self.segments()? {
            let documents = SegmentDocuments::open(&segment, &self.path)?;
            let alive = documents.alive.as_ref();
            // In their order, so that a damaged block is unpacked once and not for each of
            // its documents: it may tell any size.
            let store = documents.store.as_ref();
            let mut stored = store.map(|store| store.iter::<TantivyDocument>(alive));
            for doc in 0..segment.meta().max_doc() {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    let next = || stored.as_mut()?.next()?.ok();
                    visit(documents.read(doc, caught(next)))?;
                }
            }
        }
        Ok(())
    }

    /// The sources that articles and source records are of, as far as columns tell.
    ///
    /// # Errors
    ///
    /// As [`Self::documents`].
    pub fn sources(&self) -> Result<std::collections::BTreeSet<String>> {
        let mut sources = std::collections::BTreeSet::new();
        for segment in self.segments()? {
            let columns = Columns::open(&segment).unwrap_or_default();
            let Some(column) = columns.source else { continue };
            for number in 0..column.num_terms() as u64 {
                let mut source = String::new();
                if column.ord_to_str(number, &mut source).unwrap_or(false) {
                    sources.insert(source);
                }
            }
        }
        Ok(sources)
    }

    /// Whether its stored articles are in a form that this version reads.
    #[must_use]
    pub fn stored_form(&self) -> Option<StoredForm> {
        self.inspected.stored_form()
    }

    fn segments(&self) -> Result<Vec<Segment>> {
        self.index.searchable_segments().map_err(|error| self.engine(&error))
    }

    fn engine(&self, error: &TantivyError) -> Error {
        Error::from_engine(&self.path, error)
    }
}

/// The documents of a segment, as far as they can be read.
struct SegmentDocuments {
    store: Option<StoreReader>,
    soundness: Soundness,
    columns: Columns,
    alive: Option<AliveBitSet>,
    schema: Schema,
}

/// How many blocks of the store are kept: documents are read in their order.
const BLOCKS: usize = 0;

impl SegmentDocuments {
    fn open(segment: &Segment, path: &Path) -> Result<Self> {
        let alive = match segment.meta().has_deletes() {
            false => None,
            true => Some(removed(segment).ok_or_else(|| {
                let what = "its list of removed articles cannot be read".to_owned();
                Error::new(path, ErrorKind::Damaged(what))
            })?),
        };
        let file = segment.open_read(SegmentComponent::Store).ok();
        // The engine trusts what it reads, and may leave its bounds with what is damaged.
        let store = file.and_then(|file| caught(|| StoreReader::open(file, BLOCKS).ok()));
        Ok(Self {
            store,
            soundness: soundness(segment, SegmentComponent::Store),
            columns: Columns::open(segment).unwrap_or_default(),
            alive,
            schema: segment.schema(),
        })
    }

    /// What a document is, with what is stored of it where that can be read.
    fn read(&self, doc: DocId, document: Option<TantivyDocument>) -> Salvaged {
        let entry = self.columns.entry(doc);
        if let Some(entry) = entry {
            return Salvaged::Source(entry);
        }
        let is_empty =
            document.as_ref().is_some_and(|document| document.field_values().next().is_none());
        match document.and_then(|document| self.article(doc, &document)) {
            Some(article) => Salvaged::Article(article),
            None if is_empty && self.soundness == Soundness::Sound => Salvaged::LostSource,
            None => Salvaged::Lost { id: self.columns.id(doc), source: self.columns.source(doc) },
        }
    }

    fn article(&self, doc: DocId, document: &TantivyDocument) -> Option<SalvagedArticle> {
        // Fields are numbered in their order, which differs between formats.
        let field = |name| self.schema.get_field(name).ok();
        let mut texts = document.get_all(field("text")?).filter_map(|value| value.as_str());
        let (title, text) = (texts.next()?.to_owned(), texts.next()?.to_owned());
        let record = document.get_first(field("record")?)?.as_bytes()?.to_vec();
        let decoded = StoredArticle::decode(&record, &title, &text).ok()?;
        let source = self.columns.source(doc).unwrap_or_else(|| source_key(decoded.path.as_ref()));
        // An article that is not the one that the columns know is no article to keep.
        if decoded.article_id().is_err() || self.columns.id(doc).is_some_and(|id| id != decoded.id)
        {
            return None;
        }
        let soundness = self.soundness;
        Some(SalvagedArticle { source, soundness, title, text, record })
    }
}

/// The columns that are read of a segment; none of them when their file is damaged.
#[derive(Default)]
struct Columns {
    id: Option<StrColumn>,
    source: Option<StrColumn>,
    size: Option<Column<u64>>,
    times: Option<Column<i64>>,
    articles: Option<Column<u64>>,
    refused: Option<Column<u64>>,
}

impl Columns {
    fn open(segment: &Segment) -> Option<Self> {
        if soundness(segment, SegmentComponent::FastFields) == Soundness::Doubtful {
            return None;
        }
        let file = segment.open_read(SegmentComponent::FastFields).ok()?;
        let reader = caught(|| ColumnarReader::open(file).ok())?;
        let column = |name: &str| {
            let handles = reader.read_columns(name).ok()?;
            handles.first()?.open().ok()
        };
        let text = |name| match column(name) {
            Some(DynamicColumn::Str(column)) => Some(column),
            _ => None,
        };
        let number = |name| match column(name) {
            Some(DynamicColumn::U64(column)) => Some(column),
            _ => None,
        };
        Some(Self {
            id: text("id"),
            source: text("source"),
            size: number("size"),
            times: match column("modified") {
                Some(DynamicColumn::I64(column)) => Some(column),
                _ => None,
            },
            articles: number("articles"),
            refused: number("refused"),
        })
    }

    /// The source record that a document is.
    fn entry(&self, doc: DocId) -> Option<CatalogueEntry> {
        if id_is_of_article(&self.id(doc)?) {
            return None;
        }
        let number = |column: &Option<Column<u64>>| column.as_ref()?.first(doc);
        Some(CatalogueEntry {
            source: self.source(doc)?,
            size: number(&self.size)?,
            times: self.times.as_ref()?.first(doc)?,
            articles: number(&self.articles)?,
            refused: number(&self.refused).unwrap_or(0),
        })
    }

    fn id(&self, doc: DocId) -> Option<String> {
        value(self.id.as_ref()?, doc)
    }

    fn source(&self, doc: DocId) -> Option<String> {
        value(self.source.as_ref()?, doc)
    }
}

fn value(column: &StrColumn, doc: DocId) -> Option<String> {
    let mut value = String::new();
    let ordinal = column.term_ords(doc).next()?;
    column.ord_to_str(ordinal, &mut value).unwrap_or(false).then_some(value)
}

/// The documents that are not removed.
fn removed(segment: &Segment) -> Option<AliveBitSet> {
    if soundness(segment, SegmentComponent::Delete) == Soundness::Doubtful {
        return None;
    }
    let bytes = segment.open_read(SegmentComponent::Delete).ok()?.read_bytes().ok()?;
    caught(|| Some(AliveBitSet::open(bytes)))
}

/// Whether a file is as it was written.
fn soundness(segment: &Segment, component: SegmentComponent) -> Soundness {
    let file = segment.relative_path(component);
    match segment.index().directory().validate_checksum(&file) {
        Ok(true) => Soundness::Sound,
        _ => Soundness::Doubtful,
    }
}

/// What the work gives; nothing where it panics.
fn caught<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}
