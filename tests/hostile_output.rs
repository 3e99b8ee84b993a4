//! Texts, names of files and questions that would act on a terminal or a spreadsheet, through
//! every command and format that prints any: none gets through as it is.

use std::fmt::Write as _;
use std::fs;

use crate::formats::tar;
use crate::support::{Playground, Run};

/// What would act: on the screen, title, clipboard or answers of a terminal, or on the order in
/// which letters are shown. Each is followed by [`MARK`] where it is used.
const PAYLOADS: [&str; 52] = [
    "\u{1b}[2J",
    "\u{1b}[31m",
    "\u{1b}[1;1H",
    "\u{1b}[?1049h",
    "\u{1b}[6n",
    "\u{1b}[21t",
    "\u{1b}[8m",
    "\u{1b}[5i",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]2;title\u{1b}\\",
    "\u{1b}]8;;http://x.example\u{7}link\u{1b}]8;;\u{7}",
    "\u{1b}]52;c;cm0gLXJmIH4=\u{7}",
    "\u{1b}]1337;File=:AA==\u{7}",
    "\u{1b}]P0ffffff",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_Gx\u{1b}\\",
    "\u{1b}^x\u{1b}\\",
    "\u{1b}Xx\u{1b}\\",
    "\u{1b}c",
    "\u{1b}#8",
    "\u{1b}(0",
    "\u{1b}",
    "\u{7}",
    "\u{8}\u{8}\u{8}",
    "\rover",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\u{f}",
    "\u{11}",
    "\u{13}",
    "\u{1a}",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{8d}",
    "\u{90}q\u{9c}",
    "\u{9b}2J",
    "\u{9d}0;title\u{9c}",
    "\u{9f}x\u{9c}",
    "\u{61c}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}x\u{2069}",
    "\u{202e}\u{1b}]0;x\u{7}\u{9b}31m",
];

/// What stands behind every payload, so that it can be seen that it was printed.
const MARK: &str = "Pwn";

/// A folder with every payload in every field of an article, in the names of files and of
/// entries of archives, and in what cannot be read.
fn playground() -> Playground {
    let playground = Playground::new();
    let mut lines = String::new();
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let p = format!("{payload}{MARK}");
        let text = format!(
            "DUSHANBE, Sept 5 (Wire {p}) - Ahmad {p} Massoud met Omar {p}ov in Dushanbe on 4 September \
             2021, {p} said. \"It is a safe house {p},\" Ahmad Massoud told Wire {p} of Tajikistan {p}."
        );
        let record = serde_json::json!({
            "id": format!("id-{number}{p}"), "title": format!("Massoud {p} in Dushanbe {number}"),
            "text": text, "outlet": format!("Wire {p}"), "author": format!("By {p}"),
            "url": format!("https://x.example/{number}/{p}"), "date": "2021-09-05",
            "language": format!("en-{p}"),
        });
        writeln!(lines, "{record}").expect("a string takes every text");
        let name = format!("{number}-{p}");
        playground.write(&format!("news/{name}.txt"), format!("Massoud {p}\n\nBy {p}\n\n{text}\n"));
        playground.write(&format!("news/{name}.json"), "{\"broken");
        playground.write(&format!("news/{name}.{MARK}{payload}"), "of no format");
    }
    playground.write("news/wire.jsonl", lines);
    let name = format!("{}{MARK}", PAYLOADS.join("").replace('\u{85}', ""));
    let short: String = name.chars().take(40).collect();
    let entries = [
        (&*format!("{short}{MARK}.txt"), "Massoud\n\nIn an archive."),
        (&*format!("{short}.bin"), "x"),
    ];
    playground.write("news/pack.tar", tar(&entries));
    playground
}

/// Whether a character acts; a line feed ends a line, and a tab a cell.
fn acts(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_harmless(what: &str, run: &Run) {
    for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        if let Some(line) = text.lines().find(|line| line.contains(acts)) {
            panic!("{what}: {stream} has {line:?}");
        }
    }
}

