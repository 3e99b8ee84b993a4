//! `dateline person`.

use std::io::Write;

use dateline_query::{PersonAnswer, PersonRequest};

use super::notices::tell_remark;
use crate::args::{AboutFormat, GlobalArgs, PersonArgs, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::Page;
use crate::output::person::{PersonSummary, named_article, near, reasons, spelling};
use crate::output::record::{FacetRecord, Header};
use crate::output::style::Look;
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, safe};

pub(super) fn run(
    global: &GlobalArgs,
    args: &PersonArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let format =
        args.format.unwrap_or(environment.stdout.suited(AboutFormat::Text, AboutFormat::Tsv));
    let name = args.name.join(" ");
    let articles = match (format, args.limit) {
        // Names of articles are asked for to go on with all of them.
        (AboutFormat::Ids, _) => usize::MAX,
        (_, limit) => limit,
    };
    let request = PersonRequest { articles, names: args.names, ..PersonRequest::new(&name) };
    let answer = super::overrides::open(global)?.person(&request)?;
    if global.talk() == Talk::Usual {
        answer.notes.iter().for_each(|note| tell_remark(global, note));
    }
    let is_found = answer.total > 0;
    if !is_found && global.talk() == Talk::Usual {
        tell_nobody(global, &name, &answer);
    }
    let mut out = output::stdout();
    match format {
        AboutFormat::Text if is_found => {
            let look = Look::new(global.colour(environment), "", "");
            Page { width: environment.width, look: &look }.person(&mut out, &answer)?;
        }
        AboutFormat::Text => {}
        AboutFormat::Json => write_json(&mut out, &name, &answer)?,
        AboutFormat::Csv => write_rows(&mut out, global.csv(), &answer)?,
        AboutFormat::Tsv => write_rows(&mut out, Rows::Tsv, &answer)?,
        AboutFormat::Ids => {
            for article in &answer.articles {
                writeln!(out, "{}", safe::line(article.id.as_str()))?;
            }
        }
        AboutFormat::Count => writeln!(out, "{}", answer.total)?,
    }
    out.flush()?;
    Ok(if is_found { Exit::Success } else { Exit::NothingFound })
}

fn tell_nobody(global: &GlobalArgs, name: &str, answer: &PersonAnswer) {
    Aside::Nothing(&format!("nobody is named “{name}”")).say(global.errors());
    let near: Vec<String> =
        answer.others.iter().map(|other| format!("{} ({})", other.name, other.articles)).collect();
    if !near.is_empty() {
        tell_remark(global, &format!("the nearest names are {}", near.join(", ")));
    }
}

fn write_json(out: &mut Out, name: &str, answer: &PersonAnswer) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.person/1", Some(name)))?;
    for of_name in &answer.spellings {
        safe::write_json(out, &spelling(of_name))?;
    }
    for article in &answer.articles {
        safe::write_json(out, &named_article(article))?;
    }
    for beside in &answer.beside {
        safe::write_json(out, &FacetRecord::of_type("beside", beside))?;
    }
    for other in &answer.others {
        safe::write_json(out, &near(other))?;
    }
    safe::write_json(out, &PersonSummary::new(answer))
}

/// The names, a row each: what it is to the person, and why.
fn write_rows(out: &mut Out, rows: Rows, answer: &PersonAnswer) -> anyhow::Result<()> {
    let mut table = Table::new(out, rows, &["what", "name", "articles", "why"])?;
    for of_name in &answer.spellings {
        let (articles, why) = (of_name.articles.to_string(), reasons(&of_name.reasons));
        table.row(&["spelling", of_name.name.as_str(), &articles, &why])?;
    }
    for beside in &answer.beside {
        table.row(&["beside", beside.value.as_str(), &beside.articles.to_string(), ""])?;
    }
    for other in &answer.others {
        let (articles, why) = (other.articles.to_string(), reasons(&other.reasons));
        table.row(&["near", other.name.as_str(), &articles, &why])?;
    }
    table.finish()
}
