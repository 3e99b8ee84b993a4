//! What a place is to the rest of its sentence: which verb or noun it says the where of.

use crate::chunk::{Bare, Head, Kind, Mood, NounGroup, Preposition};
use crate::clause::{Clauses, is_somebody};
use crate::lexicon::{Set, noun, verb};

/// How a place is tied to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role {
    /// What it says the where of.
    pub(crate) of: Of,
    /// By which word; none for the object of a verb.
    pub(crate) by: Option<Preposition>,
    /// The group of nouns between the verb and the place, if any.
    pub(crate) between: Option<usize>,
}

/// What a place says the where of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// What a verb says, by its chunk.
    Verb(usize),
    /// The same, from the front of the sentence: "In Paris, Massoud met".
    Fronted(usize),
    /// What a noun says: "his arrival in Paris".
    Noun(usize),
    /// Somebody right before it: "with Massoud in Paris".
    Somebody(usize),
}

/// The nouns that say that somebody goes or is somewhere.
pub(crate) const WHEREABOUTS: Set =
    noun::VISIT.or(noun::ARRIVAL).or(noun::DEPARTURE).or(noun::PRESENCE).or(noun::EVENT);

/// The roles of the place that the group of nouns at `place` names.
pub(crate) fn roles(clauses: &Clauses<'_>, place: usize) -> Vec<Role> {
    let mut roles = Vec::new();
    roles.extend(Climb::new(clauses, place).climb());
    roles.extend(where_clause(clauses, place));
    roles
}

/// "Paris, where Massoud is staying".
fn where_clause(clauses: &Clauses<'_>, place: usize) -> Option<Role> {
    let mut at = place + 1;
    if matches!(clauses.kind(at), Some(Kind::Comma)) {
        at += 1;
    }
    if !matches!(clauses.kind(at), Some(Kind::Where)) {
        return None;
    }
    let verb = (at..clauses.chunks.len()).find(|&at| clauses.verb(at).is_some())?;
    // "Paris, where he is a teacher" tells what he is.
    let is_bare = clauses.verb(verb).is_some_and(|group| group.bare == Bare::Be);
    if is_bare && clauses.noun(verb + 1).is_some() {
        return None;
    }
    Some(Role { of: Of::Fronted(verb), by: Some(Preposition::In), between: None })
}

/// The way from a place to its verb, leftwards.
struct Climb<'a, 'c> {
    clauses: &'a Clauses<'c>,
    place: usize,
    at: usize,
    by: Option<Preposition>,
    steps: usize,
}

/// How many chunks are looked at from a place; farther off, nothing is sure.
const REACH: usize = 24;

impl<'a, 'c> Climb<'a, 'c> {
    fn new(clauses: &'a Clauses<'c>, place: usize) -> Self {
        Self { clauses, place, at: place, by: None, steps: 0 }
    }

    fn before(&self) -> Option<usize> {
        self.at.checked_sub(1)
    }

    fn climb(mut self) -> Option<Role> {
        while self.steps < REACH {
            self.steps += 1;
            let before = self.before()?;
            match self.clauses.chunks[before].kind {
                Kind::Preposition(Preposition::Of) => self.at = self.site_before_of(before)?,
                Kind::Preposition(preposition) => {
                    self.note(preposition)?;
                    self.at = before;
                    match self.after_preposition()? {
                        Step::On => {}
                        Step::Found(role) => return Some(role),
                    }
                }
                Kind::Verb(_) => return Some(self.role(Of::Verb(before), None)),
                Kind::Adverb(_) | Kind::Date => self.at = before,
                Kind::Comma | Kind::And => self.at = self.named_beside(before)?,
                Kind::Quote => self.at = before,
                _ => return None,
            }
        }
        None
    }

    fn role(&self, of: Of, between: Option<usize>) -> Role {
        Role { of, by: self.by, between }
    }

    /// The first word that gives a direction counts: "to a hotel in Paris" is to Paris.
    fn note(&mut self, preposition: Preposition) -> Option<()> {
        use Preposition::{For, From, In, To, Via};
        match (self.by, preposition) {
            (None, In | To | From | For | Via) => self.by = Some(preposition),
            (None, _) => return None,
            (Some(In), To | From) => self.by = Some(preposition),
            _ => {}
        }
        Some(())
    }

    /// The part or kind of place that "of" belongs to: "the outskirts of Kabul".
    fn site_before_of(&self, of: usize) -> Option<usize> {
        let before = of.checked_sub(1)?;
        let group = self.clauses.noun(before)?;
        let is_site = matches!(group.head, Head::Noun(class) if class.has(noun::SITE));
        is_site.then_some(before)
    }

