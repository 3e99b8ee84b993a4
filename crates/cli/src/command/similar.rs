//! `dateline similar`.

use std::io::Write;
use std::path::Path;

use anyhow::bail;
use dateline_articles::{Found, Limits, ReadOptions, Reading, WalkOptions, open_with, walk};
use dateline_model::Article;
use dateline_query::{Archive, SimilarAnswer, SimilarRequest, SimilarTo};

use crate::args::{AboutFormat, GlobalArgs, SimilarArgs, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::Page;
use crate::output::record::Header;
use crate::output::similar::{CopyRecord, RelatedRecord, SimilarSummary, percent};
use crate::output::style::Look;
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, safe, say};

pub(super) fn run(
    global: &GlobalArgs,
    args: &SimilarArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(AboutFormat::Text, AboutFormat::Tsv));
    let archive = super::overrides::open(global)?;
    let Some(answer) = answer(&archive, args, global.limits())? else {
        let message = format!("no article has the id {:?}, and no file the name", args.of);
        super::notices::tell_nothing(global, &archive, &message)?;
        return Ok(Exit::NothingFound);
    };
    let is_found = !answer.copies.is_empty() || !answer.related.is_empty();
    if !is_found && format != AboutFormat::Text && global.talk() == Talk::Usual {
        Aside::Nothing("no copies, and no related articles").say(global.errors());
    }
    let mut out = output::stdout();
    match format {
        AboutFormat::Text => {
            let look = Look::new(global.colour(environment), "", "");
            let page = Page { width: environment.width, look: &look };
            page.similar(&mut out, &answer, args.differences)?;
        }
        AboutFormat::Json => write_json(&mut out, &args.of, &answer)?,
        AboutFormat::Csv => write_rows(&mut out, global.csv(), &answer)?,
        AboutFormat::Tsv => write_rows(&mut out, Rows::Tsv, &answer)?,
        AboutFormat::Ids => {
            for copy in &answer.copies {
                writeln!(out, "{}", safe::line(copy.article.id.as_str()))?;
            }
        }
        AboutFormat::Count => writeln!(out, "{}", answer.total)?,
    }
    out.flush()?;
    Ok(super::exit(is_found, answer.extent))
}

/// What is like the article of this id or, if there is none, in this file.
fn answer(
    archive: &Archive,
    args: &SimilarArgs,
    limits: Limits,
) -> anyhow::Result<Option<SimilarAnswer>> {
    let request = |of| SimilarRequest {
        copies: args.limit,
        related: args.related,
        deadline: super::deadline(args.timeout),
        ..SimilarRequest::new(of)
    };
    if let Some(answer) = archive.similar(&request(SimilarTo::Id(&args.of)))? {
        return Ok(Some(answer));
    }
    match article_in(Path::new(&args.of), limits)? {
        Some(article) => Ok(archive.similar(&request(SimilarTo::Article(&article)))?),
        None => Ok(None),
    }
}

/// The article in a file, read as the index would read it; none where there is no such file.
fn article_in(path: &Path, limits: Limits) -> anyhow::Result<Option<Article>> {
    if !path.is_file() {
        return Ok(None);
    }
    let absolute = std::path::absolute(path)?;
    let refused = |refusal| anyhow::anyhow!("{}: {refusal}", path.display());
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let mut articles = Vec::new();
    for found in walk(&absolute, &WalkOptions::default()) {
        let records = match found {
            Found::Source(source) => open_with(&source, &options).map_err(refused)?,
            Found::Refused { path, refusal } => bail!("{}: {refusal}", path.display()),
        };
        // A second one is enough to know that there are several.
        for record in records.take(2) {
            let read = record.and_then(|record| record.read(&options));
            let Reading { article, missing } = read.map_err(refused)?;
            if let Some(missing) = missing {
                say(&format!("dateline: {}: {missing}", path.display()));
            }
            articles.push(article);
        }
    }
    if articles.len() > 1 {
        bail!("{}: has several articles; index it, and name one by its id", path.display());
    }
    match articles.pop() {
        Some(article) => Ok(Some(article)),
        None => bail!("{}: has no article", path.display()),
    }
}

fn write_json(out: &mut Out, of: &str, answer: &SimilarAnswer) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.similar/1", Some(of)))?;
    for copy in &answer.copies {
        safe::write_json(out, &CopyRecord::new(copy))?;
    }
    for related in &answer.related {
        safe::write_json(out, &RelatedRecord::new(related))?;
    }
    safe::write_json(out, &SimilarSummary::new(answer))
}

/// Copies and related articles, a row each.
fn write_rows(out: &mut Out, rows: Rows, answer: &SimilarAnswer) -> anyhow::Result<()> {
    const COLUMNS: [&str; 7] =
        ["what", "id", "published", "outlet", "title", "share_of_this", "share_of_other"];
    let mut table = Table::new(out, rows, &COLUMNS)?;
    let mut row = |what: &str, hit: &dateline_query::Hit, shares: [String; 2]| {
        let published = hit.published.map(|published| published.date.to_string());
        let [this, other] = shares;
        table.row(&[
            what,
            hit.id.as_str(),
            published.as_deref().unwrap_or_default(),
            hit.outlet.as_deref().unwrap_or_default(),
            &hit.title,
            &this,
            &other,
        ])
    };
    for copy in &answer.copies {
        let shares =
            [copy.shares.of_one, copy.shares.of_other].map(|share| percent(share).to_string());
        row("copy", &copy.article, shares)?;
    }
    for related in &answer.related {
        row("related", &related.article, [String::new(), String::new()])?;
    }
    table.finish()
}
