//! `dateline index`, and the indexing that `--in` asks for before a search.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use dateline_articles::{DateFrom, FieldMap, Gitignore, ReadOptions, Refusal, WalkOptions};
use dateline_indexer::{Event, Input, Named, Request, Summary, Vanished, Work};
use dateline_query::Archive;
use dateline_schema::store::{Waiting, WriteAccess};
use dateline_schema::{Error, ErrorKind};
use serde::Serialize;

use super::progress::Progress;
use crate::args::{DateFromArg, GlobalArgs, IndexArgs, IndexFormat, Talk};
use crate::environment::{Environment, Stream};
use crate::exit::Exit;
use crate::output::page::number_for_people;
use crate::output::{self, safe, say};
use crate::signals::Interruption;

pub(super) fn run(
    global: &GlobalArgs,
    args: &IndexArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let inputs = inputs(global, args, environment)?;
    let request = Request {
        inputs,
        walk: WalkOptions {
            gitignore: if args.gitignore { Gitignore::Respected } else { Gitignore::Ignored },
            exclude: vec![index_folder(global)?],
        },
        read: ReadOptions {
            fields: field_map(args),
            date_from: args.date_from.into(),
            ..ReadOptions::default()
        },
        vanished: if args.prune { Vanished::Prune } else { Vanished::Keep },
        work: work(args)?,
    };
    let waiting = if args.wait { Waiting::Wait } else { Waiting::Refuse };
    let access = WriteAccess::acquire(&global.index, waiting)?;
    let interruption = Interruption::listen()?;
    let mut teller = Teller::new(args.format, global.talk(), environment);
    let result = dateline_indexer::run(&access, request, interruption.asked(), &mut |event| {
        teller.tell(event);
    });
    let summary = result.inspect_err(|_| teller.tell_safe())?;
    teller.close(&summary)?;
    Ok(match (interruption.exit(), summary.failed + summary.troubles) {
        (Some(exit), _) => exit,
        (None, 0) => Exit::Success,
        (None, _) => Exit::SomeFailed,
    })
}

