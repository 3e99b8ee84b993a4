//! How a publication date is known, as a number for a column.

use dateline_model::{CrossCheck, DateClaim, PartialDate, Published, PublishedSource};

use crate::DateCode;

/// The source of a publication date, and what another source says of it; beside the
/// [`DateCode`] of the date all there is to know of it.
///
/// From the lowest bit: three of the source, two of the check, three of the other source,
/// and the other date as [`DateCode`]. So an article whose sources agree or that has but
/// one takes few bits, and the column of a segment without disputes is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedCode(pub u64);

/// The sources by their number; the order is part of the format.
const SOURCES: [PublishedSource; 7] = [
    PublishedSource::Metadata,
    PublishedSource::Url,
    PublishedSource::Dateline,
    PublishedSource::Text,
    PublishedSource::Path,
    PublishedSource::Updated,
    PublishedSource::Mtime,
];

const SOURCE_BITS: u32 = 3;
const CHECK_BITS: u32 = 2;

const ALONE: u64 = 0;
const AGREES: u64 = 1;
const DIFFERS: u64 = 2;

impl From<Published> for PublishedCode {
    fn from(published: Published) -> Self {
        let (check, other) = match published.check {
            CrossCheck::Alone => (ALONE, 0),
            CrossCheck::Agrees(claim) => (AGREES, code_of(claim)),
            CrossCheck::Differs(claim) => (DIFFERS, code_of(claim)),
        };
        let check = check | other << CHECK_BITS;
        Self(number_of(published.source) | check << SOURCE_BITS)
    }
}

impl PublishedCode {
    /// The date with its source and check; `None` for a number that is not of one.
    #[must_use]
    pub fn published(self, date: PartialDate) -> Option<Published> {
        let (source, rest) = (source_in(self.0)?, self.0 >> SOURCE_BITS);
        let other = || claim_in(rest >> CHECK_BITS);
        let check = match rest & mask(CHECK_BITS) {
            ALONE => CrossCheck::Alone,
            AGREES => CrossCheck::Agrees(other()?),
            DIFFERS => CrossCheck::Differs(other()?),
            _ => return None,
        };
        Some(Published { date, source, check })
    }
}

fn code_of(claim: DateClaim) -> u64 {
    number_of(claim.source) | DateCode::from(claim.date).0 << SOURCE_BITS
}

fn claim_in(code: u64) -> Option<DateClaim> {
    Some(DateClaim { date: DateCode(code >> SOURCE_BITS).date()?, source: source_in(code)? })
}

fn number_of(source: PublishedSource) -> u64 {
    let number = SOURCES.iter().position(|known| *known == source);
    number.expect("every source has a number, which a test checks") as u64
}

fn source_in(code: u64) -> Option<PublishedSource> {
    SOURCES.get(usize::try_from(code & mask(SOURCE_BITS)).ok()?).copied()
}

const fn mask(bits: u32) -> u64 {
    (1 << bits) - 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_known_of_a_date_comes_back() {
        let dates = ["2021", "2021-09", "2021-09-25"].map(|text| text.parse().unwrap());
        for source in PublishedSource::ALL {
            for date in dates {
                let claim = DateClaim { date, source };
                for check in
                    [CrossCheck::Alone, CrossCheck::Agrees(claim), CrossCheck::Differs(claim)]
                {
                    let published = Published { date, source, check };
                    assert_eq!(PublishedCode::from(published).published(date), Some(published));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_number_is_read_or_not(code: u64) {
            let _ = PublishedCode(code).published(PartialDate::year(2021).unwrap());
        }
    }
}
