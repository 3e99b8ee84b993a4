//! Where places lie to each other.

use dateline_gazetteer::Entry;
use dateline_model::PlaceKind;

/// The earth's radius in kilometres.
const RADIUS: f32 = 6371.0;

/// How many kilometres from its middle a county reaches, about.
const COUNTY_REACH: f32 = 60.0;

/// A point on the unit sphere, so that distances need no trigonometry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point([f32; 3]);

impl Point {
    /// Where an entry lies.
    pub(crate) fn of(entry: &Entry) -> Self {
        let (sine, cosine) = entry.latitude.to_radians().sin_cos();
        let (east, ahead) = entry.longitude.to_radians().sin_cos();
        Self([cosine * ahead, cosine * east, sine])
    }

    /// The kilometres of the straight line to another point: less than the way over the
    /// ground, but by under a hundredth up to 3,000 km.
    pub(crate) fn kilometres(self, other: Self) -> f32 {
        let squares = self.0.iter().zip(other.0).map(|(one, other)| (one - other).powi(2));
        squares.sum::<f32>().sqrt() * RADIUS
    }
}

/// Whether one place lies in another, as far as entries say.
pub(crate) fn lies_in(inner: &Entry, outer: &Entry) -> bool {
    if inner.id == outer.id || inner.country != outer.country || inner.country.is_none() {
        return false;
    }
    match (inner.kind, outer.kind) {
        (PlaceKind::Country | PlaceKind::WorldRegion, _) => false,
        (_, PlaceKind::Country) => true,
        (_, PlaceKind::Region) if outer.region.is_none() => inner.region == Some(outer.id),
        // Towns do not say in which county they lie, nor sites in which town.
        (PlaceKind::City | PlaceKind::Site, PlaceKind::Region)
        | (PlaceKind::Site, PlaceKind::City) => {
            inner.region == outer.region
                && Point::of(inner).kilometres(Point::of(outer)) < COUNTY_REACH
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use dateline_gazetteer::Gazetteer;

    use super::*;

    fn best(name: &str) -> Entry {
        Gazetteer::embedded().best(name).unwrap()
    }

    #[test]
    fn distances_are_about_those_over_the_ground() {
        for (one, other, kilometres) in
            [("paris", "london", 344.0), ("kabul", "dushanbe", 447.0), ("paris", "paris", 0.0)]
        {
            let distance = Point::of(&best(one)).kilometres(Point::of(&best(other)));
            assert!((distance - kilometres).abs() < 5.0 + kilometres / 50.0, "{one}: {distance}");
        }
    }

    #[test]
    fn a_place_lies_in_its_country_and_region() {
        for (inner, outer, expected) in [
            ("dushanbe", "tajikistan", true),
            ("houston", "texas", true),
            ("texas", "united states", true),
            ("capitol hill", "washington", true),
            ("houston", "ohio", false),
            ("texas", "texas", false),
            ("tajikistan", "dushanbe", false),
            ("tajikistan", "central asia", false),
        ] {
            assert_eq!(lies_in(&best(inner), &best(outer)), expected, "{inner} in {outer}");
        }
    }
}
