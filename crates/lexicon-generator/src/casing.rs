//! How often words are written small inside of sentences.

use std::collections::BTreeMap;

use dateline_model::fold;

use crate::word_classes::Casing;
use crate::words::{Piece, Shape};

/// Sightings below which nothing is said.
const FEWEST: u32 = 3;

/// Words that were seen inside of sentences, by how they were written.
#[derive(Default)]
pub(crate) struct CasingCounts {
    words: BTreeMap<String, Seen>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    small: u32,
    capital: u32,
}

impl CasingCounts {
    /// Counts the words of a text that stand between two words or after a comma: the first
    /// words of sentences and quotations have capitals whatever they are, and so have the
    /// words of headlines.
    pub(crate) fn add(&mut self, pieces: &[Piece<'_>]) {
        for window in pieces.windows(2) {
            let [before, word] = window else { continue };
            let inside = before.shape == Shape::Small || before.text == ",";
            let seen = match word.shape {
                Shape::Small if inside => Seen { small: 1, capital: 0 },
                Shape::Capital if inside => Seen { small: 0, capital: 1 },
                _ => continue,
            };
            let count = self.words.entry(fold(word.text).into_owned()).or_default();
            count.small += seen.small;
            count.capital += seen.capital;
        }
    }

    /// The words that were seen often enough, and how they are written.
    pub(crate) fn casings(&self) -> impl Iterator<Item = (&str, Casing)> {
        self.words
            .iter()
            .map(|(word, &seen)| (word.as_str(), casing(seen)))
            .filter(|&(_, casing)| casing != Casing::Unknown)
    }
}

fn casing(seen: Seen) -> Casing {
    let all = seen.small + seen.capital;
    if all < FEWEST {
        Casing::Unknown
    } else if seen.capital * 20 >= all * 19 {
        Casing::Capital
    } else if seen.small * 20 >= all * 19 {
        Casing::Small
    } else {
        Casing::Mixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::pieces;

    #[test]
    fn words_are_counted_inside_of_sentences() {
        let mut counts = CasingCounts::default();
        for _ in 0..3 {
            counts
                .add(&pieces("Nothing in Mark was to mark, March said. The Bank, a bank, of May"));
        }
        let found: Vec<(&str, Casing)> = counts.casings().collect();
        let expected = [
            ("a", Casing::Small),
            ("bank", Casing::Small),
            ("march", Casing::Capital),
            ("mark", Casing::Mixed),
            ("may", Casing::Capital),
            ("of", Casing::Small),
            ("to", Casing::Small),
        ];
        assert_eq!(found, expected);
    }
}
