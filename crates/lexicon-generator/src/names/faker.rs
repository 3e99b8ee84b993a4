//! The names that the Python package Faker has for some eighty countries.

use std::path::Path;

use anyhow::Context;

use super::evidence::{Evidence, Kind, Source};
use super::python::{Assignment, assignments};
use super::romanise::Romanisation;
use crate::files;

/// Adds the names of all countries that are in Latin letters, or in letters that can be
/// spelled in Latin ones.
pub(crate) fn read(
    folder: &Path,
    romanisation: &Romanisation,
    evidence: &mut Evidence,
) -> anyhow::Result<()> {
    for country in files::entries(folder)? {
        let path = country.join("__init__.py");
        if !path.is_file() {
            continue;
        }
        let source = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        let Some(language) = language(&country) else { continue };
        for list in assignments(&source) {
            add(&list, language, romanisation, evidence);
        }
    }
    Ok(())
}

/// The language of a country's folder, such as `en_KE`.
fn language(folder: &Path) -> Option<[u8; 2]> {
    let name = folder.file_name()?.to_str()?.as_bytes();
    Some([*name.first()?, *name.get(1)?])
}

fn add(list: &Assignment, language: [u8; 2], romanisation: &Romanisation, evidence: &mut Evidence) {
    let Some(kind) = kind(&list.name) else { return };
    let source = Source::Language(language);
    let language = String::from_utf8_lossy(&language);
    for text in &list.texts {
        if text.starts_with(|first: char| first.is_ascii_alphabetic() || is_latin_capital(first)) {
            evidence.add(kind, text, source);
            continue;
        }
        for word in text.split([' ', '-']) {
            if let Some(latin) = romanisation.romanise(&language, word) {
                evidence.add_word(kind, &latin, source);
            }
        }
    }
}

fn is_latin_capital(letter: char) -> bool {
    letter.is_uppercase() && ('\u{c0}'..'\u{250}').contains(&letter)
}

/// What a list names: `first_names_male`, `unisex_last_names`, `last_romanized_names` …
fn kind(list: &str) -> Option<Kind> {
    let is_list = list.ends_with("names") || list.contains("names_") || list.ends_with("pairs");
    if !is_list || list.contains("language") {
        return None;
    }
    // A middle name is a patronymic or a second given name.
    let kinds = [("first", Kind::Given), ("middle", Kind::Given), ("last", Kind::Surname)];
    kinds.into_iter().find(|(word, _)| list.contains(word)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_lists() {
        let cases = [
            ("first_names_female_hinduism", Some(Kind::Given)),
            ("unisex_last_names", Some(Kind::Surname)),
            ("last_romanized_names", Some(Kind::Surname)),
            ("middle_names", Some(Kind::Given)),
            ("last_name_pairs", Some(Kind::Surname)),
            ("language_names", None),
            ("prefixes_female", None),
            ("formats", None),
        ];
        for (list, expected) in cases {
            assert_eq!(kind(list), expected, "{list}");
        }
    }
}
