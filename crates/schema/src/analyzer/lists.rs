//! Lists of terms as tokens: one value of a field, a line an entry.
//!
//! An article has some dozens of dates, places and names. As a value each they would cost
//! a token stream each; as lines of one value they cost one.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// One term, spaces and all.
    Term,
    /// Several terms between spaces, one after the other; those of different lines are
    /// not neighbours.
    Row,
}

/// Reads a value of lines.
#[derive(Clone)]
pub(crate) struct ListTokenizer {
    entry: Entry,
    token: Token,
}

impl ListTokenizer {
    /// Each line is a term.
    pub(crate) fn terms() -> Self {
        Self { entry: Entry::Term, token: Token::default() }
    }

    /// Each line is a row of terms.
    pub(crate) fn rows() -> Self {
        Self { entry: Entry::Row, token: Token::default() }
    }
}

impl Tokenizer for ListTokenizer {
    type TokenStream<'a> = ListTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListTokens<'a> {
        self.token.reset();
        ListTokens { rest: text, entry: self.entry, gap: 0, token: &mut self.token }
    }
}

/// The terms of one value.
pub(crate) struct ListTokens<'a> {
    rest: &'a str,
    entry: Entry,
    /// What is added to the position for the end of a line.
    gap: usize,
    token: &'a mut Token,
}

impl TokenStream for ListTokens<'_> {
    fn advance(&mut self) -> bool {
        let ends_term = |c: char| c == '\n' || (c == ' ' && self.entry == Entry::Row);
        while !self.rest.is_empty() {
            let end = self.rest.find(ends_term).unwrap_or(self.rest.len());
            let (term, rest) = self.rest.split_at(end);
            self.rest = rest.get(1..).unwrap_or_default();
            if !term.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(term);
                // A fresh token's position is one before the first.
                self.token.position = self.token.position.wrapping_add(1 + self.gap);
            }
            self.gap = usize::from(rest.starts_with('\n'));
            if !term.is_empty() {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(mut tokenizer: ListTokenizer, text: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut stream = tokenizer.token_stream(text);
        stream.process(&mut |token| found.push((token.position, token.text.clone())));
        found
    }

    #[test]
    fn lines_are_terms_or_rows() {
        let text = "new york\nkabul";
        let shown = |found: Vec<(usize, String)>| {
            found.into_iter().map(|(at, term)| format!("{at}:{term}")).collect::<Vec<_>>()
        };
        assert_eq!(shown(tokens(ListTokenizer::terms(), text)), ["0:new york", "2:kabul"]);
        assert_eq!(shown(tokens(ListTokenizer::rows(), text)), ["0:new", "1:york", "3:kabul"]);
        assert_eq!(shown(tokens(ListTokenizer::rows(), "\n\n")), [""; 0]);
    }
}
