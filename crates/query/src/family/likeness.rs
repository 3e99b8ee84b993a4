//! Whether two texts are copies of each other, by all of their words.
//!
//! What is looked at: the share of pairs of content words that the shorter text has in common
//! with the other; how long the passages are that both have; how much there is to compare, for
//! a few words are soon the same; whether the one is much shorter; and whether the numbers
//! agree, by which two quarterly reports of one company differ that have most words in common.
//! What weighs how much was learned from copies made by a program (`scripts/families`, its
//! tuning half): the docs tell of it (`docs/families.md`).

use std::hash::Hash;

use dateline_schema::{ContentWord, for_each_folded_word};
use rustc_hash::{FxBuildHasher, FxHashSet};

/// How sure it has to be that two texts are copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sureness {
    /// More probable than not, by far.
    Usual,
    /// More than that: the two meet by way of a third one.
    Greater,
}

impl Sureness {
    /// From so many points on two texts are copies.
    fn enough(self) -> f64 {
        match self {
            Self::Usual => 1.0,
            Self::Greater => 1.2,
        }
    }
}

/// What is compared of a text: its content words in order.
#[derive(Debug)]
pub(super) struct Words {
    words: Vec<ContentWord>,
    /// Whether each of them begins with a digit.
    digits: Vec<bool>,
    /// The number of each word and the next one.
    pairs: Vec<u32>,
    pair_set: FxHashSet<u32>,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let (mut words, mut digits) = (Vec::new(), Vec::new());
        for_each_folded_word(text, |folded| {
            if let Some(word) = ContentWord::new(folded) {
                words.push(word);
                digits.push(folded.as_bytes()[0].is_ascii_digit());
            }
        });
        let pairs: Vec<u32> = words.windows(2).map(|two| two[0].pair(two[1])).collect();
        let pair_set = pairs.iter().copied().collect();
        Self { words, digits, pairs, pair_set }
    }

    /// Whether a pair of words with this number stands in the text.
    fn has(&self, pair: u32) -> bool {
        self.pair_set.contains(&pair)
    }
}

/// A text, and up to which number its pairs were compared with those of other articles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'t> {
    pub(super) words: &'t Words,
    pub(super) reach: u32,
}

/// Whether two texts are copies: reprints, cuts, excerpts, versions of one report. The pairs
/// that say nothing are `standing`.
pub(super) fn are_copies(
    one: Side<'_>,
    other: Side<'_>,
    standing: &FxHashSet<u32>,
    sureness: Sureness,
) -> bool {
    points(one, other, standing) >= sureness.enough()
}

fn points(one: Side<'_>, other: Side<'_>, standing: &FxHashSet<u32>) -> f64 {
    let whole = Share::of(&one.words.pair_set, &other.words.pair_set);
    let lengths = [one, other].map(|side| 1.0 + side.words.words.len() as f64);
    let (one, other) = (Told::of(one, other.words, standing), Told::of(other, one.words, standing));
    let pairs = Share::of(&one.pairs, &other.pairs);
    let numbers = Share::of(&one.numbers, &other.numbers);
    let passage = if one.pairs.len() <= other.pairs.len() { one.passage } else { other.passage };
    // A few numbers prove little either way.
    let sure = numbers.of / (numbers.of + 3.0);
    // A text that stands in the other as a whole is a copy, whatever it is made of.
    let wholeness = (whole.part() - 0.8).max(0.0) * 5.0;
    let shortness = (lengths[0] / lengths[1]).ln().abs();
    8.3 * pairs.part()
        + 0.41 * passage.min(20.0) * pairs.part()
        + 1.8 * (1.0 + pairs.of).ln()
        + sure * (4.8 * (numbers.part() - 0.5) - 2.9)
        + wholeness * (6.3 + 7.8 * (whole.of / 30.0).min(1.0))
        - 1.1 * shortness.min(1.2)
        - 9.2
}

/// How much of the smaller of two sets is in the other.
#[derive(Debug, Clone, Copy)]
struct Share {
    shared: f64,
    of: f64,
}

impl Share {
    fn of<T: Hash + Eq>(one: &FxHashSet<T>, other: &FxHashSet<T>) -> Self {
        let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let shared = few.iter().filter(|value| many.contains(value)).count();
        Self { shared: shared as f64, of: few.len() as f64 }
    }

    /// From 0 to 1.
    fn part(self) -> f64 {
        self.shared / self.of.max(1.0)
    }
}

