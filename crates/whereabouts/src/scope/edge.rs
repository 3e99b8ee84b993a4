//! Who says a sentence as a whole: ", officials said", "according to", "The claim:".

use super::{Scope, Scopes, effect_of};
use crate::chunk::{Kind, Mood, Preposition, Voice};
use crate::clause::{Part, Somebody};
use crate::lexicon::{noun, verb};

/// Somebody who says the sentence: ", officials said".
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The chunk of the verb or preposition.
    pub(super) at: usize,
    /// Where his words end: those after belong to the sentence again.
    scope: Scope,
}

impl Scopes<'_, '_> {
    /// Who says the sentence as a whole, if it tells of somebody.
    pub(super) fn find_edge(&self) -> Option<Edge> {
        let chunks = self.clauses.chunks;
        let according = (0..chunks.len())
            .find(|&at| self.clauses.preposition(at) == Some(Preposition::According));
        if let Some(at) = according {
            let speaker =
                self.clauses.noun(at + 1).map(|_| Somebody { chunk: at + 1, part: Part::Head });
            return Some(Edge { at, scope: Scope::attributed(speaker) });
        }
        if self.is_headed_by_claim() {
            return Some(Edge { at: 0, scope: Scope::attributed(None) });
        }
        let at = (1..chunks.len()).rev().find(|&at| self.is_parenthetical(at))?;
        let group = self.clauses.verb(at)?;
        let mut scope = effect_of(group, self.clauses.subjects(at).first().copied());
        scope.is_negated = false;
        Some(Edge { at, scope: scope.within(self.outer[at]) })
    }

    /// "The claim: both are in Paris."
    fn is_headed_by_claim(&self) -> bool {
        let is_claim = self.clauses.noun(0).is_some_and(
            |group| matches!(group.head, crate::chunk::Head::Noun(class) if class.has(noun::CLAIM)),
        );
        is_claim && matches!(self.clauses.kind(1), Some(Kind::Break(_)))
    }

    /// Whether a verb of saying stands at the edge: what is said came before it.
    fn is_parenthetical(&self, at: usize) -> bool {
        let Some(group) = self.clauses.verb(at) else { return false };
        let speaks = group.classes.has(verb::TELL)
            && group.mood == Mood::Finite
            && group.voice == Voice::Active;
        if !speaks {
            return false;
        }
        let first = self.clauses.subjects(at).first().map_or(at, |who| who.chunk.min(at));
        let is_set_off = first.checked_sub(1).is_some_and(|at| {
            matches!(self.clauses.kind(at), Some(Kind::Comma | Kind::Quote | Kind::Break(_)))
        });
        let has_before =
            (0..first).any(|at| self.clauses.noun(at).is_some() && !self.is_after_preposition(at));
        let mut after = at + 1;
        while let Some(Kind::Noun(_) | Kind::Date | Kind::Adverb(_) | Kind::Preposition(_)) =
            self.clauses.kind(after)
        {
            after += 1;
        }
        let ends = matches!(
            self.clauses.kind(after),
            None | Some(
                Kind::Comma
                    | Kind::Break(_)
                    | Kind::Quote
                    | Kind::When
                    | Kind::And
                    | Kind::Who
                    | Kind::Which
            )
        ) || self.clauses.verb(after).is_some_and(|group| group.mood != Mood::Finite);
        // "…, a man who, in May, said": too far from its subject to be sure.
        let is_near = (first..at).all(|at| {
            !matches!(self.clauses.kind(at), Some(Kind::Break(_) | Kind::That | Kind::And))
        });
        is_set_off && has_before && ends && is_near
    }

    pub(super) fn with_edge(&self, scope: Scope, at: usize) -> Scope {
        match &self.edge {
            Some(edge) if self.is_of_edge(edge, at) => scope.within(edge.scope),
            _ => scope,
        }
    }

    /// Whether what stands at a chunk is said by whom the edge names: what comes before it,
    /// and what goes on after it, but not what is told of the speaker.
    fn is_of_edge(&self, edge: &Edge, at: usize) -> bool {
        if edge.at == at || self.is_told.get(at).copied().unwrap_or(false) {
            return false;
        }
        let is_verb = self.clauses.verb(edge.at).is_some();
        let first = self.clauses.subjects(at).first().map_or(at, |who| who.chunk.min(at));
        let is_relative =
            (first..at).any(|at| matches!(self.clauses.kind(at), Some(Kind::Who | Kind::Which)));
        let is_shared = (first..at).any(|at| matches!(self.clauses.kind(at), Some(Kind::Comma)));
        if is_relative && !is_shared {
            // "Saleh, the vice president who led it": told by the text, whoever says the rest.
            return false;
        }
        let goes_on =
            self.clauses.subjects(at).iter().any(|who| who.chunk < edge.at)
                && self.clauses.subjects(edge.at).iter().all(|who| {
                    self.clauses.subjects(at).iter().all(|other| other.chunk != who.chunk)
                });
        at < edge.at || !is_verb || goes_on
    }
}
