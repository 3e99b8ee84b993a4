//! How much text two articles have in common, and what differs.

use std::hash::BuildHasher;
use std::ops::Range;

use dateline_model::{ByteSpan, fold};
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::passage::sentences;

/// How much text two articles share, by words of all kinds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// The part of the one that stands in the other too, from 0 to 1.
    pub of_one: f64,
    /// The part of the other that stands in the one too, from 0 to 1.
    pub of_other: f64,
}

/// A way in which an article differs from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A sentence that stands in the one only.
    OnlyInOne(String),
    /// A sentence that stands in the other only.
    OnlyInOther(String),
    /// A sentence of both with other words in it.
    Changed(Vec<Changed>),
}

/// A part of a changed sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Words of both.
    Same(String),
    /// Words of the one.
    One(String),
    /// Words of the other.
    Other(String),
}

/// Words stand in both texts where so many in a row do.
const RUN: usize = 4;

/// Of a text so many sentences are compared.
const MOST_SENTENCES: usize = 300;

/// So many pairs of sentences are compared.
const MOST_COMPARED: usize = 10_000;

/// Sentences of more words than these are not compared word by word.
const LONGEST_COMPARED: usize = 150;

/// The share of its words that a changed sentence keeps.
const KEPT: f64 = 0.5;

/// The words of a text, all of them, in order; a hash of each.
#[derive(Debug)]
pub(super) struct AllWords(Vec<u64>);

impl AllWords {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::with_capacity(text.len() / 5);
        dateline_schema::for_each_folded_word(text, |word| {
            words.push(FxBuildHasher.hash_one(word))
        });
        Self(words)
    }

    /// The shares of text that this and another one have in common.
    pub(super) fn shares(&self, other: &Self) -> Shares {
        Shares { of_one: self.share_in(other), of_other: other.share_in(self) }
    }

    /// The part of the words that stand in runs which the other text has too; of texts shorter
    /// than a run, in runs as long as the shorter.
    fn share_in(&self, other: &Self) -> f64 {
        let run = RUN.min(self.0.len()).min(other.0.len());
        if run == 0 {
            return 0.0;
        }
        let runs: FxHashSet<&[u64]> = other.0.windows(run).collect();
        let (mut covered, mut covered_to) = (0, 0);
        for (at, _) in self.0.windows(run).enumerate().filter(|(_, words)| runs.contains(words)) {
            covered += at + run - covered_to.max(at);
            covered_to = at + run;
        }
        covered as f64 / self.0.len() as f64
    }
}

/// What differs, in the order of the texts: changed sentences and those of the one, then those
/// of the other.
pub(super) fn differences(one: &str, other: &str) -> Vec<Difference> {
    let (ones, others) = (Sentence::all_of(one), Sentence::all_of(other));
    let (only_one, mut only_other) = (unlike(&ones, &others), unlike(&others, &ones));
    let mut found = Vec::new();
    // Of texts that differ in most sentences it would not be told which became which.
    let are_compared = only_one.len() * only_other.len() <= MOST_COMPARED;
    for sentence in only_one {
        let like = only_other
            .iter()
            .take_while(|_| are_compared)
            .map(|candidate| candidate.likeness(sentence))
            .enumerate()
            .max_by(|(_, one), (_, other)| one.total_cmp(other));
        match like {
            Some((at, likeness)) if likeness >= KEPT => {
                let changed = only_other.remove(at);
                found.push(Difference::Changed(changes(sentence.text, changed.text)));
            }
            _ => found.push(Difference::OnlyInOne(sentence.text.to_owned())),
        }
    }
    found.extend(only_other.iter().map(|only| Difference::OnlyInOther(only.text.to_owned())));
    found
}

/// A sentence and its words.
struct Sentence<'t> {
    text: &'t str,
    words: AllWords,
    /// The words, sorted.
    sorted: Vec<u64>,
}

impl<'t> Sentence<'t> {
    fn all_of(text: &'t str) -> Vec<Self> {
        let spans: Vec<ByteSpan> = sentences(text);
        let texts = spans.into_iter().filter_map(|span| span.of(text)).map(str::trim);
        let read = texts.map(Self::of);
        read.filter(|sentence| !sentence.sorted.is_empty()).take(MOST_SENTENCES).collect()
    }

    fn of(text: &'t str) -> Self {
        let words = AllWords::of(text);
        let mut sorted = words.0.clone();
        sorted.sort_unstable();
        Self { text, words, sorted }
    }

    /// The share of words in common, of the longer sentence.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut ones, mut others) = (&*self.sorted, &*other.sorted);
        let longer = ones.len().max(others.len()).max(1);
        let mut shared = 0u32;
        while let ([one, ones_left @ ..], [other, others_left @ ..]) = (ones, others) {
            shared += u32::from(one == other);
            if one <= other {
                ones = ones_left;
            }
            if other <= one {
                others = others_left;
            }
        }
        f64::from(shared) / longer as f64
    }
}

