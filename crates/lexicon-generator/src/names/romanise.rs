//! Letters of other alphabets to the Latin letters that English-language news writes.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail};

/// The longest run of letters that is written as one sound.
const LONGEST: usize = 2;

/// The spellings of letters, for any language and for single ones.
#[derive(Default)]
pub(crate) struct Romanisation {
    spellings: BTreeMap<(String, String), String>,
}

impl Romanisation {
    /// Reads a table of lines `language TAB letters TAB spelling`, where `any` stands for
    /// all languages.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Romanisation> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let mut spellings = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let [language, letters, spelling] = fields.as_slice() else {
                bail!("{} line {}: expected three fields", path.display(), index + 1);
            };
            spellings
                .insert(((*language).to_owned(), (*letters).to_owned()), (*spelling).to_owned());
        }
        Ok(Romanisation { spellings })
    }

    /// A word in small Latin letters, or nothing if it has a letter that is not in the
    /// table. Words that are Latin already come back as they are.
    pub(crate) fn romanise(&self, language: &str, word: &str) -> Option<String> {
        let letters: Vec<char> = word.to_lowercase().chars().collect();
        let mut latin = String::with_capacity(word.len());
        let mut at = 0;
        while at < letters.len() {
            let (taken, spelling) = self.longest(language, &letters[at..])?;
            latin.push_str(&spelling);
            at += taken;
        }
        Some(latin)
    }

    /// The longest run at the start of `letters` that has a spelling, and how long it is.
    fn longest(&self, language: &str, letters: &[char]) -> Option<(usize, String)> {
        for length in (1..=LONGEST.min(letters.len())).rev() {
            let run: String = letters[..length].iter().collect();
            for language in [language, "any"] {
                if let Some(spelling) = self.spellings.get(&(language.to_owned(), run.clone())) {
                    return Some((length, spelling.clone()));
                }
            }
        }
        let letter = *letters.first()?;
        is_latin(letter).then(|| (1, letter.to_string()))
    }
}

/// Whether a character can stand in a name in Latin letters.
fn is_latin(letter: char) -> bool {
    let folds_to_ascii = || {
        let mut buffer = [0; 4];
        dateline_model::fold(letter.encode_utf8(&mut buffer)).is_ascii()
    };
    letter.is_ascii_alphabetic()
        || "'-.’".contains(letter)
        || (letter.is_alphabetic() && folds_to_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_news_does() -> anyhow::Result<()> {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/romanisation.tsv");
        let romanisation = Romanisation::read(&table)?;
        for (language, word, expected) in [
            ("ru", "Дмитрий", Some("dmitry")),
            ("ru", "Жуков", Some("zhukov")),
            ("uk", "Григорук", Some("hryhoruk")),
            ("bg", "Щерев", Some("shterev")),
            ("el", "Παπανδρέου", Some("papandreou")),
            ("ka", "ბერიძე", Some("beridze")),
            ("hy", "Սարգսյան", Some("sargsyan")),
            ("pl", "Łukasz", Some("łukasz")),
            ("ar", "محمد", None),
        ] {
            assert_eq!(romanisation.romanise(language, word).as_deref(), expected, "{word}");
        }
        Ok(())
    }
}
