//! What the command line promises to people and scripts.

use std::process::Stdio;

use crate::support::Playground;

fn shown(playground: &Playground, arguments: &[&str]) -> String {
    playground.shown_without_times(&playground.run(arguments))
}

#[test]
fn search_in_every_form() {
    let playground = Playground::with_corpus();
    for (name, arguments) in [
        ("text", &["search", "Dushanbe safe house", "-n", "3", "--format", "text"][..]),
        ("tsv", &["search", "Stryk", "--format", "tsv"]),
        ("csv", &["search", "Stryk", "--format", "csv", "--fields", "id,title,passage"]),
        ("piped", &["search", "person:wasiq place:Moscow"]),
        ("json", &["search", "lobbyist place:Washington", "--format", "json", "-n", "1"]),
        ("ids", &["search", "Wasiq", "--format", "ids", "--sort", "newest"]),
        ("paths", &["search", "Wasiq", "--format", "paths"]),
        ("count", &["search", "Massoud", "--format", "count"]),
        ("coloured", &["search", "Stryk", "--format", "text", "--color", "always"]),
        ("person", &["search", "person:\"Ahmed Masood\"", "-n", "2", "--format", "text"]),
        ("date", &["search", "date:2021-09-06", "-n", "2", "--format", "text"]),
        ("loosened", &["search", "Stryk apricots Khujand", "--format", "text", "-n", "2"]),
        ("nothing", &["search", "zyzzyva"]),
        ("place_read", &["count", "place:Georgia"]),
    ] {
        insta::assert_snapshot!(format!("search_{name}"), shown(&playground, arguments));
    }
}

#[test]
fn the_other_views() {
    let playground = Playground::with_corpus();
    for (name, arguments) in [
        ("show", &["show", "nd-0924-1"][..]),
        ("show_json", &["show", "oxus-wire/saleh-video.txt", "--format", "json"]),
        ("show_unknown", &["show", "nowhere.txt"]),
        ("facets_person", &["facets", "--by", "person", "--format", "text", "-n", "8"]),
        ("facets_place", &["facets", "Massoud", "--by", "place", "-n", "8"]),
        ("facets_date", &["facets", "Massoud", "--by", "date", "--format", "csv", "-n", "8"]),
        ("facets_outlet", &["facets", "--by", "outlet", "--format", "json"]),
        ("count", &["count", "place:Tajikistan", "--since", "2021-09-20"]),
        ("list", &["list", "--format", "text"]),
    ] {
        insta::assert_snapshot!(format!("view_{name}"), shown(&playground, arguments));
    }
}

#[test]
fn help_is_short_and_long() {
    let playground = Playground::new();
    for (name, arguments) in [
        ("none", &[][..]),
        ("short", &["-h"]),
        ("search", &["search", "--help"]),
        ("index", &["index", "--help"]),
        ("unknown_command", &["serach", "x"]),
        ("unknown_option", &["search", "--limt", "3"]),
    ] {
        insta::assert_snapshot!(format!("help_{name}"), shown(&playground, arguments));
    }
    assert!(playground.run(&["-h"]).stdout.lines().count() <= 42);
}

/// An option that would have no effect is refused.
#[test]
fn options_go_with_forms() {
    let playground = Playground::with_corpus();
    for (arguments, refused) in [
        (
            &["search", "x", "--explain", "-o", "csv"][..],
            "--explain goes with --format text or json",
        ),
        (&["search", "x", "--families", "-o", "tsv"], "--families goes with --format json"),
        (&["search", "x", "--fresh", "--sort", "oldest"], "--fresh goes with --sort relevance"),
        (&["search", "x", "--csv-raw", "-o", "json"], "--csv-raw goes with --format csv"),
        (&["facets", "--by", "person", "--csv-raw"], "--csv-raw goes with --format csv"),
        (&["status", "--csv-raw"], "--csv-raw goes with --format csv"),
    ] {
        let run = playground.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(run.stderr, format!("dateline: {refused}\n"), "{arguments:?}");
    }
}

