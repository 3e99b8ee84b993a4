//! Splits a text into words and folds them.

use dateline_model::{ByteSpan, fold};
use unicode_normalization::char::is_combining_mark;

/// The longest word that is indexed, in bytes of its folded form; a longer one is indexed
/// by its beginning. No word of a language is longer, and a line of base64 should not
/// fill the dictionary.
pub(super) const LONGEST_WORD: usize = 64;

/// The single words of a text, in order.
///
/// A word is a run of letters, digits and combining marks. A possessive `'s` is no part
/// of it, initials with full stops are one word without them (`U.S.` is `us`), and each
/// character of a script written without spaces is a word.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Where the word stands that was read last.
    span: ByteSpan,
    /// The folded form of that word, where it is not written so.
    folded: String,
    spelling: Spelling,
}

/// How the word that was read last is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As it is folded.
    Folded,
    /// In ASCII.
    Ascii,
    /// As initials with full stops.
    Initials,
    /// With letters beyond ASCII.
    Any,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Separator,
    Small,
    Capital,
    Digit,
    NonAscii,
}

impl Class {
    fn is_letter_or_digit(self) -> bool {
        matches!(self, Self::Small | Self::Capital | Self::Digit)
    }
}

/// What each byte is. One look-up a byte is what keeps ASCII, nearly all of English news,
/// at several hundred megabytes a second.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Separator; 256];
    let mut byte = 0;
    while byte < 256 {
        let value = byte as u8;
        if value.is_ascii_lowercase() {
            classes[byte] = Class::Small;
        } else if value.is_ascii_uppercase() {
            classes[byte] = Class::Capital;
        } else if value.is_ascii_digit() {
            classes[byte] = Class::Digit;
        } else if value >= 0x80 {
            classes[byte] = Class::NonAscii;
        }
        byte += 1;
    }
    classes
};

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let span = ByteSpan::new(0, 0);
        Self { text, at: 0, span, folded: String::new(), spelling: Spelling::Folded }
    }

    /// The text that the words are of.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Where the next word is looked for: after the last one and its possessive.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// How the word that was read last is written.
    pub(super) fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// The folded form of the word that was read last.
    #[inline]
    pub(super) fn folded(&self) -> &str {
        match self.spelling {
            Spelling::Folded => &self.text[self.span.start()..self.span.end()],
            _ => &self.folded,
        }
    }

    /// Reads the next word; returns its span.
    #[inline]
    pub(super) fn next_word(&mut self) -> Option<ByteSpan> {
        loop {
            let start = self.next_start()?;
            let end = match self.end_of_small(start) {
                Some(end) => {
                    self.spelling = Spelling::Folded;
                    end
                }
                None => self.other_word(start),
            };
            self.at = self.after_possessive(end).unwrap_or(end);
            self.span = ByteSpan::new(start, end);
            // A lone sign that folds to nothing is no word.
            if self.spelling == Spelling::Folded || !self.folded.is_empty() {
                return Some(self.span);
            }
        }
    }

    /// Takes a word that is not its own folded form; returns its end.
    fn other_word(&mut self, start: usize) -> usize {
        self.folded.clear();
        self.spelling = Spelling::Ascii;
        match self.class(start) {
            Class::Small | Class::Capital if self.is_initial(start) => self.initials(start),
            Class::NonAscii => self.any_word(start),
            _ => self.ascii_word(start),
        }
    }

    /// The end of a word that is its own folded form: ASCII without capitals, as most are.
    /// None for any other, and for what may be an initial.
    #[inline]
    fn end_of_small(&self, start: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[start..];
        let small = |byte: &u8| matches!(CLASSES[usize::from(*byte)], Class::Small | Class::Digit);
        let len = bytes.iter().position(|byte| !small(byte)).unwrap_or(bytes.len());
        let is_whole =
            (2..=LONGEST_WORD).contains(&len) && self.class(start + len) == Class::Separator;
        is_whole.then_some(start + len)
    }

    fn class(&self, at: usize) -> Class {
        self.text.as_bytes().get(at).map_or(Class::Separator, |&byte| CLASSES[usize::from(byte)])
    }

    /// The first byte of a word at or after where we are.
    fn next_start(&mut self) -> Option<usize> {
        loop {
            let bytes = &self.text.as_bytes()[self.at..];
            let skipped =
                bytes.iter().position(|&byte| CLASSES[usize::from(byte)] != Class::Separator)?;
            self.at += skipped;
            if self.class(self.at) != Class::NonAscii {
                return Some(self.at);
            }
            let character = self.character(self.at)?;
            if is_word_character(character) {
                return Some(self.at);
            }
            self.at += character.len_utf8();
        }
    }

    fn character(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Takes a word that begins in ASCII; returns its end.
    fn ascii_word(&mut self, start: usize) -> usize {
        let bytes = &self.text.as_bytes()[start..];
        let len = bytes
            .iter()
            .position(|&byte| !CLASSES[usize::from(byte)].is_letter_or_digit())
            .unwrap_or(bytes.len());
        let end = start + len;
        if self.class(end) == Class::NonAscii && self.character(end).is_some_and(is_word_character)
        {
            return self.any_word(start);
        }
        self.folded.push_str(&self.text[start..end.min(start + LONGEST_WORD)]);
        self.folded.make_ascii_lowercase();
        end
    }

    /// Takes a word of any script; returns its end.
    fn any_word(&mut self, start: usize) -> usize {
        self.spelling = Spelling::Any;
        let rest = &self.text[start..];
        let len = match rest.chars().next() {
            Some(first) if is_unspaced(first) => first.len_utf8(),
            _ => rest.find(|c| !is_word_character(c) || is_unspaced(c)).unwrap_or(rest.len()),
        };
        // Folding may lengthen or shorten: cut before it for bounded work, after it for
        // the bound itself.
        let head = cut(&rest[..len], 4 * LONGEST_WORD);
        self.folded.push_str(cut(&fold(head), LONGEST_WORD));
        self.folded.retain(char::is_alphanumeric);
        start + len
    }

    /// Whether "U.S" or the like begins here: a letter, a full stop, a letter, no more
    /// letters.
    fn is_initial(&self, at: usize) -> bool {
        self.text.as_bytes().get(at + 1) == Some(&b'.')
            && matches!(self.class(at + 2), Class::Small | Class::Capital)
            && self.class(at + 3) == Class::Separator
    }

    fn initials(&mut self, start: usize) -> usize {
        self.spelling = Spelling::Initials;
        let mut at = start;
        while self.is_initial(at) && self.folded.len() < LONGEST_WORD {
            self.folded.push(char::from(self.text.as_bytes()[at].to_ascii_lowercase()));
            at += 2;
        }
        self.folded.push(char::from(self.text.as_bytes()[at].to_ascii_lowercase()));
        at + 1
    }

    /// The end of an apostrophe and `s` that stand at `at` and end a word.
    fn after_possessive(&self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..];
        let apostrophe = match rest {
            [b'\'', ..] => 1,
            [0xe2, 0x80, 0x99, ..] => 3,
            _ => return None,
        };
        let is_s = matches!(rest.get(apostrophe), Some(b's' | b'S'));
        let end = at + apostrophe + 1;
        (is_s && !self.class(end).is_letter_or_digit()).then_some(end)
    }
}

