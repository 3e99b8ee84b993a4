//! Which places names mean in short articles.

use dateline_gazetteer::Gazetteer;
use dateline_model::{ByteSpan, PlaceId, PlaceKind, fold};
use proptest::prelude::*;

use super::resolve::{Background, NamedPlaces, Resolution, resolve};
use super::toponym::{Hint, Toponym};
use crate::vocabulary::Vocabulary;

/// What the names mean that are marked as `[name]` in a text.
fn meanings(marked: &str, dateline: Option<&str>) -> Vec<(String, Option<Resolution>)> {
    let (text, spans) = unmarked(marked);
    let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
    vocabulary.begin();
    let demonyms = demonyms(&text);
    let named = NamedPlaces { text: &text, spans: &spans };
    let background = Background { demonyms: &demonyms, dateline, home: None };
    let meanings = resolve(&vocabulary, &[named], background).remove(0);
    let names = spans.iter().map(|span| text[span.start()..span.end()].to_owned());
    names.zip(meanings).collect()
}

fn unmarked(marked: &str) -> (String, Vec<ByteSpan>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (number, part) in marked.split(['[', ']']).enumerate() {
        let start = text.len();
        text.push_str(part);
        if number % 2 == 1 {
            spans.push(ByteSpan::new(start, text.len()));
        }
    }
    (text, spans)
}

fn demonyms(text: &str) -> Vec<PlaceId> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words.filter_map(|word| Gazetteer::embedded().demonym(&fold(word))).collect()
}

/// The labels of what the marked names mean, `-` for none.
fn labels(marked: &str) -> Vec<String> {
    let label = |meaning: Option<Resolution>| {
        let place = Gazetteer::embedded().place(meaning?.entry.id)?;
        Some(place.label())
    };
    meanings(marked, None)
        .into_iter()
        .map(|(_, meaning)| label(meaning).unwrap_or_else(|| "-".to_owned()))
        .collect()
}

