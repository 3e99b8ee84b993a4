//! Patterns with `*` and `?` as automata that walk a dictionary.

use dateline_model::fold;
use tantivy_fst::Automaton;

/// A pattern over whole words: `*` is any letters or none, `?` is one.
///
/// It is run as a set of places in the pattern, a bit each, so that a letter costs a few
/// instructions however many stars there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glob {
    /// The letters of the pattern, and at which places they may be passed.
    letters: Vec<(char, u128)>,
    /// Where any one letter may be passed.
    one: u128,
    /// Where any letters may be.
    any: u128,
    /// The place after the last.
    end: u128,
}

/// No word of an index has as many letters as a pattern with more of them asks for.
const MOST_LETTERS: usize = 62;

impl Glob {
    /// The pattern as typed, folded as words are. `None` for one that no word is long
    /// enough for.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        let mut glob = Self { letters: Vec::new(), one: 0, any: 0, end: 1 };
        let mut count = 0;
        for part in pattern.split_inclusive(['*', '?']) {
            let literal = part.trim_end_matches(['*', '?']);
            for letter in fold(literal).chars().filter(|c| c.is_alphanumeric()) {
                glob.push_letter(letter);
                count += 1;
            }
            match &part[literal.len()..] {
                "*" => glob.push_any(),
                "?" => {
                    glob.one |= glob.end;
                    glob.end <<= 1;
                    count += 1;
                }
                _ => {}
            }
            if count > MOST_LETTERS {
                return None;
            }
        }
        Some(glob)
    }

    fn push_letter(&mut self, letter: char) {
        match self.letters.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, places)) => *places |= self.end,
            None => self.letters.push((letter, self.end)),
        }
        self.end <<= 1;
    }

    /// Adds a star; two in a row are one.
    fn push_any(&mut self) {
        if self.any << 1 & self.end == 0 {
            self.any |= self.end;
            self.end <<= 1;
        }
    }

    /// The places that are reached without a letter, too.
    fn closed(&self, places: u128) -> u128 {
        places | (places & self.any) << 1
    }

    fn step(&self, places: u128, letter: char) -> u128 {
        let of_letter = self.letters.iter().find(|(known, _)| *known == letter);
        let passed = places & (self.one | of_letter.map_or(0, |(_, places)| *places));
        self.closed(passed << 1 | places & self.any)
    }
}

/// Where a pattern stands after some bytes of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GlobState {
    places: u128,
    /// The bits of a letter of which bytes are missing, and how many are.
    partial: u32,
    missing: u8,
}

impl Automaton for Glob {
    type State = GlobState;

    fn start(&self) -> GlobState {
        GlobState { places: self.closed(1), partial: 0, missing: 0 }
    }

    fn is_match(&self, state: &GlobState) -> bool {
        state.missing == 0 && state.places & self.end != 0
    }

    fn can_match(&self, state: &GlobState) -> bool {
        state.places != 0
    }

    fn accept(&self, state: &GlobState, byte: u8) -> GlobState {
        let state = match (state.missing, byte) {
            (0, 0..0x80) => GlobState { partial: u32::from(byte), ..*state },
            (0, 0xc0..0xe0) => {
                return GlobState { partial: u32::from(byte & 0x1f), missing: 1, ..*state };
            }
            (0, 0xe0..0xf0) => {
                return GlobState { partial: u32::from(byte & 0x0f), missing: 2, ..*state };
            }
            (0, _) => return GlobState { partial: u32::from(byte & 0x07), missing: 3, ..*state },
            (missing, _) => GlobState {
                partial: state.partial << 6 | u32::from(byte & 0x3f),
                missing: missing - 1,
                ..*state
            },
        };
        if state.missing > 0 {
            return state;
        }
        let places = char::from_u32(state.partial).map_or(0, |c| self.step(state.places, c));
        GlobState { places, ..state }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matches(pattern: &str, word: &str) -> bool {
        let Some(glob) = Glob::new(pattern) else { return false };
        let state = word.bytes().fold(glob.start(), |state, byte| glob.accept(&state, byte));
        glob.is_match(&state)
    }

    #[test]
    fn patterns_table() {
        for (pattern, word, expected) in [
            ("massou*", "massoud", true),
            ("massou*", "massou", true),
            ("massou*", "masso", false),
            ("m?ss*d", "massoud", true),
            ("m?ss*d", "mssd", false),
            ("*soud", "massoud", true),
            ("*soud", "soud", true),
            ("*a*", "zebra", true),
            ("*a*", "zero", false),
            ("Müll*", "muller", true),
            ("душ*", "душанбе", true),
            ("?ушанбе", "душанбе", true),
            ("a**b", "ab", true),
            ("a?*?b", "axxb", true),
            ("a?*?b", "axb", false),
            ("*", "", true),
        ] {
            assert_eq!(matches(pattern, word), expected, "{pattern} {word}");
        }
        assert_eq!(Glob::new(&"a".repeat(100)), None);
        assert!(Glob::new(&"a*".repeat(62)).is_some());
    }

    /// The same by trying everything.
    fn tried(pattern: &[char], word: &[char]) -> bool {
        match pattern.split_first() {
            None => word.is_empty(),
            Some(('*', rest)) => (0..=word.len()).any(|at| tried(rest, &word[at..])),
            Some(('?', rest)) => !word.is_empty() && tried(rest, &word[1..]),
            Some((letter, rest)) => word.first() == Some(letter) && tried(rest, &word[1..]),
        }
    }

    proptest! {
        #[test]
        fn matches_what_trying_everything_does(pattern in "[abé*?]{0,7}", word in "[abe]{0,6}") {
            let folded: Vec<char> = pattern.replace('é', "e").chars().collect();
            let letters: Vec<char> = word.chars().collect();
            prop_assert_eq!(matches(&pattern, &word), tried(&folded, &letters));
        }
    }
}
