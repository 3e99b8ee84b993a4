//! Citations: what they say, in which forms, and whether they still hold.

use std::fs;

use crate::support::{Playground, Run, corpus};

const REPORT: &str = "Massoud ‘in Dushanbe’\n\nDUSHANBE, Sept 23 (Oxus Wire) -- He is kept in a safe \
                      house, said an official.\n\nAlso read: The 5% & more\n\n“We’ve 5% of {it} left,” \
                      he said. #1_a: nobody knows.\n";

/// A playground with a report of one file, and a wire of several records with escapes.
fn with_reports() -> Playground {
    let playground = Playground::new();
    playground.write("news/report.txt", REPORT);
    let record = |id: &str, text: &str| {
        serde_json::json!({
            "id": id, "title": "A {wire} & more", "body": text, "outlet": "Oxus Wire",
            "date": "2021-09-24", "url": "https://oxus.example/a?b=1&c=2", "author": "Jane Doe",
        })
    };
    let wire = [
        record("urn:oxus:1", "Är was first. The second said “no”."),
        record("urn:oxus:2", "One\nline and é. The lake froze in Khujand.\nNo more."),
    ];
    let lines: Vec<String> = wire.iter().map(ToString::to_string).collect();
    playground.write("news/wire.jsonl", lines.join("\n") + "\n");
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

fn records(run: &Run, of_type: &str) -> Vec<serde_json::Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    lines.filter(|record: &serde_json::Value| record["type"] == of_type).collect()
}

const FORMATS: [&str; 5] = ["text", "markdown", "bibtex", "csl-json", "json"];

#[test]
fn citations_say_where_words_are_from() {
    let playground = with_reports();
    for format in FORMATS {
        let matching = ["cite", "urn:oxus:2", "--match", "lake froze", "--format", format];
        insta::assert_snapshot!(
            format!("cite_{format}"),
            playground.shown(&playground.run(&matching))
        );
    }
    let whole = playground.run(&["cite", "report.txt", "urn:oxus:1:title"]);
    insta::assert_snapshot!("cite_whole_and_title", playground.shown(&whole));
}

#[test]
fn handles_that_searches_print_are_cited_and_hold() {
    let playground = with_reports();
    let run = playground.run(&["search", "Khujand OR official OR nobody", "--format", "json"]);
    let hits = records(&run, "hit");
    assert_eq!(hits.len(), 2);
    let mut handles = Vec::new();
    for hit in &hits {
        let path = hit["path"].as_str().expect("a path");
        let bytes = fs::read(path).expect("a file");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        for passage in hit["passages"].as_array().expect("passages") {
            let span = |name: &str| {
                let end = |end: &str| passage[name][end].as_u64().expect("a number") as usize;
                end("start")..end("end")
            };
            let words = passage["text"].as_str().expect("a text");
            let found = std::str::from_utf8(&bytes[span("source")]).expect("whole characters");
            let characters = span("source_chars");
            let by_characters: String =
                text.chars().skip(characters.start).take(characters.len()).collect();
            assert_eq!(found, by_characters);
            match passage["verbatim"].as_bool().expect("known") {
                true => assert_eq!(found, words),
                false => assert!(found.len() > words.len(), "{found}"),
            }
            handles.push(passage["cite"].as_str().expect("a handle").to_owned());
        }
    }
    for format in FORMATS {
        let mut arguments = vec!["cite", "--format", format];
        arguments.extend(handles.iter().map(String::as_str));
        let document = playground.run(&arguments);
        assert_eq!(document.code, 0, "{}", document.stderr);
        let checked = playground.run_with_input(&["check-cite"], &document.stdout);
        assert_eq!(checked.code, 0, "{format}: {}{}", checked.stdout, checked.stderr);
        assert_eq!(checked.stdout.lines().count(), handles.len(), "{format}");
    }
    let text = playground.run(&["search", "Khujand", "--cite", "--format", "text"]).stdout;
    assert!(text.contains("    urn:oxus:2:"), "{text}");
}

#[test]
fn what_changed_is_told() {
    let playground = with_reports();
    let cite = |format: &str| {
        let handles = ["cite", "-o", format, "report.txt", "--match", "“We’ve 5% of {it} left,”"];
        let report = playground.run(&handles).stdout;
        let wire = ["cite", "-o", format, "urn:oxus:2", "--match", "froze in Khujand"];
        [report, playground.run(&wire).stdout]
    };
    let documents: Vec<[String; 2]> = FORMATS.into_iter().map(cite).collect();
    let verdicts = || -> Vec<Vec<String>> {
        let check = |document: &String| {
            let run = playground.run_with_input(&["check-cite"], document);
            let verdict = run.stdout.split_whitespace().next().unwrap_or_default().to_owned();
            assert_eq!(run.code, i32::from(verdict != "same"), "{}{}", run.stdout, run.stderr);
            verdict
        };
        documents.iter().map(|pair| pair.iter().map(check).collect()).collect()
    };
    let expect = |report: &str, wire: &str| {
        for (format, found) in FORMATS.iter().zip(verdicts()) {
            assert_eq!(found, [report, wire], "{format}");
        }
    };
    let wire = fs::read_to_string(playground.path("news/wire.jsonl")).expect("a file");
    let lines: Vec<&str> = wire.lines().collect();
    expect("same", "same");
    // What is appended to a file of records changes none of them.
    playground.write("news/wire.jsonl", format!("{wire}{{\"text\":\"More.\"}}\n"));
    playground.write("news/report.txt", format!("{REPORT}\nAnd more.\n"));
    expect("changed", "same");
    // The records change places; the sentence gets another before it.
    playground.write("news/wire.jsonl", format!("{}\n{}\n", lines[1], lines[0]));
    playground.write("news/report.txt", REPORT.replace("an official.", "an official. More."));
    expect("moved", "moved");
    playground.write("news/wire.jsonl", wire.replace("The lake", "A lake").replace("froze", "did"));
    playground.write("news/report.txt", REPORT.replace("5% of", "6% of"));
    expect("gone", "gone");
    fs::remove_file(playground.path("news/report.txt")).expect("removed");
    playground.write("news/wire.jsonl", "\0\0\0");
    expect("missing", "unreadable");
}

