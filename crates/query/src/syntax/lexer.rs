//! Cuts the text of a query into tokens.

use std::borrow::Cow;

use dateline_model::ByteSpan;

use super::chunk::{self, Standing};
use super::dash::{is_dash, is_minus, last_close};
use super::foreign;
use super::quotes::{closes_single, is_quote, opens_single};
use super::{Boost, Field, Note, NoteKind, Quoting, SyntaxError, SyntaxErrorKind, WordGap};

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    pub(super) span: ByteSpan,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    Open,
    Close,
    And,
    Or,
    /// `NOT`, or a hyphen before what it negates.
    Not,
    /// A plus before what has to match.
    Required,
    /// `NEAR`, or `NEAR/5`
    Near(Option<WordGap>),
    /// `*`
    Every,
    /// A field's name and colon; its value or a group is the next token, if any.
    Field(Field),
    /// `=` at the beginning of a field's value.
    AsPrinted,
    /// A `~` and what follows it, after the phrase that is a value of [`Field::Near`].
    Distance(&'a str),
    /// `^2.5` behind a word, phrase, value or group.
    Boost(Boost),
    Words {
        text: Cow<'a, str>,
        quoting: Quoting,
    },
}

/// The tokens of a query, and what there is to say about it.
#[derive(Debug, Default)]
pub(super) struct Lexed<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) notes: Vec<Note>,
}

