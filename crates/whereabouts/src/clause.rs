//! Who does what: the subject of each verb of a sentence.

use crate::chunk::{
    Bare, Chunk, Head, Kind, Mood, NounGroup, Preposition, Pronoun, VerbGroup, Voice,
};
use crate::lexicon::{noun, verb};

/// A part of a group of nouns that stands for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Somebody {
    /// The number of the chunk.
    pub(crate) chunk: usize,
    /// Which part of it.
    pub(crate) part: Part,
}

/// A part of a group of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What it is about.
    Head,
    /// Whose it is.
    Owner,
}

/// The chunks of a sentence with what joins them.
pub(crate) struct Clauses<'c> {
    pub(crate) chunks: &'c [Chunk],
    /// The subjects of each chunk that is a verb.
    subjects: Vec<Vec<Somebody>>,
}

/// No more subjects are told of a verb; what a list of a hundred names did has many lines.
const MOST_SUBJECTS: usize = 8;

impl<'c> Clauses<'c> {
    pub(crate) fn new(chunks: &'c [Chunk]) -> Self {
        let mut clauses = Self { chunks, subjects: vec![Vec::new(); chunks.len()] };
        for (at, chunk) in chunks.iter().enumerate() {
            if chunk.verb().is_some() {
                clauses.subjects[at] = clauses.find_subjects(at);
            }
        }
        // What stands at the front borrows the subject of the clause after it.
        for at in (0..chunks.len()).rev() {
            if chunks[at].verb().is_some_and(|group| group.mood != Mood::Finite)
                && clauses.subjects[at].is_empty()
            {
                clauses.subjects[at] = clauses.subjects_ahead(at);
            }
        }
        clauses
    }

    pub(crate) fn kind(&self, at: usize) -> Option<&Kind> {
        self.chunks.get(at).map(|chunk| &chunk.kind)
    }

    pub(crate) fn noun(&self, at: usize) -> Option<&NounGroup> {
        self.chunks.get(at)?.noun()
    }

    pub(crate) fn verb(&self, at: usize) -> Option<&VerbGroup> {
        self.chunks.get(at)?.verb()
    }

    pub(crate) fn preposition(&self, at: usize) -> Option<Preposition> {
        self.chunks.get(at)?.preposition()
    }

    /// Who does, or undergoes, what the verb says.
    pub(crate) fn subjects(&self, verb: usize) -> &[Somebody] {
        self.subjects.get(verb).map_or(&[], Vec::as_slice)
    }

