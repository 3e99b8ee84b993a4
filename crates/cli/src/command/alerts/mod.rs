//! What is new to saved searches: asked for, told, and only then remembered.

mod hand_over;

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dateline_query::{Archive, Detail, News, SearchRequest};
use dateline_saved::{CommandLine, Name, Opened, SavedSearch, Store, Turn};

use crate::args::{AlertFormat, GlobalArgs, Talk};
use crate::environment::{self, Colour};
use crate::exit::Exit;
use crate::output::alert::{write_lines, write_records, write_rows};
use crate::output::style::Look;
use crate::output::{self, say};

/// So many articles are told and remembered at a time: what is in memory does not grow with
/// what is new.
const AT_A_TIME: usize = 200;

/// The passages of a record: one, since it is a message and not an answer.
const PASSAGES: Detail = Detail::Passages { count: 1, bytes: 480 };

/// How long to wait before looking again whether another process has told.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// How what is new is told.
pub(super) struct Telling<'a> {
    pub(super) form: AlertFormat,
    pub(super) colour: Colour,
    /// The command for searches that have none of their own.
    pub(super) command: Option<&'a CommandLine>,
    /// Becomes true when the process is to end.
    pub(super) interrupted: &'a AtomicBool,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told {
    /// Articles told of.
    pub(super) articles: u64,
    /// Searches that could not be read or asked, or whose command failed: what is new to these
    /// is new still.
    pub(super) failed: u64,
}

impl Told {
    /// The exit of a command that tells what is new.
    pub(super) fn exit(self) -> Exit {
        match self {
            Self { failed: 1.., .. } => Exit::SomeFailed,
            Self { articles: 0, .. } => Exit::NothingFound,
            _ => Exit::Success,
        }
    }
}

/// Tells what is new to the searches of these names, or to all.
///
/// One process tells at a time; it reads what is known after it has begun, and so tells nothing
/// that another one has told.
pub(super) fn tell(
    global: &GlobalArgs,
    store: &Store,
    names: &[Name],
    telling: &Telling<'_>,
) -> anyhow::Result<Told> {
    let mut told = Told::default();
    let names = match names {
        [] => all_names(store, &mut told)?,
        names => {
            names.iter().try_for_each(|name| store.find(name))?;
            names.to_vec()
        }
    };
    if names.is_empty() {
        return Ok(told);
    }
    let Some(_turn) = turn(global, store, telling)? else { return Ok(told) };
    let archive = super::overrides::open(global)?;
    for name in &names {
        if telling.interrupted.load(Ordering::Relaxed) {
            break;
        }
        let asking = Asking { global, store, archive: &archive, telling };
        match asking.tell(name) {
            Ok(articles) => told.articles += articles,
            Err(error) if is_ours(&error) => return Err(error),
            Err(error) => {
                told.failed += 1;
                say(&format!("dateline: {name}: {error:#}"));
            }
        }
    }
    Ok(told)
}

/// The names of the searches that can be read.
fn all_names(store: &Store, told: &mut Told) -> anyhow::Result<Vec<Name>> {
    let mut names = Vec::new();
    for listed in store.list()? {
        match listed {
            Ok(listed) => names.push(listed.search.name),
            Err(error) => {
                told.failed += 1;
                say(&format!("dateline: {error}"));
            }
        }
    }
    Ok(names)
}

/// Waits until no other process tells; none when the process is to end before that.
fn turn(global: &GlobalArgs, store: &Store, telling: &Telling<'_>) -> anyhow::Result<Option<Turn>> {
    let mut is_said = global.talk() != Talk::Usual;
    loop {
        if let Some(turn) = store.turn()? {
            return Ok(Some(turn));
        }
        if telling.interrupted.load(Ordering::Relaxed) {
            return Ok(None);
        }
        if !is_said {
            say("dateline: another process is telling what is new; waiting for it");
            is_said = true;
        }
        std::thread::sleep(BETWEEN_TRIES);
    }
}

/// Whether an error is of our own output or of the index, and not of one search.
fn is_ours(error: &anyhow::Error) -> bool {
    let is_of_index = error
        .downcast_ref::<dateline_query::Error>()
        .is_some_and(|error| matches!(error, dateline_query::Error::Index(_)));
    is_of_index || error.is::<Unwritten>() || crate::exit::is_broken_pipe(error)
}

/// Standard output could not be written.
#[derive(Debug)]
struct Unwritten;

impl std::fmt::Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("what is new could not be written; it is kept for the next time")
    }
}

struct Asking<'a> {
    global: &'a GlobalArgs,
    store: &'a Store,
    archive: &'a Archive,
    telling: &'a Telling<'a>,
}

impl Asking<'_> {
    /// Tells what is new to one search; returns how many articles that were.
    fn tell(&self, name: &Name) -> anyhow::Result<u64> {
        let mut opened: Opened = self.store.open(name)?;
        let request = SearchRequest {
            limit: AT_A_TIME,
            detail: PASSAGES,
            ..request(self.global, &opened.search)
        };
        let mut articles = 0;
        loop {
            let news = self.archive.news(&request, &opened.known)?;
            let News { told, copies, renewed, left, .. } = news;
            if told.is_empty() && copies.is_empty() && renewed.is_empty() {
                return Ok(articles);
            }
            articles += told.len() as u64;
            if !told.is_empty() {
                let hits: Vec<_> = told.iter().map(|article| &article.hit).collect();
                self.deliver(&opened.search, &hits)?;
            }
            let known = told.into_iter().map(|article| article.known).chain(copies).chain(renewed);
            self.store.remember(&mut opened, known.collect())?;
            if left == 0 || self.telling.interrupted.load(Ordering::Relaxed) {
                return Ok(articles);
            }
        }
    }

    fn deliver(&self, search: &SavedSearch, hits: &[&dateline_query::Hit]) -> anyhow::Result<()> {
        match search.command.as_ref().or(self.telling.command) {
            Some(command) => {
                hand_over::hand_over(&self.store.path(&search.name), search, command, hits)?;
                if self.global.talk() == Talk::Usual {
                    let (name, program) = (&search.name, command.program());
                    say(&format!("{name}: {} new, given to {program}", hits.len()));
                }
                Ok(())
            }
            None => self.print(&search.name, hits).map_err(|error| error.context(Unwritten)),
        }
    }

    fn print(&self, name: &Name, hits: &[&dateline_query::Hit]) -> anyhow::Result<()> {
        let mut out = output::stdout();
        let hits = hits.iter().copied();
        match self.telling.form {
            AlertFormat::Text => {
                let look = Look::new(self.telling.colour, "", "");
                write_lines(&mut out, name, hits, &look)?;
            }
            AlertFormat::Json => write_records(&mut out, name, hits)?,
            AlertFormat::Tsv => write_rows(&mut out, name, hits)?,
        }
        Ok(out.flush()?)
    }
}

/// The request of a search, dates counted from today where it needs that.
fn request(global: &GlobalArgs, search: &SavedSearch) -> SearchRequest {
    let request = search.request(None);
    let today = match global.now {
        None if request.counts_from_today() => Some(environment::today()),
        now => now,
    };
    SearchRequest { today, ..request }
}
