//! A citation for people: a line each, labelled.

use std::io::Write;

use dateline_query::Citation;

use super::{place_in_article, place_in_source, quoted, source, title};
use crate::citation::{LABEL_WIDTH, Locator};
use crate::output::page::{WIDEST, wrap};
use crate::output::published::in_full;
use crate::output::safe;
use crate::output::style::{Look, Role};

/// The fewest columns that lines are wrapped to.
const NARROWEST: usize = 20;

pub(super) fn write(
    out: &mut impl Write,
    citation: &Citation,
    width: usize,
    look: &Look,
) -> anyhow::Result<()> {
    let room = width.min(WIDEST).saturating_sub(LABEL_WIDTH).max(NARROWEST);
    let lines = [
        ("quote", quoted(citation)),
        ("title", Some(title(citation))),
        ("outlet", citation.outlet.clone()),
        ("by", citation.byline.clone()),
        ("published", citation.published.map(in_full)),
    ];
    for (label, value) in lines {
        let Some(value) = value else { continue };
        let mut label = label;
        for line in wrap(&safe::line(&value), room) {
            labelled(out, label, &line, look)?;
            label = "";
        }
    }
    // What is copied as a whole stays on one line.
    let facts = [
        ("url", citation.url.clone()),
        ("source", Some(source(citation))),
        ("", place_in_source(citation)),
        ("id", Some(citation.id.clone())),
        ("", place_in_article(citation)),
        ("hash", Some(format!("{} (BLAKE3)", citation.hash))),
        ("check", Some(Locator::of(citation).to_string())),
    ];
    for (label, value) in facts {
        if let Some(value) = value {
            labelled(out, label, &safe::line(&value), look)?;
        }
    }
    Ok(())
}

fn labelled(out: &mut impl Write, label: &str, line: &str, look: &Look) -> std::io::Result<()> {
    let label = look.dress(Role::Source, &format!("{label:>width$}", width = LABEL_WIDTH - 2));
    writeln!(out, "{label}  {line}")
}
