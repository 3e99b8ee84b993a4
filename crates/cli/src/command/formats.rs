//! `dateline formats`: what is read, and what is taken from each.

use std::io::Write;

use anyhow::bail;
use dateline_articles::{Described, SourceKind, described};
use serde::Serialize;

use crate::args::{FormatsArgs, ShowFormat};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::{self, Out, safe};

#[derive(Serialize)]
struct FormatRecord {
    r#type: &'static str,
    name: &'static str,
    container: bool,
    endings: &'static [&'static str],
    article: &'static str,
    taken: &'static str,
    lost: &'static str,
}

pub(super) fn run(args: &FormatsArgs, environment: &Environment) -> anyhow::Result<Exit> {
    let all = described();
    let chosen: Vec<Described> = match args.names.is_empty() {
        true => all,
        false => named(&all, &args.names)?,
    };
    let mut out = output::stdout();
    for format in &chosen {
        match args.format {
            ShowFormat::Json => safe::write_json(&mut out, &record(format))?,
            ShowFormat::Text => write_text(&mut out, format, environment.width)?,
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn named(all: &[Described], names: &[String]) -> anyhow::Result<Vec<Described>> {
    let mut chosen = Vec::new();
    for name in names {
        let plain = name.trim_start_matches('.').to_ascii_lowercase();
        let fits = |format: &&Described| {
            let is_ending =
                |ending: &&str| ending.trim_start_matches('.').eq_ignore_ascii_case(&plain);
            format.kind.as_str() == plain || format.endings.iter().any(is_ending)
        };
        let before = chosen.len();
        chosen.extend(all.iter().filter(fits));
        if chosen.len() == before {
            let known: Vec<&str> = all.iter().map(|format| format.kind.as_str()).collect();
            bail!("no format {name:?}; there are {}", known.join(", "));
        }
    }
    Ok(chosen)
}

fn record(format: &Described) -> FormatRecord {
    let Described { kind, endings, article, taken, lost } = *format;
    let container = matches!(kind, SourceKind::Container(_));
    FormatRecord { r#type: "format", name: kind.as_str(), container, endings, article, taken, lost }
}

/// A format in a few lines: its name and endings, then each property behind its label.
fn write_text(out: &mut Out, format: &Described, width: usize) -> std::io::Result<()> {
    let endings: Vec<String> = format
        .endings
        .iter()
        .map(|ending| format!(".{}", ending.trim_start_matches('.')))
        .collect();
    writeln!(out, "{:<11} {}", format.kind.as_str(), endings.join(" "))?;
    for (label, text) in
        [("article", format.article), ("taken", format.taken), ("lost", format.lost)]
    {
        let room = width.clamp(40, 100) - 14;
        for (number, line) in output::page::wrap(text, room).iter().enumerate() {
            let label = if number == 0 { label } else { "" };
            writeln!(out, "  {label:>8}  {line}")?;
        }
    }
    writeln!(out)
}
