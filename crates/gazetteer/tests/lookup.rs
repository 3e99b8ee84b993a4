//! What the embedded table says about places that news names.

use dateline_gazetteer::Gazetteer;
use dateline_gazetteer::layout::{FIRST_LISTED_ID, FIRST_OWN_ID, Seat};
use dateline_model::{PlaceId, PlaceKind};
use proptest::prelude::*;

fn labels(name: &str) -> Vec<String> {
    Gazetteer::embedded().lookup(name).iter().map(|place| place.label()).collect()
}

fn first(name: &str) -> String {
    labels(name).into_iter().next().unwrap_or_default()
}

#[test]
fn the_place_that_news_means_comes_first() {
    for (name, expected) in [
        ("Paris", "Paris, Île-de-France, France"),
        ("London", "London, England, United Kingdom"),
        ("Washington", "Washington, District of Columbia, United States"),
        ("New York", "New York, United States"),
        ("Quebec", "Quebec, Canada"),
        ("Frankfurt", "Frankfurt, Hesse, Germany"),
        ("Valencia", "Valencia, Valencian Community, Spain"),
        ("Birmingham", "Birmingham, England, United Kingdom"),
        ("Boston", "Boston, Massachusetts, United States"),
        ("Hyderabad", "Hyderabad, Telangana, India"),
        ("Tripoli", "Tripoli, Libya"),
        ("Athens", "Athens, Attica, Greece"),
        ("Lebanon", "Lebanon"),
        ("Jordan", "Jordan"),
        ("Mexico", "Mexico"),
        ("Herat", "Herat, Afghanistan"),
        ("Donetsk", "Donetsk, Donetsk Oblast, Ukraine"),
        ("Gaza", "Gaza, Gaza Strip, Palestine"),
        ("Landen", "Landen, Flanders, Belgium"),
        ("Nice", "Nice, Provence-Alpes-Côte d'Azur, France"),
        ("Kent", "Kent, England, United Kingdom"),
    ] {
        assert_eq!(first(name), expected, "{name}");
    }
}

#[test]
fn a_place_lies_within_its_country_and_region() {
    for (name, kind, expected) in [
        ("Dushanbe", PlaceKind::City, &["Tajikistan", "Dushanbe"][..]),
        ("Panjshir", PlaceKind::Region, &["Afghanistan"]),
        ("Panjshir Valley", PlaceKind::Feature, &["Afghanistan", "Panjshir"]),
        ("Mazar-i-Sharif", PlaceKind::City, &["Afghanistan", "Balkh"]),
        ("Beslan", PlaceKind::City, &["Russia", "North Ossetia"]),
        ("Capitol Hill", PlaceKind::Site, &["United States", "District of Columbia", "Washington"]),
        ("East Germany", PlaceKind::Region, &["Germany"]),
        ("Afghanistan", PlaceKind::Country, &[]),
        ("Middle East", PlaceKind::WorldRegion, &[]),
        ("Hindu Kush", PlaceKind::Feature, &[]),
        ("Soviet Union", PlaceKind::Country, &[]),
    ] {
        let place = &Gazetteer::embedded().lookup(name)[0];
        let within: Vec<&str> = place.within.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!((place.kind, within.as_slice()), (kind, expected), "{name}");
    }
}

#[test]
fn other_names_and_abbreviations_mean_the_same_place() {
    for (name, expected) in [
        ("Peking", "Beijing, China"),
        ("Saigon", "Ho Chi Minh City, Vietnam"),
        ("Leningrad", "St. Petersburg, Saint Petersburg, Russia"),
        ("St Petersburg", "St. Petersburg, Saint Petersburg, Russia"),
        ("Bombay", "Mumbai, Maharashtra, India"),
        ("Kiev", "Kyiv, Ukraine"),
        ("Köln", "Cologne, North Rhine-Westphalia, Germany"),
        ("Burma", "Myanmar"),
        ("Zaire", "Democratic Republic of the Congo"),
        ("U.S.", "United States"),
        ("UK", "United Kingdom"),
        ("UAE", "United Arab Emirates"),
        ("D.C.", "Washington, District of Columbia, United States"),
        ("Ky.", "Kentucky, United States"),
        ("Calif.", "California, United States"),
        ("Okla.", "Oklahoma, United States"),
        ("Ont.", "Ontario, Canada"),
        ("Panjshir Province", "Panjshir, Afghanistan"),
        ("Belgorod region", "Belgorod Oblast, Russia"),
        ("Mt. Everest", "Mount Everest"),
    ] {
        assert_eq!(first(name), expected, "{name}");
    }
}

