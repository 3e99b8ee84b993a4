//! Groups of nouns: who or what, whose, and where.

use super::{Chunker, DETERMINERS, Draft, possessor};
use crate::Named;
use crate::chunk::{Chunk, Head, Kind, NounGroup, Pronoun};
use crate::lexicon::{Set, Word, form, function as f, noun};
use crate::token::TokenKind;

impl Chunker<'_> {
    pub(super) fn noun_group(&mut self) {
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
        let is_none = is_none
            || ["nobody", "none"].iter().any(|none| self.written(first).eq_ignore_ascii_case(none));
        let refers_back = (first..end)
            .any(|at| self.word_at(at).is_some_and(|word| word.function.has(f::HIS.or(f::HER))));
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
                || matches!(last.as_str(), "man" | "woman")
                    && end - first == 1
                    && first
                        .checked_sub(1)
                        .is_some_and(|at| self.written(at).eq_ignore_ascii_case("neither"))
                || starts == "the"
                    && has("two")
                    && (last == "two" || end - first == 3 && nouns.contains(&last.as_str()))
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
        let is_qualifier = !word.verb.is_empty()
            && word.noun.is_empty()
            && word.form.has(form::PAST.or(form::PARTICIPLE).or(form::ING))
            || [
                "northern",
                "southern",
                "eastern",
                "western",
                "central",
                "neighbouring",
                "neighboring",
                "nearby",
                "native",
                "former",
                "former-",
                "late",
                "exiled",
                "new",
                "old",
                "official",
                "secret",
                "recent",
                "brief",
                "first",
                "second",
                "last",
                "next",
                "planned",
            ]
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
}
