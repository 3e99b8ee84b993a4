//! Words to their classes: the vocabulary of dates, and a hash table over it.

mod calendar_words;
mod grammar_words;
mod number_words;
mod other_words;

use super::word::{Tense, Word};

/// A word in lower case, and what it is.
type Entry = (&'static str, Word);

/// The tables of words, by what they are to dates.
const TABLES: &[&[Entry]] = &[
    calendar_words::MONTHS,
    calendar_words::WEEKDAYS,
    calendar_words::UNITS,
    calendar_words::QUARTERS,
    calendar_words::SEASONS,
    calendar_words::TIMES,
    calendar_words::NAMES,
    number_words::NUMBERS,
    grammar_words::DEICTICS,
    grammar_words::VAGUE,
    grammar_words::POINTERS,
    grammar_words::PARTS,
    grammar_words::SHIFTS,
    grammar_words::ERAS,
    grammar_words::AROUND_AMOUNTS,
    grammar_words::LINKS,
    grammar_words::TENSES,
    other_words::COUNTED,
];

/// The words of all tables.
static WORDS: [Entry; COUNT] = joined();

/// How many there are.
const COUNT: usize = {
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        count += TABLES[table].len();
        table += 1;
    }
    count
};

/// The longest word of the table, in bytes.
const LONGEST: usize = 13;

/// The number of slots of the hash table: sparse, so that most words of a text meet an
/// empty one.
const SLOTS: usize = 2048;

/// The index of each slot's word plus one; zero where a slot is empty.
static TABLE: [u16; SLOTS] = build();

/// The words of the grammar as [`letters`](crate::letters::letters) packs them.
static PACKED: [u128; COUNT] = pack();

/// What a word, in any case, is in the grammar of dates.
pub(super) fn lookup(word: &[u8]) -> Option<Word> {
    if word.len() < 2 {
        return (word.eq_ignore_ascii_case(b"a")).then_some(Word::One);
    }
    find(word, |index| WORDS[index].0.as_bytes().eq_ignore_ascii_case(word))
}

/// The same for a word of two letters or more, and nothing but ASCII letters, that is
/// packed already.
#[inline]
pub(super) fn lookup_packed(word: &[u8], packed: u128) -> Option<Word> {
    find(word, |index| PACKED[index] == packed)
}

/// What the word is of which `is_same` knows whether an entry spells it.
#[inline]
fn find(word: &[u8], is_same: impl Fn(usize) -> bool) -> Option<Word> {
    if word.len() <= LONGEST {
        let mut slot = hash(word);
        while let Some(index) = usize::from(TABLE[slot]).checked_sub(1) {
            if is_same(index) {
                return Some(WORDS[index].1);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
    is_regular_past(word).then_some(Word::Tense(Tense::Past))
}

/// Whether the word has the ending of a past tense: "captured".
fn is_regular_past(word: &[u8]) -> bool {
    word.len() > 4 && word.ends_with(b"ed") && word[0].is_ascii_lowercase()
}

/// The slot at which to look first: by the first two letters, the last one and the
/// length, which together tell nearly all words of the table apart.
const fn hash(word: &[u8]) -> usize {
    let last = word[word.len() - 1] | 0x20;
    let key = u32::from_le_bytes([word[0] | 0x20, word[1] | 0x20, last, word.len() as u8]);
    (key.wrapping_mul(0x9E37_79B1) >> 21) as usize % SLOTS
}

const fn joined() -> [Entry; COUNT] {
    let mut words = [("", Word::One); COUNT];
    let (mut index, mut table) = (0, 0);
    while table < TABLES.len() {
        let mut entry = 0;
        while entry < TABLES[table].len() {
            words[index] = TABLES[table][entry];
            index += 1;
            entry += 1;
        }
        table += 1;
    }
    words
}

const fn build() -> [u16; SLOTS] {
    let mut table = [0; SLOTS];
    let mut index = 0;
    while index < COUNT {
        let word = WORDS[index].0.as_bytes();
        assert!(word.len() <= LONGEST && COUNT < SLOTS / 2);
        if word.len() > 1 {
            let mut slot = hash(word);
            while table[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = index as u16 + 1;
        }
        index += 1;
    }
    table
}

const fn pack() -> [u128; COUNT] {
    let mut packed = [0; COUNT];
    let mut index = 0;
    while index < COUNT {
        let word = WORDS[index].0.as_bytes();
        assert!(word.len() <= crate::letters::MOST);
        let mut at = 0;
        while at < word.len() {
            packed[index] |= (word[at] as u128) << (8 * at);
            at += 1;
        }
        index += 1;
    }
    packed
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_is_found_in_any_case() {
        for (word, meaning) in WORDS {
            assert_eq!(lookup(word.as_bytes()), Some(meaning), "{word}");
            assert_eq!(lookup(word.to_uppercase().as_bytes()), Some(meaning), "{word}");
            let letters = crate::letters::letters(word.as_bytes(), 0);
            if word.len() > 1 && letters.len == word.len() {
                assert_eq!(lookup_packed(word.as_bytes(), letters.packed), Some(meaning), "{word}");
            }
        }
    }

    #[test]
    fn no_word_stands_twice() {
        let mut seen = HashSet::new();
        assert!(WORDS.iter().all(|(word, _)| seen.insert(word)));
    }

    #[test]
    fn other_words_are_nothing() {
        for word in ["", "I", "house", "Massoud", "septembers", "Ed", "Red", "é"] {
            assert_eq!(lookup(word.as_bytes()), None, "{word}");
        }
        assert_eq!(lookup(b"captured"), Some(Word::Tense(Tense::Past)));
    }
}
