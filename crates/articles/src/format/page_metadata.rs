use dom_smoothie::Readability;
use serde_json::Value;

use super::linked_data::LinkedData;
use super::page_dates::{self, PageDates};

/// What a page says about its article outside of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageMetadata {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) dates: PageDates,
    pub(super) language: Option<String>,
}

/// A field of a page's metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Outlet,
    Url,
    Byline,
    Language,
}

/// The names of `meta` elements, in lower case, the most trusted of each field first.
const NAMES: &[(&str, Key)] = &[
    ("og:title", Key::Title),
    ("twitter:title", Key::Title),
    ("dc.title", Key::Title),
    ("og:site_name", Key::Outlet),
    ("application-name", Key::Outlet),
    ("dc.publisher", Key::Outlet),
    ("og:url", Key::Url),
    ("author", Key::Byline),
    ("parsely-author", Key::Byline),
    ("sailthru.author", Key::Byline),
    ("dc.creator", Key::Byline),
    ("byl", Key::Byline),
    ("language", Key::Language),
    ("dc.language", Key::Language),
];

/// Reads the metadata of a page: linked data first, because it is written for machines,
/// then `meta` elements, then what the page shows.
pub(super) fn of(page: &Readability) -> PageMetadata {
    let linked = LinkedData::of(page);
    let mut found = linked.article().map(article_metadata).unwrap_or_default();
    let metas = metas(page);
    let meta = |key| first_of(&metas, key).map(str::to_owned);
    let shown = page.doc.select_single("title").text();
    // Encyclopedias put what a thing is where its name belongs.
    found.title = found.title.filter(|title| shown.is_empty() || is_about(title, &shown));
    found.title = found.title.or_else(|| meta(Key::Title)).or_else(|| {
        let named = linked.article().and_then(|article| name(article.get("name")?));
        named.filter(|title| is_about(title, &shown))
    });
    found.outlet = found.outlet.or_else(|| meta(Key::Outlet));
    found.url = attribute(page, "link[rel='canonical']", "href")
        .filter(|url| url.contains("://"))
        .or_else(|| meta(Key::Url))
        .or(found.url);
    // Some pages give the address of a profile.
    found.byline =
        found.byline.or_else(|| meta(Key::Byline)).filter(|byline| !byline.contains("://"));
    found.language = attribute(page, "html", "lang")
        .or_else(|| attribute(page, "html", "xml:lang"))
        .or(found.language)
        .or_else(|| meta(Key::Language));
    found.dates = page_dates::of(page, &linked, found.title.as_deref());
    found
}

/// Whether a headline could be that of the page with this title: half of its words stand
/// in it.
fn is_about(headline: &str, title: &str) -> bool {
    let title = title.to_lowercase();
    let lower = headline.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    2 * words().filter(|word| title.contains(word)).count() >= words().count()
}

/// The contents of the `meta` elements that [`NAMES`] knows, with their place in it.
fn metas(page: &Readability) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for element in page.doc.select("meta[content]").iter() {
        let name = ["property", "name", "itemprop"].iter().find_map(|kind| element.attr(kind));
        let Some(name) = name else { continue };
        let name = name.trim().to_ascii_lowercase();
        if let Some(place) = NAMES.iter().position(|(known, _)| *known == name)
            && let Some(content) = element.attr("content").and_then(|text| written(&text))
        {
            found.push((place, content));
        }
    }
    found.sort_by_key(|&(place, _)| place);
    found
}

fn first_of(metas: &[(usize, String)], key: Key) -> Option<&str> {
    metas.iter().find(|(place, _)| NAMES[*place].1 == key).map(|(_, content)| content.as_str())
}

fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    written(&page.doc.select_single(selector).attr(name)?)
}

fn written(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What linked data says of an article.
fn article_metadata(article: &Value) -> PageMetadata {
    let field = |key: &str| article.get(key).and_then(name);
    PageMetadata {
        title: field("headline"),
        outlet: field("publisher"),
        url: field("url").or_else(|| field("mainEntityOfPage")),
        byline: field("author"),
        language: field("inLanguage"),
        dates: PageDates::default(),
    }
}

/// A name: a text, that of an object, or those of a list.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => written(text),
        Value::Object(object) => {
            ["name", "@id"].iter().filter_map(|key| object.get(*key)).find_map(name)
        }
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(head: &str) -> PageMetadata {
        of(&Readability::from(format!("<html><head>{head}</head><body><p>x</p></body></html>")))
    }

    #[test]
    fn linked_data_names_people_and_papers() {
        let found = metadata(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
             \"headline\":\"Border reopens\",\"author\":[{\"name\":\"Jane Doe\"},\"John Roe\"],\
             \"publisher\":{\"@type\":\"Organization\",\"name\":\"Oxus Wire\"}}</script>",
        );
        assert_eq!(found.title.as_deref(), Some("Border reopens"));
        assert_eq!(found.byline.as_deref(), Some("Jane Doe, John Roe"));
        assert_eq!(found.outlet.as_deref(), Some("Oxus Wire"));
    }

    #[test]
    fn a_headline_may_be_no_headline() {
        let head = |headline: &str| {
            format!(
                "<title>New Zealand - Pedia</title><script type='application/ld+json'>\
                 {{\"@type\":\"Article\",\"name\":\"New Zealand\",\"headline\":\"{headline}\"}}</script>"
            )
        };
        for (headline, expected) in
            [("country in Oceania", "New Zealand"), ("Why New Zealand", "Why New Zealand")]
        {
            assert_eq!(metadata(&head(headline)).title.as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_page_may_say_nothing() {
        assert_eq!(metadata(""), PageMetadata::default());
    }
}