/// Cuts the text into tokens, in one pass.
///
/// # Errors
///
/// [`SyntaxErrorKind::UnknownField`].
pub(super) fn lex(text: &str) -> Result<Lexed<'_>, SyntaxError> {
    let last_single = last_single_close(text);
    let (last_dash, lexed) = (last_close(text), Lexed::default());
    let mut lexer = Lexer { text, at: 0, last_single, last_dash, depth: 0, group: None, lexed };
    while lexer.skip_space() {
        lexer.token()?;
    }
    Ok(lexer.lexed)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Where the last single quote stands that could close; looking for one where there
    /// is none would read the rest of the query each time.
    last_single: Option<usize>,
    /// Where the last dash stands that closes what one like it opened.
    last_dash: Option<usize>,
    /// How many parentheses are open.
    depth: usize,
    /// The field whose group is open, and how many parentheses are open outside of it.
    group: Option<(Field, usize)>,
    lexed: Lexed<'a>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether anything follows the white space.
    fn skip_space(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start_matches(is_space).len();
        self.at < self.text.len()
    }

    fn token(&mut self) -> Result<(), SyntaxError> {
        match self.peek() {
            Some('(') => self.open(),
            Some(')') => self.close(),
            Some('=') if self.group.is_some() && self.is_mark() => {
                self.push_next(TokenKind::AsPrinted, 1);
            }
            Some(quote) if self.opens_phrase(quote) => self.phrase(quote),
            Some('-') if self.is_sign() => self.push_next(TokenKind::Not, 1),
            Some('+') if self.is_sign() => self.push_next(TokenKind::Required, 1),
            Some(dash) if is_dash(dash) && self.is_sign() => self.dash(dash),
            _ => return self.chunk(),
        }
        Ok(())
    }

    fn push_next(&mut self, kind: TokenKind<'a>, len: usize) {
        let span = ByteSpan::new(self.at, self.at + len);
        self.at += len;
        self.lexed.tokens.push(Token { kind, span });
    }

    /// A dash stuck to what follows: a minus that a keyboard or a page made another sign of,
    /// or punctuation, of which nothing is kept.
    fn dash(&mut self, dash: char) {
        let after = &self.rest()[dash.len_utf8()..];
        let is_closed = self.last_dash.is_some_and(|last| last > self.at);
        let is_number = after.starts_with(|next: char| next.is_ascii_digit());
        let span = ByteSpan::new(self.at, self.text.len() - after.len() + chunk(after).len());
        match is_minus(dash) && !is_closed && !is_number {
            true => {
                self.note(NoteKind::DashAsMinus, span);
                self.push_next(TokenKind::Not, dash.len_utf8());
            }
            false => {
                self.note(NoteKind::DashAsText, span);
                self.at += dash.len_utf8();
            }
        }
    }

    fn open(&mut self) {
        if let Some(Token { kind: TokenKind::Field(field), .. }) = self.lexed.tokens.last() {
            self.group = Some((*field, self.depth));
        }
        self.depth += 1;
        self.push_next(TokenKind::Open, 1);
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.group = self.group.filter(|(_, outside)| *outside < self.depth);
        self.push_next(TokenKind::Close, 1);
    }

    /// Whether the `=` here stands before a value: a word or a phrase without space between.
    fn is_mark(&self) -> bool {
        let next = self.rest()[1..].chars().next();
        !self.is_joined()
            && next
                .is_some_and(|next| next.is_alphanumeric() || is_quote(next) || opens_single(next))
    }

    /// The field of the value that was read last, if it was a phrase.
    fn field_of_phrase(&self) -> Option<Field> {
        let (last, before) = self.lexed.tokens.split_last()?;
        if !matches!(last.kind, TokenKind::Words { quoting: Quoting::Quoted, .. }) {
            return None;
        }
        match before.last() {
            Some(Token { kind: TokenKind::Field(field), .. }) => Some(*field),
            _ => self.group.map(|(field, _)| field),
        }
    }

    fn note(&mut self, kind: NoteKind, span: ByteSpan) {
        let written = span.of(self.text).unwrap_or_default().to_owned();
        self.lexed.notes.push(Note { kind, written, span });
    }

    /// Whether what comes next is joined to a phrase or group before it, as the hyphen in
    /// `"al Qaeda"-linked`, which negates nothing.
    fn is_joined(&self) -> bool {
        self.lexed.tokens.last().is_some_and(|token| {
            token.span.end() == self.at
                && matches!(
                    token.kind,
                    TokenKind::Close | TokenKind::Words { .. } | TokenKind::Boost(_)
                )
        })
    }

    /// Whether the hyphen, dash or plus here is a sign before a word, phrase or group.
    fn is_sign(&self) -> bool {
        let rest = self.rest();
        let rest = &rest[self.peek().map_or(0, char::len_utf8)..];
        // In the group of a field `-="a b"` negates a name as printed.
        let value = rest.strip_prefix('=').filter(|_| self.group.is_some()).unwrap_or(rest);
        let next = value.chars().next().filter(|&next| value.len() == rest.len() || next != '(');
        !self.is_joined()
            && next.is_some_and(|next| {
                next.is_alphanumeric() || next == '(' || is_quote(next) || opens_single(next)
            })
    }

    fn opens_phrase(&self, quote: char) -> bool {
        is_quote(quote)
            || opens_single(quote)
                && !self.is_joined()
                && self.last_single.is_some_and(|last| last > self.at)
    }

    /// A phrase in quotes, to the end of the query if they are not closed.
    fn phrase(&mut self, quote: char) {
        let start = self.at;
        let inside = &self.rest()[quote.len_utf8()..];
        let offset = start + quote.len_utf8();
        let close = match opens_single(quote) {
            true => single_close(self.text, offset).map(|at| at - offset),
            false => inside.find(is_quote),
        };
        let end = match close.and_then(|close| Some((close, inside[close..].chars().next()?))) {
            Some((close, sign)) => {
                self.at = offset + close + sign.len_utf8();
                close
            }
            None => {
                self.at = self.text.len();
                self.note(NoteKind::UnclosedQuote, ByteSpan::new(start, offset));
                inside.trim_end_matches(is_space).len()
            }
        };
        if close.is_some() || end > 0 {
            let text = without_quotes(&inside[..end]);
            if has_wildcard(&text) && !self.is_path_value() {
                self.note(NoteKind::WildcardInQuotes, ByteSpan::new(start, self.at));
            }
            let kind = TokenKind::Words { text, quoting: Quoting::Quoted };
            self.lexed.tokens.push(Token { kind, span: ByteSpan::new(start, self.at) });
        }
    }

    /// What is neither quoted nor a sign: an operator, a field, or plain text.
    fn chunk(&mut self) -> Result<(), SyntaxError> {
        if self.is_joined() && (self.distance() || self.modifiers()? || self.skip_joint()) {
            return Ok(());
        }
        let chunk = chunk(self.rest());
        let written = ByteSpan::new(self.at, self.at + chunk.len());
        if self.field(chunk)? {
            return Ok(());
        }
        let operator = match chunk {
            "AND" => Some(TokenKind::And),
            "OR" => Some(TokenKind::Or),
            "NOT" => Some(TokenKind::Not),
            "*" => Some(TokenKind::Every),
            _ => near(chunk, written)?.map(TokenKind::Near),
        };
        if let Some(kind) = operator {
            self.push_next(kind, chunk.len());
            return Ok(());
        }
        self.at += chunk.len();
        if foreign::is_operator(chunk) {
            self.note(NoteKind::ForeignOperator, written);
            return Ok(());
        }
        if foreign::is_marked(chunk) {
            self.note(NoteKind::ForeignOperator, written);
        }
        match self.group {
            Some((field, _)) => self.bare_value(field, chunk, written),
            None => self.bare(chunk, written, Standing::Free),
        }
    }

    /// Adds a chunk as the words, pattern or weighted word that it is.
    fn bare(
        &mut self,
        chunk: &'a str,
        span: ByteSpan,
        standing: Standing,
    ) -> Result<(), SyntaxError> {
        if is_address(chunk) {
            self.push_bare(chunk, Quoting::Bare, span);
            return Ok(());
        }
        let read = chunk::read(chunk, standing).map_err(|kind| SyntaxError { kind, span })?;
        if let Some(kind) = read.note {
            self.note(kind, span);
        }
        self.push_bare(read.text, read.quoting, span);
        if let Some(boost) = read.boost {
            let end = ByteSpan::new(span.end(), span.end());
            self.lexed.tokens.push(Token { kind: TokenKind::Boost(boost), span: end });
        }
        Ok(())
    }

    fn push_bare(&mut self, text: &'a str, quoting: Quoting, span: ByteSpan) {
        let kind = TokenKind::Words { text: text.into(), quoting };
        self.lexed.tokens.push(Token { kind, span });
    }

    /// Takes the distance after a phrase that is a place to be near to.
    fn distance(&mut self) -> bool {
        let chunk = chunk(self.rest());
        let is_one = chunk.starts_with('~') && self.field_of_phrase() == Some(Field::Near);
        if is_one {
            self.push_next(TokenKind::Distance(chunk), chunk.len());
        }
        is_one
    }

    /// Takes the gap and the weight behind a phrase, the weight behind a group. Says
    /// whether the chunk was no more than that.
    fn modifiers(&mut self) -> Result<bool, SyntaxError> {
        let chunk = chunk(self.rest());
        let core = chunk.trim_end_matches([',', '.', ';', ':', '!', '?']);
        if core.is_empty() || !core.starts_with(['~', '^']) || !is_modifiers(core) {
            return Ok(false);
        }
        let (start, mut rest) = (self.at, core);
        while let Some(sign) = rest.chars().next() {
            let end = rest[1..].find(['~', '^']).map_or(rest.len(), |at| at + 1);
            let span = ByteSpan::new(self.at, self.at + end);
            match sign {
                '~' => self.gap(&rest[1..end], span)?,
                _ => self.boost(&rest[1..end], span)?,
            }
            self.at += end;
            rest = &rest[end..];
        }
        self.at = start + chunk.len();
        Ok(true)
    }

    /// Gives the phrase before the gap that is written behind it.
    fn gap(&mut self, written: &str, span: ByteSpan) -> Result<(), SyntaxError> {
        let Some(Token {
            kind: TokenKind::Words { quoting: quoting @ Quoting::Quoted, .. },
            span: phrase,
        }) = self.lexed.tokens.iter_mut().rfind(|token| !matches!(token.kind, TokenKind::Boost(_)))
        else {
            self.note(NoteKind::NoEffect, span);
            return Ok(());
        };
        let Some(gap) = WordGap::parse(written) else {
            let kind = SyntaxErrorKind::GapForm(format!("~{written}"));
            return Err(SyntaxError { kind, span });
        };
        *quoting = Quoting::Gapped(gap);
        *phrase = ByteSpan::new(phrase.start(), span.end());
        Ok(())
    }

    fn boost(&mut self, written: &str, span: ByteSpan) -> Result<(), SyntaxError> {
        let Some(boost) = Boost::parse(written) else {
            let kind = SyntaxErrorKind::BoostForm(format!("^{written}"));
            return Err(SyntaxError { kind, span });
        };
        self.lexed.tokens.push(Token { kind: TokenKind::Boost(boost), span });
        Ok(())
    }

    /// Passes what joins a chunk to the phrase or group before it: all of a chunk without
    /// a word, and hyphens and the like, which would read as signs if the two stood apart. Says whether
    /// there was anything to pass.
    fn skip_joint(&mut self) -> bool {
        let chunk = chunk(self.rest());
        let len = match chunk.chars().any(char::is_alphanumeric) {
            false => chunk.len(),
            true => chunk.len() - chunk.trim_start_matches(is_sign_or_quote).len(),
        };
        self.at += len;
        len > 0
    }

    /// Takes a field's name and bare value, if the chunk begins with one.
    fn field(&mut self, chunk: &'a str) -> Result<bool, SyntaxError> {
        let Some((name, after)) = name_and_rest(chunk) else {
            return Ok(false);
        };
        let name_span = ByteSpan::new(self.at, self.at + name.len());
        let field = Field::named(name);
        let follows = self.text[name_span.end() + 1..].chars().next();
        if follows.is_none_or(|next| is_space(next) || next == ')') {
            if field.is_some() {
                self.note(NoteKind::SpaceAfterField, ByteSpan::new(self.at, name_span.end() + 1));
            }
            return Ok(false);
        }
        if after.starts_with("//") {
            return Ok(false);
        }
        if let Some(field) = field {
            self.push_next(TokenKind::Field(field), name.len() + 1);
            if self.peek() == Some('=') && !field.holds_dates() {
                self.push_next(TokenKind::AsPrinted, 1);
            }
            self.value(field)?;
            return Ok(true);
        }
        if let Some(nearest) = Field::resembling(name) {
            let kind = SyntaxErrorKind::UnknownField { written: name.to_owned(), nearest };
            return Err(SyntaxError { kind, span: name_span });
        }
        self.note(NoteKind::NoField, ByteSpan::new(self.at, name_span.end() + 1));
        Ok(false)
    }

    /// The value after a field's colon, unless it is a group: a phrase or a bare value, in
    /// which nothing is an operator.
    fn value(&mut self, field: Field) -> Result<(), SyntaxError> {
        match self.peek() {
            Some('(') | None => Ok(()),
            Some(quote) if self.opens_phrase(quote) => {
                self.phrase(quote);
                Ok(())
            }
            Some(_) => {
                let chunk = chunk(self.rest());
                let span = ByteSpan::new(self.at, self.at + chunk.len());
                self.at += chunk.len();
                self.bare_value(field, chunk, span)
            }
        }
    }

    /// Adds the bare value of a field. Dates, distances, ids and the like have signs of
    /// their own.
    fn bare_value(
        &mut self,
        field: Field,
        chunk: &'a str,
        span: ByteSpan,
    ) -> Result<(), SyntaxError> {
        if field.holds_words() {
            return self.bare(chunk, span, Standing::Value);
        }
        let is_pattern = field.holds_paths() && chunk.contains('*') && chunk != "*";
        let quoting = if is_pattern { Quoting::Pattern } else { Quoting::Bare };
        self.push_bare(chunk, quoting, span);
        Ok(())
    }

    /// Whether a value that begins here is of a field in which `*` has its effect in
    /// quotes too.
    fn is_path_value(&self) -> bool {
        let field = match self.lexed.tokens.last() {
            Some(Token { kind: TokenKind::Field(field), .. }) => Some(*field),
            _ => self.group.map(|(field, _)| field),
        };
        field.is_some_and(Field::holds_paths)
    }
}

