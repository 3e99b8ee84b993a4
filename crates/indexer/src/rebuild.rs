//! A new index from the articles that an index has stored, in place of it.
//!
//! Persons, places and dates are found anew and every field is written anew; ids, and what
//! is known of sources, are kept. So the result is that of indexing the sources as they
//! were, and the next run finds nothing to do. Of an index whose stored articles this
//! version does not read, the sources are read instead.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use dateline_articles::{ReadOptions, WalkOptions};
use dateline_entities::{Annotator, EXTRACTOR_VERSION};
use dateline_model::Article;
use dateline_schema::store::{
    Beside, CatalogueEntry, FormatAge, Payload, Salvage, Salvaged, SalvagedArticle, Soundness,
    WriteAccess, require_space,
};
use dateline_schema::{Error, ErrorKind, Fields};
use rayon::ThreadPool;
use rustc_hash::FxHashSet;

use crate::annotate::{Annotated, annotate};
use crate::document::Placed;
use crate::plan::{Input, Request, Vanished, Work};
use crate::report::{Event, Summary};
use crate::run::pool;
use crate::writer::Writer;
use crate::{Result, run};

/// How an index is rebuilt.
pub struct RebuildRequest {
    /// What becomes of articles whose stored form cannot be read.
    pub damaged: Unreadable,
    /// What becomes of articles whose sources would be read and are not there.
    pub missing: Unreadable,
    /// What the machine may be asked for.
    pub work: Work,
    /// How sources are read, where they are.
    pub read: ReadOptions,
    /// What to enter when sources are looked for.
    pub walk: WalkOptions,
}

/// What becomes of articles that cannot be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The old index is kept as it is.
    Refuse,
    /// They are left out of the new one.
    LeaveOut,
}

/// What a new index was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFrom {
    /// The articles that the old one had stored.
    StoredArticles,
    /// The files that the old one was made from.
    Sources,
}

/// Whether the new index took the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did.
    Replaced,
    /// Articles cannot be taken over: the old one is there as it was.
    Kept,
    /// The work was interrupted: the old one is there as it was.
    Interrupted,
}

/// The account of rebuilding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// Whether the new index is in place.
    pub outcome: Outcome,
    /// What it was made from.
    pub from: MadeFrom,
    /// Articles in the new index.
    pub articles: u64,
    /// Source records in it.
    pub sources: u64,
    /// Articles that could not be read.
    pub damaged: u64,
    /// Articles that could be read, of a file whose checksum does not hold: they are taken
    /// over, and read again from their sources by the next run.
    pub doubtful: u64,
    /// Sources that were to be read and are not there, or could not be read.
    pub missing: u64,
}