#[test]
fn the_article_says_which_place_is_meant() {
    for (marked, expected) in [
        ("They met in [Paris] on Monday.", &["Paris, Île-de-France, France"][..]),
        (
            "A farm near [Paris], [Texas], burned.",
            &["Paris, Texas, United States", "Texas, United States"],
        ),
        ("He was born in [Athens], Ga., in 1950.", &["Athens, Georgia, United States"]),
        (
            "[Georgia] and [Armenia] signed it in [Tbilisi].",
            &["Georgia", "Armenia", "Tbilisi, Georgia"],
        ),
        (
            "[Georgia] and [Alabama] got rain; [Atlanta] stayed dry.",
            &[
                "Georgia, United States",
                "Alabama, United States",
                "Atlanta, Georgia, United States",
            ],
        ),
        (
            "[Washington] warned [Moscow].",
            &["Washington, District of Columbia, United States", "Moscow, Russia"],
        ),
        (
            "[Seattle] and [Spokane] in [Washington] state.",
            &[
                "Seattle, Washington, United States",
                "Spokane, Washington, United States",
                "Washington, United States",
            ],
        ),
        ("[Jordan] and [Syria] closed the border.", &["Jordan", "Syria"]),
        ("The king of [Jordan] spoke.", &["Jordan"]),
        ("Fighting in [Chad] near [N'Djamena].", &["Chad", "N'Djamena, N’Djamena, Chad"]),
        (
            "[Guinea], [Guinea-Bissau] and [Equatorial Guinea].",
            &["Guinea", "Guinea-Bissau", "Equatorial Guinea"],
        ),
        (
            "Troops in [Congo] took [Goma] and [Bukavu].",
            &[
                "Democratic Republic of the Congo",
                "Goma, North Kivu, Democratic Republic of the Congo",
                "Bukavu, South Kivu, Democratic Republic of the Congo",
            ],
        ),
        (
            "[Niger] and [Nigeria] share a river; [Niamey] fears it.",
            &["Niger", "Nigeria", "Niamey, Niger"],
        ),
        ("The [Niger] delta in [Nigeria].", &["Niger", "Nigeria"]),
        (
            "[San José], the capital of [Costa Rica].",
            &["San Jose, San José, Costa Rica", "Costa Rica"],
        ),
        (
            "Tech firms in [San Jose] and [San Francisco].",
            &["San Jose, California, United States", "San Francisco, California, United States"],
        ),
        (
            "Farmers in [Córdoba] and [Rosario], Argentine towns.",
            &["Córdoba, Argentina", "Rosario, Santa Fe, Argentina"],
        ),
        (
            "The mosque of [Córdoba] and the palace of [Granada] in [Spain].",
            &["Córdoba, Andalusia, Spain", "Granada, Andalusia, Spain", "Spain"],
        ),
        (
            "Trains from [Karachi] to [Hyderabad] in [Sindh].",
            &["Karachi, Sindh, Pakistan", "Hyderabad, Sindh, Pakistan", "Sindh, Pakistan"],
        ),
        ("Flights from [Delhi] to [Hyderabad].", &["Delhi, India", "Hyderabad, Telangana, India"]),
        (
            "Clashes in [Tripoli], northern [Lebanon].",
            &["Tripoli, North Governorate, Lebanon", "Lebanon"],
        ),
        ("Militias in [Tripoli] and [Benghazi].", &["Tripoli, Libya", "Benghazi, Libya"]),
        (
            "Protests in [Santiago] and [Valparaíso].",
            &["Santiago, Santiago Metropolitan, Chile", "Valparaiso, Valparaíso, Chile"],
        ),
        (
            "Fires in [Victoria] and [New South Wales].",
            &["Victoria, Australia", "New South Wales, Australia"],
        ),
        (
            "The ferry from [Victoria] to [Vancouver].",
            &["Victoria, British Columbia, Canada", "Vancouver, British Columbia, Canada"],
        ),
        (
            "Police in [Birmingham] and [Coventry].",
            &["Birmingham, England, United Kingdom", "Coventry, England, United Kingdom"],
        ),
        (
            "Police in [Birmingham] and [Montgomery], [Alabama].",
            &[
                "Birmingham, Alabama, United States",
                "Montgomery, Alabama, United States",
                "Alabama, United States",
            ],
        ),
        (
            "Scientists at [Cambridge] and [Boston] hospitals.",
            &["Cambridge, Massachusetts, United States", "Boston, Massachusetts, United States"],
        ),
        (
            "British students of [Oxford] and [Cambridge].",
            &["Oxford, England, United Kingdom", "Cambridge, England, United Kingdom"],
        ),
        (
            "[London], [Paris], [Rome] and [Tokyo] are dearer than [New York].",
            &[
                "London, England, United Kingdom",
                "Paris, Île-de-France, France",
                "Rome, Lazio, Italy",
                "Tokyo, Japan",
                "New York, United States",
            ],
        ),
        ("A farm in [Moscow], [Idaho].", &["Moscow, Idaho, United States", "Idaho, United States"]),
        (
            "The [Springfield] council in [Illinois].",
            &["Springfield, Illinois, United States", "Illinois, United States"],
        ),
        (
            "[Madison County] deputies near [Huntsville], Ala., drove on.",
            &["Madison County, Alabama, United States", "Huntsville, Alabama, United States"],
        ),
        (
            "[Morgan] and [Limestone] counties; [Decatur] and [Athens] in [Alabama].",
            &[
                "Morgan County, Alabama, United States",
                "Limestone County, Alabama, United States",
                "Decatur, Alabama, United States",
                "Athens, Alabama, United States",
                "Alabama, United States",
            ],
        ),
        ("Sharjah and [Abu Dhabi] [Airport].", &["Abu Dhabi, United Arab Emirates", "-"]),
        ("At [Kabul Stadium], and in [Kabul Province].", &["-", "Kabul, Afghanistan"]),
        ("[EU] leaders; [US] and [UK] too.", &["-", "United States", "United Kingdom"]),
        ("Fog in [northern Germany] and [Bremen]", &["Germany", "Bremen, Germany"]),
        ("[Northern Iraq] and [Mosul]", &["Iraqi Kurdistan, Iraq", "Mosul, Nineveh, Iraq"]),
        ("[Xyzzyville] is nowhere.", &["-"]),
        (
            "Farmers of [Dallas], [Waco] and [Houston] in [Texas] sell to [Italy] and [Russia].",
            &[
                "Dallas, Texas, United States",
                "Waco, Texas, United States",
                "Houston, Texas, United States",
                "Texas, United States",
                "Italy",
                "Russia",
            ],
        ),
        ("A fire in [Italy], Texas. In [Italy] they mourn.", &["Italy, Texas, United States"; 2]),
        (
            "From [St. Louis], [Missouri], to the [Pacific] and the [Rio Grande].",
            &[
                "St. Louis, Missouri, United States",
                "Missouri, United States",
                "Pacific Ocean",
                "Rio Grande",
            ],
        ),
        (
            "In [Randolph], [New Hampshire], and [Boston], [Massachusetts].",
            &[
                "-",
                "New Hampshire, United States",
                "Boston, Massachusetts, United States",
                "Massachusetts, United States",
            ],
        ),
        ("In [Groom] he spoke.", &["-"]),
        ("Paid by [Canada], [Mexico] and [Peru].", &["Canada", "Mexico", "Peru"]),
        (
            "The police of [Groom], [Texas].",
            &["Groom, Texas, United States", "Texas, United States"],
        ),
        ("[PIRAEUS], Feb 16 ([Brenta]) -- Ships.", &["Piraeus, Attica, Greece", "-"]),
        ("[ESSEN], West Germany, March 11", &["Essen, North Rhine-Westphalia, Germany"]),
        (
            "In [Tbilisi] the parliament of [Georgia] met. Envoys of [Alabama], [Florida], [Ohio], \
             [Texas] and [Iowa] came.",
            &[
                "Tbilisi, Georgia",
                "Georgia",
                "Alabama, United States",
                "Florida, United States",
                "Ohio, United States",
                "Texas, United States",
                "Iowa, United States",
            ],
        ),
    ] {
        assert_eq!(labels(marked), expected, "{marked}");
    }
}

