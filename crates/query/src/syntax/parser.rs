//! Builds the tree from the tokens.

use dateline_model::{ByteSpan, Day};

use super::dash::is_dash;
use super::dates::{self, DatesRead, Form};
use super::lexer::{Token, TokenKind, lex};
use super::quotes::opens_single;
use super::{
    Boost, Distance, Field, MAX_BYTES, MAX_CLAUSES, MAX_DEPTH, MAX_PATTERNS, Node, Note, NoteKind,
    Operator, ParsedQuery, Quoting, SyntaxError, SyntaxErrorKind, Value, traits,
};

/// Reads a query in which no date counts from today, in time linear in its length.
///
/// # Errors
///
/// A [`SyntaxError`] with the part of the text that cannot be read;
/// [`SyntaxErrorKind::TodayUnknown`] for "last week".
///
/// ```
/// use dateline_query::syntax::parse;
///
/// let query = parse("Massoud -fled place:(Tajikistan OR Turkey)")?;
/// assert_eq!(query.to_string(), "Massoud NOT fled (place:Tajikistan OR place:Turkey)");
/// assert!(parse("date:2021-13").is_err());
/// # Ok::<(), dateline_query::syntax::SyntaxError>(())
/// ```
pub fn parse(text: &str) -> Result<ParsedQuery, SyntaxError> {
    parse_on(None, text)
}

/// Reads a query on a day, which dates like "last week" count from, in time linear in its
/// length. Without a day, such dates cannot be read.
///
/// # Errors
///
/// A [`SyntaxError`] with the part of the text that cannot be read.
///
/// ```
/// use dateline_query::syntax::parse_on;
///
/// let today = "2026-11-21".parse()?;
/// let query = parse_on(Some(today), "flood date:\"last week\"")?;
/// assert_eq!(query.to_string(), "flood date:2026-11-09..2026-11-15");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parse_on(today: Option<Day>, text: &str) -> Result<ParsedQuery, SyntaxError> {
    let whole = ByteSpan::new(0, text.len());
    if text.len() > MAX_BYTES {
        return Err(error(SyntaxErrorKind::TooLong, whole));
    }
    let lexed = lex(text)?;
    if lexed.tokens.is_empty() {
        return match lexed.notes.is_empty() {
            true => Ok(ParsedQuery { root: Node::All, notes: lexed.notes }),
            false => Err(error(SyntaxErrorKind::NothingAsked, whole)),
        };
    }
    let mut parser = Parser {
        text,
        today,
        tokens: &lexed.tokens,
        at: 0,
        depth: 0,
        clauses: 0,
        patterns: 0,
        field: None,
        notes: lexed.notes,
    };
    parser.note_question_mark();
    let root = parser.alternatives()?;
    if let Some(stray) = parser.next() {
        return Err(error(SyntaxErrorKind::UnopenedGroup, stray.span));
    }
    if !root.asks() {
        return Err(error(SyntaxErrorKind::NothingAsked, whole));
    }
    let mut notes = parser.notes;
    notes.sort_by_key(|note| note.span.start());
    Ok(ParsedQuery { root, notes })
}

pub(super) fn error(kind: SyntaxErrorKind, span: ByteSpan) -> SyntaxError {
    SyntaxError { kind, span }
}

pub(super) struct Parser<'t, 'a> {
    text: &'a str,
    /// The day that "today" means.
    today: Option<Day>,
    tokens: &'t [Token<'a>],
    pub(super) at: usize,
    /// How many groups are open.
    depth: usize,
    clauses: usize,
    /// How many words with wildcards or edits there were.
    patterns: usize,
    /// The field whose group is open.
    field: Option<Field>,
    notes: Vec<Note>,
}

/// Before a part they have a meaning; before the value of a field they have none.
fn is_sign(character: char) -> bool {
    matches!(character, '-' | '+' | '!') || is_dash(character)
}

/// A date without quotes has no more words than this.
const MOST_DATE_WORDS: usize = 8;

