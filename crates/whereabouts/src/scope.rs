//! Under which reserve a verb is said: denied, doubted, asked, or told by somebody else.

mod colon;
mod edge;
mod judged;

use dateline_model::ByteSpan;

use self::edge::Edge;
use crate::Stance;
use crate::chunk::{Adverb, Bare, Head, Kind, Mark, Mood, Preposition, VerbGroup, Voice};
use crate::clause::{Clauses, Somebody};
use crate::lexicon::{Set, noun, verb};

/// What is said around a verb of whether it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scope {
    pub(crate) is_negated: bool,
    pub(crate) is_hedged: bool,
    pub(crate) is_asked: bool,
    /// Only supposed, wished or ordered: nobody says that it is so.
    pub(crate) is_supposed: bool,
    /// Somebody else says so.
    pub(crate) is_attributed: bool,
    /// Who, by chunk.
    pub(crate) speaker: Option<Somebody>,
}

impl Scope {
    /// What follows for the statement.
    pub(crate) fn stance(&self) -> Stance {
        match self {
            Self { is_asked: true, .. } => Stance::Asks,
            Self { is_negated: true, .. } => Stance::Denies,
            Self { is_hedged: true, .. } => Stance::Hedges,
            Self { is_attributed: true, .. } => Stance::Quotes,
            _ => Stance::Says,
        }
    }

    /// The scope inside this one.
    fn within(self, outer: Self) -> Self {
        Self {
            is_negated: self.is_negated ^ outer.is_negated,
            is_hedged: self.is_hedged || outer.is_hedged,
            is_asked: self.is_asked || outer.is_asked,
            is_supposed: self.is_supposed || outer.is_supposed,
            is_attributed: self.is_attributed || outer.is_attributed,
            speaker: self.speaker.or(outer.speaker),
        }
    }

    fn attributed(speaker: Option<Somebody>) -> Self {
        Self { is_attributed: true, speaker, ..Self::default() }
    }
}

/// The scopes of the verbs of a sentence.
pub(crate) struct Scopes<'a, 'c> {
    clauses: &'a Clauses<'c>,
    /// What is said around each verb, its own "not" not counted.
    outer: Vec<Scope>,
    /// Whether a verb is told by another in its sentence.
    is_told: Vec<bool>,
    /// What is said at the edge of the sentence: ", he said".
    edge: Option<Edge>,
    is_question: bool,
}

/// Whether the sentence ends in a question mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Question,
    Statement,
}

impl<'a, 'c> Scopes<'a, 'c> {
    pub(crate) fn new(clauses: &'a Clauses<'c>, ending: Ending) -> Self {
        let number = clauses.chunks.len();
        let mut scopes = Self {
            clauses,
            outer: vec![Scope::default(); number],
            is_told: vec![false; number],
            edge: None,
            is_question: ending == Ending::Question,
        };
        for at in 0..number {
            if clauses.verb(at).is_some() {
                let (scope, is_told) = scopes.around(at);
                scopes.outer[at] = scope;
                scopes.is_told[at] = is_told;
            }
        }
        scopes.edge = scopes.find_edge();
        scopes
    }

    /// What is said of whether the verb is so.
    pub(crate) fn of_verb(&self, at: usize) -> Scope {
        let Some(group) = self.clauses.verb(at) else { return Scope::default() };
        let mut scope = own(group).within(self.outer[at]);
        scope.is_negated ^= self.has_neither(at) || self.is_compared_away(at);
        scope.is_asked |=
            self.is_question && (!self.clauses.chunks[at].is_quoted || self.edge.is_none());
        self.with_edge(scope, at)
    }

    /// "Neither Massoud nor Saleh is there."
    fn has_neither(&self, verb: usize) -> bool {
        let first = self.clauses.subjects(verb).first().map(|who| who.chunk);
        if first.and_then(|first| self.clauses.noun(first)).is_some_and(|group| group.is_none) {
            return true;
        }
        let before = first.and_then(|first| first.checked_sub(1));
        before.is_some_and(|at| {
            at < verb && self.clauses.kind(at) == Some(&Kind::Adverb(Adverb::Not))
        })
    }

    /// "He was in Paris no more than in London."
    fn is_compared_away(&self, verb: usize) -> bool {
        let is_of_verb = |at: &usize| {
            matches!(
                self.clauses.kind(*at),
                Some(Kind::Noun(_) | Kind::Preposition(_) | Kind::Adverb(_) | Kind::Date)
            )
        };
        (verb + 1..self.clauses.chunks.len())
            .take_while(is_of_verb)
            .any(|at| self.clauses.kind(at) == Some(&Kind::Adverb(Adverb::NoMoreThan)))
    }

