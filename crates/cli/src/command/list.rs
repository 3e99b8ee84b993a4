//! `dateline list`.

use std::io::Write;

use anyhow::bail;
use dateline_query::{Archive, Listed};
use serde::Serialize;

use crate::args::{FormatArg, GlobalArgs, ListArgs};
use crate::exit::Exit;
use crate::output::record::Header;
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, safe};

#[derive(Serialize)]
struct ListRecord<'l> {
    r#type: &'static str,
    id: &'l str,
    path: &'l str,
    hash: &'l str,
}

pub(super) fn run(global: &GlobalArgs, args: &ListArgs) -> anyhow::Result<Exit> {
    let listed = Archive::open(&global.index)?.list()?;
    let mut out = output::stdout();
    match args.format {
        FormatArg::Json => write_json(&mut out, &listed)?,
        FormatArg::Csv => write_rows(&mut out, Rows::Csv, &listed)?,
        FormatArg::Tsv | FormatArg::Text => write_rows(&mut out, Rows::Tsv, &listed)?,
        FormatArg::Ids => {
            for article in &listed {
                writeln!(out, "{}", safe::line(&article.id))?;
            }
        }
        FormatArg::Paths | FormatArg::Count => bail!("the list comes as tsv, csv, json or ids"),
    }
    out.flush()?;
    Ok(if listed.is_empty() { Exit::NothingFound } else { Exit::Success })
}

fn write_json(out: &mut Out, listed: &[Listed]) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.list/1", None))?;
    for Listed { id, path, hash } in listed {
        safe::write_json(out, &ListRecord { r#type: "article", id, path, hash })?;
    }
    Ok(())
}

fn write_rows(out: &mut Out, rows: Rows, listed: &[Listed]) -> anyhow::Result<()> {
    let mut table = Table::new(out, rows, &["id", "path", "hash"])?;
    for article in listed {
        table.row(&[&article.id, &article.path, &article.hash])?;
    }
    table.finish()
}
