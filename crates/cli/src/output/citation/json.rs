//! Citations as JSON Lines.

use std::io::Write;

use dateline_model::Section;
use dateline_query::{Citation, Part, Quote};
use serde::Serialize;

use super::key::key;
use crate::citation::Locator;
use crate::output::place_in_text::PlaceInText;
use crate::output::published::PublishedRecord;
use crate::output::record::Header;
use crate::output::safe;

#[derive(Serialize)]
struct CitationRecord<'c> {
    r#type: &'static str,
    id: &'c str,
    cite: String,
    key: String,
    title: &'c str,
    outlet: Option<&'c str>,
    byline: Option<&'c str>,
    #[serde(flatten)]
    published: PublishedRecord,
    url: Option<&'c str>,
    language: Option<&'c str>,
    path: &'c str,
    entry: Option<&'c str>,
    record: Option<u64>,
    hash: String,
    passage: Option<QuoteRecord<'c>>,
    check: String,
}

#[derive(Serialize)]
struct QuoteRecord<'c> {
    text: &'c str,
    #[serde(flatten)]
    place: PlaceInText,
}

pub(super) fn write(out: &mut impl Write, citations: &[Citation]) -> anyhow::Result<()> {
    safe::write_json(out, &Header::new("dateline.cite/1", None))?;
    citations.iter().try_for_each(|citation| safe::write_json(out, &record(citation)))
}

fn record(citation: &Citation) -> CitationRecord<'_> {
    let section = match citation.part {
        Part::Title => Section::Title,
        Part::Article | Part::Text(_) => Section::Text,
    };
    let quote =
        |quote: &'_ Quote| PlaceInText::new(section, quote.span, quote.characters, quote.source);
    CitationRecord {
        r#type: "citation",
        id: &citation.id,
        cite: citation.part.handle(&citation.id),
        key: key(citation),
        title: &citation.title,
        outlet: citation.outlet.as_deref(),
        byline: citation.byline.as_deref(),
        published: citation.published.into(),
        url: citation.url.as_deref(),
        language: citation.language.as_deref(),
        path: &citation.path,
        entry: citation.entry.as_deref(),
        record: citation.record,
        hash: citation.hash.to_string(),
        passage: citation
            .quote
            .as_ref()
            .map(|words| QuoteRecord { text: &words.text, place: quote(words) }),
        check: Locator::of(citation).to_string(),
    }
}
