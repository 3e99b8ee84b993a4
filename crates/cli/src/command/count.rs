//! `dateline count`.

use std::io::Write;

use dateline_query::SearchRequest;

use super::notices;
use crate::args::{CountArgs, GlobalArgs, Talk};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::hits::counted;
use crate::output::notice::suggestion_line;
use crate::output::{self, say};

pub(super) fn run(
    global: &GlobalArgs,
    args: &CountArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let request = super::request(global, &args.question, environment)?;
    let request = SearchRequest { limit: 0, ..request };
    let archive = super::overrides::open(global)?;
    let answer = archive.search(&request)?;
    notices::tell(global, &args.question, &answer.notes, answer.extent)?;
    if global.talk() == Talk::Usual {
        let suggestions = notices::suggestions(&archive, &request, &answer)?;
        let reasons = suggestions.reasons.iter().map(|reason| format!("dateline: {reason}"));
        let questions = suggestions.questions.iter().map(suggestion_line);
        reasons.chain(questions).for_each(|line| say(&line));
    }
    let total = counted(&answer);
    let mut out = output::stdout();
    writeln!(out, "{total}")?;
    out.flush()?;
    Ok(super::exit(total > 0, answer.extent))
}
