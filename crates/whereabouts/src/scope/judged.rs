//! Whether something is said to be so: "it is likely that", "reports of it are baseless".

use super::{Scope, Scopes};
use crate::chunk::{Bare, Head, Kind, Mood, Pronoun};
use crate::clause::Somebody;
use crate::lexicon::{Set, noun};

impl Scopes<'_, '_> {
    /// "It is likely that he is there", by the chunk before "that".
    pub(super) fn judged_before(&self, at: usize) -> Option<Scope> {
        let verb = if self.clauses.verb(at).is_some() { at } else { at.checked_sub(1)? };
        let is_it = |who: &Somebody| {
            let head = self.clauses.noun(who.chunk).map(|group| group.head);
            matches!(head, Some(Head::Pronoun(Pronoun::Other)))
        };
        let scope = self.judgement(verb)?.within(self.outer[verb]);
        self.clauses.subjects(verb).iter().any(is_it).then_some(scope)
    }

    /// "That he is there is likely": what the clause that begins with "that" is the subject of.
    pub(super) fn judged_after(&self, that: usize, verb: usize) -> Option<Scope> {
        let opens = match that.checked_sub(1) {
            None => true,
            Some(before) => matches!(self.clauses.kind(before), Some(Kind::Break(_) | Kind::Quote)),
        };
        let is_finite =
            |at: &usize| self.clauses.verb(*at).is_some_and(|group| group.mood == Mood::Finite);
        let is_inside = |at: &usize| {
            !matches!(self.clauses.kind(*at), Some(Kind::Comma | Kind::Break(_) | Kind::That))
        };
        let judging =
            (verb + 1..self.clauses.chunks.len()).take_while(is_inside).find(is_finite)?;
        self.judgement(judging).filter(|_| opens)
    }

    /// What "is likely", "is not true" and the like say of something.
    fn judgement(&self, verb: usize) -> Option<Scope> {
        let group = self.clauses.verb(verb).filter(|group| group.bare == Bare::Be)?;
        let class = match self.clauses.noun(verb + 1).map(|noun| noun.head) {
            Some(Head::Noun(class)) => class,
            _ => Set::NONE,
        };
        let hedged = Scope { is_hedged: true, ..Scope::default() };
        let denied = Scope { is_negated: true, ..Scope::default() };
        match group.is_negated {
            _ if group.is_hedged || class.has(noun::DOUBTFUL) => Some(hedged),
            true if class.has(noun::SURE) => Some(hedged),
            true if class.has(noun::TRUE) => Some(denied),
            false if class.has(noun::FALSE) => Some(denied),
            false if class.has(noun::SURE.or(noun::TRUE)) => Some(Scope::default()),
            _ => None,
        }
    }

    /// Who "is certain" or "was convinced", by the chunk of what he is.
    pub(super) fn who_is_sure(&self, at: usize) -> Option<Somebody> {
        let Head::Noun(class) = self.clauses.noun(at)?.head else { return None };
        let verb = at.checked_sub(1)?;
        let is_bare = self.clauses.verb(verb)?.bare == Bare::Be;
        let subject = self.clauses.subjects(verb).first().copied();
        subject.filter(|_| is_bare && class.has(noun::SURE))
    }

    /// Whether what a noun tells is said to be wrong: "reports of it have no foundation".
    pub(super) fn is_refuted(&self, noun: usize) -> bool {
        let mut verbs = (noun + 1..self.clauses.chunks.len()).filter(|&at| {
            self.clauses.verb(at).is_some_and(|group| matches!(group.bare, Bare::Be | Bare::Have))
        });
        verbs.any(|verb| {
            self.clauses.noun(verb + 1).is_some_and(|group| {
                let is_false = matches!(group.head, Head::Noun(class) if class.has(noun::FALSE));
                group.is_none || is_false
            })
        })
    }
}
