//! The tokens of a sentence to its chunks.
//!
//! English leaves open whether "visits" is a noun or a verb; the words before it mostly tell.

mod nouns;
mod verbs;

use crate::chunk::{Adverb, Bare, Chunk, Head, Kind, Mark, Preposition, Pronoun, VerbGroup};
use crate::lexicon::{Set, Word, form, function as f, noun, verb};
use crate::token::{Token, TokenKind};
use crate::{Mention, Named};

/// The chunks of a sentence.
pub(crate) fn chunks(text: &str, tokens: &[Token], mentions: &[Mention]) -> Vec<Chunk> {
    let mut chunker = Chunker { text, tokens, mentions, at: 0, chunks: Vec::new() };
    while chunker.at < tokens.len() {
        chunker.step();
    }
    chunker.chunks
}

struct Chunker<'t> {
    text: &'t str,
    tokens: &'t [Token],
    mentions: &'t [Mention],
    at: usize,
    chunks: Vec<Chunk>,
}

/// A group of nouns that is being read.
#[derive(Default)]
struct Draft {
    head: Option<Head>,
    owner: Option<Head>,
    place: Option<usize>,
    /// Whether a determiner, an adjective or a possessive came last: a noun has to follow.
    wants_noun: bool,
    /// Whether it began with "the", "his", a number.
    is_determined: bool,
    /// Whether the last word is a plural, by its letters.
    is_plural: bool,
    /// Whether it began with "no".
    is_none: bool,
}

const DETERMINERS: Set = f::THE.or(f::HIS).or(f::MY).or(f::OUR).or(f::THEIR).or(f::WHOSE);
const AUXILIARIES: Set = f::BE
    .or(f::BE_NOT)
    .or(f::HAVE)
    .or(f::HAVE_NOT)
    .or(f::DO)
    .or(f::DO_NOT)
    .or(f::WILL)
    .or(f::WILL_NOT)
    .or(f::MAY)
    .or(f::MAY_NOT)
    .or(f::WOULD)
    .or(f::WOULD_NOT)
    .or(f::CAN)
    .or(f::CAN_NOT);
const NEGATED: Set = f::BE_NOT
    .or(f::HAVE_NOT)
    .or(f::DO_NOT)
    .or(f::WILL_NOT)
    .or(f::MAY_NOT)
    .or(f::WOULD_NOT)
    .or(f::CAN_NOT);
const ADVERBS: Set = f::NOT.or(f::HEDGE).or(f::ADVERB).or(f::LOCATED);

