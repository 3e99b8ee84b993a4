//! A sentence to its tokens: words, marks, and each mention as one.

use dateline_model::ByteSpan;

use crate::Mention;
use crate::lexicon::{Word, look_up};

/// A word, a mark or a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands in the text.
    pub(crate) span: ByteSpan,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Whether it begins with a capital.
    pub(crate) is_capital: bool,
    /// Whether it stands in quotation marks.
    pub(crate) is_quoted: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A mention, by its number among those of the text.
    Mention(usize),
    /// A word, and what is known of it.
    Word(Word),
    /// Digits.
    Number,
    /// `'s` after a name or noun, or an apostrophe after one in -s.
    Possessive,
    /// `,`
    Comma,
    /// `;`, `:`, a dash, a bracket: parts a sentence.
    Break,
    /// A quotation mark that opens.
    OpenQuote,
    /// A quotation mark that closes.
    CloseQuote,
    /// `?`
    Question,
    /// Any other mark.
    Mark,
}

/// Whether the text before a sentence left a quotation open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    Open,
    Closed,
}

/// The tokens of a sentence, and whether a quotation is open after it.
pub(crate) fn tokens(
    text: &str,
    sentence: ByteSpan,
    mentions: &[Mention],
    before: Quote,
) -> (Vec<Token>, Quote) {
    // Mentions are apart, so what begins before the end of the sentence mostly ends there too.
    let to = mentions.partition_point(|mention| mention.span.start() < sentence.end());
    let from = mentions.partition_point(|mention| mention.span.start() < sentence.start());
    let mut scanner = Scanner {
        text,
        end: sentence.end(),
        at: sentence.start(),
        mentions: (from..to).zip(&mentions[from..to.max(from)]).rev().collect(),
        is_quoted: before == Quote::Open,
        tokens: Vec::new(),
    };
    scanner.mentions.retain(|(_, mention)| mention.span.end() <= sentence.end());
    while scanner.at < scanner.end {
        scanner.step();
    }
    let after = if scanner.is_quoted { Quote::Open } else { Quote::Closed };
    (scanner.tokens, after)
}

