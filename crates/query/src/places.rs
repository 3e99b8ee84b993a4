//! Which place a question means.

use std::sync::Arc;

use dateline_gazetteer::{Gazetteer, Point};
use dateline_model::{Place, PlaceKind};

/// The most containing places that a name may say.
const MOST_OUTER: usize = 8;

/// The places that a name can mean, the most prominent first; a name may be followed by a
/// place that contains it ("Paris, Texas").
pub(crate) fn candidates(name: &str) -> Vec<Arc<Place>> {
    let gazetteer = Gazetteer::embedded();
    let whole = gazetteer.lookup(name);
    let Some((inner, outer)) = name.split_once(',').filter(|_| whole.is_empty()) else {
        return whole;
    };
    let mut inner = gazetteer.lookup(inner);
    for outer in outer.split(',').take(MOST_OUTER) {
        let outer: Vec<_> = gazetteer.lookup(outer).iter().map(|place| place.id).collect();
        inner.retain(|place| place.within.iter().any(|(id, _)| outer.contains(id)));
    }
    inner
}

/// The places that a name means in a question: the most prominent one, and the countries
/// and regions that share the name with it ("Georgia").
pub(crate) fn meant(candidates: &[Arc<Place>]) -> Vec<Arc<Place>> {
    let wide = |place: &Place| {
        matches!(place.kind, PlaceKind::WorldRegion | PlaceKind::Country | PlaceKind::Region)
    };
    let mut places: Vec<_> = candidates.first().cloned().into_iter().collect();
    if places.first().is_some_and(|place| wide(place)) {
        places.extend(candidates[1..].iter().filter(|place| wide(place)).cloned());
    }
    places
}

/// The point that latitude and longitude in degrees give, with a comma between them; none
/// for what is no point of the earth.
pub(crate) fn coordinates(text: &str) -> Option<Point> {
    let (latitude, longitude) = text.split_once(',')?;
    let latitude: f32 = latitude.trim().parse().ok()?;
    let longitude: f32 = longitude.trim().parse().ok()?;
    // What is not a number is in no range.
    let is_point = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    is_point.then_some(Point { latitude, longitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_say_where() {
        for (name, first, last) in [
            ("Paris", "Paris", "France"),
            ("Paris, Texas", "Paris", "Texas, United States"),
            ("Paris,Texas", "Paris", "Texas, United States"),
            ("Paris, United States", "Paris", "United States"),
            ("Dushanbe, Tajikistan", "Dushanbe", "Tajikistan"),
        ] {
            let label = candidates(name)[0].label();
            assert!(label.starts_with(first) && label.ends_with(last), "{name}: {label}");
        }
        assert_eq!(candidates("Springfield, Ohio, United States")[0].within[1].1, "Ohio");
        assert!(candidates("Paris, Tajikistan").is_empty());
        assert!(candidates(", ,").is_empty());
    }

    #[test]
    fn coordinates_are_on_the_earth() {
        let at = |text: &str| coordinates(text).map(|p| (p.latitude, p.longitude));
        assert_eq!(at("48.85,2.35"), Some((48.85, 2.35)));
        assert_eq!(at(" -33.9 , 151.2 "), Some((-33.9, 151.2)));
        for none in ["91,0", "0,181", "nan,0", "inf,0", "1", "1,2,3", "Paris, Texas", ""] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
