//! Which of the many names in the source a place is found by.

use std::collections::BTreeMap;

use dateline_model::fold;

use crate::listed::Lists;
use crate::prominence::Standing;

/// Below this, a place keeps no name that is also a person's.
const NAMED_POPULATION: u32 = 15_000;

/// The longest name that is kept, in bytes; longer ones are sentences.
const LONGEST_NAME: usize = 60;

/// The folded names of a place, each with its best standing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names(BTreeMap<String, Standing>);

impl Names {
    /// Adds a name; what has no letter or is too long is left out.
    pub(crate) fn add(&mut self, name: &str, standing: Standing) {
        let folded = fold(name.trim());
        let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        if folded.len() > LONGEST_NAME || !folded.chars().any(char::is_alphabetic) {
            return;
        }
        let kept = self.0.entry(folded).or_insert(standing);
        *kept = (*kept).max(standing);
    }

    /// Adds other ways to write the names there are: `St.` for `Saint` and the like, and a
    /// name of two words with a hyphen between them.
    pub(crate) fn add_spellings(&mut self) {
        let known: Vec<(String, Standing)> =
            self.0.iter().map(|(name, standing)| (name.clone(), *standing)).collect();
        for (name, standing) in known {
            for spelling in spellings(&name) {
                self.add(&spelling, standing);
            }
        }
    }

    /// Leaves out what is a common word, and what is a person's name when the place is too
    /// small for news to mean it.
    pub(crate) fn drop_words(&mut self, lists: &Lists, population: u32) {
        self.0.retain(|name, standing| {
            let is_meant = *standing != Standing::Alternate && population >= NAMED_POPULATION;
            !lists.common_words.contains(name) && (is_meant || !lists.personal_names.contains(name))
        });
    }

    /// The names, in the order of their bytes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Standing)> {
        self.0.iter().map(|(name, standing)| (name.as_str(), *standing))
    }
}

/// Words that news also writes short, or long, at the beginning of a name.
const ABBREVIATED: [(&str, &[&str]); 3] =
    [("saint", &["st.", "st"]), ("fort", &["ft.", "ft"]), ("mount", &["mt.", "mt"])];

fn spellings(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some((first, rest)) = name.split_once(' ') {
        for (long, short) in ABBREVIATED {
            if first == long || short.contains(&first) {
                found.extend(short.iter().chain([&long]).map(|word| format!("{word} {rest}")));
            }
        }
    }
    if name.contains('-') {
        found.push(name.replace('-', " "));
    }
    found
}

/// The alternates of the source that are worth keeping.
///
/// The source has transliterations made by rule, in lower case ("dwshnbh"), codes of
/// airports and countries ("DYU"), and names in every script.
pub(crate) fn alternates(names: &[String], population: u32) -> Vec<&str> {
    let kept = names.iter().map(String::as_str).filter(|name| is_name(name));
    kept.take(most_alternates(population)).collect()
}

/// How many alternates of a place of so many inhabitants news may use.
fn most_alternates(population: u32) -> usize {
    match population {
        0..5_000 => 0,
        5_000..20_000 => 2,
        20_000..100_000 => 6,
        _ => usize::MAX,
    }
}

fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let is_code = capitals == letters.clone().count() && capitals <= 4;
    let first = letters.clone().next();
    first.is_some_and(char::is_uppercase)
        && !is_code
        && name.chars().all(is_latin)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ',' | '/' | '='))
}

/// Latin letters with and without marks, and the signs of names.
fn is_latin(character: char) -> bool {
    matches!(character,
        '\0'..='\u{24f}'
        | '\u{2b0}'..='\u{36f}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2010}'..='\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternates_worth_keeping() {
        for (name, expected) in [
            ("Peking", true),
            ("Bắc Kinh", true),
            ("Dušanbe", true),
            ("dwshnbh", false),
            ("DYU", false),
            ("Душанбе", false),
            ("D.C.", false),
            ("Aire (2)", false),
        ] {
            assert_eq!(is_name(name), expected, "{name}");
        }
    }

    #[test]
    fn names_are_folded_and_spelled_in_all_ways() {
        let mut names = Names::default();
        names.add("Saint-Denis", Standing::Main);
        names.add("St. Louis", Standing::Main);
        names.add("ST  LOUIS", Standing::Alternate);
        names.add("12", Standing::Main);
        names.add_spellings();
        let names: Vec<(&str, Standing)> = names.iter().collect();
        let expected = ["saint denis", "saint louis", "saint-denis", "st louis", "st. louis"];
        assert_eq!(names, expected.map(|name| (name, Standing::Main)));
    }

    #[test]
    fn words_are_no_names() {
        let lists = Lists {
            common_words: ["march".to_owned()].into(),
            personal_names: ["lincoln".to_owned()].into(),
            ..Lists::default()
        };
        for (name, population, standing, expected) in [
            ("Lincoln", 290_000, Standing::Main, 1),
            ("Lincoln", 290_000, Standing::Alternate, 0),
            ("Lincoln", 2_000, Standing::Main, 0),
            ("March", 290_000, Standing::Main, 0),
            ("Marchfield", 2_000, Standing::Main, 1),
        ] {
            let mut names = Names::default();
            names.add(name, standing);
            names.drop_words(&lists, population);
            assert_eq!(names.iter().count(), expected, "{name} {population} {standing:?}");
        }
    }
}