#[test]
fn a_quote_that_was_touched_up_does_not_hold() {
    let playground = with_reports();
    for format in FORMATS {
        let handle = ["cite", "-o", format, "urn:oxus:2", "--match", "froze in Khujand"];
        let document = playground.run(&handle).stdout.replace("lake froze", "lake never froze");
        let run = playground.run_with_input(&["check-cite"], &document);
        assert_eq!(run.code, 1, "{format}");
        assert!(run.stdout.starts_with("altered"), "{format}: {}", run.stdout);
    }
}

#[test]
fn a_citation_without_words_says_so() {
    let playground = with_reports();
    let document =
        playground.run(&["cite", "-o", "markdown", "urn:oxus:2", "--match", "froze in Khujand"]);
    let lines = document.stdout.lines().filter(|line| !line.starts_with('>'));
    let unquoted: String = lines.map(|line| format!("{line}\n")).collect();
    let run = playground.run_with_input(&["check-cite"], &unquoted);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("the citation has no words to compare"), "{}", run.stdout);
}

#[test]
fn the_index_is_asked_when_it_is_wanted() {
    let playground = with_reports();
    let document = playground.run(&["cite", "report.txt", "--match", "safe house"]).stdout;
    playground.write("news/report.txt", format!("{REPORT}\nAnd more.\n"));
    playground.run(&["index", "news"]);
    playground.write("news/report.txt", REPORT);
    let run = playground.run_with_input(&["check-cite"], &document);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let run = playground.run_with_input(&["check-cite", "--with-index", "-o", "json"], &document);
    assert_eq!(run.code, 1);
    assert_eq!(records(&run, "check")[0]["verdict"], "index-differs");
}

#[test]
fn what_cannot_be_cited_is_told() {
    let playground = with_reports();
    for (name, arguments) in [
        ("unknown_id", &["cite", "reprot.txt", "urn:oxus:1"][..]),
        ("unknown_part", &["cite", "report.txt:0-99999"]),
        ("no_match", &["cite", "report.txt", "--match", "zebra"]),
    ] {
        let run = playground.run(arguments);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        insta::assert_snapshot!(format!("cite_{name}"), run.stderr);
    }
    let run = playground.run_with_input(&["check-cite"], "No citation here.");
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("has no citation"), "{}", run.stderr);
}

#[test]
fn every_article_of_the_sample_archive_can_be_cited() {
    let playground = Playground::with_corpus();
    let ids = playground.ids(&["*"]);
    assert!(ids.len() > 30, "{} in {}", ids.len(), corpus().display());
    for format in FORMATS {
        let mut arguments = vec!["cite", "-o", format, "--match", "said OR the OR a"];
        arguments.extend(ids.iter().map(String::as_str));
        let document = playground.run(&arguments);
        let checked = playground.run_with_input(&["check-cite"], &document.stdout);
        assert_eq!(checked.code, 0, "{format}: {}", checked.stdout);
        assert!(checked.stdout.lines().count() > 20);
    }
}

/// Entries of BibTeX have balanced braces and keys of their own.
#[test]
fn bibliographies_are_well_formed() {
    let playground = Playground::with_corpus();
    let ids = playground.ids(&["Massoud"]);
    let mut arguments = vec!["cite", "-o", "bibtex"];
    arguments.extend(ids.iter().map(String::as_str));
    let document = playground.run(&arguments).stdout;
    let mut depth = 0i32;
    for character in document.chars() {
        depth += i32::from(character == '{') - i32::from(character == '}');
        assert!(depth >= 0);
    }
    assert_eq!(depth, 0);
    let keys: Vec<&str> = document.lines().filter(|line| line.starts_with('@')).collect();
    let mut unique = keys.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!((keys.len(), unique.len()), (ids.len(), ids.len()));
    arguments[2] = "csl-json";
    let items: serde_json::Value =
        serde_json::from_str(&playground.run(&arguments).stdout).expect("JSON");
    for item in items.as_array().expect("an array") {
        assert!(item["id"].is_string() && item["type"].is_string(), "{item}");
    }
}
