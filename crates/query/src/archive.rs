//! An index opened to be asked.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dateline_model::{PartialDate, Published};
use dateline_schema::store::{Payload, ReadAccess, open_for_reading};
use dateline_schema::{DateCode, ErrorKind, Fields, Kind, StoredDocument};
use tantivy::collector::{Count, DocSetCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

use crate::address::AddressesKept;
use crate::nearest::NearestKept;
use crate::statistics::{Collection, article_term};
use crate::{Overrides, Result};

/// An archive: one index, as its newest commit had it when it was opened.
pub struct Archive {
    access: ReadAccess,
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    pub(crate) overrides: Arc<Overrides>,
    collection: OnceLock<Collection>,
    pub(crate) nearest: NearestKept,
    pub(crate) addresses: AddressesKept,
}

/// An article by name, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The absolute path of its source.
    pub path: String,
    /// The hash of the bytes it was read from, in hexadecimal.
    pub hash: String,
    /// When it appeared, and how that is known.
    pub published: Option<Published>,
}

/// What there is to say of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The index directory.
    pub path: PathBuf,
    /// Articles.
    pub articles: u64,
    /// Source files.
    pub sources: u64,
    /// Records that were refused when their source was last read.
    pub refused: u64,
    /// The first and the last publication date.
    pub published: Option<(PartialDate, PartialDate)>,
    /// Parts of the index.
    pub segments: usize,
    /// Bytes of the index on disk.
    pub bytes: u64,
    /// Versions and roots.
    pub payload: Payload,
}

impl Archive {
    /// Opens the index at `path`; nothing is written there.
    ///
    /// # Errors
    ///
    /// When there is no index, or one that this version cannot read, or a damaged one.
    pub fn open(path: &Path) -> Result<Self> {
        let access = open_for_reading(path)?;
        let searcher = access.reader.searcher();
        Ok(Self {
            access,
            searcher,
            fields: Fields::new(),
            overrides: Arc::default(),
            collection: OnceLock::new(),
            nearest: NearestKept::default(),
            addresses: AddressesKept::default(),
        })
    }

    /// The archive, asked with these overrides.
    #[must_use]
    pub fn with_overrides(self, overrides: Overrides) -> Self {
        Self { overrides: Arc::new(overrides), ..self }
    }

