use dateline_model::PartialDate;
use dom_smoothie::Readability;
use serde_json::Value;

use crate::date;

/// What a page says about its article outside of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageMetadata {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<PartialDate>,
    pub(super) language: Option<String>,
}

/// A field of a page's metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Outlet,
    Url,
    Byline,
    Published,
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
    ("article:published_time", Key::Published),
    ("og:article:published_time", Key::Published),
    ("datepublished", Key::Published),
    ("parsely-pub-date", Key::Published),
    ("sailthru.date", Key::Published),
    ("pubdate", Key::Published),
    ("publishdate", Key::Published),
    ("publish-date", Key::Published),
    ("article_date_original", Key::Published),
    ("dc.date.issued", Key::Published),
    ("dc.date", Key::Published),
    ("date", Key::Published),
    ("language", Key::Language),
    ("dc.language", Key::Language),
];

/// Reads the metadata of a page: linked data first, because it is written for machines,
/// then `meta` elements, then what the page shows.
pub(super) fn of(page: &Readability) -> PageMetadata {
    let mut found = linked_data(page);
    let metas = metas(page);
    let meta = |key| first_of(&metas, key).map(str::to_owned);
    found.title = found.title.or_else(|| meta(Key::Title));
    found.outlet = found.outlet.or_else(|| meta(Key::Outlet));
    found.url = attribute(page, "link[rel='canonical']", "href")
        .filter(|url| url.contains("://"))
        .or_else(|| meta(Key::Url))
        .or(found.url);
    // Some pages give the address of a profile.
    found.byline =
        found.byline.or_else(|| meta(Key::Byline)).filter(|byline| !byline.contains("://"));
    found.published = found
        .published
        .or_else(|| published(&metas))
        .or_else(|| date::from_metadata(&attribute(page, "time[pubdate]", "datetime")?))
        .or_else(|| date::from_metadata(&attribute(page, "article time[datetime]", "datetime")?));
    found.language = attribute(page, "html", "lang")
        .or_else(|| attribute(page, "html", "xml:lang"))
        .or(found.language)
        .or_else(|| meta(Key::Language));
    found
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

/// The first content that is a date: some pages leave a format string behind.
fn published(metas: &[(usize, String)]) -> Option<PartialDate> {
    let dates = metas.iter().filter(|(place, _)| NAMES[*place].1 == Key::Published);
    dates.filter_map(|(_, content)| date::from_metadata(content)).next()
}

fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    written(&page.doc.select_single(selector).attr(name)?)
}

fn written(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What JSON-LD says of an article. Blocks that do not parse are passed over.
fn linked_data(page: &Readability) -> PageMetadata {
    /// The longest block that is read, in bytes.
    const LONGEST: usize = 1 << 20;
    for block in page.doc.select("script[type='application/ld+json']").iter() {
        let text = block.text();
        if text.len() > LONGEST {
            continue;
        }
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        if let Some(article) = find_article(&value) {
            return article_metadata(article);
        }
    }
    PageMetadata::default()
}

/// The first object that says it is an article, in lists and graphs too.
fn find_article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(find_article),
        Value::Object(object) if is_article(object.get("@type")) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity"]
            .iter()
            .filter_map(|key| object.get(*key))
            .find_map(find_article),
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        }
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

fn article_metadata(article: &Value) -> PageMetadata {
    let field = |key: &str| article.get(key).and_then(name);
    PageMetadata {
        title: field("headline"),
        outlet: field("publisher"),
        url: field("url").or_else(|| field("mainEntityOfPage")),
        byline: field("author"),
        published: field("datePublished").and_then(|date| date::from_metadata(&date)),
        language: field("inLanguage"),
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
    fn dates_of_pages() {
        for (head, expected) in [
            (
                "<meta property='article:published_time' content='2021-09-25T10:00Z'>",
                Some("2021-09-25"),
            ),
            ("<meta name=date content='25 September 2021'>", Some("2021-09-25")),
            ("<meta name=pubdate content='20210925'>", Some("2021-09-25")),
            ("<meta itemprop=datePublished content='2021-09-25'>", Some("2021-09-25")),
            ("<meta name=date content='{{date}}'><meta name=dc.date content=2021>", Some("2021")),
            ("<meta name=date content=''>", None),
            (
                "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},\
                 {\"@type\":[\"NewsArticle\"],\"datePublished\":\"2021-09-25\"}]}</script>",
                Some("2021-09-25"),
            ),
            ("<script type='application/ld+json'>{broken</script>", None),
        ] {
            let date = metadata(head).published.map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{head}");
        }
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
    fn a_page_may_say_nothing() {
        assert_eq!(metadata(""), PageMetadata::default());
    }
}
