//! Citations in each of their forms.

mod bibtex;
mod csl;
mod json;
mod key;
mod markdown;
mod text;

use std::io::Write;

use dateline_model::{Fidelity, SourceRange};
use dateline_query::{Citation, Part, Quote};

use super::safe;
use super::style::Look;
use crate::args::CiteFormat;
use crate::environment::Colour;

/// Writes citations in one form.
pub(crate) struct CitationWriter {
    pub(crate) format: CiteFormat,
    /// The width of text in columns.
    pub(crate) width: usize,
    pub(crate) colour: Colour,
}

impl CitationWriter {
    /// Writes the citations, in their order.
    pub(crate) fn write(&self, out: &mut impl Write, citations: &[Citation]) -> anyhow::Result<()> {
        match self.format {
            CiteFormat::Text => {
                let look = Look::new(self.colour, "", "");
                for (number, citation) in citations.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    text::write(out, citation, self.width, &look)?;
                }
            }
            CiteFormat::Markdown => {
                for (number, citation) in citations.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    markdown::write(out, citation)?;
                }
            }
            CiteFormat::Bibtex => {
                for (number, citation) in citations.iter().enumerate() {
                    if number > 0 {
                        writeln!(out)?;
                    }
                    bibtex::write(out, citation)?;
                }
            }
            CiteFormat::CslJson => csl::write(out, citations)?,
            CiteFormat::Json => json::write(out, citations)?,
        }
        Ok(())
    }
}

/// The file and the record in it.
fn source(citation: &Citation) -> String {
    let entry = citation.entry.as_ref().map(|entry| format!(", entry {entry}"));
    let record = citation.record.map(|number| format!(", record {number}"));
    [Some(citation.path.clone()), entry, record].into_iter().flatten().collect()
}

/// Where the words stand in the article; none when all of it is cited.
fn place_in_article(citation: &Citation) -> Option<String> {
    let quote = citation.quote.as_ref()?;
    let of = if citation.part == Part::Title { "title" } else { "text" };
    let Quote { span, characters, .. } = quote;
    let bytes = format!("bytes {}–{}", span.start(), span.end());
    let place = format!("{bytes} (characters {}–{}) of the {of}", characters.start, characters.end);
    Some(place)
}

/// Where they stand in the source, as far as that is known.
fn place_in_source(citation: &Citation) -> Option<String> {
    let SourceRange { bytes, characters, fidelity } = citation.quote.as_ref()?.source?;
    let how = match fidelity {
        Fidelity::Verbatim => "",
        Fidelity::Covering => "within ",
    };
    let characters = characters
        .map(|characters| format!(" (characters {}–{})", characters.start, characters.end));
    let characters = characters.unwrap_or_default();
    Some(format!("{how}bytes {}–{}{characters} of the file", bytes.start(), bytes.end()))
}

/// The words with quotation marks around them; none when all of the article is cited.
fn quoted(citation: &Citation) -> Option<String> {
    let words = safe::line(citation.quote.as_ref()?.text.trim()).into_owned();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("“{words}”"))
}

/// The title, on one line.
fn title(citation: &Citation) -> String {
    match citation.title.is_empty() {
        true => "(no title)".to_owned(),
        false => safe::line(&citation.title).into_owned(),
    }
}
