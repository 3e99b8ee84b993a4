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
    /// [`Slot`]s one after the other.
    slots: Vec<u8>,
    /// Empty until many texts have been begun: a search stems a few words and is done.
    far: Vec<u8>,
    /// The number of the text at hand.
    text: u32,
}

const SLOTS: usize = 16_384;
const FAR_SLOTS: usize = 131_072;
/// From this text on the large table is kept.
const MANY_TEXTS: u32 = 64;

/// Whether a word is new in a text, as far as the table tells: a word may be called new
/// again after another took its slot. What is told depends on the text alone, not on what
/// the table remembers of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurrence {
    New,
    Again,
}

/// A word and its stem, the stem being the first so many bytes of the word and then a tail.
///
/// Laid out by hand, since a vector of plain bytes is the one that the allocator gives out in
/// zeroed pages: a search that stems three words then touches three of them, where filling
/// the table would touch all 128. (A vector of arrays is filled too, if they are this long.) At 0 is the number of the text in which the word was met
/// last, four bytes; at [`WORD`] the word, at [`LEN`] its length, which is zero while the slot
/// is free; at [`KEEP`] how many bytes of it the stem begins with; at [`TAIL`] the tail, and
/// at [`TAIL_LEN`] its length.
type Slot = [u8; 32];

const WORD: usize = 4;
const MOST_OF_WORD: usize = 20;
const LEN: usize = WORD + MOST_OF_WORD;
const KEEP: usize = LEN + 1;
const TAIL_LEN: usize = KEEP + 1;
const TAIL: usize = TAIL_LEN + 1;
const MOST_OF_TAIL: usize = 32 - TAIL;

/// A copy remembers nothing: the engine makes one for each field of each segment, and
/// copying the tables would cost more than filling them again where they are used.
impl Clone for Stems {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl Stems {
    pub(super) fn new() -> Self {
        let stemmer = Stemmer::new(Algorithm::English);
        let slots = vec![0; SLOTS * size_of::<Slot>()];
        Self { stemmer, usual: String::new(), slots, far: Vec::new(), text: 0 }
    }

    /// Begins another text: every word is new in it.
    pub(super) fn begin(&mut self) {
        self.text = self.text.wrapping_add(1);
        if self.text == MANY_TEXTS {
            self.far = vec![0; FAR_SLOTS * size_of::<Slot>()];
        }
    }

    /// Writes the stem of the folded word into `stem`; returns whether the word is new in
    /// the text.
    pub(super) fn stem_into(&mut self, word: &str, stem: &mut String) -> Occurrence {
        stem.clear();
        let bytes = word.as_bytes();
        if bytes.len() > MOST_OF_WORD {
            self.work_out(word, stem);
            return Occurrence::New;
        }
        let hash = hash(bytes);
        let slot = &mut self.slots.as_chunks_mut().0[hash % SLOTS];
        if holds(slot, bytes) {
            write(slot, word, stem);
            return meet(slot, self.text);
        }
        let far = self.far.as_chunks().0.get(hash % FAR_SLOTS);
        if let Some(far) = far.filter(|far| holds(far, bytes)) {
            write(far, word, stem);
            *slot = *far;
            return meet(slot, self.text);
        }
        self.work_out(word, stem);
        if let Some(new) = holding(bytes, stem.as_bytes()) {
            if let Some(far) = self.far.as_chunks_mut().0.get_mut(hash % FAR_SLOTS) {
                *far = new;
            }
            let slot = &mut self.slots.as_chunks_mut().0[hash % SLOTS];
            *slot = new;
            meet(slot, self.text);
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

#[inline]
fn holds(slot: &Slot, word: &[u8]) -> bool {
    usize::from(slot[LEN]) == word.len() && slot[WORD..][..word.len()] == *word
}

/// Appends the stem of the word that the slot holds.
#[inline]
fn write(slot: &Slot, word: &str, stem: &mut String) {
    stem.push_str(&word[..usize::from(slot[KEEP])]);
    let tail = &slot[TAIL..][..usize::from(slot[TAIL_LEN])];
    tail.iter().for_each(|&byte| stem.push(char::from(byte)));
}

/// Notes that the word of a slot is in a text; returns whether that is known already.
#[inline]
fn meet(slot: &mut Slot, text: u32) -> Occurrence {
    let Some(last) = slot.first_chunk_mut() else { return Occurrence::New };
    let met = std::mem::replace(last, text.to_le_bytes());
    if met == text.to_le_bytes() { Occurrence::Again } else { Occurrence::New }
}

/// The slot of a word of at most [`MOST_OF_WORD`] bytes, met in no text yet, whose stem is its
/// beginning and at most [`MOST_OF_TAIL`] ASCII letters.
fn holding(word: &[u8], stem: &[u8]) -> Option<Slot> {
    let shared = word.iter().zip(stem).take_while(|(a, b)| a == b).count();
    let rest = &stem[shared..];
    if rest.len() > MOST_OF_TAIL || !rest.is_ascii() || !word.is_ascii() {
        return None;
    }
    let mut slot = [0; size_of::<Slot>()];
    slot[WORD..][..word.len()].copy_from_slice(word);
    slot[TAIL..][..rest.len()].copy_from_slice(rest);
    slot[LEN] = word.len() as u8;
    slot[KEEP] = shared as u8;
    slot[TAIL_LEN] = rest.len() as u8;
    Some(slot)
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
}