/// What help offers as a form, the command takes.
#[test]
fn forms_are_those_that_a_command_has() {
    let playground = Playground::with_corpus();
    let all = ["text", "json", "csv", "tsv", "paths", "ids", "count"];
    for (arguments, refused) in [
        (&["list"][..], &["paths", "count"][..]),
        (&["similar", "nd-0924-1"], &["paths"]),
        (&["person", "Massoud"], &["paths"]),
        (&["facets", "--by", "person"], &["paths", "ids", "count"]),
        (&["facets", "x", "--by", "person", "--significant"], &["paths", "ids", "count"]),
        (&["timeline", "Massoud"], &["paths", "ids", "count"]),
        (&["timeline", "Massoud", "--sentences"], &["paths", "ids", "count"]),
    ] {
        let help = playground.run(&[arguments[0], "--help"]).stdout;
        for form in all {
            let is_refused = refused.contains(&form);
            assert_eq!(help.contains(&format!("          - {form}:")), !is_refused, "{help}");
            let run = playground.run(&[arguments, &["-o", form]].concat());
            assert_eq!(run.code == 2, is_refused, "{arguments:?} {form}: {}", run.stderr);
        }
    }
}

/// With --json-errors each line on standard error is an object, whatever it is about.
#[test]
fn what_is_said_in_json_is_json() {
    let playground = Playground::with_corpus();
    playground.write("questions", "a\tzyzzyva\nb\tMassoud\nc\tperson:Nobodyx fled\nd\t(\n");
    for (arguments, exit, code) in [
        (&["show", "nosuch"][..], 1, "nothing-found"),
        (&["cite", "nosuch", "nd-0924-1:999999-9999999"], 1, "nothing-found"),
        (&["cite", "nd-0924-1", "--match", "zyzzyva"], 1, "nothing-found"),
        (&["similar", "nosuch"], 1, "nothing-found"),
        (&["similar", "oxus-wire/wasiq.txt", "--related", "0"], 1, "nothing-found"),
        (&["search", "zyzzyva"], 1, "nothing-found"),
        (&["search", "safehouse Dushanbe place:Khujand"], 1, "nothing-found"),
        (&["search", "--queries", "questions"], 2, "nothing-found"),
        (&["timeline", "zyzzyva"], 1, "nothing-found"),
        (&["person", "wasic"], 1, "nothing-found"),
        (&["network", "zyzzyva"], 1, "nothing-found"),
        (&["saved", "list"], 1, "nothing-found"),
        (&["search", "--limt", "3"], 2, "error"),
        (&["search", "-o", "xml"], 2, "error"),
        (&["nosuch"], 2, "error"),
        (&["show"], 2, "error"),
        (&[], 2, "error"),
        (&["saved"], 2, "error"),
        (&["search", "("], 2, "error"),
    ] {
        let run = playground.run(&[arguments, &["--json-errors"]].concat());
        assert_eq!(run.code, exit, "{arguments:?}: {}", run.stderr);
        let said: Vec<serde_json::Value> = run
            .stderr
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
            .collect();
        let error = said.iter().find(|record| record["type"] == "error");
        let error = error.unwrap_or_else(|| panic!("{arguments:?}: {}", run.stderr));
        assert_eq!(error["code"], code, "{arguments:?}");
        let exits = if code == "error" { 2 } else { 1 };
        assert_eq!(error["exit"], exits, "{arguments:?}");
    }
    let unknown = playground.run(&["search", "--limt", "3", "--json-errors"]).stderr;
    let message = "unexpected argument '--limt' found; tip: a similar argument exists: '--limit'";
    assert_eq!(
        unknown,
        format!("{{\"type\":\"error\",\"code\":\"error\",\"exit\":2,\"message\":\"{message}\"}}\n")
    );
    assert!(playground.run(&["show", "--", "--json-errors"]).stderr.starts_with("dateline: "));
}

