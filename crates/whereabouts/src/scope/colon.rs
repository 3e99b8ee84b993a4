//! Who says what comes after a colon: "gave the answer himself: he was in Paris".

use super::{Scope, Scopes};
use crate::chunk::{Bare, Head, Kind};
use crate::clause::Somebody;
use crate::lexicon::{Set, noun};

/// What somebody who gives it says.
const GIVEN: Set = noun::CLAIM.or(noun::REPLY);

impl Scopes<'_, '_> {
    /// What stands before a colon: a verb of saying, or one with what is said for its object.
    pub(super) fn after_colon(&self, colon: usize) -> (Scope, bool) {
        let none = (Scope::default(), false);
        let Some(verb) = self.clauses.verb_before(colon).filter(|&verb| self.is_one(verb, colon))
        else {
            return none;
        };
        if self.tells(verb) {
            return self.told_by(verb);
        }
        if !self.gives_words(verb) {
            return none;
        }
        match self.sole_subject(verb) {
            Some(subject) => (Scope::attributed(Some(subject)).within(self.outer[verb]), true),
            None => (Scope::attributed(None), true),
        }
    }

    /// Whether verb and colon are of one clause.
    fn is_one(&self, verb: usize, colon: usize) -> bool {
        (verb + 1..colon).all(|at| {
            matches!(
                self.clauses.kind(at),
                Some(Kind::Noun(_) | Kind::Adverb(_) | Kind::Preposition(_) | Kind::Date)
            )
        })
    }

    /// "gave the answer", "had an explanation".
    fn gives_words(&self, verb: usize) -> bool {
        let is_said = |head: Head| matches!(head, Head::Noun(class) if class.has(GIVEN));
        let gives = self.clauses.verb(verb).is_some_and(|group| group.bare != Bare::Be);
        gives
            && self
                .clauses
                .object(verb)
                .and_then(|at| self.clauses.noun(at))
                .is_some_and(|object| is_said(object.head))
    }

    /// The subject, where no other verb stands between: in "asked why he was silent and gave the
    /// answer" it is not sure who gave it, nor whether that is asked.
    fn sole_subject(&self, verb: usize) -> Option<Somebody> {
        let subject = self.clauses.subjects(verb).first().copied()?;
        let is_near = (subject.chunk..verb).all(|at| self.clauses.verb(at).is_none());
        is_near.then_some(subject)
    }
}
