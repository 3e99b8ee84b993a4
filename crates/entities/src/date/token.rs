//! Text to tokens: the one pass over all bytes, which keeps few of the words.

use dateline_model::ByteSpan;

use super::word::{Era, Meridiem, Numeric, Word};
use super::{lexicon, numeral};
use crate::letters::letters;

/// The white space that may stand between two words of one expression: a line feed and
/// the indent of a hard-wrapped line.
const WIDEST_GAP: usize = 24;

/// The signs that make a numeral after them an amount, a number of something or a part of
/// an identifier.
const PREFIXES: &[u8] = b"$#.,+&@/_=<";

/// A word of a text that matters to dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) span: ByteSpan,
    /// What it is.
    pub(super) word: Word,
    /// How it is written.
    pub(super) case: Case,
    /// What separates it from the token before.
    pub(super) gap: Gap,
    /// The number of its sentence.
    pub(super) sentence: u32,
    /// Its place among all words of the text, kept or not.
    pub(super) ordinal: u32,
    /// Its place among all words of its sentence.
    pub(super) in_sentence: u32,
}

/// The capitals of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// It begins with a small letter or a digit.
    Lower,
    /// Its first letter is a capital.
    Initial,
    /// All its letters are.
    Upper,
}

/// What stands between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, within a paragraph.
    Space,
    /// A comma.
    Comma,
    /// A full stop, after an abbreviation or a sentence.
    Stop,
    /// A hyphen or a dash.
    Dash,
    /// A slash.
    Slash,
    /// An opening parenthesis.
    Open,
    /// The ending of a genitive: "this year's third quarter".
    Genitive,
    /// Other words, other marks, or the end of a paragraph.
    Broken,
}

/// The words of a text that matter to dates, in order.
///
/// All other words are passed over after a look at one slot of a table; what is kept of
/// them is only that they break a gap.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut scanner = Scanner::new(text.as_bytes());
    scanner.run();
    scanner.tokens
}

struct Scanner<'t> {
    bytes: &'t [u8],
    tokens: Vec<Token>,
    sentence: u32,
    ordinal: u32,
    sentence_start: u32,
    last_word: usize,
}

/// What a byte begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// A byte of a character beyond ASCII: a letter, unless it is one of a few marks.
    Wide,
    /// What may end a sentence.
    Final,
    Line,
    Other,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'.' | b'!' | b'?' | b';' => Class::Final,
            b'\n' => Class::Line,
            128.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