#[test]
fn what_is_known_beside_the_text_counts() {
    let label = |dateline, home| {
        let (text, spans) = unmarked("The council of [Springfield] met.");
        let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
        vocabulary.begin();
        let named = NamedPlaces { text: &text, spans: &spans };
        let background = Background { demonyms: &[], dateline, home };
        let meaning = resolve(&vocabulary, &[named], background).remove(0).remove(0)?;
        Gazetteer::embedded().place(meaning.entry.id).map(|place| place.label())
    };
    let home = Gazetteer::embedded().best("chicago");
    assert_eq!(
        label(Some("CHICAGO, Ill."), None).as_deref(),
        Some("Springfield, Illinois, United States")
    );
    assert_eq!(label(None, home).as_deref(), Some("Springfield, Illinois, United States"));
}

#[test]
fn the_dateline_outweighs_what_is_named_later() {
    let marked = "[Georgia] signed it. Later the team saw [Alabama], [Florida], [Ohio], [Texas], \
                  [Kansas] and [Iowa].";
    let (_, meaning) = meanings(marked, Some("TBILISI")).remove(0);
    assert_eq!(meaning.map(|meaning| meaning.entry.kind), Some(PlaceKind::Country));
}

#[test]
fn one_name_may_mean_two_places_where_the_text_says_so() {
    assert_eq!(
        labels("From [Springfield], Ill., to [Springfield], Mass., and back."),
        ["Springfield, Illinois, United States", "Springfield, Massachusetts, United States"]
    );
    assert_eq!(
        labels("[Paris], Texas, is no capital. In [Paris] they know."),
        ["Paris, Texas, United States", "Paris, Texas, United States"]
    );
}

