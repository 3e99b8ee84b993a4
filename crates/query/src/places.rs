//! Which place a question means.

use std::sync::Arc;

use dateline_gazetteer::{Gazetteer, Point};
use dateline_model::{Place, PlaceKind};

/// The most containing places that a name may say.
const MOST_OUTER: usize = 8;

/// The places that a name can mean, the most prominent first; a name may be followed by a
/// place that contains it ("Paris, Texas").
pub(crate) fn candidates(name: &str) -> Vec<Arc<Place>> {
    let whole = of_kind(name);
    if !whole.is_empty() {
        return whole;
    }
    // A name may have a comma itself, so the last one is tried first.
    let commas = name.rmatch_indices(',').take(MOST_OUTER);
    commas
        .map(|(comma, _)| {
            let mut inner = of_kind(&name[..comma]);
            if !inner.is_empty() {
                retain_within(&mut inner, &name[comma + 1..]);
            }
            inner
        })
        .find(|inner| !inner.is_empty())
        .unwrap_or_default()
}

/// Keeps the places that lie in each of the named ones.
fn retain_within(places: &mut Vec<Arc<Place>>, outer: &str) {
    for outer in outer.split(',').take(MOST_OUTER) {
        let outer: Vec<_> =
            Gazetteer::embedded().lookup(outer).iter().map(|place| place.id).collect();
        places.retain(|place| place.within.iter().any(|(id, _)| outer.contains(id)));
    }
}

/// The places of a name, of the kind that may stand in brackets after it: "Georgia
/// (country)".
fn of_kind(name: &str) -> Vec<Arc<Place>> {
    let gazetteer = Gazetteer::embedded();
    let Some((bare, kind)) = name.trim_end().strip_suffix(')').and_then(|n| n.rsplit_once('('))
    else {
        return gazetteer.lookup(name);
    };
    let kind = dateline_model::fold(kind.trim());
    let mut places = gazetteer.lookup(bare);
    places.retain(|place| place.kind.as_str() == kind);
    places
}

/// The label of a place with what kind of place it is: "New York (region), United States".
pub(crate) fn label_with_kind(place: &Place) -> String {
    let label = place.label();
    let rest = label.strip_prefix(place.name.as_str()).unwrap_or_default();
    format!("{} ({}){rest}", place.name, place.kind.as_str())
}

/// The places that a name means in a question: the most prominent one, and the countries
/// and regions that share the name with it ("Georgia").
///
/// A whole label means every place that has it, so that what facets show can be asked for.
pub(crate) fn meant(name: &str, candidates: &[Arc<Place>]) -> Vec<Arc<Place>> {
    if name.contains(',') {
        let label = dateline_model::fold(name);
        let is_it = |place: &&Arc<Place>| dateline_model::fold(&place.label()) == label;
        let labelled: Vec<_> = candidates.iter().filter(is_it).cloned().collect();
        if !labelled.is_empty() {
            return labelled;
        }
    }
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
    fn a_name_may_say_what_kind() {
        for (name, kind, country) in [
            ("Georgia (country)", PlaceKind::Country, "GE"),
            ("Georgia (region), United States", PlaceKind::Region, "US"),
            ("New York (Region)", PlaceKind::Region, "US"),
            ("New York (city), United States", PlaceKind::City, "US"),
        ] {
            let found = &candidates(name)[0];
            let code = found.country.as_ref().map(ToString::to_string);
            assert_eq!((found.kind, code.as_deref()), (kind, Some(country)), "{name}");
            assert!(candidates(&label_with_kind(found)).iter().any(|place| place.id == found.id));
        }
        assert!(candidates("Georgia (planet)").is_empty());
        assert!(candidates("()").is_empty());
    }

    #[test]
    fn a_label_finds_every_place_that_has_it() {
        let label = "New York, United States";
        let kinds: Vec<_> =
            meant(label, &candidates(label)).iter().map(|place| place.kind).collect();
        assert!(kinds.contains(&PlaceKind::Region), "{kinds:?}");
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