/// The beginning of `text`, at most `limit` bytes, ending on a character.
fn cut(text: &str, limit: usize) -> &str {
    &text[..text.floor_char_boundary(limit)]
}

pub(super) fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Whether the character belongs to a script written without spaces between words.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}'     // Thai, Lao
        | '\u{1000}'..='\u{109f}'   // Myanmar
        | '\u{1780}'..='\u{17ff}'   // Khmer
        | '\u{3040}'..='\u{30ff}'   // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Words::new(text);
        let mut found = Vec::new();
        while words.next_word().is_some() {
            found.push(words.folded().to_owned());
        }
        found
    }

    #[test]
    fn words_table() {
        for (text, expected) in [
            ("Massoud fled.", "massoud fled"),
            ("Saleh's brother", "saleh brother"),
            ("Saleh’s brother", "saleh brother"),
            ("the brothers' house", "the brothers house"),
            ("it's", "it"),
            ("O'Brien and l'Oréal", "o brien and l oreal"),
            ("the U.S. and the U.A.E", "the us and the uae"),
            ("J. Smith", "j smith"),
            ("COVID-19, AT&T", "covid 19 at t"),
            ("naïve Müller", "naive muller"),
            ("nai\u{308}ve", "naive"),
            ("25,000 men", "25 000 men"),
            ("“safe house”", "safe house"),
            ("Душанбе—город", "душанбе город"),
            ("東京 tower", "東 京 tower"),
            ("a\u{0}b", "a b"),
            ("…—“”", ""),
            ("", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn spans_cover_the_word_without_its_possessive() {
        let text = "“Massoud’s”";
        let span = Words::new(text).next_word().unwrap();
        assert_eq!(span.of(text), Some("Massoud"));
    }

    #[test]
    fn a_long_word_is_indexed_by_its_beginning() {
        let text = "x".repeat(1 << 20);
        assert_eq!(words(&text), ["x".repeat(LONGEST_WORD)]);
        let marks = format!("a{}", "\u{301}".repeat(100_000));
        assert_eq!(words(&marks), ["a"]);
    }

    proptest! {
        #[test]
        fn spans_are_on_boundaries_and_in_order(text in "\\PC{0,64}") {
            let mut words = Words::new(&text);
            let mut last = 0;
            while let Some(span) = words.next_word() {
                let folded = words.folded();
                prop_assert!(span.start() >= last && !span.is_empty());
                prop_assert!(span.of(&text).is_some());
                prop_assert!(!folded.is_empty() && folded.len() <= LONGEST_WORD);
                last = span.end();
            }
        }
    }
}
