//! HTML, as far as it can be told without parsing it into a tree: its tags, how deeply
//! they nest, and the text between them.

mod entities;
mod nesting;
mod strip;
mod tags;

pub(super) use entities::{decode, reference};
pub(super) use nesting::check;
pub(super) use strip::to_text;

/// Whether the bytes, white space before them taken off, begin a web page.
pub(super) fn is_page(start: &[u8]) -> bool {
    [&b"<!doctype html"[..], b"<html", b"<head>", b"<head ", b"<body"].iter().any(|opening| {
        start.get(..opening.len()).is_some_and(|found| found.eq_ignore_ascii_case(opening))
    })
}

/// Names of elements that text of web pages has.
const TAGS: &[&str] = &[
    "p",
    "div",
    "span",
    "section",
    "article",
    "figure",
    "img",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "b",
    "strong",
    "em",
    "i",
    "u",
    "br",
    "hr",
    "blockquote",
    "table",
    "tr",
    "td",
    "body",
    "header",
    "font",
    "center",
    "small",
    "sub",
    "sup",
    "pre",
    "code",
    "script",
    "style",
    "iframe",
    "video",
    "audio",
    "object",
    "embed",
    "figcaption",
    "cite",
    "q",
    "dl",
    "dt",
    "dd",
    "input",
    "form",
    "map",
    "area",
    "noscript",
    "time",
    "abbr",
    "acronym",
    "ins",
    "del",
];

/// Whether this is the name of an element that text of web pages has.
pub(super) fn is_known_tag(name: &str) -> bool {
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// Whether a text is markup: it begins with a tag that web pages have, and one is closed.
pub(super) fn is_fragment(text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('<') else { return false };
    if is_page(text.trim_start().as_bytes()) {
        return true;
    }
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    is_known_tag(&rest[..length])
        && rest[length..].starts_with([' ', '>', '/', '\n', '\t', '\r'])
        && (text.contains("</") || text.contains("/>"))
}
