//! The words around an expression: tense, capitals, names that are no dates.

use dateline_model::Section;

use crate::date::token::{Case, Gap, Token};
use crate::date::word::{Link, MonthForm, Tense, Word};

use super::Grammar;

/// How many tokens of a sentence are looked at for a verb.
const TENSE_WINDOW: usize = 24;

/// How many words after "will" a participle still belongs to it: "will be formally
/// launched".
const PARTICIPLE_REACH: u32 = 4;

/// How many words away a past tense still tells that a date lies in the past: further
/// off stands the "said" of a report about anything.
const PAST_REACH: u32 = 6;

/// How many tokens before a deadline a "had" tells that it is over.
const PLUPERFECT_REACH: usize = 4;

/// More words than this that speak of money make a text one about business.
const BUSINESS_WORDS: usize = 4;

/// How many words behind the date that opens a sentence its own verb stands at most.
const OPENING_REACH: u32 = 4;

/// How many words away a future tense still tells that a date is to come.
const FUTURE_REACH: u32 = 24;

/// How many bytes of a neighbouring word are looked at.
const LONGEST_NEIGHBOUR: usize = 32;

/// The verb before what is due.
static IS: &[&[u8]] = &[b"are", b"be", b"been", b"is", b"not", b"was", b"were"];

/// Words that before "to" speak of what is still to come: "means to mark it on Thursday".
static LOOK_AHEAD: &[&[u8]] = &[
    b"aim",
    b"aims",
    b"are",
    b"hope",
    b"hopes",
    b"intend",
    b"intends",
    b"is",
    b"mean",
    b"means",
    b"plan",
    b"plans",
    b"promises",
    b"threatens",
    b"vows",
    b"want",
    b"wants",
];

/// What stands before the first day on which something can happen.
static AS_SOON_AS: &[&[u8]] = &[b" as early as ", b" as soon as "];

/// Words before a weekday that make another name of it: "Black Friday".
static NAMES_BEFORE: &[&[u8]] = &[
    b"Black",
    b"Bloody",
    b"Casual",
    b"Girl",
    b"Holy",
    b"Man",
    b"Ruby",
    b"Sheffield",
    b"Super",
    b"girl",
    b"man",
];

/// Words after a weekday that make another name of it: "Sunday Times".
static NAMES_AFTER: &[&[u8]] = &[
    b"Express",
    b"Herald",
    b"Independent",
    b"Mail",
    b"Mercury",
    b"Mirror",
    b"Post",
    b"School",
    b"Telegraph",
    b"Times",
    b"Tribune",
    b"World",
];

