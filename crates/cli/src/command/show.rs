//! `dateline show`.

use std::io::Write;

use dateline_schema::{Error, StoredArticle};

use crate::args::{GlobalArgs, ShowArgs, ShowFormat};
use crate::environment::{Colour, Environment};
use crate::exit::Exit;
use crate::output::published::in_full;
use crate::output::record::ArticleRecord;
use crate::output::style::{Look, Role};
use crate::output::{self, Out, safe};

pub(super) fn run(
    global: &GlobalArgs,
    args: &ShowArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let archive = super::overrides::open(global)?;
    let Some(bytes) = archive.article(&args.id)? else {
        let message = format!("no article has the id {:?}; searches print ids", args.id);
        super::notices::tell_nothing(global, &archive, &message)?;
        return Ok(Exit::NothingFound);
    };
    let article = bytes.article().map_err(|kind| Error::new(archive.path(), kind))?;
    let mut out = output::stdout();
    match args.format {
        ShowFormat::Text => write_text(&mut out, &article, global.colour(environment))?,
        ShowFormat::Json => {
            safe::write_json(&mut out, &ArticleRecord::new(&article, archive.overrides()))?
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn write_text(out: &mut Out, article: &StoredArticle<'_>, colour: Colour) -> anyhow::Result<()> {
    let look = Look::new(colour, "", "");
    if !article.title.is_empty() {
        writeln!(out, "{}\n", look.dress(Role::Title, &safe::line(article.title)))?;
    }
    let about = [
        ("outlet", article.outlet.map(str::to_owned)),
        ("by", article.byline.map(str::to_owned)),
        ("published", article.published().map(in_full)),
        ("url", article.url.map(str::to_owned)),
        ("id", Some(article.id.to_owned())),
        ("source", Some(source(article))),
    ];
    for (label, value) in about {
        if let Some(value) = value {
            let label = look.dress(Role::Source, &format!("{label:>9}"));
            writeln!(out, "{label}  {}", safe::line(&value))?;
        }
    }
    writeln!(out, "\n{}", safe::lines(article.text.trim_end()))?;
    Ok(())
}

fn source(article: &StoredArticle<'_>) -> String {
    let place = match article.entry {
        Some(entry) => format!("{}, entry {entry}", article.path),
        None => article.path.to_owned(),
    };
    match article.record {
        Some(number) => format!("{place}, record {number}"),
        None => place,
    }
}
