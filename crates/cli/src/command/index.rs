//! `dateline index`, and the indexing that `--in` asks for before a search.

mod teller;

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::{Context, bail};
use dateline_articles::{DateFrom, FieldMap, Gitignore, ReadOptions, WalkOptions};
use dateline_indexer::{Input, Request, Vanished, Work};
use dateline_query::Archive;
use dateline_saved::Store;
use dateline_schema::store::{Waiting, WriteAccess};
use dateline_schema::{Error, ErrorKind};

pub(super) use self::teller::{Teller, accounts, sentence};
use super::alerts::{self, Telling, Told};
use super::bounded::{self, Line};
use super::progress::Progress;
use crate::args::{
    AlertFormat, DateFromArg, GlobalArgs, IndexArgs, IndexFormat, IndexingArgs, Talk,
};
use crate::environment::{Environment, Stream};
use crate::exit::Exit;
use crate::output::{alert, say};
use crate::signals::Interruption;

pub(super) fn run(
    global: &GlobalArgs,
    args: &IndexArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let inputs = inputs(global, args, environment)?;
    let request = self::request(global, &args.how, inputs)?;
    let waiting = if args.wait { Waiting::Wait } else { Waiting::Refuse };
    let access = WriteAccess::acquire(&global.index, waiting)?;
    let interruption = Interruption::listen()?;
    let mut teller = Teller::new(args.format, global.talk(), Progress::new(environment));
    teller.begin("dateline.index/1");
    let result = dateline_indexer::run(&access, request, interruption.asked(), &mut |event| {
        teller.tell(event);
    });
    let summary = result.inspect_err(|_| teller.tell_safe())?;
    // Others may write while saved searches are told of.
    drop(access);
    let unheard = match args.alerts && interruption.exit().is_none() {
        true => alerts(global, args, environment, interruption.asked())?.failed,
        false => 0,
    };
    teller.close(&summary)?;
    let failed = summary.failed + summary.troubles + unheard;
    Ok(match (interruption.exit(), failed) {
        (Some(exit), _) => exit,
        (None, 0) => Exit::Success,
        (None, _) => Exit::SomeFailed,
    })
}

/// Tells what is new to saved searches.
fn alerts(
    global: &GlobalArgs,
    args: &IndexArgs,
    environment: &Environment,
    interrupted: &AtomicBool,
) -> anyhow::Result<Told> {
    let form = match args.format {
        IndexFormat::Json => AlertFormat::Json,
        IndexFormat::Text => alert::form(None, environment),
    };
    let colour = global.colour(environment);
    let telling = Telling { form, colour, command: args.exec.as_ref(), interrupted };
    alerts::tell(global, &Store::of(&global.index), &[], &telling)
}

/// The request to index some inputs as the options say.
pub(super) fn request(
    global: &GlobalArgs,
    how: &IndexingArgs,
    inputs: Vec<Input>,
) -> anyhow::Result<Request> {
    Ok(Request {
        inputs,
        walk: WalkOptions {
            gitignore: if how.gitignore { Gitignore::Respected } else { Gitignore::Ignored },
            exclude: vec![index_folder(global)?],
            ..WalkOptions::default()
        },
        read: ReadOptions {
            fields: field_map(how),
            date_from: how.date_from.into(),
            limits: global.limits(),
        },
        vanished: if how.prune { Vanished::Prune } else { Vanished::Keep },
        work: work(how)?,
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
    request.read.limits = global.limits();
    let interruption = Interruption::listen()?;
    let mut teller = Teller::new(IndexFormat::Text, global.talk(), Progress::new(environment));
    let summary = dateline_indexer::run(&access, request, interruption.asked(), &mut |event| {
        teller.tell(event)
    })?;
    teller.end();
    interruption.end()?;
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
pub(super) fn index_folder(global: &GlobalArgs) -> anyhow::Result<PathBuf> {
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

fn field_map(args: &IndexingArgs) -> FieldMap {
    args.map.iter().cloned().fold(FieldMap::default(), FieldMap::and)
}

fn work(args: &IndexingArgs) -> anyhow::Result<Work> {
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
        inputs.extend(known_roots(global)?.into_iter().map(Input::Path));
    }
    Ok(inputs)
}

/// All that was indexed before.
pub(super) fn known_roots(global: &GlobalArgs) -> anyhow::Result<Vec<PathBuf>> {
    let archive = Archive::open(&global.index)?;
    let known = archive.payload().roots.clone();
    if known.is_empty() {
        let before = match archive.status()?.articles {
            0 => "nothing was indexed before",
            _ => "no folder was indexed before, only what came from lists or standard input",
        };
        bail!("{before}; name a folder: dateline index FOLDER");
    }
    Ok(known.into_iter().map(|root| root.path.into()).collect())
}

/// Bytes of the longest path in a list; no system has longer ones.
const LONGEST_PATH: usize = 64 << 10;

fn listed_paths(list: &Path, end: u8) -> anyhow::Result<Vec<PathBuf>> {
    let reader: Box<dyn Read> = match list.as_os_str() == "-" {
        true => Box::new(std::io::stdin()),
        false => Box::new(std::fs::File::open(list).with_context(|| list.display().to_string())?),
    };
    let mut paths = Vec::new();
    for path in bounded::lines(BufReader::new(reader), end, LONGEST_PATH) {
        let Line::Whole(mut path) = path? else {
            bail!("{}: a path of more than {LONGEST_PATH} bytes", list.display());
        };
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
