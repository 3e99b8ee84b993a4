//! What names alone tell of two being one person's.

use dateline_model::PersonName;
use dateline_names::{PreparedName, Sieve, Verdict, compare};

use super::NameReason;

/// A name to be compared with many.
pub(super) struct Judge {
    name: PreparedName,
    sieve: Sieve,
}

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) score: f32,
    pub(super) reasons: Vec<NameReason>,
}

impl Judgement {
    /// Whether one of the names abbreviates the other to an initial. An initial says so
    /// little that everything else has to agree: the family name, and the initials beside it.
    pub(super) fn is_by_initial(&self) -> bool {
        let is_against = |reason: &NameReason| {
            matches!(reason, NameReason::NearSpelling | NameReason::FurtherInitial)
        };
        self.reasons.contains(&NameReason::Initial) && !self.reasons.iter().any(is_against)
    }
}

impl Judge {
    pub(super) fn new(name: &PersonName) -> Self {
        Self { name: PreparedName::from(name), sieve: Sieve::new(name) }
    }

    pub(super) fn judge(&self, other: &PersonName) -> Judgement {
        // To prepare a name takes longer than all the rest.
        if !self.sieve.passes(other.key()) {
            let reasons = vec![NameReason::NothingShared];
            return Judgement { verdict: Verdict::Different, score: 0.0, reasons };
        }
        let comparison = compare(&self.name, &PreparedName::from(other));
        Judgement {
            verdict: comparison.verdict(),
            score: comparison.score(),
            reasons: comparison.reasons().iter().collect(),
        }
    }
}
