//! `dateline trace`.

use std::collections::BTreeSet;
use std::io::Write;

use dateline_query::{
    Archive, Notice, SearchRequest, Stance, TraceAnswer, TraceBy, TraceRequest, Weight,
};

use crate::args::{GlobalArgs, StanceArg, Talk, TraceArgs, TraceByArg, TraceFormat};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::{Page, number_for_people};
use crate::output::record::Header;
use crate::output::style::{Look, Role};
use crate::output::table::{Rows, Table};
use crate::output::trace::{COLUMNS, PlaceRecord, StatementRecord, TraceSummary, cells};
use crate::output::{self, Out, safe};

pub(super) fn run(
    global: &GlobalArgs,
    args: &TraceArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(TraceFormat::Text, TraceFormat::Tsv));
    // Before the index is opened: with `--in` this brings it up to date.
    let search = super::request(global, &args.question, environment)?;
    let archive = super::overrides::open(global)?;
    let (args, note) = with_whole_name(&archive, args)?;
    let mut answer = archive.trace(&request(search, &args))?;
    answer.notes.splice(..0, note);
    super::notices::tell(global, &args.question, &answer.notes, answer.extent)?;
    if answer.statements == 0 && format != TraceFormat::Text && global.talk() == Talk::Usual {
        Aside::Nothing(&summary(&args, &answer)).say(global.errors());
    }
    let mut out = output::stdout();
    write(&mut out, global, &args, environment, format, &answer)?;
    out.flush()?;
    Ok(super::exit(answer.statements > 0, answer.extent))
}

/// What is asked, with all the words of the name in the name, and how it was read.
///
/// Whoever forgets the quotes about a name has its other words read as a question. A name of
/// several words in one argument is one as it stands.
fn with_whole_name(
    archive: &Archive,
    args: &TraceArgs,
) -> anyhow::Result<(TraceArgs, Option<Notice>)> {
    let mut args = args.clone();
    if args.question.words.is_empty() || args.name.trim().contains(char::is_whitespace) {
        return Ok((args, None));
    }
    let words: Vec<&str> =
        std::iter::once(&args.name).chain(&args.question.words).map(String::as_str).collect();
    let number = archive.words_of_name(&words)?;
    let name = words[..number].join(" ");
    args.question.words.drain(..number - 1);
    args.name = name;
    let message = match args.question.question() {
        none if none.is_empty() => format!("read as the person “{}”", args.name),
        rest => format!("read as the person “{}” and the question “{rest}”", args.name),
    };
    Ok((args, Some(Notice { weight: Weight::Remark, message, place: None })))
}

fn request(search: SearchRequest, args: &TraceArgs) -> TraceRequest {
    let question = args.question.question();
    let search = SearchRequest { question, limit: args.limit, offset: args.offset, ..search };
    let stances = args.stance.iter().copied().map(Stance::from).collect();
    TraceRequest { person: args.name.clone(), search, stances, by: args.by.into() }
}

fn write(
    out: &mut Out,
    global: &GlobalArgs,
    args: &TraceArgs,
    environment: &Environment,
    format: TraceFormat,
    answer: &TraceAnswer,
) -> anyhow::Result<()> {
    match format {
        TraceFormat::Json => write_json(out, args, answer),
        TraceFormat::Csv => write_rows(out, global.csv(), answer),
        TraceFormat::Tsv => write_rows(out, Rows::Tsv, answer),
        TraceFormat::Count => Ok(writeln!(out, "{}", answer.statements)?),
        TraceFormat::Ids => {
            let ids = answer.rows.iter().flat_map(|row| {
                std::iter::once(&row.article).chain(&row.also).map(|article| article.id.as_str())
            });
            for id in ids.collect::<BTreeSet<_>>() {
                writeln!(out, "{}", safe::line(id))?;
            }
            Ok(())
        }
        TraceFormat::Text => {
            let look = Look::new(global.colour(environment), "**", "**");
            let page = Page { width: environment.width, look: &look };
            page.trace(out, answer, args.by.into(), environment.charset)?;
            let summary = summary(args, answer);
            Ok(writeln!(out, "{}", look.dress(Role::Source, &summary))?)
        }
    }
}

fn write_json(out: &mut Out, args: &TraceArgs, answer: &TraceAnswer) -> anyhow::Result<()> {
    let question = args.question.question();
    let query = if question.is_empty() { &args.name } else { &question };
    safe::write_json(out, &Header::new("dateline.trace/1", Some(query)))?;
    for place in &answer.places {
        safe::write_json(out, &PlaceRecord::new(place))?;
    }
    for row in &answer.rows {
        safe::write_json(out, &StatementRecord::new(answer, row))?;
    }
    safe::write_json(out, &TraceSummary::new(answer))
}

fn write_rows(out: &mut Out, rows: Rows, answer: &TraceAnswer) -> anyhow::Result<()> {
    let mut table = Table::new(out, rows, &COLUMNS)?;
    for row in &answer.rows {
        table.row(&cells(answer, row))?;
    }
    table.finish()
}

/// How much of what there is was given.
fn summary(args: &TraceArgs, answer: &TraceAnswer) -> String {
    let name = safe::line(&answer.name).into_owned();
    if answer.articles == 0 {
        return format!("no article that matches names {name}");
    }
    if answer.statements == 0 {
        return match chooses(args) {
            true => format!("no sentence that matches puts {name} anywhere"),
            false => format!("no sentence puts {name} anywhere"),
        };
    }
    let all = match answer.statements {
        1 => "1 statement".to_owned(),
        number => format!("{} statements", number_for_people(number)),
    };
    let offset = args.offset as u64;
    let (first, last) = (offset + 1, offset + answer.rows.len() as u64);
    match answer.rows.len() as u64 {
        shown if shown == answer.statements => all,
        0 => format!("{all}, none at this offset"),
        _ if last < answer.statements => {
            let more = number_for_people(answer.statements - last);
            format!("{first}–{last} of {all} · {more} more: --offset {last}")
        }
        _ => format!("{first}–{last} of {all}"),
    }
}

/// Whether anything beside the name chooses among the statements.
fn chooses(args: &TraceArgs) -> bool {
    let question = &args.question;
    let asks = !question.words.is_empty() || !question.filters().is_empty();
    asks || !question.within.is_empty() || !args.stance.is_empty()
}

impl From<TraceByArg> for TraceBy {
    fn from(by: TraceByArg) -> Self {
        match by {
            TraceByArg::Place => Self::Place,
            TraceByArg::Day => Self::Day,
            TraceByArg::Outlet => Self::Outlet,
        }
    }
}

impl From<StanceArg> for Stance {
    fn from(stance: StanceArg) -> Self {
        match stance {
            StanceArg::Says => Self::Says,
            StanceArg::Quotes => Self::Quotes,
            StanceArg::Hedges => Self::Hedges,
            StanceArg::Denies => Self::Denies,
            StanceArg::Asks => Self::Asks,
        }
    }
}