    /// What is said of whether that which a noun tells is so: "denied his arrival".
    pub(crate) fn of_noun(&self, at: usize) -> Scope {
        let mut scope = Scope::default();
        let before = self.introduced(at);
        if let Some((class, from)) = before {
            scope = scope.within(self.by_noun(class, from));
        }
        let governor = self.clauses.verb_before(before.map_or(at, |(_, from)| from));
        let is_near = |verb: &usize| {
            (verb + 1..at).all(|at| {
                !matches!(self.clauses.kind(at), Some(Kind::Comma | Kind::Break(_) | Kind::That))
            })
        };
        match governor.filter(is_near) {
            Some(verb) => {
                let outer = self.by_verb(verb).within(self.outer[verb]);
                let scope = scope.within(outer);
                self.with_edge(scope, verb)
            }
            None => {
                // "His arrival in Paris was denied."
                let verb = (at..self.clauses.chunks.len()).find(|&at| {
                    self.clauses.verb(at).is_some_and(|group| group.mood == Mood::Finite)
                });
                let scope = match verb {
                    Some(verb) => scope.within(self.by_passive(verb)).within(self.outer[verb]),
                    None => scope,
                };
                self.with_edge(scope, verb.unwrap_or(at))
            }
        }
    }

    /// What is said at a chunk that no verb governs.
    pub(crate) fn of_place(&self, at: usize) -> Scope {
        let verb = self.clauses.verb_before(at);
        let told = verb.filter(|&verb| self.is_told[verb]);
        let mut outer = told.map(|verb| self.outer[verb]).unwrap_or_default();
        outer.is_asked |= self.is_question;
        self.with_edge(outer, at)
    }

    /// The noun of saying that a noun group hangs on: "rumours of his arrival".
    fn introduced(&self, at: usize) -> Option<(Set, usize)> {
        let of = at.checked_sub(1)?;
        self.clauses
            .preposition(of)
            .filter(|p| matches!(p, Preposition::Of | Preposition::Other))?;
        let noun = of.checked_sub(1)?;
        match self.clauses.noun(noun)?.head {
            Head::Noun(class) if class.has(SPOKEN) => Some((class, noun)),
            _ => None,
        }
    }

    fn by_passive(&self, verb: usize) -> Scope {
        let Some(group) = self.clauses.verb(verb) else { return Scope::default() };
        match group.voice {
            Voice::Passive => effect_of(group, None),
            Voice::Active => Scope::default(),
        }
    }

    /// What a verb says of whether what follows it is so.
    fn by_verb(&self, verb: usize) -> Scope {
        let Some(group) = self.clauses.verb(verb) else { return Scope::default() };
        let mut scope = effect_of(group, self.clauses.subjects(verb).first().copied());
        let own = own(group);
        scope.is_asked |= own.is_asked;
        scope.is_hedged |= own.is_hedged && !group.is_future;
        if own.is_negated {
            // "did not confirm that": nobody knows. "no longer denies": let it be.
            scope = match group.classes.has(verb::DENY.or(verb::OTHER)) {
                true => Scope { is_hedged: true, is_negated: false, ..scope },
                false if group.classes.has(verb::SAY.or(verb::CONFIRM)) => {
                    Scope { is_hedged: true, ..scope }
                }
                false => Scope { is_negated: !scope.is_negated, ..scope },
            };
        }
        scope
    }

    /// What is said around a verb, and whether somebody tells it.
    fn around(&self, at: usize) -> (Scope, bool) {
        let Some(group) = self.clauses.verb(at) else { return (Scope::default(), false) };
        match group.mood {
            Mood::Finite => self.around_finite(at),
            _ => self.around_dependent(at, group),
        }
    }

