//! Persons' names as tokens.

use std::vec::IntoIter;

use dateline_model::PersonName;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// One token for each part of a person's name, the key of the part, so that spellings
/// meet and a part of a name finds the whole.
#[derive(Clone)]
pub(crate) struct NameTokenizer;

impl Tokenizer for NameTokenizer {
    type TokenStream<'a> = NameTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NameTokens {
        let parts: Vec<String> = PersonName::parse(text)
            .map(|name| name.part_keys().map(str::to_owned).collect())
            .unwrap_or_default();
        NameTokens { parts: parts.into_iter(), token: Token::default() }
    }
}

/// The parts of one name.
pub(crate) struct NameTokens {
    parts: IntoIter<String>,
    token: Token,
}

impl TokenStream for NameTokens {
    fn advance(&mut self) -> bool {
        let Some(part) = self.parts.next() else {
            return false;
        };
        self.token.text = part;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_make_the_same_tokens() {
        let tokens = |name: &str| {
            let mut found = Vec::new();
            NameTokenizer
                .token_stream(name)
                .process(&mut |token| found.push((token.position, token.text.clone())));
            found
        };
        assert_eq!(tokens("Ahmed Masood"), tokens("Ahmad Massoud"));
        assert_eq!(tokens("Ahmad Massoud").len(), 2);
        assert_eq!(tokens("--"), []);
    }
}