/// `NEAR` or `NEAR/5`; none for any other chunk.
fn near(chunk: &str, span: ByteSpan) -> Result<Option<Option<WordGap>>, SyntaxError> {
    let Some(rest) = chunk.strip_prefix("NEAR") else { return Ok(None) };
    match rest.strip_prefix('/') {
        None if rest.is_empty() => Ok(Some(None)),
        None => Ok(None),
        Some(written) => match WordGap::parse(written) {
            Some(gap) => Ok(Some(Some(gap))),
            None => {
                let kind = SyntaxErrorKind::NearForm(chunk.to_owned());
                Err(SyntaxError { kind, span })
            }
        },
    }
}

/// Whether the text is gaps and weights and no more.
fn is_modifiers(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'~' | b'^' | b'.'))
}

/// Whether a word in the text begins, ends or goes on with `*`.
fn has_wildcard(text: &str) -> bool {
    let words = text.split_whitespace();
    words.into_iter().any(|word| {
        word.contains('*') && !word.starts_with("**") && word.contains(char::is_alphabetic)
    })
}

fn is_sign_or_quote(character: char) -> bool {
    matches!(character, '-' | '+') || is_dash(character) || opens_single(character)
}

/// White space, and the signs without width that copying text from a page brings along.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
}

/// The plain text that `text` begins with: up to white space, a parenthesis or a quote.
fn chunk(text: &str) -> &str {
    if is_address(text) {
        return address(text);
    }
    let end = text.find(|c| is_space(c) || matches!(c, '(' | ')') || is_quote(c));
    &text[..end.unwrap_or(text.len())]
}

