//! Words to what is known of them, remembered from article to article.
//!
//! Looking a word up in the gazetteer costs more than reading a line of text, and articles
//! share most of their words: what was found once is kept until the vocabulary grows past
//! [`LARGEST`].

use std::cell::RefCell;
use std::sync::Arc;

use dateline_gazetteer::{Entry, Gazetteer, Walk};
use dateline_model::{PersonName, Place, PlaceId, fold};
use rustc_hash::FxHashMap;

use crate::lexicon::{Lexicon, Traits};
use crate::place;
use crate::tagger::hash;
use crate::token::LONGEST_WORD;
use crate::word_classes::{WordClasses, WordTable};

/// The number of words after which the vocabulary starts anew.
const LARGEST: usize = 60_000;

/// The most candidates of a name that are weighed.
const MOST_CANDIDATES: usize = 24;

/// How many recent words are found without the map: a power of two.
///
/// A few thousand words make up most of every text, and fit a cache near the processor.
const RECENT: usize = 8192;

/// The number of a word in its vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct WordId(u32);

impl WordId {
    /// The number.
    pub(crate) fn number(self) -> u32 {
        self.0
    }
}

/// The number under which spellings of one part of a name meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PartKey(u32);

/// What is known of a word.
#[derive(Debug)]
pub(crate) struct Word {
    /// The word as the lexicon and the gazetteer write it.
    pub(crate) folded: Box<str>,
    /// The letters as a number, the same in every vocabulary.
    pub(crate) hash: u64,
    /// The classes of the word.
    pub(crate) classes: WordClasses,
    /// What only matters for words that were seen in capitals.
    name: Option<NameFacts>,
}

/// A word where it stands in a text: what nearly every rule asks of it, without a look
/// into the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number.
    pub(crate) id: WordId,
    /// The lists it is in.
    pub(crate) traits: Traits,
}

/// The halves of a packed word: an integer of its width would be aligned to it, and a
/// quarter of each slot and map lost.
type Packed = (u64, u64);

/// A word that was asked for lately.
#[derive(Clone, Copy)]
struct Recent {
    packed: Packed,
    known: Known,
}

impl Recent {
    /// No word: none is packed as zero.
    const NONE: Self =
        Self { packed: (0, 0), known: Known { id: WordId(0), traits: Traits::NONE } };

    /// Which of the recent words a word takes the place of.
    fn slot(packed: Packed) -> usize {
        let halves = packed.0 ^ packed.1.rotate_left(23);
        (halves.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - RECENT.ilog2())) as usize
    }
}

/// The classes of words.
static CLASSES: std::sync::LazyLock<Option<WordTable<'static>>> =
    std::sync::LazyLock::new(|| WordTable::open(include_bytes!("../data/word_classes.bin")));

/// What is known of a word as a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameFacts {
    /// The most prominent place of this name.
    pub(crate) place: Option<Entry>,
    /// Whether names of places go on after it.
    pub(crate) goes_on: bool,
    /// Where it leads among the names of places, its abbreviation spelled out.
    pub(crate) walk: Option<Walk<'static>>,
    /// The country of which it is the demonym.
    pub(crate) demonym: Option<PlaceId>,
    /// Its key as a part of a person's name.
    pub(crate) key: Option<PartKey>,
}

impl NameFacts {
    const NONE: Self = Self { place: None, goes_on: false, walk: None, demonym: None, key: None };
}

/// The words seen so far.
pub(crate) struct Vocabulary {
    lexicon: &'static Lexicon,
    gazetteer: &'static Gazetteer,
    /// The words that were asked for last, each in the slot its letters say.
    recent: Box<[Recent]>,
    /// The words that [`pack`](crate::letters::pack): nearly all of them, found without following a pointer.
    short: FxHashMap<Packed, Known>,
    /// The others.
    long: FxHashMap<Box<str>, Known>,
    words: Vec<Word>,
    /// For each word the last article in which it was written small.
    small_in: Vec<u32>,
    places: RefCell<FxHashMap<PlaceId, Option<Arc<Place>>>>,
    /// The candidates of names of places that were asked for.
    namesakes: RefCell<FxHashMap<Box<str>, Arc<[Entry]>>>,
    keys: RefCell<FxHashMap<Box<str>, PartKey>>,
    article: u32,
    /// How often it began anew.
    generation: u32,
}

