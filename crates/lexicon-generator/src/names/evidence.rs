//! What the lists say of each word, and how much it is worth.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::fold;

use crate::word_classes::Strength;

/// What a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Given,
    Surname,
}

/// What a list says of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// Names usual in a language, told apart by their languages: many lists of one language
    /// repeat each other.
    Language([u8; 2]),
    /// Chosen by hand because news of the world names such people.
    Chosen,
    /// Counted: one of the most frequent names of a country.
    CountedOften,
    /// Counted: a name of some thousands of people.
    Counted,
    /// Counted: a name of a few people.
    CountedRarely,
}

/// Words and the lists they are in.
#[derive(Default)]
pub(crate) struct Evidence {
    given: BTreeMap<String, BTreeSet<Source>>,
    surnames: BTreeMap<String, BTreeSet<Source>>,
}

impl Evidence {
    /// Notes a name of one or more words: each of its words that stands with a capital is a
    /// word of the kind, and so is each part of a word with hyphens.
    pub(crate) fn add(&mut self, kind: Kind, name: &str, source: Source) {
        for word in name.split_whitespace().filter(|word| starts_with_capital(word)) {
            self.add_word(kind, word, source);
            if word.contains('-') {
                for part in word.split('-').filter(|part| starts_with_capital(part)) {
                    self.add_word(kind, part, source);
                }
            }
        }
    }

    /// Notes one word as it is.
    pub(crate) fn add_word(&mut self, kind: Kind, word: &str, source: Source) {
        let folded = fold(word);
        let word = folded.trim_matches(|c: char| !c.is_alphabetic());
        if word.chars().count() < 2 || !word.chars().all(|c| c.is_alphabetic() || "'-".contains(c))
        {
            return;
        }
        let words = match kind {
            Kind::Given => &mut self.given,
            Kind::Surname => &mut self.surnames,
        };
        words.entry(word.to_owned()).or_default().insert(source);
        if word.contains('\'') {
            words.entry(word.replace('\'', "")).or_default().insert(source);
        }
    }

    /// All words, in order, each once.
    pub(crate) fn words(&self) -> BTreeSet<&str> {
        self.given.keys().chain(self.surnames.keys()).map(String::as_str).collect()
    }

    /// How usual a folded word is as a name of this kind.
    pub(crate) fn strength(&self, kind: Kind, word: &str) -> Strength {
        let words = match kind {
            Kind::Given => &self.given,
            Kind::Surname => &self.surnames,
        };
        words.get(word).map_or(Strength::None, weigh)
    }
}

fn starts_with_capital(word: &str) -> bool {
    // Scripts without capitals are spelled in small letters by the romanisation, and come
    // here by `add_word`.
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The strength that these lists give together.
fn weigh(sources: &BTreeSet<Source>) -> Strength {
    let languages = sources.iter().filter(|source| matches!(source, Source::Language(_))).count();
    let others: usize = sources.iter().map(weight).sum();
    // The first language counts twice: its list has the usual names of a country.
    match others + languages + languages.min(1) {
        0 => Strength::None,
        1 => Strength::Weak,
        2 | 3 => Strength::Medium,
        _ => Strength::Strong,
    }
}

fn weight(source: &Source) -> usize {
    match source {
        Source::Language(_) => 0,
        Source::Chosen | Source::CountedOften => 3,
        Source::Counted => 2,
        Source::CountedRarely => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_agree_make_a_name_stronger() {
        let (english, polish) = (Source::Language(*b"en"), Source::Language(*b"pl"));
        let cases: [(&[Source], Strength); 6] = [
            (&[], Strength::None),
            (&[Source::CountedRarely], Strength::Weak),
            (&[english], Strength::Medium),
            (&[Source::Chosen], Strength::Medium),
            (&[english, polish, Source::CountedRarely], Strength::Strong),
            (&[english, Source::Chosen], Strength::Strong),
        ];
        for (sources, expected) in cases {
            assert_eq!(weigh(&sources.iter().copied().collect()), expected, "{sources:?}");
        }
    }

    #[test]
    fn names_are_taken_apart_into_words() {
        let mut evidence = Evidence::default();
        evidence.add(Kind::Surname, "de la Cruz", Source::Chosen);
        evidence.add(Kind::Surname, "O’Neill-Łopez", Source::Chosen);
        evidence.add(Kind::Surname, "X", Source::Chosen);
        let words: Vec<&str> = evidence.words().into_iter().collect();
        assert_eq!(words, ["cruz", "lopez", "o'neill", "o'neill-lopez", "oneill", "oneill-lopez"]);
    }
}