    /// "refused to leave", "denied fleeing", "without leaving".
    fn around_dependent(&self, at: usize, group: &VerbGroup) -> (Scope, bool) {
        let Some(governor) = self.clauses.verb_before(at) else {
            return (Scope::default(), false);
        };
        let is_direct = (governor + 1..at).all(|at| {
            !matches!(self.clauses.kind(at), Some(Kind::Comma | Kind::Break(_) | Kind::When))
        });
        let governing = self.clauses.verb(governor).copied().unwrap_or_default();
        let outer = own(&governing).within(self.outer[governor]);
        let is_told = self.is_told[governor];
        let tells = match group.mood {
            Mood::Infinitive => is_direct,
            _ => is_direct && governor + 1 == at || self.is_accusation(governor, at),
        };
        if !is_direct {
            let is_colon = |at: &usize| self.clauses.kind(*at) == Some(&Kind::Break(Mark::Colon));
            if let Some(colon) = (governor + 1..at).rfind(is_colon) {
                let (scope, is_told) = self.after_colon(colon);
                if is_told {
                    return (scope, is_told);
                }
            }
            // ", speaking in Paris": said by itself.
            return (self.outer[governor], is_told);
        }
        if !tells {
            return (Scope { is_negated: false, ..outer }, is_told);
        }
        let own_of_governor = own(&governing);
        let effect = self.by_verb_to(governor, group.mood);
        let outer = Scope { is_negated: self.outer[governor].is_negated, ..outer };
        let negated = own_of_governor.is_negated && !governing.classes.has(verb::SAY);
        let effect = Scope { is_negated: effect.is_negated ^ negated, ..effect };
        (effect.within(outer), is_told || effect.is_attributed)
    }

