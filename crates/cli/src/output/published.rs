//! Publication dates for people and as records: what they are, from where, how reliable.

use dateline_model::{CrossCheck, Published, Reliability};
use serde::Serialize;

use super::page::day_for_people;

/// A publication date where there is little room: the date alone when it can be relied on;
/// else the source behind it, and a question mark when it is doubtful.
pub(crate) fn in_short(published: Published) -> String {
    let day = day_for_people(published.date) + doubt_mark(published);
    match published.reliability() {
        Reliability::High => day,
        Reliability::Medium | Reliability::Low => {
            format!("{day} ({})", published.source.as_str())
        }
    }
}

/// What stands after a date that is doubtful.
pub(crate) fn doubt_mark(published: Published) -> &'static str {
    match published.reliability() {
        Reliability::Low => "?",
        Reliability::Medium | Reliability::High => "",
    }
}

/// The source of a date that does not stand by itself, where there is no room beside it.
pub(crate) fn source_note(published: Published) -> Option<String> {
    let is_sure = published.reliability() == Reliability::High;
    (!is_sure).then(|| format!("dated by {}", published.source.as_str()))
}

/// A publication date with all that is known of it.
pub(crate) fn in_full(published: Published) -> String {
    let day = day_for_people(published.date);
    let (source, reliability) = (published.source.as_str(), published.reliability().as_str());
    let check = match published.check {
        CrossCheck::Alone => String::new(),
        CrossCheck::Agrees(other) if other.date == published.date => {
            format!(", {} agrees", other.source.as_str())
        }
        CrossCheck::Agrees(other) => {
            format!(", fits {} {}", other.source.as_str(), day_for_people(other.date))
        }
        CrossCheck::Differs(other) => {
            format!(", but {} says {}", other.source.as_str(), day_for_people(other.date))
        }
    };
    format!("{day} (from {source}; reliability {reliability}{check})")
}

/// The fields of a record on when its article appeared; each null when that is not known.
#[derive(Serialize)]
pub(crate) struct PublishedRecord {
    published: Option<String>,
    published_from: Option<&'static str>,
    published_reliability: Option<&'static str>,
    published_check: Option<CheckRecord>,
}

/// What another source says.
#[derive(Serialize)]
struct CheckRecord {
    from: &'static str,
    date: String,
    agrees: bool,
}

impl From<Option<Published>> for PublishedRecord {
    fn from(published: Option<Published>) -> Self {
        Self {
            published: published.map(|published| published.date.to_string()),
            published_from: published.map(|published| published.source.as_str()),
            published_reliability: published.map(|published| published.reliability().as_str()),
            published_check: published.and_then(|published| check(published.check)),
        }
    }
}

fn check(check: CrossCheck) -> Option<CheckRecord> {
    let (claim, agrees) = match check {
        CrossCheck::Alone => return None,
        CrossCheck::Agrees(claim) => (claim, true),
        CrossCheck::Differs(claim) => (claim, false),
    };
    Some(CheckRecord { from: claim.source.as_str(), date: claim.date.to_string(), agrees })
}

#[cfg(test)]
mod tests {
    use dateline_model::{DateClaim, PublishedSource as Source};

    use super::*;

    #[test]
    fn dates_say_how_they_are_known() {
        let date = "2021-09-25".parse().unwrap();
        let url = |date: &str| DateClaim { date: date.parse().unwrap(), source: Source::Url };
        for (source, check, short, full) in [
            (
                Source::Metadata,
                CrossCheck::Alone,
                "25 Sep 2021",
                "25 Sep 2021 (from metadata; reliability high)",
            ),
            (
                Source::Metadata,
                CrossCheck::Agrees(url("2021-09-25")),
                "25 Sep 2021",
                "25 Sep 2021 (from metadata; reliability high, url agrees)",
            ),
            (
                Source::Metadata,
                CrossCheck::Agrees(url("2021-09")),
                "25 Sep 2021",
                "25 Sep 2021 (from metadata; reliability high, fits url Sep 2021)",
            ),
            (
                Source::Metadata,
                CrossCheck::Differs(url("2019-03-04")),
                "25 Sep 2021 (metadata)",
                "25 Sep 2021 (from metadata; reliability medium, but url says 4 Mar 2019)",
            ),
            (
                Source::Mtime,
                CrossCheck::Alone,
                "25 Sep 2021? (mtime)",
                "25 Sep 2021 (from mtime; reliability low)",
            ),
        ] {
            let published = Published { date, source, check };
            assert_eq!((&*in_short(published), &*in_full(published)), (short, full));
        }
    }
}
