//! How coarsely places and dates are counted.

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// A level of places or of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LevelArg {
    Places(PlacesArg),
    Dates(PeriodArg),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlacesArg {
    /// Countries, with all that lies in them
    Country,
    /// States, provinces and the like, with all that lies in them
    Region,
    /// Cities, towns and villages, and nothing else
    City,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodArg {
    /// Days
    Day,
    /// Weeks from Monday to Sunday
    Week,
    /// Months
    Month,
    /// Quarters of a year
    Quarter,
    /// Years
    Year,
    /// Decades
    Decade,
}

impl ValueEnum for LevelArg {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Places(PlacesArg::Country),
            Self::Places(PlacesArg::Region),
            Self::Places(PlacesArg::City),
            Self::Dates(PeriodArg::Day),
            Self::Dates(PeriodArg::Week),
            Self::Dates(PeriodArg::Month),
            Self::Dates(PeriodArg::Quarter),
            Self::Dates(PeriodArg::Year),
            Self::Dates(PeriodArg::Decade),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Places(level) => level.to_possible_value(),
            Self::Dates(period) => period.to_possible_value(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_listed() {
        let listed = LevelArg::value_variants();
        let places = PlacesArg::value_variants().iter().map(|&level| LevelArg::Places(level));
        let dates = PeriodArg::value_variants().iter().map(|&period| LevelArg::Dates(period));
        assert_eq!(listed, places.chain(dates).collect::<Vec<_>>());
    }
}
