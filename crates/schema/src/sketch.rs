//! A few numbers that tell whether two articles have text in common.
//!
//! Of a text the **content words** count: all but the most usual words of grammar. Each two
//! that follow each other make a pair, each pair a number of [`PAIR_BITS`] bits, and a
//! [`Sketch`] keeps the smallest of these numbers. Two texts that share a third of their pairs
//! share about a third of what both keep: the sketch of a sketch is that of a sample, the same
//! sample in every text (Broder 1997). So copies are found without reading articles, and an
//! excerpt is known by its share of what *it* has, not of what both have.
//!
//! The numbers are part of the index format: who changes them raises its version.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::analyzer::for_each_plain_word;

/// The bits of the number of a pair of words.
pub const PAIR_BITS: u32 = 21;

/// How many numbers of pairs one value of [`Fields::sketch`](crate::Fields::sketch) holds.
const PACKED: usize = 3;

/// The number that stands for none: in a sketch that has room for it, all pairs are there.
const NONE: u32 = (1 << PAIR_BITS) - 1;

/// How many numbers a sketch keeps, by the most content words of a text: longer texts keep
/// more, or a paragraph taken from one would be met by none of them.
const KEPT: [(usize, usize); 3] = [(400, 18), (1200, 36), (usize::MAX, 72)];

/// A sketch that has grown to this many numbers is cut to the most that are kept.
const ROOM: usize = 256;

/// Words of grammar, and those that news has in every other sentence; sorted.
const USUAL: [&str; 118] = [
    "a", "about", "after", "against", "all", "also", "although", "am", "among", "an", "and", "any",
    "are", "as", "at", "be", "because", "been", "before", "being", "between", "both", "but", "by",
    "can", "could", "did", "do", "does", "during", "each", "for", "from", "had", "has", "have",
    "he", "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "may",
    "me", "might", "more", "most", "must", "my", "no", "nor", "not", "now", "of", "off", "on",
    "one", "or", "other", "our", "out", "over", "said", "say", "says", "shall", "she", "should",
    "since", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "to", "told", "too", "under", "until", "up",
    "upon", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "within", "without", "would", "yes", "you",
];

/// The longest of the usual words, in bytes.
const LONGEST_USUAL: usize = 8;

static USUAL_HASHES: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| USUAL.iter().map(|word| hash_of(word.as_bytes())).collect());

/// A content word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentWord(u64);

impl ContentWord {
    /// The content word that a folded word is; none for the words of grammar.
    ///
    /// ```
    /// use dateline_schema::ContentWord;
    ///
    /// assert!(ContentWord::new("dushanbe").is_some());
    /// assert!(ContentWord::new("the").is_none());
    /// ```
    #[must_use]
    #[inline]
    pub fn new(folded: &str) -> Option<Self> {
        let hash = hash_of(folded.as_bytes());
        let is_usual = folded.len() <= LONGEST_USUAL && USUAL_HASHES.contains(&hash);
        (!is_usual).then_some(Self(hash))
    }

    /// The number of the pair of this word and the one after it, below 2 to the power of
    /// [`PAIR_BITS`].
    #[must_use]
    #[inline]
    pub fn pair(self, next: Self) -> u32 {
        let mixed = mix(self.0.wrapping_mul(31) ^ next.0);
        ((mixed >> (64 - PAIR_BITS)) as u32).min(NONE - 1)
    }
}

/// Calls `visit` with each word of a text, folded, in order: what articles are compared by.
pub fn for_each_folded_word(text: &str, mut visit: impl FnMut(&str)) {
    for_each_plain_word(text, |_, folded| visit(folded));
}

/// Makes the sketch of a text from its words.
#[derive(Debug, Clone, Default)]
pub struct Sketcher {
    last: Option<ContentWord>,
    words: usize,
    numbers: Vec<u32>,
    /// Numbers from here on are not kept.
    bound: u32,
}

impl Sketcher {
    /// A sketcher that has heard no word.
    #[must_use]
    pub fn new() -> Self {
        Self { last: None, words: 0, numbers: Vec::with_capacity(ROOM), bound: NONE }
    }

    /// Takes the next word of the text, folded.
    #[inline]
    pub fn add(&mut self, folded: &str) {
        let Some(word) = ContentWord::new(folded) else { return };
        self.words += 1;
        if let Some(last) = self.last.replace(word) {
            let number = last.pair(word);
            if number < self.bound {
                self.numbers.push(number);
                if self.numbers.len() == ROOM {
                    self.cut(KEPT[KEPT.len() - 1].1);
                }
            }
        }
    }

    /// The sketch of the words taken.
    #[must_use]
    pub fn finish(mut self) -> Sketch {
        let (_, kept) = KEPT[KEPT.partition_point(|&(words, _)| words < self.words)];
        self.cut(kept);
        let reach = if self.bound == NONE { u32::MAX } else { self.bound - 1 };
        Sketch { numbers: self.numbers, reach }
    }

    fn cut(&mut self, kept: usize) {
        self.numbers.sort_unstable();
        self.numbers.dedup();
        if self.numbers.len() > kept {
            self.numbers.truncate(kept);
            self.bound = self.numbers[kept - 1] + 1;
        }
    }
}

/// The sketch of a text: its smallest numbers of pairs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    numbers: Vec<u32>,
    reach: u32,
}

impl Sketch {
    /// No sketch that is read has more numbers, whatever was stored.
    pub const MOST_NUMBERS: usize = KEPT[KEPT.len() - 1].1 + PACKED;

