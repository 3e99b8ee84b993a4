//! Documents of word processors: Office Open XML and OpenDocument, each a zip with XML in
//! it.

use std::borrow::Cow;

use super::package::Package;
use super::xml::{Content, Element, Tree};
use super::{Format, Input, RecordLayout, Rules};
use crate::date::{self, Stamp};
use crate::draft::{Body, Draft};
use crate::{Limits, ReadOptions, Refusal};

pub(super) const DOCX: Rules = Rules {
    format: Format::Docx,
    name: "docx",
    extensions: &["docx"],
    records: RecordLayout::Whole,
    read: |input, options| read(input, options, &WORD),
};

pub(super) const ODT: Rules = Rules {
    format: Format::Odt,
    name: "odt",
    extensions: &["odt"],
    records: RecordLayout::Whole,
    read: |input, options| read(input, options, &OPEN_DOCUMENT),
};

/// Where things are in a document.
struct Parts {
    /// The file of the text.
    text: &'static str,
    /// The element that the text is in.
    body: &'static str,
    /// The file that tells of the document.
    properties: &'static str,
    /// Elements that are a paragraph.
    paragraphs: &'static [&'static str],
    /// Elements whose content is not text of the document: notes on it, what was deleted.
    hidden: &'static [&'static str],
    /// The elements in which the text is, if not all of it is text.
    runs: Option<&'static str>,
}

const WORD: Parts = Parts {
    text: "word/document.xml",
    body: "body",
    properties: "docProps/core.xml",
    paragraphs: &["p"],
    hidden: &["delText", "instrText", "pPr", "rPr", "sectPr"],
    runs: Some("t"),
};

const OPEN_DOCUMENT: Parts = Parts {
    text: "content.xml",
    body: "text",
    properties: "meta.xml",
    paragraphs: &["p", "h"],
    hidden: &["annotation", "tracked-changes", "note-citation", "sequence-decls"],
    runs: None,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions, parts: &Parts) -> Result<Draft<'a>, Refusal> {
    let limits = &options.limits;
    let document = Package::open(input.bytes, limits)?;
    let Some(content) = document.text(parts.text)? else {
        return Err(Refusal::damaged(format!("a document without {}", parts.text)));
    };
    let text = text(&content, parts, limits)?;
    // What a document says of itself is welcome, and not needed.
    let properties = document.text(parts.properties).ok().flatten().unwrap_or_default();
    let properties = Properties::read(&properties, limits).unwrap_or_default();
    Ok(Draft {
        title: properties.title.map(Cow::Owned),
        byline: properties.author.map(Cow::Owned),
        published: properties.created,
        updated: properties.modified,
        language: properties.language.map(Cow::Owned),
        body: Body::untraced(text),
        ..Draft::default()
    })
}

/// The paragraphs of a document.
fn text(xml: &str, parts: &Parts, limits: &Limits) -> Result<String, Refusal> {
    let tree = Tree::read(xml, limits)?;
    let mut text = String::with_capacity(xml.len() / 4);
    if let Some(body) = tree.find(parts.body) {
        write(body, parts, &mut text);
    }
    text.truncate(text.trim_end().len());
    Ok(text)
}

fn write(body: Element<'_, '_>, parts: &Parts, text: &mut String) {
    let is_in = |names: &[&str], name: &str| names.contains(&name);
    let (mut hidden, mut runs) = (0_usize, 0_usize);
    for content in body.content() {
        match content {
            Content::Open(element) => {
                let name = element.name();
                hidden += usize::from(is_in(parts.hidden, name));
                runs += usize::from(parts.runs == Some(name));
                match name {
                    "tab" => text.push('\t'),
                    "br" | "cr" | "line-break" => text.push('\n'),
                    "s" if parts.runs.is_none() => text.push(' '),
                    _ => {}
                }
            }
            Content::Close(name) => {
                hidden = hidden.saturating_sub(usize::from(is_in(parts.hidden, name)));
                runs = runs.saturating_sub(usize::from(parts.runs == Some(name)));
                if is_in(parts.paragraphs, name) && !text.is_empty() && hidden == 0 {
                    text.truncate(text.trim_end_matches(['\n', ' ', '\t']).len());
                    text.push_str("\n\n");
                }
            }
            Content::Text(piece, _) if hidden == 0 && (parts.runs.is_none() || runs > 0) => {
                text.push_str(&super::markup::decode(piece));
            }
            Content::Verbatim(piece, _) if hidden == 0 => text.push_str(piece),
            Content::Text(..) | Content::Verbatim(..) => {}
        }
    }
}

/// What a document says of itself.
#[derive(Default)]
struct Properties {
    title: Option<String>,
    author: Option<String>,
    language: Option<String>,
    created: Option<Stamp>,
    modified: Option<Stamp>,
}

impl Properties {
    fn read(xml: &str, limits: &Limits) -> Result<Self, Refusal> {
        let tree = Tree::read(xml, limits)?;
        let line = |names: &[&str]| {
            names.iter().filter_map(|name| tree.find(name)).find_map(Element::line)
        };
        let stamp = |names: &[&str]| date::from_metadata(&line(names)?);
        Ok(Self {
            title: line(&["title"]),
            author: line(&["creator", "initial-creator"]),
            language: line(&["language"]),
            created: stamp(&["created", "creation-date"]),
            modified: stamp(&["modified", "date"]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xml: &str, parts: &Parts) -> String {
        text(xml, parts, &Limits::default()).unwrap()
    }

    #[test]
    fn paragraphs_of_documents() {
        assert_eq!(
            shown(
                "<w:document><w:body><w:p><w:pPr/><w:r><w:t>Lorries </w:t></w:r><w:r><w:t>crossed &amp; stopped.</w:t>\
                 <w:delText>no</w:delText></w:r></w:p><w:p/><w:p><w:r><w:t>Two</w:t><w:br/><w:t>three</w:t></w:r></w:p></w:body></w:document>",
                &WORD
            ),
            "Lorries crossed & stopped.\n\nTwo\nthree"
        );
        assert_eq!(
            shown(
                "<o:body><o:text><t:h>Border</t:h><t:p>Lorries<t:s/>crossed<office:annotation><t:p>x</t:p></office:annotation>.</t:p></o:text></o:body>",
                &OPEN_DOCUMENT
            ),
            "Border\n\nLorries crossed."
        );
    }
}
