//! XML as news is sent in it, well-formed or not: read without a schema, without expanding
//! entities of its own, and without opening anything that it names.

mod prose;
mod tokens;
mod tree;

pub(crate) use prose::Prose;
pub(crate) use tokens::{Token, Tokens, declared_encoding, local_name};
pub(crate) use tree::{Content, Element, Tree};

use super::{Format, RecordLayout, Rules};
use crate::{Refusal, RefusalCode};

/// Files that are called XML: which of the formats they are, their root element says when
/// they are opened.
pub(super) const RULES: Rules = Rules {
    format: Format::Xml,
    name: "xml",
    extensions: &["xml"],
    records: RecordLayout::Whole,
    read: |input, _| {
        let format = format_of(input.bytes)?;
        let detail = format!("XML of the format {}, not opened as such", format.as_str());
        Err(Refusal::new(RefusalCode::UnknownFormat, detail))
    },
};

/// What a root element tells of what is inside, in lower case.
const ROOTS: &[(&str, Format)] = &[
    ("rss", Format::Feed),
    ("rdf", Format::Feed),
    ("feed", Format::Feed),
    ("entry", Format::Feed),
    ("channel", Format::Feed),
    ("nitf", Format::Nitf),
    ("newsmessage", Format::NewsMl),
    ("newsitem", Format::NewsMl),
    ("newsml", Format::NewsMl),
    ("packageitem", Format::NewsMl),
    ("reuters", Format::Sgml),
    ("html", Format::Html),
];

/// The format of markup by its root element.
///
/// # Errors
///
/// A root of no format that is read.
pub(crate) fn format_of(start: &[u8]) -> Result<Format, Refusal> {
    let text = readable(start);
    let Some(root) = root_name(&text) else {
        return Err(Refusal::new(RefusalCode::UnknownFormat, "XML without a root element"));
    };
    known_root(root).ok_or_else(|| {
        let shown: String = root.chars().take(40).collect();
        Refusal::new(RefusalCode::UnknownFormat, format!("XML with the root element {shown:?}"))
    })
}

/// Whether the first bytes are those of a feed.
pub(crate) fn is_feed(start: &[u8]) -> bool {
    known_format(start) == Some(Format::Feed)
}

/// The format of the first bytes, if they are markup that is known.
pub(crate) fn known_format(start: &[u8]) -> Option<Format> {
    let text = readable(start);
    text.trim_start().starts_with('<').then(|| root_name(&text).and_then(known_root)).flatten()
}

/// First bytes as text: tags are ASCII in every character set but the wide ones, whose
/// zero bytes are left out.
fn readable(start: &[u8]) -> String {
    let narrow: Vec<u8> = start.iter().copied().filter(|&byte| byte != 0).collect();
    String::from_utf8_lossy(&narrow).trim_start_matches(['\u{feff}', '\u{fffd}']).to_owned()
}

fn root_name(text: &str) -> Option<&str> {
    Tokens::new(text).find_map(|token| match token {
        Token::Open { name, .. } => Some(local_name(&text[name])),
        _ => None,
    })
}

fn known_root(name: &str) -> Option<Format> {
    ROOTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, format)| format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_tell_formats() {
        for (start, expected) in [
            ("<?xml version='1.0'?><!-- <html> --><rss version=2>", Some(Format::Feed)),
            ("<rdf:RDF xmlns='x'>", Some(Format::Feed)),
            ("\u{feff}<a:feed>", Some(Format::Feed)),
            ("<!DOCTYPE nitf SYSTEM 'x' [<!ENTITY a 'b'>]><nitf>", Some(Format::Nitf)),
            ("<ns0:newsMessage>", Some(Format::NewsMl)),
            ("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\">", Some(Format::Sgml)),
            ("<project>", None),
            ("text <rss>", None),
            ("", None),
        ] {
            assert_eq!(known_format(start.as_bytes()), expected, "{start}");
        }
        let wide: Vec<u8> = "<rss>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_feed(&wide));
    }
}