impl Vocabulary {
    /// An empty one.
    pub(crate) fn new(gazetteer: &'static Gazetteer) -> Self {
        Self {
            lexicon: Lexicon::embedded(),
            gazetteer,
            recent: vec![Recent::NONE; RECENT].into(),
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            words: Vec::new(),
            small_in: Vec::new(),
            places: RefCell::default(),
            namesakes: RefCell::default(),
            keys: RefCell::default(),
            article: 0,
            generation: 0,
        }
    }

    /// The lists of words.
    pub(crate) fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// Begins an article: forgets the last one's, and all when there is too much.
    pub(crate) fn begin(&mut self) {
        self.article = self.article.wrapping_add(1);
        let largest =
            self.words.len().max(self.keys.get_mut().len()).max(self.places.get_mut().len());
        if largest > LARGEST || self.article == 0 {
            let article = self.article.max(1);
            let generation = self.generation.wrapping_add(1);
            *self = Self { article, generation, ..Self::new(self.gazetteer) };
        }
        if self.namesakes.get_mut().len() > LARGEST {
            self.namesakes.get_mut().clear();
        }
    }

    /// How often it began anew: numbers of words are good as long as this is the same.
    pub(crate) fn generation(&self) -> u32 {
        self.generation
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word written small, which [`pack`](crate::letters::pack) has packed or could not
    /// pack; none for one of a length that words do not have.
    pub(crate) fn small(&mut self, word: &str, packed: Option<u128>) -> Option<Known> {
        let known = match packed {
            Some(packed) => self.recent(word, packed).known,
            None => self.intern_long(word)?,
        };
        self.small_in[known.id.0 as usize] = self.article;
        Some(known)
    }

    /// The same for a word written in capitals; learns what it is as a name.
    pub(crate) fn capital(&mut self, word: &str, packed: Option<u128>) -> Option<Known> {
        let Some(packed) = packed else {
            let mut known = self.intern_long(word)?;
            known.traits = known.traits.or(self.learn_name(known.id));
            return Some(known);
        };
        let mut known = self.recent(word, packed).known;
        if !known.traits.has(Traits::NAMED) {
            known.traits = known.traits.or(self.learn_name(known.id));
            self.recent(word, packed).known = known;
        }
        Some(known)
    }

    /// The word of a number.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// What the word is as a name.
    pub(crate) fn name(&self, id: WordId) -> &NameFacts {
        self.word(id).name.as_ref().unwrap_or(&NameFacts::NONE)
    }

    /// Whether the article has the word in small letters too.
    pub(crate) fn is_small_elsewhere(&self, id: WordId) -> bool {
        self.small_in[id.0 as usize] == self.article
    }

    /// The place of a number; read from the gazetteer once.
    pub(crate) fn place(&self, id: PlaceId) -> Option<Arc<Place>> {
        let mut places = self.places.borrow_mut();
        places.entry(id).or_insert_with(|| self.gazetteer.place(id)).clone()
    }

    /// The most prominent places of a folded name, the first [`MOST_CANDIDATES`] of them;
    /// read from the gazetteer once.
    pub(crate) fn candidates(&self, name: &str) -> Arc<[Entry]> {
        let mut namesakes = self.namesakes.borrow_mut();
        if let Some(entries) = namesakes.get(name) {
            return Arc::clone(entries);
        }
        let entries: Arc<[Entry]> = self.gazetteer.candidates(name).take(MOST_CANDIDATES).collect();
        namesakes.insert(name.into(), Arc::clone(&entries));
        entries
    }

    /// The most prominent place of a folded name.
    pub(crate) fn best(&self, name: &str) -> Option<Entry> {
        self.candidates(name).first().copied()
    }

    /// The key of a word that stands small in a name, such as a particle.
    pub(crate) fn part_key(&self, id: WordId) -> Option<PartKey> {
        part_key(&self.word(id).folded, &mut self.keys.borrow_mut())
    }

    /// The word among the recent ones.
    #[inline]
    fn recent(&mut self, word: &str, packed: u128) -> &mut Recent {
        let packed = (packed as u64, (packed >> 64) as u64);
        let slot = Recent::slot(packed);
        if self.recent[slot].packed != packed {
            let known = self.intern_short(word, packed);
            self.recent[slot] = Recent { packed, known };
        }
        &mut self.recent[slot]
    }

    fn intern_short(&mut self, word: &str, packed: Packed) -> Known {
        if let Some(&known) = self.short.get(&packed) {
            return known;
        }
        let known = self.learn(&fold(word));
        self.short.insert(packed, known);
        known
    }

    fn intern_long(&mut self, word: &str) -> Option<Known> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        let folded = fold(word);
        if let Some(&known) = self.long.get(&*folded) {
            return Some(known);
        }
        let known = self.learn(&folded);
        self.long.insert(folded.into(), known);
        Some(known)
    }

