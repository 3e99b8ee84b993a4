use std::fmt;

use crate::{Error, ErrorKind, Result, fold};

/// A person's name, and the key under which its spellings meet.
///
/// The key has one part for each part of the name, in order; two spellings of a part that
/// differ only as transliterations usually do share it:
///
/// ```
/// use dateline_model::PersonName;
///
/// let key = |name| PersonName::parse(name).map(|name| name.key().to_owned());
/// assert_eq!(key("Ahmed Masood")?, key("Ahmad Massoud")?);
/// assert_eq!(key("Kabir Wasik")?, key("Kabir Wasiq")?);
/// assert_ne!(key("Ahmad Shah Massoud")?, key("Ahmad Massoud")?);
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    display: String,
    key: String,
}

impl PersonName {
    /// The name as printed, with runs of white space as one space.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::PersonName`] when no part of it has a letter.
    pub fn parse(printed: &str) -> Result<Self> {
        let display = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        // Marks count as alphabetic in some scripts, and folding takes them away.
        let keys = Self::parts(&display).map(part_key).filter(|key| !key.is_empty());
        let key = keys.collect::<Vec<_>>().join(" ");
        if key.is_empty() {
            return Err(Error::new(ErrorKind::PersonName, printed));
        }
        Ok(Self { display, key })
    }

    /// The name as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.display
    }

    /// The key: the keys of the parts, separated by single spaces.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The keys of the parts, in order; never none.
    pub fn part_keys(&self) -> impl Iterator<Item = &str> {
        self.key.split(' ')
    }

    /// The parts of a printed name, in order: what stands between white space and
    /// hyphens, with a letter in it.
    fn parts(display: &str) -> impl Iterator<Item = &str> {
        display
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
            .filter(|part| part.chars().any(char::is_alphabetic))
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display)
    }
}

/// The key of one part of a name: folded, letters only, with the letters that
/// transliterations exchange written as one, doubled letters once.
///
/// Vowels keep three classes (`a`/`e`, `i`/`y`, `o`/`u`): dropping them altogether, as
/// phonetic codes made for English do, would make one person of Maria, Mario and Mary.
fn part_key(part: &str) -> String {
    let folded = fold(part);
    let letters: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut key = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let (class, used) = letter_class(&letters[at..], key.is_empty());
        if !key.ends_with(class) {
            key.push(class);
        }
        at += used;
    }
    key
}

/// The class of the first letters and how many of them it stands for.
fn letter_class(letters: &[char], initial: bool) -> (char, usize) {
    let next = letters.get(1).copied().unwrap_or('\0');
    match (letters[0], next) {
        ('p', 'h') => ('f', 2),
        ('c', 'k') => ('k', 2),
        ('k', 'h') if initial => ('k', 2),
        ('k', 'h') => ('h', 2),
        ('g' | 'd' | 't' | 'b', 'h') => (letters[0], 2),
        ('o', 'u' | 'o' | 'w') | ('u', 'o' | 'u') => ('u', 2),
        ('a', 'i' | 'y' | 'e') | ('e', 'i' | 'y') => ('e', 2),
        ('a' | 'e', 'a') => ('e', 2),
        ('e', 'e') | ('i', 'e' | 'y' | 'i') => ('i', 2),
        ('a' | 'e', _) => ('e', 1),
        ('o' | 'u', _) => ('u', 1),
        ('i' | 'y', _) => ('i', 1),
        ('q', _) => ('k', 1),
        ('w', _) => ('v', 1),
        (other, _) => (other, 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(name: &str) -> String {
        PersonName::parse(name).unwrap().key().to_owned()
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for spellings in [
            &["Ahmad Massoud", "Ahmed Massoud", "Ahmad Masood", "Ahmed Masud", "AHMAD MASSOUD"][..],
            &["Wasiq", "Wasik", "Vasiq"],
            &["Mohammad", "Muhammad", "Mohammed", "Mohamed"],
            &["Hussein", "Hussain", "Hossein"],
            &["Qasim", "Kasim", "Qassim"],
            &["Karzai", "Karzaï", "Karzay"],
            &["Abdul-Rashid Dostum", "Abdul Rashid Dostum"],
            &["O'Brien", "O’Brien"],
        ] {
            let keys: Vec<String> = spellings.iter().map(|name| key(name)).collect();
            assert!(keys.iter().all(|other| *other == keys[0]), "{spellings:?} {keys:?}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (one, other) in [
            ("Ahmad Massoud", "Ahmad Shah Massoud"),
            ("Maria", "Mario"),
            ("Saleh", "Salih Saleh"),
            ("Graham", "Gramm"),
            ("Ali", "Ella"),
            ("Shah", "Saha"),
        ] {
            assert_ne!(key(one), key(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_name_has_a_letter() {
        assert_eq!(PersonName::parse("\u{345}").unwrap_err().kind(), ErrorKind::PersonName);
        assert_eq!(PersonName::parse("Ali \u{345}").unwrap().key(), "eli");
        assert_eq!(PersonName::parse(" - 12 ").unwrap_err().kind(), ErrorKind::PersonName);
        assert_eq!(PersonName::parse(" Amrullah \n Saleh ").unwrap().as_str(), "Amrullah Saleh");
    }

    proptest! {
        #[test]
        fn any_text_has_a_key_or_none(text in "\\PC{0,24}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert!(name.part_keys().all(|part| !part.is_empty()));
            }
        }
    }
}
