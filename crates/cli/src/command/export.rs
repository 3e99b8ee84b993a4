//! `dateline export`.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dateline_articles::{ExportLine, ExportedArticle, ExportedLine};
use dateline_query::{Extent, NO_ARTICLES, SearchRequest};
use dateline_schema::Error;
use dateline_schema::store::CatalogueEntry;
use dateline_upkeep::{Held, Wanted, export};

use super::{notices, overrides};
use crate::args::{ExportArgs, GlobalArgs, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::number_for_people;
use crate::output::{self, safe, say};

pub(super) fn run(
    global: &GlobalArgs,
    args: &ExportArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let question = &args.question;
    let is_asked = !question.question().trim().is_empty()
        || !question.filters().is_empty()
        || !question.within.is_empty();
    let matching = match is_asked {
        false => None,
        true => {
            let request = super::request(global, question, environment)?;
            // A part of what was asked for would pass for all of it.
            let request = SearchRequest { deadline: None, ..request };
            let matching = overrides::open(global)?.matching_ids(&request)?;
            notices::tell(global, question, &matching.notes, Extent::Whole)?;
            Some(matching.ids)
        }
    };
    let is_wanted = |id: &str| matching.as_ref().is_some_and(|ids| ids.contains(id));
    let wanted = match matching {
        None => Wanted::All,
        Some(_) => Wanted::Ids(&is_wanted),
    };
    let articles = match &args.output {
        None => write_all(global, &wanted, &mut output::stdout())?,
        Some(file) => {
            let articles = write_file(global, &wanted, file)?;
            if global.talk() == Talk::Usual {
                let articles = number_for_people(articles);
                say(&format!("{}: {articles} articles", file.display()));
            }
            articles
        }
    };
    if articles == 0 && !is_asked && global.talk() == Talk::Usual {
        Aside::Nothing(NO_ARTICLES).say(global.errors());
    }
    Ok(if articles == 0 { Exit::NothingFound } else { Exit::Success })
}

/// Writes the file in one step: until all is written, one of its name stays as it is.
fn write_file(global: &GlobalArgs, wanted: &Wanted<'_>, file: &Path) -> anyhow::Result<u64> {
    let Some(name) = file.file_name() else { bail!("{}: not a file", file.display()) };
    let mut part = name.to_owned();
    part.push(".part");
    let part: PathBuf = file.with_file_name(part);
    let write = || -> anyhow::Result<u64> {
        let mut out = BufWriter::new(File::create(&part)?);
        let articles = write_all(global, wanted, &mut out)?;
        out.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        fs::rename(&part, file)?;
        Ok(articles)
    };
    write().with_context(|| file.display().to_string()).inspect_err(|_| {
        // It is of no use to anybody; if it stays, the next export overwrites it.
        let _ = fs::remove_file(&part);
    })
}

/// Writes what is wanted; returns how many articles.
fn write_all(
    global: &GlobalArgs,
    wanted: &Wanted<'_>,
    out: &mut impl Write,
) -> anyhow::Result<u64> {
    let mut articles = 0;
    export(&global.index, wanted, |held| {
        articles += u64::from(matches!(held, Held::Article { .. }));
        let line = line(held).map_err(|kind| Error::new(&global.index, kind))?;
        safe::write_json(out, &ExportedLine::of(line))
    })?;
    out.flush()?;
    Ok(articles)
}

fn line(held: Held) -> Result<ExportLine, dateline_schema::ErrorKind> {
    Ok(match held {
        Held::Root(path) => ExportLine::Root { path },
        Held::Source(CatalogueEntry { source, size, times, articles, refused }) => {
            ExportLine::Source { source, size, times, articles, refused }
        }
        Held::Article { source, document } => {
            let article = document.article()?.to_article()?;
            ExportLine::Article(Box::new(ExportedArticle::of(&article, &source)))
        }
    })
}