impl Chunker<'_> {
    fn step(&mut self) {
        let token = self.tokens[self.at];
        match token.kind {
            TokenKind::Mention(number) => match self.mentions[number].named {
                Named::Date => self.push(1, Kind::Date),
                _ => self.noun_group(),
            },
            TokenKind::Number => self.noun_group(),
            TokenKind::Comma => self.push(1, Kind::Comma),
            TokenKind::Break => self.push(1, Kind::Break(self.mark())),
            TokenKind::OpenQuote | TokenKind::CloseQuote => self.push(1, Kind::Quote),
            TokenKind::Question | TokenKind::Mark | TokenKind::Possessive => self.at += 1,
            TokenKind::Word(word) => self.word(word),
        }
    }

    fn push(&mut self, tokens: usize, kind: Kind) {
        let (first, end) = (self.at, self.at + tokens.max(1));
        let is_quoted = self.tokens[first].is_quoted;
        self.chunks.push(Chunk { first, end, kind, is_quoted });
        self.at = end;
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| token.span.of(self.text)).unwrap_or_default()
    }

    fn mark(&self) -> Mark {
        match self.written(self.at) {
            ":" => Mark::Colon,
            _ => Mark::Other,
        }
    }

    fn word_at(&self, at: usize) -> Option<Word> {
        match self.tokens.get(at)?.kind {
            TokenKind::Word(word) => Some(self.guessed(word, at)),
            _ => None,
        }
    }

    /// The word, with what its ending tells where no list has it.
    fn guessed(&self, word: Word, at: usize) -> Word {
        let written = self.written(at);
        let is_known = word != Word::default();
        if is_known || self.tokens[at].is_capital || written.len() < 5 {
            return word;
        }
        let guess = |form: Set| Word { verb: verb::OTHER, form, ..word };
        match written {
            _ if written.ends_with("ed") => guess(form::PAST.or(form::PARTICIPLE)),
            _ if written.ends_with("ing") => guess(form::ING),
            _ if written.ends_with("ly") => Word { function: f::ADVERB, ..word },
            _ => word,
        }
    }

    fn word(&mut self, word: Word) {
        let word = self.guessed(word, self.at);
        if self.leads_date(word) {
            return self.push(2, Kind::Date);
        }
        if self.two_words("according", "to") {
            return self.push(2, Kind::Preposition(Preposition::According));
        }
        if self.is_infinitive(word) || self.is_verb(word, &Draft::default()) {
            return self.verb_group();
        }
        let function = word.function;
        let next_is_noun = self.begins_noun(self.at + 1);
        match function {
            _ if self.pronoun(function).is_some() => self.noun_group(),
            _ if self.is_no_more_than() => self.push(3, Kind::Adverb(Adverb::NoMoreThan)),
            _ if function.has(DETERMINERS.or(f::BOTH)) => self.noun_group(),
            _ if function.has(f::THAT) => self.that(),
            _ if self.two_words("out", "of") => self.push(2, Kind::Preposition(Preposition::From)),
            _ if self.two_words("no", "longer") => self.push(2, Kind::Adverb(Adverb::Not)),
            _ if function.has(f::NOT) => self.push(1, Kind::Adverb(Adverb::Not)),
            _ if function.has(f::HEDGE) => self.push(1, Kind::Adverb(Adverb::Hedge)),
            _ if self.preposition(function).is_some()
                && (next_is_noun || !function.has(ADVERBS)) =>
            {
                let preposition = self.preposition(function).unwrap_or(Preposition::Other);
                // "as", "after", "since" are of both kinds; a noun group alone does not tell.
                self.push(1, Kind::Preposition(preposition));
            }
            _ if function.has(f::LOCATED) => self.push(1, Kind::Adverb(Adverb::Located)),
            _ if function.has(f::ADVERB) => self.push(1, Kind::Adverb(Adverb::Plain)),
            _ => match joint(function) {
                Some(kind) => self.push(1, kind),
                None => self.noun_group(),
            },
        }
    }

    /// Whether the word stands before a date and belongs to it: "on Monday", "since May".
    fn leads_date(&self, word: Word) -> bool {
        const LEADING: Set =
            f::IN.or(f::FROM).or(f::FOR).or(f::OF).or(f::ABOUT).or(f::TO).or(f::WHEN);
        let next = self.tokens.get(self.at + 1).map(|token| token.kind);
        let is_date = matches!(next, Some(TokenKind::Mention(number)) if self.mentions[number].named == Named::Date);
        is_date && word.function.has(LEADING)
    }

    fn two_words(&self, one: &str, other: &str) -> bool {
        self.written(self.at).eq_ignore_ascii_case(one)
            && self.written(self.at + 1).eq_ignore_ascii_case(other)
    }

    /// "no more than to Paris": what compares, and not "no more than two days", which counts.
    fn is_no_more_than(&self) -> bool {
        self.two_words("no", "more")
            && self.written(self.at + 2).eq_ignore_ascii_case("than")
            && self.is_whither(self.at + 3)
    }

    /// Whether the word says where or where to, before a place.
    fn is_whither(&self, at: usize) -> bool {
        const WHITHER: Set = f::IN.or(f::TO).or(f::FROM);
        self.word_at(at).is_some_and(|word| word.function.has(WHITHER))
    }

    fn preposition(&self, function: Set) -> Option<Preposition> {
        Some(match function {
            _ if function.has(f::IN) => Preposition::In,
            _ if function.has(f::TO) => Preposition::To,
            _ if function.has(f::FROM) => Preposition::From,
            _ if function.has(f::FOR) => Preposition::For,
            _ if function.has(f::OF) => Preposition::Of,
            _ if function.has(f::WITH) => Preposition::With,
            _ if function.has(f::VIA) => Preposition::Via,
            _ if function.has(f::ABOUT) => Preposition::Other,
            _ => return None,
        })
    }

    fn pronoun(&self, function: Set) -> Option<Pronoun> {
        let her_own = function.has(f::HER) && self.begins_noun(self.at + 1);
        Some(match function {
            _ if function.has(f::HE.or(f::HIM)) => Pronoun::He,
            _ if function.has(f::SHE) => Pronoun::She,
            _ if function.has(f::HER) && !her_own => Pronoun::She,
            _ if function.has(f::I) => Pronoun::I,
            _ if function.has(f::THEY) => Pronoun::They,
            _ if function.has(f::WE.or(f::YOU).or(f::IT)) => Pronoun::Other,
            _ => return None,
        })
    }

    /// Whether the token can begin or continue a group of nouns.
    fn begins_noun(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| token.kind) {
            Some(TokenKind::Mention(number)) => self.mentions[number].named != Named::Date,
            Some(TokenKind::Number) => true,
            Some(TokenKind::Word(word)) => {
                let word = self.guessed(word, at);
                let pronouns = f::HE.or(f::HIM).or(f::SHE).or(f::HER).or(f::THEY).or(f::WE);
                let small = word.function.without(DETERMINERS.or(f::NOUN).or(pronouns).or(f::I));
                small.is_empty() || word.function.has(DETERMINERS.or(f::BOTH))
            }
            _ => false,
        }
    }

    /// "that": before a noun it points, elsewhere it joins.
    fn that(&mut self) {
        self.push(1, Kind::That);
    }

    fn is_infinitive(&self, word: Word) -> bool {
        if !word.function.has(f::TO) || !self.written(self.at).eq_ignore_ascii_case("to") {
            return false;
        }
        let mut at = self.at + 1;
        while self.word_at(at).is_some_and(|word| word.function.has(ADVERBS)) {
            at += 1;
        }
        self.word_at(at).is_some_and(|word| {
            let is_base = word.form.has(form::BASE) && !self.tokens[at].is_capital;
            let is_bare = matches!(self.written(at), "be" | "have" | "do");
            is_base || is_bare
        })
    }

    /// Whether the word at `self.at` is a verb, after what was read of a group of nouns.
    fn is_verb(&self, word: Word, draft: &Draft) -> bool {
        self.is_verb_at(self.at, word, draft)
    }

    fn is_verb_at(&self, at: usize, word: Word, draft: &Draft) -> bool {
        if word.function.has(f::NOUN) {
            return false;
        }
        let starts_sentence = at == 0 || self.chunks.last().is_some_and(|c| c.kind == Kind::Quote);
        if self.tokens[at].is_capital && !starts_sentence {
            return false;
        }
        if word.function.has(AUXILIARIES) {
            return !draft.wants_noun || draft.owner.is_some();
        }
        if word.verb.is_empty() {
            return false;
        }
        match draft.head.is_some() || draft.is_determined {
            true => self.is_verb_after_noun(word, draft, at),
            false => self.is_verb_by_context(word, at),
        }
    }

    fn is_verb_after_noun(&self, word: Word, draft: &Draft, at: usize) -> bool {
        if draft.wants_noun {
            // "some say"
            let quantity = self.written(at.wrapping_sub(1)).to_ascii_lowercase();
            let stands_alone =
                ["some", "many", "others", "several", "few"].contains(&quantity.as_str());
            return stands_alone
                && word.noun.is_empty()
                && word.verb.has(verb::SAY.or(verb::BELIEVE));
        }
        let is_somebody = match draft.head {
            Some(Head::Noun(class)) => class.has(noun::PEOPLE),
            Some(_) => true,
            None => false,
        };
        match word.form {
            forms if forms.has(form::PAST.or(form::PARTICIPLE)) && !forms.has(form::BASE) => true,
            forms if forms.has(form::ING) => is_somebody,
            forms if forms.has(form::PRESENT) => {
                is_somebody && !self.is_compound(at) || word.noun.is_empty() && !draft.is_plural
            }
            _ => {
                const TELLING: Set = verb::SAY.or(verb::BELIEVE).or(verb::DENY);
                let is_several = draft.is_plural || draft.head == Some(Head::Organisation);
                let tells = word.verb.has(TELLING) && (word.noun.is_empty() || self.tells_that(at));
                // "Did Massoud flee?"
                let before = self.chunks.iter().rev().map(|chunk| chunk.kind);
                let helper =
                    before.into_iter().find(|kind| !matches!(kind, Kind::Noun(_) | Kind::And));
                let is_inverted = is_somebody
                    && matches!(helper, Some(Kind::Verb(VerbGroup { bare: Bare::Do, .. })));
                tells
                    || is_inverted
                    || is_several && (word.noun.is_empty() || is_somebody && draft.is_plural)
            }
        }
    }

    /// Whether "that" comes next.
    fn tells_that(&self, at: usize) -> bool {
        self.word_at(at + 1).is_some_and(|next| next.function.has(f::THAT))
    }

    /// Whether a word in -s after a name is more likely a noun: "Kabul forces said".
    fn is_compound(&self, at: usize) -> bool {
        let next = self.word_at(at + 1);
        next.is_some_and(|next| {
            next.form.has(form::PAST.or(form::PRESENT)) || next.function.has(AUXILIARIES)
        })
    }

    fn is_verb_by_context(&self, word: Word, at: usize) -> bool {
        let before = self.chunks.last().map(|chunk| chunk.kind);
        let is_past = word.form.has(form::PAST.or(form::PARTICIPLE)) && !word.form.has(form::BASE);
        let qualifies = is_past && self.qualifies(at);
        match before {
            Some(Kind::Preposition(_)) => word.form.has(form::ING) && word.noun.is_empty(),
            Some(Kind::Noun(_) | Kind::Who | Kind::Which | Kind::Adverb(_) | Kind::Date) => {
                !(word.form == form::BASE.or(form::PRESENT) && word.noun.has(noun::SITE))
            }
            Some(Kind::Verb(_)) => !qualifies && (is_past || word.form.has(form::ING)),
            None | Some(Kind::Comma | Kind::Break(_) | Kind::Quote) => {
                !qualifies && (is_past || word.form.has(form::ING))
                    || word.form.has(form::PRESENT) && word.noun.is_empty()
                    || word.form.has(form::BASE)
                        && before.is_some()
                        && word.noun.is_empty()
                        && self.chunks.iter().any(|chunk| chunk.verb().is_some())
            }
            Some(Kind::That) if !self.follows_noun() => {
                !qualifies && word.noun.is_empty() && !word.form.has(form::BASE)
            }
            _ => {
                !qualifies
                    && (is_past
                        || word.form.has(form::ING.or(form::PRESENT))
                        || word.noun.is_empty())
            }
        }
    }

    /// Whether a noun stands before the last chunk: "that" after it may be "who".
    fn follows_noun(&self) -> bool {
        let before = self.chunks.len().checked_sub(2);
        before.is_some_and(|at| self.chunks[at].noun().is_some())
    }

    /// Whether a participle says something of the noun after it: "exiled leader".
    fn qualifies(&self, at: usize) -> bool {
        let written = self.written(at);
        let is_of_speech = self.word_at(at).is_some_and(|word| word.verb.has(verb::SAY));
        let next = self.tokens.get(at + 1).map(|token| token.kind);
        match next {
            Some(TokenKind::Word(next)) => {
                let next = self.guessed(next, at + 1);
                !is_of_speech
                    && next.function.is_empty()
                    && (next.verb.is_empty() || next.noun.has(noun::PEOPLE))
                    && !written.is_empty()
            }
            _ => false,
        }
    }
}