    /// Adds a word that is not known yet.
    fn learn(&mut self, folded: &str) -> Known {
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let traits = self.lexicon.folded_traits(folded);
        let classes = CLASSES.map_or_else(WordClasses::default, |table| table.get(folded));
        self.words.push(Word {
            folded: folded.into(),
            hash: hash(folded.as_bytes()),
            classes,
            name: None,
        });
        self.small_in.push(0);
        Known { id, traits }
    }

    /// Learns what a word is as a name, unless that is known; returns the traits that say
    /// so.
    fn learn_name(&mut self, id: WordId) -> Traits {
        let word = &mut self.words[id.0 as usize];
        if word.name.is_none() {
            word.name = Some(NameFacts {
                place: self.gazetteer.best(&word.folded),
                goes_on: self.gazetteer.is_prefix(&word.folded),
                walk: self.gazetteer.walk(place::spelled_out(&word.folded)),
                demonym: self.gazetteer.demonym(&word.folded),
                key: part_key(&word.folded, self.keys.get_mut()),
            });
        }
        let is_demonym = word.name.as_ref().is_some_and(|name| name.demonym.is_some());
        if is_demonym { Traits::NAMED.or(Traits::DEMONYM) } else { Traits::NAMED }
    }
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
    use crate::letters::pack;

    fn capital(words: &mut Vocabulary, word: &str) -> WordId {
        words.capital(word, pack(word.as_bytes())).unwrap().id
    }

    #[test]
    fn spellings_of_a_part_share_a_key() {
        let mut words = Vocabulary::new(Gazetteer::embedded());
        words.begin();
        let mut key = |word| {
            let id = capital(&mut words, word);
            words.name(id).key.unwrap()
        };
        assert_eq!(key("Wasik"), key("Wasiq"));
        assert_ne!(key("Wasik"), key("Massoud"));
    }

    #[test]
    fn small_letters_are_remembered_for_one_article() {
        let mut words = Vocabulary::new(Gazetteer::embedded());
        words.begin();
        words.small("mobile", pack(b"mobile"));
        let id = capital(&mut words, "Mobile");
        assert!(words.is_small_elsewhere(id));
        words.begin();
        let id = capital(&mut words, "MOBILE");
        assert!(!words.is_small_elsewhere(id));
        let long = "x".repeat(LONGEST_WORD + 1);
        assert_eq!(words.small(&long, pack(long.as_bytes())), None);
    }
}