/// What a text says beside what stands in many others.
struct Told {
    numbers: FxHashSet<ContentWord>,
    pairs: FxHashSet<u32>,
    /// How many pairs follow each other, in the mean, where the other text has them too.
    passage: f64,
}

impl Told {
    fn of(side: Side<'_>, other: &Words, standing: &FxHashSet<u32>) -> Self {
        let said = said(side, other, standing);
        let Words { words, digits, pairs, .. } = side.words;
        let numbers = (0..words.len()).filter(|&at| said[at] && digits[at]);
        let numbers = numbers.map(|at| words[at]).collect();
        let mut told = FxHashSet::with_capacity_and_hasher(pairs.len(), FxBuildHasher);
        let (mut shared, mut passages, mut in_passage) = (0u32, 0u32, false);
        for (&pair, said) in pairs.iter().zip(said.windows(2)) {
            let is_told = said[0] && said[1];
            if is_told {
                told.insert(pair);
            }
            let is_shared = is_told && other.has(pair);
            shared += u32::from(is_shared);
            passages += u32::from(is_shared && !in_passage);
            in_passage = is_shared;
        }
        Self { numbers, pairs: told, passage: f64::from(shared) / f64::from(passages.max(1)) }
    }
}

/// Which words are no part of what stands in many articles: of a run of words that the other
/// text has too, most of the pairs that were compared stand there.
fn said(side: Side<'_>, other: &Words, standing: &FxHashSet<u32>) -> Vec<bool> {
    let pairs = &side.words.pairs;
    let mut said = vec![true; side.words.words.len()];
    if standing.is_empty() {
        return said;
    }
    let mut at = 0;
    for run in pairs.chunk_by(|one, next| other.has(*one) == other.has(*next)) {
        let compared = run.iter().filter(|&&pair| pair <= side.reach);
        let (count, stand) = compared.fold((0, 0), |(count, stand), pair| {
            (count + 1, stand + usize::from(standing.contains(pair)))
        });
        if other.has(run[0]) && stand > 0 && 10 * stand >= 6 * count {
            said[at..=at + run.len()].fill(false);
        }
        at += run.len();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The harbour board voted on Tuesday to close the northern ferry terminal \
        for eleven weeks while divers replace 340 timber piles. Captain Elsa Brandt, who chairs \
        the board, said the work would cost 4.2 million and could not wait for summer. Ferries \
        to Outer Skerry will leave from the coal quay instead, twice a day, at 7.40 and 16.15. \
        Fishermen fear that trucks will block the lane to the ice house. The mayor promised a \
        guard and a second lane by 14 March.";

    fn are_copies(one: &str, other: &str) -> bool {
        let (one, other) = (Words::of(one), Words::of(other));
        let side = |words| Side { words, reach: u32::MAX };
        super::are_copies(side(&one), side(&other), &FxHashSet::default(), Sureness::Usual)
    }

    #[test]
    fn copies_table() {
        let half = &REPORT[..REPORT.len() / 2];
        let changed = REPORT.replace("eleven weeks", "three months").replace("340", "350");
        let again = format!("Divers found a wreck on Friday under the pier.\n\n{REPORT}");
        let other = "The harbour board said on Tuesday that ferry fares will rise by a fifth in \
            May. Captain Elsa Brandt, who chairs the board, blamed the price of fuel. Islanders \
            on Outer Skerry, who need the ferries every day, protested at the coal quay.";
        for (text, expected) in [
            (REPORT, true),
            (half, true),
            (&changed, true),
            (&again, true),
            (other, false),
            ("", false),
        ] {
            assert_eq!(are_copies(REPORT, text), expected, "{text}");
            assert_eq!(are_copies(text, REPORT), expected, "{text}");
        }
    }

    #[test]
    fn reports_of_one_form_are_told_apart_by_their_numbers() {
        let form = |a: u32| {
            format!(
                "Shr {a} cts vs {} cts. Net {}2,000 vs {}1,000. Sales 1{a}.2 mln vs 1{}.9 mln. \
                 Nine mths shr {} cts vs {} cts. Net 3,{a}7,000 vs 2,{a}4,000. Note: share adjusted.",
                a + 3,
                a + 11,
                a + 8,
                a + 1,
                a + 31,
                a + 44
            )
        };
        assert!(are_copies(&form(21), &form(21)));
        assert!(!are_copies(&form(21), &form(57)));
    }
}
