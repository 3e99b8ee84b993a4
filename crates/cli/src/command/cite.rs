//! `dateline cite`.

use std::collections::HashSet;
use std::io::Write;

use dateline_query::{Archive, Citation, Cited, SearchRequest};

use crate::args::{CiteArgs, GlobalArgs};
use crate::environment::{self, Environment};
use crate::exit::Exit;
use crate::output;
use crate::output::citation::CitationWriter;

pub(super) fn run(
    global: &GlobalArgs,
    args: &CiteArgs,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let archive = super::overrides::open(global)?;
    let mut exit = Exit::Success;
    let mut seen = HashSet::new();
    let mut citations: Vec<Citation> = Vec::new();
    for handle in &args.handles {
        match cited(&archive, handle, args, global)? {
            Cited::Found(found) => {
                let new = found.into_iter().filter(|one| seen.insert((one.id.clone(), one.part)));
                citations.extend(new);
            }
            nothing => {
                let message = missing(&archive, handle, &nothing, args)?;
                super::notices::tell_nothing(global, &archive, &message)?;
                exit = Exit::NothingFound;
            }
        }
    }
    let writer = CitationWriter {
        format: args.format,
        width: environment.width,
        colour: global.colour(environment),
    };
    let mut out = output::stdout();
    writer.write(&mut out, &citations)?;
    out.flush()?;
    Ok(exit)
}

fn cited(
    archive: &Archive,
    handle: &str,
    args: &CiteArgs,
    global: &GlobalArgs,
) -> anyhow::Result<Cited> {
    let Some(words) = &args.matching else { return Ok(archive.cite(handle)?) };
    let request = SearchRequest::new(words);
    let today = match global.now {
        None if request.counts_from_today() => Some(environment::today()),
        now => now,
    };
    let request = SearchRequest { today, ..request };
    Ok(archive.cite_matching(handle, words, &request, args.passages.get())?)
}

/// What to say when there is nothing to cite.
fn missing(
    archive: &Archive,
    handle: &str,
    cited: &Cited,
    args: &CiteArgs,
) -> anyhow::Result<String> {
    Ok(match (cited, &args.matching) {
        (Cited::NoPart { .. }, Some(words)) => {
            format!("nothing in {handle:?} matches {words:?}")
        }
        (Cited::NoPart { text_len }, None) => format!(
            "{handle:?} is no part of its article: the text has {text_len} bytes, and \
             a part begins and ends between characters"
        ),
        _ => {
            let id = match handle.rsplit_once(':') {
                Some((id, part)) if dateline_query::Part::read(part).is_some() => id,
                _ => handle,
            };
            let near = archive.near_ids(id)?;
            let hint = match near.as_slice() {
                [] => "searches print ids".to_owned(),
                near => format!("did you mean {}?", near.join(", or ")),
            };
            format!("no article has the id {id:?}; {hint}")
        }
    })
}
