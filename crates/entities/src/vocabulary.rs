//! Words to what is known of them, remembered from article to article.
//!
//! Looking a word up in the gazetteer costs more than reading a line of text, and articles
//! share most of their words: what was found once is kept until the vocabulary grows past
//! [`LARGEST`].

use std::cell::RefCell;
use std::sync::Arc;

use dateline_gazetteer::{Entry, Gazetteer};
use dateline_model::{ByteSpan, PersonName, Place, PlaceId, fold};
use rustc_hash::FxHashMap;

use crate::lexicon::{Lexicon, Traits};
use crate::token::LONGEST_WORD;

/// The number of words after which the vocabulary starts anew.
const LARGEST: usize = 60_000;

/// The number of a word in its vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct WordId(u32);

/// The number under which spellings of one part of a name meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PartKey(u32);

/// What is known of a word.
#[derive(Debug)]
pub(crate) struct Word {
    /// The word as the lexicon and the gazetteer write it.
    pub(crate) folded: Box<str>,
    /// The lists it is in.
    pub(crate) traits: Traits,
    /// What only matters for words that were seen in capitals.
    name: Option<NameFacts>,
    /// The last article in which it was written small.
    small_in: u32,
}

/// What is known of a word as a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameFacts {
    /// The most prominent place of this name.
    pub(crate) place: Option<Entry>,
    /// Whether names of places go on after it.
    pub(crate) goes_on: bool,
    /// The country of which it is the demonym.
    pub(crate) demonym: Option<PlaceId>,
    /// Its key as a part of a person's name.
    pub(crate) key: Option<PartKey>,
}

impl NameFacts {
    const NONE: Self = Self { place: None, goes_on: false, demonym: None, key: None };
}

/// The words seen so far.
pub(crate) struct Vocabulary {
    lexicon: &'static Lexicon,
    gazetteer: &'static Gazetteer,
    /// The numbers of words that fit a [`packed`] integer: nearly all of them, found
    /// without following a pointer.
    short: FxHashMap<u128, WordId>,
    /// The numbers of the others.
    long: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    places: RefCell<FxHashMap<PlaceId, Option<Arc<Place>>>>,
    keys: FxHashMap<Box<str>, PartKey>,
    article: u32,
}

impl Vocabulary {
    /// An empty one.
    pub(crate) fn new(gazetteer: &'static Gazetteer) -> Self {
        Self {
            lexicon: Lexicon::embedded(),
            gazetteer,
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            words: Vec::new(),
            places: RefCell::default(),
            keys: FxHashMap::default(),
            article: 0,
        }
    }

    /// The lists of words.
    pub(crate) fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// The places.
    pub(crate) fn gazetteer(&self) -> &'static Gazetteer {
        self.gazetteer
    }

    /// Begins an article: forgets the last one's, and all when there is too much.
    pub(crate) fn begin(&mut self) {
        self.article = self.article.wrapping_add(1);
        let largest = self.words.len().max(self.keys.len()).max(self.places.get_mut().len());
        if largest > LARGEST || self.article == 0 {
            let article = self.article.max(1);
            *self = Self { article, ..Self::new(self.gazetteer) };
        }
    }

    /// The number of a word written small.
    pub(crate) fn small(&mut self, text: &str, word: ByteSpan) -> Option<WordId> {
        let id = self.intern(text, word)?;
        self.words[id.0 as usize].small_in = self.article;
        Some(id)
    }

    /// The number of a word written in capitals; learns what it is as a name.
    pub(crate) fn capital(&mut self, text: &str, word: ByteSpan) -> Option<WordId> {
        let id = self.intern(text, word)?;
        if self.words[id.0 as usize].name.is_none() {
            self.words[id.0 as usize].name = Some(self.name_facts(id));
        }
        Some(id)
    }

    /// The word of a number.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// What the word is as a name.
    pub(crate) fn name(&self, id: WordId) -> NameFacts {
        self.word(id).name.unwrap_or(NameFacts::NONE)
    }

    /// Whether the article has the word in small letters too.
    pub(crate) fn is_small_elsewhere(&self, id: WordId) -> bool {
        self.word(id).small_in == self.article
    }

    /// The place of a number; read from the gazetteer once.
    pub(crate) fn place(&self, id: PlaceId) -> Option<Arc<Place>> {
        let mut places = self.places.borrow_mut();
        places.entry(id).or_insert_with(|| self.gazetteer.place(id)).clone()
    }

    /// The key of a word that was only seen small, such as a particle of a name.
    pub(crate) fn part_key(&self, id: WordId) -> Option<PartKey> {
        let name = PersonName::parse(&self.word(id).folded).ok()?;
        self.keys.get(name.key()).copied()
    }

    /// The number of a word; none for one of a length that words do not have.
    fn intern(&mut self, text: &str, word: ByteSpan) -> Option<WordId> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        let packed = packed_lower(text.as_bytes(), word);
        if let Some(packed) = packed
            && let Some(&id) = self.short.get(&packed)
        {
            return Some(id);
        }
        let folded = fold(word.of(text)?);
        if packed.is_none()
            && let Some(&id) = self.long.get(&*folded)
        {
            return Some(id);
        }
        Some(self.learn(&folded, packed))
    }

    /// Adds a word that is not known yet.
    fn learn(&mut self, folded: &str, packed: Option<u128>) -> WordId {
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let traits = self.lexicon.folded_traits(folded);
        self.words.push(Word { folded: folded.into(), traits, name: None, small_in: 0 });
        match packed {
            Some(packed) => self.short.insert(packed, id),
            None => self.long.insert(folded.into(), id),
        };
        id
    }

    fn name_facts(&mut self, id: WordId) -> NameFacts {
        let folded = &self.words[id.0 as usize].folded;
        NameFacts {
            place: self.gazetteer.best(folded),
            goes_on: self.gazetteer.is_prefix(folded),
            demonym: self.gazetteer.demonym(folded),
            key: part_key(folded, &mut self.keys),
        }
    }
}