    /// The place or kind of place that this one stands beside: "the Tajik capital, Dushanbe",
    /// "Paris and London".
    fn named_beside(&self, joint: usize) -> Option<usize> {
        let before = joint.checked_sub(1)?;
        let group = self.clauses.noun(before)?;
        let is_site = matches!(group.head, Head::Noun(class) if class.has(noun::SITE));
        // "Paris, Texas" is one place, "Paris, London and Rome" are three.
        let is_comma = matches!(self.clauses.kind(joint), Some(Kind::Comma));
        let is_part = is_comma && group.place.is_some() && !self.is_in_list();
        if self.by.is_some() || is_part || !(is_site || group.place.is_some()) {
            return None;
        }
        Some(before)
    }

    /// Whether an "and" ends the places that begin here.
    fn is_in_list(&self) -> bool {
        let is_place = |at: usize| self.clauses.noun(at).is_some_and(|noun| noun.place.is_some());
        let mut at = self.place;
        while matches!(self.clauses.kind(at + 1), Some(Kind::Comma)) && is_place(at + 2) {
            at += 2;
        }
        if matches!(self.clauses.kind(at + 1), Some(Kind::Comma)) {
            at += 1;
        }
        matches!(self.clauses.kind(at + 1), Some(Kind::And))
            || at == self.place && matches!(self.clauses.kind(at.wrapping_sub(1)), Some(Kind::And))
    }

    fn after_preposition(&mut self) -> Option<Step> {
        loop {
            let Some(before) = self.before() else { return self.fronted().map(Step::Found) };
            match self.clauses.chunks[before].kind {
                Kind::Adverb(_) | Kind::Date => self.at = before,
                // "from inside Paris"
                Kind::Preposition(preposition) => {
                    self.note(preposition)?;
                    self.at = before;
                }
                Kind::Verb(_) => return Some(Step::Found(self.role(Of::Verb(before), None))),
                Kind::Noun(group) => return self.after_noun(before, &group),
                Kind::Comma => match self.beyond_comma(before)? {
                    Step::On => self.at = before,
                    found => return Some(found),
                },
                Kind::And | Kind::But => {
                    let mut other = before.checked_sub(1)?;
                    if self.clauses.verb(other).is_some_and(|group| group.is_located) {
                        // "is alive and in Paris"
                        return Some(Step::Found(self.role(Of::Verb(other), None)));
                    }
                    if self.clauses.kind(other) == Some(&Kind::Comma) {
                        other = other.checked_sub(1)?;
                    }
                    if self.clauses.noun(other).is_some_and(|noun| noun.place.is_some()) {
                        // "in Paris and in London": as the other.
                        self.at = other;
                        return Some(Step::On);
                    }
                    return self.fronted().map(Step::Found);
                }
                // "Where is he: in Paris?"
                Kind::Break(_)
                    if before > 0 && self.clauses.noun(before - 1).is_some_and(is_somebody) =>
                {
                    return Some(Step::Found(self.role(Of::Somebody(before - 1), None)));
                }
                Kind::Quote | Kind::That | Kind::When | Kind::Break(_) => {
                    return self.fronted().map(Step::Found);
                }
                _ => return None,
            }
        }
    }

    /// Whether and how the words before a comma are tied to the place after it.
    fn beyond_comma(&self, comma: usize) -> Option<Step> {
        let before = comma.checked_sub(1)?;
        match self.clauses.chunks[before].kind {
            Kind::Date | Kind::Adverb(_) => Some(Step::On),
            Kind::Noun(group) if is_somebody(&group) && self.is_closed() => {
                Some(Step::Found(self.role(Of::Somebody(before), None)))
            }
            // "He lives abroad, in Paris", "at home, in Kabul".
            Kind::Verb(_) => Some(Step::On),
            Kind::Noun(group) => {
                let is_site = matches!(group.head, Head::Noun(class) if class.has(noun::SITE));
                is_site.then_some(Step::On)
            }
            _ => None,
        }
    }

    /// Whether a comma or the end follows the place and what belongs to it.
    fn is_closed(&self) -> bool {
        let mut at = self.place + 1;
        loop {
            match self.clauses.kind(at) {
                None | Some(Kind::Comma | Kind::Break(_) | Kind::Quote) => return true,
                Some(Kind::Date | Kind::Preposition(_) | Kind::Noun(_) | Kind::Adverb(_)) => {
                    at += 1
                }
                _ => return false,
            }
        }
    }