    /// "accused him of fleeing".
    fn is_accusation(&self, governor: usize, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|of| self.clauses.preposition(of) == Some(Preposition::Of))
            && self.clauses.noun(governor + 1).is_some()
    }

    /// What a verb says of an infinitive or participle after it.
    fn by_verb_to(&self, governor: usize, mood: Mood) -> Scope {
        let Some(group) = self.clauses.verb(governor) else { return Scope::default() };
        let classes = group.classes;
        let subject = self.clauses.subjects(governor).first().copied();
        let hedged = Scope { is_hedged: true, ..Scope::default() };
        match (mood, group.voice) {
            _ if classes.has(verb::REFUSE) => Scope { is_negated: true, ..Scope::default() },
            _ if classes.has(verb::SEEM) => hedged,
            (Mood::Infinitive, _) if classes.has(verb::SAID_TO) => hedged,
            (_, Voice::Passive) if classes.has(verb::BELIEVE.or(verb::SAY).or(verb::PLAN)) => {
                hedged
            }
            (Mood::Infinitive, _) if classes.has(verb::WISH) => {
                Scope { is_supposed: true, ..hedged }
            }
            (Mood::Infinitive, _) if classes.has(verb::PLAN) => hedged,
            _ if classes.has(verb::DENY) => {
                Scope { is_negated: true, ..Scope::attributed(subject) }
            }
            (Mood::Infinitive, Voice::Active) if classes.has(verb::BELIEVE) => hedged,
            (_, Voice::Active) if classes.has(verb::SAY) => Scope::attributed(subject),
            (Mood::Ing, Voice::Active) if self.is_of(governor) => Scope::attributed(subject),
            _ => Scope::default(),
        }
    }

    fn is_of(&self, governor: usize) -> bool {
        self.clauses.preposition(governor + 2) == Some(Preposition::Of)
    }

    /// "said that he is", "said he is", "denied reports that he is", "whether he is".
    fn around_finite(&self, at: usize) -> (Scope, bool) {
        let none = (Scope::default(), false);
        let start = match self.clauses.subjects(at).first() {
            Some(first) if first.chunk < at => first.chunk,
            _ => at,
        };
        let is_relative =
            |at: &usize| matches!(self.clauses.kind(*at), Some(Kind::Who | Kind::Which));
        if let Some(relative) = (start..at).rev().find(is_relative) {
            // "said Sloane, who teaches": the clause about her is not what she said.
            return self.inherited(relative.min(start + 1), at);
        }
        let mut before = start;
        loop {
            let Some(previous) = before.checked_sub(1) else { return none };
            before = previous;
            match self.clauses.chunks[before].kind {
                Kind::Adverb(_) | Kind::Date | Kind::Quote | Kind::Preposition(_) => {}
                Kind::Noun(_) if self.is_after_preposition(before) => before -= 1,
                Kind::Comma => {
                    let verb = before.checked_sub(1).filter(|&at| self.tells(at));
                    match verb {
                        Some(verb) => return self.told_by(verb),
                        None if self.is_fronted(before) => {}
                        None => return none,
                    }
                }
                Kind::That => {
                    return match self.judged_after(before, at) {
                        // Nobody is said to tell it: whom the edge names may.
                        Some(scope) => (scope, false),
                        None => self.after_that(before),
                    };
                }
                Kind::Break(Mark::Colon) => return self.after_colon(before),
                Kind::Whether => return (Scope { is_asked: true, ..Scope::default() }, true),
                Kind::If => return self.after_if(before),
                Kind::Where | Kind::What => return self.after_question_word(before),
                Kind::Verb(_) => return self.told_by(before),
                Kind::Noun(_) => return self.after_noun(before),
                Kind::And => return self.inherited(before, at),
                Kind::When | Kind::Who | Kind::Which => return self.inherited(before, at),
                _ => return none,
            }
        }
    }

    fn is_after_preposition(&self, noun: usize) -> bool {
        noun > 0 && self.clauses.preposition(noun - 1).is_some()
    }

    /// Whether what ends at a comma is put before the clause: ", in Paris on Monday,".
    fn is_fronted(&self, comma: usize) -> bool {
        let mut at = comma;
        loop {
            let Some(before) = at.checked_sub(1) else { return true };
            at = match self.clauses.chunks[before].kind {
                Kind::Date | Kind::Adverb(_) => before,
                Kind::Noun(_) if self.is_after_preposition(before) => before - 1,
                Kind::That | Kind::Quote | Kind::Break(_) | Kind::And => return at < comma,
                _ => return false,
            };
        }
    }

    fn tells(&self, verb: usize) -> bool {
        const TELLING: Set = verb::SAY
            .or(verb::BELIEVE)
            .or(verb::DENY)
            .or(verb::ASK)
            .or(verb::SEEM)
            .or(verb::PLAN)
            .or(verb::CONFIRM);
        self.clauses.verb(verb).is_some_and(|group| group.classes.has(TELLING))
    }

    fn told_by(&self, verb: usize) -> (Scope, bool) {
        if !self.tells(verb) {
            return (Scope::default(), false);
        }
        (self.by_verb(verb).within(self.outer[verb]), true)
    }

    /// What stands before "that": a verb, or a noun such as "claims".
    fn after_that(&self, that: usize) -> (Scope, bool) {
        let Some(mut before) = that.checked_sub(1) else { return (Scope::default(), false) };
        if matches!(self.clauses.kind(before), Some(Kind::And | Kind::But | Kind::Comma)) {
            // "said that he had left, that he was in Paris and that he would stay"
            let inherited = self.inherited(before, that);
            if inherited.1 || self.clauses.kind(before) != Some(&Kind::Comma) {
                return inherited;
            }
        }
        if let Some(scope) = self.judged_before(before) {
            return (scope, true);
        }
        if let Some(speaker) = self.who_is_sure(before) {
            return (Scope::attributed(Some(speaker)).within(self.outer[before - 1]), true);
        }
        if let Some(noun) = self.clauses.noun(before)
            && let Head::Noun(class) = noun.head
            && class.has(SPOKEN)
        {
            return (self.by_noun(class, before), true);
        }
        // "told reporters in Paris on Monday that"
        loop {
            match self.clauses.kind(before) {
                Some(Kind::Verb(_)) if self.tells(before) => return self.told_by(before),
                Some(
                    Kind::Noun(_)
                    | Kind::Date
                    | Kind::Preposition(_)
                    | Kind::Adverb(_)
                    | Kind::Comma,
                ) => {}
                // "the day before that"
                Some(Kind::When) if before + 1 == that => {}
                _ => return (Scope::default(), false),
            }
            match before.checked_sub(1) {
                Some(next) => before = next,
                None => return (Scope::default(), false),
            }
        }
    }

    /// What a noun of saying and the verb before it say: "rejected claims".
    fn by_noun(&self, class: Set, at: usize) -> Scope {
        let owner = self.clauses.noun(at).and_then(|noun| noun.owner);
        let speaker = owner.map(|_| Somebody { chunk: at, part: crate::clause::Part::Owner });
        let mut scope = match class {
            _ if class.has(noun::DENIAL) => {
                Scope { is_negated: true, ..Scope::attributed(speaker) }
            }
            _ if class.has(noun::QUERY) => Scope { is_asked: true, ..Scope::default() },
            _ if class.has(noun::CLAIM) => Scope::attributed(speaker),
            _ => Scope { is_hedged: true, is_attributed: true, ..Scope::default() },
        };
        let verb = self.clauses.verb_before(at).filter(|&verb| {
            (verb + 1..at).all(|at| {
                matches!(
                    self.clauses.kind(at),
                    Some(Kind::Noun(_) | Kind::Adverb(_) | Kind::Preposition(_))
                )
            })
        });
        if self.is_refuted(at) {
            let speaker = verb.and_then(|verb| self.clauses.subjects(verb).first().copied());
            return Scope { is_negated: true, ..Scope::attributed(speaker.or(scope.speaker)) };
        }
        let denies = |verb: usize| {
            self.clauses.verb(verb).is_some_and(|group| group.classes.has(verb::DENY))
        };
        if let Some(verb) = verb {
            let group = self.clauses.verb(verb).copied().unwrap_or_default();
            if denies(verb) && !group.is_negated {
                let speaker = match group.voice {
                    Voice::Active => self.clauses.subjects(verb).first().copied(),
                    Voice::Passive => None,
                };
                return Scope { is_negated: !scope.is_negated, ..Scope::attributed(speaker) }
                    .within(self.outer[verb]);
            }
            scope.is_negated ^= group.is_negated && group.classes.is_empty();
            scope = scope.within(self.outer[verb]);
        } else if let Some(verb) = self.passive_after(at).filter(|&verb| denies(verb)) {
            // "Reports that he had fled were denied."

            return Scope { is_negated: true, ..Scope::attributed(None) }.within(self.outer[verb]);
        }
        scope
    }

    /// The first verb in the passive after a noun.
    fn passive_after(&self, at: usize) -> Option<usize> {
        (at + 1..self.clauses.chunks.len()).find(|&at| {
            self.clauses
                .verb(at)
                .is_some_and(|group| group.voice == Voice::Passive && group.mood == Mood::Finite)
        })
    }

    fn after_if(&self, at: usize) -> (Scope, bool) {
        let asks = at.checked_sub(1).and_then(|at| self.clauses.verb(at));
        // "It is unclear if he is there."
        let is_said_of = at.checked_sub(2).is_some_and(|verb| {
            self.clauses.verb(verb).is_some_and(|group| group.bare == Bare::Be)
        });
        let is_asked = is_said_of
            || asks.is_some_and(|group| {
                group.classes.has(verb::ASK.or(verb::CONFIRM).or(verb::SAY)) || group.is_negated
            });
        match is_asked {
            true => (Scope { is_asked: true, ..Scope::default() }, true),
            false => (Scope { is_supposed: true, ..Scope::default() }, true),
        }
    }

    fn after_question_word(&self, at: usize) -> (Scope, bool) {
        match at.checked_sub(1).filter(|&at| self.tells(at)) {
            Some(verb) => self.told_by(verb),
            None => (Scope::default(), false),
        }
    }

    /// A subject with a noun or verb right before it: "officials told Massoud he was".
    fn after_noun(&self, at: usize) -> (Scope, bool) {
        let verb = at.checked_sub(1).filter(|&verb| self.tells(verb));
        match verb {
            Some(verb) => self.told_by(verb),
            None => (Scope::default(), false),
        }
    }

    /// As the clause before: "said that he had left and that he was".
    fn inherited(&self, joint: usize, at: usize) -> (Scope, bool) {
        let is_finite =
            |at: &usize| self.clauses.verb(*at).is_some_and(|group| group.mood == Mood::Finite);
        let told = (0..joint.min(at)).rev().find(is_finite);
        match told {
            Some(verb) if self.is_told[verb] => (self.outer[verb], true),
            _ => (Scope::default(), false),
        }
    }
}

