//! The forms of the words of a text: what marks inside a word join, and other ways to write
//! it.
//!
//! *Qur'an* is written *Quran* elsewhere, *anti-war* *antiwar*, *Müller* *Mueller*, *25,000*
//! *25000*. What has one meaning in every hand becomes one word; where both ways to read it
//! are right, the other one is indexed beside it.

use dateline_model::{ByteSpan, fold};

use super::words::{LONGEST_WORD, Spelling, Words, is_word_character};

/// What a form is to the word at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormRole {
    /// The word itself. The only form that moves on to a position of its own.
    Word,
    /// Another way to write the word: `mueller` of *Müller*; or, at the second of two words,
    /// to write both: `antiwar` of *anti-war*.
    Variant,
    /// A part of the word that is looked for by itself: `brien` of *O'Brien*.
    Part,
}

/// A form that stands beside a word.
#[derive(Debug, Clone)]
struct Beside {
    span: ByteSpan,
    folded: String,
    role: FormRole,
}

/// How far the words at hand are joined by hyphens.
#[derive(Debug)]
enum Chain {
    /// They are not.
    None,
    /// One word, with a hyphen after it.
    Half { start: usize, folded: String },
    /// More than two words, which nobody writes as one.
    Long,
}

/// A mark inside of what is written together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Apostrophe,
    /// The comma of thousands.
    Thousands,
    /// A hyphen or an ampersand.
    Hyphen,
}

/// The most words that apostrophes or commas join: *rock'n'roll*, *1,000,000,000*.
const MOST_JOINED: usize = 6;

/// A part is looked for by itself from so many bytes on: not the `t` of *don't*.
const SHORTEST_PART: usize = 3;

/// Acronyms of the news that in small letters are other words, sorted.
const ACRONYMS: [&str; 26] = [
    "ace", "aids", "aim", "arm", "care", "cop", "dot", "fast", "gap", "ice", "is", "it", "la",
    "mad", "nice", "pen", "ram", "sad", "salt", "seal", "shape", "star", "start", "swat", "us",
    "who",
];

/// The forms of the words of a text, in order.
pub(super) struct Forms<'a> {
    words: Words<'a>,
    /// Where the form stands that was read last.
    span: ByteSpan,
    /// Its folded form and role, where it is not just the last word.
    special: Option<Beside>,
    /// What is to follow it, the last one first.
    beside: Vec<Beside>,
    chain: Chain,
}

