//! The one analyzer: what is indexed and what is asked for go through the same code, or
//! searches would silently miss.
//!
//! Every word is indexed by its stem; where the folded word differs from its stem it is
//! indexed as well, behind [`EXACT`], at the same position, once in a text: that is what a
//! preference for exact forms needs. So `house` finds `houses`, and an exact match can
//! count for more, at the price of about one token for five words. An acronym that
//! would be another word is indexed as it is printed, too: *US* is more than *us*. Other ways to write a
//! word stand at its position ([`FormRole`]).

mod first_letters;
mod forms;
mod lists;
mod spelling;
mod stems;
mod words;

use dateline_model::ByteSpan;
pub use first_letters::FirstLetters;
pub use forms::FormRole;
use forms::Forms;
pub(crate) use lists::ListTokenizer;
use stems::{Occurrence, Stems};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The version of the analyzer. An index made with another one answers wrongly and has to
/// be made anew.
pub const ANALYZER_VERSION: u32 = 2;

/// Stands before a folded word that is indexed beside its stem, and before an
/// acronym in capitals. No word contains it.
pub const EXACT: char = '=';

/// The term of an acronym, which stands once in a text beside the word that it would be in
/// small letters.
///
/// ```
/// assert_eq!(dateline_schema::acronym_term("who"), "=WHO");
/// ```
#[must_use]
pub fn acronym_term(folded: &str) -> String {
    format!("{EXACT}{}", folded.to_ascii_uppercase())
}

/// A form of a word of a text as the index knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its bytes in the text, without a possessive `'s`.
    pub span: ByteSpan,
    /// The number of its word in the text, from 0.
    pub position: usize,
    /// What it is to its word.
    pub role: FormRole,
    /// Lower case, without accents.
    pub folded: &'a str,
    /// The stem of that.
    pub stem: &'a str,
    /// Whether it is an acronym that in small letters would be another word: `US`, `U.S.`.
    pub is_acronym: bool,
}

/// Turns texts into words. Keeps a table of stems: make one for many texts.
///
/// ```
/// use dateline_schema::Analyzer;
///
/// let mut stems = Vec::new();
/// Analyzer::new().for_each_word("Massoud’s safe houses", |word| stems.push(word.stem.to_owned()));
/// assert_eq!(stems, ["massoud", "safe", "hous"]);
/// ```
#[derive(Clone)]
pub struct Analyzer {
    stems: Stems,
    stem: String,
}

impl Analyzer {
    /// An analyzer that remembers no stem yet.
    #[must_use]
    pub fn new() -> Self {
        Self { stems: Stems::new(), stem: String::new() }
    }