/// The nouns that tell of what somebody said.
const SPOKEN: Set = noun::HEARSAY.or(noun::CLAIM).or(noun::DENIAL).or(noun::QUERY);

fn own(group: &VerbGroup) -> Scope {
    Scope {
        is_negated: group.is_negated,
        is_hedged: group.is_hedged || group.is_future,
        is_supposed: group.is_conditional,
        ..Scope::default()
    }
}

/// What a verb, taken by itself, says of whether what it tells is so.
fn effect_of(group: &VerbGroup, subject: Option<Somebody>) -> Scope {
    let classes = group.classes;
    let by = if group.voice == Voice::Active { subject } else { None };
    match classes {
        _ if classes.has(verb::DENY) => Scope { is_negated: true, ..Scope::attributed(by) },
        _ if classes.has(verb::SAY) && !classes.has(verb::BELIEVE) => Scope::attributed(by),
        _ if classes.has(verb::BELIEVE.or(verb::SEEM)) => {
            Scope { is_hedged: true, ..Scope::attributed(by) }
        }
        _ if classes.has(verb::ASK) => Scope { is_asked: true, ..Scope::attributed(by) },
        _ if classes.has(verb::PLAN.or(verb::WISH)) => {
            Scope { is_hedged: true, is_supposed: classes.has(verb::WISH), ..Scope::default() }
        }
        _ => Scope::default(),
    }
}

/// The words of a chunk, as a span of the text.
pub(crate) fn span_of(first: ByteSpan, last: ByteSpan) -> ByteSpan {
    ByteSpan::new(first.start(), last.end().max(first.start()))
}