    /// The sketch of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut sketcher = Sketcher::new();
        for_each_folded_word(text, |word| sketcher.add(word));
        sketcher.finish()
    }

    /// The numbers kept; sorted, each once.
    #[must_use]
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The number up to which, itself included, all of the text are kept; `u32::MAX` where
    /// all are.
    #[must_use]
    pub fn reach(&self) -> u32 {
        self.reach
    }

    /// The values of [`Fields::sketch`](crate::Fields::sketch); none for a text without pairs.
    pub fn values(&self) -> impl Iterator<Item = u64> + '_ {
        let is_whole = self.reach == u32::MAX && !self.numbers.is_empty();
        // A whole sketch ends in a number that says so.
        let count = self.numbers.len() + usize::from(is_whole);
        let number = |at: usize| u64::from(self.numbers.get(at).copied().unwrap_or(NONE));
        (0..count).step_by(PACKED).map(move |at| {
            (0..PACKED).fold(0, |value, n| value | number(at + n) << (n as u32 * PAIR_BITS))
        })
    }

    /// The numbers in one stored value; what is none is above all numbers of pairs.
    #[inline]
    #[must_use]
    pub fn numbers_in(value: u64) -> [u32; PACKED] {
        [
            value as u32 & NONE,
            (value >> PAIR_BITS) as u32 & NONE,
            (value >> (2 * PAIR_BITS)) as u32 & NONE,
        ]
    }

    /// Adds the numbers of stored values to `numbers`; returns [`Sketch::reach`]. Values that
    /// no sketch has are read as some sketch, of no more than [`Sketch::MOST_NUMBERS`].
    #[inline]
    pub fn unpack(values: impl Iterator<Item = u64>, numbers: &mut Vec<u32>) -> u32 {
        let start = numbers.len();
        for value in values.take(Self::MOST_NUMBERS / PACKED) {
            let packed = Self::numbers_in(value);
            if packed.contains(&NONE) {
                numbers.extend(packed.into_iter().take_while(|&number| number != NONE));
                return u32::MAX;
            }
            numbers.extend_from_slice(&packed);
        }
        match numbers[start..].last() {
            Some(&last) => last,
            None => u32::MAX,
        }
    }
}

/// A hash that never changes, eight bytes at a time.
#[inline]
fn hash_of(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let chunk: [u8; 8] = chunk.try_into().expect("a chunk has eight bytes");
        hash = step(hash, u64::from_le_bytes(chunk));
    }
    let rest = chunks.remainder().iter().rev().fold(0, |rest, &byte| rest << 8 | u64::from(byte));
    mix(step(hash, rest))
}

#[inline]
fn step(hash: u64, chunk: u64) -> u64 {
    (hash.rotate_left(23) ^ chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Spreads every bit over all others.
#[inline]
fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("word{number} ")).collect()
    }

    fn stored(sketch: &Sketch) -> Sketch {
        let mut numbers = Vec::new();
        let reach = Sketch::unpack(sketch.values(), &mut numbers);
        Sketch { numbers, reach }
    }

    #[test]
    fn usual_words_are_sorted_and_short() {
        assert!(USUAL.is_sorted());
        assert!(USUAL.iter().all(|word| word.len() <= LONGEST_USUAL));
    }

    #[test]
    fn words_of_grammar_case_and_marks_make_no_difference() {
        let one = Sketch::of("The men fled to Dushanbe, officials said on Monday.");
        let other = Sketch::of("MEN FLED Dushanbe — officials Monday");
        assert_eq!(one, other);
        assert_eq!(one.numbers().len(), 4);
    }

    #[test]
    fn longer_texts_keep_more() {
        for (count, kept) in [(0, 0), (1, 0), (2, 1), (19, 18), (300, 18), (900, 36), (5000, 72)] {
            let sketch = Sketch::of(&words(0..count));
            assert_eq!(sketch.numbers().len(), kept, "{count}");
            assert_eq!(sketch.reach() == u32::MAX, count <= 19, "{count}");
        }
    }

    #[test]
    fn what_an_excerpt_keeps_is_kept_by_the_whole() {
        let (whole, part) = (Sketch::of(&words(0..900)), Sketch::of(&words(300..400)));
        let reach = whole.reach().min(part.reach());
        let within = part.numbers().iter().filter(|&&number| number <= reach);
        let shared = within.clone().filter(|number| whole.numbers().contains(number)).count();
        assert_eq!(shared, within.count());
        assert!(shared > 0);
    }

    #[test]
    fn hashes_never_change() {
        // An index made by another version, or on another machine, has these numbers.
        let numbers = Sketch::of("Massoud fled to Dushanbe on Monday.").numbers().to_vec();
        assert_eq!(numbers, PINNED);
    }

    const PINNED: [u32; 3] = [547_235, 1_198_993, 1_446_206];

    proptest! {
        #[test]
        fn a_sketch_is_read_as_it_was_stored(text in "([a-z]{1,4} ){0,60}", more in 0u32..3000) {
            let sketch = Sketch::of(&(text + &words(0..more)));
            prop_assert_eq!(stored(&sketch), sketch);
        }

        #[test]
        fn any_values_are_read(values in proptest::collection::vec(any::<u64>(), 0..30)) {
            let mut numbers = Vec::new();
            Sketch::unpack(values.iter().copied(), &mut numbers);
            prop_assert!(numbers.iter().all(|&number| number < NONE));
            prop_assert!(numbers.len() <= Sketch::MOST_NUMBERS);
        }
    }
}
