//! `dateline count`.

use std::io::Write;

use dateline_query::{Matching, SearchAnswer, SearchRequest};

use crate::args::{CountArgs, GlobalArgs};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::{self, Out};

pub(super) fn run(
    global: &GlobalArgs,
    args: &CountArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let request = super::request(global, &args.question, environment)?;
    let request = SearchRequest { limit: 0, ..request };
    let answer = super::overrides::open(global)?.search(&request)?;
    super::tell_notes(&answer.notes, global.talk());
    write(output::stdout(), &answer)
}

/// Writes how many articles match the whole question.
pub(super) fn write(mut out: Out, answer: &SearchAnswer) -> anyhow::Result<Exit> {
    let total = match answer.matching {
        Matching::Whole => answer.total,
        Matching::Some => 0,
    };
    writeln!(out, "{total}")?;
    out.flush()?;
    Ok(if total > 0 { Exit::Success } else { Exit::NothingFound })
}