    fn after_noun(&mut self, at: usize, group: &NounGroup) -> Option<Step> {
        let class = match group.head {
            Head::Noun(class) => class,
            _ => Set::NONE,
        };
        if class.has(WHEREABOUTS) {
            return Some(Step::Found(self.role(Of::Noun(at), None)));
        }
        let before = at.checked_sub(1).map(|at| self.clauses.chunks[at].kind);
        match before {
            Some(Kind::Preposition(Preposition::Of)) => self.after_of(at),
            Some(Kind::Preposition(Preposition::Other)) => {
                match at.checked_sub(2).and_then(|at| self.clauses.noun(at)) {
                    Some(_) => self.after_of(at),
                    None => {
                        self.at = at - 1;
                        self.past_preposition()
                    }
                }
            }
            Some(Kind::Preposition(Preposition::With))
                if is_somebody(group) && self.opens_at(at - 1) =>
            {
                Some(Step::Found(self.role(Of::Somebody(at), None)))
            }
            Some(Kind::Preposition(_)) => {
                self.note_again(at - 1);
                self.at = at - 1;
                self.past_preposition()
            }
            Some(Kind::Verb(_)) if self.is_subject_ahead(at) => None,
            Some(Kind::Verb(_)) => Some(Step::Found(self.role(Of::Verb(at - 1), Some(at)))),
            _ if is_somebody(group) => self.one_of_several(at).or_else(|| self.somebody(at)),
            Some(Kind::Adverb(_) | Kind::Date) => {
                let verb = self.clauses.verb_before(at)?;
                let near = (verb + 1..at)
                    .all(|at| matches!(self.clauses.kind(at), Some(Kind::Adverb(_) | Kind::Date)));
                near.then(|| Step::Found(self.role(Of::Verb(verb), Some(at))))
            }
            _ => None,
        }
    }

    /// "met Massoud and Saleh in Paris": the last of those whom a verb has for objects.
    fn one_of_several(&self, at: usize) -> Option<Step> {
        if !matches!(self.clauses.kind(at.checked_sub(1)?), Some(Kind::And)) {
            return None;
        }
        let first = self.clauses.joined_before(at).first()?.chunk;
        let before = first.checked_sub(1)?;
        let verb = match self.clauses.preposition(before) {
            Some(Preposition::With) => before.checked_sub(1)?,
            _ => before,
        };
        self.clauses.verb(verb)?;
        Some(Step::Found(self.role(Of::Verb(verb), Some(first))))
    }

    /// Whether a clause or the sentence begins at the chunk.
    fn opens_at(&self, at: usize) -> bool {
        matches!(
            at.checked_sub(1).and_then(|at| self.clauses.kind(at)),
            None | Some(Kind::Comma | Kind::And | Kind::When | Kind::Break(_))
        )
    }

    /// Whether a group of nouns is the subject of a verb after the place, which then belongs
    /// to it: "said the situation in Kabul was bad".
    fn is_subject_ahead(&self, noun: usize) -> bool {
        let verb = (self.place + 1..self.clauses.chunks.len())
            .find(|&at| self.clauses.verb(at).is_some_and(|v| v.mood == Mood::Finite));
        verb.is_some_and(|verb| self.clauses.subjects(verb).iter().any(|who| who.chunk == noun))
    }

    fn note_again(&mut self, preposition: usize) {
        if let Some(preposition) = self.clauses.preposition(preposition) {
            let _ = self.note(preposition);
        }
    }

    /// Goes on from a preposition that stands before another group of nouns.
    fn past_preposition(&mut self) -> Option<Step> {
        self.steps += 1;
        if self.steps < REACH { self.after_preposition() } else { None }
    }

    /// "the killing of Massoud in Panjshir", "a photograph of Massoud in Panjshir".
    fn after_of(&mut self, at: usize) -> Option<Step> {
        let noun = at.checked_sub(2)?;
        let group = *self.clauses.noun(noun)?;
        if let Head::Noun(class) = group.head
            && class.has(WHEREABOUTS)
        {
            return Some(Step::Found(self.role(Of::Noun(noun), None)));
        }
        self.after_noun(noun, &group)
    }

    /// Somebody with a place after him and no verb: "with Massoud in Panjshir".
    fn somebody(&self, at: usize) -> Option<Step> {
        if self.is_subject_ahead(at) {
            return None;
        }
        let before = at.checked_sub(1).map(|at| self.clauses.chunks[at].kind);
        let stands_alone = matches!(
            before,
            None | Some(
                Kind::Preposition(Preposition::With) | Kind::And | Kind::Comma | Kind::When
            )
        );
        stands_alone.then(|| Step::Found(self.role(Of::Somebody(at), None)))
    }

    /// "In Paris, Massoud met": the first verb whose subject comes after the place.
    fn fronted(&self) -> Option<Role> {
        let is_set_off = |at: usize| {
            matches!(self.clauses.kind(at), Some(Kind::Comma | Kind::Date | Kind::Noun(_)))
        };
        if !is_set_off(self.place + 1) {
            return None;
        }
        let verb = (self.place + 1..self.clauses.chunks.len())
            .find(|&at| self.clauses.verb(at).is_some_and(|group| group.mood == Mood::Finite))?;
        let first = self.clauses.subjects(verb).first()?;
        let group = self.clauses.verb(verb)?;
        let tells_of_him = !group.classes.has(verb::BELIEVE);
        (first.chunk > self.place && tells_of_him).then(|| self.role(Of::Fronted(verb), None))
    }
}

enum Step {
    On,
    Found(Role),
}
