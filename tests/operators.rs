//! Operators and odd questions, as somebody sees them who asks on a command line.

use std::fmt::Write;

use crate::support::Playground;

/// Each question with what `count` says to it and how it exits.
const QUESTIONS: [&str; 34] = [
    "massou*",
    "hous?",
    "Who fled?",
    "*a*",
    "zyzzyva*",
    "wasic~1",
    "wasic~3",
    "\"safe house\"~2",
    "\"house\"~2",
    "\"safe hous*\"",
    "fled NEAR person:*",
    "fled NEAR/5 place:Nowheresville",
    "fled NEAR/5",
    "fled NEAR/5000 Massoud",
    "fled NEAR/5 date:2021",
    "NEAR Kabul",
    "Massoud^2",
    "Massoud^0",
    "place:Dushanbe^2",
    "+the Massoud",
    "has:persn",
    "has:person",
    "person:*",
    "near:*",
    "lang:xx",
    "lang:en",
    "id:no/such.txt",
    "source:oxus-wire/",
    "perosn:x",
    "a || b",
    "5*3",
    "**bold**",
    "(Massoud",
    "; DROP TABLE articles",
];

#[test]
fn odd_questions_are_answered_told_of_or_refused() {
    let playground = Playground::with_corpus();
    let mut shown = String::new();
    for question in QUESTIONS {
        let run = playground.run(&["count", "--", question]);
        writeln!(shown, "$ dateline count -- {question}").expect("a string takes every text");
        writeln!(shown, "{}", playground.shown(&run)).expect("a string takes every text");
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_matched_is_marked() {
    let playground = Playground::with_corpus();
    for (question, expected) in
        [("resist*", "resistance"), ("wasic~1", "Wasi"), ("fled NEAR/9 person:*", "fled")]
    {
        let run = playground.run(&["search", "--format", "json", "-n", "1", "--", question]);
        let lights = lit(&run.stdout).join(" | ");
        assert!(lights.to_lowercase().contains(&expected.to_lowercase()), "{question}: {lights}");
    }
}

#[test]
fn what_is_left_out_is_left_out() {
    let playground = Playground::with_corpus();
    for (without, with) in [
        (&["Massoud", "-\"safe house\""][..], "Massoud \"safe house\""),
        (&["Massoud", "-Tajikistan"], "Massoud Tajikistan"),
        (&["Massoud", "-house"], "Massoud house"),
        (&["the", "-\"safe house\""], "the \"safe house\""),
        (&["Massoud", "-title:\"two massouds\""], "Massoud title:\"two massouds\""),
    ] {
        let all = playground.ids(&without[..1]).len();
        let left = playground.ids(without).len();
        assert_eq!(left + playground.ids(&[with]).len(), all, "{without:?}");
    }
    assert_eq!(playground.ids(&["--any", "+apricots Massoud"]), playground.ids(&["apricots"]));
}

/// The lit parts of title and passages of the first hit.
fn lit(stdout: &str) -> Vec<String> {
    let hit = stdout.lines().find(|line| line.contains("\"type\":\"hit\"")).expect("a hit");
    let hit: serde_json::Value = serde_json::from_str(hit).expect("JSON");
    let mut lit = lit_of(&hit["title"], &hit["title_lights"]);
    for passage in hit["passages"].as_array().expect("passages") {
        lit.extend(lit_of(&passage["text"], &passage["lights"]));
    }
    lit
}

fn lit_of(text: &serde_json::Value, lights: &serde_json::Value) -> Vec<String> {
    let text = text.as_str().expect("a text");
    let at = |light: &serde_json::Value, key: &str| light[key].as_u64().expect("a number") as usize;
    let lights = lights.as_array().expect("lights").iter();
    lights.map(|light| text[at(light, "start")..at(light, "end")].to_owned()).collect()
}

/// A dash that was pasted leaves out what a hyphen would, and is told of.
#[test]
fn pasted_dashes_are_read_and_told() {
    let playground = Playground::with_corpus();
    let without = playground.run(&["count", "Massoud -Turkey"]);
    let with = playground.run(&["count", "Massoud Turkey"]);
    assert_eq!((without.stderr.as_str(), with.stderr.as_str()), ("", ""));
    for (question, expected, said) in [
        ("Massoud –Turkey", &without, "\"–Turkey\" is read as \"-Turkey\""),
        ("Massoud \u{2212}Turkey", &without, "is read as \"-Turkey\""),
        ("Massoud —Turkey", &with, "the dash in \"—Turkey\" has no effect"),
        ("Massoud –Turkey–", &with, "the dash in \"–Turkey–\" has no effect"),
        ("Massoud – Turkey", &with, "“–” has no word in it"),
    ] {
        let run = playground.run(&["count", question]);
        assert_eq!(run.stdout, expected.stdout, "{question}");

        assert!(run.stderr.contains(said), "{question}: {}", run.stderr);
    }
}