    /// The nearest verb before a chunk.
    pub(crate) fn verb_before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&at| self.verb(at).is_some())
    }

    /// The group of nouns right after a verb, or after its "with".
    pub(crate) fn object(&self, verb: usize) -> Option<usize> {
        let mut at = verb + 1;
        while matches!(self.kind(at), Some(Kind::Adverb(_))) {
            at += 1;
        }
        if self.preposition(at) == Some(Preposition::With) {
            at += 1;
        }
        self.noun(at).map(|_| at)
    }

    /// Those named together with the group of nouns at `last`: "Massoud and Saleh".
    pub(crate) fn joined_before(&self, last: usize) -> Vec<Somebody> {
        let mut all = vec![Somebody { chunk: last, part: Part::Head }];
        let mut at = last;
        let mut has_and = false;
        while at >= 2 && self.noun(at - 2).is_some() && all.len() < MOST_SUBJECTS {
            match self.kind(at - 1) {
                Some(Kind::And) => has_and = true,
                Some(Kind::Comma) if has_and => {}
                _ => break,
            }
            at -= 2;
            all.push(Somebody { chunk: at, part: Part::Head });
        }
        all.reverse();
        all
    }

    /// Those named together with the group of nouns at `first`, the others after it.
    pub(crate) fn joined_after(&self, first: usize) -> Vec<Somebody> {
        let mut all = vec![Somebody { chunk: first, part: Part::Head }];
        let mut at = first;
        while matches!(self.kind(at + 1), Some(Kind::And)) && self.noun(at + 2).is_some() {
            at += 2;
            all.push(Somebody { chunk: at, part: Part::Head });
            if all.len() == MOST_SUBJECTS {
                break;
            }
        }
        all
    }

    fn find_subjects(&self, at: usize) -> Vec<Somebody> {
        let Some(group) = self.verb(at) else { return Vec::new() };
        if self.is_inverted(at, group) {
            return self.joined_after(at + 1);
        }
        match group.mood {
            Mood::Infinitive => self.subjects_of_infinitive(at),
            Mood::Ing | Mood::Participle => self.subjects_of_participle(at),
            Mood::Finite => self.subjects_before(at),
        }
    }

    /// Whether the subject comes after: "…, said Massoud", "is Massoud in Paris?".
    fn is_inverted(&self, at: usize, group: &VerbGroup) -> bool {
        let is_said = group.classes.has(verb::SAY) && group.mood == Mood::Finite;
        let is_asked = matches!(group.bare, Bare::Be | Bare::Do | Bare::Have);
        let before = at.checked_sub(1).and_then(|at| self.kind(at));
        let opens = match before {
            None | Some(Kind::Quote) => true,
            Some(Kind::Comma) => is_said && !self.closes_description(at - 1),
            Some(Kind::Break(_)) => is_said || is_asked,
            Some(Kind::Where | Kind::What) => is_asked,
            // "…, or are they still in Paris?"
            Some(Kind::And) => {
                is_asked
                    && self.noun(at + 1).is_some_and(|noun| {
                        matches!(
                            noun.head,
                            Head::Pronoun(Pronoun::They | Pronoun::He | Pronoun::She)
                        )
                    })
            }
            _ => false,
        };
        let is_followed = self.noun(at + 1).is_some_and(|noun| match noun.head {
            Head::Noun(class) => !is_said || class.has(noun::PEOPLE) || noun.owner.is_some(),
            _ => true,
        });
        // "Massoud, said to be in Paris" has no noun there; "…, said Massoud was" has a verb.
        let takes_clause = is_said && self.verb(at + 2).is_some_and(|v| v.mood == Mood::Finite);
        opens && (is_said || is_asked) && is_followed && !takes_clause
    }

    /// Whether a comma ends what is put in after a noun to describe it: ", who is in Paris,".
    fn closes_description(&self, comma: usize) -> bool {
        self.before_insertion(comma).is_some_and(|opening| {
            matches!(self.kind(opening + 1), Some(Kind::Who | Kind::Which | Kind::Noun(_)))
        })
    }

    fn subjects_of_infinitive(&self, at: usize) -> Vec<Somebody> {
        let Some(before) = at.checked_sub(1) else { return Vec::new() };
        // "asked Massoud to leave", "his decision to leave".
        if let Some(noun) = self.noun(before) {
            if noun.owner.is_some() {
                return vec![Somebody { chunk: before, part: Part::Owner }];
            }
            let is_object = before.checked_sub(1).and_then(|at| self.verb(at));
            if is_object.is_some_and(controls_object) && is_somebody(noun) {
                return self.joined_before(before);
            }
        }
        match self.verb_before(at) {
            Some(governor) => self.subjects[governor].clone(),
            None => Vec::new(),
        }
    }

    fn subjects_of_participle(&self, at: usize) -> Vec<Somebody> {
        let Some(before) = at.checked_sub(1) else { return Vec::new() };
        match self.kind(before) {
            Some(Kind::Noun(noun)) if is_somebody(noun) => self.joined_before(before),
            Some(Kind::Comma) => self.subjects_across_comma(before),
            Some(Kind::Preposition(Preposition::Of)) => {
                // "accused Massoud of fleeing"
                let object =
                    before.checked_sub(1).filter(|&at| self.noun(at).is_some_and(is_somebody));
                let is_object = object.is_some_and(|at| at > 0 && self.verb(at - 1).is_some());
                match (object, is_object) {
                    (Some(object), true) => self.joined_before(object),
                    _ => self.subjects_of_verb_before(at),
                }
            }
            _ => self.subjects_of_verb_before(at),
        }
    }

    fn subjects_of_verb_before(&self, at: usize) -> Vec<Somebody> {
        self.verb_before(at).map(|verb| self.subjects[verb].clone()).unwrap_or_default()
    }

    /// Who is meant by what follows a comma: "Massoud, speaking in Paris".
    fn subjects_across_comma(&self, comma: usize) -> Vec<Somebody> {
        let mut at = comma;
        while at > 0 && matches!(self.kind(at - 1), Some(Kind::Date | Kind::Adverb(_))) {
            at -= 1;
        }
        let noun = at.checked_sub(1).filter(|&at| self.noun(at).is_some_and(is_somebody));
        match noun {
            Some(noun) if self.preposition_before(noun).is_none() => self.joined_before(noun),
            _ => self.subjects_of_verb_before(comma),
        }
    }

    fn preposition_before(&self, at: usize) -> Option<Preposition> {
        at.checked_sub(1).and_then(|at| self.preposition(at))
    }

    /// The subject of the first verb after a comma that follows `at`.
    fn subjects_ahead(&self, at: usize) -> Vec<Somebody> {
        let comma = (at..self.chunks.len()).find(|&at| self.chunks[at].kind == Kind::Comma);
        let Some(comma) = comma else { return Vec::new() };
        let is_finite = |at: &usize| self.verb(*at).is_some_and(|v| v.mood == Mood::Finite);
        let verb = (comma..self.chunks.len()).find(is_finite);
        let subjects = verb.map(|verb| self.subjects[verb].as_slice()).unwrap_or_default();
        subjects.iter().copied().filter(|subject| subject.chunk > comma).collect()
    }

    /// The subject of a finite verb, looked for to its left.
    fn subjects_before(&self, verb: usize) -> Vec<Somebody> {
        let mut at = verb;
        while let Some(before) = at.checked_sub(1) {
            at = before;
            match self.chunks[at].kind {
                Kind::Adverb(_) | Kind::Date | Kind::Quote | Kind::Preposition(_) => {}
                Kind::Noun(_) => {
                    if self.preposition_before(at).is_some_and(|p| p != Preposition::According) {
                        at -= 1;
                        continue;
                    }
                    match self.object_of(at) {
                        // "the men who held Kabul are": the subject stands farther off.
                        Some(verb) => at = verb,
                        None => return self.joined_before(at),
                    }
                }
                Kind::Who | Kind::That | Kind::Which => return self.antecedent(at),
                Kind::Comma | Kind::Break(_) => match self.before_insertion(at) {
                    Some(opening) => match self.name_put_in(opening, at) {
                        Some(name) => return self.joined_before(name),
                        None => at = opening,
                    },
                    None if at + 1 == verb && self.verb_before(at).is_none() => {
                        return self.subjects_across_comma(at);
                    }
                    None => return self.subjects_of_verb_before(at),
                },
                Kind::And | Kind::But | Kind::Verb(_) => {
                    return self.subjects_of_verb_before(at + usize::from(self.verb(at).is_some()));
                }
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// The verb that a group of nouns is the object of, where that verb belongs to a phrase
    /// put in: "who held Kabul", "to hold Kabul".
    fn object_of(&self, noun: usize) -> Option<usize> {
        let verb = noun.checked_sub(1)?;
        let group = self.verb(verb)?;
        let is_relative = matches!(
            verb.checked_sub(1).and_then(|at| self.kind(at)),
            Some(Kind::Who | Kind::Which | Kind::That)
        );
        let is_put_in = match group.mood {
            Mood::Finite => is_relative && !group.classes.has(verb::SAY.or(verb::BELIEVE)),
            Mood::Infinitive | Mood::Ing => verb > 0,
            Mood::Participle => false,
        };
        is_put_in.then_some(verb)
    }

    /// The name in commas after a noun that is not one: "her son, Ahmad Massoud,".
    fn name_put_in(&self, opening: usize, closing: usize) -> Option<usize> {
        let is_name =
            |at: usize| self.noun(at).is_some_and(|noun| matches!(noun.head, Head::Person(_)));
        let name = opening + 1;
        let stands_alone = name + 1 == closing && is_name(name);
        let before = opening.checked_sub(1)?;
        let is_described = self.noun(before).is_some() && !is_name(before);
        (stands_alone && is_described).then_some(name)
    }

    /// Whom "who" or "that" before a verb stands for.
    fn antecedent(&self, relative: usize) -> Vec<Somebody> {
        let mut at = relative;
        while at > 0
            && matches!(self.kind(at - 1), Some(Kind::Comma | Kind::Date | Kind::Adverb(_)))
        {
            at -= 1;
        }
        match at.checked_sub(1) {
            // "Saleh, the vice president who led": it is Saleh who did.
            Some(before) if self.noun(before).is_some() => match self.described_by(before) {
                Some(name) => self.joined_before(name),
                None => self.joined_before(before),
            },
            _ => Vec::new(),
        }
    }

    /// The name before a comma that a group of nouns after it describes.
    fn described_by(&self, description: usize) -> Option<usize> {
        let name = description.checked_sub(2)?;
        let is_name =
            |at: usize| self.noun(at).is_some_and(|noun| matches!(noun.head, Head::Person(_)));
        let is_apposed = matches!(self.kind(description - 1), Some(Kind::Comma));
        (is_apposed && is_name(name) && !is_name(description)).then_some(name)
    }

    /// Where what ends at a comma began, if it is put in after a noun: ", who is in Paris,".
    fn before_insertion(&self, closing: usize) -> Option<usize> {
        let is_mark = |at: &usize| {
            *at > 0
                && matches!(self.chunks[*at].kind, Kind::Comma | Kind::Break(_))
                && (self.noun(*at - 1).is_some() || self.chunks[*at - 1].kind == Kind::Date)
        };
        let opening = (0..closing).rev().find(is_mark)?;
        let inside = opening + 1..closing;
        let has_clause = match self.chunks[inside.start..].first().map(|chunk| &chunk.kind) {
            Some(Kind::Noun(_) | Kind::That | Kind::And | Kind::But) => {
                let relative = |chunk: &Chunk| {
                    matches!(chunk.kind, Kind::Who | Kind::Which | Kind::That | Kind::Where)
                };
                let is_finite = |chunk: &Chunk| {
                    chunk.verb().is_some_and(|verb| {
                        verb.mood == Mood::Finite && !verb.classes.has(verb::SAY)
                    })
                };
                let upto = self.chunks[inside.clone()].iter().position(relative);
                let end = upto.map_or(inside.end, |upto| inside.start + upto);
                self.chunks[inside.start..end].iter().any(is_finite)
            }
            _ => false,
        };
        (!has_clause).then_some(opening)
    }
}

/// Whether the group of nouns can stand for a person.
pub(crate) fn is_somebody(noun: &NounGroup) -> bool {
    match noun.head {
        Head::Person(_) | Head::Pronoun(_) => true,
        Head::Noun(class) => class.has(noun::PEOPLE),
        _ => false,
    }
}

/// Whether what follows the verb and a noun is done by the noun: "asked him to leave".
fn controls_object(group: &VerbGroup) -> bool {
    const CONTROL: crate::lexicon::Set = verb::WISH
        .or(verb::MANAGE)
        .or(verb::TRANSFER)
        .or(verb::SAY)
        .or(verb::HOLD)
        .or(verb::BELIEVE)
        .or(verb::REFUSE);
    group.voice == Voice::Active && group.classes.has(CONTROL)
}
