//! The dates from which others are counted.

use dateline_model::{DateAnchor, DateRange, Day, PartialDate};

use super::Anchor;
use super::calendar::unit_from;
use super::timex::{Date, Unit};

/// A date that others are counted from, and where it was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) date: PartialDate,
    pub(super) source: DateAnchor,
}

impl Reference {
    /// What the anchor offers: the dateline when it is a day, else the publication date
    /// when that is one, else whichever says more.
    pub(super) fn of(anchor: Anchor) -> Option<Self> {
        let dateline =
            anchor.dateline.map(|date| Self { date, source: DateAnchor::Dateline(date) });
        let published =
            anchor.published.map(|date| Self { date, source: DateAnchor::Published(date) });
        match (dateline, published) {
            (Some(dateline), Some(published)) if published.precision() > dateline.precision() => {
                Some(published)
            }
            (dateline, published) => dateline.or(published),
        }
    }

    /// The date of which the text spoke before, when it is a whole day, month or year.
    pub(super) fn of_story(range: DateRange) -> Option<Self> {
        range.partial_date().map(|date| Self { date, source: DateAnchor::Narrative(date) })
    }

    /// The unit in which the reference lies, moved on by `steps`; `None` when the
    /// reference is too vague to say.
    pub(super) fn unit_from(self, unit: Unit, steps: i32) -> Option<Date> {
        (self.precision() >= needed_for(unit))
            .then(|| unit_from(self.date.first(), unit, steps))
            .flatten()
    }

    /// The year.
    pub(super) fn year(self) -> i16 {
        self.date.first().year()
    }

    /// The day, where it says one.
    pub(super) fn day(self) -> Option<Day> {
        (self.precision() == Precision::Day).then(|| self.date.first())
    }

    /// How much the reference says.
    pub(super) fn precision(self) -> Precision {
        match self.date {
            PartialDate::Year(_) => Precision::Year,
            PartialDate::Month(..) => Precision::Month,
            PartialDate::Day(_) => Precision::Day,
        }
    }
}

/// How much of a date is known, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Year,
    Month,
    Day,
}

fn needed_for(unit: Unit) -> Precision {
    match unit {
        Unit::Month | Unit::Quarter | Unit::Half => Precision::Month,
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Precision::Year,
        _ => Precision::Day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dateline_wins_unless_it_says_less() {
        for (dateline, published, expected) in [
            (Some("2021-09-22"), Some("2021-09-23"), Some("dateline 2021-09-22")),
            (Some("2021-09"), Some("2021-09-23"), Some("published 2021-09-23")),
            (Some("2021-09"), Some("2021"), Some("dateline 2021-09")),
            (None, Some("2021"), Some("published 2021")),
            (None, None, None),
        ] {
            let date = |text: Option<&str>| text.map(|text| text.parse().unwrap());
            let anchor = Anchor {
                dateline: date(dateline),
                published: date(published),
                ..Anchor::default()
            };
            let shown = Reference::of(anchor)
                .map(|reference| format!("{} {}", reference.source.as_str(), reference.date));
            assert_eq!(shown.as_deref(), expected);
        }
    }
}
