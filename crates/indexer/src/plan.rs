//! What is asked of a run, and which sources it has to read.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline_articles::{
    ExportedLine, Format, Found, Narrow, ReadOptions, Records, Refusal, SourceFile, SourceKind,
    WalkOptions, open_with, read_stream_with, walk,
};
use dateline_schema::source_key;

use crate::catalogue::{Catalogue, Known};
use crate::part::{Gate, Part};
use crate::report::{Event, Named, Summary};
use crate::{Error, Result};

/// What to index, and how.
pub struct Request {
    /// What to index.
    pub inputs: Vec<Input>,
    /// What to enter when walking.
    pub walk: WalkOptions,
    /// How to read records.
    pub read: ReadOptions,
    /// What becomes of the articles of vanished sources.
    pub vanished: Vanished,
    /// What the machine may be asked for.
    pub work: Work,
}

impl Request {
    /// A request for these inputs with everything else as usual.
    #[must_use]
    pub fn new(inputs: Vec<Input>) -> Self {
        Self {
            inputs,
            walk: WalkOptions::default(),
            read: ReadOptions::default(),
            vanished: Vanished::Keep,
            work: Work::default(),
        }
    }
}

/// Something to index.
pub enum Input {
    /// A folder with all that is in it, or a file. Becomes a root of the index: what the
    /// index knows from under it and is gone counts as vanished.
    Path(PathBuf),
    /// The same, of which only a part is looked at.
    Part(Part),
    /// These files, and nothing about those around them.
    Files(Vec<PathBuf>),
    /// JSON Lines from a stream. A record replaces what came before under its id; nothing
    /// is removed.
    Stream(Box<dyn Read + Send>),
}

/// What becomes of the articles of a source that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vanished {
    /// They stay, and are reported.
    Keep,
    /// They are removed.
    Prune,
}

/// What a run may take of the machine.
#[derive(Debug, Clone)]
pub struct Work {
    /// Threads that read records and annotate articles.
    pub threads: usize,
    /// Threads that build the index.
    pub index_threads: usize,
    /// Bytes that the index may take in memory before a part of it is written out.
    pub heap: usize,
    /// How long what was read may stay uncommitted.
    pub commit_every: Duration,
}

impl Default for Work {
    /// All processors for reading, at most two for the index (more gain little and leave
    /// more segments), 400 MB, a minute.
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            threads: processors,
            index_threads: processors.min(2),
            heap: 400_000_000,
            commit_every: Duration::from_secs(60),
        }
    }
}

/// A source to be read, and what the index knows of it.
pub(crate) struct Task {
    pub(crate) file: SourceFile,
    pub(crate) known: Option<Known>,
}

/// What a run has to do.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) tasks: Vec<Task>,
    /// Standard input, and exports.
    pub(crate) streams: Vec<Records>,
    pub(crate) roots: Vec<Reached>,
}

/// A root that is there, and what was looked at of it.
pub(crate) struct Reached {
    pub(crate) root: PathBuf,
    /// Everything where this is empty.
    pub(crate) only: Vec<PathBuf>,
}

/// Walks the inputs and decides what has to be read: what the catalogue does not know, or
/// knows with another size or time. What need not be read is counted right away.
pub(crate) fn plan(
    inputs: Vec<Input>,
    options: &WalkOptions,
    read: &ReadOptions,
    catalogue: &mut Catalogue,
    summary: &mut Summary,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Plan> {
    let mut planner = Planner { plan: Plan::default(), read, catalogue, summary, tell };
    for input in inputs {
        match input {
            Input::Path(path) => {
                let root = absolute(&path)?;
                planner.root(root, Vec::new(), options, &mut |_| Gate::Read);
            }
            Input::Part(Part { root, only, mut gate }) => {
                let root = absolute(&root)?;
                let options = WalkOptions { only: Narrow::to(only.clone()), ..options.clone() };
                planner.root(root, only, &options, &mut gate);
            }
            Input::Files(paths) => {
                for path in paths {
                    planner.file(&path, options)?;
                }
            }
            Input::Stream(stream) => planner.plan.streams.push(read_stream_with(stream, read)),
        }
    }
    Ok(planner.plan)
}

/// Whether an input is there and can be entered. One that is not becomes no root, and what
/// the index knows from under it does not count as vanished: a disk that is not mounted
/// has lost nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entered {
    Yes,
    No,
}

