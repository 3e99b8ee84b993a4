//! A text to its tokens: words, numbers and the marks between them, in one pass over the
//! bytes.

use crate::letters::{letters, pack};
use crate::lexicon::Traits;
use crate::vocabulary::{Known, Vocabulary};

/// The longest word that is looked at, in bytes. Longer ones are no words of a language.
pub(crate) const LONGEST_WORD: usize = 64;

/// How a word is written, or what stands instead of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word that begins with a small letter, or with one of a script without case.
    Lower,
    /// A capital and small letters after it: `Kabul`, `McCain`.
    Capital,
    /// Two capitals or more and no small letter: `NATO`, `KABUL`.
    Upper,
    /// One capital by itself, with its full stop if it has one: `F.`
    Initial,
    /// Capitals with a full stop after each: `U.S.`, `J.K.`
    Dotted,
    /// Digits, and what is written together with them.
    Number,
    /// `'s`, which ends a name.
    Possessive,
    /// `,`
    Comma,
    /// `.`, `!`, `?`, `…`: ends a sentence.
    Stop,
    /// Anything else.
    Mark,
}

impl Shape {
    /// Whether it is a word in capitals, at least its first letter.
    pub(crate) fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Initial | Self::Dotted)
    }

    /// Whether it is a word.
    pub(crate) fn is_word(self) -> bool {
        self.is_capital() || self == Self::Lower
    }
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// A hyphen between two words.
    Hyphen,
    /// Spaces, or the line feed of a hard-wrapped line.
    Space,
    /// The end of a line or a paragraph: no name goes on after it.
    Break,
}

/// Where a word stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// First: its capital says nothing.
    First,
    /// Somewhere after the first word.
    Later,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its first byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// How it is written.
    pub(crate) shape: Shape,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Where it stands.
    pub(crate) position: Position,
    /// The word it is; none for what is no word, or one too long.
    pub(crate) word: Option<Known>,
}

/// The tokens of a text, in order; its words are learned by the vocabulary.
pub(crate) fn tokens(text: &str, vocabulary: &mut Vocabulary) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        at: 0,
        gap: Gap::Break,
        line_start: 0,
        position: Position::First,
        tokens: Vec::with_capacity(text.len() / 4),
        vocabulary,
    };
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.tokens
}

/// What a byte begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    LineFeed,
    Stop,
    Comma,
    Apostrophe,
    Quote,
    Hyphen,
    Mark,
    Wide,
}

/// The class of every byte.
const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' | b'\r' => Class::Space,
            b'\n' => Class::LineFeed,
            b'.' | b'!' | b'?' => Class::Stop,
            b',' => Class::Comma,
            b'\'' => Class::Apostrophe,
            b'"' => Class::Quote,
            b'-' => Class::Hyphen,
            128..=255 => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
}

/// The lengths of line, in bytes, after which a line feed may be a hard wrap: shorter
/// ones are headings, longer ones paragraphs.
const WRAPPED: std::ops::RangeInclusive<usize> = 48..=100;

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    gap: Gap,
    line_start: usize,
    position: Position,
    tokens: Vec<Token>,
    vocabulary: &'a mut Vocabulary,
}