/// What the list of commands says of one is what its own help begins with.
#[test]
fn every_command_says_what_it_does() {
    let playground = Playground::new();
    let list = playground.run(&["-h"]).stdout;
    let commands = list.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<(&str, &str)> = commands
        .map_while(|line| line.strip_prefix("  ")?.split_once("  "))
        .filter(|(name, _)| *name != "help")
        .collect();
    assert!(commands.len() > 15, "{list}");
    for (name, what) in commands {
        let help = playground.run(&[name, "-h"]).stdout;
        assert_eq!(help.lines().next(), Some(what.trim()), "{name}");
    }
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let playground = Playground::with_corpus();
    let empty = Playground::new();
    for (name, playground, arguments) in [
        ("no_index", &empty, &["search", "x"][..]),
        ("no_index_json", &empty, &["search", "x", "--json-errors"]),
        ("nothing_indexed", &empty, &["index"]),
        ("bad_date", &playground, &["search", "date:2021-13"]),
        ("bad_date_option", &playground, &["search", "--since", "yesteryear"]),
        ("unknown_field", &playground, &["search", "persn:Saleh"]),
        ("unclosed", &playground, &["search", "(Saleh"]),
        ("null_with_json", &playground, &["search", "x", "-0", "--format", "json"]),
        ("too_deep", &playground, &["search", "x", "--offset", "2000000"]),
    ] {
        insta::assert_snapshot!(format!("error_{name}"), shown(playground, arguments));
    }
}

