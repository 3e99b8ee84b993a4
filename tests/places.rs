//! Places by distance, as printed, and drawn together in facets.

use std::collections::BTreeSet;

use crate::support::Playground;

fn with_towns() -> Playground {
    let playground = Playground::new();
    for (id, text) in [
        ("dushanbe", "The talks were held in Dushanbe on Monday."),
        ("kabul", "The talks were held in Kabul on Monday."),
        ("tajikistan", "The talks were held in Tajikistan on Monday."),
        ("khujand", "The talks were held in Khujand on Monday."),
        ("texas", "The talks were held in Paris, Texas, on Monday."),
        ("france", "The talks were held in Paris on Monday, and later in Versailles, France."),
        ("nowhere", "The talks were held on Monday."),
    ] {
        let record = serde_json::json!({"id": id, "text": text, "published": "2021-03-04"});
        playground.write(&format!("news/{id}.jsonl"), record.to_string());
    }
    assert_eq!(playground.run(&["index", "news"]).code, 0);
    playground
}

fn found(playground: &Playground, question: &str) -> BTreeSet<String> {
    playground.ids(&[question]).into_iter().collect()
}

fn ids(list: &str) -> BTreeSet<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn what_is_near_is_found() {
    let playground = with_towns();
    for (question, expected) in [
        ("near:Dushanbe", "dushanbe"),
        // Khujand is 200 km away, Kabul 450; a country is nowhere near anything.
        ("near:Dushanbe~190km", "dushanbe"),
        ("near:Dushanbe~220km", "dushanbe khujand"),
        ("near:\"Dushanbe\"~500km", "dushanbe khujand kabul"),
        ("near:Dushanbe~300mi", "dushanbe khujand kabul"),
        ("near:38.54,68.78~10km", "dushanbe"),
        ("near:\"38.54, 68.78\"~10km", "dushanbe"),
        ("near:\"Paris, Texas\"~20km", "texas"),
        ("near:Versailles~30km", "france"),
        ("near:Dushanbe~500km -near:Dushanbe~100km", "kabul khujand"),
        ("near:(Kabul~9km OR \"Khujand\"~9km)", "kabul khujand"),
        ("near:0,-160~20000km", "dushanbe kabul khujand texas france"),
        ("near:Nowheresville", ""),
    ] {
        let expected: BTreeSet<String> = ids(expected);
        let found = found(&playground, question);
        // A far point leaves out what is just at the other end of the earth.
        let is_world = question.contains("20000km");
        assert!(
            found == expected || is_world && found.is_subset(&expected),
            "{question}: {found:?}"
        );
    }
}

#[test]
fn the_place_that_was_taken_is_told() {
    let playground = with_towns();
    let said = |question: &str| playground.run(&["count", question]).stderr;
    assert!(
        said("near:Springfield").contains("other places have that name, as near:\"Springfield")
    );
    assert!(said("near:\"Paris, Texas\"").contains("Paris, Texas, United States"));
    assert!(said("near:Tajikistan").contains("a country, from its middle"));
    assert!(said("near:Nowheresville").contains("nothing is near it"));
}

#[test]
fn a_place_as_printed_is_its_words_alone() {
    let playground = with_towns();
    assert_eq!(found(&playground, "place:=Tajikistan"), ids("tajikistan"));
    assert_eq!(found(&playground, "place:=\"tajikistan\""), ids("tajikistan"));
    assert_eq!(found(&playground, "place:Tajikistan"), ids("tajikistan dushanbe khujand"));
    assert_eq!(found(&playground, "place:\"Paris, Texas\""), ids("texas"));
    let central_asia = found(&playground, "place:\"Central Asia\"");
    assert_eq!(central_asia, ids("tajikistan dushanbe khujand"));
}

#[test]
fn facets_of_places_have_levels() {
    let playground = with_towns();
    for level in ["country", "region", "city"] {
        let run = playground.run(&["facets", "--by", "places", "--level", level]);
        insta::assert_snapshot!(format!("places_{level}"), playground.shown(&run));
    }
    let run = playground.run(&["facets", "--by", "person", "--level", "city"]);
    assert_eq!((run.code, run.stderr.contains("--level goes with --by place")), (2, true));
}
