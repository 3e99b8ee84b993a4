//! Files of annotated texts to documents.
//!
//! A file is JSON Lines, compressed with gzip: `{"text", "entities": [{"start", "end",
//! "type"}]}`, where a name is a half-open range of Unicode code points, and its type is
//! `PER`, `LOC`, `ORG` or `MISC`. Names of other types, and other fields, are passed over.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, ensure};
use dateline_entities::tagger::Class;
use dateline_model::ByteSpan;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;

/// A text with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// The text.
    pub(crate) text: String,
    /// The names in it, in order.
    pub(crate) names: Vec<Name>,
}

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    /// Where it stands in the text.
    pub(crate) span: ByteSpan,
    /// What it is the name of.
    pub(crate) class: Class,
}

#[derive(Deserialize)]
struct Record {
    text: String,
    entities: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    start: usize,
    end: usize,
    r#type: String,
}

/// Reads the documents of a file.
///
/// # Errors
///
/// When the file cannot be read, or a line of it is no annotated text.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("reading {shown}"))?;
    let lines = BufReader::new(MultiGzDecoder::new(file)).lines();
    let documents = lines.enumerate().map(|(number, line)| {
        let document = line.map_err(anyhow::Error::from).and_then(|line| document(&line));
        document.with_context(|| format!("{shown}: line {}", number + 1))
    });
    documents.collect()
}

/// The document of a line.
fn document(line: &str) -> anyhow::Result<Document> {
    let Record { text, entities } = serde_json::from_str(line)?;
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    let mut names = Vec::with_capacity(entities.len());
    for Annotation { start, end, r#type } in entities {
        let Some(class) = class(&r#type) else { continue };
        let span = offsets.get(start).zip(offsets.get(end)).filter(|(start, end)| start <= end);
        ensure!(span.is_some(), "no text from character {start} to character {end}");
        names.extend(span.map(|(&start, &end)| Name { span: ByteSpan::new(start, end), class }));
    }
    let mut names: Vec<Name> = names.into_iter().flat_map(|name| apart(name, &text)).collect();
    names.sort_unstable_by_key(|name| (name.span, name.class as u8));
    Ok(Document { text, names })
}

/// The class of a type of names; none of one that the tagger does not know.
fn class(name: &str) -> Option<Class> {
    match name {
        "PER" => Some(Class::Person),
        "LOC" => Some(Class::Place),
        "ORG" => Some(Class::Organisation),
        "MISC" => Some(Class::Other),
        _ => None,
    }
}

/// What stands between two places that some annotations have as one.
const BETWEEN_PLACES: [&str; 3] = [", ", "'s ", "’s "];

/// A name as the names that it is: "Nairobi, Kenya" and "Spain's Balearic Islands" are two
/// places each, as most annotations have them.
fn apart(name: Name, text: &str) -> Vec<Name> {
    let Name { mut span, class } = name;
    let mut names = Vec::new();
    while class == Class::Place
        && let Some((first, rest)) = cut(span, text)
    {
        names.push(Name { span: first, class });
        span = rest;
    }
    names.push(Name { span, class });
    names
}

/// A place before and the places after what stands between them.
fn cut(span: ByteSpan, text: &str) -> Option<(ByteSpan, ByteSpan)> {
    let printed = &text[span.start()..span.end()];
    let found = BETWEEN_PLACES
        .iter()
        .filter_map(|between| printed.find(between).map(|at| (span.start() + at, between.len())));
    let (at, len) = found.min()?;
    Some((ByteSpan::new(span.start(), at), ByteSpan::new(at + len, span.end())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What [`apart`] makes of a text that is one name as a whole.
    fn parts(text: &str, class: Class) -> Vec<&str> {
        let whole = Name { span: ByteSpan::new(0, text.len()), class };
        apart(whole, text).iter().map(|name| &text[name.span.start()..name.span.end()]).collect()
    }

    #[test]
    fn places_that_are_annotated_as_one_are_told_apart() {
        let table: &[(&str, &[&str])] = &[
            ("Nairobi", &["Nairobi"]),
            ("Nairobi, Kenya", &["Nairobi", "Kenya"]),
            ("Spain's Balearic Islands", &["Spain", "Balearic Islands"]),
            ("Spain’s Palma, Majorca", &["Spain", "Palma", "Majorca"]),
            ("Herat,Kabul", &["Herat,Kabul"]),
            ("St. John's", &["St. John's"]),
        ];
        for (text, expected) in table {
            assert_eq!(parts(text, Class::Place), *expected, "{text}");
        }
        assert_eq!(parts("Lloyd's of London, Ltd", Class::Organisation).len(), 1);
    }

    proptest! {
        #[test]
        fn parts_of_a_place_are_in_it_in_order(text in "([A-Zé]|, |'s |’s ){0,12}") {
            let whole = Name { span: ByteSpan::new(0, text.len()), class: Class::Place };
            let parts = apart(whole, &text);
            prop_assert!(parts.windows(2).all(|pair| pair[0].span.end() < pair[1].span.start()));
            prop_assert_eq!(parts.last().map(|name| name.span.end()), Some(text.len()));
        }
    }

    #[test]
    fn offsets_are_of_characters() {
        let line = r#"{"id": "1", "text": "Déby né à Fada", "entities": [
            {"start": 10, "end": 14, "type": "LOC"}, {"start": 0, "end": 4, "type": "PER"},
            {"start": 5, "end": 7, "type": "TIME"}]}"#;
        let document = document(line).expect("an annotated text");
        let names: Vec<(&str, Class)> = (document.names.iter())
            .map(|name| (&document.text[name.span.start()..name.span.end()], name.class))
            .collect();
        assert_eq!(names, [("Déby", Class::Person), ("Fada", Class::Place)]);
    }

    #[test]
    fn what_is_no_annotated_text_is_told_of() {
        let wrong = [
            "",
            "{}",
            r#"{"text": "Fada", "entities": [{"start": 0, "end": 5, "type": "LOC"}]}"#,
            r#"{"text": "Fada", "entities": [{"start": 3, "end": 2, "type": "LOC"}]}"#,
        ];
        for line in wrong {
            assert!(document(line).is_err(), "{line}");
        }
    }
}