impl<'a> Forms<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let words = Words::new(text);
        let span = ByteSpan::new(0, 0);
        Self { words, span, special: None, beside: Vec::new(), chain: Chain::None }
    }

    /// Reads the next form; says whether there is one.
    #[inline]
    pub(super) fn advance(&mut self) -> bool {
        if !self.beside.is_empty() {
            self.special = self.beside.pop();
            return true;
        }
        self.special = None;
        let Some(span) = self.words.next_word() else { return false };
        self.span = span;
        let next = self.words.text().as_bytes().get(self.words.at());
        let may_join = matches!(next, Some(b'\'' | b'-' | b'&' | b',' | 0xe2));
        if may_join || self.words.spelling() == Spelling::Any || !matches!(self.chain, Chain::None)
        {
            self.joined();
        }
        true
    }

    /// Where the form stands; a part, like a variant, where the whole word does.
    #[inline]
    pub(super) fn span(&self) -> ByteSpan {
        self.special.as_ref().map_or(self.span, |form| form.span)
    }

    /// The form, folded.
    #[inline]
    pub(super) fn folded(&self) -> &str {
        self.special.as_ref().map_or_else(|| self.words.folded(), |form| &form.folded)
    }

    /// What the form is to its word.
    #[inline]
    pub(super) fn role(&self) -> FormRole {
        self.special.as_ref().map_or(FormRole::Word, |form| form.role)
    }

    /// Whether it is an acronym that in small letters would be another word.
    #[inline]
    pub(super) fn is_acronym(&self) -> bool {
        let bytes = &self.words.text().as_bytes()[self.span.start()..self.span.end()];
        let is_begun =
            bytes.len() >= 2 && bytes[0].is_ascii_uppercase() && !bytes[1].is_ascii_lowercase();
        is_begun
            && self.special.is_none()
            && bytes.iter().all(|&byte| byte.is_ascii_uppercase() || byte == b'.')
            && ACRONYMS.binary_search(&self.words.folded()).is_ok()
    }

    /// Joins the word that was read last with those that belong to it, and makes the forms
    /// that stand beside it.
    #[cold]
    fn joined(&mut self) {
        let variant = match self.words.spelling() {
            Spelling::Any => spelled_out(self.span.of(self.words.text()).unwrap_or_default()),
            _ => None,
        };
        if let Some(folded) = variant {
            self.beside.push(Beside { span: self.span, folded, role: FormRole::Variant });
        }
        let mut joint = self.joint();
        if matches!(joint, Some(Joint::Apostrophe | Joint::Thousands)) {
            joint = self.join(joint);
        }
        self.chain(joint == Some(Joint::Hyphen));
    }

    /// Takes the words that apostrophes or commas join to this one; returns what comes after
    /// them.
    fn join(&mut self, mut joint: Option<Joint>) -> Option<Joint> {
        let mut whole = self.words.folded().to_owned();
        let mut span = self.span;
        let mut parts = Vec::new();
        let mut count = 1;
        while let Some(mark @ (Joint::Apostrophe | Joint::Thousands)) = joint
            && count < MOST_JOINED
        {
            if mark == Joint::Apostrophe {
                add_part(&mut parts, span, &whole, count);
            }
            let Some(next) = self.words.next_word() else { break };
            count += 1;
            whole.push_str(self.words.folded());
            if mark == Joint::Apostrophe {
                add_part(&mut parts, next, self.words.folded(), 1);
            }
            span = ByteSpan::new(self.span.start(), next.end());
            joint = self.joint();
        }
        whole.truncate(whole.floor_char_boundary(LONGEST_WORD));
        self.beside.splice(0..0, parts.into_iter().rev());
        self.span = span;
        self.special = Some(Beside { span, folded: whole, role: FormRole::Word });
        joint
    }

    /// Makes one word of the two around a hyphen, unless a third one follows.
    fn chain(&mut self, goes_on: bool) {
        let next = match (&self.chain, goes_on) {
            (Chain::None, true) => {
                Chain::Half { start: self.span.start(), folded: self.folded().to_owned() }
            }
            (Chain::Half { .. } | Chain::Long, true) => Chain::Long,
            (_, false) => Chain::None,
        };
        if let (Chain::Half { start, mut folded }, false) =
            (std::mem::replace(&mut self.chain, next), goes_on)
        {
            folded.push_str(self.folded());
            let has_letter = folded.bytes().any(|byte| !byte.is_ascii_digit());
            if has_letter && folded.len() <= LONGEST_WORD {
                let span = ByteSpan::new(start, self.span.end());
                self.beside.insert(0, Beside { span, folded, role: FormRole::Variant });
            }
        }
    }

    /// The mark after the word that was read last, if a word follows it at once and both may
    /// belong together.
    fn joint(&self) -> Option<Joint> {
        let rest = &self.words.text()[self.words.at()..];
        let mut characters = rest.chars();
        let joint = match characters.next()? {
            '\'' | '\u{2019}' => Joint::Apostrophe,
            '-' | '\u{2010}' | '\u{2011}' | '&' => Joint::Hyphen,
            ',' => Joint::Thousands,
            _ => return None,
        };
        let after = characters.as_str();
        let belongs = match joint {
            Joint::Apostrophe => after.starts_with(char::is_alphabetic) && self.ends_in_letter(),
            Joint::Hyphen => after.starts_with(is_word_character),
            Joint::Thousands => self.is_of_thousands() && begins_with_thousand(after),
        };
        belongs.then_some(joint)
    }

    fn ends_in_letter(&self) -> bool {
        self.words.folded().ends_with(|last: char| !last.is_ascii_digit())
    }

    /// Whether the last word is one to three digits.
    fn is_of_thousands(&self) -> bool {
        let word = self.words.folded();
        (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Notes the part if it is long enough; the first word is one, what was joined is none.
fn add_part(parts: &mut Vec<Beside>, span: ByteSpan, folded: &str, count: usize) {
    if count == 1 && folded.len() >= SHORTEST_PART {
        parts.push(Beside { span, folded: folded.to_owned(), role: FormRole::Part });
    }
}

fn begins_with_thousand(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && !text[3..].starts_with(is_word_character)
}

/// The word folded with its marked vowels spelled out, as in German and the languages of
/// the North, where it has one.
fn spelled_out(word: &str) -> Option<String> {
    let mut plain = String::with_capacity(word.len() + 4);
    let mut characters = word.chars().peekable();
    let mut is_other = false;
    while let Some(character) = characters.next() {
        let has_marks = characters.next_if_eq(&'\u{308}').is_some();
        let letters = match (character.to_ascii_lowercase(), has_marks) {
            ('a', true) | ('ä' | 'Ä', _) => "ae",
            ('o', true) | ('ö' | 'Ö' | 'ø' | 'Ø', _) => "oe",
            ('u', true) | ('ü' | 'Ü', _) => "ue",
            ('å' | 'Å', _) => "aa",
            _ => {
                plain.push(character);
                continue;
            }
        };
        plain.push_str(letters);
        is_other = true;
    }
    let folded = || {
        let mut folded = fold(&plain).into_owned();
        folded.retain(char::is_alphanumeric);
        folded.truncate(folded.floor_char_boundary(LONGEST_WORD));
        folded
    };
    is_other.then(folded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words as they are, variants in brackets, parts in parentheses.
    fn forms(text: &str) -> String {
        let mut forms = Forms::new(text);
        let mut found = Vec::new();
        while forms.advance() {
            found.push(match forms.role() {
                FormRole::Word => forms.folded().to_owned(),
                FormRole::Variant => format!("[{}]", forms.folded()),
                FormRole::Part => format!("({})", forms.folded()),
            });
        }
        found.join(" ")
    }

    #[test]
    fn forms_table() {
        for (text, expected) in [
            ("Massoud fled.", "massoud fled"),
            ("Saleh's brother", "saleh brother"),
            ("the brothers' house", "the brothers house"),
            ("O'Brien and O’Brien's", "obrien (brien) and obrien (brien)"),
            ("l'Oréal", "loreal (oreal)"),
            ("Côte d'Ivoire", "cote divoire (ivoire)"),
            ("don't", "dont (don)"),
            ("Qur'an Sana'a", "quran (qur) sanaa (sana)"),
            ("rock'n'roll", "rocknroll (rock) (roll)"),
            ("the '90s, 'no'", "the 90s no"),
            ("25,000 of 1,234,567 men", "25000 of 1234567 men"),
            (
                "1,2,3 and 10,20 and 1,0000 and 2021,100a",
                "1 2 3 and 10 20 and 1 0000 and 2021 100a",
            ),
            ("anti-war protest", "anti war [antiwar] protest"),
            ("COVID-19, F-16", "covid 19 [covid19] f 16 [f16]"),
            ("AT&T and R&D", "at t [att] and r d [rd]"),
            ("state-of-the-art car", "state of the art car"),
            ("2021-09-06 2020-21", "2021 09 06 2020 21"),
            ("Al-Qa'ida", "al qaida (ida) [alqaida]"),
            ("Smith - Jones, well-", "smith jones well"),
            ("al\u{2011}Qaeda", "al qaeda [alqaeda]"),
            ("Müller", "muller [mueller]"),
            ("Mu\u{308}ller", "muller [mueller]"),
            ("Malmö-Århus", "malmo [malmoe] arhus [aarhus] [malmoarhus]"),
            ("naïve café", "naive cafe"),
            ("the U.S. and the US", "the us and the us"),
            ("", ""),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }

    #[test]
    fn acronyms_table() {
        assert!(ACRONYMS.is_sorted());
        for (text, expected) in [
            ("US", true),
            ("U.S.", true),
            ("WHO", true),
            ("Us", false),
            ("us", false),
            ("A", false),
            ("NATO", false),
            ("US-led", true),
        ] {
            let mut forms = Forms::new(text);
            assert!(forms.advance());
            assert_eq!(forms.is_acronym(), expected, "{text}");
        }
    }

    #[test]
    fn a_long_chain_is_read_in_linear_time() {
        for unit in ["a'", "a-", "1,234", "a&", "ö'", "’"] {
            let text = unit.repeat(1 << 18);
            let mut forms = Forms::new(&text);
            let mut bytes = 0;
            while forms.advance() {
                bytes += forms.folded().len();
            }
            assert!(bytes <= 4 * text.len(), "{unit}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_on_boundaries_and_words_are_bounded(
            text in "([a-zA-Z0-9]|['’,&-]|[öé\u{308}東\\.\\s]){0,48}"
        ) {
            let mut forms = Forms::new(&text);
            let mut last = 0;
            while forms.advance() {
                let span = forms.span();
                prop_assert!(!span.is_empty() && span.of(&text).is_some());
                prop_assert!(!forms.folded().is_empty());
                prop_assert!(forms.folded().len() <= LONGEST_WORD);
                if forms.role() == FormRole::Word {
                    prop_assert!(span.start() >= last);
                    last = span.end();
                }
            }
        }
    }
}
