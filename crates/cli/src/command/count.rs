//! `dateline count`.

use std::io::Write;

use dateline_query::{Folding, SearchRequest};

use super::notices;
use crate::args::{CountArgs, GlobalArgs, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output;
use crate::output::hits::{Form, counted_as};

pub(super) fn run(
    global: &GlobalArgs,
    args: &CountArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let request = super::request(global, &args.question, environment)?;
    let folding = if args.origins { Folding::Told } else { Folding::Ignored };
    let request = SearchRequest { limit: 0, folding, ..request };
    let archive = super::overrides::open(global)?;
    let answer = archive.search(&request)?;
    let notices = notices::of_search(&answer, Form::Count);
    notices::tell(global, &args.question, &notices, answer.extent)?;
    if global.talk() == Talk::Usual {
        let suggestions = notices::suggestions(&archive, &request, &answer)?;
        notices::of_suggestions(&suggestions).for_each(|aside| aside.say(global.errors()));
    }
    let total = counted_as(&answer, folding)?;
    let mut out = output::stdout();
    writeln!(out, "{total}")?;
    out.flush()?;
    Ok(super::exit(total > 0, answer.extent))
}
