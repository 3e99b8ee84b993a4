//! A first sieve over the keys of an index, before any name is prepared.

use dateline_model::PersonName;

use crate::lexicon;
use crate::part::{Form, Part};
use crate::prepared::PreparedName;

/// Picks the names that are worth preparing from many, by their keys alone.
///
/// Preparing a name takes microseconds, which is too long for every name of a large archive.
/// A sieve takes a few dozen nanoseconds for the [key](PersonName::key) of a name and passes
/// those that share a part with the name asked for, be it transliterated, joined or a pet
/// form.
///
/// ```
/// use dateline_model::PersonName;
/// use dateline_names::Sieve;
///
/// let sieve = Sieve::new(&PersonName::parse("William Massoud")?);
/// assert!(sieve.passes(PersonName::parse("Bill Masood")?.key()));
/// assert!(!sieve.passes(PersonName::parse("Angela Merkel")?.key()));
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sieve {
    skeletons: Box<[Skeleton]>,
}

impl Sieve {
    /// A sieve for the name that is asked for.
    #[must_use]
    pub fn new(name: &PersonName) -> Self {
        let prepared = PreparedName::from(name);
        let mut skeletons = Vec::new();
        for part in prepared.parts().iter().filter(|part| part.form == Form::Full) {
            part_skeletons(part, &mut skeletons);
        }
        let joined = prepared.parts().windows(2);
        skeletons
            .extend(joined.map(|two| Skeleton::of(&[&*two[0].letters, &*two[1].letters].concat())));
        skeletons.extend(name.part_keys().filter(|key| !is_affix(key)).map(Skeleton::of));
        skeletons.retain(|skeleton| *skeleton != Skeleton::NONE);
        skeletons.sort_unstable();
        skeletons.dedup();
        Self { skeletons: skeletons.into_boxed_slice() }
    }

    /// Whether the name with this key shares a part with the one asked for.
    #[must_use]
    pub fn passes(&self, key: &str) -> bool {
        key.split(' ').any(|part| self.skeletons.binary_search(&Skeleton::of(part)).is_ok())
    }
}

/// The skeletons of a part, of its other spellings and of its pet forms.
fn part_skeletons(part: &Part, skeletons: &mut Vec<Skeleton>) {
    skeletons.push(Skeleton::of(&part.letters));
    for prefix in ["abd", "abu", "al", "el", "ben", "bin"] {
        let bare = part.letters.strip_prefix(prefix).filter(|bare| bare.len() >= 3);
        skeletons.extend(bare.map(Skeleton::of));
    }
    for ending in ["adin", "ullah", "allah"] {
        let first = part.letters.strip_suffix(ending).filter(|first| first.len() >= 3);
        skeletons.extend(first.map(Skeleton::of));
    }
    skeletons.extend(lexicon::other_forms(&part.known).map(Skeleton::of));
}

/// Words so frequent inside names that a key shared by them says nothing.
fn is_affix(key: &str) -> bool {
    key.len() <= 2
        || matches!(key, "ebd" | "ebdul" | "ebdel" | "ebu" | "din" | "bin" | "ben" | "ibn")
}

/// The first consonants of a part, each by its class; a vowel counts where it is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Skeleton([u8; 3]);

impl Skeleton {
    const NONE: Self = Self([0; 3]);

    /// The skeleton of plain letters or of the key of a part, which has the same one.
    fn of(letters: &str) -> Self {
        let bytes = letters.as_bytes();
        let mut skeleton = [0; 3];
        let mut length = 0;
        for (at, &letter) in bytes.iter().enumerate() {
            let class = class(letter, bytes.get(at + 1).copied(), at);
            // The w of Chowdhury is part of a vowel.
            let in_vowel = letter == b'w' && at > 0 && bytes[at - 1] == b'o';
            if in_vowel || class == 0 || length > 0 && skeleton[length - 1] == class && class < 0x80
            {
                continue;
            }
            skeleton[length] = class;
            length += 1;
            if length == skeleton.len() {
                break;
            }
        }
        Self(skeleton)
    }
}

/// The class of a letter before another one; 0 for a letter that is skipped.
fn class(letter: u8, next: Option<u8>, at: usize) -> u8 {
    match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' if at == 0 => b'a',
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => 0,
        b'h' if at > 0 => 0,
        b'c' if !matches!(next, Some(b'e' | b'h' | b'i' | b'y')) => b'k',
        b'c' | b's' | b'z' | b'j' => b's',
        // Djamal and Jamal, Dzhokhar and Johar.
        b'd' | b't' if at == 0 && matches!(next, Some(b'j' | b'z' | b's')) => 0,
        b't' if next == Some(b'c') => 0,
        b'd' | b't' => b't',
        b'k' | b'g' | b'q' | b'x' => b'k',
        b'p' if next == Some(b'h') => b'v',
        b'p' | b'b' => b'p',
        b'f' | b'v' | b'w' => b'v',
        b'm' | b'n' => b'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(asked: &str, printed: &str) -> bool {
        let (asked, printed) =
            (PersonName::parse(asked).unwrap(), PersonName::parse(printed).unwrap());
        Sieve::new(&asked).passes(printed.key())
    }

    #[test]
    fn forms_of_one_name_pass() {
        for (asked, printed) in [
            ("Ahmad Massoud", "Ahmed Masood"),
            ("Muammar Qadhafi", "Gaddafi"),
            ("Nur al-Din", "Noureddine"),
            ("Noureddine", "Nur al-Din"),
            ("Abdurrahman", "Abd al-Rahman"),
            ("William", "Bill"),
            ("Xi Jinping", "Hsi Chin-ping"),
            ("Muhammad", "Mehmed"),
            ("周", "周"),
        ] {
            assert!(passes(asked, printed), "{asked} / {printed}");
        }
    }

    #[test]
    fn letters_and_their_key_have_one_skeleton() {
        for printed in ["Qadhafi", "Khalid", "Philippe", "Massoud", "Yeltsin", "Chowdhury", "Wasiq"]
        {
            let letters = crate::letters::letters(printed);
            let name = PersonName::parse(printed).unwrap();
            assert_eq!(Skeleton::of(&letters), Skeleton::of(name.key()), "{printed}");
        }
    }
}
