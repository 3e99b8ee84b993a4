//! Whom a verb or noun puts where, when a place stands after it.

use crate::Kind;
use crate::chunk::{Bare, Mood, Preposition, VerbGroup, Voice};
use crate::lexicon::{Set, noun, verb};

/// Whom a verb puts somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Effect {
    /// How its subject is there.
    pub(crate) subject: Option<Kind>,
    /// How its object is there.
    pub(crate) object: Option<Kind>,
}

/// What stands between the verb and the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    /// Nothing but other circumstances.
    Nothing,
    /// A person.
    Somebody,
    /// Anything else.
    Something,
}

/// What a verb does with a place that `by` ties to it, or that is its object.
pub(crate) fn of_verb(group: &VerbGroup, by: Option<Preposition>, between: Between) -> Effect {
    if group.is_away {
        return Effect::default();
    }
    let subject = match (group.bare, group.voice) {
        (Bare::Be, _) => of_be(by, between),
        (Bare::Have | Bare::Do, _) => None,
        (Bare::No, Voice::Passive) => of_passive(group.classes, by),
        (Bare::No, Voice::Active) => of_active(group, by, between),
    };
    let object = match (group.voice, between) {
        // "Another had Massoud in Paris."
        (Voice::Active, Between::Somebody) if group.bare == Bare::Have => {
            (by == Some(Preposition::In)).then_some(Kind::At)
        }
        (Voice::Active, Between::Somebody) => of_object(group.classes, by),
        _ => None,
    };
    Effect { subject, object }
}

/// What a verb after its place does: "In Paris, Massoud met", "Paris, where he met"; `after`
/// is what comes next.
pub(crate) fn of_fronted(group: &VerbGroup, by: Option<Preposition>, after: Between) -> Effect {
    let at = Some(Kind::At);
    let subject = match (by, group.voice, group.bare) {
        (Some(Preposition::In), _, Bare::No) if group.mood == Mood::Finite => {
            match (group.voice, of_passive(group.classes, by)) {
                (Voice::Passive, effect) => effect,
                (Voice::Active, _) if group.classes == verb::OTHER => None,
                (Voice::Active, _) if is_result(group.classes, after) => None,
                _ => at,
            }
        }
        (Some(Preposition::In), _, Bare::Be) => at,
        (Some(Preposition::From), Voice::Active, Bare::No) => {
            of_active(group, by, Between::Nothing)
        }
        _ => None,
    };
    Effect { subject, object: None }
}

fn of_be(by: Option<Preposition>, between: Between) -> Option<Kind> {
    match (by, between) {
        (Some(Preposition::In), Between::Nothing) => Some(Kind::At),
        (Some(Preposition::To), Between::Nothing) => Some(Kind::To),
        _ => None,
    }
}

fn of_active(group: &VerbGroup, by: Option<Preposition>, between: Between) -> Option<Kind> {
    let classes = group.classes;
    // "flew Massoud to Paris": he who flies him is of no account.
    let takes_somebody = between == Between::Somebody && classes.has(verb::TRANSFER);
    match by {
        None => of_direct(classes),
        Some(_) if takes_somebody => None,
        Some(Preposition::From) if classes.has(verb::ORIGIN) => None,
        Some(Preposition::To) if classes.has(verb::MOVE.or(verb::LEAVE).or(verb::FLEE)) => {
            Some(Kind::To)
        }
        Some(Preposition::For) if classes.has(verb::MOVE.or(verb::LEAVE)) => Some(Kind::To),
        Some(Preposition::From) if classes.has(verb::MOVE.or(verb::LEAVE).or(verb::FLEE)) => {
            Some(Kind::From)
        }
        Some(Preposition::From) if classes.has(verb::REMOTE) => Some(Kind::At),
        Some(Preposition::From) if classes.has(verb::SAY) && between != Between::Something => {
            Some(Kind::At)
        }
        Some(Preposition::Via) if classes.has(verb::MOVE) => Some(Kind::At),
        Some(Preposition::In) => of_in(classes, between),
        _ => None,
    }
}

fn of_in(classes: Set, between: Between) -> Option<Kind> {
    const THERE: Set = verb::STAY.or(verb::MEET).or(verb::SAY).or(verb::ACT).or(verb::VISIT);
    const MOVING: Set = verb::MOVE.or(verb::FLEE);
    if classes.has(verb::ABOUT) || is_result(classes, between) {
        return None;
    }
    match between {
        Between::Nothing if classes.has(verb::ARRIVE) => Some(Kind::To),
        _ if classes.has(THERE) => Some(Kind::At),
        Between::Nothing if classes.has(MOVING) => Some(Kind::At),
        _ => None,
    }
}

/// "won in Virginia": the voters are there. Who "won the race in Paris" was.
fn is_result(classes: Set, between: Between) -> bool {
    classes.has(verb::RESULT) && between == Between::Nothing
}

/// A verb with the place for its object: "left Kabul".
fn of_direct(classes: Set) -> Option<Kind> {
    match classes {
        _ if classes.has(verb::LEAVE.or(verb::FLEE)) => Some(Kind::From),
        _ if classes.has(verb::REACH) => Some(Kind::To),
        _ if classes.has(verb::VISIT) => Some(Kind::At),
        _ => None,
    }
}

fn of_passive(classes: Set, by: Option<Preposition>) -> Option<Kind> {
    const TAKEN: Set = verb::TRANSFER.or(verb::MOVE).or(verb::LEAVE);
    match by {
        Some(Preposition::To) if classes.has(TAKEN) => Some(Kind::To),
        Some(Preposition::From) if classes.has(TAKEN) => Some(Kind::From),
        Some(Preposition::In) if classes.has(verb::RESULT) => None,
        Some(Preposition::In)
            if classes.has(verb::HOLD.or(verb::MEET).or(TAKEN).or(verb::STAY).or(verb::VISIT)) =>
        {
            Some(Kind::At)
        }
        _ => None,
    }
}

fn of_object(classes: Set, by: Option<Preposition>) -> Option<Kind> {
    match by {
        Some(Preposition::To) if classes.has(verb::TRANSFER) => Some(Kind::To),
        Some(Preposition::From) if classes.has(verb::TRANSFER) => Some(Kind::From),
        Some(Preposition::In)
            if classes.has(
                verb::HOLD.or(verb::MEET).or(verb::TRANSFER).or(verb::VISIT).or(verb::PUT),
            ) =>
        {
            Some(Kind::At)
        }
        _ => None,
    }
}

/// What a noun does with a place that `by` ties to it: "his arrival in Paris".
pub(crate) fn of_noun(class: Set, by: Option<Preposition>) -> Option<Kind> {
    use Preposition::{For, From, In, To};
    match by? {
        From if class.has(noun::DEPARTURE.or(noun::ARRIVAL)) => Some(Kind::From),
        To | For if class.has(noun::VISIT.or(noun::ARRIVAL).or(noun::DEPARTURE)) => Some(Kind::To),
        In if class.has(noun::ARRIVAL) => Some(Kind::To),
        In if class.has(noun::VISIT.or(noun::PRESENCE).or(noun::EVENT)) => Some(Kind::At),
        _ => None,
    }
}
