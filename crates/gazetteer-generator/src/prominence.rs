//! How likely news means one place of a name rather than another.
//!
//! Numbers are only compared with each other. A populated place weighs its inhabitants
//! times the square root of the number of names it has in all languages: of two towns of
//! one size, the one with more names is known to more of the world.

use dateline_model::PlaceKind;

/// How a name belongs to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// One of the many names of the source: another language, another time, a nickname.
    Alternate,
    /// A further name that a list kept by hand gives: news says it.
    Alias,
    /// The usual name.
    Main,
}

/// What is known of a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub kind: PlaceKind,
    /// Inhabitants, about.
    pub population: u32,
    /// The number of its names in all languages.
    pub names: usize,
    pub seat: Seat,
    pub origin: Origin,
}

/// Where a place comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A source that has all places of its kind.
    Counted,
    /// A list kept by hand: it is there because news says it.
    Listed,
}

/// What is governed from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seat {
    /// Nothing that is known.
    None,
    /// The country.
    Country,
    /// For a region: the city that has the region's name.
    NamesakeOfCity,
}

/// The weight of a place.
pub(crate) fn weight(facts: &Facts) -> f64 {
    let people = f64::from(facts.population) + 500.0;
    match (facts.kind, facts.origin) {
        (PlaceKind::Country, _) => 1e12 + people,
        (_, Origin::Listed) => 1e10 + people,
        (PlaceKind::City, _) => {
            let capital = if facts.seat == Seat::Country { 8.0 } else { 1.0 };
            people * (1.0 + facts.names as f64).sqrt() * capital
        }
        (PlaceKind::Region, _) => {
            let namesake = if facts.seat == Seat::NamesakeOfCity { 0.25 } else { 1.0 };
            people * 3.2 * namesake
        }
        _ => people,
    }
}

/// The share of a place's weight that it has under a name. An alternate of the source is
/// no match for a town that is really called so: "Landen" is a name of London in some
/// language, but a town in Belgium.
pub(crate) fn share(standing: Standing) -> f64 {
    match standing {
        Standing::Main => 1.0,
        Standing::Alias => 0.4,
        Standing::Alternate => 0.000_01,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(population: u32, names: usize, seat: Seat) -> f64 {
        let kind = PlaceKind::City;
        weight(&Facts { kind, population, names, seat, origin: Origin::Counted })
    }

    fn region(population: u32, seat: Seat) -> f64 {
        let kind = PlaceKind::Region;
        weight(&Facts { kind, population, names: 10, seat, origin: Origin::Counted })
    }

    #[test]
    fn the_place_that_news_means_weighs_more() {
        let listed = |kind| {
            let origin = Origin::Listed;
            weight(&Facts { kind, population: 0, names: 0, seat: Seat::None, origin })
        };
        for (better, worse) in [
            (listed(PlaceKind::Country), listed(PlaceKind::Site)),
            (listed(PlaceKind::Site), city(30_000_000, 300, Seat::Country)),
            (city(790_000, 120, Seat::None), city(1_600_000, 20, Seat::None)),
            (city(690_000, 60, Seat::Country), region(7_700_000, Seat::None)),
            (region(8_500_000, Seat::None), city(530_000, 80, Seat::None)),
            (city(270_000, 40, Seat::None), region(1_500_000, Seat::NamesakeOfCity)),
            (
                city(15_000, 20, Seat::None),
                city(9_000_000, 180, Seat::Country) * share(Standing::Alternate),
            ),
        ] {
            assert!(better > worse, "{better} {worse}");
        }
    }

    #[test]
    fn usual_names_come_first() {
        assert!(share(Standing::Main) > share(Standing::Alias));
        assert!(share(Standing::Alias) > share(Standing::Alternate));
    }
}