impl<'t> Scanner<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        // News has a word that matters to dates about every fourteen bytes.
        let tokens = Vec::with_capacity(bytes.len() / 12);
        Self { bytes, tokens, sentence: 0, ordinal: 0, sentence_start: 0, last_word: 0 }
    }

    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            at = match CLASSES[usize::from(byte)] {
                Class::Letter => self.word(at),
                Class::Digit => self.numeral(at),
                Class::Wide => match mark_width(&self.bytes[at..]) {
                    0 => self.word(at),
                    width => at + width,
                },
                Class::Final => {
                    if self.ends_sentence(at) {
                        self.begin_sentence();
                    }
                    at + 1
                }
                Class::Line => {
                    if self.ends_paragraph(at) {
                        self.begin_sentence();
                    }
                    at + 1
                }
                Class::Other => at + 1,
            };
        }
    }

    fn begin_sentence(&mut self) {
        self.sentence = self.sentence.wrapping_add(1);
        self.sentence_start = self.ordinal;
    }

    /// Reads the word at `start` and returns its end.
    fn word(&mut self, start: usize) -> usize {
        // Most words are letters only, and the loop finds their end at its first look.
        let letters = letters(self.bytes, start);
        let mut end = start + letters.len;
        while let Some(&byte) = self.bytes.get(end) {
            match CLASSES[usize::from(byte)] {
                Class::Letter | Class::Digit => end += 1,
                Class::Wide if mark_width(&self.bytes[end..]) == 0 => end += 1,
                _ => break,
            }
        }
        self.ordinal = self.ordinal.wrapping_add(1);
        self.last_word = start;
        let spelled = &self.bytes[start..end];
        if let Some(end) = meridiem(self.bytes, start) {
            let word = Word::Meridiem(match self.bytes[start] {
                b'a' | b'A' => Meridiem::Before,
                _ => Meridiem::After,
            });
            self.push(ByteSpan::new(start, end), word);
            return end;
        }
        if let Some((era, end)) = dotted_era(self.bytes, start) {
            self.push(ByteSpan::new(start, end), Word::Era(era));
            return end;
        }
        let word = match letters.len {
            len if len == spelled.len() && len > 1 => {
                lexicon::lookup_packed(spelled, letters.packed)
            }
            _ => lexicon::lookup(spelled),
        };
        if let Some(word) = word {
            self.push(ByteSpan::new(start, end), word);
        }
        end
    }

    /// Reads the numeral at `start` and returns its end.
    fn numeral(&mut self, start: usize) -> usize {
        let numeral = numeral::read(self.bytes, start);
        self.ordinal = self.ordinal.wrapping_add(1);
        self.last_word = start;
        if let Some((word, end)) = numeral.word
            && self.stands_free(start)
        {
            self.push(ByteSpan::new(self.start_of_numeral(start, word), end), word);
        }
        numeral.extent
    }

    /// Where a numeral begins: the apostrophe of "'80s" is a part of it.
    fn start_of_numeral(&self, start: usize, word: Word) -> usize {
        let before = &self.bytes[..start];
        match word {
            Word::Numeric(Numeric::Decade(_)) if before.ends_with(b"'") => start - 1,
            Word::Numeric(Numeric::Decade(_))
                if before.ends_with("’".as_bytes()) || before.ends_with("‘".as_bytes()) =>
            {
                start - 3
            }
            _ => start,
        }
    }

    /// Whether nothing before a numeral makes it a part of something else, as in
    /// `$2017`, `F-2020` or `No.17`.
    fn stands_free(&self, start: usize) -> bool {
        let joined_to = |token: &Token| token.span.end() + 1 == start;
        match start.checked_sub(1).map(|before| self.bytes[before]) {
            Some(b'-' | b'/') => self.tokens.last().is_some_and(joined_to),
            Some(mark) => !PREFIXES.contains(&mark),
            None => true,
        }
    }

    fn push(&mut self, span: ByteSpan, word: Word) {
        let gap = match self.tokens.last() {
            Some(last) => gap(&self.bytes[last.span.end()..span.start()]),
            None => Gap::Broken,
        };
        let case = case(&self.bytes[span.start()..span.end()]);
        let (sentence, ordinal) = (self.sentence, self.ordinal);
        let in_sentence = ordinal.wrapping_sub(self.sentence_start);
        self.tokens.push(Token { span, word, case, gap, sentence, ordinal, in_sentence });
    }

    /// Whether the mark at `at` ends a sentence: white space or a quote follows, then no
    /// small letter and no digit, and the word before is not short and capitalised, as
    /// abbreviations and initials are.
    fn ends_sentence(&self, at: usize) -> bool {
        let rest = &self.bytes[at + 1..];
        let next = rest.iter().take(WIDEST_GAP).position(|byte| !byte.is_ascii_whitespace());
        let goes_on = match next {
            Some(0) => !matches!(rest[0], b'"' | b'\'' | b')' | 0xE2),
            Some(next) => rest[next].is_ascii_lowercase() || rest[next].is_ascii_digit(),
            None => false,
        };
        let before = &self.bytes[self.last_word.min(at)..at];
        let abbreviated = before.len() <= 4 && before.first().is_some_and(u8::is_ascii_uppercase);
        !(goes_on || abbreviated && self.bytes[at] == b'.')
    }

    /// Whether nothing but white space stands between the line feed at `at` and another.
    fn ends_paragraph(&self, at: usize) -> bool {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
        let blanks = self.bytes[at + 1..].iter().take(WIDEST_GAP).take_while(blank).count();
        self.bytes.get(at + 1 + blanks) == Some(&b'\n')
    }
}

/// The end of "a.m." or "p.m." where it begins at `start`.
fn meridiem(bytes: &[u8], start: usize) -> Option<usize> {
    match bytes[start..] {
        [b'a' | b'A' | b'p' | b'P', b'.', b'm' | b'M', ref rest @ ..]
            if !rest.first().is_some_and(u8::is_ascii_alphanumeric) =>
        {
            Some(start + 3 + usize::from(rest.first() == Some(&b'.')))
        }
        _ => None,
    }
}

/// The era and the end of "B.C." or "A.D." where it begins at `start`.
fn dotted_era(bytes: &[u8], start: usize) -> Option<(Era, usize)> {
    let (era, rest) = match &bytes[start..] {
        [b'B', b'.', b'C', rest @ ..] => (Era::Before, rest),
        [b'A', b'.', b'D', rest @ ..] => (Era::Common, rest),
        _ => return None,
    };
    let is_whole = !rest.first().is_some_and(u8::is_ascii_alphanumeric);
    is_whole.then(|| (era, start + 3 + usize::from(rest.first() == Some(&b'.'))))
}

