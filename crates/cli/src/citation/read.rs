//! Finds the citations in a document: what `dateline cite` printed in any of its forms,
//! wherever it was pasted.

use serde_json::{Deserializer, Value};

use super::locator::{Locator, SCHEME, is_plain};
use super::tex;

/// What a citation claims: that these words stand where its locator points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) locator: Locator,
    /// The words; none where the document does not have them, or all of an article is cited.
    pub(crate) quote: Option<String>,
}

/// The citations of a document, in its order: of records of JSON, of entries of BibTeX, of
/// text and Markdown with whatever stands around them. Takes time linear in the document.
pub(crate) fn claims(document: &str) -> Vec<Claim> {
    if document.trim_start().starts_with(['{', '[']) {
        let mut claims = Vec::new();
        // What follows a value that is broken cannot be read as JSON any more.
        let values = Deserializer::from_str(document).into_iter::<Value>();
        for value in values.map_while(Result::ok) {
            of_value(&value, &mut claims);
        }
        if !claims.is_empty() {
            return claims;
        }
    }
    of_text(document)
}

/// The citations of a value of JSON: a list of items, or an item.
fn of_value(value: &Value, claims: &mut Vec<Claim>) {
    if let Value::Array(items) = value {
        return items.iter().for_each(|item| of_value(item, claims));
    }
    if let Some(locator) = value["check"].as_str().and_then(Locator::read) {
        let quote = value["passage"]["text"].as_str().map(str::to_owned);
        claims.push(Claim { locator, quote });
    } else if let Some(note) = value["note"].as_str() {
        claims.extend(of_text(note));
    }
}

/// The citations of a text, each with the words before it.
fn of_text(text: &str) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(SCHEME) {
        if at < from {
            continue;
        }
        let end = at + SCHEME.len() + length_of_fields(&text[at + SCHEME.len()..]);
        let written = text[at..end].replace('\\', "");
        if let Some(locator) = Locator::read(&written) {
            let quote = quote_before(&text[from..at]);
            claims.push(Claim { locator, quote });
        }
        from = end;
    }
    claims
}

/// How many bytes the fields of a locator take, escapes of LaTeX among them.
fn length_of_fields(text: &str) -> usize {
    let is_field = |byte: &u8| is_plain(*byte) || b"%&=\\".contains(byte);
    let len = text.as_bytes().iter().take_while(|byte| is_field(byte)).count();
    // The end of a sentence is none of the locator.
    text[..len].trim_end_matches(['.', '-', '\\', '/']).len()
}

/// The words that are cited in what stands before a locator: lines that quote in Markdown,
/// the lines of a text that are labelled so, or what stands in quotation marks.
fn quote_before(text: &str) -> Option<String> {
    let quoted: Vec<&str> =
        text.lines().filter_map(|line| line.trim_start().strip_prefix('>')).collect();
    if !quoted.is_empty() {
        return Some(unescaped(&quoted.join(" ")));
    }
    if let Some(labelled) = labelled(text) {
        return Some(labelled);
    }
    // BibTeX has titles in the same entry, in front.
    let note = text.rfind(" = {").map_or(text, |at| &text[at..]);
    let first = note.find('“')? + '“'.len_utf8();
    let last = first + note[first..].rfind('”')?;
    Some(tex::unescape(&note[first..last]))
}

/// The label of the words in text.
const LABEL: &str = "quote  ";

/// The words behind the label, and on the lines below as far as they have no label.
fn labelled(text: &str) -> Option<String> {
    let lines = text.lines().skip_while(|line| !line.trim_start().starts_with(LABEL));
    let mut words = Vec::new();
    for (number, line) in lines.enumerate() {
        let indent = line.len() - line.trim_start().len();
        match number {
            0 => words.push(line.trim_start().strip_prefix(LABEL)?),
            // Labels end where the words of all lines begin.
            _ if indent < LABEL_WIDTH || line.trim().is_empty() => break,
            _ => words.push(line),
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The columns of the labels of text, with the spaces behind them.
pub(crate) const LABEL_WIDTH: usize = 11;

/// Markdown without the backslashes that escape.
fn unescaped(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut characters = markdown.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes =
            character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        text.extend(if escapes { characters.next() } else { Some(character) });
    }
    text
}

#[cfg(test)]
mod tests {
    use dateline_model::ContentHash;
    use dateline_query::Part;
    use proptest::prelude::*;

    use super::super::words::same_words;
    use super::*;

    fn locator() -> Locator {
        let (id, path) = ("a_1:b".to_owned(), "/news/a b.jsonl".to_owned());
        let hash = ContentHash([7; 32]);
        Locator { id, path, entry: None, record: Some(3), part: Part::Title, hash }
    }

    /// Documents, and the words that the citation in each of them claims.
    #[test]
    fn citations_are_found_in_documents() {
        let written = locator().to_string();
        for (document, quote) in [
            (written.clone(), None),
            (format!("See `{written}`."), None),
            (format!("> He was *not*\n> in a\\_b.\n\n`{written}`"), Some("He was *not* in a_b.")),
            (
                format!(
                    "    quote  “He was\n           not there.”\n    title  X\n    check  {written}"
                ),
                Some("He was not there."),
            ),
            (
                format!(
                    "@misc{{x,\n  title = {{“T”}},\n  annote = {{“5\\% of it”. {}}}\n}}",
                    tex::escape(&written)
                ),
                Some("5% of it"),
            ),
            (format!("{{\"check\":\"{written}\",\"passage\":{{\"text\":\"He\"}}}}"), Some("He")),
            (format!("[{{\"note\":\"“He said: “no”.” {written}\"}}]"), Some("He said: “no”.")),
        ] {
            let found = claims(&document);
            assert_eq!(found.len(), 1, "{document}");
            assert_eq!(found[0].locator, locator(), "{document}");
            let is_same = match (&found[0].quote, quote) {
                (Some(found), Some(quote)) => same_words(found, quote),
                (found, quote) => found.is_none() && quote.is_none(),
            };
            assert!(is_same, "{:?} of {document}", found[0].quote);
        }
        assert_eq!(claims(&format!("{written}\n{written}\n")).len(), 2);
        assert_eq!(claims("dateline-cite:1?id=x dateline-cite:2?id=x"), []);
    }

    proptest! {
        #[test]
        fn any_document_is_read(document in "(dateline-cite:1\\?|> |quote  |“|”|\\\\|\\{|\\[|\\PC|\n){0,40}") {
            let _ = claims(&document);
        }
    }
}