#[test]
fn confidence_grows_with_what_is_said() {
    let confidence = |marked| meanings(marked, None)[0].1.map_or(0, |meaning| meaning.confidence);
    let alone = confidence("He lives in [Springfield].");
    let in_state = confidence("He lives in [Springfield], [Illinois].");
    assert!(alone < 60 && in_state > 90, "{alone} {in_state}");
    assert!(confidence("The war in [Afghanistan].") > 95);
}

#[test]
fn names_are_read_with_what_stands_around_them() {
    let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
    vocabulary.begin();
    for (marked, name, hint, container) in [
        ("in [Kabul].", "kabul", None, None),
        ("the city of [Kabul]", "kabul", Some(Hint::Settlement), None),
        ("[Kunar] province", "kunar", Some(Hint::Region), None),
        ("[The Netherlands]'", "netherlands", None, None),
        ("[downtown  Chicago]", "chicago", None, None),
        ("[Madison] and Morgan counties", "madison county", Some(Hint::County), None),
        ("[Kulob], Tajikistan.", "kulob", None, Some("tajikistan")),
        ("[Athens], Ga., fell", "athens", None, Some("ga.")),
        ("[Charleston], West Virginia, won", "charleston", None, Some("west virginia")),
        ("[Tripoli], in northern Lebanon", "tripoli", None, Some("lebanon")),
        ("[Paris], he said", "paris", None, None),
    ] {
        let (text, spans) = unmarked(marked);
        let toponym = Toponym::read(&text, spans[0], &vocabulary).unwrap();
        let outer = toponym.container.as_ref().map(|outer| outer.name.as_str());
        assert_eq!(
            (toponym.name.as_str(), toponym.hint, outer),
            (name, hint, container),
            "{marked}"
        );
    }
    for marked in ["[Kabul Stadium]", "[Xyzzyville]", "[]", "[ ]", "[---]"] {
        let (text, spans) = unmarked(marked);
        assert_eq!(Toponym::read(&text, spans[0], &vocabulary), None, "{marked}");
    }
}

#[test]
fn many_names_take_bounded_time() {
    let names: Vec<String> =
        Gazetteer::embedded().places().take(20_000).map(|place| place.name).collect();
    let text = names.join(", ");
    let mut start = 0;
    let spans: Vec<ByteSpan> = names
        .iter()
        .map(|name| {
            let span = ByteSpan::new(start, start + name.len());
            start = span.end() + 2;
            span
        })
        .collect();
    let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
    vocabulary.begin();
    let named = NamedPlaces { text: &text, spans: &spans };
    let meanings = resolve(&vocabulary, &[named], Background::default());
    assert_eq!(meanings[0].len(), names.len());
}

proptest! {
    #[test]
    fn any_spans_are_resolved_or_not(
        text in "\\PC{0,60}|(Paris|London|Springfield|St\\.|,| |County|in|\n|é|Ga\\.){0,20}",
        ends in proptest::collection::vec((0usize..70, 0usize..20), 0..8),
    ) {
        let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
        vocabulary.begin();
        let spans: Vec<ByteSpan> =
            ends.iter().map(|&(start, length)| ByteSpan::new(start, start + length)).collect();
        let named = NamedPlaces { text: &text, spans: &spans };
        let background = Background { demonyms: &[], dateline: Some(&text), home: None };
        let meanings = resolve(&vocabulary, &[named, named], background);
        prop_assert_eq!(meanings.len(), 2);
        for meaning in &meanings {
            prop_assert_eq!(meaning.len(), spans.len());
            for meaning in meaning.iter().flatten() {
                prop_assert!((1..=99).contains(&meaning.confidence));
            }
        }
        prop_assert_eq!(&meanings[0], &meanings[1]);
    }
}
