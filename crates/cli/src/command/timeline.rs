//! `dateline timeline`.

use std::io::Write;

use dateline_model::DateLevel;
use dateline_query::{Chronicle, DatesOf, Row, SearchRequest, TimelineAnswer, TimelineRequest};

use crate::args::{ByArg, GlobalArgs, PeriodArg, TableFormat, Talk, TimelineArgs};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::{Page, number_for_people};
use crate::output::record::Header;
use crate::output::style::{Look, Role};
use crate::output::table::{Rows, Table};
use crate::output::timeline::{
    ChronicleSummary, GapRecord, PeriodRecord, SentenceRecord, TimelineSummary, day_or_open,
};
use crate::output::{self, Out, safe};

/// The schema of both forms.
const SCHEMA: &str = "dateline.timeline/1";

/// Periods without an article in a row, up to which programs get each: enough for whatever
/// is plotted.
const MOST_EMPTY: u32 = 1000;

pub(super) fn run(
    global: &GlobalArgs,
    args: &TimelineArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(TableFormat::Text, TableFormat::Tsv));
    let request = super::request(global, &args.question, environment)?;
    match args.sentences {
        true => chronicle(global, args, environment, format, request),
        false => histogram(global, args, environment, format, request),
    }
}

fn histogram(
    global: &GlobalArgs,
    args: &TimelineArgs,
    environment: &Environment,
    format: TableFormat,
    search: SearchRequest,
) -> anyhow::Result<Exit> {
    let level = args.level.map(Into::into);
    let request = TimelineRequest { search, by: args.by.into(), level };
    let answer = super::overrides::open(global)?.timeline(&request)?;
    super::notices::tell(global, &args.question, &answer.notes, answer.extent)?;
    tell_if_none(answer.total, format, global);
    let mut out = output::stdout();
    match format {
        TableFormat::Json => histogram_json(&mut out, args, &answer)?,
        TableFormat::Csv => histogram_rows(&mut out, global.csv(), &answer)?,
        TableFormat::Tsv => histogram_rows(&mut out, Rows::Tsv, &answer)?,
        TableFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            let page = Page { width: environment.width, look: &look };
            page.timeline(&mut out, &answer, environment.charset)?;
            let summary = histogram_summary(args.by, &answer);
            writeln!(out, "{}", look.dress(Role::Source, &summary))?;
        }
    }
    out.flush()?;
    Ok(super::exit(!answer.bars.is_empty(), answer.extent))
}

fn histogram_json(
    out: &mut Out,
    args: &TimelineArgs,
    answer: &TimelineAnswer,
) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new(SCHEMA, Some(&args.question.question())))?;
    for row in answer.rows(MOST_EMPTY) {
        match row {
            Row::Bar(bar) => safe::write_json(out, &PeriodRecord::new(answer.level, bar))?,
            Row::Gap { days, periods } => safe::write_json(out, &GapRecord::new(days, periods))?,
        }
    }
    safe::write_json(out, &TimelineSummary::new(by(args.by), answer))
}

/// A row for each period, those without an article among them; of very many without one
/// in a row, none.
fn histogram_rows(out: &mut Out, rows: Rows, answer: &TimelineAnswer) -> anyhow::Result<()> {
    let mut table = Table::new(out, rows, &["start", "end", "label", "articles"])?;
    for row in answer.rows(MOST_EMPTY) {
        let Row::Bar(bar) = row else { continue };
        let days = [bar.period.first(), bar.period.last()];
        let [start, end] = days.map(|day| day_or_open(day).unwrap_or_default());
        table.row(&[start, end, answer.level.label(bar.period), bar.articles.to_string()])?;
    }
    table.finish()
}

fn histogram_summary(by: ByArg, answer: &TimelineAnswer) -> String {
    if answer.total == 0 {
        return "no article matches".to_owned();
    }
    let (what, without) = match by {
        ByArg::Published => ("date of publication", "undated"),
        ByArg::Date => ("dates they speak of", "without such a date"),
    };
    let mut summary =
        format!("{} by {what}, per {}", articles(answer.total), answer.level.as_str());
    if answer.undated > 0 {
        summary.push_str(&format!(" · {} {without}", number_for_people(answer.undated)));
    }
    summary
}

