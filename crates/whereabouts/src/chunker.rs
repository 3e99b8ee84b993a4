//! The tokens of a sentence to its chunks.
//!
//! English leaves open whether "visits" is a noun or a verb; the words before it mostly tell.

use crate::chunk::{
    Adverb, Bare, Chunk, Head, Kind, Mood, NounGroup, Preposition, Pronoun, VerbGroup, Voice,
};
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
            TokenKind::Break => self.push(1, Kind::Break),
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
            _ if function.has(DETERMINERS.or(f::BOTH)) => self.noun_group(),
            _ if function.has(f::THAT) => self.that(),
            _ if self.two_words("out", "of") => self.push(2, Kind::Preposition(Preposition::From)),
            _ if self.two_words("no", "longer") => self.push(2, Kind::Adverb(Adverb::Not)),
            _ if function.has(f::NOT) => self.push(1, Kind::Adverb(Adverb::Not)),
            _ if function.has(f::HEDGE) => self.push(1, Kind::Adverb(Adverb::Hedge)),
            _ if self.preposition(function).is_some() && (next_is_noun || !function.has(ADVERBS)) => {
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
        const LEADING: Set = f::IN.or(f::FROM).or(f::FOR).or(f::OF).or(f::ABOUT).or(f::TO).or(f::WHEN);
        let next = self.tokens.get(self.at + 1).map(|token| token.kind);
        let is_date = matches!(next, Some(TokenKind::Mention(number)) if self.mentions[number].named == Named::Date);
        is_date && word.function.has(LEADING)
    }

    fn two_words(&self, one: &str, other: &str) -> bool {
        self.written(self.at).eq_ignore_ascii_case(one)
            && self.written(self.at + 1).eq_ignore_ascii_case(other)
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
            let stands_alone = ["some", "many", "others", "several", "few"].contains(&quantity.as_str());
            return stands_alone && word.noun.is_empty() && word.verb.has(verb::SAY.or(verb::BELIEVE));
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
                let helper = before.into_iter().find(|kind| !matches!(kind, Kind::Noun(_) | Kind::And));
                let is_inverted = is_somebody
                    && matches!(helper, Some(Kind::Verb(VerbGroup { bare: Bare::Do, .. })));
                tells || is_inverted || is_several && (word.noun.is_empty() || is_somebody && draft.is_plural)
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
            None | Some(Kind::Comma | Kind::Break | Kind::Quote) => {
                !qualifies && (is_past || word.form.has(form::ING))
                    || word.form.has(form::PRESENT) && word.noun.is_empty()
                    || word.form.has(form::BASE) && before.is_some() && word.noun.is_empty()
                        && self.chunks.iter().any(|chunk| chunk.verb().is_some())
            }
            Some(Kind::That) if !self.follows_noun() => {
                !qualifies && word.noun.is_empty() && !word.form.has(form::BASE)
            }
            _ => !qualifies && (is_past || word.form.has(form::ING.or(form::PRESENT)) || word.noun.is_empty()),
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

    // ---- groups of nouns

    fn noun_group(&mut self) {
        let first = self.at;
        let mut draft = Draft::default();
        while self.at < self.tokens.len() && self.continues(&mut draft, first) {
            self.at += 1;
        }
        let end = self.at.max(first + 1);
        self.at = first;
        let head = draft.head.unwrap_or(Head::Noun(Set::NONE));
        let head = if self.is_pair(first, end, head) { Head::Pronoun(Pronoun::Both) } else { head };
        let (owner, place, is_none) = (draft.owner, draft.place, draft.is_none);
        let is_none = is_none || ["nobody", "none"].iter().any(|none| self.written(first).eq_ignore_ascii_case(none));
        let refers_back = (first..end).any(|at| {
            self.word_at(at).is_some_and(|word| word.function.has(f::HIS.or(f::HER)))
        });
        let group = NounGroup { head, owner, place, is_none, refers_back };
        self.push(end - first, Kind::Noun(group));
    }

    /// Whether the words mean two persons: "both", "both men", "the two".
    fn is_pair(&self, first: usize, end: usize, head: Head) -> bool {
        let nouns = ["men", "women", "leaders", "brothers", "sisters", "politicians", "commanders"];
        let last = self.written(end - 1).to_ascii_lowercase();
        let has = |word: &str| (first..end).any(|at| self.written(at).eq_ignore_ascii_case(word));
        let starts = self.written(first).to_ascii_lowercase();
        matches!(head, Head::Noun(_))
            && (starts == "both" && (end - first == 1 || nouns.contains(&last.as_str()))
                || matches!(last.as_str(), "man" | "woman") && end - first == 1
                    && first.checked_sub(1).is_some_and(|at| self.written(at).eq_ignore_ascii_case("neither"))
                || starts == "the" && has("two") && (last == "two" || end - first == 3 && nouns.contains(&last.as_str()))
                || starts == "the" && end - first == 2 && last == "pair")
    }

    /// Reads the token at `self.at` into the draft; whether it belongs to it.
    fn continues(&self, draft: &mut Draft, first: usize) -> bool {
        let token = self.tokens[self.at];
        if matches!(draft.head, Some(Head::Pronoun(_))) {
            return false;
        }
        match token.kind {
            TokenKind::Mention(number) => self.continues_by_mention(draft, number),
            TokenKind::Number => {
                draft.is_determined = true;
                true
            }
            TokenKind::Possessive => {
                draft.owner = draft.head.take().or(draft.owner);
                (draft.wants_noun, draft.is_determined) = (true, true);
                true
            }
            TokenKind::Word(word) => self.continues_by_word(draft, word, first),
            _ => false,
        }
    }

    fn continues_by_mention(&self, draft: &mut Draft, number: usize) -> bool {
        let is_named = matches!(draft.head, Some(Head::Person(_)));
        match self.mentions[number].named {
            Named::Date => {
                // "Monday's meeting": the date is no part of who or where.
                false
            }
            _ if is_named => false,
            // "In the video Massoud walks": nobody is called a video.
            Named::Person(_) if self.is_apart(draft) => false,
            Named::Person(_) => {
                // "brother Massoud" is still Massoud; "Kabul mayor Massoud" is in no place.
                (draft.head, draft.place) = (Some(Head::Person(number)), None);
                (draft.wants_noun, draft.is_plural) = (false, false);
                true
            }
            Named::Place(_) => {
                (draft.head, draft.place) = (Some(Head::Place(number)), Some(number));
                (draft.wants_noun, draft.is_plural) = (false, false);
                true
            }
            Named::Organisation => {
                (draft.head, draft.place) = (Some(Head::Organisation), None);
                (draft.wants_noun, draft.is_plural) = (false, false);
                true
            }
        }
    }

    /// Whether what was read of a group, after a word before it at the head of the sentence,
    /// is a thing and no title.
    fn is_apart(&self, draft: &Draft) -> bool {
        let is_thing = matches!(draft.head, Some(Head::Noun(class)) if !class.has(noun::PEOPLE));
        let opens = matches!(self.chunks.as_slice(), [Chunk { kind: Kind::Preposition(_), .. }]);
        is_thing && opens && draft.is_determined
    }

    fn continues_by_word(&self, draft: &mut Draft, word: Word, first: usize) -> bool {
        let at = self.at;
        let word = self.guessed(word, at);
        if let Some(pronoun) = self.pronoun(word.function) {
            if at == first {
                draft.head = Some(Head::Pronoun(pronoun));
            }
            return at == first;
        }
        if word.function.has(DETERMINERS.or(f::HER).or(f::BOTH)) {
            if draft.head.is_some() {
                return false;
            }
            draft.is_none |= self.written(at).eq_ignore_ascii_case("no");
            if word.function.has(f::BOTH) {
                draft.is_determined = true;
                return true;
            }
            draft.owner = possessor(word.function).or(draft.owner);
            (draft.wants_noun, draft.is_determined) = (true, true);
            return true;
        }
        // "the north", "an official": what can be a noun is one where one has to follow.
        let is_wanted = draft.wants_noun && !word.noun.is_empty();
        let is_small = !word.function.without(f::NOUN.or(f::LOCATED)).is_empty();
        if is_small && !is_wanted || self.is_verb(word, draft) {
            return false;
        }
        self.add_word(draft, word);
        true
    }

    fn add_word(&self, draft: &mut Draft, word: Word) {
        let written = self.written(self.at);
        let is_qualifier = !word.verb.is_empty() && word.noun.is_empty()
            && word.form.has(form::PAST.or(form::PARTICIPLE).or(form::ING))
            || ["northern", "southern", "eastern", "western", "central", "neighbouring", "neighboring",
                "nearby", "native", "former", "former-", "late", "exiled", "new", "old", "official",
                "secret", "recent", "brief", "first", "second", "last", "next", "planned"]
            .contains(&written);
        // "Kabul airport" is in Kabul; the "Kabul government" is not.
        let keeps_place = word.noun.has(noun::SITE) || is_qualifier;
        if !keeps_place && matches!(draft.head, Some(Head::Place(_))) {
            draft.place = None;
        }
        let is_qualifier = is_qualifier && (written != "official" || self.begins_noun(self.at + 1));
        if is_qualifier && (draft.head.is_none() || draft.wants_noun) {
            draft.wants_noun = true;
            return;
        }
        draft.head = Some(Head::Noun(word.noun));
        draft.wants_noun = false;
        draft.is_plural = written.ends_with('s') && !written.ends_with("ss")
            || matches!(written, "people" | "police" | "men" | "women" | "media" | "taliban");
    }

    // ---- groups of verbs

    fn verb_group(&mut self) {
        let first = self.at;
        let mut group = VerbGroup::default();
        let mut at = first;
        // An adverb before the verb is of it.
        self.take_adverbs_before(&mut group);
        if self.written(at).eq_ignore_ascii_case("to") {
            group.mood = Mood::Infinitive;
            at += 1;
        }
        let mut helpers = Helpers::default();
        while let Some(word) = self.word_at(at) {
            if self.tokens[at].is_capital && at > first {
                break;
            }
            match self.read_verb(word, at, &mut group, &mut helpers) {
                Read::Goes => at += 1,
                Read::Ends => {
                    at += 1;
                    break;
                }
                Read::Stops => break,
            }
        }
        group.bare = if group.classes.is_empty() { helpers.bare() } else { Bare::No };
        at = self.take_adverbs_after(at, &mut group);
        self.at = first;
        self.push(at.max(first + 1) - first, Kind::Verb(group));
    }

    fn take_adverbs_before(&mut self, group: &mut VerbGroup) {
        while let Some(Chunk { kind: Kind::Adverb(adverb), .. }) = self.chunks.last() {
            note(group, *adverb);
            self.chunks.pop();
        }
    }

    /// Reads the next word of a group of verbs.
    fn read_verb(&self, word: Word, at: usize, group: &mut VerbGroup, helpers: &mut Helpers) -> Read {
        let function = word.function;
        if function.has(AUXILIARIES) && !helpers.is_over(function) {
            group.is_negated ^= function.has(NEGATED);
            group.is_hedged |= function.has(f::MAY.or(f::MAY_NOT));
            group.is_future |= function.has(f::WILL.or(f::WILL_NOT));
            group.is_conditional |= function.has(f::WOULD.or(f::WOULD_NOT));
            helpers.note(function, self.written(at), group);
            return Read::Goes;
        }
        if function.has(ADVERBS.or(f::BOTH)) && word.verb.is_empty() && helpers.any {
            if self.preposition(function).is_some() && self.begins_noun(at + 1) {
                return Read::Stops;
            }
            note(group, adverb(function));
            return Read::Goes;
        }
        if word.verb.is_empty() || helpers.any && !helpers.fits(word.form, group.mood) {
            return Read::Stops;
        }
        group.classes = word.verb;
        self.settle(word, group, helpers);
        Read::Ends
    }

    /// The mood and voice of the group with its last verb.
    fn settle(&self, word: Word, group: &mut VerbGroup, helpers: &Helpers) {
        let is_past_or_participle = word.form.has(form::PAST.or(form::PARTICIPLE));
        if helpers.be && word.form.has(form::PARTICIPLE) && !word.form.has(form::ING) {
            group.voice = Voice::Passive;
        } else if !helpers.any && group.mood == Mood::Finite {
            group.mood = match word.form {
                forms if forms.has(form::ING) => Mood::Ing,
                forms if is_past_or_participle && !forms.has(form::PAST) => Mood::Participle,
                _ => Mood::Finite,
            };
            if group.mood == Mood::Participle {
                group.voice = Voice::Passive;
            }
        } else if helpers.ing && group.mood == Mood::Finite {
            group.mood = Mood::Ing;
        }
    }

    fn take_adverbs_after(&self, mut at: usize, group: &mut VerbGroup) -> usize {
        // "is alive, safe and well"
        let is_located_at =
            |at: usize| self.word_at(at).is_some_and(|word| word.function.has(f::LOCATED));
        while let Some(token) = self.tokens.get(at)
            && token.kind == TokenKind::Comma
            && group.is_located
            && is_located_at(at + 1)
        {
            at += 2;
        }
        while let Some(word) = self.word_at(at) {
            let function = word.function;
            let is_two = self.written(at).eq_ignore_ascii_case("no")
                && self.written(at + 1).eq_ignore_ascii_case("longer");
            if is_two {
                group.is_negated ^= true;
                at += 2;
                continue;
            }
            let next_is_located =
                self.word_at(at + 1).is_some_and(|next| next.function.has(f::LOCATED));
            if function.has(f::AND) && next_is_located && group.is_located {
                at += 2;
                continue;
            }
            let is_out_of = self.written(at) == "out" && self.written(at + 1) == "of";
            let is_before_noun = self.preposition(function).is_some() && self.begins_noun(at + 1);
            let is_verb = !word.verb.is_empty() && !function.has(f::LOCATED);
            if !function.has(ADVERBS) || is_before_noun || is_out_of || is_verb {
                break;
            }
            group.is_away |= self.written(at) == "away";
            note(group, adverb(function));
            at += 1;
            if group.is_located
                && self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma)
                && is_located_at(at + 1)
            {
                at += 1;
            }
        }
        at
    }
}