    /// The overrides that it is asked with.
    #[must_use]
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// The index directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.access.path
    }

    /// What was indexed.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        &self.access.payload
    }

    /// The article with this id, if there is one.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn article(&self, id: &str) -> Result<Option<StoredDocument>> {
        let term = Term::from_field_text(self.fields.id, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.engine(self.searcher.search(&query, &DocSetCollector))?;
        found.into_iter().next().map(|address| self.stored(address)).transpose()
    }

    /// Every article by name, ordered by id.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>> {
        let query = TermQuery::new(article_term(&self.fields), IndexRecordOption::Basic);
        let found = self.engine(self.searcher.search(&query, &DocSetCollector))?;
        let mut listed = found
            .into_iter()
            .map(|address| {
                let bytes = self.stored(address)?;
                let article = bytes.article().map_err(|kind| self.error(kind))?;
                let hash = dateline_model::ContentHash(article.content_hash).to_string();
                let published = article.published();
                let (id, path) = (article.id.to_owned(), article.path.to_owned());
                let (title, outlet) = (article.title.to_owned(), article.outlet.map(str::to_owned));
                Ok(Listed { id, title, outlet, path, hash, published })
            })
            .collect::<Result<Vec<_>>>()?;
        listed.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        Ok(listed)
    }

    /// Whether there is no article, as after a folder was indexed that is not there.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(self.fields.kind))?;
            let postings =
                index.read_postings(&article_term(&self.fields), IndexRecordOption::Basic);
            let Some(mut postings) = self.engine(postings.map_err(Into::into))? else { continue };
            let alive = segment.alive_bitset();
            // Nearly always the first one ends this.
            while postings.doc() != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                    return Ok(false);
                }
                postings.advance();
            }
        }
        Ok(true)
    }

    /// How many articles there are.
    pub(crate) fn articles(&self) -> Result<u64> {
        let query = TermQuery::new(article_term(&self.fields), IndexRecordOption::Basic);
        Ok(self.engine(self.searcher.search(&query, &Count))? as u64)
    }

    /// What there is to say of the archive.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn status(&self) -> Result<Status> {
        let count = |kind: Kind| {
            let term = Term::from_field_text(self.fields.kind, kind.term());
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            Ok::<_, crate::Error>(self.engine(self.searcher.search(&query, &Count))? as u64)
        };
        let mut refused = 0;
        for segment in self.searcher.segment_readers() {
            refused += self.sum(segment, self.fields.refused)?;
        }
        Ok(Status {
            path: self.access.path.clone(),
            articles: count(Kind::Article)?,
            sources: count(Kind::Source)?,
            refused,
            published: self.published()?,
            segments: self.searcher.segment_readers().len(),
            bytes: bytes_of(&self.access.path),
            payload: self.access.payload.clone(),
        })
    }

    /// The first and the last publication date.
    pub(crate) fn published(&self) -> Result<Option<(PartialDate, PartialDate)>> {
        let mut published: Option<(PartialDate, PartialDate)> = None;
        for segment in self.searcher.segment_readers() {
            let column = self.numbers(segment, self.fields.published_code)?;
            for doc in segment.doc_ids_alive() {
                let Some(date) = column.first(doc).and_then(|code| DateCode(code).date()) else {
                    continue;
                };
                published = Some(published.map_or((date, date), |(first, last)| {
                    (first.min_by_day(date), last.max_by_day(date))
                }));
            }
        }
        Ok(published)
    }

    fn sum(&self, segment: &SegmentReader, field: Field) -> Result<u64> {
        let column = self.numbers(segment, field)?;
        Ok(segment.doc_ids_alive().filter_map(|doc| column.first(doc)).sum())
    }

    /// What is known of the articles together.
    pub(crate) fn collection(&self) -> Result<&Collection> {
        if self.collection.get().is_none() {
            let collection = self.engine(Collection::new(&self.searcher, &self.fields))?;
            // Another thread may have been quicker; its figures are the same.
            let _ = self.collection.set(collection);
        }
        Ok(self.collection.get().expect("it was set"))
    }

    /// The stored article of a document.
    pub(crate) fn stored(&self, address: DocAddress) -> Result<StoredDocument> {
        let document = self.engine(self.searcher.doc(address))?;
        Ok(StoredDocument::new(document, self.fields))
    }

    pub(crate) fn texts(&self, segment: &SegmentReader, field: Field) -> Result<Option<StrColumn>> {
        let name = segment.schema().get_field_name(field);
        self.engine(segment.fast_fields().str(name))
    }

    pub(crate) fn numbers(&self, segment: &SegmentReader, field: Field) -> Result<Column<u64>> {
        let name = segment.schema().get_field_name(field);
        self.engine(segment.fast_fields().u64(name))
    }

    /// The engine's result, its error as one about this index.
    pub(crate) fn engine<T>(&self, result: tantivy::Result<T>) -> Result<T> {
        result.map_err(|error: TantivyError| {
            dateline_schema::Error::from_engine(&self.access.path, &error).into()
        })
    }

    pub(crate) fn error(&self, kind: ErrorKind) -> crate::Error {
        dateline_schema::Error::new(&self.access.path, kind).into()
    }
}

/// The earlier and the later of two dates by the days they can mean.
trait ByDay {
    fn min_by_day(self, other: Self) -> Self;
    fn max_by_day(self, other: Self) -> Self;
}

impl ByDay for PartialDate {
    fn min_by_day(self, other: Self) -> Self {
        if other.first() < self.first() { other } else { self }
    }

    fn max_by_day(self, other: Self) -> Self {
        if other.last() > self.last() { other } else { self }
    }
}

/// The bytes of the files in a folder; what cannot be read counts nothing.
fn bytes_of(path: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(path) else { return 0 };
    entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum()
}

/// An archive without an article, in a folder of its own.
#[cfg(test)]
pub(crate) fn empty(folder: &Path) -> Archive {
    use dateline_schema::store::{Waiting, WriteAccess};
    let access = WriteAccess::acquire(folder, Waiting::Refuse).expect("a new folder");
    access.open_or_create().expect("a new index");
    drop(access);
    Archive::open(folder).expect("an empty index")
}
