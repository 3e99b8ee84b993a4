//! One text of an article, tokenized: what the rules read.

use dateline_model::Section;

use crate::lexicon::Traits;
use crate::token::{Gap, Shape, Token, tokens};
use crate::vocabulary::{NameFacts, Vocabulary, WordId};

/// How the words around a token are written, and so what a capital says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Names in capitals, other words small.
    Sentence,
    /// Most words with a capital.
    Headline,
    /// All in capitals.
    Shout,
}

/// The title or the text of an article with its tokens.
pub(crate) struct Passage<'a> {
    /// Which of the two.
    pub(crate) section: Section,
    /// The text.
    pub(crate) text: &'a str,
    tokens: Vec<Token>,
    styles: Vec<Style>,
}

impl<'a> Passage<'a> {
    /// Reads the text; its words are learned by the vocabulary.
    pub(crate) fn new(section: Section, text: &'a str, vocabulary: &mut Vocabulary) -> Self {
        let tokens = tokens(text, vocabulary);
        let styles = styles(text, &tokens);
        Self { section, text, tokens, styles }
    }

    /// The number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token.
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The words of the tokens from `start` to `end`, the latter not included.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.text[self.tokens[start].start..self.tokens[end - 1].end]
    }

    /// The number of the word.
    pub(crate) fn word(&self, at: usize) -> Option<WordId> {
        self.tokens.get(at)?.word.map(|word| word.id)
    }

    /// The style around the token.
    pub(crate) fn style(&self, at: usize) -> Style {
        self.styles.get(at).copied().unwrap_or(Style::Sentence)
    }

    /// How the token is written.
    pub(crate) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether the token is a word in capitals.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape.is_capital())
    }

    /// Whether a name can go on from the token before this one to it.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.gap != Gap::Break)
    }

    /// Whether a hyphen stands before the token.
    pub(crate) fn is_hyphened(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen)
    }

    /// The lists of the word at `at`; none for what is no word.
    pub(crate) fn traits(&self, at: usize) -> Traits {
        let word = self.tokens.get(at).and_then(|token| token.word);
        word.map_or(Traits::NONE, |word| word.traits)
    }

    /// What the word is as a name; nothing for one in small letters, whether or not the
    /// vocabulary has met it in capitals elsewhere: what an article says must not depend
    /// on those read before it.
    pub(crate) fn name<'v>(&self, at: usize, vocabulary: &'v Vocabulary) -> Option<&'v NameFacts> {
        self.word(at).filter(|_| self.is_capital(at)).map(|word| vocabulary.name(word))
    }
}

/// The style of each token, by paragraph.
fn styles(text: &str, tokens: &[Token]) -> Vec<Style> {
    let mut styles = Vec::with_capacity(tokens.len());
    let mut start = 0;
    while start < tokens.len() {
        let others = &tokens[start + 1..];
        let len = 1 + others.iter().take_while(|token| token.gap != Gap::Break).count();
        let style = style(text, &tokens[start..start + len]);
        styles.resize(start + len, style);
        start += len;
    }
    styles
}

/// The style of a paragraph.
///
/// Short words are small in every headline, so only those of four letters and more count.
fn style(text: &str, paragraph: &[Token]) -> Style {
    let (mut words, mut capitals, mut shouted, mut small) = (0, 0, 0, 0);
    for token in paragraph.iter().filter(|token| token.shape.is_word()) {
        small += usize::from(token.shape == Shape::Lower);
        if token.end - token.start < 4 || token.gap == Gap::Hyphen {
            continue;
        }
        words += 1;
        capitals += usize::from(token.shape.is_capital());
        shouted += usize::from(token.shape == Shape::Upper);
    }
    let ends_in_stop = paragraph.last().is_some_and(|token| text[token.start..].starts_with('.'));
    if shouted >= 2 && shouted * 10 >= words * 8 {
        Style::Shout
    } else if words >= 4 && capitals * 10 >= words * 8 && !(ends_in_stop && small > 3) {
        Style::Headline
    } else {
        Style::Sentence
    }
}

#[cfg(test)]
mod tests {
    use dateline_gazetteer::Gazetteer;

    use super::*;

    #[test]
    fn styles_are_told_apart() {
        let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
        for (text, expected) in [
            ("The envoy met Ahmad Massoud in Dushanbe on Monday.", Style::Sentence),
            ("Congressman Seeking to Relaunch Afghan War Made Millions", Style::Headline),
            ("JAPAN SAYS TRADE TALKS WITH U.S. FAILED", Style::Shout),
            ("Ahmad Massoud", Style::Sentence),
        ] {
            let passage = Passage::new(Section::Title, text, &mut vocabulary);
            assert_eq!(passage.style(0), expected, "{text}");
        }
    }
}