/// What the words around an expression say about it.
impl Grammar<'_> {
    /// The tense of the clause, and how many words away its verb is: the nearest verb form
    /// before, or else the first one after, within the sentence.
    pub(super) fn tense(&self, first: usize, end: usize) -> Option<(Tense, u32)> {
        if self.is_named_weekday(first, end) {
            return Some((Tense::Past, 0));
        }
        if self.follows_deadline_word(first) && !self.opens_what_has_been(first, end) {
            return Some((Tense::Deadline, 0));
        }
        if self.is_set_for(first) {
            return Some((Tense::Future, 0));
        }
        let here = self.tokens[first].ordinal;
        let near = |(tense, verb): (Tense, u32)| {
            let reach = if tense == Tense::Future { FUTURE_REACH } else { PAST_REACH };
            let distance = here.abs_diff(verb);
            (distance <= reach).then_some((tense, distance))
        };
        let before = self.tense_before(first).and_then(near);
        before.or_else(|| self.tense_after(first, end).and_then(near))
    }

    /// Whether nothing but "is in" or "is on" stands before: "the trial is in June".
    fn is_set_for(&self, first: usize) -> bool {
        let before = &self.text.as_bytes()[..self.tokens[first].span.start()];
        [&b" is in "[..], b" is on ", b" are in ", b" are on "]
            .iter()
            .any(|words| before.ends_with(words))
    }

    /// Whether a word before says that what is going on, or is to be done, ends there:
    /// "until Friday", "by August 4", "extended to Nov. 16".
    fn follows_deadline_word(&self, first: usize) -> bool {
        if self.follows_as_soon_as(first) {
            return true;
        }
        if self.tokens[first].gap != Gap::Space || first == 0 {
            return false;
        }
        let is_deadline = matches!(self.tokens[first - 1].word, Word::Link(Link::Until))
            || self.is_moved_to(first)
            || self.written(first - 1).eq_ignore_ascii_case(b"by");
        is_deadline && !self.follows_pluperfect(first)
    }

    /// Whether "had" stands shortly before: "had filed them by Wednesday".
    fn follows_pluperfect(&self, first: usize) -> bool {
        let window = first.saturating_sub(PLUPERFECT_REACH)..first;
        window.into_iter().any(|at| {
            self.tokens[at].sentence == self.tokens[first].sentence && self.written(at) == b"had"
        })
    }

    /// Whether an expression opens a sentence of what had come about by then: "By Wednesday
    /// the rumour had grown".
    fn opens_what_has_been(&self, first: usize, end: usize) -> bool {
        let sentence = self.tokens[first].sentence;
        let opens = first < 2 || self.tokens[first - 2].sentence != sentence;
        let is_near = |verb: u32| verb.abs_diff(self.tokens[first].ordinal) <= OPENING_REACH;
        opens && matches!(self.tense_after(first, end), Some((Tense::Past, verb)) if is_near(verb))
    }

    /// Whether "as soon as" or its like stands before: what is told so is yet to be.
    fn follows_as_soon_as(&self, first: usize) -> bool {
        let before = &self.text.as_bytes()[..self.tokens[first].span.start()];
        AS_SOON_AS.iter().any(|words| before.ends_with(words))
    }

    /// Whether a weekday stands in the genitive: "Friday's vote" has a name already, and so
    /// mostly has been.
    fn is_named_weekday(&self, first: usize, end: usize) -> bool {
        let rest = self.rest(end - 1);
        matches!(self.tokens[first].word, Word::Weekday(..))
            && (rest.starts_with(b"'s") || rest.starts_with("’s".as_bytes()))
    }

    /// Whether a month or a day follows "to" that does not end a range: "extended to Nov. 16".
    fn is_moved_to(&self, first: usize) -> bool {
        let is_day = matches!(self.tokens[first].word, Word::Month(..) | Word::Number(_));
        let is_to = self.tokens[first - 1].word == Word::Link(Link::To);
        let follows_verb = matches!(self.before(first - 1), Some(Word::Tense(_)));
        is_day && is_to && (follows_verb || self.tokens[first - 1].gap == Gap::Broken)
    }

    /// The tense that a token tells, and its place among the words: "is to" and "was to"
    /// speak of what was then to come.
    fn tense_at(&self, at: usize) -> Option<(Tense, u32)> {
        let token = &self.tokens[at];
        let tense = match token.word {
            Word::Tense(Tense::Past)
                if matches!(self.written(at), b"was" | b"were")
                    && self.spaced(at + 1) == Some(Word::Link(Link::To)) =>
            {
                Tense::Future
            }
            // "had been due": what was to come then has been, or was put off.
            Word::Tense(Tense::Future) if self.follows_had_been(at) => Tense::Past,
            // "is planned for Friday", but "they planned it", "as planned".
            Word::Tense(Tense::Future)
                if self.written(at) == b"planned"
                    && !matches!(self.word_before(at), b"is" | b"are" | b"be") =>
            {
                return None;
            }
            // "is due to meet", but "died due to the fire".
            Word::Tense(Tense::Future)
                if self.written(at) == b"due"
                    && self.word_after(at) == b"to"
                    && !IS.contains(&self.word_before(at)) =>
            {
                return None;
            }
            Word::Tense(tense) => tense,
            Word::Link(Link::To) if LOOK_AHEAD.contains(&self.word_before(at)) => Tense::Future,
            _ => return None,
        };
        Some((tense, token.ordinal))
    }

    fn follows_had_been(&self, at: usize) -> bool {
        self.text.as_bytes()[..self.tokens[at].span.start()].ends_with(b" had been ")
    }

    /// The tense of the nearest verb form before, and its place among the words.
    fn tense_before(&self, first: usize) -> Option<(Tense, u32)> {
        let sentence = self.tokens[first].sentence;
        let mut verbs = self.tokens[..first]
            .iter()
            .rev()
            .take(TENSE_WINDOW)
            .enumerate()
            .take_while(|(_, token)| token.sentence == sentence)
            .filter_map(|(back, _)| self.tense_at(first - 1 - back));
        let (nearest, verb) = verbs.next()?;
        let governed = nearest == Tense::Past
            && verbs.next().is_some_and(|(tense, auxiliary)| {
                tense == Tense::Future && verb.wrapping_sub(auxiliary) <= PARTICIPLE_REACH
            });
        Some((if governed { Tense::Future } else { nearest }, verb))
    }

    fn tense_after(&self, first: usize, end: usize) -> Option<(Tense, u32)> {
        let sentence = self.tokens[first].sentence;
        (end..self.tokens.len().min(end + TENSE_WINDOW))
            .take_while(|&at| self.tokens[at].sentence == sentence)
            .find_map(|at| self.tense_at(at).map(|found| (at, found)))
            // "on March 5 and 6, has brought" tells nothing of that March.
            .filter(|&(at, _)| !matches!(self.written(at), b"has" | b"have"))
            .map(|(_, found)| found)
    }

    /// Whether the sentence of a token speaks of money, or most of the text does: then a
    /// quarter is one of the year.
    pub(super) fn reports_money(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let of_money = |token: &&Token| token.sentence == sentence && speaks_of_money(token);
        let window = at.saturating_sub(TENSE_WINDOW)..self.tokens.len().min(at + TENSE_WINDOW);
        self.is_business || self.tokens[window].iter().find(of_money).is_some()
    }

    /// Whether the text is one about business.
    pub(super) fn is_about_business(&self) -> bool {
        self.tokens.iter().filter(|token| speaks_of_money(token)).nth(BUSINESS_WORDS).is_some()
    }

    /// Whether a word with a capital ends a name: "Russia Today".
    pub(super) fn ends_name(&self, at: usize) -> bool {
        self.section == Section::Text
            && self.tokens[at].case == Case::Initial
            && self.follows_unknown_capital(at)
    }

    /// Whether the name of a month is written as one: with a capital, unless it is no
    /// other word.
    pub(super) fn written_as_name(&self, at: usize, form: MonthForm) -> bool {
        self.tokens[at].case != Case::Lower
            || matches!(form, MonthForm::Plain | MonthForm::GivenName)
    }

    /// Whether the name of a month, with no number beside it, is meant as one.
    pub(super) fn stands_as_month(&self, at: usize, form: MonthForm) -> bool {
        if self.tokens[at].case == Case::Lower {
            return false;
        }
        let introduced = match self.before(at) {
            Some(Word::Link(Link::In | Link::From | Link::Of | Link::Between | Link::By)) => true,
            Some(Word::Link(Link::Until)) => true,
            Some(Word::Link(Link::To)) => form != MonthForm::Verb,
            Some(Word::Pointer(_) | Word::Part(_)) => true,
            _ => self.follows_part_dash(at),
        };
        match form {
            MonthForm::Plain => true,
            MonthForm::GivenName => introduced || !self.has_capital_neighbour(at),
            MonthForm::Verb => introduced && !self.is_surname_here(at),
            MonthForm::Short => introduced,
            MonthForm::ShortName => false,
        }
    }

    /// Whether a weekday is a part of another name: "Black Friday", "Sunday Times".
    pub(super) fn names_something(&self, at: usize) -> bool {
        NAMES_BEFORE.contains(&self.word_before(at)) || NAMES_AFTER.contains(&self.word_after(at))
    }

    /// Which months' names stand behind an unknown word with a capital: "Theresa May",
    /// "the Long March".
    pub(super) fn surnames(&self) -> Surnames {
        let mut surnames = Surnames::default();
        for (at, token) in self.tokens.iter().enumerate() {
            if let Word::Month(month, MonthForm::Verb) = token.word
                && token.case == Case::Initial
                && self.follows_unknown_capital(at)
            {
                surnames.march |= month == 3;
                surnames.may |= month == 5;
            }
        }
        surnames
    }

    /// Whether the text calls somebody by this name, which is a month's too: then only
    /// "in May" is a month.
    fn is_surname_here(&self, at: usize) -> bool {
        let is_name = match self.tokens[at].word {
            Word::Month(3, _) => self.surnames.march,
            Word::Month(5, _) => self.surnames.may,
            _ => false,
        };
        is_name && self.before(at) != Some(Word::Link(Link::In))
    }

    fn follows_part_dash(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|part| {
            matches!(self.tokens[part].word, Word::Part(_))
                && self.tokens[part].span.end() + 1 == self.tokens[at].span.start()
        })
    }

    /// Whether a word with a capital that is nothing to dates stands beside a token.
    fn has_capital_neighbour(&self, at: usize) -> bool {
        let next_is_token = self.spaced(at + 1).is_some();
        self.follows_unknown_capital(at)
            || (!next_is_token && self.word_after(at).first().is_some_and(u8::is_ascii_uppercase))
    }

    fn follows_unknown_capital(&self, at: usize) -> bool {
        let is_joined = !self.text.as_bytes()[..self.tokens[at].span.start()].ends_with(b". ");
        self.before(at).is_none()
            && is_joined
            && self.word_before(at).first().is_some_and(u8::is_ascii_uppercase)
    }

    /// The word before a token, with one space or a full stop and a space between.
    pub(super) fn word_before(&self, at: usize) -> &[u8] {
        let text = &self.text.as_bytes()[..self.tokens[at].span.start()];
        let Some(text) = text.strip_suffix(b" ") else { return b"" };
        let text = text.strip_suffix(b".").unwrap_or(text);
        let letters = text.iter().rev().take(LONGEST_NEIGHBOUR);
        let length = letters.take_while(|byte| byte.is_ascii_alphabetic()).count();
        &text[text.len() - length..]
    }

    /// The word after a token, with one space between.
    pub(super) fn word_after(&self, at: usize) -> &[u8] {
        let Some(text) = self.rest(at).strip_prefix(b" ") else { return b"" };
        let letters = text.iter().take(LONGEST_NEIGHBOUR);
        &text[..letters.take_while(|byte| byte.is_ascii_alphabetic()).count()]
    }
}

fn speaks_of_money(token: &Token) -> bool {
    matches!(token.word, Word::Money | Word::Business)
}

/// Which months' names the text uses as names of persons or events.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surnames {
    march: bool,
    may: bool,
}
