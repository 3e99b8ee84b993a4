//! Persons under all their names: identity, what tells two apart, and what users override.

use std::collections::BTreeSet;

use crate::support::{Playground, Run};

/// A playground with an index of made-up articles, each a text by its number.
fn with_articles(texts: &[&str]) -> Playground {
    let playground = Playground::new();
    for (number, text) in texts.iter().enumerate() {
        let record = serde_json::json!({
            "id": format!("a{number}"), "text": text, "title": format!("Article {number}"),
            "published": format!("2021-03-{:02}", number + 1),
        });
        playground.write(&format!("news/{number}.jsonl"), record.to_string());
    }
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

fn found(playground: &Playground, question: &str) -> BTreeSet<String> {
    playground.ids(&[question]).into_iter().collect()
}

fn ids(list: &str) -> BTreeSet<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

/// The records of a type in JSON output.
fn records(run: &Run, of_type: &str) -> Vec<serde_json::Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    lines.filter(|record: &serde_json::Value| record["type"] == of_type).collect()
}

fn names(records: &[serde_json::Value]) -> Vec<String> {
    records.iter().map(|record| record["name"].as_str().expect("a name").to_owned()).collect()
}

const SPELLINGS: [&str; 5] = [
    "The lawyer Qasem Soleimani spoke in Tehran on Monday. Mr Soleimani was tired.",
    "The lawyer Ghassem Suleimani said on Tuesday that he would appeal.",
    "Mr Qassem Soleymani, a lawyer, told reporters that he had lost.",
    "The singer Sohrab Soleimani performed with Qasem Soleimani in the audience.",
    "The painter Leila Farhadi spoke of her work on Thursday.",
];

#[test]
fn spellings_of_one_person_are_found_together() {
    let playground = with_articles(&SPELLINGS);
    let all = ids("a0 a1 a2 a3");
    for name in ["Qasem Soleimani", "Qassem Suleimani", "Soleimani, Qasem", "qasem soleimani"] {
        assert_eq!(found(&playground, &format!("person:\"{name}\"")), all, "{name}");
    }
    assert_eq!(found(&playground, "person:\"Sohrab Soleimani\""), ids("a3"));
    assert_eq!(found(&playground, "person:=\"Qassem Soleymani\""), ids("a2"));
    assert_eq!(found(&playground, "person:=\"QASSEM SOLEYMANI\""), ids("a2"));
    assert_eq!(found(&playground, "person:=\"Qassem Suleimani\""), ids(""));
    assert_eq!(found(&playground, "person:soleimani -person:=\"Qasem Soleimani\""), ids("a1 a2"));
}

#[test]
fn a_facet_is_what_the_search_finds() {
    for playground in [with_articles(&SPELLINGS), Playground::with_corpus()] {
        let facets = playground.run(&["facets", "--by", "persons", "-n", "30", "--format", "json"]);
        let facets = records(&facets, "facet");
        assert!(facets.len() > 2);
        for facet in facets {
            let name = facet["value"].as_str().expect("a name");
            if name.contains(' ') {
                let counted = playground.run(&["count", &format!("person:\"{name}\"")]);
                assert_eq!(counted.stdout.trim(), facet["articles"].to_string(), "{name}");
            }
        }
    }
}

#[test]
fn hits_say_how_the_person_is_spelled() {
    let playground = with_articles(&SPELLINGS);
    let question = "person:\"Qasem Soleimani\" place:Iran";
    let run = playground.run(&["search", question, "--format", "json"]);
    let hits = records(&run, "hit");
    assert_eq!(hits.len(), 1);
    assert_eq!(
        hits[0]["named"],
        serde_json::json!([
            {"type": "PER", "asked": "Qasem Soleimani", "names": ["Qasem Soleimani"]},
            {"type": "LOC", "asked": "Iran", "names": ["Tehran"]},
        ])
    );
    let text = |question: &str| playground.run(&["search", question, "--format", "text"]).stdout;
    assert!(text("person:\"Qasem Soleimani\" appeal").contains("named as “Ghassem Suleimani”"));
    assert!(!text("person:\"Qasem Soleimani\" tired").contains("named as"));
}

