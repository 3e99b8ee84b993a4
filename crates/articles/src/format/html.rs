//! Saved web pages: the article by readability, what it says about itself by its metadata.

use std::borrow::Cow;

use dom_smoothie::{Config, Readability, TextMode};

use super::page_metadata::{self, PageMetadata};
use super::{Format, Input, RecordLayout, Rules, markup};
use crate::draft::{Body, Draft};
use crate::{ReadOptions, Refusal, charset};

pub(super) const RULES: Rules = Rules {
    format: Format::Html,
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    records: RecordLayout::Whole,
    read,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let declared = declared_charset(input.bytes).or(input.about.charset.as_deref());
    let html = charset::decode(input.bytes, input.offset, declared)?.text;
    markup::check(html.as_bytes(), &options.limits)?;
    let mut page = Readability::from(html.as_ref());
    page.config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut metadata = page_metadata::of(&page);
    // A page in which no article stands out may still be one, a short one for example.
    let text = match page.parse() {
        Ok(article) => {
            metadata.title = metadata.title.or(Some(article.title));
            metadata.byline = metadata.byline.or(article.byline);
            article.text_content.to_string()
        }
        Err(_) => markup::to_text(&html),
    };
    Ok(draft(metadata, text))
}

fn draft(page: PageMetadata, text: String) -> Draft<'static> {
    let owned = |field: Option<String>| field.map(Cow::Owned);
    let title = page.title.map(|title| without_outlet(&title, page.outlet.as_deref()).to_owned());
    Draft {
        id: None,
        title: owned(title),
        outlet: owned(page.outlet),
        url: owned(page.url),
        byline: owned(page.byline),
        published: page.dates.published,
        updated: page.dates.updated,
        printed: page.dates.printed,
        language: owned(page.language),
        place: None,
        body: Body::untraced(text),
        missing: None,
    }
}

/// The character set that a page names in its head.
fn declared_charset(html: &[u8]) -> Option<&str> {
    /// Where browsers look for it, and a little more, in bytes.
    const WINDOW: usize = 4096;
    let start = &html[..html.len().min(WINDOW)];
    let at = memchr::memmem::find_iter(start, b"charset").find_map(|at| {
        let rest = start[at + b"charset".len()..].trim_ascii_start();
        rest.strip_prefix(b"=")
    })?;
    let value = at.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let length = value
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(byte))
        .count();
    std::str::from_utf8(&value[..length]).ok().filter(|label| !label.is_empty())
}

/// A page's title without the name of the outlet that many put after it.
fn without_outlet<'t>(title: &'t str, outlet: Option<&str>) -> &'t str {
    let title = title.trim();
    let Some(outlet) = outlet else { return title };
    let separators: &[char] = &['-', '–', '—', '|', '·', '•', ':', '»', ' '];
    let Some(at) = title.len().checked_sub(outlet.len()) else { return title };
    let ends = title.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(outlet));
    let before = title.get(..at).unwrap_or_default();
    let headline = before.trim_end_matches(separators);
    // At least a blank and a mark have to stand between.
    if ends && !headline.is_empty() && headline.len() + 2 <= before.len() {
        return headline;
    }
    title
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::RefusalCode;

    const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8>\
        <title>Border reopens | Oxus Wire</title>\
        <meta property='og:site_name' content='Oxus Wire'>\
        <meta property='article:published_time' content='2021-09-25T10:00:00Z'>\
        <link rel=canonical href='https://oxus.example/border'></head><body>\
        <nav><a href=/>Home</a></nav><article><h1>Border reopens</h1>\
        <p>Lorries crossed the bridge at Termez on Monday, for the first time in a month, and \
        drivers who had waited for days said that they were glad to be on the road again.</p>\
        <p>The governor of the province, who opened the barrier himself, said that the crossing \
        would stay open day and night, and that medicine and flour would go first.</p>\
        </article></body></html>";

    fn page(html: &str) -> Result<Draft<'static>, Refusal> {
        let input = Input::of(html.as_bytes());
        read(input, &ReadOptions::default()).map(Draft::into_owned)
    }

    #[test]
    fn a_page_is_its_article() {
        let draft = page(PAGE).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Border reopens"));
        assert_eq!(draft.outlet.as_deref(), Some("Oxus Wire"));
        assert_eq!(draft.url.as_deref(), Some("https://oxus.example/border"));
        assert_eq!(draft.language.as_deref(), Some("en"));
        assert_eq!(draft.published.unwrap().date.to_string(), "2021-09-25");
        assert!(draft.body.text.contains("Lorries crossed"), "{}", draft.body.text);
        assert!(!draft.body.text.contains("Home"));
    }

    #[test]
    fn a_bomb_is_refused() {
        let refusal = page(&"<div>".repeat(44_000)).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::TooDeep);
    }

    #[test]
    fn character_sets_in_the_head() {
        for (html, expected) in [
            ("<meta charset=windows-1251>", Some("windows-1251")),
            ("<meta content='text/html; charset=utf-8'>", Some("utf-8")),
            ("<meta charset = \"koi8-r\">", Some("koi8-r")),
            ("<meta charset=>", None),
            ("", None),
        ] {
            assert_eq!(declared_charset(html.as_bytes()), expected, "{html}");
        }
    }

    #[test]
    fn titles_lose_the_outlet() {
        for (title, outlet, expected) in [
            ("Border reopens - Oxus Wire", Some("Oxus Wire"), "Border reopens"),
            ("Border reopens | OXUS WIRE", Some("Oxus Wire"), "Border reopens"),
            ("Oxus Wire", Some("Oxus Wire"), "Oxus Wire"),
            ("Inside Oxus Wire", Some("Oxus Wire"), "Inside Oxus Wire"),
            ("Border reopens - Oxus Wire", None, "Border reopens - Oxus Wire"),
        ] {
            assert_eq!(without_outlet(title, outlet), expected, "{title}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_markup_is_read_or_refused(
            html in "(<p>|</p>|<div|<table><tr>|</table>|<b>|<a href=|>|<script>|<svg>|<meta name=date content=|&amp;|text text|\\PC){0,40}"
        ) {
            let _ = page(&html);
        }
    }
}
