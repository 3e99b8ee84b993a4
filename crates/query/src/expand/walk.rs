//! A walk over a dictionary that does not take longer than it may.

use std::cell::Cell;

use dateline_schema::EXACT;
use tantivy_fst::Automaton;

/// How words stand in a dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forms {
    /// By their stem, and behind [`EXACT`] as they are where they differ from it.
    Stemmed,
    /// As they are. Terms that begin with a sign are no words.
    Plain,
}

/// An automaton that is run on the words of a dictionary, a bounded number of bytes.
pub(super) struct Walk<'s, A> {
    pub(super) automaton: A,
    pub(super) forms: Forms,
    /// How many bytes may still be looked at.
    pub(super) steps: &'s Cell<u64>,
}

/// Where a walk is in a term.
#[derive(Debug, Clone)]
pub(super) enum At<S> {
    /// Before its first byte.
    Start,
    /// In its word.
    Word(S),
    /// In one that is no word.
    Sign,
}

impl<A: Automaton> Automaton for Walk<'_, A> {
    type State = At<A::State>;

    fn start(&self) -> Self::State {
        At::Start
    }

    fn is_match(&self, state: &Self::State) -> bool {
        match state {
            At::Start | At::Sign => false,
            At::Word(state) => self.automaton.is_match(state),
        }
    }

    fn can_match(&self, state: &Self::State) -> bool {
        let may_go_on = self.steps.get() > 0;
        may_go_on
            && match state {
                At::Start => true,
                At::Word(state) => self.automaton.can_match(state),
                At::Sign => false,
            }
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        self.steps.set(self.steps.get().saturating_sub(1));
        // Words are folded; what has capitals is an acronym beside its word.
        if byte.is_ascii_uppercase() {
            return At::Sign;
        }
        match state {
            At::Start if self.forms == Forms::Stemmed && char::from(byte) == EXACT => {
                At::Word(self.automaton.start())
            }
            At::Start if byte.is_ascii_punctuation() || byte < b' ' => At::Sign,
            At::Start => At::Word(self.automaton.accept(&self.automaton.start(), byte)),
            At::Word(state) => At::Word(self.automaton.accept(state, byte)),
            At::Sign => At::Sign,
        }
    }
}