#[test]
fn nothing_that_acts_gets_through() {
    let playground = playground();
    for arguments in
        [&["index", "news"][..], &["index", "news", "--format", "json", "--index", "other"]]
    {
        let run = playground.run(arguments);
        assert_eq!(run.code, 3, "{}", run.stderr);
        is_harmless(&arguments.join(" "), &run);
        assert!(run.stderr.contains(MARK) || run.stdout.contains(MARK));
    }
    let first = playground.ids(&["safe house"]).into_iter().next().expect("an article");
    let cited = playground.run(&["cite", &first, "--match", "safe", "--format", "json"]);
    playground.write("cited.json", cited.stdout);
    playground.write("cited.md", playground.run(&["cite", &first, "--format", "markdown"]).stdout);
    let questions: String = PAYLOADS
        .iter()
        .map(|payload| format!("{MARK}{payload}\tMassoud {payload}{MARK}\n"))
        .collect();
    playground.write("questions.tsv", questions);
    let text = "text json csv tsv";
    let all = [
        ("search Massoud -n 200", "text json csv tsv paths ids trec count"),
        ("search Massoud -n 200 --unfold", "text json csv tsv paths ids"),
        ("search Massoud -n 200 --explain", "text json"),
        ("search --queries questions.tsv", "text json csv tsv trec ids"),
        ("count Massoud", ""),
        ("facets Massoud --by person -n 200", text),
        ("facets Massoud --by place", text),
        ("facets Massoud --by outlet -n 200", text),
        ("facets Massoud --by person --significant -n 200", text),
        ("timeline Massoud", text),
        ("timeline Massoud --sentences -n 200", text),
        ("person Massoud -n 200", text),
        ("trace Massoud", text),
        ("network Massoud", "text json csv tsv dot graphml"),
        ("list", "text tsv csv json ids"),
        ("status", "text json"),
        ("verify --deep", "text json"),
        ("read news", "text json"),
        ("entities news/wire.jsonl --with-text", ""),
        ("check-cite cited.json", "text json"),
        ("check-cite cited.md", "text json"),
    ];
    let mut runs = 0;
    let mut run = |arguments: &[&str], format: &str| {
        let mut arguments = arguments.to_vec();
        if !format.is_empty() {
            arguments.extend(["--format", format]);
        }
        let run = playground.run(&arguments);
        is_harmless(&arguments.join(" "), &run);
        // Of many questions, some cannot be read.
        let is_batch = arguments.contains(&"--queries");
        assert!(run.code != 2 || is_batch, "{arguments:?}: {}", run.stderr);
        runs += 1;
        run.stdout.contains(MARK)
    };
    let mut silent = Vec::new();
    for (arguments, formats) in all {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        for format in formats.split(' ') {
            if !run(&arguments, format) {
                silent.push(format!("{} {format}", arguments.join(" ")));
            }
        }
    }
    // The words of a question are shown as they are searched for, folded.
    let question = format!("Massoud {}{MARK}", PAYLOADS[5]);
    for format in ["text", "json"] {
        let _ = run(&["search", &question, "--explain-query"], format);
    }
    for (command, formats) in [
        ("show", "text json"),
        ("cite", "text json markdown bibtex csl-json"),
        ("similar", "text json csv tsv ids"),
    ] {
        for format in formats.split(' ') {
            if !run(&[command, &first], format) {
                silent.push(format!("{command} {format}"));
            }
        }
    }
    assert!(runs > 70, "{runs}");
    // Numbers and days are all that these say.
    let expected = [
        "search Massoud -n 200 count",
        "count Massoud ",
        "facets Massoud --by place text",
        "facets Massoud --by place json",
        "facets Massoud --by place csv",
        "facets Massoud --by place tsv",
        "timeline Massoud text",
        "timeline Massoud json",
        "timeline Massoud csv",
        "timeline Massoud tsv",
        "status text",
        "status json",
        "verify --deep text",
        "verify --deep json",
    ];
    silent.retain(|what| !expected.contains(&what.as_str()));
    assert!(silent.is_empty(), "{silent:?}");
}

/// What a user types comes back in messages; it may have been pasted.
#[test]
fn nothing_that_acts_gets_through_in_errors() {
    let playground = Playground::with_corpus();
    let pasted = PAYLOADS.join(MARK);
    let p = pasted.as_str();
    let with = |text: &str| text.replace("{}", p);
    let overrides = playground.write("overrides.toml", format!("never-person = [\"{MARK}\"\n{p}"));
    let overrides = overrides.to_str().expect("UTF-8").to_owned();
    let index = format!("no-index-{}", PAYLOADS[8]);
    for arguments in [
        vec!["search", &with("Massoud ({}")],
        vec!["search", &with("{}:Massoud")],
        vec!["search", &with("\"{}\"")],
        vec!["search", &with("person:\"{}\"")],
        vec!["search", &with("place:\"{}\"")],
        vec!["search", &with("date:\"{}\"")],
        vec!["search", &with("{}*")],
        vec!["search", &with("{}"), "--format", "json"],
        vec!["search", &with("("), "--json-errors", "--in", &with("{}")],
        vec!["search", "Massoud", "--from", p],
        vec!["search", "Massoud", "--format", p],
        vec!["search", "Massoud", "--now", p],
        vec!["search", "Massoud", &with("--{}")],
        vec!["search", "Massoud", "--in", p],
        vec!["search", "Massoud", "--fields", p],
        vec!["search", "Massoud", "--index", &index],
        vec!["search", "Massoud", "--index", &index, "--json-errors"],
        vec!["search", "Massoud", "--overrides", &overrides],
        vec!["search", "Massoud", "--overrides", p],
        vec![p],
        vec!["show", p],
        vec!["cite", p],
        vec!["cite", &with("nd-0924-1:{}")],
        vec!["similar", p],
        vec!["person", p],
        vec!["trace", p],
        vec!["network", p],
        vec!["facets", p],
        vec!["timeline", p],
        vec!["read", p],
        vec!["entities", p],
        vec!["check-cite", p],
        vec!["formats", p],
        vec!["index", p],
        vec!["index", "--files-from", p],
        vec!["index", "x", "--map", p],
        vec!["index", "x", "--cap", p],
        vec!["help", p],
    ] {
        let run = playground.run(&arguments);
        is_harmless(&format!("{arguments:?}"), &run);
    }
}