fn adverb(function: Set) -> Adverb {
    match function {
        _ if function.has(f::NOT) => Adverb::Not,
        _ if function.has(f::HEDGE) => Adverb::Hedge,
        _ if function.has(f::LOCATED) => Adverb::Located,
        _ => Adverb::Plain,
    }
}

/// Whose something is by its determiner.
fn possessor(function: Set) -> Option<Head> {
    Some(Head::Pronoun(match function {
        _ if function.has(f::HIS) => Pronoun::He,
        _ if function.has(f::HER) => Pronoun::She,
        _ if function.has(f::MY) => Pronoun::I,
        _ if function.has(f::THEIR) => Pronoun::They,
        _ if function.has(f::OUR.or(f::IT)) => Pronoun::Other,
        _ => return None,
    }))
}

/// What joins parts of a sentence.
fn joint(function: Set) -> Option<Kind> {
    Some(match function {
        _ if function.has(f::AND.or(f::OR)) => Kind::And,
        _ if function.has(f::BUT) => Kind::But,
        _ if function.has(f::WHETHER) => Kind::Whether,
        _ if function.has(f::IF) => Kind::If,
        _ if function.has(f::WHEN) => Kind::When,
        _ if function.has(f::WHO.or(f::WHOSE)) => Kind::Who,
        _ if function.has(f::WHICH) => Kind::Which,
        _ if function.has(f::WHERE) => Kind::Where,
        _ if function.has(f::WHAT) => Kind::What,
        _ if function.has(f::THERE) => Kind::There,
        _ => return None,
    })
}
