//! One run: plan, then read, annotate and write batch by batch.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use dateline_articles::{ExportLine, Refusal};
use dateline_entities::{Annotator, EXTRACTOR_VERSION};
use dateline_model::{Article, ArticleId};
use dateline_schema::store::{CatalogueEntry, Payload, Root, WriteAccess};
use dateline_schema::{ErrorKind, Fields, short_hash, source_key, source_record_id};
use rayon::{ThreadPool, ThreadPoolBuilder};
use rustc_hash::FxHashMap;
use tantivy::{Searcher, TantivyError};

use crate::annotate::{self, Annotated, ReadUnit};
use crate::catalogue::{self, Catalogue, Extraction};
use crate::document::{self, Placed};
use crate::ids::Ids;
use crate::imports::Imports;
use crate::plan::{Plan, Reached, Request, Task, Vanished, plan};
use crate::reading::{READERS, SourceNumber, Unit, read_all};
use crate::report::{Event, Named, Summary};
use crate::writer::Writer;
use crate::{Error, Result};

/// How many batches may wait to be worked on.
const BATCHES_AHEAD: usize = 2;

/// While nothing comes it is looked so often whether to commit or to end.
const TICK: Duration = Duration::from_millis(100);

/// Brings the index up to date with the inputs of the request and returns the account of
/// it. `tell` hears what happens while it happens; when `interrupted` becomes true, what
/// was read is committed and the run ends.
///
/// # Errors
///
/// When the index cannot be opened or written. A source that cannot be read is no error:
/// it is told of, counted, and tried again by the next run.
pub fn run(
    access: &WriteAccess,
    request: Request,
    interrupted: &AtomicBool,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Summary> {
    run_in_place(access, request, interrupted, tell).map_err(|error| match access.path().is_dir() {
        true => error,
        // Whatever failed, failed by this.
        false => dateline_schema::Error::new(access.path(), ErrorKind::Gone).into(),
    })
}

fn run_in_place(
    access: &WriteAccess,
    request: Request,
    interrupted: &AtomicBool,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Summary> {
    let index = access.open_or_create()?;
    let mut payload = Payload::of(&index, access.path())?;
    let searcher = catalogue::snapshot(&index, access.path())?;
    let engine = |error: TantivyError| dateline_schema::Error::from_engine(access.path(), &error);
    let fields = Fields::new();
    let extraction = match payload.extractor == EXTRACTOR_VERSION {
        true => Extraction::Current,
        false => Extraction::Outdated,
    };
    let mut catalogue = Catalogue::load(&searcher, &fields, extraction).map_err(engine)?;
    let mut summary = Summary::default();
    let planned =
        plan(request.inputs, &request.walk, &request.read, &mut catalogue, &mut summary, tell)?;
    let bytes = planned.tasks.iter().map(|task| task.file.size).sum();
    tell(Event::Planned { sources: planned.tasks.len() as u64, bytes });

    let new_roots = add_roots(&mut payload, &planned.roots);
    payload.extractor = EXTRACTOR_VERSION;
    let pruned = tell_vanished(&catalogue, &planned, request.vanished, &mut summary, tell);
    let idle = planned.tasks.is_empty() && planned.streams.is_empty() && pruned.is_empty();
    if idle && new_roots == 0 {
        return Ok(summary);
    }

    let expected = match planned.streams.is_empty() {
        true => bytes,
        false => u64::MAX,
    };
    let mut writer = Writer::open(&index, access, payload, request.work.clone(), expected)?;
    if extraction == Extraction::Outdated {
        catalogue.outdated().try_for_each(|source| writer.put_source(&source))?;
    }
    for key in &pruned {
        writer.delete_source(key);
    }
    let workers = pool(request.work.threads)?;
    let readers = pool(READERS)?;
    let mut batches = Batches {
        tasks: &planned.tasks,
        fields,
        searcher: &searcher,
        engine: &engine,
        ids: Ids::new(&searcher, fields, pruned.into_iter().collect()),
        workers: &workers,
        annotator: Annotator::new(),
        current: None,
        imports: Imports::default(),
        knows_sources: !catalogue.is_empty() || searcher.num_docs() > 0,
        writer: &mut writer,
        summary: &mut summary,
        tell,
    };
    let (tasks, streams, readers) = (&planned.tasks, planned.streams, &readers);
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(BATCHES_AHEAD);
        let read = &request.read;
        thread::Builder::new()
            .spawn_scoped(scope, move || read_all(tasks, streams, read, readers, sender))
            .map_err(|error| Error::Thread(error.to_string()))?;
        batches.work(receiver, &request.read, interrupted)
    })?;
    writer.finish()?;
    for trouble in access.failures().take() {
        summary.troubles += 1;
        tell(Event::Trouble(&trouble.to_string()));
    }
    tell(Event::Committed(&summary));
    Ok(summary)
}