impl Scanner<'_> {
    /// Reads what begins here.
    fn step(&mut self) {
        let byte = self.text.as_bytes()[self.at];
        match CLASSES[usize::from(byte)] {
            Class::Letter => self.word(),
            Class::Digit => self.number(),
            Class::Space => {
                self.at += 1;
                self.widen(Gap::Space);
            }
            Class::LineFeed => self.line_feed(),
            Class::Stop => self.stop(1),
            Class::Comma => self.mark(1, Shape::Comma),
            Class::Apostrophe => self.quote(1),
            Class::Quote => self.quote(1),
            Class::Hyphen => self.hyphen(1),
            Class::Mark => self.other_mark(1),
            Class::Wide => self.wide(),
        }
    }

    /// Makes the gap before the next token at least this wide.
    fn widen(&mut self, gap: Gap) {
        if self.gap != Gap::Break {
            self.gap = gap;
        }
    }

    /// A line feed: a space where a line is wrapped, a break elsewhere.
    fn line_feed(&mut self) {
        let wrapped = WRAPPED.contains(&(self.at - self.line_start));
        self.at += 1;
        self.line_start = self.at;
        let next = self.text.as_bytes().get(self.at).copied();
        // Wire text indents its paragraphs.
        let goes_on = !matches!(next, None | Some(b'\n' | b'\r' | b' ' | b'\t'));
        if wrapped && goes_on && self.gap != Gap::Break {
            self.gap = Gap::Space;
        } else {
            self.gap = Gap::Break;
            self.position = Position::First;
        }
    }

    /// Adds the token from here to `end` and goes there.
    fn push(&mut self, end: usize, shape: Shape, word: Option<Known>) {
        let (start, gap, position) = (self.at, self.gap, self.position);
        self.tokens.push(Token { start, end, shape, gap, position, word });
        self.at = end;
        self.gap = Gap::None;
    }

    fn mark(&mut self, len: usize, shape: Shape) {
        self.push(self.at + len, shape, None);
    }

    fn stop(&mut self, len: usize) {
        self.mark(len, Shape::Stop);
        self.position = Position::First;
    }

    /// A mark without a meaning of its own; a bullet, a dash or a colon may begin a
    /// sentence.
    fn other_mark(&mut self, len: usize) {
        let opens = matches!(self.text.as_bytes()[self.at], b':' | b'*' | b'|' | b'>' | b';');
        self.mark(len, Shape::Mark);
        if opens {
            self.position = Position::First;
        }
    }

    /// A quotation mark: what it opens begins a sentence. Also an apostrophe that stands
    /// before a word or after one.
    fn quote(&mut self, len: usize) {
        let opens = self.gap != Gap::None;
        self.mark(len, Shape::Mark);
        if opens {
            self.position = Position::First;
        }
    }

    /// A hyphen, which joins the words on both its sides.
    fn hyphen(&mut self, len: usize) {
        let after_word =
            self.gap == Gap::None && self.tokens.last().is_some_and(|token| token.shape.is_word());
        let next = self.text.as_bytes().get(self.at + len).copied();
        let before_word = next
            .is_some_and(|byte| matches!(CLASSES[usize::from(byte)], Class::Letter | Class::Wide));
        if after_word && before_word {
            self.at += len;
            self.gap = Gap::Hyphen;
        } else {
            self.mark(len, Shape::Mark);
        }
    }

    fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        while end < bytes.len() && self.goes_on_in_number(end) {
            end += 1;
        }
        self.push(end, Shape::Number, None);
        self.position = Position::Later;
    }

    /// Whether the byte belongs to the number before it: digits, letters, and separators
    /// between digits.
    fn goes_on_in_number(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        match CLASSES[usize::from(bytes[at])] {
            Class::Digit | Class::Letter => true,
            Class::Stop | Class::Comma => bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            _ => false,
        }
    }

    /// A character outside ASCII.
    fn wide(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else { return };
        let len = character.len_utf8();
        match character {
            '’' | '‘' | '“' | '”' | '«' | '»' | '„' | '‚' => self.quote(len),
            '…' => self.stop(len),
            '\u{2010}' | '\u{2011}' => self.hyphen(len),
            _ if is_letter(character) => self.word(),
            _ if character.is_whitespace() => {
                self.at += len;
                self.widen(Gap::Space);
            }
            '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2066}'..='\u{2069}' => {
                self.at += len;
            }
            _ => self.mark(len, Shape::Mark),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let (end, shape, packed) = self.short_word(start).unwrap_or_else(|| self.any_word(start));
        let spelled = &self.text[start..end];
        let word = match shape {
            Shape::Lower => self.vocabulary.small(spelled, packed),
            _ => self.vocabulary.capital(spelled, packed),
        };
        self.push(end, shape, word);
        self.position = Position::Later;
        self.after_word(start, end, word.filter(|_| packed.is_some()));
    }

    /// The end and shape of the word at `start`, and the word packed, if it is of the
    /// usual kind: a few ASCII letters and nothing after them that may go on with it.
    fn short_word(&self, start: usize) -> Option<(usize, Shape, Option<u128>)> {
        let bytes = self.text.as_bytes();
        let letters = letters(bytes, start);
        let end = start + letters.len;
        let next = bytes.get(end).map_or(Class::Mark, |&byte| CLASSES[usize::from(byte)]);
        let goes_on =
            matches!(next, Class::Letter | Class::Digit | Class::Apostrophe | Class::Wide);
        let counted = Capitals {
            letters: letters.len,
            capitals: letters.capitals,
            begins_capital: bytes.get(start).is_some_and(u8::is_ascii_uppercase),
        };
        let shape = counted.shape();
        let is_usual = letters.len > 0 && !goes_on && shape != Shape::Initial;
        is_usual.then_some((end, shape, Some(letters.packed)))
    }

    /// The same for any word.
    fn any_word(&self, start: usize) -> (usize, Shape, Option<u128>) {
        let mut word = Capitals::default();
        let mut end = self.word_end(start, &mut word);
        let mut shape = word.shape();
        if word.letters == 1 && shape == Shape::Initial {
            (end, shape) = self.initials(start, end);
        }
        (end, shape, pack(&self.text.as_bytes()[start..end]))
    }

    /// The possessive ending or the full stop of an abbreviation after a word, of which
    /// `packed` is known if it is ASCII.
    fn after_word(&mut self, start: usize, end: usize, packed: Option<Known>) {
        let bytes = self.text.as_bytes();
        match bytes.get(end) {
            Some(b'\'' | 0xe2) => {
                if let Some(len) = possessive(&self.text[end..]) {
                    self.mark(len, Shape::Possessive);
                }
            }
            Some(b'.') if end - start <= 6 => {
                // The full stop of `Sen.` is no end of a sentence; it is passed over, so
                // that title and name stay neighbours.
                let traits = match packed {
                    Some(word) => word.traits,
                    None => self.vocabulary.lexicon().traits(&self.text[start..end]),
                };
                let next = bytes.get(end + 1);
                let spaced = next.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b',');
                if traits.has(Traits::ABBREVIATION) && spaced {
                    self.at = end + 1;
                }
            }
            _ => {}
        }
    }

    /// Where the word that begins at `start` ends, its letters counted into `word`.
    fn word_end(&self, start: usize, word: &mut Capitals) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < bytes.len() {
            match CLASSES[usize::from(bytes[at])] {
                Class::Letter => word.ascii(bytes[at]),
                Class::Digit => {}
                Class::Apostrophe if self.joins_letters(at, 1) => {}
                Class::Wide => match self.text[at..].chars().next() {
                    Some(c) if is_letter(c) => {
                        word.wide(c);
                        at += c.len_utf8();
                        continue;
                    }
                    Some('’') if self.joins_letters(at, 3) => {
                        at += 3;
                        continue;
                    }
                    _ => break,
                },
                _ => break,
            }
            at += 1;
        }
        at
    }

    /// Whether the apostrophe at `at`, `len` bytes long, is inside a word (`O'Brien`) and
    /// not the one of a possessive.
    fn joins_letters(&self, at: usize, len: usize) -> bool {
        let next = self.text.as_bytes().get(at + len).copied();
        let is_letter = next
            .is_some_and(|byte| matches!(CLASSES[usize::from(byte)], Class::Letter | Class::Wide));
        is_letter && possessive(&self.text[at..]).is_none()
    }

    /// The end and shape of what begins with a single capital: `F.`, `U.S.`, `J.K.`
    fn initials(&self, start: usize, end: usize) -> (usize, Shape) {
        let bytes = self.text.as_bytes();
        let mut at = end;
        let mut count = 1;
        while bytes.get(at) == Some(&b'.') {
            let letter = bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase);
            let stop = bytes.get(at + 2) == Some(&b'.');
            if !(letter && stop) || at - start > 12 {
                break;
            }
            at += 2;
            count += 1;
        }
        match (count, bytes.get(at)) {
            (1, Some(b'.')) => (at + 1, Shape::Initial),
            (1, _) => (end, Shape::Initial),
            _ => (at + 1, Shape::Dotted),
        }
    }
}

