//! Tokens to expressions: the grammar.
//!
//! The grammar reads from left to right. Every rule gets the place of a token and gives
//! back what it read and the place after it, or nothing; the first rule that reads
//! something wins, and reading goes on behind it. A rule looks at a fixed number of
//! tokens, so reading is linear in the text.

mod amount;
mod clock;
mod context;
mod day;
mod period;
mod read;
mod relative;
mod unit;
mod weekday;
mod year;

use dateline_model::Section;

use self::context::Surnames;
use self::read::Read;
use super::reading::{Calendar, Expression, Reading, Year};
use super::token::{Gap, Token, tokens};
use super::word::{Link, Numeric, Word};

/// The expressions of a text that may speak of a time, in order, none overlapping.
pub(super) fn expressions(section: Section, text: &str) -> Vec<Expression> {
    let tokens = tokens(text);
    let (surnames, is_business) = (Surnames::default(), false);
    let mut grammar = Grammar { section, text, tokens: &tokens, surnames, is_business };
    grammar.surnames = grammar.surnames();
    grammar.is_business = grammar.is_about_business();
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

/// The tokens of a text, and the rules as methods.
struct Grammar<'t> {
    section: Section,
    text: &'t str,
    tokens: &'t [Token],
    surnames: Surnames,
    is_business: bool,
}

impl Grammar<'_> {
    /// Reads the expression that begins at a token; `previous` is the date that stands
    /// right before it or joined to it, which makes a year of "and 2016".
    fn expression(&self, at: usize, previous: Option<Reading>) -> Option<Read> {
        match self.tokens.get(at)?.word {
            Word::Link(Link::The) => self.with_article(at + 1),
            Word::Link(Link::Every) => self.every(at),
            Word::Part(_) => self.portion(at, Article::Absent),
            Word::Shift(_) => self.portion(at, Article::Absent),
            Word::Month(..) => self.named_day(at).or_else(|| self.month_first(at)),
            Word::Number(_) => self
                .day_first(at)
                .or_else(|| self.clock(at))
                .or_else(|| self.amount(at))
                .or_else(|| self.another_day(at, previous))
                .or_else(|| self.year_first(at))
                .or_else(|| self.day_of_pointed_month(at))
                .or_else(|| self.bare_year(at, previous)),
            Word::Ordinal(_) => self
                .named_day(at)
                .or_else(|| self.day_first(at))
                .or_else(|| self.ordinal_period(at))
                .or_else(|| self.ordinal_weekday(at))
                .or_else(|| self.another_day(at, previous))
                .or_else(|| self.day_of_pointed_month(at)),
            Word::Numeric(numeric @ Numeric::Clock(_)) => {
                self.clock(at).or_else(|| self.numeric(at, numeric))
            }
            Word::Numeric(numeric) => self.day_first(at).or_else(|| self.numeric(at, numeric)),
            Word::Weekday(..) => self.weekday(at),
            Word::Deictic(_) | Word::Night(_) | Word::Pointer(_) | Word::Season(_) => {
                self.relative(at)
            }
            Word::Cardinal(_) => {
                self.clock(at).or_else(|| self.amount(at)).or_else(|| self.spoken_year(at))
            }
            Word::One | Word::Some | Word::Scale(_) => self.amount(at),
            Word::Unit(_) => self.unit(at),
            Word::Recurring(unit) => self.recurring(at, unit),
            Word::Vague(vague, form) => self.vague(at, vague, form),
            Word::Name => self.named_day(at),
            Word::Hour(_) => self.clock(at),
            Word::Fiscal => self.fiscal(at),
            Word::QuarterName(number) => self.quarter_name(at, number),
            Word::Era(_) => self.era_first(at),
            Word::Period => self.term(at),
            _ => None,
        }
    }

    /// Whether a token that is no date joins the one after it to the one before.
    fn joins(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.gap != Gap::Broken
            && matches!(token.word, Word::Link(Link::And | Link::To | Link::Until))
    }

    /// The word at a place, when only white space stands before it.
    fn spaced(&self, at: usize) -> Option<Word> {
        self.after(at, |gap| gap == Gap::Space)
    }

    /// The word at a place, when white space or a hyphen stands before it.
    fn linked(&self, at: usize) -> Option<Word> {
        self.after(at, |gap| matches!(gap, Gap::Space | Gap::Dash))
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

    /// The text from a token on.
    fn text_from(&self, at: usize) -> &[u8] {
        &self.text.as_bytes()[self.tokens[at].span.start()..]
    }

    /// The text behind a token.
    fn rest(&self, at: usize) -> &[u8] {
        &self.text.as_bytes()[self.tokens[at].span.end()..]
    }

    /// The words of a token, as they are written.
    fn written(&self, at: usize) -> &[u8] {
        let span = self.tokens[at].span;
        &self.text.as_bytes()[span.start()..span.end()]
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
