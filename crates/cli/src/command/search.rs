//! `dateline search`.

use std::io::Write;
use std::time::Instant;

use anyhow::bail;
use dateline_query::{Detail, Matching, SearchAnswer, SearchRequest};

use crate::args::{FormatArg, GlobalArgs, HitField, SearchArgs, Talk};
use crate::environment::{Environment, Stream};
use crate::exit::Exit;
use crate::output::page::{Page, number_for_people};
use crate::output::record::{Header, HitRecord, SearchSummary};
use crate::output::style::{Look, Role};
use crate::output::table::{self, Rows, Table};
use crate::output::{self, Out, safe, say};

/// The longest passage in bytes; a longer sentence is cut around what matched.
const PASSAGE_BYTES: usize = 480;

/// The fields of rows when none are named: what a list needs.
const LIST: [HitField; 5] =
    [HitField::Id, HitField::Published, HitField::Outlet, HitField::Title, HitField::Path];

/// The fields when neither form nor fields are named and a program reads: what a person
/// would have seen.
const PIPED: [HitField; 5] =
    [HitField::Id, HitField::Published, HitField::Outlet, HitField::Title, HitField::Passage];

/// How the answer is going to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Rows(Rows),
    Names(HitField),
    Count,
}

pub(super) fn run(
    global: &GlobalArgs,
    args: &SearchArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let (form, fields) = form(args, environment)?;
    let request = request(global, args, environment, form, &fields)?;
    let started = Instant::now();
    let archive = super::overrides::open(global)?;
    let answer = archive.search(&request)?;
    let took = started.elapsed();
    super::tell_notes(&answer.notes, global.talk());
    let is_loosened = answer.matching == Matching::Some && form != Form::Count;
    if is_loosened && global.talk() == Talk::Usual {
        say(&format!(
            "dateline: no article has all of these; ranked by how many they have: {}",
            args.question.question()
        ));
    }
    if answer.total == 0 && form != Form::Text && global.talk() == Talk::Usual {
        say("dateline: no article matches");
    }
    let mut out = output::stdout();
    match form {
        Form::Text => {
            let colour = global.colour(environment);
            let look = Look::new(colour, &args.mark_start, &args.mark_end);
            let page = Page { width: environment.width, look: &look };
            for (number, hit) in answer.hits.iter().enumerate() {
                page.hit(&mut out, args.offset + number + 1, hit)?;
            }
            let summary = text_summary(args, &answer, took.as_secs_f64());
            writeln!(out, "{}", look.dress(Role::Source, &summary))?;
        }
        Form::Json => write_json(&mut out, args, &answer)?,
        Form::Rows(rows) => write_rows(&mut out, rows, &fields, args, &answer)?,
        Form::Names(field) => write_names(&mut out, field, args, &answer)?,
        Form::Count => return super::count::write(out, &answer),
    }
    out.flush()?;
    Ok(if answer.total > 0 { Exit::Success } else { Exit::NothingFound })
}

/// The form that was asked for, or that suits who reads; and the fields of its rows.
fn form(args: &SearchArgs, environment: &Environment) -> anyhow::Result<(Form, Vec<HitField>)> {
    let named = |usual: &[HitField]| match args.fields.is_empty() {
        true => usual.to_vec(),
        false => args.fields.clone(),
    };
    let (form, fields) = match (args.format, environment.stdout) {
        (None, Stream::Terminal) if args.fields.is_empty() => (Form::Text, Vec::new()),
        (None, _) => (Form::Rows(Rows::Tsv), named(&PIPED)),
        (Some(FormatArg::Text), _) => (Form::Text, Vec::new()),
        (Some(FormatArg::Json), _) => (Form::Json, Vec::new()),
        (Some(FormatArg::Csv), _) => (Form::Rows(Rows::Csv), named(&LIST)),
        (Some(FormatArg::Tsv), _) => (Form::Rows(Rows::Tsv), named(&LIST)),
        (Some(FormatArg::Paths), _) => (Form::Names(HitField::Path), Vec::new()),
        (Some(FormatArg::Ids), _) => (Form::Names(HitField::Id), Vec::new()),
        (Some(FormatArg::Count), _) => (Form::Count, Vec::new()),
    };
    if args.null && !matches!(form, Form::Names(_)) {
        bail!("-0 goes with --format paths or ids");
    }
    if !args.fields.is_empty() && !matches!(form, Form::Rows(_)) {
        bail!("--fields goes with --format csv or tsv");
    }
    Ok((form, fields))
}

