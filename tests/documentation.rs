//! What the documents say is what the binary does.

use std::fs;

use crate::formats::tar;
use crate::support::{Playground, corpus};
use crate::watch;

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
        let run = playground.run(&["count", "--now", "2021-09-30", "--", question]);
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
    // A source with a refused record, and one that is gone.
    playground.write("odd/wire.jsonl", "{\"text\":\"Fine.\"}\n{oops\n");
    let border = "Border reopens\n\nPublished: 25 September 2021\n\nLorries crossed the bridge.\n";
    playground.write("pack.tar", tar(&[("border.txt", border), ("photo.jpg", "x")]));
    playground.write("questions.tsv", "q1\tStryk\nq2\t(Saleh\n");
    // Dates very far apart.
    let eclipses = "The eclipses of August 1715 and September 2021.";
    playground.write("sky/eclipses.txt", format!("An eclipse\n\n{eclipses}\n"));
    playground.run(&["index", "sky"]);
    playground.write("sky/reports.jsonl", "{\"id\":\"r\",\"text\":\"First. Second one.\"}\n");
    playground.run(&["index", "sky"]);
    let cited = playground.run(&["cite", "r", "--match", "Second", "--format", "json"]);
    playground.write("moved.json", cited.stdout);
    playground.write("sky/reports.jsonl", "{\"id\":\"r\",\"text\":\"The Second one.\"}\n");
    let gone = playground.write("odd/gone.txt", "Gone\n\nText.\n");
    playground.run(&["--index", "odd-index", "index", "odd"]);
    fs::remove_file(gone).expect("removed");
    for arguments in [
        &["--index", "odd-index", "index", "odd", "--format", "json"][..],
        &["read", "pack.tar", "--format", "json"],
        &["formats", "zip", "--format", "json"],
        &["search", "lobbyist Washington", "--format", "json"],
        &["search", "--queries", "questions.tsv", "--format", "json"],
        &["search", "safehouse person:Zorkan", "--format", "json"],
        &["search", "safehouse Dushanbe", "--format", "json"],
        &["search", "houses", "--explain-query", "--format", "json"],
        &["facets", "Dushanbe", "--by", "person", "--significant", "--format", "json"],
        &["network", "Panjshir", "--format", "json"],
        &["cite", "nd-0924-1:528-636", "--format", "json"],
        &["check-cite", "moved.json", "--format", "json"],
        &["facets", "--by", "outlet", "--format", "json"],
        &["timeline", "Massoud", "--format", "json"],
        &["timeline", "Massoud", "--sentences", "--format", "json"],
        &["timeline", "eclipse", "--level", "month", "--by", "date", "--format", "json"],
        &["show", "oxus-wire/massoud-saleh-left.txt", "--format", "json"],
        &["person", "Ahmed Masood", "--format", "json"],
        &["similar", "nd-0911-1", "--format", "json"],
        &["trace", "Ahmed Masood", "--format", "json"],
        &["saved", "add", "massoud", "Massoud", "--from-start"],
        &["saved", "run", "--format", "json"],
        &["saved", "list", "--format", "json"],
        &["status", "--format", "json"],
        &["export"],
        &["backup", "copy", "--format", "json"],
        &["restore", "copy", "--replace", "--format", "json"],
        &["compact", "--format", "json"],
        &["rebuild", "--format", "json"],
        &["list", "--format", "json"],
        &["index", news, "--format", "json"],
        &["--index", "elsewhere", "index", news, "--format", "json"],
        &["--index", "nowhere", "--json-errors", "search", "x"],
    ] {
        let run = playground.run(arguments);
        let text = if run.stdout.is_empty() { run.stderr } else { run.stdout };
        let text = text
            .strip_prefix("massoud: 19 articles match now; told of with the next run\n")
            .unwrap_or(&text);
        real.extend(text.lines().map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON")
        }));
    }
    real.extend(watch::records());
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

/// The session in the README is what the program says, colours and times aside.
#[test]
fn session_of_the_readme() {
    let playground = Playground::new();
    let sources = corpus();
    let mut shown = String::new();
    let mut said = String::new();
    for line in blocks(&document("README.md"), "console") {
        if let Some(typed) = line.strip_prefix("$ dateline ") {
            let mut arguments = split(typed);
            let indexed = arguments.iter_mut().find(|argument| *argument == "corpus");
            indexed.into_iter().for_each(|path| *path = sources.display().to_string());
            let as_shown: &[&str] = match arguments[0].as_str() {
                "search" => &["--format=text", "--mark-start=", "--mark-end="],
                "facets" | "person" | "timeline" | "trace" => &["--format=text"],
                _ => &[],
            };
            arguments.extend(as_shown.iter().map(ToString::to_string));
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let run = playground.run(&arguments);
            said.push_str(&run.stderr);
            said.push_str(&run.stdout);
        } else {
            shown.push_str(line);
            shown.push('\n');
        }
    }
    let lines = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.trim().is_empty()).map(without_time).collect()
    };
    assert!(shown.lines().count() > 20);
    assert_eq!(lines(&shown), lines(&said));
}

/// The line with its time in milliseconds left out.
fn without_time(line: &str) -> String {
    let parts = line.split(" · ").filter(|part| !part.ends_with(" ms"));
    parts.collect::<Vec<_>>().join(" · ")
}

/// The arguments of a command line with quotes in it.
fn split(typed: &str) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let mut quote = None;
    for character in typed.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, ' ') => arguments.push(String::new()),
            _ => arguments.last_mut().expect("there is one").push(character),
        }
    }
    arguments
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
