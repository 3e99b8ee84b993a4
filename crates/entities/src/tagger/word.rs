//! What is said of a token by the words at it and around it: the same wherever the word
//! stands, so that it is worked out once a word.

use dateline_gazetteer::Entry;

use super::feature::{Feature, hash, pair};
use crate::lexicon::Traits;
use crate::vocabulary::{Vocabulary, WordId};
use crate::word_classes::WordClasses;

/// How far from a token words are looked at.
pub(crate) const REACH: isize = 2;
/// How many places around a token that are, itself among them.
pub(crate) const OFFSETS: usize = 2 * REACH as usize + 1;

/// One more than the highest number of a [`Case`].
pub(crate) const CASES: usize = 8;

/// The lists of a word that do not depend on what else was read.
const LISTS: Traits = Traits::NAMED.or(Traits::DEMONYM);

/// How a word is written, as far as its features tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Small.
    Lower = 1,
    /// With a capital.
    Capital = 2,
    /// In capitals.
    Upper = 3,
    /// A capital by itself.
    Initial = 6,
    /// Capitals with full stops.
    Dotted = 7,
}

/// What stands beside a token, or at it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Neighbour {
    /// A word.
    Word(WordId, Case),
    /// A mark or a number, and how it is written; or nothing at all, which is 0.
    Atom(u64, u64),
}

impl Neighbour {
    /// Calls `say` with the features of a token of which this stands at `offset`.
    pub(crate) fn say(self, vocabulary: &Vocabulary, offset: isize, say: &mut impl FnMut(Feature)) {
        match self {
            Self::Word(id, case) => WordFacts::of(vocabulary, id, case).say(offset, say),
            Self::Atom(atom, case) => {
                let base = template(offset);
                say(Feature::new(base, pair(atom, case)));
                say(Feature::new(base + 1, atom));
            }
        }
    }
}

/// A word with what is known of it.
struct WordFacts<'a> {
    atom: u64,
    case: Case,
    folded: &'a str,
    traits: Traits,
    place: Option<Entry>,
    classes: WordClasses,
}

impl<'a> WordFacts<'a> {
    /// The facts of a word as it is written somewhere.
    fn of(vocabulary: &'a Vocabulary, id: WordId, case: Case) -> Self {
        let word = vocabulary.word(id);
        let is_name = case != Case::Lower;
        let name = vocabulary.name(id);
        let listed = vocabulary.lexicon().folded_traits(&word.folded).without(LISTS);
        let is_demonym = is_name && name.demonym.is_some();
        Self {
            atom: word.hash,
            case,
            folded: &word.folded,
            traits: if is_demonym { listed.or(Traits::DEMONYM) } else { listed },
            place: name.place.filter(|_| is_name),
            classes: word.classes,
        }
    }

    /// Calls `say` with the features of a token of which this word stands at `offset`.
    fn say(&self, offset: isize, say: &mut impl FnMut(Feature)) {
        let base = template(offset);
        let case = self.case as u64;
        let mut add = |template: u16, value: u64| say(Feature::new(base + template, value));
        add(0, pair(self.atom, case));
        add(1, self.atom);
        let lists = self.traits.bits();
        for list in (0..u32::BITS).filter(|list| lists >> list & 1 == 1) {
            add(2, pair(u64::from(list), case));
        }
        if let Some(place) = self.place {
            let size = u64::from(place.population.max(1).ilog10());
            add(3, pair(place.kind as u64, size));
            let namesakes = 100 + u64::from(place.candidates.min(8));
            add(3, pair(namesakes, u64::from(place.is_main_name)));
        }
        let WordClasses { given, surname, casing, group, cluster, context } = self.classes;
        add(8, (given as u64) << 8 | (surname as u64) << 4 | case);
        add(8, 1 << 16 | (casing as u64) << 8 | case);
        add(8, 2 << 16 | u64::from(group) << 4 | case);
        add(8, 3 << 16 | u64::from(cluster) << 4 | case);
        add(8, 4 << 16 | u64::from(context) << 4 | case);
        if offset.abs() <= 1 {
            self.affixes(offset, &mut add);
        }
    }

    fn affixes(&self, offset: isize, add: &mut impl FnMut(u16, u64)) {
        let case = self.case as u64;
        for len in if offset == 0 { 1..=4 } else { 2..=3 } {
            if let Some(suffix) = last(self.folded, len) {
                add(4, pair(hash(suffix.as_bytes()), case));
            }
            if let Some(prefix) = first(self.folded, len).filter(|_| len > 1) {
                add(5, pair(hash(prefix.as_bytes()), case));
            }
        }
        if offset == 0 {
            add(6, self.folded.chars().count().min(12) as u64);
        }
    }
}

/// The first template of the words at an offset.
fn template(offset: isize) -> u16 {
    10 * (offset + REACH) as u16 + 10
}

/// The last `len` characters of a word that has more.
fn last(word: &str, len: usize) -> Option<&str> {
    let (at, _) = word.char_indices().rev().nth(len - 1)?;
    (at > 0).then(|| &word[at..])
}

/// The first `len` characters of a word that has more.
fn first(word: &str, len: usize) -> Option<&str> {
    word.char_indices().nth(len).map(|(at, _)| &word[..at])
}
