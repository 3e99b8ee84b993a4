//! The stem of a word, remembered.

use std::hash::Hasher;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

use super::spelling;

/// Reduces English words to the stem of their usual spelling (Snowball's English stemmer,
/// Porter 2).
///
/// Stemming took half of the indexing time before stems were remembered: a news text uses
/// few words often. Entries are held inline, 32 bytes each, so that the table of the usual
/// words stays within a second-level cache; a larger one behind it, which costs a wait for
/// memory, still spares the stemmer most of the words that have no room in the first.
pub(super) struct Stems {
    stemmer: Stemmer,
    /// The usual spelling of a word.
    usual: String,
    slots: Vec<Slot>,
    /// Empty until many texts have been begun: a search stems a few words and is done.
    far: Vec<Slot>,
    /// The number of the text at hand.
    text: u32,
}

const SLOTS: usize = 16_384;
const FAR_SLOTS: usize = 131_072;
/// From this text on the large table is kept.
const MANY_TEXTS: u32 = 64;
const WORD: usize = 20;
const TAIL: usize = 5;

/// Whether a word is new in a text, as far as the table tells: a word may be called new
/// again after another took its slot. What is told depends on the text alone, not on what
/// the table remembers of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurrence {
    New,
    Again,
}

/// A word and its stem: the first `keep` bytes of the word and then `tail`. A slot whose
/// `len` is zero is free.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// The number of the text in which the word was met last.
    text: u32,
    word: [u8; WORD],
    len: u8,
    keep: u8,
    tail_len: u8,
    tail: [u8; TAIL],
}

/// A copy remembers nothing: the engine makes one for each field of each segment, and
/// copying the tables would cost more than filling them again where they are used.
impl Clone for Stems {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl Stems {
    pub(super) fn new() -> Self {
        // Zeroed pages come from the system untouched: a search that stems three words
        // pays for three of them, not for the table.
        let stemmer = Stemmer::new(Algorithm::English);
        let slots = vec![Slot::default(); SLOTS];
        Self { stemmer, usual: String::new(), slots, far: Vec::new(), text: 0 }
    }

    /// Begins another text: every word is new in it.
    pub(super) fn begin(&mut self) {
        self.text = self.text.wrapping_add(1);
        if self.text == MANY_TEXTS {
            self.far.resize(FAR_SLOTS, Slot::default());
        }
    }

    /// Writes the stem of the folded word into `stem`; returns whether the word is new in
    /// the text.
    pub(super) fn stem_into(&mut self, word: &str, stem: &mut String) -> Occurrence {
        stem.clear();
        let bytes = word.as_bytes();
        if bytes.len() > WORD {
            self.work_out(word, stem);
            return Occurrence::New;
        }
        let hash = hash(bytes);
        let slot = &mut self.slots[hash % SLOTS];
        if slot.holds(bytes) {
            slot.write(word, stem);
            let met = std::mem::replace(&mut slot.text, self.text);
            return if met == self.text { Occurrence::Again } else { Occurrence::New };
        }
        if let Some(far) = self.far.get(hash % FAR_SLOTS).filter(|far| far.holds(bytes)) {
            far.write(word, stem);
            *slot = Slot { text: self.text, ..*far };
            return Occurrence::New;
        }
        self.work_out(word, stem);
        if let Some(new) = Slot::holding(bytes, stem.as_bytes()) {
            if let Some(far) = self.far.get_mut(hash % FAR_SLOTS) {
                *far = new;
            }
            self.slots[hash % SLOTS] = Slot { text: self.text, ..new };
        }
        Occurrence::New
    }

    /// Appends the stem of a word that is not remembered.
    fn work_out(&mut self, word: &str, stem: &mut String) {
        let word = match spelling::usual_into(word, &mut self.usual) {
            true => &self.usual,
            false => word,
        };
        stem.push_str(&self.stemmer.stem(word));
    }
}

impl Slot {
    #[inline]
    fn holds(&self, word: &[u8]) -> bool {
        usize::from(self.len) == word.len() && self.word[..word.len()] == *word
    }

    /// Appends the stem of the word that the slot holds.
    #[inline]
    fn write(&self, word: &str, stem: &mut String) {
        stem.push_str(&word[..usize::from(self.keep)]);
        let tail = &self.tail[..usize::from(self.tail_len)];
        tail.iter().for_each(|&byte| stem.push(char::from(byte)));
    }

    /// The slot of a word whose stem is its beginning and at most [`TAIL`] ASCII letters.
    fn holding(word: &[u8], stem: &[u8]) -> Option<Self> {
        let shared = word.iter().zip(stem).take_while(|(a, b)| a == b).count();
        let rest = &stem[shared..];
        if rest.len() > TAIL || !rest.is_ascii() || !word.is_ascii() {
            return None;
        }
        let mut slot = Self {
            len: word.len() as u8,
            keep: shared as u8,
            tail_len: rest.len() as u8,
            ..Self::default()
        };
        slot.word[..word.len()].copy_from_slice(word);
        slot.tail[..rest.len()].copy_from_slice(rest);
        Some(slot)
    }
}

fn hash(word: &[u8]) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    // The high bits are the well mixed ones of this hash.
    (hasher.finish() >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_stem_is_the_stem() {
        let mut stems = Stems::new();
        let plain = Stemmer::new(Algorithm::English);
        let words = "houses house housing running run relational happily ponies dying \
                     skies news generously émigrés internationalization 747s a";
        let mut stem = String::new();
        for _ in 0..2 {
            for word in words.split_whitespace() {
                stems.stem_into(word, &mut stem);
                assert_eq!(stem, plain.stem(word), "{word}");
            }
        }
    }

    #[test]
    fn a_word_is_new_once_in_each_text() {
        let mut stems = Stems::new();
        let mut stem = String::new();
        for _ in 0..2 {
            stems.begin();
            assert_eq!(stems.stem_into("houses", &mut stem), Occurrence::New);
            assert_eq!(stems.stem_into("housing", &mut stem), Occurrence::New);
            assert_eq!(stems.stem_into("houses", &mut stem), Occurrence::Again);
        }
    }

    #[test]
    fn slots_fit_four_to_a_line_pair() {
        assert_eq!(size_of::<Slot>(), 32);
    }
}
