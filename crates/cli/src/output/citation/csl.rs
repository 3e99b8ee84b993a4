//! Citations as CSL-JSON, the input format of citation processors.

use std::io::Write;

use dateline_model::PartialDate;
use dateline_query::Citation;
use serde::Serialize;

use super::key::key;
use super::{place_in_source, quoted, source};
use crate::citation::Locator;
use crate::output::safe;

/// An item; names of fields and types are those of the CSL specification.
#[derive(Serialize)]
struct Item<'c> {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'c str,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name<'c>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'c str>,
    note: String,
}

/// A name as printed: bylines are not always of one person.
#[derive(Serialize)]
struct Name<'c> {
    literal: &'c str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [Vec<i16>; 1],
}

pub(super) fn write(out: &mut impl Write, citations: &[Citation]) -> anyhow::Result<()> {
    let items: Vec<Item<'_>> = citations.iter().map(item).collect();
    safe::write_json(out, &items)
}

fn item(citation: &Citation) -> Item<'_> {
    let kind = match (&citation.outlet, &citation.url) {
        (Some(_), _) => "article-newspaper",
        (None, Some(_)) => "webpage",
        (None, None) => "document",
    };
    let note = [
        quoted(citation),
        Some(source(citation)),
        place_in_source(citation),
        Some(Locator::of(citation).to_string()),
    ];
    let note: Vec<String> = note.into_iter().flatten().collect();
    Item {
        id: key(citation),
        r#type: kind,
        title: &citation.title,
        container_title: citation.outlet.as_deref(),
        author: citation.byline.as_deref().map(|literal| [Name { literal }]),
        issued: citation.published.map(|published| Issued { date_parts: [parts(published.date)] }),
        url: citation.url.as_deref(),
        language: citation.language.as_deref(),
        note: note.join("; "),
    }
}

/// The year, month and day, as far as they are known.
fn parts(date: PartialDate) -> Vec<i16> {
    match date {
        PartialDate::Year(year) => vec![year],
        PartialDate::Month(year, month) => vec![year, i16::from(month)],
        PartialDate::Day(day) => vec![day.year(), i16::from(day.month()), i16::from(day.day())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_parts_that_are_known() {
        for (date, expected) in
            [("2021", &[2021][..]), ("2021-09", &[2021, 9]), ("2021-09-06", &[2021, 9, 6])]
        {
            assert_eq!(parts(date.parse().unwrap()), expected);
        }
    }
}