/// What rebuilding tells while it goes on.
#[derive(Debug)]
#[non_exhaustive]
pub enum RebuildEvent<'a> {
    /// There are so many articles and source records to take over.
    Planned(u64),
    /// So many have been.
    Progress(u64),
    /// An article cannot be read; its id where it is known.
    Damaged(Option<&'a str>),
    /// A source is not there.
    Missing(&'a str),
    /// What reading the sources tells.
    Reading(Event<'a>),
}

/// Makes a new index beside the one that `access` is to and puts it in its place.
///
/// Until the last step the old index is there as it was, and answers.
///
/// # Errors
///
/// [`ErrorKind::NoIndex`]; [`ErrorKind::Newer`] or [`ErrorKind::Foreign`] for what this
/// version does not know; [`ErrorKind::LittleSpace`]; [`ErrorKind::Damaged`] where nothing
/// can be made of it; or when the new index cannot be written.
pub fn rebuild(
    access: &WriteAccess,
    request: RebuildRequest,
    interrupted: &AtomicBool,
    tell: &mut dyn FnMut(RebuildEvent<'_>),
) -> Result<Rebuilt> {
    let salvage = Salvage::open(access.path())?;
    if salvage.inspected.age == FormatAge::Newer {
        let what = format!("of format {}", salvage.inspected.format);
        return Err(Error::new(access.path(), ErrorKind::Newer(what)).into());
    }
    require_space(access.path(), salvage.bytes()? / 10 * 11)?;
    match salvage.stored_form() {
        Some(_) => from_stored(access, &salvage, request, interrupted, tell),
        None => from_sources(access, &salvage, request, interrupted, tell),
    }
}

fn from_stored(
    access: &WriteAccess,
    salvage: &Salvage,
    request: RebuildRequest,
    interrupted: &AtomicBool,
    tell: &mut dyn FnMut(RebuildEvent<'_>),
) -> Result<Rebuilt> {
    let planned = salvage.documents()?;
    tell(RebuildEvent::Planned(planned));
    let beside = access.begin_beside()?;
    let index = beside.access().open_or_create()?;
    let mut payload = Payload::empty(EXTRACTOR_VERSION);
    payload.roots.clone_from(&salvage.inspected.roots);
    let bytes = salvage.bytes()?;
    let workers = pool(request.work.threads)?;
    let mut builder = Builder {
        writer: Writer::open(&index, beside.access(), payload, request.work.clone(), bytes)?,
        fields: Fields::new(),
        annotator: Annotator::new(),
        workers: &workers,
        damaged: request.damaged,
        batch: Vec::new(),
        batch_bytes: 0,
        sources: Vec::new(),
        doubted: FxHashSet::default(),
        done: 0,
        rebuilt: Rebuilt::nothing(MadeFrom::StoredArticles),
        interrupted,
        tell,
    };
    match salvage.for_each(|salvaged| builder.take(salvaged)) {
        Ok(()) | Err(Stop::Interrupted) => {}
        Err(Stop::Failed(error)) => return Err(error),
    }
    let rebuilt = builder.finish()?;
    finish(beside, rebuilt)
}

fn finish(beside: Beside<'_>, rebuilt: Rebuilt) -> Result<Rebuilt> {
    if rebuilt.outcome == Outcome::Replaced {
        beside.swap_in()?;
    }
    Ok(rebuilt)
}

impl Rebuilt {
    fn nothing(from: MadeFrom) -> Self {
        let outcome = Outcome::Replaced;
        Self { outcome, from, articles: 0, sources: 0, damaged: 0, doubtful: 0, missing: 0 }
    }
}

/// Why no further article is taken.
enum Stop {
    Interrupted,
    Failed(crate::Error),
}

impl<E: Into<crate::Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The stored articles after which a batch is annotated and written.
const BATCH_BYTES: usize = 2 << 20;
const BATCH_ARTICLES: usize = 512;

/// Writes the new index.
struct Builder<'b, 'w> {
    writer: Writer<'w>,
    fields: Fields,
    annotator: Annotator,
    workers: &'b ThreadPool,
    damaged: Unreadable,
    batch: Vec<Taken>,
    batch_bytes: usize,
    /// What is known of sources; written last.
    sources: Vec<CatalogueEntry>,
    /// The sources of articles that are lost or in doubt.
    doubted: FxHashSet<String>,
    done: u64,
    rebuilt: Rebuilt,
    interrupted: &'b AtomicBool,
    tell: &'b mut dyn FnMut(RebuildEvent<'_>),
}

/// An article that is taken over.
struct Taken {
    article: Article,
    source: String,
    soundness: Soundness,
}

impl Builder<'_, '_> {
    fn take(&mut self, salvaged: Salvaged) -> std::result::Result<(), Stop> {
        if self.interrupted.load(Ordering::Relaxed) {
            self.rebuilt.outcome = Outcome::Interrupted;
            return Err(Stop::Interrupted);
        }
        self.done += 1;
        match salvaged {
            Salvaged::Article(article) => self.article(&article),
            Salvaged::Source(entry) => self.sources.push(entry),
            // It is read again by the next run.
            Salvaged::LostSource => {}
            Salvaged::Lost { id, source } => self.lost(id.as_deref(), source),
        }
        if self.batch_bytes >= BATCH_BYTES || self.batch.len() >= BATCH_ARTICLES {
            self.write()?;
        }
        Ok(())
    }

    fn article(&mut self, salvaged: &SalvagedArticle) {
        let (source, soundness) = (salvaged.source.clone(), salvaged.soundness);
        let Ok(article) = salvaged.article().and_then(|stored| stored.to_article()) else {
            return self.lost(None, Some(source));
        };
        if soundness == Soundness::Doubtful {
            self.rebuilt.doubtful += 1;
            self.doubted.insert(source.clone());
        }
        self.batch_bytes += salvaged.bytes();
        self.batch.push(Taken { article, source, soundness });
    }

    fn lost(&mut self, id: Option<&str>, source: Option<String>) {
        self.rebuilt.damaged += 1;
        self.doubted.extend(source);
        if self.damaged == Unreadable::Refuse {
            self.rebuilt.outcome = Outcome::Kept;
        }
        (self.tell)(RebuildEvent::Damaged(id));
    }

    /// Annotates and writes the batch. Where the new index will not be used, what is in it
    /// is only counted.
    fn write(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        self.rebuilt.articles += batch.len() as u64;
        if self.rebuilt.outcome == Outcome::Replaced {
            let placed: Vec<Placed<'_>> = batch
                .iter()
                .map(|taken| Placed {
                    article: &taken.article,
                    source: Cow::Borrowed(&*taken.source),
                    hash: taken.hash(),
                })
                .collect();
            let (annotator, fields) = (&self.annotator, &self.fields);
            let annotated = self.workers.install(|| annotate(&placed, annotator, fields));
            for Annotated { document, bytes } in annotated {
                self.writer.add(document, bytes)?;
            }
        }
        (self.tell)(RebuildEvent::Progress(self.done));
        Ok(())
    }

    fn finish(mut self) -> Result<Rebuilt> {
        self.write()?;
        if self.rebuilt.outcome == Outcome::Replaced {
            // A source that is not known is read again by the next run.
            self.sources.retain(|entry| !self.doubted.contains(&entry.source));
            self.rebuilt.sources = self.sources.len() as u64;
            for entry in &self.sources {
                self.writer.add_source(entry)?;
            }
            self.writer.finish()?;
        }
        Ok(self.rebuilt)
    }
}

impl Taken {
    /// The hash by which a run knows that an article has not changed. That of one in doubt
    /// says that it has, so that it is read again from its source when that is read.
    fn hash(&self) -> u64 {
        let hash = dateline_schema::short_hash(&self.article.content_hash);
        match self.soundness {
            Soundness::Sound => hash,
            Soundness::Doubtful => dateline_schema::doubtful_hash(hash),
        }
    }
}

/// Reads the sources that the old index was made from.
fn from_sources(
    access: &WriteAccess,
    salvage: &Salvage,
    request: RebuildRequest,
    interrupted: &AtomicBool,
    tell: &mut dyn FnMut(RebuildEvent<'_>),
) -> Result<Rebuilt> {
    let mut rebuilt = Rebuilt::nothing(MadeFrom::Sources);
    let roots = salvage.inspected.roots.iter().map(|root| root.path.clone());
    let roots: Vec<String> = roots.collect();
    let mut alone = Vec::new();
    let sources = salvage.sources()?;
    for source in sources.iter().chain(&roots) {
        // Standard input is not there either.
        if !Path::new(source).exists() {
            rebuilt.missing += 1;
            tell(RebuildEvent::Missing(source));
        } else if roots.iter().all(|root| !Path::new(source).starts_with(root)) {
            alone.push(PathBuf::from(source));
        }
    }
    if rebuilt.missing > 0 && request.missing == Unreadable::Refuse
        || roots.is_empty() && alone.is_empty()
    {
        return Ok(Rebuilt { outcome: Outcome::Kept, ..rebuilt });
    }
    let mut inputs: Vec<Input> = roots.into_iter().map(|root| Input::Path(root.into())).collect();
    if !alone.is_empty() {
        inputs.push(Input::Files(alone));
    }
    let RebuildRequest { walk, read, work, .. } = request;
    let beside = access.begin_beside()?;
    let request = Request { inputs, walk, read, vanished: Vanished::Keep, work };
    let summary: Summary = run(beside.access(), request, interrupted, &mut |event| {
        tell(RebuildEvent::Reading(event));
    })?;
    rebuilt.articles = summary.added;
    rebuilt.missing += summary.failed;
    if interrupted.load(Ordering::Relaxed) {
        rebuilt.outcome = Outcome::Interrupted;
    }
    finish(beside, rebuilt)
}
