//! Whole names of persons as terms.
//!
//! A term is a block, a tab, and the name as printed. A *block* is a coarse code of one
//! part of a name, coarser than its key: what transliterations and plain misspellings make
//! of one family name begins with one block and a question finds all of it in one short
//! walk through the dictionary. A name stands under its last part, and, when it has more
//! than two, under the last but one too, for what follows a family name (a second surname,
//! "Jr.") follows it in some articles only. A question looks under every part that it
//! names, so that the order of the parts does not matter.
//!
//! An article means a person by one name, the fullest it has. Where it spells that name in
//! another way too ("Ahmed Massoud" in the headline, "Ahmad Massoud" below it), the other
//! spelling has a term as well, which ends in a tab: enough to be found and told of, and
//! never taken for a second person whom the article names.

use dateline_model::{PersonName, fold};

/// What separates the block from the name; no block and no printed name holds one.
const SEPARATOR: char = '\t';

/// Calls `visit` with each term of a name; the first is the one that
/// [`name_term`] gives.
pub fn for_each_name_term(name: &PersonName, mut visit: impl FnMut(&str)) {
    let mut term = String::with_capacity(name.as_str().len() + 8);
    let mut first = String::new();
    for part in kept_under(name) {
        term.clear();
        push_block(part, &mut term);
        if first == term {
            continue;
        }
        first.clone_from(&term);
        term.push(SEPARATOR);
        term.push_str(name.as_str());
        visit(&term);
    }
}

/// The term of a name that every article which prints it so has.
#[must_use]
pub fn name_term(name: &PersonName) -> String {
    let mut term = name_block(kept_under(name).next().unwrap_or_default());
    term.push(SEPARATOR);
    term.push_str(name.as_str());
    term
}

/// The term of a name in the articles that print it so beside the name which they mean by it.
#[must_use]
pub fn name_form_term(name: &PersonName) -> String {
    let mut term = name_term(name);
    term.push(SEPARATOR);
    term
}

/// Calls `visit` with each term of a name that an article prints beside the name which it
/// means by it.
pub fn for_each_name_form_term(name: &PersonName, mut visit: impl FnMut(&str)) {
    let mut form = String::new();
    for_each_name_term(name, |term| {
        form.clear();
        form.push_str(term);
        form.push(SEPARATOR);
        visit(&form);
    });
}

/// The spelling that words print, where they name a person whom their article calls
/// otherwise: a full name, or a single part that the other name spells in another way.
///
/// Case, accents and possessives make no other spelling. Each part has to be roughly one of
/// the name's, so that no title becomes part of a name; initials are no spelling.
///
/// ```
/// use dateline_schema::printed_form;
///
/// let form = |words| printed_form("Ahmad Massoud", words).map(|form| form.to_string());
/// assert_eq!(form("Ahmed Massoud’s").as_deref(), Some("Ahmed Massoud"));
/// assert_eq!(form("Masood").as_deref(), Some("Masood"));
/// assert_eq!(form("Massoud"), None);
/// assert_eq!(form("A. Massoud"), None);
/// ```
#[must_use]
pub fn printed_form(name: &str, words: &str) -> Option<PersonName> {
    let words = without_possessive(words.trim());
    if words == name || name.split(' ').any(|part| part == words) {
        return None;
    }
    let form = PersonName::parse(words).ok()?;
    let (folded, of_name) = (fold(form.as_str()), fold(name));
    let is_other = !of_name.split(' ').any(|part| part == folded) && folded != of_name;
    let blocks: Vec<String> = PersonName::parse(name).ok()?.part_keys().map(name_block).collect();
    let is_of_name = |part: &str| part.chars().count() > 1 && blocks.contains(&name_block(part));
    (is_other && form.part_keys().all(is_of_name)).then_some(form)
}

fn without_possessive(words: &str) -> &str {
    let stem = words.strip_suffix(['s', 'S']).unwrap_or(words);
    stem.strip_suffix(['\'', '\u{2019}']).unwrap_or(words)
}

/// The parts under which a name is kept, the last first.
fn kept_under(name: &PersonName) -> impl Iterator<Item = &str> {
    let key = name.key();
    let parts = key.bytes().filter(|&byte| byte == b' ').count() + 1;
    key.rsplit(' ').take(if parts > 2 { 2 } else { 1 })
}

/// The beginning of the terms of all names in the block of a part, given by its key.
#[must_use]
pub fn name_block_prefix(part_key: &str) -> String {
    let mut prefix = name_block(part_key);
    prefix.push(SEPARATOR);
    prefix
}

/// The name as printed that a term holds; `None` for what is no such term.
#[must_use]
pub fn printed_of_name_term(term: &str) -> Option<&str> {
    let (_, printed) = term.split_once(SEPARATOR)?;
    Some(printed.strip_suffix(SEPARATOR).unwrap_or(printed))
}

fn name_block(part_key: &str) -> String {
    let mut block = String::with_capacity(part_key.len());
    push_block(part_key, &mut block);
    block
}

