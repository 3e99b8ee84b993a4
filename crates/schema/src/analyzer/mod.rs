//! The one analyzer: what is indexed and what is asked for go through the same code, or
//! searches would silently miss.
//!
//! Every word is indexed by its stem; where the folded word differs from its stem it is
//! indexed as well, behind [`EXACT`], at the same position, once in a text: that is what a
//! preference for exact forms needs. So `house` finds `houses`, and an exact match can
//! count for more, at the price of about one token for five words.

mod lists;
mod stems;
mod words;

use dateline_model::ByteSpan;
pub(crate) use lists::ListTokenizer;
use stems::{Occurrence, Stems};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use words::Words;

/// The version of the analyzer. An index made with another one answers wrongly and has to
/// be made anew.
pub const ANALYZER_VERSION: u32 = 1;

/// Stands before a folded word that is indexed beside its stem. No word contains it.
pub const EXACT: char = '=';

/// A word of a text as the index knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Its bytes in the text, without a possessive `'s`.
    pub span: ByteSpan,
    /// Its number in the text, from 0.
    pub position: usize,
    /// Lower case, without accents.
    pub folded: &'a str,
    /// The stem of that.
    pub stem: &'a str,
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

    /// Calls `visit` with each word of `text`, in order.
    pub fn for_each_word(&mut self, text: &str, mut visit: impl FnMut(Word<'_>)) {
        let mut words = Words::new(text);
        let mut position = 0;
        while let Some((span, folded)) = words.next_word() {
            self.stems.stem_into(folded, &mut self.stem);
            visit(Word { span, position, folded, stem: &self.stem });
            position += 1;
        }
    }
}

/// Calls `visit` with the span of each word of `text`, in order: the words that
/// [`Analyzer::for_each_word`] gives, without the cost of their stems.
pub(crate) fn for_each_word_span(text: &str, mut visit: impl FnMut(ByteSpan)) {
    let mut words = Words::new(text);
    while let Some((span, _)) = words.next_word() {
        visit(span);
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
    token: Token,
}

impl TextTokenizer {
    pub(crate) fn new() -> Self {
        Self { stems: Stems::new(), exact: String::new(), token: Token::default() }
    }
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'a> = TextTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TextTokens<'a> {
        self.token.reset();
        self.stems.begin();
        TextTokens { words: Words::new(text), state: State::Start, tokenizer: self }
    }
}

/// The tokens of one text.
pub(crate) struct TextTokens<'a> {
    words: Words<'a>,
    state: State,
    tokenizer: &'a mut TextTokenizer,
}

/// What the current token is.
enum State {
    Start,
    /// A stem, and the exact form is to follow.
    Stem,
    /// The last token of its word.
    Done,
}

impl TokenStream for TextTokens<'_> {
    fn advance(&mut self) -> bool {
        let TextTokenizer { stems, exact, token } = &mut *self.tokenizer;
        if matches!(self.state, State::Stem) {
            std::mem::swap(&mut token.text, exact);
            self.state = State::Done;
            return true;
        }
        let Some((span, folded)) = self.words.next_word() else {
            return false;
        };
        let occurrence = stems.stem_into(folded, &mut token.text);
        token.offset_from = span.start();
        token.offset_to = span.end();
        // A fresh token's position is one before the first.
        token.position = token.position.wrapping_add(1);
        self.state = State::Done;
        if occurrence == Occurrence::New && token.text != folded {
            exact.clear();
            exact.push(EXACT);
            exact.push_str(folded);
            self.state = State::Stem;
        }
        true
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
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
        let text = "On Wednesday, the U.S. said Saleh’s houses — naïve — were Müller's.";
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
