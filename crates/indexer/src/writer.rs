//! The one place that writes to the index.

use std::path::Path;
use std::time::Instant;

use dateline_schema::store::{CatalogueEntry, Failures, Payload, Root, WriteAccess};
use dateline_schema::{Error, ErrorKind, Fields, source_record_id};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError, Term};

use crate::Result;
use crate::budget::{Budget, Budgeted};
use crate::document;
use crate::plan::Work;

/// Writes documents into the index and commits them.
pub(crate) struct Writer<'a> {
    inner: IndexWriter<Budgeted>,
    fields: Fields,
    budget: Budget,
    payload: Payload,
    access: &'a WriteAccess,
    work: Work,
    committed: Instant,
    dirty: Dirty,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dirty {
    Clean,
    Changed,
}

/// Documents waiting for the index may take this part of its heap.
const WAITING_SHARE: usize = 8;

/// Below so many bytes of input one thread builds the index: a second would only make a
/// second segment, which every search pays for.
const ONE_THREAD_BYTES: u64 = 16 << 20;

/// The least heap that the engine accepts for a thread, with some room.
const LEAST_HEAP: usize = 16_000_000;
/// The most that it accepts.
const MOST_HEAP: usize = 4_000_000_000;

impl<'a> Writer<'a> {
    /// A writer for about `bytes` of input.
    pub(crate) fn open(
        index: &Index,
        access: &'a WriteAccess,
        payload: Payload,
        work: Work,
        bytes: u64,
    ) -> Result<Self> {
        let threads = match bytes < ONE_THREAD_BYTES {
            true => 1,
            false => work.index_threads.max(1),
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((work.heap / threads).clamp(LEAST_HEAP, MOST_HEAP))
            .num_merge_threads(1)
            .build();
        let inner = index
            .writer_with_options(options)
            .map_err(|error| failure(access.path(), access.failures(), &error))?;
        inner.set_merge_policy(Box::new(merge_policy()));
        Ok(Self {
            inner,
            fields: Fields::new(),
            budget: Budget::new(work.heap / WAITING_SHARE),
            payload,
            access,
            work,
            committed: Instant::now(),
            dirty: Dirty::Clean,
        })
    }

    /// Adds a document that takes about `bytes`; waits while too much is on its way.
    pub(crate) fn add(&mut self, document: TantivyDocument, bytes: usize) -> Result<()> {
        self.dirty = Dirty::Changed;
        let permit = self.budget.reserve(bytes);
        match self.inner.add_document(Budgeted { document, permit }) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.failure(&error)),
        }
    }

    /// Adds the record of a source in the place of the one that there may be.
    pub(crate) fn put_source(&mut self, source: &CatalogueEntry) -> Result<()> {
        self.delete_id(&source_record_id(&source.source));
        self.add_source(source)
    }

    /// Adds the record of a source that has none.
    pub(crate) fn add_source(&mut self, source: &CatalogueEntry) -> Result<()> {
        /// About what such a record takes in memory.
        const BYTES: usize = 1024;
        self.add(document::of_source(&self.fields, source), BYTES)
    }

    /// Removes the document with this id, if there is one.
    pub(crate) fn delete_id(&mut self, id: &str) {
        self.dirty = Dirty::Changed;
        self.inner.delete_term(Term::from_field_text(self.fields.id, id));
    }

    /// Removes a source: its record and its articles.
    pub(crate) fn delete_source(&mut self, key: &str) {
        self.dirty = Dirty::Changed;
        self.inner.delete_term(Term::from_field_text(self.fields.source, key));
    }

    /// Adds a root, if the index does not have it.
    pub(crate) fn add_root(&mut self, path: String) {
        if self.payload.roots.iter().all(|known| known.path != path) {
            self.dirty = Dirty::Changed;
            self.payload.roots.push(Root { path });
        }
    }

    /// Whether what was written has waited long enough for a commit.
    pub(crate) fn is_commit_due(&self) -> bool {
        self.dirty == Dirty::Changed && self.committed.elapsed() >= self.work.commit_every
    }

    /// Makes everything written so far durable.
    pub(crate) fn commit(&mut self) -> Result<()> {
        let payload = self.payload.to_json();
        let committed = self.inner.prepare_commit().and_then(|mut commit| {
            commit.set_payload(&payload);
            commit.commit()
        });
        if let Err(error) = committed {
            return Err(self.failure(&error));
        }
        self.committed = Instant::now();
        self.dirty = Dirty::Clean;
        Ok(())
    }

    /// Commits, and waits for merges to end: dropping the writer instead would abandon
    /// them, and small runs would pile up segments for ever.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.commit()?;
        let Self { inner, access, .. } = self;
        inner
            .wait_merging_threads()
            .map_err(|error| failure(access.path(), access.failures(), &error))
    }

    fn failure(&self, error: &TantivyError) -> crate::Error {
        failure(self.access.path(), self.access.failures(), error)
    }
}

/// Four segments of one size are merged: each costs a cold search a fifth of a
/// millisecond. Segments of more documents than a merge can handle in bounded memory stay.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(4);
    policy.set_max_docs_before_merge(200_000);
    policy
}

/// The engine's error with what the directory saw: a failed thread says only that it
/// failed, the directory knows of what.
pub(crate) fn failure(path: &Path, failures: &Failures, error: &TantivyError) -> crate::Error {
    let seen = failures.take();
    let kind = |error: &std::io::Error| ErrorKind::from_io(error);
    let full = seen.iter().map(kind).find(|kind| matches!(kind, ErrorKind::NoSpace));
    let first = || seen.first().map(kind);
    crate::Error::Index(match full.or_else(first) {
        Some(kind) => Error::new(path, kind),
        None => Error::from_engine(path, error),
    })
}