struct Scanner<'t> {
    text: &'t str,
    end: usize,
    at: usize,
    /// Those still to come, the next last.
    mentions: Vec<(usize, &'t Mention)>,
    is_quoted: bool,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn step(&mut self) {
        while self.mentions.last().is_some_and(|(_, next)| next.span.start() < self.at) {
            self.mentions.pop();
        }
        if let Some(&(number, mention)) = self.mentions.last()
            && mention.span.start() == self.at
        {
            return self.mention(number, mention);
        }
        let Some(character) = self.text[self.at..self.end].chars().next() else {
            self.at = self.end;
            return;
        };
        match character {
            _ if character.is_whitespace() => self.at += character.len_utf8(),
            _ if character.is_ascii_digit() => self.run(TokenKind::Number),
            _ if character.is_alphabetic() => self.word(),
            _ => self.mark(character),
        }
    }

    fn mention(&mut self, number: usize, mention: &Mention) {
        let end = mention.span.end().max(self.at + 1);
        self.push(end, TokenKind::Mention(number));
    }

    /// The end of the letters and digits from here, hyphens and apostrophes between them
    /// included.
    fn end_of_word(&self) -> usize {
        let limit = self.mentions.last().map_or(self.end, |(_, next)| next.span.start());
        let rest = &self.text[self.at..limit.clamp(self.at, self.end)];
        let mut end = 0;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let joins = matches!(character, '-' | '\'' | '’' | '.' | '‑')
                && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric())
                && end > 0;
            if !character.is_alphanumeric() && !joins {
                break;
            }
            end = at + character.len_utf8();
        }
        self.at + end
    }

    fn run(&mut self, kind: TokenKind) {
        let end = self.end_of_word().max(self.at + 1);
        self.push(end, kind);
    }

    /// A word; what is joined to it by an apostrophe is a token of its own, but for "n't".
    fn word(&mut self) {
        let end = self.end_of_word();
        let word = &self.text[self.at..end];
        let apostrophe = word.rfind(['\'', '’']).filter(|&at| at > 0);
        let tail = apostrophe.map_or("", |at| &word[at..]);
        let tail_letters = tail.trim_start_matches(['\'', '’']);
        let is_suffix = matches!(tail_letters, "s" | "S" | "m" | "re" | "ve" | "d" | "ll");
        if let (Some(at), true) = (apostrophe, is_suffix) {
            let middle = self.at + at;
            self.known_word(middle);
            let is_pronoun = self.tokens.last().is_some_and(is_subject_pronoun);
            match (is_pronoun, tail_letters) {
                (false, "s" | "S") => self.push(end, TokenKind::Possessive),
                _ => self.known_word(end),
            }
        } else if end > self.at {
            self.known_word(end);
        } else {
            self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
        }
    }

    fn known_word(&mut self, end: usize) {
        let word = look_up(&self.text[self.at..end]);
        self.push(end, TokenKind::Word(word));
    }

    fn mark(&mut self, character: char) {
        let end = self.at + character.len_utf8();
        let is_after_space = self.text[..self.at].ends_with(char::is_whitespace)
            || self.tokens.is_empty()
            || self.text[..self.at].ends_with(['(', '—', '–', '-']);
        let kind = match character {
            ',' => TokenKind::Comma,
            ';' | ':' | '—' | '–' | '(' | ')' | '[' | ']' => TokenKind::Break,
            '-' if is_after_space => TokenKind::Break,
            '?' => TokenKind::Question,
            '“' | '«' => TokenKind::OpenQuote,
            '”' | '»' => TokenKind::CloseQuote,
            '"' if is_after_space && !self.is_quoted => TokenKind::OpenQuote,
            '"' => TokenKind::CloseQuote,
            '‘' => TokenKind::OpenQuote,
            '\'' if is_after_space => TokenKind::OpenQuote,
            '\'' | '’' => return self.apostrophe(character),
            _ => TokenKind::Mark,
        };
        match kind {
            TokenKind::OpenQuote => self.is_quoted = true,
            TokenKind::CloseQuote => self.is_quoted = false,
            _ => {}
        }
        self.push(end, kind);
    }

    /// An apostrophe after a name or a mark: the possessive, or the end of a quotation.
    fn apostrophe(&mut self, character: char) {
        let end = self.at + character.len_utf8();
        let rest = &self.text[end..self.end];
        let is_s = rest.starts_with(['s', 'S'])
            && !rest[1..].starts_with(|next: char| next.is_alphanumeric());
        let touches_word = self.text[..self.at].ends_with(char::is_alphanumeric);
        match (touches_word, is_s) {
            (true, true) => self.push(end + 1, TokenKind::Possessive),
            (true, false) if self.text[..self.at].ends_with('s') && !self.is_quoted => {
                self.push(end, TokenKind::Possessive);
            }
            _ if self.is_quoted => {
                self.is_quoted = false;
                self.push(end, TokenKind::CloseQuote);
            }
            _ => self.push(end, TokenKind::Mark),
        }
    }

    fn push(&mut self, end: usize, kind: TokenKind) {
        let end = end.min(self.end).max(self.at);
        let is_capital = self.text[self.at..].starts_with(char::is_uppercase);
        let is_quoted = self.is_quoted;
        self.tokens.push(Token { span: ByteSpan::new(self.at, end), kind, is_capital, is_quoted });
        self.at = end;
    }
}

fn is_subject_pronoun(token: &Token) -> bool {
    use crate::lexicon::function as f;
    const SUBJECTS: crate::lexicon::Set = f::HE
        .or(f::SHE)
        .or(f::I)
        .or(f::WE)
        .or(f::THEY)
        .or(f::YOU)
        .or(f::IT)
        .or(f::THERE)
        .or(f::WHO)
        .or(f::THAT)
        .or(f::WHAT)
        .or(f::WHERE);
    matches!(token.kind, TokenKind::Word(word) if word.function.has(SUBJECTS))
}