impl<'t, 'a> Parser<'t, 'a> {
    /// A lone word before a question mark may have been meant as a pattern.
    fn note_question_mark(&mut self) {
        if let [Token { kind: TokenKind::Words { text, quoting: Quoting::Bare }, span }] =
            self.tokens
            && text.ends_with('?')
            && has_word(text)
            && !text.contains(['/', '\\'])
        {
            self.note(NoteKind::QuestionMark, *span);
        }
    }

    pub(super) fn note(&mut self, kind: NoteKind, span: ByteSpan) {
        let written = span.of(self.text).unwrap_or_default().to_owned();
        self.notes.push(Note { kind, written, span });
    }

    fn next(&mut self) -> Option<&'t Token<'a>> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn peek(&self) -> Option<&'t TokenKind<'a>> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// Where the token before stands; the start of the query if there is none.
    fn previous_span(&self) -> ByteSpan {
        let previous = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        previous.map_or(ByteSpan::new(0, 0), |token| token.span)
    }

    /// Parts with `OR` between them.
    fn alternatives(&mut self) -> Result<Node, SyntaxError> {
        let mut parts = vec![self.conjunction()?];
        while matches!(self.peek(), Some(TokenKind::Or)) {
            self.at += 1;
            parts.push(self.conjunction()?);
        }
        if let [only] = &mut parts[..] {
            // Alone, what has to match is what is asked.
            let node = std::mem::replace(only, Node::All);
            return Ok(node.unrequired());
        }
        Ok(Node::any_of(parts))
    }