#[test]
fn an_initial_is_the_one_person_it_fits() {
    let one = with_articles(&[
        "The lawyer Farid Karimov spoke on Monday in the old court.",
        "The lawyer F. Karimov spoke on Tuesday in the new court.",
    ]);
    assert_eq!(found(&one, "person:\"Farid Karimov\""), ids("a0 a1"));
    assert_eq!(found(&one, "person:\"F. Karimov\""), ids("a0 a1"));
    let two = with_articles(&[
        "The lawyer Farid Karimov spoke on Monday in the old court.",
        "The lawyer F. Karimov spoke on Tuesday in the new court.",
        "The singer Feruza Karimov spoke on Thursday in the park.",
    ]);
    assert_eq!(found(&two, "person:\"Farid Karimov\""), ids("a0"));
    assert_eq!(found(&two, "person:\"F. Karimov\""), ids("a1"));
    let run = two.run(&["person", "Farid Karimov", "--format", "json"]);
    let near = records(&run, "near");
    let short = near.iter().find(|record| record["name"] == "F. Karimov").expect("a short form");
    assert!(short["reasons"].to_string().contains("fits others too"), "{short}");
}

#[test]
fn an_article_that_names_two_forms_of_a_name_keeps_them_together() {
    let both = "The judge William Harlow spoke in London on Monday. Bill Harlow was there too.";
    let playground = with_articles(&[
        "The judge Bill Harlow spoke in Paris on Tuesday.",
        "The judge William Harlow spoke in Leeds on Tuesday.",
        both,
    ]);
    assert_eq!(found(&playground, "person:\"William Harlow\""), ids("a0 a1 a2"));
    playground.write("entities.toml", "different = [[\"William Harlow\", \"Bill Harlow\"]]");
    assert_eq!(found(&playground, "person:\"William Harlow\""), ids("a1 a2"));
    let run = playground.run(&["person", "William Harlow", "--format", "json"]);
    assert_eq!(names(&records(&run, "near")), ["Bill Harlow"]);
}

#[test]
fn every_spelling_that_an_article_prints_is_found() {
    let playground = with_articles(&[
        "Ahmed Massoud left. The leader Ahmad Massoud spoke in Kabul on Monday. Ahmad Massoud \
         was tired.",
        "The leader Ahmad Massoud spoke in Kabul on Tuesday.",
    ]);
    assert_eq!(found(&playground, "person:=\"Ahmed Massoud\""), ids("a0"));
    assert_eq!(found(&playground, "person:\"Ahmad Massoud\""), ids("a0 a1"));
    let run = playground.run(&["person", "Ahmad Massoud", "--format", "json"]);
    assert_eq!(names(&records(&run, "spelling")), ["Ahmad Massoud", "Ahmed Massoud"]);
}

#[test]
fn a_surname_that_stands_alone_can_be_joined() {
    let playground = with_articles(&[
        "Former president Donald Trump spoke to reporters in Washington on Monday.",
        "Mr Trump spoke to reporters in Washington on Tuesday.",
    ]);
    let run = playground.run(&["person", "Donald Trump", "--format", "text"]);
    assert!(run.stderr.contains("1 more article names only “Trump”"), "{}", run.stderr);
    playground.write("entities.toml", "same = [[\"Trump\", \"Donald Trump\"]]");
    assert_eq!(found(&playground, "person:\"Donald Trump\""), ids("a0 a1"));
    assert!(playground.run(&["facets", "--by", "person"]).stdout.contains("Donald Trump\t2"));
}

#[test]
fn the_sample_archive_knows_father_and_son() {
    let playground = Playground::with_corpus();
    for (name, arguments) in [
        ("son", &["person", "Ahmad Massoud", "--format", "text", "-n", "3"][..]),
        ("father", &["person", "Ahmad Shah Massoud", "--format", "text", "-n", "2"]),
        ("part", &["person", "wasik", "--format", "text"]),
        ("json", &["person", "Kabir Wasiq", "--format", "json"]),
        ("csv", &["person", "Ahmed Masood", "--format", "csv", "--names", "2"]),
        ("ids", &["person", "Kabir Wasiq", "--format", "ids"]),
        ("nobody", &["person", "Ahmad Wali Saleh"]),
        ("no_name", &["person", "12"]),
        ("coloured", &["person", "Kabir Wasiq", "--format", "text", "--color", "always"]),
    ] {
        let run = playground.run(arguments);
        insta::assert_snapshot!(format!("person_{name}"), playground.shown(&run));
    }
}

