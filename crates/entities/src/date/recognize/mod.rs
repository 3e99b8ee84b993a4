//! Tokens to expressions: the grammar.
//!
//! The grammar reads from left to right. Every rule gets the place of a token and gives
//! back what it read and the place after it, or nothing; the first rule that reads
//! something wins, and reading goes on behind it. A rule looks at a fixed number of
//! tokens, so reading is linear in the text.

mod context;
mod day;
mod relative;
mod year;

use dateline_model::{ByteSpan, Section};

use self::context::Surnames;
use super::reading::{Calendar, Expression, Portion, Reading, Year};
use super::token::{Gap, Token, tokens};
use super::word::{Link, Word};

/// The expressions of a text that may speak of a date, in order, none overlapping.
pub(super) fn expressions(section: Section, text: &str) -> Vec<Expression> {
    let tokens = tokens(text);
    let mut grammar = Grammar { section, text, tokens: &tokens, surnames: Surnames::default() };
    grammar.surnames = grammar.surnames();
    let mut expressions: Vec<Expression> = Vec::new();
    let mut previous = None;
    let mut at = 0;
    while at < tokens.len() {
        match grammar.expression(at, previous) {
            Some(read) => {
                expressions.push(grammar.finish(at, read));
                share_year(&mut expressions, &tokens[at]);
                (at, previous) = (read.end, Some(read.reading));
            }
            None => {
                previous = previous.filter(|_| grammar.joins(at));
                at += 1;
            }
        }
    }
    expressions
}

/// What a rule read: the reading, and the place of the token after it.
#[derive(Debug, Clone, Copy)]
struct Read {
    reading: Reading,
    portion: Option<Portion>,
    end: usize,
}

impl Read {
    fn new(reading: Reading, end: usize) -> Self {
        Self { reading, portion: None, end }
    }
}

/// The tokens of a text, and the rules as methods.
struct Grammar<'t> {
    section: Section,
    text: &'t str,
    tokens: &'t [Token],
    surnames: Surnames,
}

impl Grammar<'_> {
    /// Reads the expression that begins at a token; `previous` is the date that stands
    /// right before it or joined to it, which makes a year of "and 2016".
    fn expression(&self, at: usize, previous: Option<Reading>) -> Option<Read> {
        match self.tokens.get(at)?.word {
            Word::Link(Link::The) => self.with_article(at + 1),
            Word::Part(_) | Word::Shift(_) => self.portion(at, Article::Absent),
            Word::Month(..) => self.month_first(at),
            Word::Number(_) => self
                .day_first(at)
                .or_else(|| self.amount(at))
                .or_else(|| self.another_day(at, previous))
                .or_else(|| self.bare_year(at, previous)),
            Word::Ordinal(_) => self
                .day_first(at)
                .or_else(|| self.ordinal_period(at))
                .or_else(|| self.another_day(at, previous)),
            Word::Numeric(numeric) => self.day_first(at).or_else(|| self.numeric(at, numeric)),
            Word::Weekday(..) => self.weekday(at),
            Word::Deictic(_) | Word::Pointer(_) | Word::Season(_) => self.relative(at),
            Word::Count(_) => self.amount(at),
            Word::Era(_) => self.era_first(at),
            _ => None,
        }
    }

    /// Whether a token that is no date joins the one after it to the one before.
    fn joins(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.gap != Gap::Broken && matches!(token.word, Word::Link(Link::And | Link::To))
    }

    fn finish(&self, at: usize, read: Read) -> Expression {
        let (first, last) = (&self.tokens[at], &self.tokens[read.end - 1]);
        Expression {
            section: self.section,
            span: ByteSpan::new(first.span.start(), last.span.end()),
            reading: read.reading,
            part: read.portion,
            tense: self.tense(at, read.end),
            sentence: first.sentence,
        }
    }

    /// The word at a place, when only white space stands before it.
    fn spaced(&self, at: usize) -> Option<Word> {
        self.after(at, |gap| gap == Gap::Space)
    }

    /// The word at a place, when the gap before it is as wanted.
    fn after(&self, at: usize, wanted: impl Fn(Gap) -> bool) -> Option<Word> {
        self.tokens.get(at).filter(|token| wanted(token.gap)).map(|token| token.word)
    }

    /// The word before a place, when only white space stands between.
    fn before(&self, at: usize) -> Option<Word> {
        self.spaced(at)?;
        self.tokens.get(at.checked_sub(1)?).map(|token| token.word)
    }

    /// The place after an "of" at a place, or the place itself.
    fn past_of(&self, at: usize) -> usize {
        at + usize::from(self.spaced(at) == Some(Word::Link(Link::Of)))
    }

    /// The text behind a token.
    fn rest(&self, at: usize) -> &[u8] {
        let end = self.tokens[at].span.end();
        &self.text.as_bytes()[end..]
    }
}

/// Whether "the" stands before an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Article {
    Present,
    Absent,
}

/// Lends the year of the last expression to the one before it, when the two are joined
/// by one word, as in "in March and May 1987".
fn share_year(expressions: &mut [Expression], token: &Token) {
    let [.., earlier, later] = expressions else { return };
    let (Reading::Calendar(lender), Reading::Calendar(borrower)) =
        (later.reading, &mut earlier.reading)
    else {
        return;
    };
    let joined = token.gap != Gap::Broken
        && later.span.start() - earlier.span.end() <= " and ".len()
        && later.sentence == earlier.sentence;
    if joined && matches!(lender.year(), Year::Said(_)) {
        lend(borrower, lender.year());
    }
}

fn lend(borrower: &mut Calendar, year: Year) {
    borrower.first = borrower.first.or_year(year);
    borrower.last = borrower.last.map(|last| last.or_year(year));
}
