//! Groups of verbs: what is done, whether it is not, and whether it is sure.

use super::{ADVERBS, AUXILIARIES, Chunker, NEGATED, adverb};
use crate::chunk::{Adverb, Bare, Chunk, Kind, Mood, VerbGroup, Voice};
use crate::lexicon::{Set, Word, form, function as f};
use crate::token::TokenKind;

impl Chunker<'_> {
    pub(super) fn verb_group(&mut self) {
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
    fn read_verb(
        &self,
        word: Word,
        at: usize,
        group: &mut VerbGroup,
        helpers: &mut Helpers,
    ) -> Read {
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
        if word.verb.is_empty() || helpers.any && !helpers.fits(word.form) {
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

    /// "no longer", and "no more" where the place comes next.
    fn is_no_longer(&self, at: usize) -> bool {
        let is_second = |word: &str| self.written(at + 1).eq_ignore_ascii_case(word);
        self.written(at).eq_ignore_ascii_case("no")
            && (is_second("longer") || is_second("more") && self.is_whither(at + 2))
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
            if self.is_no_longer(at) {
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
    fn fits(&self, form: Set) -> bool {
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
        Adverb::NoMoreThan | Adverb::Plain => {}
    }
}