    /// Parts with `AND` or nothing between them.
    fn conjunction(&mut self) -> Result<Node, SyntaxError> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(TokenKind::Or | TokenKind::Close) => break,
                Some(TokenKind::And) => {
                    self.at += 1;
                    if parts.is_empty() || !self.is_at_operand() {
                        return Err(self.missing(Operator::And));
                    }
                }
                Some(_) if self.is_at_filler() => self.at += 1,
                Some(_) => parts.push(self.operand()?),
            }
        }
        match parts.is_empty() {
            true => Err(self.nothing_here()),
            false => Ok(Node::all_of(parts)),
        }
    }

    /// Why no part stands here.
    fn nothing_here(&mut self) -> SyntaxError {
        let after_or = self.at > 0 && matches!(self.tokens[self.at - 1].kind, TokenKind::Or);
        if after_or {
            return self.missing(Operator::Or);
        }
        let open = (self.at > 0).then(|| self.previous_span());
        match self.next() {
            Some(Token { kind: TokenKind::Or, .. }) => self.missing(Operator::Or),
            Some(token) if self.depth == 0 => error(SyntaxErrorKind::UnopenedGroup, token.span),
            Some(close) => {
                let start = open.map_or(close.span.start(), |open| open.start());
                error(SyntaxErrorKind::EmptyGroup, ByteSpan::new(start, close.span.end()))
            }
            None => error(SyntaxErrorKind::UnclosedGroup, self.previous_span()),
        }
    }

    /// The operator that was just read misses an operand.
    pub(super) fn missing(&self, operator: Operator) -> SyntaxError {
        error(SyntaxErrorKind::MissingOperand(operator), self.previous_span())
    }

    pub(super) fn is_at_operand(&self) -> bool {
        !matches!(self.peek(), None | Some(TokenKind::And | TokenKind::Or | TokenKind::Close))
    }

    /// The part of the query from a token on to what was read last.
    pub(super) fn span_from(&self, token: usize) -> ByteSpan {
        let start = self.tokens.get(token).map_or(0, |token| token.span.start());
        ByteSpan::new(start, self.previous_span().end().max(start))
    }

    /// Whether a dash or the like comes next, in a group where it could only be a value.
    fn is_at_filler(&self) -> bool {
        self.field.is_some()
            && matches!(self.peek(), Some(TokenKind::Words { text, quoting: Quoting::Bare })
                if !has_word(text))
    }

    /// A part that may be negated or marked as required; twice negated is not negated, and
    /// what is negated is not required.
    fn operand(&mut self) -> Result<Node, SyntaxError> {
        let (mut is_negated, mut is_required) = (false, false);
        loop {
            let operator = match self.peek() {
                Some(TokenKind::Not) => Operator::Not,
                Some(TokenKind::Required) => Operator::Required,
                _ => break,
            };
            self.at += 1;
            match operator {
                Operator::Not => is_negated = !is_negated,
                _ => is_required = true,
            }
            if !self.is_at_operand() {
                return Err(self.missing(operator));
            }
        }
        let node = self.window()?;
        Ok(match (is_negated, is_required) {
            (true, _) => Node::Not(Box::new(node)),
            (false, true) => Node::Required(Box::new(node)),
            (false, false) => node,
        })
    }

    /// A part with its weight.
    pub(super) fn weighted(&mut self) -> Result<Node, SyntaxError> {
        let start = self.at;
        let mut node = self.primary()?;
        while let Some(&TokenKind::Boost(boost)) = self.peek() {
            self.at += 1;
            node = self.boosted(node, boost, start);
        }
        Ok(node)
    }

    fn boosted(&mut self, node: Node, boost: Boost, start: usize) -> Node {
        if node.ranks() {
            return Node::Boosted { node: Box::new(node), boost };
        }
        let span = self.span_from(start);
        self.note(NoteKind::BoostOfFilter, span);
        node
    }

    fn primary(&mut self) -> Result<Node, SyntaxError> {
        let Some(token) = self.next() else {
            return Err(self.nothing_here());
        };
        match &token.kind {
            TokenKind::Open => self.group(token.span),
            TokenKind::Field(field) => self.field(*field, token.span),
            TokenKind::Every => self.every(token.span),
            TokenKind::AsPrinted => self.as_printed(token.span),
            TokenKind::Words { text, quoting } => self.words(text, *quoting, token.span),
            TokenKind::Near(None) => {
                self.note(NoteKind::NearAsWord, token.span);
                self.words("near", Quoting::Bare, token.span)
            }
            TokenKind::Near(Some(_)) => Err(self.missing(Operator::Near)),
            // The lexer gives these after a phrase or group, which take them.
            TokenKind::Distance(text) => {
                Err(error(SyntaxErrorKind::DistanceForm((*text).to_owned()), token.span))
            }
            TokenKind::Boost(_) => {
                let written = token.span.of(self.text).unwrap_or_default();
                Err(error(SyntaxErrorKind::BoostForm(written.to_owned()), token.span))
            }
            // The callers have looked: none of these comes next where a part has to.
            TokenKind::Close
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Not
            | TokenKind::Required => {
                self.at -= 1;
                Err(self.nothing_here())
            }
        }
    }

    fn group(&mut self, open: ByteSpan) -> Result<Node, SyntaxError> {
        if self.depth == MAX_DEPTH {
            return Err(error(SyntaxErrorKind::TooDeep, open));
        }
        self.depth += 1;
        if self.peek().is_none() {
            return Err(error(SyntaxErrorKind::UnclosedGroup, open));
        }
        let inner = self.alternatives()?;
        self.depth -= 1;
        match self.next() {
            // Nothing but a closing parenthesis or the end ends the alternatives.
            Some(_) => Ok(inner),
            None => Err(error(SyntaxErrorKind::UnclosedGroup, open)),
        }
    }

    fn field(&mut self, field: Field, name: ByteSpan) -> Result<Node, SyntaxError> {
        if self.field.is_some() {
            return Err(error(SyntaxErrorKind::FieldInField, name));
        }
        match self.peek() {
            Some(TokenKind::Open) => {
                self.field = Some(field);
                let node = self.primary();
                self.field = None;
                node
            }
            Some(TokenKind::AsPrinted) => {
                let mark = self.tokens[self.at].span;
                self.at += 1;
                self.printed(field, ByteSpan::new(name.start(), mark.end()))
            }
            Some(TokenKind::Words { text, quoting }) => {
                let span = self.tokens[self.at].span;
                self.at += 1;
                let joined = ByteSpan::new(name.start(), span.end());
                let is_bare_date = field.holds_dates() && *quoting == Quoting::Bare;
                match is_bare_date && text != "*" {
                    true => self.bare_dates(field, span, joined),
                    false => self.value(field, text, *quoting, joined),
                }
            }
            _ => Err(error(SyntaxErrorKind::EmptyValue(field), name)),
        }
    }

    /// A value with `=` before it in the group of a field.
    fn as_printed(&mut self, mark: ByteSpan) -> Result<Node, SyntaxError> {
        match self.field {
            Some(field) => self.printed(field, mark),
            // The lexer gives it after a field or in its group.
            None => Err(self.nothing_here()),
        }
    }

    /// The name after `=`; `before` is what has been read of it.
    fn printed(&mut self, field: Field, before: ByteSpan) -> Result<Node, SyntaxError> {
        if !field.holds_names() {
            return Err(error(SyntaxErrorKind::NothingPrinted(field), before));
        }
        let Some(TokenKind::Words { text, .. }) = self.peek() else {
            return Err(error(SyntaxErrorKind::EmptyValue(field), before));
        };
        let span = ByteSpan::new(before.start(), self.tokens[self.at].span.end());
        self.at += 1;
        self.count(span)?;
        match has_word(text) {
            true => Ok(Node::Field { field, value: Value::AsPrinted(text.to_string()), span }),
            false => Err(error(SyntaxErrorKind::EmptyValue(field), span)),
        }
    }

    /// The surroundings of a place; a distance may be part of the text or come next.
    fn around(
        &mut self,
        text: &str,
        quoting: Quoting,
        span: ByteSpan,
    ) -> Result<Node, SyntaxError> {
        let (mut center, mut written, mut span) = (text, None, span);
        if let (Quoting::Bare, Some((before, after))) = (quoting, text.rsplit_once('~')) {
            (center, written) = (before, Some(after));
        } else if let Some(TokenKind::Distance(after)) = self.peek() {
            written = Some(&after[1..]);
            span = ByteSpan::new(span.start(), self.tokens[self.at].span.end());
            self.at += 1;
        } else if let Some((before, after)) = text.rsplit_once('~')
            && Distance::parse(after).is_some()
        {
            // Quotes that stand around the distance too.
            (center, written) = (before, Some(after));
        }
        let distance = match written {
            None => Distance::USUAL,
            Some(written) => Distance::parse(written)
                .ok_or_else(|| error(SyntaxErrorKind::DistanceForm(format!("~{written}")), span))?,
        };
        if !has_word(center) {
            return Err(error(SyntaxErrorKind::EmptyValue(Field::Near), span));
        }
        let value = Value::Around { center: center.to_owned(), distance };
        Ok(Node::Field { field: Field::Near, value, span })
    }

    fn every(&mut self, span: ByteSpan) -> Result<Node, SyntaxError> {
        match self.field {
            Some(field) => self.any_value(field, span),
            None => self.count(span).map(|()| Node::All),
        }
    }

    /// A star for a value: any that an article can have.
    fn any_value(&mut self, field: Field, span: ByteSpan) -> Result<Node, SyntaxError> {
        self.count(span)?;
        match traits::of_field(field) {
            Some(has) => Ok(Node::Field { field: Field::Has, value: Value::Has(has), span }),
            // Every article has an id and a source.
            None if field.holds_paths() => Ok(Node::All),
            None => Err(error(SyntaxErrorKind::EmptyValue(field), span)),
        }
    }

    fn words(&mut self, text: &str, quoting: Quoting, span: ByteSpan) -> Result<Node, SyntaxError> {
        if let Some(field) = self.field {
            return self.value(field, text, quoting, span);
        }
        self.count(span)?;
        self.count_pattern(quoting, span)?;
        Ok(Node::Words { text: text.to_owned(), quoting, span })
    }

    fn value(
        &mut self,
        field: Field,
        text: &str,
        quoting: Quoting,
        span: ByteSpan,
    ) -> Result<Node, SyntaxError> {
        if text == "*" && quoting == Quoting::Bare {
            return self.any_value(field, span);
        }
        self.count(span)?;
        self.count_pattern(quoting, span)?;
        if field == Field::Near {
            return self.around(text, quoting, span);
        }
        let quoting = self.quoting_in(field, quoting, span);
        let value = if field == Field::Has {
            Value::Has(traits::read(text).map_err(|kind| error(kind, span))?)
        } else if field.holds_dates() {
            let read = dates::read(text, self.today).map_err(|kind| error(kind, span))?;
            self.dates(field, text, read, span)
        } else if has_word(text) {
            if quoting == Quoting::Bare && !field.holds_paths() && text.starts_with(is_sign) {
                self.note(NoteKind::SignInValue, span);
            }
            Value::Text { text: unmarked(text, quoting).to_owned(), quoting }
        } else {
            return Err(error(SyntaxErrorKind::EmptyValue(field), span));
        };
        Ok(Node::Field { field, value, span })
    }

    /// A date without quotes. Where its first word is none by itself, the words after it
    /// may be the rest of it (`date:last week`); where it is one, only after a word or dash
    /// that has to stand between two (`date:2020 to 2021`).
    fn bare_dates(
        &mut self,
        field: Field,
        first: ByteSpan,
        joined: ByteSpan,
    ) -> Result<Node, SyntaxError> {
        self.count(joined)?;
        let text = |end: usize| self.text.get(first.start()..end).unwrap_or_default();
        let alone = dates::read(text(first.end()), self.today);
        let words = self.tokens[self.at..].iter().take(MOST_DATE_WORDS).take_while(|token| {
            matches!(token.kind, TokenKind::Words { quoting: Quoting::Bare, .. })
        });
        let ends: Vec<usize> = words.map(|token| token.span.end()).collect();
        let rest = ends.first().map(|&end| text(end)[first.len()..].trim_start());
        let is_joined = alone.is_err() || rest.is_some_and(joins_dates);
        let longest = ends.iter().enumerate().rev().filter(|_| is_joined).find_map(|(at, &end)| {
            let read = dates::read(text(end), self.today);
            // What counts from a day that is not known is a date, too.
            let is_date = matches!(read, Ok(_) | Err(SyntaxErrorKind::TodayUnknown(_)));
            is_date.then_some((at + 1, end, read))
        });
        let (more, end, read) = longest.unwrap_or((0, first.end(), alone));
        let written = text(end).to_owned();
        let span = ByteSpan::new(joined.start(), end);
        self.at += more;
        let read = read.map_err(|kind| error(kind, span))?;
        let value = self.dates(field, &written, read, span);
        Ok(Node::Field { field, value, span })
    }

    /// The value of a date field, and a note on what it is read as where that may be asked.
    fn dates(&mut self, field: Field, written: &str, read: DatesRead, span: ByteSpan) -> Value {
        let DatesRead { range, matching, form } = read;
        if form == Form::Friendly {
            let kind = NoteKind::DatesRead { field, range };
            self.notes.push(Note { kind, written: written.trim().to_owned(), span });
        }
        Value::Dates { range, matching }
    }

    /// How a value is quoted, as far as the field knows a difference.
    fn quoting_in(&mut self, field: Field, quoting: Quoting, span: ByteSpan) -> Quoting {
        match quoting {
            Quoting::Gapped(_) if !field.holds_words() || field.holds_names() => {
                self.note(NoteKind::NoEffect, span);
                Quoting::Quoted
            }
            _ => quoting,
        }
    }

    fn count_pattern(&mut self, quoting: Quoting, span: ByteSpan) -> Result<(), SyntaxError> {
        self.patterns += usize::from(matches!(quoting, Quoting::Pattern | Quoting::Fuzzy(_)));
        match self.patterns > MAX_PATTERNS {
            true => Err(error(SyntaxErrorKind::TooManyPatterns, span)),
            false => Ok(()),
        }
    }

    fn count(&mut self, span: ByteSpan) -> Result<(), SyntaxError> {
        self.clauses += 1;
        match self.clauses > MAX_CLAUSES {
            true => Err(error(SyntaxErrorKind::TooManyClauses, span)),
            false => Ok(()),
        }
    }
}

/// A value without signs before it that mean something right after a field's colon only:
/// in a group `=/x` is just the word, and has to read as that when it is shown by itself.
fn unmarked(text: &str, quoting: Quoting) -> &str {
    match quoting {
        Quoting::Quoted | Quoting::Gapped(_) => text,
        _ => text.trim_start_matches(|sign| sign == '=' || opens_single(sign)),
    }
}

/// Whether the text begins with what stands between two dates, and with nothing else.
pub(super) fn joins_dates(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    matches!(word, "to" | "until" | "till" | "through" | "thru" | ".." | "-" | "–" | "—")
}

pub(super) fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