#[test]
fn overrides_take_effect_at_once_and_outlive_the_index() {
    let playground = with_articles(&SPELLINGS);
    let son = "person:\"Qasem Soleimani\"";
    assert_eq!(found(&playground, son).len(), 4);
    playground.write(
        "entities.toml",
        "same = [[\"Qasem Soleimani\", \"Leila Farhadi\"]]\n\
         different = [[\"Qasem Soleimani\", \"Ghassem Suleimani\"]]\n\
         never_person = [\"sohrab soleimani\"]\n\
         never_place = [\"Tehran\"]\n",
    );
    assert_eq!(found(&playground, son), ids("a0 a2 a3 a4"));
    assert_eq!(found(&playground, "person:\"Leila Farhadi\""), ids("a0 a2 a3 a4"));
    assert_eq!(found(&playground, "person:\"Ghassem Suleimani\""), ids("a1"));
    assert_eq!(found(&playground, "person:sohrab"), ids(""));
    assert_eq!(found(&playground, "person:\"Sohrab Soleimani\""), ids(""));
    assert_eq!(found(&playground, "person:soleimani"), ids("a0 a1 a2 a3"));
    assert_eq!(found(&playground, "place:Iran"), ids(""));
    assert_eq!(found(&playground, "place:Tehran"), ids(""));
    assert_eq!(found(&playground, "near:Tehran"), ids(""));
    let shown = |arguments: &[&str]| playground.run(arguments).stdout;
    assert!(!shown(&["facets", "--by", "person"]).contains("Sohrab"));
    assert!(!shown(&["facets", "--by", "place"]).contains("Tehran"));
    assert!(!shown(&["facets", "--by", "place", "--level", "country"]).contains("Iran"));
    assert!(!shown(&["show", "a3", "--format", "json"]).contains("\"name\":\"Sohrab"));
    let person = playground.run(&["person", "Qasem Soleimani", "--format", "json"]);
    assert!(names(&records(&person, "spelling")).contains(&"Leila Farhadi".to_owned()));
    assert!(names(&records(&person, "near")).contains(&"Ghassem Suleimani".to_owned()));
    // Another file in its place, and then none.
    playground.write("other.toml", "");
    let arguments = ["count", son, "--overrides", "other.toml"];
    assert_eq!(playground.run(&arguments).stdout, "4\n");
    std::fs::remove_dir_all(playground.path("index")).expect("removed");
    assert_eq!(playground.run(&["index", "news"]).code, 0);
    assert_eq!(found(&playground, son), ids("a0 a2 a3 a4"));
}

#[test]
fn parts_that_are_said_to_be_the_same_are() {
    let playground = with_articles(&[
        "The lawyer Robert Stryk spoke in London on Monday.",
        "The lawyer Robert Streik spoke in Paris on Tuesday.",
    ]);
    assert_eq!(found(&playground, "person:stryk"), ids("a0"));
    playground.write("entities.toml", "same = [[\"Stryk\", \"Streik\"]]\n");
    assert_eq!(found(&playground, "person:stryk"), ids("a0 a1"));
    assert_eq!(found(&playground, "person:\"Robert Streik\""), ids("a0 a1"));
}

#[test]
fn bad_overrides_say_where() {
    let playground = with_articles(&SPELLINGS[..1]);
    playground.write("entities.toml", "same = [\n  [\"Ahmad\"],\n]\n");
    playground.write("unknown.toml", "smae = []\n");
    for (name, arguments) in [
        ("beside", &["count", "x"][..]),
        ("unknown", &["count", "x", "--overrides", "unknown.toml"]),
        ("missing", &["count", "x", "--overrides", "missing.toml"]),
        ("json", &["person", "x", "--json-errors"]),
    ] {
        let run = playground.run(arguments);
        insta::assert_snapshot!(format!("overrides_{name}"), playground.shown(&run));
    }
}

/// Whoever is not found under a name that was mistyped, the nearest names are told.
#[test]
fn nobody_is_told_with_the_nearest_names() {
    let playground = Playground::with_corpus();
    for (name, near) in [("wasic", "Wasiq"), ("Rahmonov", "Rahmon"), ("Stryke", "Stryk")] {
        let run = playground.run(&["person", name]);
        assert_eq!((run.code, run.stdout.is_empty()), (1, false), "{}", run.stderr);
        assert!(run.stdout.starts_with("near\t") && run.stdout.contains(near), "{}", run.stdout);
        let told = run.stderr.lines().last().expect("a line");
        assert!(told.starts_with("dateline: the nearest names are ") && told.contains(near));
    }
    assert_eq!(playground.run(&["person", "Nobodyx"]).stdout, "");
    let reason = playground.run(&["count", "person:Nobodyx"]).stderr;
    assert_eq!(reason, "dateline: nobody has \"Nobodyx\" in the name\n");
    let tried = playground.run(&["count", "person:\"Commander Massoud\""]).stderr;
    assert_eq!(tried.matches("try person:\"Massoud\" ").count(), 1, "{tried}");
    assert!(!tried.contains("\"massoud\""), "{tried}");
}