/// The sentences that the others do not have.
fn unlike<'s, 't>(sentences: &'s [Sentence<'t>], others: &[Sentence<'_>]) -> Vec<&'s Sentence<'t>> {
    let known: FxHashSet<&[u64]> = others.iter().map(|other| &*other.words.0).collect();
    sentences.iter().filter(|sentence| !known.contains(&*sentence.words.0)).collect()
}

/// The parts of two sentences that are the same, and that are not.
fn changes(one: &str, other: &str) -> Vec<Changed> {
    let (ones, others): (Vec<&str>, Vec<&str>) =
        (one.split_whitespace().collect(), other.split_whitespace().collect());
    if ones.len().max(others.len()) > LONGEST_COMPARED {
        return vec![Changed::One(one.to_owned()), Changed::Other(other.to_owned())];
    }
    let mut parts = Vec::new();
    let (mut at, mut at_other) = (0, 0);
    for (same, same_other) in same_runs(&ones, &others) {
        push(&mut parts, &ones[at..same.start], Changed::One);
        push(&mut parts, &others[at_other..same_other.start], Changed::Other);
        push(&mut parts, &ones[same.clone()], Changed::Same);
        (at, at_other) = (same.end, same_other.end);
    }
    push(&mut parts, &ones[at..], Changed::One);
    push(&mut parts, &others[at_other..], Changed::Other);
    parts
}

fn push(parts: &mut Vec<Changed>, words: &[&str], make: impl Fn(String) -> Changed) {
    if !words.is_empty() {
        parts.push(make(words.join(" ")));
    }
}

/// The runs of words of a longest common subsequence.
fn same_runs(ones: &[&str], others: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let width = others.len() + 1;
    let mut lengths = vec![0u16; (ones.len() + 1) * width];
    let is_same: Vec<Vec<bool>> = {
        let others: Vec<_> = others.iter().map(|word| fold(word)).collect();
        let ones = ones.iter().map(|one| fold(one));
        ones.map(|one| others.iter().map(|other| *other == one).collect()).collect()
    };
    for at in (0..ones.len()).rev() {
        for other in (0..others.len()).rev() {
            lengths[at * width + other] = match is_same[at][other] {
                true => lengths[(at + 1) * width + other + 1] + 1,
                false => lengths[(at + 1) * width + other].max(lengths[at * width + other + 1]),
            };
        }
    }
    let mut runs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut at, mut other) = (0, 0);
    while at < ones.len() && other < others.len() {
        if is_same[at][other] {
            match runs.last_mut().filter(|(one, two)| one.end == at && two.end == other) {
                Some((one, two)) => (one.end, two.end) = (at + 1, other + 1),
                None => runs.push((at..at + 1, other..other + 1)),
            }
            (at, other) = (at + 1, other + 1);
        } else if lengths[(at + 1) * width + other] >= lengths[at * width + other + 1] {
            at += 1;
        } else {
            other += 1;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ONE: &str = "Massoud left on Monday with two former ministers. Saleh did not respond. \
        Nobody saw them at the embassy.";
    const OTHER: &str = "Massoud left on Monday with three former ministers. Nobody saw them at \
        the embassy. A guard said he was asleep.";

    #[test]
    fn differences_are_told_by_sentence_and_word() {
        use Changed::{One, Other, Same};
        let words = |words: &str| words.to_owned();
        assert_eq!(
            differences(ONE, OTHER),
            [
                Difference::Changed(vec![
                    Same(words("Massoud left on Monday with")),
                    One(words("two")),
                    Other(words("three")),
                    Same(words("former ministers.")),
                ]),
                Difference::OnlyInOne(words("Saleh did not respond.")),
                Difference::OnlyInOther(words("A guard said he was asleep.")),
            ]
        );
        assert_eq!(differences(ONE, ONE), []);
    }

    #[test]
    fn shares_are_of_words() {
        let shares = |one: &str, other: &str| AllWords::of(one).shares(&AllWords::of(other));
        let whole = shares(ONE, ONE);
        assert_eq!((whole.of_one, whole.of_other), (1.0, 1.0));
        let half = "Saleh did not respond.";
        let cut = shares(half, ONE);
        assert_eq!(cut.of_one, 1.0);
        assert!((0.2..0.3).contains(&cut.of_other));
        assert_eq!(shares("", ONE).of_one, 0.0);
    }

    proptest! {
        #[test]
        fn nothing_of_a_changed_sentence_is_lost(one in "([ab.] ?){0,20}", other in "([ab.] ?){0,20}") {
            let parts = changes(&one, &other);
            let of = |wanted: fn(&Changed) -> Option<&String>| -> String {
                parts.iter().filter_map(wanted).flat_map(|text| text.split_whitespace()).collect()
            };
            let ones = of(|part| match part {
                Changed::Same(text) | Changed::One(text) => Some(text),
                Changed::Other(_) => None,
            });
            prop_assert_eq!(ones, one.split_whitespace().collect::<String>());
        }
    }
}
