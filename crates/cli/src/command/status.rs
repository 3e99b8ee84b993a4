//! `dateline status`.

use std::io::Write;

use dateline_query::{Archive, Status};

use crate::args::{GlobalArgs, ShowFormat, StatusArgs};
use crate::exit::Exit;
use crate::output::page::{day_for_people, number_for_people, size_for_people};
use crate::output::record::StatusRecord;
use crate::output::{self, Out, safe};

pub(super) fn run(global: &GlobalArgs, args: &StatusArgs) -> anyhow::Result<Exit> {
    let status = Archive::open(&global.index)?.status()?;
    let mut out = output::stdout();
    match args.format {
        ShowFormat::Text => write_text(&mut out, &status)?,
        ShowFormat::Json => safe::write_json(&mut out, &StatusRecord::new(&status))?,
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn write_text(out: &mut Out, status: &Status) -> anyhow::Result<()> {
    let published = match status.published {
        Some((first, last)) => format!("{} to {}", day_for_people(first), day_for_people(last)),
        None => "no article is dated".to_owned(),
    };
    let roots: Vec<&str> = status.payload.roots.iter().map(|root| root.path.as_str()).collect();
    let indexed = match (&*roots, status.articles) {
        ([], 1..) => "no folder, only what came from lists or standard input".to_owned(),
        _ => roots.join(", "),
    };
    let rows = [
        ("index", status.path.display().to_string()),
        ("articles", number_for_people(status.articles)),
        ("sources", number_for_people(status.sources)),
        ("refused", number_for_people(status.refused)),
        ("published", published),
        ("indexed", indexed),
        ("size", size_for_people(status.bytes)),
        ("segments", status.segments.to_string()),
        ("format", format!("{}.{}", status.payload.format, status.payload.analyzer)),
    ];
    for (label, value) in rows {
        writeln!(out, "{label:>9}  {}", safe::line(&value))?;
    }
    Ok(())
}
