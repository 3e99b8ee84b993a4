//! `dateline restore`.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use dateline_query::Archive;
use dateline_schema::store::{META_FILE, Waiting, WriteAccess, exists, open_unread};
use dateline_upkeep::{Restored, restore};
use serde::Serialize;

use crate::args::{GlobalArgs, RestoreArgs, ShowFormat};
use crate::exit::Exit;
use crate::output::page::{number_for_people, size_for_people};
use crate::output::{self, safe};

/// There is no backup where one was named.
#[derive(Debug)]
pub(crate) struct NoBackup(PathBuf);

impl fmt::Display for NoBackup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no backup here; `dateline backup DIR` makes one", self.0.display())
    }
}

impl std::error::Error for NoBackup {}

#[derive(Serialize)]
struct RestoreRecord<'r> {
    r#type: &'static str,
    schema: &'static str,
    path: &'r str,
    files: u64,
    bytes: u64,
    users: u64,
}

pub(super) fn run(global: &GlobalArgs, args: &RestoreArgs) -> anyhow::Result<Exit> {
    // Before a folder is made for what there may be nothing to restore from.
    if !exists(&args.backup) {
        return Err(NoBackup(args.backup.clone()).into());
    }
    open_unread(&args.backup)?;
    if exists(&global.index) && !args.replace {
        bail!(
            "{}: there is an index {}; --replace puts the backup in its place",
            global.index.display(),
            in_short(&global.index),
        );
    }
    let waiting = if args.wait { Waiting::Wait } else { Waiting::Refuse };
    let access = WriteAccess::acquire(&global.index, waiting)?;
    let Restored { files, bytes, users } = restore(&args.backup, &access)?;
    let path = global.index.to_string_lossy();
    let mut out = output::stdout();
    match args.format {
        ShowFormat::Json => {
            let (r#type, schema, path) = ("restore", "dateline.restore/1", &*path);
            let record = RestoreRecord { r#type, schema, path, files, bytes, users };
            safe::write_json(&mut out, &record)?;
        }
        ShowFormat::Text => {
            let articles = Archive::open(&global.index)?.status()?.articles;
            let (articles, size) = (number_for_people(articles), size_for_people(bytes));
            writeln!(out, "{}: restored, {articles} articles, {size}", safe::line(&path))?;
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}

/// What would be lost with an index: its articles, and when it was last written to.
fn in_short(index: &Path) -> String {
    let articles = Archive::open(index).ok().and_then(|archive| archive.status().ok());
    let articles = match articles.map(|status| status.articles) {
        Some(1) => "of 1 article".to_owned(),
        Some(articles) => format!("of {} articles", number_for_people(articles)),
        None => "whose articles cannot be counted".to_owned(),
    };
    let written = std::fs::metadata(index.join(META_FILE)).and_then(|meta| meta.modified());
    match written.ok().and_then(|time| jiff::Timestamp::try_from(time).ok()) {
        Some(time) => format!("{articles}, last written to at {time:.0}"),
        None => articles,
    }
}