/// Colours are ours; what an article has of them is shown.
#[test]
fn colours_of_an_article_are_none() {
    let playground = playground();
    let _ = playground.run(&["index", "news"]);
    for arguments in
        [&["search", "Massoud", "-n", "200"][..], &["read", "news"], &["person", "Massoud"]]
    {
        let run = playground.run(&[arguments, &["--color", "always"]].concat());
        let ours = without_colours(&run.stdout);
        assert!(!ours.contains(acts), "{arguments:?}");
        let raw = PAYLOADS.iter().find(|payload| run.stdout.contains(&format!("{payload}{MARK}")));
        assert_eq!(raw, None, "{arguments:?}");
    }
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.find(|character: char| !character.is_ascii_digit() && character != ';');
        let at = code.filter(|&at| part[at..].starts_with('m')).map_or(0, |at| at + 1);
        plain.push_str(&part[at..]);
    }
    plain
}

#[test]
fn cells_of_csv_are_no_formulas() {
    let playground = Playground::new();
    let cells = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "  =1+1",
        "\t=1+1",
        "\r=1+1",
        "=cmd|' /C calc'!A0",
        "＝1+1",
        "-cmd",
        "\u{a0}@x",
        "\u{feff}=1",
    ];
    let lines: String = cells
        .iter()
        .enumerate()
        .map(|(number, cell)| {
            let record = serde_json::json!({
                "id": format!("={number}"), "title": cell, "text": format!("{cell} formula text."),
                "outlet": cell,
            });
            format!("{record}\n")
        })
        .collect();
    playground.write("news/=1.jsonl", lines);
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let begins = |cell: &str| {
        let cell = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        cell.starts_with(['=', '+', '-', '@', '＝']) && cell.parse::<f64>().is_err()
    };
    for arguments in [
        &[
            "search",
            "formula",
            "--fields",
            "id,title,outlet,passage,score",
            "--mark-start",
            "",
            "--mark-end",
            "",
        ][..],
        &["facets", "formula", "--by", "outlet"],
        &["list"],
        &["similar", "=1"],
    ] {
        let cells = |raw: &[&str]| -> Vec<String> {
            let run = playground.run(&[arguments, &["--format", "csv"], raw].concat());
            assert_ne!(run.code, 2, "{}", run.stderr);
            rows(&run.stdout).into_iter().flatten().collect()
        };
        let safe = cells(&[]);
        assert!(!safe.iter().any(|cell| begins(cell)), "{arguments:?}: {safe:?}");
        let raw = cells(&["--csv-raw"]);
        assert_eq!(raw.len(), safe.len());
        if raw.len() > 12 {
            assert!(raw.iter().any(|cell| begins(cell)), "{arguments:?}: {raw:?}");
        }
    }
}

/// The cells of a table, quotation marks taken off.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// On a terminal, progress is told of, without names.
#[cfg(target_os = "linux")]
#[test]
fn nothing_that_acts_gets_through_on_a_terminal() {
    let playground = playground();
    let binary = env!("CARGO_BIN_EXE_dateline");
    let index = playground.path("index");
    let command = format!("'{binary}' index news --index '{}'", index.display());
    let output = std::process::Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(playground.path("."))
        .env("TERM", "xterm")
        .output();
    // Not every system has a program that makes terminals.
    let Ok(output) = output else { return };
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("failed"), "{shown}");
    let raw = PAYLOADS.iter().filter(|payload| payload.len() > 1 || **payload != "\u{1b}");
    let raw: Vec<_> = raw.filter(|payload| shown.contains(&format!("{payload}{MARK}"))).collect();
    assert!(raw.is_empty(), "{raw:?}");
    let _ = fs::remove_dir_all(index);
}
