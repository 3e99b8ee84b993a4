//! With which letters the words of some stems begin, so that others need not be stemmed.

use super::EXACT;
use super::spelling;

/// The first bytes of all words that may have one of some stems.
///
/// ```
/// use dateline_schema::{Analyzer, FirstLetters};
///
/// let letters = FirstLetters::of(["hous"].into_iter());
/// let mut seen = Vec::new();
/// Analyzer::new().for_each_word_among("A safe house", &letters, |word| seen.push(word.position));
/// assert_eq!(seen, [2]);
/// ```
#[derive(Debug, Clone)]
pub struct FirstLetters {
    is_first: [bool; 256],
}

impl FirstLetters {
    /// Those of the words with one of these stems. Stemming leaves the first letter of a word
    /// as it is, and so do all spellings but those that are listed.
    #[must_use]
    pub fn of<'s>(stems: impl Iterator<Item = &'s str>) -> Self {
        let mut letters = Self { is_first: [false; 256] };
        for stem in stems {
            // An acronym is looked for behind a mark.
            let stem = stem.strip_prefix(EXACT).unwrap_or(stem);
            stem.bytes().next().into_iter().for_each(|first| {
                letters.add(first.to_ascii_lowercase());
            });
        }
        for (written, usual) in spelling::other_first_letters() {
            if letters.is_first[usize::from(usual)] {
                letters.add(written);
            }
        }
        letters
    }

    fn add(&mut self, first: u8) {
        self.is_first[usize::from(first)] = true;
    }

    /// Whether a word may have one of the stems.
    pub(super) fn may_begin(&self, folded: &str) -> bool {
        folded.bytes().next().is_some_and(|first| self.is_first[usize::from(first)])
    }
}

#[cfg(test)]
mod tests {
    use super::super::Analyzer;
    use super::*;

    #[test]
    fn no_word_of_a_stem_is_passed_over() {
        let text = "Djihad in Erevan, aetiology of the oesophagus, czarist gipsies, Müller's \
                    defence, dying skis, WHO, U.S., O'Brien, anti-war, Qur'an, 東京 Душанбе 25,000";
        let mut analyzer = Analyzer::new();
        let mut all: Vec<(usize, String)> = Vec::new();
        analyzer.for_each_word(text, |word| all.push((word.position, word.stem.to_owned())));
        for (position, stem) in all {
            let mut is_seen = false;
            let letters = FirstLetters::of([stem.as_str()].into_iter());
            analyzer.for_each_word_among(text, &letters, |word| {
                is_seen |= (word.position, word.stem) == (position, &stem);
            });
            assert!(is_seen, "{stem}");
        }
    }
}
