//! An article as it was read, before it is in any index.

use std::io::Write;

use dateline_articles::{RawRecord, Refusal, Removed};
use dateline_model::{Article, Dateline};
use serde::Serialize;

use super::Out;
use super::published::{PublishedRecord, in_full};
use super::safe;
use super::style::{Look, Role};
use crate::environment::Colour;

/// The first record of what files are read as.
#[derive(Serialize)]
pub(crate) struct ReadHeader {
    r#type: &'static str,
    schema: &'static str,
    dateline: &'static str,
}

impl Default for ReadHeader {
    fn default() -> Self {
        let dateline = env!("CARGO_PKG_VERSION");
        Self { r#type: "header", schema: "dateline.read/1", dateline }
    }
}

/// What a record is read as.
#[derive(Serialize)]
pub(crate) struct ReadRecord<'a> {
    r#type: &'static str,
    id: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    byline: Option<&'a str>,
    #[serde(flatten)]
    published: PublishedRecord,
    dateline: Option<DatelineRecord<'a>>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    record: Option<u64>,
    format: &'static str,
    hash: String,
    text: &'a str,
    /// Text, source, length of each piece that stands in the file as it is.
    traced: Vec<[usize; 3]>,
    removed: Vec<RemovedRecord<'a>>,
}

#[derive(Serialize)]
struct DatelineRecord<'a> {
    place: Option<&'a str>,
    date: Option<String>,
    agency: Option<&'a str>,
}

#[derive(Serialize)]
struct RemovedRecord<'a> {
    at: usize,
    text: &'a str,
}

impl<'a> ReadRecord<'a> {
    pub(crate) fn new(record: &RawRecord, article: &'a Article, removed: &'a [Removed]) -> Self {
        let source = &article.source;
        Self {
            r#type: "article",
            id: article.id.as_str(),
            title: &article.title,
            outlet: article.outlet.as_deref(),
            byline: article.byline.as_deref(),
            published: article.published.into(),
            dateline: article.dateline.as_ref().map(|Dateline { place, date, agency }| {
                DatelineRecord {
                    place: place.as_deref(),
                    date: date.map(|date| date.to_string()),
                    agency: agency.as_deref(),
                }
            }),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            path: source.path.to_str().unwrap_or_default(),
            entry: source.entry.as_deref(),
            record: source.record,
            format: record.format.as_str(),
            hash: article.content_hash.to_string(),
            text: &article.text,
            traced: article
                .offsets
                .pieces()
                .iter()
                .map(|piece| [piece.text, piece.source, piece.len])
                .collect(),
            removed: removed
                .iter()
                .map(|removed| RemovedRecord { at: removed.at, text: &removed.text })
                .collect(),
        }
    }
}

/// Why there is no article, or not all of one.
#[derive(Serialize)]
pub(crate) struct RefusedRecord<'r> {
    r#type: &'static str,
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'r str>,
    record: Option<u64>,
    code: &'static str,
    detail: &'r str,
}

impl<'r> RefusedRecord<'r> {
    pub(crate) fn new(path: &'r str, refusal: &'r Refusal) -> Self {
        let Refusal { code, detail, entry, record } = refusal;
        let (entry, code) = (entry.as_deref(), code.code());
        Self { r#type: "refused", path, entry, record: *record, code, detail }
    }
}

/// Prints what a record is read as: fields, then the text with what was left out of it.
pub(crate) fn write_reading(
    out: &mut Out,
    record: &RawRecord,
    article: &Article,
    removed: &[Removed],
    colour: Colour,
) -> std::io::Result<()> {
    let look = Look::new(colour, "", "");
    let title = if article.title.is_empty() { "(no title)" } else { &article.title };
    writeln!(out, "{}\n", look.dress(Role::Title, &safe::line(title)))?;
    let about = [
        ("outlet", article.outlet.clone()),
        ("by", article.byline.clone()),
        ("published", Some(article.published.map_or("not known".to_owned(), in_full))),
        ("dateline", article.dateline.as_ref().map(in_words)),
        ("language", article.language.clone()),
        ("url", article.url.clone()),
        ("id", Some(article.id.as_str().to_owned())),
        ("source", Some(place(article))),
        ("read as", Some(format!("{}, {}", record.format.as_str(), traced(article)))),
    ];
    for (label, value) in about {
        if let Some(value) = value {
            let label = look.dress(Role::Source, &format!("{label:>9}"));
            writeln!(out, "{label}  {}", safe::line(&value))?;
        }
    }
    writeln!(out)?;
    let mut at = 0;
    for removed in removed {
        write_text(out, article.text.get(at..removed.at).unwrap_or_default())?;
        for line in removed.text.lines().filter(|line| !line.trim().is_empty()) {
            let line = format!("- {}", safe::line(line.trim()));
            writeln!(out, "{}", look.dress(Role::Note, &line))?;
        }
        at = removed.at;
    }
    write_text(out, article.text.get(at..).unwrap_or_default())
}

fn write_text(out: &mut Out, text: &str) -> std::io::Result<()> {
    match text.trim().is_empty() {
        true => Ok(()),
        false => writeln!(out, "{}", safe::lines(text.trim_matches('\n'))),
    }
}

fn in_words(dateline: &Dateline) -> String {
    let Dateline { place, date, agency } = dateline;
    let parts = [place.clone(), date.map(|date| date.to_string()), agency.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn place(article: &Article) -> String {
    let source = &article.source;
    let mut place = source.path.to_string_lossy().into_owned();
    if let Some(entry) = &source.entry {
        place = format!("{place}, entry {entry}");
    }
    match source.record {
        Some(number) => format!("{place}, record {number}"),
        None => place,
    }
}

/// How much of the text stands in the file as it is.
fn traced(article: &Article) -> String {
    let there: usize = article.offsets.pieces().iter().map(|piece| piece.len).sum();
    // What is missing may be the line feeds between paragraphs.
    let blank = article.text.bytes().filter(u8::is_ascii_whitespace).count();
    let all = article.text.len();
    match there {
        0 => "its text not as it stands in the file".to_owned(),
        _ if there + blank >= all => "its text as it stands in the file".to_owned(),
        _ => format!("{} % of its text as it stands in the file", there * 100 / all.max(1)),
    }
}