/// The width of the mark, no letter, that begins here beyond ASCII; 0 for a letter.
///
/// General punctuation (dashes, quotes, spaces), the no-break space and guillemets.
fn mark_width(bytes: &[u8]) -> usize {
    match bytes {
        [0xE2, 0x80, _, ..] => 3,
        [0xC2, 0xA0 | 0xAB | 0xBB | 0xB7, ..] => 2,
        _ => 0,
    }
}

fn case(word: &[u8]) -> Case {
    match word {
        [first, rest @ ..] if first.is_ascii_uppercase() => {
            let upper = !rest.is_empty() && !rest.iter().any(u8::is_ascii_lowercase);
            if upper { Case::Upper } else { Case::Initial }
        }
        _ => Case::Lower,
    }
}

/// Reads what stands between two tokens.
fn gap(between: &[u8]) -> Gap {
    if between == b" " {
        return Gap::Space;
    }
    if between.len() > WIDEST_GAP {
        return Gap::Broken;
    }
    if let [b'\'', b's', b' '] | [0xE2, 0x80, 0x99, b's', b' '] = between {
        return Gap::Genitive;
    }
    let mut gap = Gap::Space;
    let mut lines = 0;
    let mut at = 0;
    while at < between.len() {
        let (mark, width) = separator(&between[at..]);
        lines += usize::from(between[at] == b'\n');
        at += width;
        gap = match (gap, mark) {
            (gap, Gap::Space) => gap,
            (Gap::Space, mark) => mark,
            // "Sept., 2021"
            (Gap::Stop, Gap::Comma) => Gap::Comma,
            // "Sept.-Oct."
            (Gap::Stop, Gap::Dash) => Gap::Dash,
            _ => return Gap::Broken,
        };
    }
    if lines > 1 || between.is_empty() { Gap::Broken } else { gap }
}

/// What the first character of a gap makes of it, and its width.
fn separator(between: &[u8]) -> (Gap, usize) {
    match between {
        [b' ' | b'\n' | b'\t' | b'\r', ..] => (Gap::Space, 1),
        [b',', ..] => (Gap::Comma, 1),
        [b'.', ..] => (Gap::Stop, 1),
        [b'-', ..] => (Gap::Dash, 1),
        [b'/', ..] => (Gap::Slash, 1),
        [b'(', ..] => (Gap::Open, 1),
        [0xE2, 0x80, 0x90..=0x95, ..] => (Gap::Dash, 3),
        [0xC2, 0xA0, ..] => (Gap::Space, 2),
        _ => (Gap::Broken, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, Gap)> {
        tokens(text).iter().map(|token| (token.span.of(text).unwrap(), token.gap)).collect()
    }

    #[test]
    fn words_are_kept_with_their_gaps() {
        use Gap::{Broken, Comma, Dash, Open, Space, Stop};
        for (text, expected) in [
            ("Sept. 6, 2021", &[("Sept", Broken), ("6", Stop), ("2021", Comma)][..]),
            ("mid-\nSeptember", &[("mid", Broken), ("September", Dash)]),
            ("two\n    weeks", &[("two", Broken), ("weeks", Space)]),
            ("two\n\nweeks", &[("two", Broken), ("weeks", Broken)]),
            ("two big weeks", &[("two", Broken), ("weeks", Broken)]),
            ("Sept., 2021", &[("Sept", Broken), ("2021", Comma)]),
            ("May 3 – June 4", &[("May", Broken), ("3", Space), ("June", Dash), ("4", Space)]),
            ("Thursday (Sept", &[("Thursday", Broken), ("Sept", Open)]),
            ("May\u{a0}3", &[("May", Broken), ("3", Space)]),
            ("$2017 F-2020 A2021 £2017 @2017", &[]),
            ("Monday’s", &[("Monday", Broken)]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_are_told_apart() {
        for (text, sentences) in [
            ("on Monday. On Tuesday", 2),
            ("on Monday, Sept. 6 and Tuesday", 1),
            ("Monday\n\nTuesday", 2),
            ("Monday\nTuesday", 1),
            ("last “week.” Today", 2),
            ("the U.S. Monday", 1),
        ] {
            let last = tokens(text).last().map(|token| token.sentence + 1);
            assert_eq!(last, Some(sentences), "{text}");
        }
    }
}
