//! Cuts a date as people write it into tokens.

/// A token of a date, in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A number.
    Number(Number<'t>),
    /// A word.
    Word(&'t str),
    /// What joins the parts of one date: `-`, `/` or `.`.
    Joint(char),
    /// A dash between two dates.
    Dash,
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number<'t> {
    /// One to eight digits.
    pub(super) digits: &'t str,
    /// Whether `st`, `nd`, `rd` or `th` follows.
    pub(super) kind: NumberKind,
}

/// What a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    Cardinal,
    Ordinal,
}

impl Number<'_> {
    /// Its value.
    pub(super) fn value(self) -> i32 {
        // Eight digits fit.
        self.digits.parse().unwrap_or(i32::MAX)
    }

    /// The value of a number of one or two digits.
    pub(super) fn small(self) -> Option<i8> {
        (self.digits.len() <= 2).then(|| self.digits.parse().ok()).flatten()
    }

    /// The value of a number of four digits that is no ordinal.
    pub(super) fn year(self) -> Option<i16> {
        let is_year = self.digits.len() == 4 && self.kind == NumberKind::Cardinal;
        is_year.then(|| self.digits.parse().ok()).flatten()
    }
}

const MOST_DIGITS: usize = 8;

/// The tokens of the text; `None` when it has what no date has. Commas, the stops of
/// abbreviations, and *the* and *of* say nothing and are left out.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let len = match character {
            '0'..='9' => number(rest, &mut tokens)?,
            _ if character.is_alphabetic() => word(rest, &mut tokens),
            '–' | '—' => push(Token::Dash, character, &mut tokens),
            '-' if is_apart(text, rest) => push(Token::Dash, character, &mut tokens),
            '-' | '/' => push(Token::Joint(character), character, &mut tokens),
            '.' if is_between_digits(text, rest) => {
                push(Token::Joint(character), character, &mut tokens)
            }
            ',' | '.' | '\'' | '’' => character.len_utf8(),
            _ if character.is_whitespace() => character.len_utf8(),
            _ => return None,
        };
        rest = &rest[len..];
    }
    Some(tokens)
}

fn push<'t>(token: Token<'t>, character: char, tokens: &mut Vec<Token<'t>>) -> usize {
    tokens.push(token);
    character.len_utf8()
}

fn number<'t>(rest: &'t str, tokens: &mut Vec<Token<'t>>) -> Option<usize> {
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at(len);
    if len > MOST_DIGITS {
        return None;
    }
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_ordinal = matches!(&after[..letters], "st" | "nd" | "rd" | "th");
    let kind = if is_ordinal { NumberKind::Ordinal } else { NumberKind::Cardinal };
    tokens.push(Token::Number(Number { digits, kind }));
    Some(if is_ordinal { len + letters } else { len })
}

fn word<'t>(rest: &'t str, tokens: &mut Vec<Token<'t>>) -> usize {
    let end = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
    let word = &rest[..end];
    if !matches!(word, "the" | "of") {
        tokens.push(Token::Word(word));
    }
    end
}

/// Whether the hyphen that `rest` begins with has white space around it.
fn is_apart(text: &str, rest: &str) -> bool {
    let before = text[..text.len() - rest.len()].chars().next_back();
    let after = rest[1..].chars().next();
    before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace)
}

fn is_between_digits(text: &str, rest: &str) -> bool {
    let before = text.as_bytes()[..text.len() - rest.len()].last();
    let after = rest.as_bytes().get(1);
    [before, after].iter().all(|byte| byte.is_some_and(u8::is_ascii_digit))
}
