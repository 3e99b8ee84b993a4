//! The limits are those of the document, can be set, and say so when they are met.

use std::fs;

use dateline_articles::{Limit, Limits};

use crate::support::Playground;

/// Every limit has a row in `docs/formats.md` with the value that it has.
#[test]
fn the_limits_are_those_of_the_document() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let page = fs::read_to_string(page).expect("the document is there");
    for limit in Limit::ALL {
        let value = limit.of(&Limits::default());
        let shown = match value >= 1 << 20 && value % (1 << 20) == 0 {
            true => format!("{}M", value >> 20),
            false => value.to_string(),
        };
        let row = format!("| `{}` | {shown} |", limit.as_str());
        assert!(page.contains(&row), "docs/formats.md lacks {row}");
    }
}

#[test]
fn a_limit_that_is_met_is_a_record_and_can_be_set() {
    let playground = Playground::new();
    let tar = crate::formats::tar(&[("a.txt", "A\n\nFirst."), ("b.txt", "B\n\nSecond.")]);
    playground.write("news/a.tar", tar);
    playground.write("news/long.txt", format!("Long\n\n{}", "word ".repeat(300)));
    playground.write("news/wire.jsonl", format!("{{\"text\":\"{}\"}}\n", "word ".repeat(300)));
    playground.write("news/page.html", format!("{}Text of a page.", "<div>".repeat(30)));
    let refused = |caps: &[&str]| {
        let caps: Vec<String> = caps.iter().map(|cap| format!("--cap={cap}")).collect();
        let mut arguments = vec!["read", "news", "--format", "json"];
        arguments.extend(caps.iter().map(String::as_str));
        let run = playground.run(&arguments);
        let records = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        let refused = records.filter(|record| record["type"] == "refused");
        let code = |record: serde_json::Value| {
            let path = record["path"].as_str().unwrap_or_default();
            let name = path.rsplit('/').next().unwrap_or_default();
            format!("{name} {}", record["code"].as_str().unwrap_or_default())
        };
        refused.map(code).collect::<Vec<_>>()
    };
    for (caps, expected) in [
        (&[][..], &[][..]),
        (&["file=1K"], &["long.txt too-large"]),
        (&["record=1K"], &["wire.jsonl too-large"]),
        (&["text=1K"], &["long.txt too-large", "wire.jsonl too-large"]),
        (&["depth=20"], &["page.html too-deep"]),
        (&["elements=20"], &["page.html too-complex"]),
        (&["entries=1"], &["a.tar too-many"]),
        (
            &["nesting=0", "text=1K,depth=20"],
            &["a.tar too-deep", "long.txt too-large", "page.html too-deep", "wire.jsonl too-large"],
        ),
    ] {
        assert_eq!(refused(caps), expected, "{caps:?}");
    }
    let run = playground.run(&["index", "news", "--cap", "lines=3"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("the limits are file, record"), "{}", run.stderr);
    let mut command = playground.command(&["index", "news"]);
    let output = command.env("DATELINE_CAP", "text=1K,depth=20").output().expect("the binary runs");
    let run = playground.finished(output);
    assert!(run.stderr.contains("3 failed"), "{}", run.stderr);
}
