//! `dateline list`.

use std::io::Write;

use dateline_query::{Archive, Listed, NO_ARTICLES};
use serde::Serialize;

use crate::args::{GlobalArgs, ListArgs, ListFormat, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::Page;
use crate::output::published::PublishedRecord;
use crate::output::record::Header;
use crate::output::style::Look;
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, safe};

#[derive(Serialize)]
struct ListRecord<'l> {
    r#type: &'static str,
    id: &'l str,
    path: &'l str,
    hash: &'l str,
    #[serde(flatten)]
    published: PublishedRecord,
}

pub(super) fn run(
    global: &GlobalArgs,
    args: &ListArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(ListFormat::Text, ListFormat::Tsv));
    let listed = Archive::open(&global.index)?.list()?;
    if listed.is_empty() && global.talk() == Talk::Usual {
        Aside::Nothing(NO_ARTICLES).say(global.errors());
    }
    let mut out = output::stdout();
    match format {
        ListFormat::Json => write_json(&mut out, &listed)?,
        ListFormat::Csv => write_rows(&mut out, global.csv(), &listed)?,
        ListFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            Page { width: environment.width, look: &look }.list(&mut out, &listed)?;
        }
        ListFormat::Tsv => write_rows(&mut out, Rows::Tsv, &listed)?,
        ListFormat::Ids => {
            for article in &listed {
                writeln!(out, "{}", safe::line(&article.id))?;
            }
        }
    }
    out.flush()?;
    Ok(if listed.is_empty() { Exit::NothingFound } else { Exit::Success })
}

fn write_json(out: &mut Out, listed: &[Listed]) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.list/1", None))?;
    for Listed { id, path, hash, published, .. } in listed {
        let published = (*published).into();
        safe::write_json(out, &ListRecord { r#type: "article", id, path, hash, published })?;
    }
    Ok(())
}

fn write_rows(out: &mut Out, rows: Rows, listed: &[Listed]) -> anyhow::Result<()> {
    let columns = ["id", "path", "hash", "published", "published_from", "published_reliability"];
    let mut table = Table::new(out, rows, &columns)?;
    for Listed { id, path, hash, published, .. } in listed {
        let day = published.map(|published| published.date.to_string()).unwrap_or_default();
        let source = published.map_or("", |published| published.source.as_str());
        let reliability = published.map_or("", |published| published.reliability().as_str());
        table.row(&[id.as_str(), path, hash, &day, source, reliability])?;
    }
    table.finish()
}
