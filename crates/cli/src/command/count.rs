//! `dateline count`.

use std::io::Write;

use anyhow::bail;
use dateline_query::{Counted, Folding, SearchRequest};

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
    let folding = if args.origins { Folding::Told } else { Folding::Ignored };
    let request = SearchRequest { limit: 0, folding, ..request };
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
    let counted = match answer.origins.filter(|_| total > 0) {
        Some(origins) => {
            if origins.counted == Counted::About && global.talk() == Talk::Usual {
                say(
                    "dateline: about so many; of some articles it was not settled whether they are copies",
                );
            }
            origins.count
        }
        None if args.origins && total > 1 => {
            bail!("of so many articles ({total}) origins are not counted; narrow the question")
        }
        None => total,
    };
    let mut out = output::stdout();
    writeln!(out, "{counted}")?;
    out.flush()?;
    Ok(super::exit(total > 0, answer.extent))
}