#[test]
fn a_name_of_several_places_has_them_all() {
    let georgia = labels("Georgia");
    assert_eq!(georgia[..2], ["Georgia", "Georgia, United States"]);
    let punjab = labels("Punjab");
    assert!(punjab.contains(&"Punjab, India".to_owned()), "{punjab:?}");
    assert!(punjab.contains(&"Punjab, Pakistan".to_owned()), "{punjab:?}");
    let congo = labels("Congo");
    assert!(congo.contains(&"Republic of the Congo".to_owned()), "{congo:?}");
    assert!(labels("Washington").contains(&"Washington, United States".to_owned()));
}

#[test]
fn names_are_compared_folded() {
    for (one, other) in [
        ("Kabul", "KABUL"),
        ("Bogotá", "bogota"),
        ("Łódź", "Lodz"),
        ("New York", "  new \n york\u{a0}"),
        ("N'Djamena", "N’Djamena"),
        ("São Paulo", "Sa\u{303}o Paulo"),
    ] {
        assert!(!labels(one).is_empty(), "{one}");
        assert_eq!(labels(one), labels(other), "{one} / {other}");
    }
}

#[test]
fn words_are_no_places() {
    for word in ["of", "March", "Police", "University", "Mary", "the", "said", "President", "Obama"]
    {
        assert_eq!(labels(word), [""; 0], "{word}");
    }
}

#[test]
fn what_is_no_name_is_not_found() {
    let gazetteer = Gazetteer::embedded();
    let long = "a".repeat(1 << 20);
    let marks = "e\u{301}\u{302}\u{303}".repeat(10_000);
    for name in ["", " ", "\0", "Kabul\0", "\u{301}", "Zzyzzxyz", "\u{202e}", &long, &marks] {
        assert!(gazetteer.lookup(name).is_empty(), "{name:.20}");
        assert!(gazetteer.best(name).is_none() && !gazetteer.is_name(name), "{name:.20}");
        assert_eq!(gazetteer.demonym(name), None, "{name:.20}");
        let _ = gazetteer.is_prefix(name);
    }
    // Not folded, so not found as it is.
    assert!(!gazetteer.is_name("Kabul") && gazetteer.is_name("kabul"));
}

#[test]
fn an_entry_says_what_a_place_does() {
    let gazetteer = Gazetteer::embedded();
    for name in ["paris", "georgia", "panjshir", "middle east", "peking", "springfield"] {
        let places = gazetteer.lookup(name);
        let entries: Vec<_> = gazetteer.candidates(name).collect();
        assert_eq!(places.len(), entries.len(), "{name}");
        assert_eq!(gazetteer.best(name), entries.first().copied(), "{name}");
        for (place, entry) in places.iter().zip(&entries) {
            assert_eq!(
                (place.id, place.kind, place.country),
                (entry.id, entry.kind, entry.country)
            );
            assert_eq!(place.population, entry.population);
            assert_eq!((place.latitude, place.longitude), (entry.latitude, entry.longitude));
            assert_eq!(usize::from(entry.candidates), entries.len());
            assert_eq!(gazetteer.place(entry.id).as_ref(), Some(place));
        }
    }
    assert!(gazetteer.best("beijing").is_some_and(|entry| entry.is_main_name));
    assert!(gazetteer.best("peking").is_some_and(|entry| !entry.is_main_name));
}