pub(crate) fn pool(threads: usize) -> Result<ThreadPool> {
    let builder = ThreadPoolBuilder::new().num_threads(threads.max(1));
    builder.build().map_err(|error| Error::Thread(error.to_string()))
}

/// Adds the roots that the index did not know; returns how many.
fn add_roots(payload: &mut Payload, roots: &[Reached]) -> usize {
    let before = payload.roots.len();
    for Reached { root, .. } in roots {
        let path = source_key(root);
        if payload.roots.iter().all(|known| known.path != path) {
            payload.roots.push(Root { path });
        }
    }
    payload.roots.len() - before
}

/// Tells of the sources that are gone; returns the keys of those to be removed.
fn tell_vanished(
    catalogue: &Catalogue,
    planned: &Plan,
    vanished: Vanished,
    summary: &mut Summary,
    tell: &mut dyn FnMut(Event<'_>),
) -> Vec<String> {
    let mut gone = std::collections::BTreeMap::new();
    for Reached { root, only } in &planned.roots {
        let parts = if only.is_empty() { std::slice::from_ref(root) } else { only.as_slice() };
        parts.iter().for_each(|part| gone.extend(catalogue.vanished(part)));
    }
    for (source, known) in &gone {
        match vanished {
            Vanished::Keep => summary.vanished += 1,
            Vanished::Prune => summary.removed += known.articles,
        }
        tell(Event::Vanished { source, articles: known.articles, pruned: vanished });
    }
    match vanished {
        Vanished::Keep => Vec::new(),
        Vanished::Prune => gone.into_keys().map(str::to_owned).collect(),
    }
}

/// The sequential part of the work on batches.
struct Batches<'r, 'w> {
    tasks: &'r [Task],
    fields: Fields,
    searcher: &'r Searcher,
    engine: &'r dyn Fn(TantivyError) -> dateline_schema::Error,
    ids: Ids<'r>,
    workers: &'r ThreadPool,
    annotator: Annotator,
    /// The source whose records are coming in.
    current: Option<Current>,
    imports: Imports,
    /// Whether any source may have articles in the index already.
    knows_sources: bool,
    writer: &'r mut Writer<'w>,
    summary: &'r mut Summary,
    tell: &'r mut dyn FnMut(Event<'_>),
}

/// A source in the middle of being read.
struct Current {
    number: SourceNumber,
    key: String,
    /// The articles it has in the index that have not come again: hash by id.
    unseen: FxHashMap<Box<str>, u64>,
    articles: u64,
    refused: u64,
}