/// Whether the text begins as an address of the web.
pub(crate) fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|prefix| {
        text.as_bytes()
            .get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
    })
}

/// The address that `text` begins with. Parentheses that it opens itself are part of it.
fn address(text: &str) -> &str {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return &text[..at],
            ')' => depth -= 1,
            _ if is_space(character) || is_quote(character) => return &text[..at],
            _ => {}
        }
    }
    text
}

/// The name before the first colon of a chunk, when it could be a field's, and what
/// follows the colon.
fn name_and_rest(chunk: &str) -> Option<(&str, &str)> {
    let (name, rest) = chunk.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then_some((name, rest))
}

/// The first single quote from `from` on that closes a phrase.
fn single_close(text: &str, from: usize) -> Option<usize> {
    let quotes = text[from..].char_indices().filter(|&(_, character)| closes_single(character));
    quotes.map(|(at, _)| from + at).find(|&at| is_single_close(text, at))
}

fn last_single_close(text: &str) -> Option<usize> {
    let quotes = text.char_indices().rev().filter(|&(_, character)| closes_single(character));
    quotes.map(|(at, _)| at).find(|&at| is_single_close(text, at))
}

/// Whether the single quote at `at` ends a word: after it no word goes on, as it does in
/// `O’Brien`, and before it is no space.
fn is_single_close(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().nth(1);
    before.is_some_and(|c| !is_space(c)) && !after.is_some_and(char::is_alphanumeric)
}

/// The phrase with spaces for quotes inside it: no word holds one, and it can be shown in
/// quotes.
fn without_quotes(phrase: &str) -> Cow<'_, str> {
    match phrase.contains(is_quote) {
        true => phrase.replace(is_quote, " ").into(),
        false => phrase.into(),
    }
}