/// What reading a word did to a group of verbs.
enum Read {
    Goes,
    Ends,
    Stops,
}

/// The helping verbs met so far.
#[derive(Default)]
struct Helpers {
    any: bool,
    be: bool,
    have: bool,
    modal: bool,
    ing: bool,
}

impl Helpers {
    fn note(&mut self, function: Set, written: &str, group: &mut VerbGroup) {
        let is_first = !self.any;
        self.any = true;
        self.be |= function.has(f::BE.or(f::BE_NOT));
        self.have |= function.has(f::HAVE.or(f::HAVE_NOT));
        self.modal |= !function.has(f::BE.or(f::BE_NOT).or(f::HAVE).or(f::HAVE_NOT));
        if is_first && matches!(written, "being" | "having" | "Being" | "Having" | "doing") {
            self.ing = true;
            group.mood = Mood::Ing;
        }
        if is_first && matches!(written, "been") {
            group.mood = Mood::Participle;
        }
    }

    /// Whether another helping verb can no longer come: "had" is a verb of its own in "he is had".
    fn is_over(&self, function: Set) -> bool {
        self.be && function.has(f::HAVE.or(f::DO).or(f::WILL).or(f::MAY).or(f::WOULD).or(f::CAN))
    }

    /// Whether a verb in this form goes with them.
    fn fits(&self, form: Set, mood: Mood) -> bool {
        let _ = mood;
        self.be && form.has(form::ING.or(form::PARTICIPLE))
            || self.have && form.has(form::PARTICIPLE)
            || self.modal && form.has(form::BASE)
    }

    fn bare(&self) -> Bare {
        match self {
            _ if self.be => Bare::Be,
            _ if self.have => Bare::Have,
            _ => Bare::Do,
        }
    }
}

fn note(group: &mut VerbGroup, adverb: Adverb) {
    match adverb {
        Adverb::Not => group.is_negated ^= true,
        Adverb::Hedge => group.is_hedged = true,
        Adverb::Located => group.is_located = true,
        Adverb::Plain => {}
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
