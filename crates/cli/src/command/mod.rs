//! One module a command: what was typed becomes a request, an answer becomes output.

mod batch;
mod count;
mod entities;
mod facets;
mod index;
mod list;
mod overrides;
mod person;
mod progress;
mod search;
mod show;
mod status;
mod timeline;

use std::path::PathBuf;

use dateline_query::syntax::DateMatch;
use dateline_query::{Detail, Order, SearchRequest, Terms};

use crate::args::{Cli, Command, DateMatchArg, GlobalArgs, QuestionArgs, SortArg, Talk};
use crate::environment::{self, Environment};
use crate::exit::Exit;
use crate::output::say;

/// Runs the command that was typed.
pub(crate) fn run(cli: &Cli, environment: &Environment) -> anyhow::Result<Exit> {
    let global = &cli.global;
    match &cli.command {
        Command::Index(args) => index::run(global, args, environment),
        Command::Search(args) => search::run(global, args, environment),
        Command::Count(args) => count::run(global, args, environment),
        Command::Facets(args) => facets::run(global, args, environment),
        Command::Timeline(args) => timeline::run(global, args, environment),
        Command::Person(args) => person::run(global, args, environment),
        Command::Show(args) => show::run(global, args, environment),
        Command::Entities(args) => entities::run(global, args),
        Command::List(args) => list::run(global, args),
        Command::Status(args) => status::run(global, args),
    }
}

/// Indexes what `--in` names, and makes the request for the question.
fn request(
    global: &GlobalArgs,
    args: &QuestionArgs,
    environment: &Environment,
) -> anyhow::Result<SearchRequest> {
    if !args.within.is_empty() {
        index::before_search(global, &args.within, environment)?;
    }
    let within = args
        .within
        .iter()
        .map(|path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    let request = SearchRequest {
        filters: args.filters(),
        within,
        date_match: args.date_match.into(),
        terms: if args.any { Terms::Any } else { Terms::All },
        order: Order::Relevance,
        detail: Detail::List,
        ..SearchRequest::new(&args.question())
    };
    let today = match global.now {
        None if request.counts_from_today() => Some(environment::today()),
        now => now,
    };
    Ok(SearchRequest { today, ..request })
}

/// Tells how the question was read.
fn tell_notes(notes: &[String], talk: Talk) {
    if talk == Talk::Usual {
        notes.iter().for_each(|note| say(&format!("dateline: {note}")));
    }
}

impl From<DateMatchArg> for DateMatch {
    fn from(how: DateMatchArg) -> Self {
        match how {
            DateMatchArg::Overlaps => Self::Overlaps,
            DateMatchArg::Within => Self::Within,
        }
    }
}

impl From<SortArg> for Order {
    fn from(sort: SortArg) -> Self {
        match sort {
            SortArg::Relevance => Self::Relevance,
            SortArg::Newest => Self::Newest,
            SortArg::Oldest => Self::Oldest,
        }
    }
}