fn chronicle(
    global: &GlobalArgs,
    args: &TimelineArgs,
    environment: &Environment,
    format: TableFormat,
    request: SearchRequest,
) -> anyhow::Result<Exit> {
    let request = SearchRequest { limit: args.limit, offset: args.offset, ..request };
    let answer = super::overrides::open(global)?.chronicle(&request)?;
    super::notices::tell(global, &args.question, &answer.notes, answer.extent)?;
    tell_if_none(answer.total, format, global);
    let mut out = output::stdout();
    match format {
        TableFormat::Json => chronicle_json(&mut out, args, &answer)?,
        TableFormat::Csv => chronicle_rows(&mut out, global.csv(), &answer)?,
        TableFormat::Tsv => chronicle_rows(&mut out, Rows::Tsv, &answer)?,
        TableFormat::Text => {
            let look = Look::new(global.colour(environment), "**", "**");
            let page = Page { width: environment.width, look: &look };
            page.chronicle(&mut out, &answer)?;
            let summary = chronicle_summary(args.offset, &answer);
            writeln!(out, "{}", look.dress(Role::Source, &summary))?;
        }
    }
    out.flush()?;
    Ok(super::exit(answer.sentences > 0, answer.extent))
}

fn chronicle_json(out: &mut Out, args: &TimelineArgs, answer: &Chronicle) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new(SCHEMA, Some(&args.question.question())))?;
    for sentence in &answer.shown {
        safe::write_json(out, &SentenceRecord::new(sentence))?;
    }
    safe::write_json(out, &ChronicleSummary::new(answer))
}

fn chronicle_rows(out: &mut Out, rows: Rows, answer: &Chronicle) -> anyhow::Result<()> {
    let columns = [
        "start",
        "end",
        "id",
        "published",
        "published_from",
        "published_reliability",
        "outlet",
        "also",
        "sentence",
    ];
    let mut table = Table::new(out, rows, &columns)?;
    for sentence in &answer.shown {
        let [start, end] = [sentence.date.first(), sentence.date.last()]
            .map(|day| day_or_open(day).unwrap_or_default());
        let article = &sentence.article;
        table.row(&[
            start,
            end,
            article.id.to_string(),
            article.published.map(|published| published.date.to_string()).unwrap_or_default(),
            article.published.map_or("", |published| published.source.as_str()).to_owned(),
            article.published.map_or("", |published| published.reliability().as_str()).to_owned(),
            article.outlet.clone().unwrap_or_default(),
            sentence.also.len().to_string(),
            sentence.text.clone(),
        ])?;
    }
    table.finish()
}

fn chronicle_summary(offset: usize, answer: &Chronicle) -> String {
    let sentences = match answer.sentences {
        1 => "1 dated sentence".to_owned(),
        number => format!("{} dated sentences", number_for_people(number)),
    };
    let of = match answer.total {
        1 => "the article that matches".to_owned(),
        total => format!("the {} articles that match", number_for_people(total)),
    };
    let (first, last) = (offset as u64 + 1, offset as u64 + answer.shown.len() as u64);
    let part = match first == last {
        true => format!("{first} of {sentences} of {of}"),
        false => format!("{first}–{last} of {sentences} of {of}"),
    };
    match answer.shown.len() as u64 {
        _ if answer.total == 0 => "no article matches".to_owned(),
        shown if shown == answer.sentences => format!("{sentences} of {of}"),
        0 => format!("{sentences} of {of}, none at this offset"),
        _ if last < answer.sentences => {
            let more = number_for_people(answer.sentences - last);
            format!("{part} · {more} more: --offset {last}")
        }
        _ => part,
    }
}

fn articles(number: u64) -> String {
    match number {
        1 => "1 article".to_owned(),
        _ => format!("{} articles", number_for_people(number)),
    }
}

fn tell_if_none(total: u64, format: TableFormat, global: &GlobalArgs) {
    if total == 0 && format != TableFormat::Text && global.talk() == Talk::Usual {
        Aside::Nothing("no article matches").say(global.errors());
    }
}

fn by(by: ByArg) -> &'static str {
    match by {
        ByArg::Published => "published",
        ByArg::Date => "date",
    }
}

impl From<ByArg> for DatesOf {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Published => Self::Publication,
            ByArg::Date => Self::Text,
        }
    }
}

impl From<PeriodArg> for DateLevel {
    fn from(period: PeriodArg) -> Self {
        match period {
            PeriodArg::Day => Self::Day,
            PeriodArg::Week => Self::Week,
            PeriodArg::Month => Self::Month,
            PeriodArg::Quarter => Self::Quarter,
            PeriodArg::Year => Self::Year,
            PeriodArg::Decade => Self::Decade,
        }
    }
}
