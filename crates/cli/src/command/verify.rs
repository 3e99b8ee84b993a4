//! `dateline verify`.

use std::io::Write;

use dateline_upkeep::{Account, Depth, Finding};
use serde::Serialize;

use crate::args::{GlobalArgs, ShowFormat, VerifyArgs};
use crate::exit::Exit;
use crate::output::page::{number_for_people, size_for_people};
use crate::output::record::Header;
use crate::output::{self, Out, safe};

pub(super) fn run(global: &GlobalArgs, args: &VerifyArgs) -> anyhow::Result<Exit> {
    let depth = if args.deep { Depth::Articles } else { Depth::Files };
    let mut out = output::stdout();
    if args.format == ShowFormat::Json {
        safe::write_json(&mut out, &Header::new("dateline.verify/1", None))?;
    }
    let mut written = Ok(());
    let account = dateline_upkeep::verify(&global.index, depth, &mut |finding| {
        if written.is_ok() {
            written = match args.format {
                ShowFormat::Text => write_finding(&mut out, finding),
                ShowFormat::Json => safe::write_json(&mut out, &Record::from(finding)),
            };
        }
    })?;
    written?;
    match args.format {
        ShowFormat::Text => write_account(&mut out, &account, depth)?,
        ShowFormat::Json => safe::write_json(&mut out, &Record::from(&account))?,
    }
    out.flush()?;
    Ok(match account.damages {
        0 => Exit::Success,
        _ => Exit::Damaged,
    })
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Record<'r> {
    Finding { code: &'static str, damage: bool, what: &'r str, detail: &'r str },
    Summary { files: u64, bytes: u64, articles: u64, sources: u64, damages: u64, notes: u64 },
}

impl<'r> From<&'r Finding> for Record<'r> {
    fn from(Finding { code, what, detail }: &'r Finding) -> Self {
        Self::Finding { code: code.code(), damage: code.is_damage(), what, detail }
    }
}

impl From<&Account> for Record<'_> {
    fn from(account: &Account) -> Self {
        let Account { files, bytes, articles, sources, damages, notes } = *account;
        Self::Summary { files, bytes, articles, sources, damages, notes }
    }
}

fn write_finding(out: &mut Out, finding: &Finding) -> anyhow::Result<()> {
    let label = if finding.code.is_damage() { "damaged" } else { "note" };
    let what = match finding.what.as_str() {
        "" => String::new(),
        what => format!("{}: ", safe::line(what)),
    };
    writeln!(out, "{label:>8}  {what}{}", safe::line(&finding.detail))?;
    Ok(())
}

fn write_account(out: &mut Out, account: &Account, depth: Depth) -> anyhow::Result<()> {
    let Account { files, bytes, articles, sources, damages, .. } = *account;
    writeln!(out, "{:>8}  {}, {}", "files", number_for_people(files), size_for_people(bytes))?;
    if depth == Depth::Articles {
        let articles = number_for_people(articles);
        let sources = number_for_people(sources);
        writeln!(out, "{:>8}  {articles} of {sources} sources", "articles")?;
    }
    let verdict = match damages {
        0 => "as it was written".to_owned(),
        1 => "damaged in one place".to_owned(),
        damages => format!("damaged in {} places", number_for_people(damages)),
    };
    writeln!(out, "{:>8}  {verdict}", "index")?;
    Ok(())
}
