//! Two prepared names to a verdict.

use crate::align::{Alignment, Likeness, Pair, align};
use crate::evidence::{Evidence, Order, Rest};
use crate::parse::FamilyPlace;
use crate::prepared::PreparedName;
use crate::reason::{Reason, Reasons};

/// From this score on, names without any doubt are one person's.
const SAME_FROM: f32 = 0.8;

/// Below this score, names are two persons'.
const DIFFERENT_BELOW: f32 = 0.5;

/// Shared parts that weigh less are names of many people.
const COMMON_BELOW: f32 = 0.85;

/// Parts that are less near are more than a transliteration apart.
const PURE: f32 = 0.93;

/// Shared parts that weigh this much outweigh another order or a further family name.
const TELLING_FROM: f32 = 1.5;

/// Whether two names are one person's, as far as names alone can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nobody who reads both names would think of one person.
    Different,
    /// The names allow for one person; what else is known has to decide.
    Unsure,
    /// Spellings of one name. Two people can still bear it.
    Same,
}

/// What comparing two names gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    score: f32,
    verdict: Verdict,
    reasons: Reasons,
}

impl Comparison {
    /// How much the names speak for one person, 0 to 1; from 0.5 on rather for than against.
    ///
    /// It is meant for ranking. A high score may go with [`Verdict::Unsure`], where a single
    /// observation, such as a further given name, forbids to be sure.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// The verdict.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// What the verdict rests on.
    #[must_use]
    pub fn reasons(&self) -> Reasons {
        self.reasons
    }
}

/// Compares two names; the order in which they are given does not matter.
///
/// ```
/// use dateline_names::{PreparedName, Reason, Verdict, compare};
///
/// let massoud = PreparedName::new("Ahmad Massoud");
/// let spelling = compare(&massoud, &PreparedName::new("MASOOD, Ahmed"));
/// assert_eq!(spelling.verdict(), Verdict::Same);
///
/// let father = compare(&massoud, &PreparedName::new("Ahmad Shah Massoud"));
/// assert_eq!(father.verdict(), Verdict::Unsure);
/// assert!(father.reasons().contains(Reason::FurtherGivenName));
/// ```
#[must_use]
pub fn compare(left: &PreparedName, right: &PreparedName) -> Comparison {
    // Which of two equally good pairs is taken depends on the order of the names; one order
    // for every call makes the comparison symmetric.
    let (left, right) =
        if left.spelled() <= right.spelled() { (left, right) } else { (right, left) };
    let mut reasons = Reasons::default();
    if left.parts().is_empty() || right.parts().is_empty() {
        reasons.add(Reason::NothingShared);
        return Comparison { score: 0.0, verdict: Verdict::Different, reasons };
    }
    let score = if left.spelled() == right.spelled() {
        reasons.add(Reason::SameSpelling);
        1.0
    } else {
        compare_parts(left, right, &mut reasons)
    };
    conclude(left, right, score, reasons)
}

/// The score of two names that are not spelled alike, and the reasons in their parts.
fn compare_parts(left: &PreparedName, right: &PreparedName, reasons: &mut Reasons) -> f32 {
    let alignment = align(&left.as_name(), &right.as_name());
    let evidence = Evidence::of(left.parts(), right.parts(), &alignment);
    explain_shared(&alignment, &evidence, reasons);
    explain_rests(&evidence, reasons);
    if initial_for_first_name(&alignment) {
        reasons.add(Reason::Initial);
        // J. Myers is no J. Mears: beside an initial nothing but the same family name tells.
        if alignment.pairs().any(is_loose) {
            reasons.add(Reason::NearSpelling);
        }
    }
    if left.parts().len().min(right.parts().len()) == 1 && left.parts().len() != right.parts().len()
    {
        reasons.add(Reason::SinglePart);
    }
    if doubtful_order(left, right, &evidence) {
        reasons.add(Reason::DoubtfulOrder);
    }
    score(&evidence, left.parts().len().min(right.parts().len()))
}

/// The logistic of a few figures. The weights are set by hand, rounded from what separates
/// spellings of one name from names that share a part in lists of aliases.
fn score(evidence: &Evidence, fewest_parts: usize) -> f32 {
    let Some(_) = evidence.weakest else { return 0.0 };
    let one_of_several = evidence.pairs == 1 && fewest_parts > 1;
    let sum = 0.7 - 2.8 * evidence.conflict.min(1.5)
        + 0.3 * evidence.shared.min(2.0)
        + 1.2 * evidence.first
        - 0.4 * evidence.first_conflict
        + 4.2 * evidence.coverage
        - if evidence.order == Order::Other { 1.6 } else { 0.0 }
        - if one_of_several { 0.6 } else { 0.0 };
    // A score of one is kept for names that are spelled alike.
    (1.0 / (1.0 + (-sum).exp())).min(0.995)
}