fn request(
    global: &GlobalArgs,
    args: &SearchArgs,
    environment: &Environment,
    form: Form,
    fields: &[HitField],
) -> anyhow::Result<SearchRequest> {
    let request = super::request(global, &args.question, environment)?;
    let needs_passages = match form {
        Form::Text | Form::Json => true,
        Form::Rows(_) => fields.contains(&HitField::Passage),
        Form::Names(_) | Form::Count => false,
    };
    let detail = match needs_passages && args.passages > 0 {
        true => Detail::Passages { count: args.passages, bytes: PASSAGE_BYTES },
        false => Detail::List,
    };
    let limit = if form == Form::Count { 0 } else { args.limit };
    Ok(SearchRequest { order: args.sort.into(), offset: args.offset, limit, detail, ..request })
}

fn write_json(out: &mut Out, args: &SearchArgs, answer: &SearchAnswer) -> anyhow::Result<()> {
    let question = args.question.question();
    safe::write_json(out, &Header::new("dateline.search/1", Some(&question)))?;
    for (number, hit) in answer.hits.iter().enumerate() {
        safe::write_json(out, &HitRecord::new(args.offset + number + 1, hit))?;
    }
    safe::write_json(out, &SearchSummary::new(answer))
}

fn write_rows(
    out: &mut Out,
    rows: Rows,
    fields: &[HitField],
    args: &SearchArgs,
    answer: &SearchAnswer,
) -> anyhow::Result<()> {
    use crate::environment::Colour;
    let look = Look::new(Colour::Off, &args.mark_start, &args.mark_end);
    let columns: Vec<&str> = fields.iter().map(|&field| table::column(field)).collect();
    let mut table = Table::new(out, rows, &columns)?;
    for hit in &answer.hits {
        let cells: Vec<String> =
            fields.iter().map(|&field| table::cell(hit, field, &look)).collect();
        table.row(&cells)?;
    }
    table.finish()
}

/// Ids or paths, each path once.
fn write_names(
    out: &mut Out,
    field: HitField,
    args: &SearchArgs,
    answer: &SearchAnswer,
) -> anyhow::Result<()> {
    let mut written = std::collections::HashSet::new();
    for hit in &answer.hits {
        let name = match field {
            HitField::Path => hit.path.as_str(),
            _ => hit.id.as_str(),
        };
        if !written.insert(name) {
            continue;
        }
        match args.null {
            // A name that ends in NUL is for a program that opens it: as it is.
            true => write!(out, "{name}\0")?,
            false => writeln!(out, "{}", safe::line(name))?,
        }
    }
    Ok(())
}

fn text_summary(args: &SearchArgs, answer: &SearchAnswer, seconds: f64) -> String {
    let articles = |number: u64| match number {
        1 => "1 article".to_owned(),
        _ => format!("{} articles", number_for_people(number)),
    };
    let shown = answer.hits.len() as u64;
    let last = args.offset as u64 + shown;
    let took = format!("{:.1} ms", seconds * 1000.0);
    match (answer.total, shown) {
        (0, _) => format!("no article matches · {took}"),
        (total, shown) if shown == total => format!("{} · {took}", articles(total)),
        (total, 0) => format!("{}, none at this offset · {took}", articles(total)),
        (total, _) => {
            let first = args.offset as u64 + 1;
            let next = match last < total {
                true => format!(" · next: --offset {last}"),
                false => String::new(),
            };
            format!("{first}–{last} of {} · {took}{next}", articles(total))
        }
    }
}