#[test]
fn facts_are_those_of_the_source() {
    let place = &Gazetteer::embedded().lookup("Dushanbe")[0];
    assert_eq!((place.id, place.population), (PlaceId(1_221_874), 679_400));
    assert!((place.latitude - 38.536).abs() < 0.01 && (place.longitude - 68.78).abs() < 0.01);
    let tajikistan = Gazetteer::embedded().place(PlaceId(1_220_409)).unwrap();
    assert_eq!(tajikistan.name, "Tajikistan");
    let panjshir = Gazetteer::embedded().best("panjshir").unwrap();
    assert!((FIRST_OWN_ID..FIRST_LISTED_ID).contains(&panjshir.id.0));
    assert_eq!(Gazetteer::embedded().place(PlaceId(u32::MAX)), None);
    assert_eq!(Gazetteer::embedded().place(PlaceId(0)), None);
}

#[test]
fn prefixes_end_with_a_word() {
    let gazetteer = Gazetteer::embedded();
    for (words, expected) in [
        ("new", true),
        ("rio de", true),
        ("united arab", true),
        ("united ara", false),
        ("rio de janeiro de", false),
        ("panjshir", true),
        ("zzyzzxyz", false),
        ("", false),
    ] {
        assert_eq!(gazetteer.is_prefix(words), expected, "{words}");
    }
}

#[test]
fn regions_of_the_world_have_members() {
    let gazetteer = Gazetteer::embedded();
    for (region, member, expected) in [
        ("central asia", "tajikistan", true),
        ("middle east", "iraq", true),
        ("asia", "iraq", true),
        ("latin america", "peru", true),
        ("americas", "canada", true),
        ("europe", "iraq", false),
        ("tajikistan", "iraq", false),
    ] {
        let id = |name| gazetteer.best(name).unwrap().id;
        let is_member = gazetteer.members(id(region)).any(|place| place == id(member));
        assert_eq!(is_member, expected, "{member} in {region}");
    }
    assert_eq!(gazetteer.members(PlaceId(u32::MAX)).count(), 0);
}

#[test]
fn counties_lie_in_their_state() {
    let madison = labels("Madison County");
    assert!(madison.contains(&"Madison County, Alabama, United States".to_owned()), "{madison:?}");
    assert_eq!(first("Orleans Parish"), "Orleans Parish, Louisiana, United States");
    assert_eq!(first("Prince Georges County"), "Prince George's County, Maryland, United States");
    let county = Gazetteer::embedded().best("orleans parish").unwrap();
    let state = Gazetteer::embedded().best("louisiana").unwrap();
    assert_eq!((county.kind, county.region), (PlaceKind::Region, Some(state.id)));
    assert_eq!((state.kind, state.region), (PlaceKind::Region, None));
}

#[test]
fn capitals_are_known_as_such() {
    for (name, expected) in [
        ("dushanbe", Seat::Country),
        ("washington", Seat::Country),
        ("new york", Seat::None),
        ("tajikistan", Seat::None),
    ] {
        assert_eq!(Gazetteer::embedded().best(name).unwrap().seat, expected, "{name}");
    }
}

#[test]
fn demonyms_stand_for_countries() {
    let gazetteer = Gazetteer::embedded();
    for (demonym, country) in [
        ("afghan", "Afghanistan"),
        ("afghans", "Afghanistan"),
        ("tajik", "Tajikistan"),
        ("russian", "Russia"),
        ("british", "United Kingdom"),
        ("englishmen", "United Kingdom"),
        ("dutch", "Netherlands"),
        ("filipino", "Philippines"),
        ("south korean", "South Korea"),
        ("nigerien", "Niger"),
        ("nigerian", "Nigeria"),
    ] {
        let place = gazetteer.demonym(demonym).and_then(|id| gazetteer.place(id));
        assert_eq!(place.map(|place| place.name.clone()), Some(country.to_owned()), "{demonym}");
    }
    assert_eq!(gazetteer.demonym("martian"), None);
    assert!(!gazetteer.is_name("afghan"));
}

proptest! {
    #[test]
    fn any_name_is_found_or_not(name in "\\PC{0,40}") {
        let gazetteer = Gazetteer::embedded();
        let folded = dateline_model::fold(&name);
        prop_assert_eq!(gazetteer.is_name(&folded), gazetteer.best(&folded).is_some());
        let _ = (gazetteer.lookup(&name), gazetteer.is_prefix(&folded), gazetteer.demonym(&folded));
    }
}
