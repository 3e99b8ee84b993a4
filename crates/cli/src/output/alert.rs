//! What is new to saved searches: a line, a row or a record an article.

use std::io::{self, Write};

use dateline_query::{Folding, Hit};
use dateline_saved::{Listed, Name};
use serde::Serialize;

use super::page::number_for_people;
use super::published::in_short;
use super::record::HitRecord;
use super::safe;
use super::style::{Look, Role};
use super::table::{self, Rows, Table};
use crate::args::{AlertFormat, HitField};
use crate::environment::{Environment, Stream};

/// The fields of a row, after the name of the search.
const FIELDS: [HitField; 5] =
    [HitField::Id, HitField::Published, HitField::Outlet, HitField::Title, HitField::Path];

/// The form that was asked for, or that suits who reads.
pub(crate) fn form(asked: Option<AlertFormat>, environment: &Environment) -> AlertFormat {
    asked.unwrap_or(match environment.stdout {
        Stream::Terminal => AlertFormat::Text,
        Stream::Program => AlertFormat::Tsv,
    })
}

/// A hit with the name of the search that it is new to.
#[derive(Serialize)]
struct OfSearch<'h> {
    #[serde(flatten)]
    record: HitRecord<'h>,
    search: &'h str,
}

/// Writes what is new to a search as JSON Lines.
pub(crate) fn write_records<'h>(
    out: &mut impl Write,
    search: &'h Name,
    hits: impl Iterator<Item = &'h Hit>,
) -> anyhow::Result<()> {
    for (rank, hit) in (1..).zip(hits) {
        let record = HitRecord::new(rank, hit, Folding::Told);
        safe::write_json(out, &OfSearch { record, search: search.as_str() })?;
    }
    Ok(())
}

/// Writes what is new to a search as rows.
pub(crate) fn write_rows<'h>(
    out: &mut impl Write,
    search: &Name,
    hits: impl Iterator<Item = &'h Hit>,
) -> anyhow::Result<()> {
    let look = Look::new(crate::environment::Colour::Off, "", "");
    let mut table = Table::continued(out, Rows::Tsv);
    for hit in hits {
        let cells = FIELDS.iter().map(|&field| table::cell(hit, field, &look));
        let row: Vec<String> = std::iter::once(search.to_string()).chain(cells).collect();
        table.row(&row)?;
    }
    table.finish()
}

/// Writes what is new to a search for people, one a line.
pub(crate) fn write_lines<'h>(
    out: &mut impl Write,
    search: &Name,
    hits: impl Iterator<Item = &'h Hit>,
    look: &Look,
) -> io::Result<()> {
    for hit in hits {
        let title = match hit.title.is_empty() {
            true => "(no title)".into(),
            false => safe::line(&hit.title),
        };
        let copies = hit.family.as_ref().map(|family| match family.count {
            1 => "+1 copy".to_owned(),
            count => format!("+{} copies", number_for_people(count)),
        });
        let about: Vec<String> = [
            hit.outlet.as_deref().map(|outlet| safe::line(outlet).into_owned()),
            hit.published.map(in_short),
            Some(safe::line(hit.id.as_str()).into_owned()),
            copies,
        ]
        .into_iter()
        .flatten()
        .collect();
        let title = look.dress(Role::Title, &title);
        let about = look.dress(Role::Source, &about.join(" · "));
        writeln!(out, "{search}: {title} · {about}")?;
    }
    Ok(())
}

/// A saved search in a list.
#[derive(Serialize)]
struct SavedRecord<'s> {
    r#type: &'static str,
    name: &'s str,
    query: &'s str,
    filters: &'s [String],
    r#in: Vec<String>,
    date_match: &'static str,
    any: bool,
    exec: Option<&'s [String]>,
    told: u64,
}

/// Writes a saved search as a record.
pub(crate) fn write_saved(out: &mut impl Write, listed: &Listed) -> anyhow::Result<()> {
    use dateline_query::Terms;
    use dateline_query::syntax::DateMatch;
    let Listed { search, told } = listed;
    let within = search.within.iter().map(|path| path.to_string_lossy().into_owned());
    let record = SavedRecord {
        r#type: "saved",
        name: search.name.as_str(),
        query: &search.question,
        filters: &search.filters,
        r#in: within.collect(),
        date_match: match search.date_match {
            DateMatch::Overlaps => "overlaps",
            DateMatch::Within => "within",
        },
        any: search.terms == Terms::Any,
        exec: search.command.as_ref().map(dateline_saved::CommandLine::words),
        told: *told,
    };
    safe::write_json(out, &record)
}

#[cfg(test)]
mod tests {
    use dateline_model::ArticleId;

    use super::*;

    fn hit(title: &str) -> Hit {
        Hit {
            id: ArticleId::new("a.txt").unwrap(),
            title: title.to_owned(),
            outlet: Some("Post\u{1b}[2J".to_owned()),
            published: None,
            path: "/news/a.txt".to_owned(),
            record: None,
            hash: None,
            score: None,
            family: None,
            explanation: None,
            title_lights: Vec::new(),
            passages: Vec::new(),
            named: Vec::new(),
        }
    }

    #[test]
    fn a_line_is_harmless() {
        let name: Name = "x".parse().unwrap();
        let mut line = Vec::new();
        let hits = [hit("Border\nreopens\u{202e}"), hit("")];
        write_lines(&mut line, &name, hits.iter(), &Look::plain()).unwrap();
        assert_eq!(
            String::from_utf8(line).unwrap(),
            "x: Border reopens\\u{202e} · Post\\u{1b}[2J · a.txt\n\
             x: (no title) · Post\\u{1b}[2J · a.txt\n"
        );
        let mut row = Vec::new();
        write_rows(&mut row, &name, hits[..1].iter()).unwrap();
        assert_eq!(
            String::from_utf8(row).unwrap(),
            "x\ta.txt\t\tPost\\u{1b}[2J\tBorder reopens\\u{202e}\t/news/a.txt\n"
        );
    }
}
