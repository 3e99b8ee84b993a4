//! What the documents say is what the binary does.

use std::fs;

use crate::support::{Playground, corpus};

/// Every question in `docs/query-language.md` that stands in a `dateline` block is read
/// without an error, and finds something where the line says how many.
#[test]
fn questions_of_the_query_language() {
    let playground = Playground::with_corpus();
    let page = document("docs/query-language.md");
    let mut tried = 0;
    for line in blocks(&page, "query") {
        let (question, expected) = match line.split_once("  # ") {
            Some((question, expected)) => (question.trim(), expected.trim()),
            None => (line.trim(), ""),
        };
        let run = playground.run(&["count", "--", question]);
        tried += 1;
        if expected.is_empty() {
            assert!(run.code <= 1, "{question}: {}", run.stderr);
        } else {
            assert_eq!(run.stdout.trim(), expected, "{question}: {}", run.stderr);
        }
    }
    assert!(tried >= 20, "only {tried} questions were found in the page");
}

/// The records that `docs/output-format.md` shows have exactly the fields of real ones.
#[test]
fn records_of_the_output_format() {
    let playground = Playground::with_corpus();
    let page = document("docs/output-format.md");
    let mut shown: Vec<serde_json::Value> = blocks(&page, "json")
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect();
    let mut real = Vec::new();
    let news = corpus();
    let news = news.to_str().expect("UTF-8");
    for arguments in [
        &["search", "lobbyist Washington", "--format", "json"][..],
        &["facets", "--by", "outlet", "--format", "json"],
        &["show", "oxus-wire/massoud-saleh-left.txt", "--format", "json"],
        &["status", "--format", "json"],
        &["list", "--format", "json"],
        &["index", news, "--format", "json"],
        &["--index", "elsewhere", "index", news, "--format", "json"],
        &["--index", "nowhere", "--json-errors", "search", "x"],
    ] {
        let run = playground.run(arguments);
        let text = if run.stdout.is_empty() { run.stderr } else { run.stdout };
        real.extend(text.lines().map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON")
        }));
    }
    assert!(shown.len() >= 10);
    shown.retain(|record| record["type"].is_string());
    for record in shown {
        let alike = real.iter().filter(|real| real["type"] == record["type"]);
        let names = |record: &serde_json::Value| -> Vec<String> {
            record.as_object().expect("an object").keys().cloned().collect()
        };
        assert!(
            alike.clone().any(|real| names(real) == names(&record)),
            "no real record is like {record}; one is {:?}",
            alike.clone().next()
        );
    }
}

/// The lines of the fenced blocks of a kind.
fn blocks<'p>(page: &'p str, kind: &'p str) -> impl Iterator<Item = &'p str> {
    let mut inside = false;
    page.lines().filter(move |line| {
        let fence = line.starts_with("```");
        if fence {
            inside = *line == format!("```{kind}");
        }
        inside && !fence && !line.trim().is_empty()
    })
}

fn document(name: &str) -> String {
    let path = corpus().join("..").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
