//! How a question was read, for people and programs.

use std::io::{self, Write};

use dateline_query::{Clause, ClauseKind, Role};
use serde::Serialize;

use super::page::number_for_people;
use super::safe;

/// Writes a clause and what it is made of, a line each.
pub(crate) fn write_text(out: &mut impl Write, clause: &Clause, depth: usize) -> io::Result<()> {
    let mut line = match clause.role {
        Role::Required => String::new(),
        Role::Optional => "ranks higher: ".to_owned(),
        Role::Alternative => "or: ".to_owned(),
        Role::Excluded => "not: ".to_owned(),
    };
    line.push_str(in_words(clause.kind));
    if !clause.text.is_empty() {
        line.push_str(&format!(" “{}”", clause.text));
    }
    if !clause.read_as.is_empty() {
        line.push_str(&format!(", read as {}", clause.read_as.join("; ")));
    }
    if let Some(boost) = clause.boost {
        line.push_str(&format!(", counting {boost} times"));
    }
    let articles = match clause.articles {
        1 => "1 article".to_owned(),
        number => format!("{} articles", number_for_people(number)),
    };
    writeln!(out, "{:1$}{2}  ({articles})", "", 2 * depth, safe::line(&line))?;
    clause.parts.iter().try_for_each(|part| write_text(out, part, depth + 1))
}

fn in_words(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Every => "every article",
        ClauseKind::Nothing => "nothing",
        ClauseKind::Word => "the word",
        ClauseKind::Phrase => "the phrase",
        ClauseKind::Title => "in the title",
        ClauseKind::Outlet => "of the outlet",
        ClauseKind::Byline => "in the author’s line",
        ClauseKind::Expansion => "any word like it",
        ClauseKind::Window => "near each other",
        ClauseKind::Property => "what is or has",
        ClauseKind::Source => "of these sources",
        ClauseKind::PersonPart => "who has in the name",
        ClauseKind::Person => "the person",
        ClauseKind::Place => "the place",
        ClauseKind::Near => "near",
        ClauseKind::Date => "the dates",
        ClauseKind::Published => "published",
        ClauseKind::All => "all of these",
        ClauseKind::Any => "any of these",
        _ => "what is asked for",
    }
}

/// A clause in JSON.
#[derive(Serialize)]
pub(crate) struct ClauseRecord<'c> {
    r#type: &'static str,
    role: &'static str,
    kind: &'static str,
    text: &'c str,
    read_as: &'c [String],
    boost: Option<f32>,
    articles: u64,
    parts: Vec<ClauseRecord<'c>>,
}

impl<'c> ClauseRecord<'c> {
    pub(crate) fn new(clause: &'c Clause) -> Self {
        Self {
            r#type: "clause",
            role: match clause.role {
                Role::Required => "required",
                Role::Optional => "optional",
                Role::Alternative => "alternative",
                Role::Excluded => "excluded",
            },
            kind: name(clause.kind),
            text: &clause.text,
            read_as: &clause.read_as,
            boost: clause.boost,
            articles: clause.articles,
            parts: clause.parts.iter().map(ClauseRecord::new).collect(),
        }
    }
}

fn name(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Every => "every",
        ClauseKind::Nothing => "nothing",
        ClauseKind::Word => "word",
        ClauseKind::Phrase => "phrase",
        ClauseKind::Title => "title",
        ClauseKind::Outlet => "outlet",
        ClauseKind::Byline => "byline",
        ClauseKind::Expansion => "expansion",
        ClauseKind::Window => "near_each_other",
        ClauseKind::Property => "property",
        ClauseKind::Source => "source",
        ClauseKind::PersonPart => "person_part",
        ClauseKind::Person => "person",
        ClauseKind::Place => "place",
        ClauseKind::Near => "near",
        ClauseKind::Date => "date",
        ClauseKind::Published => "published",
        ClauseKind::All => "all",
        ClauseKind::Any => "any",
        _ => "other",
    }
}