/// The length of a possessive ending at the start of `rest`.
fn possessive(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let quote = match bytes.first()? {
        b'\'' => 1,
        0xe2 if rest.starts_with('’') => 3,
        _ => return None,
    };
    let is_s = matches!(bytes.get(quote), Some(b's' | b'S'));
    let ends = !rest[quote..].chars().nth(1).is_some_and(is_letter);
    (is_s && ends).then_some(quote + 1)
}

/// Letters of any script, and the marks on them.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}')
}

/// The letters of a word by case.
#[derive(Debug, Default)]
struct Capitals {
    letters: usize,
    capitals: usize,
    begins_capital: bool,
}

impl Capitals {
    fn ascii(&mut self, byte: u8) {
        self.count(byte.is_ascii_uppercase());
    }

    fn wide(&mut self, character: char) {
        if character.is_alphabetic() {
            self.count(character.is_uppercase());
        }
    }

    fn count(&mut self, is_capital: bool) {
        self.begins_capital |= is_capital && self.letters == 0;
        self.letters += 1;
        self.capitals += usize::from(is_capital);
    }

    fn shape(&self) -> Shape {
        match (self.begins_capital, self.letters) {
            (false, _) => Shape::Lower,
            (true, 1) => Shape::Initial,
            (true, letters) if letters == self.capitals => Shape::Upper,
            (true, _) => Shape::Capital,
        }
    }
}