/// The bytes of an ASCII word of at most 16 bytes in lower case, as one integer; no word
/// has a zero byte, so the length is in it.
///
/// The text around the word is read with it and masked away: a copy of its own length for
/// each word was a tenth of all work.
fn packed_lower(text: &[u8], word: ByteSpan) -> Option<u128> {
    const EACH: u128 = u128::MAX / 255;
    if word.is_empty() || word.len() > 16 {
        return None;
    }
    let bytes = match text.get(word.start()..word.start() + 16) {
        Some(around) => <[u8; 16]>::try_from(around).ok()?,
        None => {
            let mut bytes = [0; 16];
            bytes[..word.len()].copy_from_slice(text.get(word.start()..word.end())?);
            bytes
        }
    };
    let word = u128::from_le_bytes(bytes) & (u128::MAX >> (8 * (16 - word.len())));
    if word & (EACH * 0x80) != 0 {
        return None;
    }
    // The high bit of each byte: whether it is at least `A`, and whether it is past `Z`.
    let from_a = word + EACH * u128::from(0x80 - b'A');
    let past_z = word + EACH * u128::from(0x7f - b'Z');
    let capitals = (from_a ^ past_z) & (EACH * 0x80);
    Some(word | (capitals >> 2))
}

/// The number of the word's key as a part of a name.
fn part_key(folded: &str, keys: &mut FxHashMap<Box<str>, PartKey>) -> Option<PartKey> {
    let name = PersonName::parse(folded).ok()?;
    if let Some(&key) = keys.get(name.key()) {
        return Some(key);
    }
    let key = PartKey(u32::try_from(keys.len()).unwrap_or(u32::MAX));
    keys.insert(name.key().into(), key);
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(word: &str) -> ByteSpan {
        ByteSpan::new(0, word.len())
    }

    #[test]
    fn packing_folds_and_masks() {
        let packed =
            |text: &str, start, end| packed_lower(text.as_bytes(), ByteSpan::new(start, end));
        assert_eq!(packed("The KABUL government said", 4, 9), packed("kabul", 0, 5));
        assert_eq!(packed("O'Brien", 0, 7), packed("o'bRIEN and others", 0, 7));
        assert_ne!(packed("kabul", 0, 5), packed("kabu", 0, 4));
        assert_ne!(packed("@[`{", 0, 4), packed("`{@[", 0, 4));
        assert_eq!(packed("é", 0, 2), None);
        assert_eq!(packed("seventeen letters", 0, 17), None);
    }

    #[test]
    fn spellings_of_a_part_share_a_key() {
        let mut words = Vocabulary::new(Gazetteer::embedded());
        words.begin();
        let mut key = |word| {
            let id = words.capital(word, whole(word)).unwrap();
            words.name(id).key.unwrap()
        };
        assert_eq!(key("Wasik"), key("Wasiq"));
        assert_ne!(key("Wasik"), key("Massoud"));
    }

    #[test]
    fn small_letters_are_remembered_for_one_article() {
        let mut words = Vocabulary::new(Gazetteer::embedded());
        words.begin();
        words.small("mobile", whole("mobile"));
        let id = words.capital("Mobile", whole("Mobile")).unwrap();
        assert!(words.is_small_elsewhere(id));
        words.begin();
        let id = words.capital("MOBILE", whole("MOBILE")).unwrap();
        assert!(!words.is_small_elsewhere(id));
        let long = "x".repeat(LONGEST_WORD + 1);
        assert_eq!(words.small(&long, whole(&long)), None);
    }
}
