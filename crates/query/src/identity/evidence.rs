//! What articles tell that names cannot.

use super::{NameReason, Reason};

/// Whether two names for which these reasons speak would not both stand in one article if
/// they were one person's.
///
/// An article that names "Bill Clinton" and "Hillary Clinton", or a "W. Clinton" whom its
/// own reading did not join with "William Clinton", means two persons. But it may well
/// spell one name in two ways: "Wasik" and "Wasiq" stand in one report of one man, and so
/// do "Mitch" and "Mitchell".
pub(super) fn can_tell_apart(reasons: &[Reason]) -> bool {
    !reasons.iter().all(|reason| {
        matches!(
            reason,
            Reason::AsAsked
                | Reason::Overridden
                | Reason::Names(
                    NameReason::SameSpelling
                        | NameReason::Transliteration
                        | NameReason::NearSpelling
                        | NameReason::Nickname
                        | NameReason::Joined
                )
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_may_stand_side_by_side() {
        assert!(!can_tell_apart(&[Reason::Names(NameReason::Transliteration)]));
        assert!(!can_tell_apart(&[Reason::Names(NameReason::Nickname)]));
        let family = Reason::Names(NameReason::FurtherFamilyName);
        assert!(can_tell_apart(&[Reason::Names(NameReason::Transliteration), family]));
    }
}