    /// Calls `visit` with each word of `text`, in order, and after it with the forms that
    /// stand beside it.
    pub fn for_each_word(&mut self, text: &str, mut visit: impl FnMut(Word<'_>)) {
        let mut forms = Forms::new(text);
        let mut next = 0;
        while forms.advance() {
            let (span, role, folded) = (forms.span(), forms.role(), forms.folded());
            self.stems.stem_into(folded, &mut self.stem);
            next += usize::from(role == FormRole::Word);
            // Nothing stands beside a word that was not read.
            let position = next.saturating_sub(1);
            let is_acronym = forms.is_acronym();
            visit(Word { span, position, role, folded, stem: &self.stem, is_acronym });
        }
    }

    /// As [`Self::for_each_word`], of the words that begin with one of the letters alone:
    /// stemming them costs most.
    pub fn for_each_word_among(
        &mut self,
        text: &str,
        letters: &FirstLetters,
        mut visit: impl FnMut(Word<'_>),
    ) {
        let mut forms = Forms::new(text);
        let mut next = 0;
        while forms.advance() {
            let (span, role, folded) = (forms.span(), forms.role(), forms.folded());
            next += usize::from(role == FormRole::Word);
            if !letters.may_begin(folded) {
                continue;
            }
            self.stems.stem_into(folded, &mut self.stem);
            let position = next.saturating_sub(1);
            let is_acronym = forms.is_acronym();
            visit(Word { span, position, role, folded, stem: &self.stem, is_acronym });
        }
    }

    /// The stem of a word; of several, that of the last, and empty where there is none.
    pub fn stem(&mut self, word: &str) -> String {
        let mut stem = String::new();
        self.for_each_word(word, |word| {
            if word.role == FormRole::Word {
                word.stem.clone_into(&mut stem);
            }
        });
        stem
    }
}

/// Calls `visit` with the span of each word of `text` and the word folded, in order: one for
/// each position that [`Analyzer::for_each_word`] gives, without the cost of stems.
pub(crate) fn for_each_plain_word(text: &str, mut visit: impl FnMut(ByteSpan, &str)) {
    let mut forms = Forms::new(text);
    while forms.advance() {
        if forms.role() == FormRole::Word {
            visit(forms.span(), forms.folded());
        }
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

/// The analyzer as tantivy calls it.
#[derive(Clone)]
pub(crate) struct TextTokenizer {
    stems: Stems,
    /// The exact form that is to follow its stem.
    exact: String,
    /// The acronym that is to follow.
    capitals: String,
    scratch: String,
    token: Token,
}

impl TextTokenizer {
    pub(crate) fn new() -> Self {
        Self {
            stems: Stems::new(),
            exact: String::new(),
            capitals: String::new(),
            scratch: String::new(),
            token: Token::default(),
        }
    }
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'a> = TextTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TextTokens<'a> {
        self.token.reset();
        self.stems.begin();
        self.exact.clear();
        self.capitals.clear();
        TextTokens { forms: Forms::new(text), tokenizer: self }
    }
}

/// The tokens of one text: of each form its stem, then the form itself where it differs and
/// is new in the text, then, of an acronym, its capitals.
pub(crate) struct TextTokens<'a> {
    forms: Forms<'a>,
    tokenizer: &'a mut TextTokenizer,
}

impl TokenStream for TextTokens<'_> {
    #[inline]
    fn advance(&mut self) -> bool {
        let TextTokenizer { exact, capitals, token, .. } = &mut *self.tokenizer;
        for following in [exact, capitals] {
            if !following.is_empty() {
                std::mem::swap(&mut token.text, following);
                following.clear();
                return true;
            }
        }
        self.next_form()
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}

impl TextTokens<'_> {
    /// The stem of the next form; notes what is to follow it.
    fn next_form(&mut self) -> bool {
        let TextTokenizer { stems, exact, capitals, scratch, token } = &mut *self.tokenizer;
        let forms = &mut self.forms;
        if !forms.advance() {
            return false;
        }
        let occurrence = stems.stem_into(forms.folded(), &mut token.text);
        token.offset_from = forms.span().start();
        token.offset_to = forms.span().end();
        if forms.role() == FormRole::Word {
            // A fresh token's position is one before the first.
            token.position = token.position.wrapping_add(1);
        }
        if occurrence == Occurrence::New && token.text != forms.folded() {
            exact.push(EXACT);
            exact.push_str(forms.folded());
        }
        if forms.is_acronym() {
            capitals.push(EXACT);
            capitals.extend(forms.folded().chars().map(|c| c.to_ascii_uppercase()));
            if stems.stem_into(&capitals[EXACT.len_utf8()..], scratch) == Occurrence::Again {
                capitals.clear();
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_and_its_word_share_a_position() {
        let mut tokenizer = TextTokenizer::new();
        for _ in 0..2 {
            let mut tokens = Vec::new();
            let mut stream = tokenizer.token_stream("Safe houses in Dushanbe");
            stream.process(&mut |token| tokens.push((token.position, token.text.clone())));
            let expected = [
                (0, "safe"),
                (1, "hous"),
                (1, "=houses"),
                (2, "in"),
                (3, "dushanb"),
                (3, "=dushanbe"),
            ];
            assert_eq!(tokens, expected.map(|(position, text)| (position, text.to_owned())));
        }
    }

    #[test]
    fn both_ways_to_read_a_text_agree() {
        let text = "On Wednesday, the U.S. said Saleh’s anti-war houses — naïve — were \
                    Müller's; O'Brien fled.";
        let mut words = Vec::new();
        Analyzer::new().for_each_word(text, |word| {
            words.push((word.position, word.stem.to_owned()));
        });
        let mut tokenizer = TextTokenizer::new();
        let mut tokens = Vec::new();
        tokenizer.token_stream(text).process(&mut |token| {
            if !token.text.starts_with(EXACT) {
                tokens.push((token.position, token.text.clone()));
            }
        });
        assert_eq!(words, tokens);
    }
}