/// Brings the index up to date with the paths of `--in`. When another indexer is at work,
/// what it has committed is searched.
pub(super) fn before_search(
    global: &GlobalArgs,
    paths: &[PathBuf],
    environment: &Environment,
) -> anyhow::Result<()> {
    for path in paths {
        std::fs::metadata(path).with_context(|| path.display().to_string())?;
    }
    let access = match WriteAccess::acquire(&global.index, Waiting::Refuse) {
        Ok(access) => access,
        Err(error) if is_searchable(&error, global) => {
            say(&format!("dateline: {error}; searching what is there"));
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let mut request = Request::new(paths.iter().cloned().map(Input::Path).collect());
    request.walk.exclude = vec![index_folder(global)?];
    let interruption = Interruption::listen()?;
    let mut teller = Teller::new(IndexFormat::Text, global.talk(), environment);
    let summary = dateline_indexer::run(&access, request, interruption.asked(), &mut |event| {
        teller.tell(event)
    })?;
    teller.progress.end();
    let changed = summary.added + summary.updated + summary.removed > 0;
    if changed && global.talk() == Talk::Usual {
        say(&sentence(&summary));
    }
    Ok(())
}

/// Whether an index that cannot be written to now can be searched all the same.
fn is_searchable(error: &Error, global: &GlobalArgs) -> bool {
    matches!(error.kind(), ErrorKind::Locked(_) | ErrorKind::ReadOnly(_))
        && dateline_schema::store::exists(&global.index)
}

/// The index folder from the root of the file system: it is not indexed itself.
fn index_folder(global: &GlobalArgs) -> anyhow::Result<PathBuf> {
    Ok(std::fs::canonicalize(&global.index).or_else(|_| std::path::absolute(&global.index))?)
}

impl From<DateFromArg> for DateFrom {
    fn from(argument: DateFromArg) -> Self {
        match argument {
            DateFromArg::Article => Self::Article,
            DateFromArg::Mtime => Self::Mtime,
        }
    }
}

fn field_map(args: &IndexArgs) -> FieldMap {
    args.map.iter().cloned().fold(FieldMap::default(), FieldMap::and)
}

fn work(args: &IndexArgs) -> anyhow::Result<Work> {
    let usual = Work::default();
    let commit_every = Duration::try_from_secs_f64(args.commit_every)
        .with_context(|| format!("--commit-every {}", args.commit_every))?;
    Ok(Work {
        threads: args.threads.unwrap_or(usual.threads),
        heap: args.heap.saturating_mul(1_000_000),
        commit_every,
        ..usual
    })
}

/// What to index: what was named, or all that was indexed before.
fn inputs(
    global: &GlobalArgs,
    args: &IndexArgs,
    environment: &Environment,
) -> anyhow::Result<Vec<Input>> {
    let mut inputs = Vec::new();
    if let Some(list) = &args.files_from {
        let end = if args.null { 0 } else { b'\n' };
        inputs.push(Input::Files(listed_paths(list, end)?));
    }
    for path in &args.paths {
        inputs.push(match path.as_os_str() == "-" {
            true if environment.stdin == Stream::Terminal => {
                bail!("standard input is a terminal; pipe JSON Lines into `dateline index -`")
            }
            true => Input::Stream(Box::new(std::io::stdin())),
            false => Input::Path(path.clone()),
        });
    }
    if inputs.is_empty() {
        let known = Archive::open(&global.index)?.payload().roots.clone();
        if known.is_empty() {
            bail!("nothing was indexed before; name a folder: dateline index FOLDER");
        }
        inputs.extend(known.into_iter().map(|root| Input::Path(root.path.into())));
    }
    Ok(inputs)
}

fn listed_paths(list: &Path, end: u8) -> anyhow::Result<Vec<PathBuf>> {
    let reader: Box<dyn Read> = match list.as_os_str() == "-" {
        true => Box::new(std::io::stdin()),
        false => Box::new(std::fs::File::open(list).with_context(|| list.display().to_string())?),
    };
    let mut paths = Vec::new();
    for path in BufReader::new(reader).split(end) {
        let mut path = path?;
        // A list from another system may end its lines in CR LF.
        if end == b'\n' && path.last() == Some(&b'\r') {
            path.pop();
        }
        if !path.is_empty() {
            paths.push(path_of(path)?);
        }
    }
    Ok(paths)
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> anyhow::Result<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Ok(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> anyhow::Result<PathBuf> {
    Ok(String::from_utf8(bytes).context("a path in the list is not UTF-8")?.into())
}

/// Tells of a run while it goes on.
struct Teller {
    format: IndexFormat,
    talk: Talk,
    progress: Progress,
    /// The account as it was committed last.
    committed: Option<Summary>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Record<'r> {
    Header { schema: &'static str, dateline: &'static str },
    Source { path: &'r str, articles: u64 },
    Refused(RefusedRecord<'r>),
    StillRefused { path: &'r str, records: u64 },
    Vanished { path: &'r str, articles: u64, pruned: bool },
    Commit { seen: u64, added: u64, updated: u64 },
    Trouble { detail: &'r str },
    Summary(SummaryRecord),
}

#[derive(Serialize)]
struct RefusedRecord<'r> {
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'r str>,
    record: Option<u64>,
    code: &'static str,
    detail: &'r str,
}

#[derive(Serialize)]
struct SummaryRecord {
    seen: u64,
    added: u64,
    updated: u64,
    unchanged: u64,
    undated: u64,
    skipped: u64,
    failed: u64,
    removed: u64,
    vanished: u64,
    bytes: u64,
}

impl Teller {
    fn new(format: IndexFormat, talk: Talk, environment: &Environment) -> Self {
        let teller = Self { format, talk, progress: Progress::new(environment), committed: None };
        let schema = "dateline.index/1";
        teller.write(&Record::Header { schema, dateline: env!("CARGO_PKG_VERSION") });
        teller
    }

    fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Planned { bytes, .. } => self.progress.begin(bytes),
            Event::Progress(summary) => self.progress.update(summary),
            Event::Refused { path, refusal, named } => self.refused(path, refusal, named),
            Event::StillRefused { path, records } => {
                let path = path.to_string_lossy();
                self.write(&Record::StillRefused { path: &path, records });
                self.warn(&format!("{path}: {records} records were refused when it was read"));
            }
            Event::IdTaken { path, wanted, given } => {
                let path = path.display();
                self.warn(&format!("{path}: the id {wanted} is taken; the article is {given}"));
            }
            Event::Read { path, articles } => {
                self.write(&Record::Source { path: &path.to_string_lossy(), articles });
            }
            Event::Vanished { source, articles, pruned } => {
                let pruned = pruned == Vanished::Prune;
                self.write(&Record::Vanished { path: source, articles, pruned });
                if !pruned {
                    self.warn(&format!("{source}: gone; its articles stay until --prune"));
                }
            }
            Event::Committed(summary) => {
                self.committed = Some(*summary);
                let Summary { seen, added, updated, .. } = *summary;
                self.write(&Record::Commit { seen, added, updated });
            }
            Event::Trouble(detail) => {
                self.write(&Record::Trouble { detail });
                self.progress.aside(|| say(&format!("dateline: in the background: {detail}")));
            }
            _ => {}
        }
    }

    /// Tells what a run that could not go on has committed.
    fn tell_safe(&self) {
        self.progress.end();
        if let Some(summary) = &self.committed {
            say(&format!("dateline: safe so far: {}", sentence(summary)));
        }
    }

    fn refused(&self, path: &Path, refusal: &Refusal, named: Named) {
        let lossy = path.to_string_lossy();
        let Refusal { code, detail, entry, record } = refusal;
        self.write(&Record::Refused(RefusedRecord {
            path: &lossy,
            entry: entry.as_deref(),
            record: *record,
            code: code.code(),
            detail,
        }));
        // What is skipped by its kind is no news to who indexes a folder of all sorts.
        let is_news = !code.is_skip() || named == Named::Yes;
        if is_news && self.format == IndexFormat::Text {
            self.progress.aside(|| say(&format!("dateline: {lossy}: {refusal}")));
        }
    }

    fn warn(&self, line: &str) {
        if self.talk == Talk::Usual && self.format == IndexFormat::Text {
            self.progress.aside(|| say(&format!("dateline: {line}")));
        }
    }

    /// Writes a record, if records are asked for. A reader who has gone must not stop the
    /// indexing; the closing summary tells of it.
    fn write(&self, record: &Record<'_>) {
        if self.format == IndexFormat::Json {
            let mut out = std::io::stdout().lock();
            let _ = safe::write_json(&mut out, record).and_then(|()| Ok(out.flush()?));
        }
    }

    fn close(&self, summary: &Summary) -> anyhow::Result<()> {
        self.progress.end();
        match self.format {
            IndexFormat::Json => {
                let mut out = output::stdout();
                safe::write_json(&mut out, &Record::Summary(summary.into()))?;
                out.flush()?;
            }
            IndexFormat::Text if self.talk == Talk::Usual => say(&sentence(summary)),
            IndexFormat::Text => {}
        }
        Ok(())
    }
}

impl From<&Summary> for SummaryRecord {
    fn from(summary: &Summary) -> Self {
        let Summary { seen, added, updated, unchanged, undated, skipped, failed, .. } = *summary;
        let Summary { removed, vanished, bytes, .. } = *summary;
        Self { seen, added, updated, unchanged, undated, skipped, failed, removed, vanished, bytes }
    }
}

/// The account of a run in one line, without what is zero.
fn sentence(summary: &Summary) -> String {
    let parts = [
        ("added", summary.added),
        ("updated", summary.updated),
        ("unchanged", summary.unchanged),
        ("skipped", summary.skipped),
        ("failed", summary.failed),
        ("removed", summary.removed),
        ("vanished", summary.vanished),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|&(_, number)| number > 0)
        .map(|(what, number)| format!("{} {what}", number_for_people(number)))
        .collect();
    let undated = match summary.undated {
        0 => String::new(),
        number => format!(" · {} undated", number_for_people(number)),
    };
    match parts.is_empty() {
        true => "nothing to index".to_owned(),
        false => {
            format!("{} seen: {}{undated}", number_for_people(summary.seen), parts.join(", "))
        }
    }
}
