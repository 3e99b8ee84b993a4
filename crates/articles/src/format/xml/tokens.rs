use std::borrow::Cow;
use std::ops::Range;

use crate::format::markup::decode;

/// A piece of XML, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text between tags, references not decoded.
    Text(Range<usize>),
    /// The content of a CDATA section.
    Verbatim(Range<usize>),
    /// A start tag.
    Open {
        /// Its name, prefix included.
        name: Range<usize>,
        /// What stands between the name and the end of the tag.
        attributes: Range<usize>,
        /// Whether it ends in `/>`.
        closed: bool,
    },
    /// An end tag.
    Close {
        /// Its name, prefix included.
        name: Range<usize>,
    },
}

/// The tokens of XML, comments, declarations and instructions left out, in linear time.
///
/// What is not well-formed is read for what it most likely means: a tag ends where the
/// next one begins, what never ends goes to the end.
pub(crate) struct Tokens<'a> {
    xml: &'a str,
    at: usize,
    /// Whether a declaration was met whose brackets are never closed: of the others then
    /// none is looked at any further than to the end of a tag.
    torn: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(xml: &'a str) -> Self {
        Self { xml, at: 0, torn: false }
    }

    fn seek(&self, needle: &str, from: usize) -> Option<usize> {
        let rest = self.xml.as_bytes().get(from..)?;
        memchr::memmem::find(rest, needle.as_bytes()).map(|at| from + at)
    }

    /// What begins with the `<` at the current position; none when it is text.
    fn markup(&mut self) -> Option<Option<Token>> {
        let start = self.at;
        let rest = &self.xml.as_bytes()[start..];
        if rest.starts_with(b"<![CDATA[") {
            let from = start + 9;
            let end = self.seek("]]>", from);
            self.at = end.map_or(self.xml.len(), |end| end + 3);
            return Some(Some(Token::Verbatim(from..end.unwrap_or(self.xml.len()))));
        }
        if rest.starts_with(b"<!--") {
            self.at = self.seek("-->", start + 4).map_or(self.xml.len(), |end| end + 3);
            return Some(None);
        }
        match rest.get(1)? {
            b'?' => {
                let end = self.seek(">", start);
                self.at = end.map_or(self.xml.len(), |end| end + 1);
                Some(None)
            }
            b'!' => {
                self.declaration();
                Some(None)
            }
            b'/' if rest.get(2).copied().is_some_and(begins_name) => {
                let name = self.name(start + 2);
                self.at = self.tag_end(name.end).1;
                Some(Some(Token::Close { name }))
            }
            &byte if begins_name(byte) => {
                let name = self.name(start + 1);
                let (end, next) = self.tag_end(name.end);
                self.at = next;
                let inside = &self.xml[name.end..end];
                let closed = inside.ends_with('/');
                let attributes = name.end..end - usize::from(closed);
                Some(Some(Token::Open { name, attributes, closed }))
            }
            _ => None,
        }
    }

    /// Steps over a document type with what it declares in brackets.
    fn declaration(&mut self) {
        let bytes = self.xml.as_bytes();
        let mut depth = 0_usize;
        let mut at = if self.torn { bytes.len() } else { self.at + 2 };
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
        // One that never ends is taken to end as a tag does, or it would hide everything.
        if at >= bytes.len() {
            self.torn = true;
            at = self.seek(">", self.at).unwrap_or(bytes.len());
        }
        self.at = (at + 1).min(bytes.len());
    }

    fn name(&self, start: usize) -> Range<usize> {
        let length = self.xml.as_bytes()[start..]
            .iter()
            .take_while(|&&byte| !byte.is_ascii_whitespace() && !b"<>/=\"'".contains(&byte))
            .count();
        start..start + length
    }

    /// Where the inside of a tag ends, and where reading goes on after it.
    fn tag_end(&self, from: usize) -> (usize, usize) {
        let bytes = self.xml.as_bytes();
        let mut quote = None;
        for (at, &byte) in bytes.iter().enumerate().skip(from) {
            match (byte, quote) {
                (b'<', _) => return (at, at),
                (b'>', None) => return (at, at + 1),
                (b'"' | b'\'', None) if bytes[..at].trim_ascii_end().ends_with(b"=") => {
                    quote = Some(byte);
                }
                (byte, Some(open)) if byte == open => quote = None,
                _ => {}
            }
        }
        (bytes.len(), bytes.len())
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.at < self.xml.len() {
            let start = self.at;
            if self.xml.as_bytes()[start] == b'<' {
                match self.markup() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    None => {}
                }
            }
            self.at = self.seek("<", start + 1).unwrap_or(self.xml.len());
            return Some(Token::Text(start..self.at));
        }
        None
    }
}

fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// A name without its prefix.
pub(crate) fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its name with or without prefix, whatever its case.
pub(crate) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    loop {
        let equals = rest.find('=')?;
        let name = rest[..equals].split_ascii_whitespace().next_back().unwrap_or_default();
        let value = rest[equals + 1..].trim_start();
        let (value, after) = match value.as_bytes().first()? {
            &quote @ (b'"' | b'\'') => {
                let inside = &value[1..];
                let end = memchr::memchr(quote, inside.as_bytes()).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) || local_name(name).eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
        rest = after;
    }
}

/// The character set that an XML declaration names.
pub(crate) fn declared_encoding(start: &[u8]) -> Option<String> {
    let start = &start[..start.len().min(400)];
    let from = memchr::memmem::find(start, b"<?xml")?;
    let length = memchr::memchr(b'>', &start[from..])?;
    let declaration = std::str::from_utf8(&start[from + 5..from + length]).ok()?;
    let named = attribute(declaration.trim_end_matches('?'), "encoding")?;
    (!named.is_empty()).then(|| named.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(xml: &str) -> String {
        Tokens::new(xml)
            .map(|token| match token {
                Token::Text(range) => format!("[{}]", &xml[range]),
                Token::Verbatim(range) => format!("{{{}}}", &xml[range]),
                Token::Open { name, attributes, closed } => {
                    let end = if closed { "/" } else { "" };
                    format!("+{}({}){end}", &xml[name], xml[attributes].trim())
                }
                Token::Close { name } => format!("-{}", &xml[name]),
            })
            .collect()
    }

    #[test]
    fn tokens_of_xml() {
        for (xml, expected) in [
            ("<a b='c>d'>e</a>", "+a(b='c>d')[e]-a"),
            ("<dc:date/>", "+dc:date()/"),
            ("<a><![CDATA[<b>]]></a>", "+a(){<b>}-a"),
            ("<!-- <a> --><?x <b>?><c>", "[?>]+c()"),
            ("<!DOCTYPE a [<!ENTITY b '<c>'>]><d>", "+d()"),
            ("1 < 2 <3", "[1 ][< 2 ][<3]"),
            ("<a b=\"x <c>y", "+a(b=\"x)+c()[y]"),
            ("<a it's>x", "+a(it's)[x]"),
            ("<a", "+a()"),
            ("<![CDATA[x", "{x}"),
            ("<!-- x", ""),
        ] {
            assert_eq!(shown(xml), expected, "{xml}");
        }
    }

    #[test]
    fn attributes_by_name() {
        for (attributes, wanted, expected) in [
            (" a='1' xml:lang=\"en\" b=2", "lang", Some("en")),
            (" a='1' b=2 ", "B", Some("2")),
            (" href='x?a=1&amp;b=2'", "href", Some("x?a=1&b=2")),
            (" a='b=c'", "b", None),
            (" a=", "a", None),
            (" a='", "a", Some("")),
            ("", "a", None),
        ] {
            assert_eq!(attribute(attributes, wanted).as_deref(), expected, "{attributes}");
        }
    }

    #[test]
    fn declarations_name_character_sets() {
        for (start, expected) in [
            ("<?xml version='1.0' encoding='iso-8859-1'?>", Some("iso-8859-1")),
            ("<?xml version=\"1.0\"?>", None),
            ("<rss>", None),
        ] {
            assert_eq!(declared_encoding(start.as_bytes()).as_deref(), expected, "{start}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends(xml in "[<>/!a-c=\"' \\[\\]?-]{0,60}") {
            let _ = shown(&xml);
            let _ = attribute(&xml, "a");
        }
    }
}