/// What is done to the index, in order.
enum Action {
    Put { replaces: Replaces, article: Box<Article>, source: Option<String> },
    End(Current),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Replaces {
    Nothing,
    Older,
}

impl<'r> Batches<'r, '_> {
    fn work(
        &mut self,
        batches: Receiver<Vec<Unit>>,
        options: &dateline_articles::ReadOptions,
        interrupted: &AtomicBool,
    ) -> Result<()> {
        loop {
            let batch = match batches.recv_timeout(TICK) {
                Ok(batch) => batch,
                Err(RecvTimeoutError::Timeout) => Vec::new(),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if interrupted.load(Ordering::Relaxed) {
                return Ok(());
            }
            if !batch.is_empty() {
                let read = self.workers.install(|| annotate::read(batch, options));
                let actions = self.decide(read)?;
                self.apply(actions)?;
                (self.tell)(Event::Progress(self.summary));
            }
            if self.writer.is_commit_due() {
                self.writer.commit()?;
                (self.tell)(Event::Committed(self.summary));
            }
        }
        self.imports.whole().try_for_each(|source| self.writer.put_source(source))
    }

    /// Compares what was read with what the index has.
    fn decide(&mut self, units: Vec<ReadUnit>) -> Result<Vec<Action>> {
        let mut actions = Vec::with_capacity(units.len());
        for unit in units {
            match unit {
                ReadUnit::Article(source, article, missing, bytes) => {
                    self.summary.bytes += bytes;
                    actions.extend(self.decide_article(source, article)?);
                    if let Some(missing) = missing {
                        self.refuse(source, &missing)?;
                    }
                }
                ReadUnit::Exported(line, bytes) => {
                    self.summary.bytes += bytes;
                    actions.extend(self.decide_exported(line)?);
                }
                ReadUnit::Refused(source, refusal) => {
                    self.refuse(source, &refusal)?;
                }
                ReadUnit::End(source) => {
                    self.enter(source)?;
                    actions.extend(self.current.take().map(Action::End));
                }
            }
        }
        Ok(actions)
    }

    fn refuse(&mut self, source: SourceNumber, refusal: &Refusal) -> Result<()> {
        // What is no article by its kind is not missed.
        let missed = u64::from(!refusal.code.is_skip());
        self.enter(source)?.refused += missed;
        self.summary.refuse(refusal);
        let path = self.path(source);
        (self.tell)(Event::Refused { path, refusal, named: Named::No });
        Ok(())
    }

    fn decide_article(
        &mut self,
        source: SourceNumber,
        mut article: Box<Article>,
    ) -> Result<Option<Action>> {
        self.enter(source)?;
        let path = self.path(source);
        let choices = self.id_choices(source, &article);
        let wanted = choices[0].clone();
        let key = self.current.as_ref().map_or("-", |current| &current.key);
        let id = self.ids.take(key, choices).map_err(self.engine)?;
        if id != wanted {
            (self.tell)(Event::IdTaken { path, wanted: &wanted, given: &id });
        }
        article.id = id;
        let outdated = self.task(source).and_then(|task| task.known).is_some_and(|k| k.outdated);
        let current = self.enter(source)?;
        current.articles += 1;
        let before = current.unseen.remove(article.id.as_str());
        self.summary.seen += 1;
        Ok(match before {
            Some(hash) if hash == short_hash(&article.content_hash) && !outdated => {
                self.summary.unchanged += 1;
                None
            }
            Some(_) => {
                self.summary.updated += 1;
                Some(Action::Put { replaces: Replaces::Older, article, source: None })
            }
            None => {
                self.summary.added += 1;
                Some(Action::Put { replaces: Replaces::Nothing, article, source: None })
            }
        })
    }

    /// What is done with a line of an export. An article of it keeps its id and its source;
    /// only where an article of another source has that id does it get another.
    fn decide_exported(&mut self, line: ExportLine) -> Result<Option<Action>> {
        let exported = match line {
            ExportLine::Root { path } => {
                self.writer.add_root(path);
                return Ok(None);
            }
            ExportLine::Source { source, size, times, articles, refused } => {
                let entry = CatalogueEntry { source, size, times, articles, refused };
                self.imports.add_source(entry);
                return Ok(None);
            }
            ExportLine::Article(exported) => exported,
        };
        let source = exported.source().to_owned();
        let mut article = match exported.into_article() {
            Ok(article) => Box::new(article),
            Err(refusal) => {
                self.refuse(SourceNumber::Stream, &refusal)?;
                return Ok(None);
            }
        };
        self.imports.add_article(&source);
        let by_place = ArticleId::from_path(&source, article.source.record);
        let choices = [article.id.clone(), by_place.clone(), by_place];
        let id = self.ids.take(&source, choices).map_err(self.engine)?;
        if id != article.id {
            let (path, wanted) = (&article.source.path, &article.id);
            (self.tell)(Event::IdTaken { path, wanted, given: &id });
            article.id = id;
        }
        let before = match self.knows_sources {
            true => catalogue::hash_of(self.searcher, &self.fields, article.id.as_str())
                .map_err(self.engine)?,
            false => None,
        };
        self.summary.seen += 1;
        let replaces = match before {
            Some(hash) if hash == short_hash(&article.content_hash) => {
                self.summary.unchanged += 1;
                return Ok(None);
            }
            Some(_) => {
                self.summary.updated += 1;
                Replaces::Older
            }
            None => {
                self.summary.added += 1;
                Replaces::Nothing
            }
        };
        Ok(Some(Action::Put { replaces, article, source: Some(source) }))
    }

    /// The ids an article may have, the best first: its own, that of its place within its
    /// root, that of its place in the file system. A record of a stream without an id is
    /// named by its content: its number says nothing.
    fn id_choices(&self, source: SourceNumber, article: &Article) -> [ArticleId; 3] {
        let record = article.source.record;
        match self.task(source) {
            Some(Task { file, .. }) => [
                article.id.clone(),
                ArticleId::from_path(&file.id_path, record),
                ArticleId::from_path(&source_key(&file.path), record),
            ],
            None => {
                let hash = article.content_hash.to_string();
                let by_content = ArticleId::from_path(&format!("-#{}", &hash[..16]), None);
                let unnamed = ArticleId::from_path("-", record);
                match article.id == unnamed {
                    true => [by_content.clone(), by_content.clone(), by_content],
                    false => [article.id.clone(), by_content.clone(), by_content],
                }
            }
        }
    }

    /// Annotates the articles in parallel, then writes everything in order.
    fn apply(&mut self, actions: Vec<Action>) -> Result<()> {
        let articles: Vec<Placed<'_>> = actions
            .iter()
            .filter_map(|action| match action {
                Action::Put { article, source, .. } => Some(match source {
                    Some(source) => Placed { source: source.into(), ..Placed::read(article) },
                    None => Placed::read(article),
                }),
                Action::End(_) => None,
            })
            .collect();
        let undated = articles.iter().filter(|placed| placed.article.published.is_none());
        self.summary.undated += undated.count() as u64;
        let (annotator, fields) = (&self.annotator, &self.fields);
        let annotated = self.workers.install(|| annotate::annotate(&articles, annotator, fields));
        let mut annotated = annotated.into_iter();
        for action in &actions {
            match action {
                Action::Put { replaces, article, .. } => {
                    if *replaces == Replaces::Older {
                        self.writer.delete_id(article.id.as_str());
                    }
                    let Annotated { document, bytes } =
                        annotated.next().expect("every article was annotated");
                    self.writer.add(document, bytes)?;
                }
                Action::End(source) => self.end(source)?,
            }
        }
        Ok(())
    }

    /// Writes the record of a source that was read to its end, and removes what it no
    /// longer has. A source with refused records keeps its older articles: one of them
    /// may be what could not be read. One that has no article left has no record.
    fn end(&mut self, source: &Current) -> Result<()> {
        let SourceNumber::File(number) = source.number else { return Ok(()) };
        let Task { file, known, .. } = &self.tasks[number];
        if source.refused == 0 {
            for id in source.unseen.keys() {
                self.writer.delete_id(id);
            }
            self.summary.removed += source.unseen.len() as u64;
        }
        let entry = CatalogueEntry {
            source: source.key.clone(),
            size: file.size,
            times: file.times(),
            articles: source.articles,
            refused: source.refused,
        };
        match known {
            // What removes a document is kept until the next commit: of a million new files, a
            // kilobyte each.
            None if source.articles > 0 => self.writer.add_source(&entry)?,
            Some(_) if source.articles > 0 => self.writer.put_source(&entry)?,
            Some(_) if source.refused == 0 => {
                self.writer.delete_id(&source_record_id(&source.key));
            }
            _ => {}
        }
        (self.tell)(Event::Read { path: &file.path, articles: source.articles });
        Ok(())
    }

    /// The state of the source that a unit belongs to; begins it with its first unit.
    fn enter(&mut self, number: SourceNumber) -> Result<&mut Current> {
        let is_current = self.current.as_ref().is_some_and(|current| current.number == number);
        if !is_current {
            let key = source_key(self.path(number));
            let unseen = match self.knows_sources {
                true => catalogue::articles_of(self.searcher, &self.fields, &key)
                    .map_err(self.engine)?,
                false => FxHashMap::default(),
            };
            self.current = Some(Current { number, key, unseen, articles: 0, refused: 0 });
        }
        Ok(self.current.as_mut().expect("the source was just begun"))
    }

    fn task(&self, source: SourceNumber) -> Option<&'r Task> {
        match source {
            SourceNumber::File(number) => Some(&self.tasks[number]),
            SourceNumber::Stream => None,
        }
    }

    fn path(&self, source: SourceNumber) -> &'r Path {
        self.task(source).map_or(document::stream_path(), |task| &task.file.path)
    }
}
