//! JSON-LD: what a page says of itself for machines.

use dom_smoothie::Readability;
use serde_json::Value;

/// The longest block that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// The blocks of JSON-LD in a page.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    blocks: Vec<Value>,
    /// What does not parse, as it stands.
    broken: Vec<String>,
}

/// What an object is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The article.
    Article,
    /// The page it is on, a review, a recipe.
    Other,
}

impl LinkedData {
    pub(super) fn of(page: &Readability) -> Self {
        let mut found = Self::default();
        for script in page.doc.select("script[type^='application/ld+json']").iter() {
            let text = script.text();
            if text.len() > LONGEST {
                continue;
            }
            match serde_json::from_str(unwrapped(&text)) {
                Ok(value) => found.blocks.push(value),
                Err(_) => found.broken.push(text.to_string()),
            }
        }
        found
    }

    /// The first object that says it is an article, in lists and graphs too.
    pub(super) fn article(&self) -> Option<&Value> {
        self.objects().into_iter().find(|object| is_article(object.get("@type")))
    }

    /// The values of a field of dates, in order, with what they are of.
    pub(super) fn dates(&self, field: &str) -> Vec<(Subject, &str)> {
        let parsed = self.objects().into_iter().filter_map(|object| {
            let subject = match is_article(object.get("@type")) {
                true => Subject::Article,
                false => Subject::Other,
            };
            Some((subject, object.get(field)?.as_str()?))
        });
        parsed.chain(self.broken.iter().filter_map(|text| salvaged(text, field))).collect()
    }

    /// The objects that blocks are of, not those that belong to another.
    fn objects(&self) -> Vec<&Value> {
        let mut objects = Vec::new();
        // Nesting is bounded by what serde follows.
        let mut pending: Vec<&Value> = self.blocks.iter().rev().collect();
        while let Some(value) = pending.pop() {
            match value {
                Value::Array(items) => pending.extend(items.iter().rev()),
                Value::Object(object) => {
                    objects.push(value);
                    let inner = ["mainEntity", "@graph"].iter().filter_map(|key| object.get(*key));
                    pending.extend(inner);
                }
                _ => {}
            }
        }
        objects
    }
}

/// The text without the comment or section that old pages put around scripts, and without
/// a semicolon after it.
fn unwrapped(text: &str) -> &str {
    let text = text.trim();
    let inside = [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")]
        .iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inside.unwrap_or(text).trim().trim_end_matches(';')
}

/// The first text that a field has in JSON that does not parse: a quote or a comma too many
/// somewhere else does not make the date a worse one.
fn salvaged<'t>(text: &'t str, field: &str) -> Option<(Subject, &'t str)> {
    let value = text.match_indices(field).find_map(|(at, _)| {
        let before = text[..at].chars().next_back()?;
        let after = text[at + field.len()..].strip_prefix(['"', '\''])?.trim_start();
        let value = after.strip_prefix(':')?.trim_start().strip_prefix(['"', '\''])?;
        let end = value.find(['"', '\'', '\n'])?;
        matches!(before, '"' | '\'').then_some(&value[..end])
    })?;
    let subject = match text.contains("Article\"") || text.contains("Posting\"") {
        true => Subject::Article,
        false => Subject::Other,
    };
    Some((subject, value))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn data(blocks: &[&str]) -> LinkedData {
        let scripts: Vec<String> = blocks
            .iter()
            .map(|block| format!("<script type='application/ld+json'>{block}</script>"))
            .collect();
        LinkedData::of(&Readability::from(format!(
            "<html><head>{}</head></html>",
            scripts.concat()
        )))
    }

    #[test]
    fn dates_with_what_they_are_of() {
        use Subject::{Article, Other};
        for (blocks, expected) in [
            (&[r#"{"@type":"NewsArticle","datePublished":"2021"}"#][..], &[(Article, "2021")][..]),
            (
                &[
                    r#"[{"@type":"WebPage","datePublished":"1"},{"@type":["Article"],"datePublished":"2"}]"#,
                ],
                &[(Other, "1"), (Article, "2")],
            ),
            (
                &[r#"{"@graph":[{"@type":"Person"},{"@type":"BlogPosting","datePublished":"1"}]}"#],
                &[(Article, "1")],
            ),
            (
                &[r#"{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"1"}}"#],
                &[(Article, "1")],
            ),
            // What an article is beside, or made of, has dates of its own.
            (&[r#"{"@type":"Article","comment":[{"datePublished":"1"}]}"#], &[]),
            (&[r#"{"@type":"Article","datePublished":7}"#], &[]),
            (&["<!-- {\"@type\":\"Article\",\"datePublished\":\"1\"} -->"], &[(Article, "1")]),
            (&[r#"{"@type":"NewsArticle","datePublished":"1",}"#], &[(Article, "1")]),
            (
                &[
                    "{\"@type\":\"NewsArticle\",\"headline\":\"a \"b\" c\",\"datePublished\" : \"1\"",
                ],
                &[(Article, "1")],
            ),
            (&["{\"@type\":\"WebPage\" \"datePublished\":\"1\"}"], &[(Other, "1")]),
            (&["{broken"], &[]),
            (&["{\"datePublished", "{\"datePublished\":", "{\"datePublished\":\""], &[]),
        ] {
            assert_eq!(data(blocks).dates("datePublished"), expected, "{blocks:?}");
        }
    }

    #[test]
    fn the_first_article_is_found() {
        let found = data(&[r#"{"@type":"WebSite"}"#, r#"[{"@graph":[{"@type":"Report","a":1}]}]"#]);
        assert_eq!(found.article().unwrap()["a"], 1);
        assert!(data(&["{broken", "7"]).article().is_none());
    }
}
