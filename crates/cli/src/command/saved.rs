//! `dateline saved`.

use std::io::Write;

use anyhow::bail;
use dateline_query::{Archive, Extent, Terms};
use dateline_saved::{Listed, SavedSearch, Store};

use super::alerts::{self, Telling};
use super::notices;
use crate::args::{
    AlertFormat, GlobalArgs, SavedAction, SavedAddArgs, SavedArgs, SavedListArgs, SavedRemoveArgs,
    SavedRunArgs, Talk,
};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::notice::Aside;
use crate::output::page::number_for_people;
use crate::output::record::Header;
use crate::output::table::{Rows, Table};
use crate::output::{self, Out, alert, safe, say};
use crate::signals::Interruption;

pub(super) fn run(
    global: &GlobalArgs,
    args: &SavedArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let store = Store::of(&global.index);
    match &args.action {
        SavedAction::Add(args) => add(global, args, &store, environment),
        SavedAction::List(args) => list(global, args, &store, environment),
        SavedAction::Remove(args) => remove(global, args, &store),
        SavedAction::Run(args) => tell(global, args, &store, environment),
    }
}

/// Keeps a question. What matches now is known from the start, unless it is to count as new.
fn add(
    global: &GlobalArgs,
    args: &SavedAddArgs,
    store: &Store,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let request = super::request(global, &args.question, environment)?;
    let archive = super::overrides::open(global)?;
    let matches = archive.matches(&request)?;
    notices::tell(global, &args.question, &matches.notes, Extent::Whole)?;
    if matches.extent == Extent::Part {
        bail!("the time was over before all that matches was found; give it more with --timeout");
    }
    let search = SavedSearch {
        filters: request.filters,
        within: request.within,
        date_match: request.date_match,
        terms: if args.question.any { Terms::Any } else { Terms::All },
        command: args.exec.clone(),
        ..SavedSearch::new(args.name.clone(), &request.question)
    };
    let known = if args.from_start { &[] } else { &*matches.articles };
    store.add(&search, known)?;
    let articles = match matches.articles.len() as u64 {
        0 => "no article matches now".to_owned(),
        1 => "1 article matches now".to_owned(),
        count => format!("{} articles match now", number_for_people(count)),
    };
    let new = match (args.from_start, matches.articles.is_empty()) {
        (true, false) => "told of with the next run",
        _ => "what comes from now on is new",
    };
    let mut out = output::stdout();
    writeln!(out, "{}: {articles}; {new}", search.name)?;
    out.flush()?;
    Ok(Exit::Success)
}

fn list(
    global: &GlobalArgs,
    args: &SavedListArgs,
    store: &Store,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    // An index that is not there is told of, and not taken for one without saved searches.
    Archive::open(&global.index)?;
    let (mut listed, mut unread) = (Vec::new(), 0);
    for search in store.list()? {
        match search {
            Ok(search) => listed.push(search),
            Err(error) => {
                unread += 1;
                say(&format!("dateline: {error}"));
            }
        }
    }
    let form = alert::form(args.format, environment);
    if listed.is_empty() && unread == 0 && global.talk() == Talk::Usual {
        let message = "no saved searches; keep one with `dateline saved add NAME QUESTION`";
        Aside::Nothing(message).say(global.errors());
    }
    let mut out = output::stdout();
    match form {
        AlertFormat::Text => write_text(&mut out, &listed)?,
        AlertFormat::Json => {
            safe::write_json(&mut out, &Header::new("dateline.saved/1", None))?;
            for search in &listed {
                alert::write_saved(&mut out, search)?;
            }
        }
        AlertFormat::Tsv => write_rows(&mut out, &listed)?,
    }
    out.flush()?;
    Ok(match (unread, listed.is_empty()) {
        (1.., _) => Exit::SomeFailed,
        (_, true) => Exit::NothingFound,
        (_, false) => Exit::Success,
    })
}

fn write_text(out: &mut Out, listed: &[Listed]) -> anyhow::Result<()> {
    let widest = listed.iter().map(|one| one.search.name.as_str().len()).max().unwrap_or(0);
    for Listed { search, told } in listed {
        let told = match told {
            0 => "nothing told yet".to_owned(),
            told => format!("{} told", number_for_people(*told)),
        };
        let command = search.command.as_ref().map(|command| format!(" · given to {command}"));
        let about = format!("{} · {told}{}", question(search), command.unwrap_or_default());
        writeln!(out, "{:widest$}  {}", search.name.as_str(), safe::line(&about))?;
    }
    Ok(())
}

fn write_rows(out: &mut Out, listed: &[Listed]) -> anyhow::Result<()> {
    let mut table = Table::new(out, Rows::Tsv, &["name", "told", "query", "exec"])?;
    for Listed { search, told } in listed {
        let command = search.command.as_ref().map(ToString::to_string).unwrap_or_default();
        table.row(&[search.name.as_str(), &told.to_string(), &question(search), &command])?;
    }
    table.finish()
}

/// A saved question with its filters, as one would type it.
fn question(search: &SavedSearch) -> String {
    let within = search.within.iter().map(|path| format!("in {}", path.display()));
    let question = Some(&search.question).filter(|question| !question.is_empty());
    let parts = question.into_iter().chain(&search.filters).cloned().chain(within);
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => "every article".to_owned(),
        false => parts.join(" "),
    }
}

fn remove(global: &GlobalArgs, args: &SavedRemoveArgs, store: &Store) -> anyhow::Result<Exit> {
    for name in &args.names {
        store.remove(name)?;
        if global.talk() == Talk::Usual {
            say(&format!("{name}: removed"));
        }
    }
    Ok(Exit::Success)
}

/// Tells what is new.
fn tell(
    global: &GlobalArgs,
    args: &SavedRunArgs,
    store: &Store,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    Archive::open(&global.index)?;
    let interruption = Interruption::listen()?;
    let telling = Telling {
        form: alert::form(args.format, environment),
        colour: global.colour(environment),
        command: args.exec.as_ref(),
        interrupted: interruption.asked(),
    };
    if telling.form == AlertFormat::Json {
        let mut out = output::stdout();
        safe::write_json(&mut out, &Header::new("dateline.news/1", None))?;
        out.flush()?;
    }
    let told = alerts::tell(global, store, &args.names, &telling)?;
    if told == alerts::Told::default() && global.talk() == Talk::Usual {
        Aside::Nothing("nothing is new").say(global.errors());
    }
    Ok(interruption.exit().unwrap_or(told.exit()))
}
