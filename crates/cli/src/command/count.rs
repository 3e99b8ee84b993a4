//! `dateline count`.

use std::io::Write;

use dateline_query::SearchRequest;

use crate::args::{CountArgs, GlobalArgs};
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output;
use crate::output::hits::counted;

pub(super) fn run(
    global: &GlobalArgs,
    args: &CountArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let request = super::request(global, &args.question, environment)?;
    let request = SearchRequest { limit: 0, ..request };
    let answer = super::overrides::open(global)?.search(&request)?;
    super::tell_notes(&answer.notes, global.talk());
    let total = counted(&answer);
    let mut out = output::stdout();
    writeln!(out, "{total}")?;
    out.flush()?;
    Ok(if total > 0 { Exit::Success } else { Exit::NothingFound })
}
