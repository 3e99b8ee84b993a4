//! HTML, as far as it can be told without parsing it into a tree: its tags, how deeply
//! they nest, and the text between them.

mod entities;
mod nesting;
mod strip;
mod tags;

pub(super) use nesting::check;
pub(super) use strip::to_text;

/// Whether the bytes, white space before them taken off, begin a web page.
pub(super) fn is_page(start: &[u8]) -> bool {
    [&b"<!doctype html"[..], b"<html", b"<head>", b"<head ", b"<body"].iter().any(|opening| {
        start.get(..opening.len()).is_some_and(|found| found.eq_ignore_ascii_case(opening))
    })
}

/// Whether a text is markup: it begins with a tag that web pages have, and one is closed.
pub(super) fn is_fragment(text: &str) -> bool {
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
        "h1",
        "h2",
        "h3",
        "h4",
        "a",
        "b",
        "strong",
        "em",
        "i",
        "br",
        "blockquote",
        "table",
        "body",
        "header",
    ];
    let Some(rest) = text.trim_start().strip_prefix('<') else { return false };
    if is_page(text.trim_start().as_bytes()) {
        return true;
    }
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &rest[..length];
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
        && rest[length..].starts_with([' ', '>', '/', '\n', '\t', '\r'])
        && (text.contains("</") || text.contains("/>"))
}
