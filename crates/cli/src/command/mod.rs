//! One module a command: what was typed becomes a request, an answer becomes output.

mod alerts;
mod backup;
mod batch;
mod bounded;
mod check_cite;
mod cite;
mod compact;
mod count;
mod entities;
mod export;
mod facets;
mod formats;
mod index;
mod list;
mod network;
mod notices;
mod overrides;
mod person;
mod progress;
mod read;
mod reading;
mod rebuild;
pub(crate) mod restore;
mod saved;
mod search;
mod show;
mod similar;
mod status;
mod timeline;
mod trace;
mod verify;
mod watch;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::bail;
use dateline_query::syntax::{DateMatch, parse_on};
use dateline_query::{Detail, Extent, Order, SearchRequest, Terms};

use crate::args::{
    AboutFormat, Cli, Command, DateMatchArg, GlobalArgs, HitsFormat, ListFormat, NetworkFormat,
    QuestionArgs, SortArg, TableFormat, TraceFormat,
};
use crate::environment::{self, Environment};
use crate::exit::Exit;

/// Runs the command that was typed.
pub(crate) fn run(cli: &Cli, environment: &Environment) -> anyhow::Result<Exit> {
    let global = &cli.global;
    if global.csv_raw && !writes_csv(&cli.command) {
        bail!("--csv-raw goes with --format csv");
    }
    match &cli.command {
        Command::Index(args) => index::run(global, args, environment),
        Command::Watch(args) => watch::run(global, args, environment),
        Command::Saved(args) => saved::run(global, args, environment),
        Command::Search(args) => search::run(global, args, environment),
        Command::Count(args) => count::run(global, args, environment),
        Command::Facets(args) => facets::run(global, args, environment),
        Command::Timeline(args) => timeline::run(global, args, environment),
        Command::Person(args) => person::run(global, args, environment),
        Command::Trace(args) => trace::run(global, args, environment),
        Command::Network(args) => network::run(global, args, environment),
        Command::Cite(args) => cite::run(global, args, environment),
        Command::CheckCite(args) => check_cite::run(global, args, environment),
        Command::Show(args) => show::run(global, args, environment),
        Command::Similar(args) => similar::run(global, args, environment),
        Command::Read(args) => read::run(global, args, environment),
        Command::Formats(args) => formats::run(args, environment),
        Command::Entities(args) => entities::run(global, args),
        Command::List(args) => list::run(global, args, environment),
        Command::Status(args) => status::run(global, args),
        Command::Verify(args) => verify::run(global, args),
        Command::Backup(args) => backup::run(global, args),
        Command::Restore(args) => restore::run(global, args),
        Command::Rebuild(args) => rebuild::run(global, args, environment),
        Command::Compact(args) => compact::run(global, args),
        Command::Export(args) => export::run(global, args, environment),
    }
}

fn writes_csv(command: &Command) -> bool {
    match command {
        Command::Search(args) => args.format == Some(HitsFormat::Csv),
        Command::Facets(args) => args.format == Some(TableFormat::Csv),
        Command::Timeline(args) => args.format == Some(TableFormat::Csv),
        Command::Person(args) => args.format == Some(AboutFormat::Csv),
        Command::Similar(args) => args.format == Some(AboutFormat::Csv),
        Command::Trace(args) => args.format == Some(TraceFormat::Csv),
        Command::Network(args) => args.format == Some(NetworkFormat::Csv),
        Command::List(args) => args.format == Some(ListFormat::Csv),
        _ => false,
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
    for narrowing in args.narrowing() {
        // The question that an option becomes nobody has typed.
        if let Err(error) = parse_on(today, &narrowing.as_typed) {
            bail!("{}: {error}", narrowing.option);
        }
    }
    Ok(SearchRequest { today, deadline: deadline(args.timeout), ..request })
}

/// The end of a time that begins now; none for no time.
fn deadline(timeout: Duration) -> Option<Instant> {
    // A time beyond what the clock can say is no limit either.
    (!timeout.is_zero()).then(|| Instant::now().checked_add(timeout)).flatten()
}

/// The exit of an answer that found something or not, as far as it goes.
fn exit(is_found: bool, extent: Extent) -> Exit {
    match (extent, is_found) {
        (Extent::Part, _) => Exit::TimedOut,
        (Extent::Whole, true) => Exit::Success,
        (Extent::Whole, false) => Exit::NothingFound,
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