#[test]
fn the_index_option_stands_before_or_after_the_command() {
    let playground = Playground::with_corpus();
    let index = playground.path("index");
    let index = index.to_str().expect("a UTF-8 path");
    let count = |arguments: &[&str]| playground.run(arguments).stdout;
    let expected = count(&["count", "Massoud"]);
    assert_eq!(count(&["--index", index, "count", "Massoud"]), expected);
    assert_eq!(count(&["count", "Massoud", "--index", index]), expected);
    let elsewhere = playground.run(&["--index", "elsewhere", "count", "Massoud"]);
    assert_eq!(elsewhere.code, 10);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let playground = Playground::with_corpus();
    let arguments = ["search", "the OR Massoud", "--format", "json", "--limit", "1000"];
    for _ in 0..20 {
        let mut command = playground.command(&arguments);
        let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the binary runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the binary ends");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let playground = Playground::with_corpus();
    for format in ["text", "json", "csv", "tsv", "ids", "count"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let mut command = playground.command(&["search", "Massoud", "--format", format]);
        let output = command.stdout(full).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn no_colour_where_none_is_wanted() {
    let playground = Playground::with_corpus();
    let search = ["search", "Massoud", "--format", "text"];
    let coloured = |name: &str, value: &str| {
        let mut command = playground.command(&search);
        let output = command.env(name, value).output().expect("the binary runs");
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured("NO_COLOR", "1"));
    assert!(!coloured("TERM", "xterm"), "a pipe is no terminal");
    assert!(coloured("CLICOLOR_FORCE", "1"));
}

#[test]
fn names_end_in_nul_when_asked() {
    let playground = Playground::with_corpus();
    let run = playground.run(&["search", "Stryk", "--format", "ids", "-0"]);
    assert!(run.stdout.ends_with('\0') && !run.stdout.contains('\n'));
}

/// Nothing in a title, a text, a file name or a field of an article reaches the terminal
/// as a command to it.
#[test]
fn hostile_articles_are_shown_not_run() {
    let playground = Playground::new();
    let payloads = [
        "\u{1b}[2J",
        "\u{1b}]0;owned\u{7}",
        "\u{1b}]52;c;b3du\u{7}",
        "\u{9b}31m",
        "\u{7f}",
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\r",
        "\u{8}",
        "\u{1b}]8;;http://x\u{1b}\\",
    ];
    for (number, payload) in payloads.iter().enumerate() {
        let body =
            format!("Title{payload} here\n\nThe hostage{payload} word{payload} stood here.\n");
        playground.write(&format!("news/{number}.txt"), body);
        let record = serde_json::json!({
            "id": format!("r{number}"), "title": format!("T{payload}"),
            "text": format!("A hostage{payload} text."), "outlet": format!("O{payload}"),
            "url": format!("http://example.org/{payload}"), "author": format!("B{payload}"),
        });
        playground.write(&format!("news/{number}.jsonl"), record.to_string());
    }
    #[cfg(unix)]
    playground.write("news/evil\u{1b}[2J\u{202e}.txt", "Evil name\n\nThe hostage spoke.\n");
    #[cfg(unix)]
    playground.write("news/bad\u{1b}[2J.jsonl", "{broken");
    let news = playground.path("news");
    let mut runs = vec![playground.run(&["index", news.to_str().expect("UTF-8")])];
    for format in ["text", "json", "csv", "tsv", "paths", "ids"] {
        runs.push(playground.run(&["search", "hostage", "-n", "100", "--format", format]));
    }
    for line in playground.list() {
        let id = line.split('\t').next().expect("an id").to_owned();
        runs.push(playground.run(&["show", &id]));
        runs.push(playground.run(&["show", &id, "--format", "json"]));
    }
    runs.push(playground.run(&["status"]));
    runs.push(playground.run(&["search", "\u{1b}[2Jzyzzyva"]));
    for run in &runs {
        for text in [&run.stdout, &run.stderr] {
            let acting = text.chars().find(|&c| {
                (c.is_control() && c != '\n' && c != '\t')
                    || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                        | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(acting, None, "{text:?}");
        }
    }
}

#[test]
fn entities_of_texts() {
    let playground = Playground::new();
    let lines = "{\"id\":\"é1\",\"text\":\"“Saleh” left Kabul on Friday.\",\"published\":\"2021-09-25\"}\n\
                 {broken\n\
                 {\"id\":2,\"text\":\"\"}\n";
    let chars = playground.run_with_input(&["entities", "-"], lines);
    let bytes = playground.run_with_input(&["entities", "-", "--offsets", "bytes"], lines);
    let plain = playground.run_with_input(&["entities", "-"], "Amrullah Saleh was in Dushanbe.");
    let shown = [chars, bytes, plain].map(|run| playground.shown(&run)).join("\n");
    insta::assert_snapshot!(shown);
}

#[test]
fn timex_of_texts() {
    let playground = Playground::new();
    let lines = "{\"id\":1,\"text\":\"“On Friday night, after two weeks of daily talks”\",\"dct\":\"2021-09-25T10:00:00\"}\n\
                 {\"id\":2,\"text\":\"He left on Friday, on 6-8 May 2020.\"}\n";
    let chars = playground.run_with_input(&["entities", "--timex", "-"], lines);
    let bytes =
        playground.run_with_input(&["entities", "--timex", "-", "--offsets", "bytes"], lines);
    playground
        .write("news/a.md", "# On Monday\n\nKABUL, Sept. 24, 2021 -- Nothing was heard today.\n");
    let file = playground.run(&["entities", "--timex", "news/a.md"]);
    let shown = [chars, bytes, file].map(|run| playground.shown(&run)).join("\n");
    insta::assert_snapshot!(shown);
}

/// An article that leaves the order of day and month open is found by either day, and by no
/// other.
#[test]
fn both_readings_of_a_day_are_found() {
    let playground = Playground::new();
    playground
        .write("news/a.txt", "Ledger\n\nThe ledger was closed on 09/06/2017, a clerk said.\n");
    playground.run(&["index", "news"]);
    for (question, count) in
        [("date:2017-09-06", "1"), ("date:2017-06-09", "1"), ("date:2017-07..2017-08", "0")]
    {
        assert_eq!(playground.run(&["count", question]).stdout.trim(), count, "{question}");
    }
    let shown = playground.run(&["search", "date:2017"]).stdout;
    assert_eq!(shown.matches("09/06/2017").count(), 1, "{shown}");
}
