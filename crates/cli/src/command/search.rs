//! `dateline search`.

mod goes_with;

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::bail;
use dateline_query::{
    Detail, Expansion, Extent, Folding, Freshness, Reasons, SearchAnswer, SearchRequest,
    Suggestions,
};

use super::{batch, notices, reading};
use crate::args::{GlobalArgs, HitField, HitsFormat, SearchArgs, Talk};
use crate::environment::{Environment, Stream};
use crate::exit::Exit;
use crate::output;
use crate::output::hits::{Answered, Asked, Form, HitWriter, NameEnd};
use crate::output::notice::Aside;
use crate::output::page::Handles;
use crate::output::table::Rows;

/// The most passages of a hit.
const PASSAGES: usize = 2;

/// What stands around a match.
const MARK: &str = "**";

/// The longest passage in bytes; a longer sentence is cut around what matched.
const PASSAGE_BYTES: usize = 480;

/// The fields of rows when none are named: what a list needs.
const LIST: [HitField; 5] =
    [HitField::Id, HitField::Published, HitField::Outlet, HitField::Title, HitField::Path];

/// The fields when neither form nor fields are named and a program reads: what a person
/// would have seen.
const PIPED: [HitField; 5] =
    [HitField::Id, HitField::Published, HitField::Outlet, HitField::Title, HitField::Passage];

pub(super) fn run(
    global: &GlobalArgs,
    args: &SearchArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let writer = writer(global, args, environment)?;
    if let Some(queries) = queries(args) {
        if args.explain_query {
            bail!("--explain-query takes one question");
        }
        return batch::run(global, args, environment, queries, writer);
    }
    let request = super::request(global, &args.question, environment)?;
    let request = with_hits(request, args, &writer);
    let started = Instant::now();
    let archive = super::overrides::open(global)?;
    if args.explain_query {
        let form = args.format.map(|_| writer.form);
        return reading::run(global, &args.question, &archive, &request, form);
    }
    let answer = archive.search(&request)?;
    let took = started.elapsed();
    let notices = notices::of_search(&answer, writer.form);
    notices::tell(global, &args.question, &notices, answer.extent)?;
    let suggestions = match writer.form == Form::Json || global.talk() == Talk::Usual {
        true => notices::suggestions(&archive, &request, &answer)?,
        false => Suggestions::default(),
    };
    if global.talk() == Talk::Usual {
        let asides = told_beside(&answer, &suggestions, writer.form);
        asides.for_each(|aside| aside.say(global.errors()));
    }
    let mut out = output::stdout();
    let asked = Asked { id: None, question: &request.question };
    writer.answer(
        &mut out,
        asked,
        &Answered { answer: &answer, suggestions: &suggestions, took },
    )?;
    out.flush()?;
    Ok(exit(&answer, writer.form))
}

/// What is said on standard error: that nothing was found, why, and what would be.
pub(super) fn told_beside<'a>(
    answer: &SearchAnswer,
    suggestions: &'a Suggestions,
    form: Form,
) -> impl Iterator<Item = Aside<'a>> {
    // Of what was not looked at to the end, nothing is known.
    let is_silent = answer.total == 0 && answer.extent == Extent::Whole && form != Form::Text;
    let none = is_silent.then_some(Aside::Nothing("no article matches"));
    none.into_iter().chain(notices::of_suggestions(suggestions))
}

/// Where questions are read from when they do not stand in the arguments.
fn queries(args: &SearchArgs) -> Option<&Path> {
    match args.question.words.as_slice() {
        [word] if word == "-" => Some(Path::new("-")),
        _ => args.queries.as_deref(),
    }
}

/// Whether something was found, as far as the form shows it.
pub(super) fn exit(answer: &SearchAnswer, form: Form) -> Exit {
    let found = match form {
        Form::Count => output::hits::counted(answer),
        _ => answer.total,
    };
    super::exit(found > 0, answer.extent)
}

