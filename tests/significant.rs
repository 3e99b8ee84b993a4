//! Values that the articles of a question have more often than the archive.

use crate::support::Playground;

/// A playground of forty articles: a flood in ten of them, Farhadi in eight of these and one
/// other, Karimov in every second of all, Haddad in one of the ten alone.
fn with_articles() -> Playground {
    let playground = Playground::new();
    let article = |number: usize| {
        let mut text = String::from("The minister spoke to reporters on the river. ");
        if number < 10 {
            text += "A flood was feared in Khujand. ";
        }
        if number < 8 || number == 30 {
            text += "The engineer Leila Farhadi warned of rain. ";
        }
        if number.is_multiple_of(2) {
            text += "The lawyer Farid Karimov was there. ";
        }
        if number == 3 {
            text += "The driver Omar Haddad was there. ";
        }
        let outlet = if number < 9 { "Flood Post" } else { "Oxus Wire" };
        serde_json::json!({"id": format!("a{number}"), "title": "News", "text": text,
            "outlet": outlet, "published": format!("2021-{:02}-05", 1 + number / 10)})
    };
    let lines: Vec<String> = (0..40).map(|number| article(number).to_string()).collect();
    playground.write("news.jsonl", lines.join("\n"));
    let run = playground.run(&["index", "news.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

#[test]
fn what_comes_more_often_is_told_with_both_shares() {
    let playground = with_articles();
    let ask = |by: &[&str]| {
        let fixed = ["facets", "flood", "--significant", "--format", "csv", "--by"];
        let run = playground.run(&[&fixed, by].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let persons = ask(&["person"]);
    assert_eq!(persons.len(), 1, "{persons:?}");
    assert!(persons[0].starts_with("Leila Farhadi,8,0.8000,9,0.2250,"), "{persons:?}");
    assert!(ask(&["outlet"])[0].starts_with("Flood Post,9,0.9000,9,0.2250,"));
    assert!(ask(&["place"])[0].starts_with("\"Khujand,"));
    assert!(ask(&["published", "--level", "month"])[0].starts_with("2021-01,10,1.0000,10,0.2500,"));
    let nothing = playground.run(&["facets", "minister", "--significant", "--by", "person"]);
    assert_eq!(nothing.code, 1, "{}", nothing.stdout);
}

#[test]
fn a_place_is_the_same_one_in_the_archive() {
    let playground = Playground::new();
    let article = |number: usize| {
        let told = match number < 10 {
            true => "A flood was feared in New York City.",
            false => {
                "New York City asked for help from New York state, said the New York \
                state government."
            }
        };
        let text = format!("The minister spoke to reporters on the river. {told}");
        serde_json::json!({"id": format!("a{number}"), "title": "News", "text": text}).to_string()
    };
    playground.write("news.jsonl", (0..40).map(article).collect::<Vec<_>>().join("\n"));
    assert_eq!(playground.run(&["index", "news.jsonl"]).code, 0);
    let all = playground.run(&["facets", "--by", "place", "--format", "csv"]).stdout;
    assert!(all.contains("New York (city)") && all.contains("New York (region)"), "{all}");
    // The city stands in every article: the flood makes it no more frequent, whatever it is
    // called among these.
    let run = playground.run(&["facets", "flood", "--significant", "--by", "place"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
}

#[test]
fn every_form_of_the_answer() {
    let playground = with_articles();
    for format in ["text", "json", "tsv"] {
        let fixed = ["facets", "flood", "--by", "person", "--significant", "--format", format];
        let run = playground.run(&fixed);
        insta::assert_snapshot!(format!("significant_{format}"), playground.shown(&run));
    }
}