struct Planner<'p> {
    plan: Plan,
    read: &'p ReadOptions,
    catalogue: &'p mut Catalogue,
    summary: &'p mut Summary,
    tell: &'p mut dyn FnMut(Event<'_>),
}

impl Planner<'_> {
    fn root(
        &mut self,
        root: PathBuf,
        only: Vec<PathBuf>,
        options: &WalkOptions,
        gate: &mut dyn FnMut(&SourceFile) -> Gate,
    ) {
        if self.walk(&root, options, gate) == Entered::Yes {
            self.plan.roots.push(Reached { root, only });
        }
    }

    fn walk(
        &mut self,
        root: &Path,
        options: &WalkOptions,
        gate: &mut dyn FnMut(&SourceFile) -> Gate,
    ) -> Entered {
        let mut entered = Entered::Yes;
        for found in walk(root, options) {
            match found {
                // An export is no source: what it brings has sources of its own.
                Found::Source(file) if file.path == root && is_export(&file, self.read) => {
                    entered = Entered::No;
                    match open_with(&file, self.read) {
                        Ok(records) => self.plan.streams.push(records),
                        Err(refusal) => self.refused(root, &refusal, Named::Yes),
                    }
                }
                Found::Source(file) => self.source(file, gate),
                Found::Refused { path, refusal } => {
                    let named = if path == root { Named::Yes } else { Named::No };
                    if named == Named::Yes {
                        entered = Entered::No;
                    }
                    self.refused(&path, &refusal, named);
                    self.catalogue.still_there(&source_key(&path));
                }
            }
        }
        entered
    }

    fn refused(&mut self, path: &Path, refusal: &Refusal, named: Named) {
        self.summary.refuse(refusal);
        (self.tell)(Event::Refused { path, refusal, named });
    }

    /// One file of a list: its id is its path as given, so that equal names in different
    /// folders stay apart.
    fn file(&mut self, given: &Path, options: &WalkOptions) -> Result<()> {
        let path = absolute(given)?;
        for found in walk(&path, options) {
            match found {
                Found::Source(mut file) if file.path == path => {
                    file.id_path = relative_id(given);
                    self.source(file, &mut |_| Gate::Read);
                }
                Found::Source(file) => self.source(file, &mut |_| Gate::Read),
                Found::Refused { path, refusal } => self.refused(&path, &refusal, Named::Yes),
            }
        }
        Ok(())
    }

    fn source(&mut self, file: SourceFile, gate: &mut dyn FnMut(&SourceFile) -> Gate) {
        let key = source_key(&file.path);
        if !self.catalogue.meet(&key) {
            return;
        }
        let known = self.catalogue.get(&key);
        match known {
            Some(known) if known.is_current(file.size, file.times()) => {
                self.summary.seen += known.articles + known.refused;
                self.summary.unchanged += known.articles;
                self.summary.failed += known.refused;
                if known.refused > 0 {
                    let records = known.refused;
                    (self.tell)(Event::StillRefused { path: &file.path, records });
                }
            }
            known => match gate(&file) {
                Gate::Read => self.plan.tasks.push(Task { file, known }),
                Gate::Pass => {}
            },
        }
    }
}

/// Whether a file that was named begins with a line of an export.
fn is_export(file: &SourceFile, options: &ReadOptions) -> bool {
    let first = || open_with(file, options).ok()?.next()?.ok();
    let may_be = matches!(
        file.kind,
        SourceKind::Articles(Format::Json | Format::JsonLines) | SourceKind::Container(_)
    );
    may_be && first().is_some_and(|record| ExportedLine::read(&record.bytes).is_some())
}

/// The path with `/` between its parts and nothing before the first.
fn relative_id(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        std::path::Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The path from the root of the file system, links in its folders followed, so that one
/// file has one name however it is reached. A path that is not there is made absolute
/// without that.
fn absolute(path: &Path) -> Result<PathBuf> {
    std::fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .map_err(|error| Error::Input { path: path.to_owned(), error })
}