/// The writer of the form that was asked for, or that suits who reads.
fn writer(
    global: &GlobalArgs,
    args: &SearchArgs,
    environment: &Environment,
) -> anyhow::Result<HitWriter> {
    let named = |usual: &[HitField]| match args.fields.is_empty() {
        true => usual.to_vec(),
        false => args.fields.clone(),
    };
    // What only people read is written for them, wherever it goes.
    let is_for_people = environment.stdout == Stream::Terminal || args.explain || args.cite;
    let format = args.format.unwrap_or(match is_for_people && args.fields.is_empty() {
        true => HitsFormat::Text,
        false => HitsFormat::Tsv,
    });
    let usual: &[HitField] = if args.format.is_none() { &PIPED } else { &LIST };
    let (form, fields) = match format {
        HitsFormat::Text => (Form::Text, Vec::new()),
        HitsFormat::Json => (Form::Json, Vec::new()),
        HitsFormat::Csv => (Form::Rows(global.csv()), named(usual)),
        HitsFormat::Tsv => (Form::Rows(Rows::Tsv), named(usual)),
        HitsFormat::Paths => (Form::Names(HitField::Path), Vec::new()),
        HitsFormat::Ids => (Form::Names(HitField::Id), Vec::new()),
        HitsFormat::Count => (Form::Count, Vec::new()),
        HitsFormat::Trec => (Form::Trec, Vec::new()),
    };
    goes_with::check(args, format, &fields)?;
    Ok(HitWriter {
        form,
        folding: folding(args, form, &fields),
        fields,
        name_end: if args.null { NameEnd::Nul } else { NameEnd::LineFeed },
        offset: args.offset,
        width: environment.width,
        colour: global.colour(environment),
        marks: [&args.mark_start, &args.mark_end]
            .map(|mark| mark.clone().unwrap_or_else(|| MARK.to_owned())),
        handles: if args.cite { Handles::Shown } else { Handles::Hidden },
    })
}

/// The request for as many hits, and as much of each, as are going to be written.
pub(super) fn with_hits(
    request: SearchRequest,
    args: &SearchArgs,
    writer: &HitWriter,
) -> SearchRequest {
    let needs_passages = match writer.form {
        Form::Text | Form::Json => true,
        Form::Rows(_) => {
            let of_passages =
                |field: &HitField| [HitField::Passage, HitField::Cite].contains(field);
            writer.fields.iter().any(of_passages)
        }
        Form::Names(_) | Form::Count | Form::Trec => false,
    };
    let detail = match args.passages.unwrap_or(PASSAGES) {
        count if needs_passages && count > 0 => Detail::Passages { count, bytes: PASSAGE_BYTES },
        _ => Detail::List,
    };
    let limit = if writer.form == Form::Count { 0 } else { args.limit };
    let freshness = match (args.fresh, request.today) {
        (false, _) => Freshness::Ignored,
        (true, Some(day)) => Freshness::Since(day),
        (true, None) => Freshness::SinceNewest,
    };
    let reasons = if args.explain { Reasons::Told } else { Reasons::Untold };
    let expansion = if args.expand { Expansion::Related } else { Expansion::Off };
    let (order, offset, folding) = (args.sort.into(), args.offset, writer.folding);
    let ranked = SearchRequest { order, expansion, freshness, reasons, folding, ..request };
    SearchRequest { offset, limit, detail, ..ranked }
}

/// Whether copies are drawn together: for people they are, programs ask for it, since it
/// may cost more than the search.
fn folding(args: &SearchArgs, form: Form, fields: &[HitField]) -> Folding {
    let is_told = |field: &HitField| matches!(field, HitField::Family | HitField::Copies);
    match form {
        // Hits that are not given cannot be drawn together, but counted so.
        Form::Count if args.fold => Folding::Told,
        _ if args.fold => Folding::Folded,
        Form::Text if !args.unfold => Folding::Folded,
        Form::Json if args.families => Folding::Told,
        Form::Rows(_) if fields.iter().any(is_told) => Folding::Told,
        _ => Folding::Ignored,
    }
}