fn explain_shared(alignment: &Alignment, evidence: &Evidence, reasons: &mut Reasons) {
    for pair in alignment.pairs() {
        match pair.likeness {
            Likeness::Equal | Likeness::Initial => {}
            Likeness::Transliteration => reasons.add(Reason::Transliteration),
            Likeness::Near | Likeness::Shortened => reasons.add(Reason::NearSpelling),
            Likeness::PetForm => reasons.add(Reason::Nickname),
            Likeness::Joined => reasons.add(Reason::Joined),
        }
    }
    if evidence.order == Order::Other {
        reasons.add(Reason::OtherOrder);
    }
    match evidence.weakest {
        None => reasons.add(Reason::NothingShared),
        Some(_) if evidence.shared < COMMON_BELOW => reasons.add(Reason::OnlyCommonNames),
        Some(_) => {}
    }
}

fn explain_rests(evidence: &Evidence, reasons: &mut Reasons) {
    let (one, other) = evidence.rests;
    if one.ancestors > 0 && other.ancestors > 0 {
        reasons.add(Reason::OtherAncestor);
    }
    if one.given > 0 && other.given > 0 {
        reasons.add(Reason::OtherGivenName);
    }
    let families_differ =
        one.family > 0 && other.has_names() || other.family > 0 && one.has_names();
    if families_differ {
        reasons.add(Reason::OtherFamilyName);
    }
    let initials_differ =
        one.initials > 0 && other.initials + other.given > 0 || other.initials > 0 && one.given > 0;
    if initials_differ {
        reasons.add(Reason::OtherInitial);
    }
    if !(one.has_names() && other.has_names()) {
        explain_further(one, evidence, reasons);
        explain_further(other, evidence, reasons);
    }
}

/// What one name has more than the other, where the other has nothing against it.
fn explain_further(rest: Rest, evidence: &Evidence, reasons: &mut Reasons) {
    for (count, reason) in [
        (rest.ancestors, Reason::FurtherAncestor),
        (rest.initials, Reason::FurtherInitial),
        (rest.given, Reason::FurtherGivenName),
    ] {
        let told = reason == Reason::FurtherAncestor && reasons.contains(Reason::OtherAncestor);
        if count > 0 && !told && !reasons.contains(Reason::OtherInitial) {
            reasons.add(reason);
        }
    }
    if rest.family > 0 {
        reasons.add(Reason::FurtherFamilyName);
        if evidence.shared < TELLING_FROM {
            reasons.add(Reason::OnlyCommonNames);
        }
    }
}

/// Whether the first part of a name is the initial of the other's: J. Smith, John Smith.
/// Initials further back, as in John A. Smith and John Adam Smith, leave no doubt.
fn initial_for_first_name(alignment: &Alignment) -> bool {
    alignment.pairs().any(|pair| {
        pair.likeness == Likeness::Initial && pair.left.first() == 0 && pair.right.first() == 0
    })
}

/// Whether two parts are less than one name in letters or by a usual transliteration.
fn is_loose(pair: &Pair) -> bool {
    pair.likeness != Likeness::Initial && pair.nearness < PURE
}

/// Whether another order can mean another person: Hassan Ali is not Ali Hassan, while
/// nobody is called Orbán but by family name, unless the print tells which name that is.
fn doubtful_order(left: &PreparedName, right: &PreparedName, evidence: &Evidence) -> bool {
    let unmarked = |name: &PreparedName| {
        name.family() == FamilyPlace::Last && name.parts().iter().all(|part| part.known.is_listed())
    };
    evidence.order == Order::Other && unmarked(left) && unmarked(right)
}

/// The verdict on a score, with the doubts and contradictions among the reasons.
fn conclude(
    left: &PreparedName,
    right: &PreparedName,
    score: f32,
    mut reasons: Reasons,
) -> Comparison {
    match (left.generation(), right.generation()) {
        (Some(one), Some(other)) if one != other => reasons.add(Reason::OtherGeneration),
        (Some(_), None) | (None, Some(_)) => reasons.add(Reason::GenerationOnOneSide),
        _ => {}
    }
    let strongest = reasons.iter().map(Reason::allows).min().unwrap_or(Verdict::Same);
    let by_score = match score {
        _ if score < DIFFERENT_BELOW => Verdict::Different,
        _ if score < SAME_FROM => Verdict::Unsure,
        _ => Verdict::Same,
    };
    // What is told apart must not be ranked among what may be one.
    let score = if strongest == Verdict::Different { score * 0.45 } else { score };
    Comparison { score, verdict: by_score.min(strongest), reasons }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