/// The block of a part: the classes of its consonants, equal neighbours once, `*` for
/// vowels at its beginning. With fewer than two consonants it would say too little, so
/// that there the vowels stay.
fn push_block(part_key: &str, block: &mut String) {
    let start = block.len();
    let mut last = None;
    for letter in part_key.chars() {
        let class = match (consonant_class(letter), last) {
            (Class::Silent, _) => continue,
            (Class::Vowel, None) => '*',
            (Class::Vowel, Some(_)) => continue,
            (Class::Letter(letter), _) => letter,
        };
        if last != Some(class) {
            block.push(class);
        }
        last = Some(class);
    }
    if block[start..].chars().filter(|&class| class != '*').count() < 2 {
        block.truncate(start);
        block.extend(part_key.chars().filter_map(|letter| match consonant_class(letter) {
            Class::Silent => None,
            Class::Vowel => Some(letter),
            Class::Letter(class) => Some(class),
        }));
    }
    if block.len() == start {
        // All that is left out is all there is.
        block.push_str(part_key);
    }
}

enum Class {
    /// Written in some transliterations and not in others.
    Silent,
    Vowel,
    Letter(char),
}

/// The class of a letter of a key. Sibilants and gutturals are one class: `ch`, `j`, `zh`,
/// `ts`, `x`, `q` and `c` change places between the transliterations of Chinese, Arabic and
/// Cyrillic, and `c` is either in English.
fn consonant_class(letter: char) -> Class {
    match letter {
        'h' | '\'' => Class::Silent,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => Class::Vowel,
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => Class::Letter('k'),
        'b' | 'p' => Class::Letter('b'),
        'f' | 'v' | 'w' => Class::Letter('v'),
        'd' | 't' => Class::Letter('d'),
        other => Class::Letter(other),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(part: &str) -> String {
        name_block(PersonName::parse(part).unwrap().key())
    }

    #[test]
    fn spellings_share_a_block() {
        for spellings in [
            &["Massoud", "Masood", "Masud", "Mas'ud"][..],
            &["Wasiq", "Wasik", "Vassik"],
            &["Gorbachev", "Gorbachov", "Gorbačëv"],
            &["Zhou", "Chou"],
            &["Xi", "Hsi"],
            &["Yeltsin", "Eltsin"],
            &["Karlsson", "Carlson"],
            &["Al-Zawahiri", "al Zawahri"],
        ] {
            let blocks: Vec<String> = spellings.iter().map(|name| block(name)).collect();
            let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
            assert!(blocks.iter().all(|other| last(other) == last(&blocks[0])), "{blocks:?}");
        }
        assert_ne!(block("Massoud"), block("Saleh"));
        assert_ne!(block("Lee"), block("Lu"));
    }

    #[test]
    fn names_stand_under_their_last_parts() {
        let terms = |name: &str| {
            let mut terms: Vec<String> = Vec::new();
            for_each_name_term(&PersonName::parse(name).unwrap(), |term| terms.push(term.into()));
            terms
        };
        assert_eq!(terms("Ahmad Massoud"), ["mkd\tAhmad Massoud".to_owned()]);
        assert_eq!(
            terms("Gabriel García Márquez"),
            ["mrk\tGabriel García Márquez".to_owned(), "krk\tGabriel García Márquez".to_owned()]
        );
        assert_eq!(printed_of_name_term("mkd\tAhmad Massoud"), Some("Ahmad Massoud"));
        assert_eq!(printed_of_name_term("mkd"), None);
        let form = name_form_term(&PersonName::parse("Ahmed Massoud").unwrap());
        assert_eq!(form, "mkd\tAhmed Massoud\t");
        assert_eq!(printed_of_name_term(&form), Some("Ahmed Massoud"));
    }

    #[test]
    fn other_spellings_are_told_from_the_name_itself() {
        for (name, words, expected) in [
            ("Ahmad Massoud", "Ahmed Massoud", Some("Ahmed Massoud")),
            ("Ahmad Massoud", "Ahmed\n Massoud's", Some("Ahmed Massoud")),
            ("Kabir Wasik", "Wasiq", Some("Wasiq")),
            ("Kabir Wasik", "Wasik’s", None),
            ("Kabir Wasik", "WASIK", None),
            ("Kabir Wasik", "KABIR WASIK", None),
            ("Kabir Wasik", "K. Wasik", None),
            ("Kabir Wasik", "Mr Wasiq", None),
            ("Robert Gabriel Mugabe", "Robert Mugabe", Some("Robert Mugabe")),
            ("Hamid Karzai", "Hamid Karzaï", None),
            ("Hamid Karzai", "'s", None),
            ("", "Ahmad", None),
        ] {
            let form = printed_form(name, words).map(|form| form.as_str().to_owned());
            assert_eq!(form.as_deref(), expected, "{name} / {words}");
        }
    }

    proptest! {
        #[test]
        fn every_term_holds_its_name(text in "\\PC{0,24}") {
            if let Ok(name) = PersonName::parse(&text) {
                let mut terms = Vec::new();
                for_each_name_term(&name, |term| terms.push(term.to_owned()));
                prop_assert_eq!(&terms[0], &name_term(&name));
                for term in &terms {
                    prop_assert_eq!(printed_of_name_term(term), Some(name.as_str()));
                    prop_assert!(name
                        .part_keys()
                        .any(|part| term.starts_with(&name_block_prefix(part))));
                }
            }
        }
    }
}
