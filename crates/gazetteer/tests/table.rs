//! Whether the embedded table is whole: every name leads to places, every place to what
//! contains it.

use std::collections::{HashMap, HashSet};

use dateline_gazetteer::layout::Sections;
use dateline_gazetteer::{ErrorKind, Gazetteer};
use dateline_model::{PlaceKind, fold};

const TABLE: &[u8] = include_bytes!("../data/places.bin");

/// More than the header takes.
const HEADER: usize = 64;

/// What the repository and every binary can carry.
const LARGEST: usize = 8_000_000;

#[test]
fn the_table_is_small_and_full() {
    let gazetteer = Gazetteer::embedded();
    assert!(TABLE.len() <= LARGEST, "{} bytes", TABLE.len());
    assert!(gazetteer.len() > 230_000 && !gazetteer.is_empty(), "{} places", gazetteer.len());
}

#[test]
fn every_place_is_found_by_its_id_and_lies_where_it_should() {
    let gazetteer = Gazetteer::embedded();
    let places: HashMap<_, _> = gazetteer.places().map(|place| (place.id, place)).collect();
    assert_eq!(places.len(), gazetteer.len(), "every place can be read, and ids differ");
    for place in places.values().step_by(50) {
        assert_eq!(gazetteer.place(place.id).as_deref(), Some(place), "{}", place.id);
    }
    for place in places.values() {
        assert!(!place.name.is_empty(), "{}", place.id);
        assert!(place.latitude.abs() <= 90.0 && place.longitude.abs() <= 180.0, "{}", place.id);
        for (id, name) in &place.within {
            let outer = places.get(id).unwrap_or_else(|| panic!("{} lies in {id}", place.id));
            assert_eq!((&outer.name, outer.country), (name, place.country), "{}", place.id);
        }
        if place.kind == PlaceKind::City {
            assert!(place.country.is_some() && !place.within.is_empty(), "{}", place.id);
        }
        let widest = place.within.first().map(|(id, _)| places[id].kind);
        assert!(widest.is_none_or(|kind| kind == PlaceKind::Country), "{}", place.id);
    }
}

#[test]
fn every_name_is_folded_and_leads_to_places() {
    let gazetteer = Gazetteer::embedded();
    let (mut names, mut found) = (0, HashSet::new());
    gazetteer.for_each_name(|name| {
        names += 1;
        assert_eq!(fold(name), name);
        assert!(gazetteer.is_name(name), "{name}");
        let entries: Vec<_> = gazetteer.candidates(name).collect();
        assert!(!entries.is_empty(), "{name}");
        assert!(entries.iter().all(|entry| usize::from(entry.candidates) == entries.len()));
        found.extend(entries.iter().map(|entry| entry.id));
        if let Some((first, _)) = name.rsplit_once(' ') {
            assert!(gazetteer.is_prefix(first), "{name}");
        }
    });
    assert!(names > 300_000, "{names} names");
    // The others are called like a common word.
    assert!(gazetteer.len() - found.len() < 2_000, "{} of {}", found.len(), gazetteer.len());
}

#[test]
fn every_demonym_stands_for_a_country() {
    let gazetteer = Gazetteer::embedded();
    let mut demonyms = 0;
    gazetteer.for_each_demonym(|demonym| {
        demonyms += 1;
        assert_eq!(fold(demonym), demonym);
        let country = gazetteer.demonym(demonym).and_then(|id| gazetteer.place(id));
        assert!(country.is_some_and(|place| place.kind == PlaceKind::Country), "{demonym}");
    });
    assert!(demonyms > 400, "{demonyms} demonyms");
}

#[test]
fn a_broken_table_is_refused_or_answers_nothing() {
    for (bytes, expected) in [
        (&TABLE[..0], ErrorKind::Magic),
        (&TABLE[..100], ErrorKind::Truncated),
        (&TABLE[..TABLE.len() - 1], ErrorKind::Truncated),
    ] {
        assert_eq!(Gazetteer::open(bytes).map(|_| ()).map_err(|error| error.kind()), Err(expected));
    }
}

#[test]
fn damage_outside_the_name_indexes_answers_nothing_worse_than_another_place() {
    let index = Sections::parse(TABLE).unwrap().index.as_ptr().addr() - TABLE.as_ptr().addr();
    for step in [7, 1009, 65_537] {
        let mut bytes = TABLE.to_vec();
        for byte in bytes[HEADER..index].iter_mut().step_by(step) {
            *byte ^= 0x5a;
        }
        let gazetteer = Gazetteer::open(bytes.leak()).unwrap();
        for name in ["paris", "dushanbe", "new york", "georgia", "of", ""] {
            let _ = (gazetteer.lookup(name), gazetteer.best(name), gazetteer.is_prefix(name));
        }
    }
}
