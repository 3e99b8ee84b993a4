//! `dateline facets --significant`.

use std::io::Write;

use dateline_query::{SearchRequest, SignificantAnswer, SignificantFacet};

use super::by;
use crate::args::{FacetsArgs, GlobalArgs, TableFormat};
use crate::command::{exit, notices, overrides};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::page::Page;
use crate::output::record::Header;
use crate::output::significant::{SignificantRecord, SignificantSummary};
use crate::output::style::Look;
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, safe};

pub(super) fn run(
    global: &GlobalArgs,
    args: &FacetsArgs,
    environment: &Environment,
    request: &SearchRequest,
    format: TableFormat,
) -> anyhow::Result<Exit> {
    let answer = overrides::open(global)?.significant_facets(request, by(args)?)?;
    notices::tell(global, &args.question, &answer.notes, answer.extent)?;
    let mut out = output::stdout();
    match format {
        TableFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            Page { width: environment.width, look: &look }.significant(&mut out, &answer)?;
        }
        TableFormat::Json => write_json(&mut out, &args.question.question(), &answer)?,
        TableFormat::Csv => write_rows(&mut out, global.csv(), &answer)?,
        TableFormat::Tsv => write_rows(&mut out, Rows::Tsv, &answer)?,
    }
    out.flush()?;
    Ok(exit(!answer.facets.is_empty(), answer.extent))
}

fn write_json(out: &mut Out, question: &str, answer: &SignificantAnswer) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.facets/1", Some(question)))?;
    for facet in &answer.facets {
        safe::write_json(out, &SignificantRecord::new(facet))?;
    }
    safe::write_json(out, &SignificantSummary::new(answer))
}

fn write_rows(out: &mut Out, rows: Rows, answer: &SignificantAnswer) -> anyhow::Result<()> {
    let columns = ["value", "articles", "share", "archive", "archive_share", "score"];
    let mut table = Table::new(out, rows, &columns)?;
    let share = |share: f64| format!("{share:.4}");
    for SignificantFacet { value, significance, score } in &answer.facets {
        table.row(&[
            value.clone(),
            significance.matching.to_string(),
            share(significance.share()),
            significance.archive.to_string(),
            share(significance.archive_share()),
            format!("{score:.1}"),
        ])?;
    }
    table.finish()
}
