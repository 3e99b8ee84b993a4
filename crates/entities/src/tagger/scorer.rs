//! Features to scores. What a word or a group of features adds is worked out once and
//! remembered: a linear model's scores are sums.

use super::feature::Feature;
use super::features::Sink;
use super::sheet::Sheet;
use super::weights::{Scores, Sum, Weights};
use super::word::{CASES, Neighbour, OFFSETS, REACH};
use crate::vocabulary::Vocabulary;

/// How many groups are remembered: a power of two. They fit a cache near the processor.
const GROUPS: usize = 16_384;

/// Adds up the scores of tokens.
pub(crate) struct Scorer {
    weights: &'static Weights,
    words: Words,
    groups: Box<[Group]>,
    sum: Sum,
    /// Features of the token that are not added yet.
    pending: Vec<Feature>,
    /// Room for the features of a group or a word.
    features: Vec<Feature>,
}

/// What a group of features adds.
#[derive(Clone, Copy)]
struct Group {
    key: u64,
    sum: Sum,
}

impl Scorer {
    pub(crate) fn new(weights: &'static Weights) -> Self {
        let none = Group { key: 0, sum: Sum::default() };
        Self {
            weights,
            words: Words::default(),
            groups: vec![none; GROUPS].into(),
            sum: Sum::default(),
            pending: Vec::new(),
            features: Vec::new(),
        }
    }

    /// Makes room for the words of an article; forgets those of a vocabulary that has begun
    /// anew.
    pub(crate) fn keep_up_with(&mut self, vocabulary: &Vocabulary) {
        if self.words.generation != vocabulary.generation() {
            self.words = Words { generation: vocabulary.generation(), ..Words::default() };
        }
        self.words.places.resize(vocabulary.len() * CASES, 0);
    }

    /// The scores that were added since this was last asked for.
    pub(crate) fn take(&mut self) -> Scores {
        self.weights.add_all(&self.pending, &mut self.sum);
        self.pending.clear();
        std::mem::take(&mut self.sum).scores()
    }
}

impl Sink for Scorer {
    fn neighbour(&mut self, sheet: &Sheet<'_>, neighbour: Neighbour, offset: isize) {
        let place = match neighbour {
            Neighbour::Word(id, case) => id.number() as usize * CASES + case as usize,
            Neighbour::Atom(..) => {
                let pending = &mut self.pending;
                return neighbour.say(sheet.vocabulary, offset, &mut |it| pending.push(it));
            }
        };
        let sums = self.words.at(place);
        let offset_number = (offset + REACH) as usize;
        if sums.known >> offset_number & 1 == 0 {
            self.features.clear();
            neighbour.say(sheet.vocabulary, offset, &mut |it| self.features.push(it));
            self.weights.add_all(&self.features, &mut sums.by_offset[offset_number]);
            sums.known |= 1 << offset_number;
        }
        self.sum.add(&sums.by_offset[offset_number]);
    }

    #[inline]
    fn group(&mut self, key: u64, say: impl FnOnce(&mut dyn FnMut(Feature))) {
        let hashed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let group = &mut self.groups[(hashed >> (64 - GROUPS.ilog2())) as usize];
        if group.key != key {
            let mut sum = Sum::default();
            self.features.clear();
            say(&mut |feature| self.features.push(feature));
            self.weights.add_all(&self.features, &mut sum);
            *group = Group { key, sum };
        }
        self.sum.add(&group.sum);
    }

    #[inline]
    fn feature(&mut self, feature: Feature) {
        self.pending.push(feature);
    }
}

/// What each word adds to the scores of the tokens around it.
#[derive(Default)]
struct Words {
    /// The age of the vocabulary that the words are of.
    generation: u32,
    /// For each word and case one more than the place of its scores, 0 for none yet.
    places: Vec<u32>,
    sums: Vec<WordSums>,
}

/// What a word adds at each offset, as far as that was asked for: a word in small letters
/// beside a name is seldom seen from all sides.
#[derive(Default)]
struct WordSums {
    by_offset: [Sum; OFFSETS],
    /// A bit for each offset that is worked out.
    known: u8,
}

impl Words {
    /// The scores of the word and case at a place.
    #[inline]
    fn at(&mut self, place: usize) -> &mut WordSums {
        if self.places[place] == 0 {
            self.sums.push(WordSums::default());
            self.places[place] = self.sums.len() as u32;
        }
        &mut self.sums[self.places[place] as usize - 1]
    }
}