#[cfg(test)]
mod tests {
    use dateline_gazetteer::Gazetteer;
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let shown = |token: &Token| {
            let gap = match token.gap {
                Gap::None => "",
                Gap::Hyphen => "-",
                Gap::Space => " ",
                Gap::Break => "|",
            };
            let first =
                if token.position == Position::First && token.shape.is_word() { "^" } else { "" };
            format!("{gap}{first}{}", &text[token.start..token.end])
        };
        let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
        tokens(text, &mut vocabulary).iter().map(shown).collect()
    }

    #[test]
    fn token_table() {
        for (text, expected) in [
            ("Ahmad Massoud said.", "|^Ahmad Massoud said."),
            ("Saleh’s brother", "|^Saleh’s brother"),
            ("in the U.S. and Washington D.C. today", "|^in the U.S. and Washington D.C. today"),
            ("Sen. Lindsey Graham left. He did", "|^Sen Lindsey Graham left. ^He did"),
            ("anti-Taliban - yes", "|^anti-Taliban - yes"),
            ("O'Brien and D’Souza", "|^O'Brien and D’Souza"),
            ("He said: \"Go\"", "|^He said: \"^Go\""),
            ("Kabul\n\nHerat", "|^Kabul|^Herat"),
            ("$160,000 for 3.5 million", "|$160,000 for 3.5 million"),
            ("a\u{301}b", "|^a\u{301}b"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_heading_does_not() {
        let wrapped =
            "    The government said on Monday that President Burhanuddin\nRabbani would stay";
        assert!(shown(wrapped).contains("Burhanuddin Rabbani"));
        assert!(shown("Allies gather\nMassoud leaves").contains("gather|^Massoud"));
    }

    proptest! {
        #[test]
        fn tokens_cover_letters_in_order(text in "\\PC{0,80}") {
            let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
            let mut end = 0;
            for token in tokens(&text, &mut vocabulary) {
                prop_assert!(token.start >= end && token.start < token.end);
                prop_assert!(text.get(token.start..token.end).is_some());
                end = token.end;
            }
        }
    }
}
