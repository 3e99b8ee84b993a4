//! `dateline facets`.

mod significant;

use std::io::Write;

use anyhow::bail;
use dateline_model::DateLevel;
use dateline_query::{DatesOf, FacetAnswer, FacetBy, PlaceLevel, SearchRequest};

use crate::args::{FacetArg, FacetsArgs, GlobalArgs, LevelArg, PlacesArg, TableFormat};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::page::{Page, articles_and_origins, number_for_people};
use crate::output::record::{FacetRecord, FacetSummary, Header};
use crate::output::style::{Look, Role};
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, safe};

pub(super) fn run(
    global: &GlobalArgs,
    args: &FacetsArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(TableFormat::Text, TableFormat::Tsv));
    let request = super::request(global, &args.question, environment)?;
    let request = SearchRequest { limit: args.limit, ..request };
    if args.significant {
        return significant::run(global, args, environment, &request, format);
    }
    let answer = super::overrides::open(global)?.facets(&request, by(args)?)?;
    super::notices::tell(global, &args.question, &answer.notes, answer.extent)?;
    let mut out = output::stdout();
    match format {
        TableFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            let page = Page { width: environment.width, look: &look };
            page.facets(&mut out, &answer)?;
            writeln!(out, "{}", look.dress(Role::Source, &text_summary(&answer)))?;
        }
        TableFormat::Json => write_json(&mut out, &args.question.question(), &answer)?,
        TableFormat::Csv => write_rows(&mut out, global.csv(), &answer)?,
        TableFormat::Tsv => write_rows(&mut out, Rows::Tsv, &answer)?,
    }
    out.flush()?;
    Ok(super::exit(answer.total > 0, answer.extent))
}

fn write_json(out: &mut Out, question: &str, answer: &FacetAnswer) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.facets/1", Some(question)))?;
    for facet in &answer.facets {
        safe::write_json(out, &FacetRecord::new(facet))?;
    }
    safe::write_json(out, &FacetSummary::new(answer))
}

fn write_rows(out: &mut Out, rows: Rows, answer: &FacetAnswer) -> anyhow::Result<()> {
    let mut table = Table::new(out, rows, &["value", "articles", "origins"])?;
    for facet in &answer.facets {
        let origins = facet.origins.map(|origins| origins.to_string()).unwrap_or_default();
        table.row(&[facet.value.as_str(), &facet.articles.to_string(), &origins])?;
    }
    table.finish()
}

fn text_summary(answer: &FacetAnswer) -> String {
    format!(
        "{} of {} values in {}",
        number_for_people(answer.facets.len() as u64),
        number_for_people(answer.values),
        articles_and_origins(answer.total, answer.origins)
    )
}

fn by(args: &FacetsArgs) -> anyhow::Result<FacetBy> {
    Ok(match (args.by, args.level) {
        (FacetArg::Person, None) => FacetBy::Person,
        (FacetArg::Outlet, None) => FacetBy::Outlet,
        (FacetArg::Person | FacetArg::Outlet, Some(_)) => {
            bail!("--level goes with --by place, date or published")
        }
        (FacetArg::Place, None) => FacetBy::Place(PlaceLevel::Each),
        (FacetArg::Place, Some(LevelArg::Places(level))) => FacetBy::Place(level.into()),
        (FacetArg::Place, Some(LevelArg::Dates(_))) => {
            bail!("places come by country, region or city")
        }
        (FacetArg::Date, level) => FacetBy::Dates(DatesOf::Text, dates(level)?),
        (FacetArg::Published, level) => FacetBy::Dates(DatesOf::Publication, dates(level)?),
    })
}

fn dates(level: Option<LevelArg>) -> anyhow::Result<Option<DateLevel>> {
    match level {
        None => Ok(None),
        Some(LevelArg::Dates(period)) => Ok(Some(period.into())),
        Some(LevelArg::Places(_)) => {
            bail!("dates come by day, week, month, quarter, year or decade")
        }
    }
}

impl From<PlacesArg> for PlaceLevel {
    fn from(level: PlacesArg) -> Self {
        match level {
            PlacesArg::Country => Self::Country,
            PlacesArg::Region => Self::Region,
            PlacesArg::City => Self::City,
        }
    }
}
