//! Questions that would take a search engine down, and outputs that cannot be written.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::Playground;

/// What is refused, with what the refusal says.
#[test]
fn questions_beyond_all_measure_are_refused() {
    let playground = Playground::with_corpus();
    let nested = |depth: usize| format!("{}Massoud{}", "(".repeat(depth), ")".repeat(depth));
    let words = |count: usize| (0..count).map(|n| format!("w{n} ")).collect::<String>();
    for (question, expected) in [
        (nested(201), "more than 200 parentheses"),
        ("(".repeat(16_000), "more than 200 parentheses"),
        ("-(".repeat(8_000), "more than 200 parentheses"),
        ("NOT (".repeat(3_000), "more than 200 parentheses"),
        (words(1_025), "more than 1024 words"),
        (words(1_025).replace(' ', " OR ") + "x", "more than 1024 words"),
        (format!("person:({})", words(1_025)), "more than 1024 words"),
        ("x".repeat(17 << 10), "longer than 16 KiB"),
        (" ".repeat(100_000) + "Massoud", "longer than 16 KiB"),
        ("Massoud~3".into(), "~1 or ~2"),
        ("fled NEAR/5000 Massoud".into(), "NEAR"),
    ] {
        for command in ["search", "count", "timeline", "network"] {
            let run = playground.run(&[command, "--", &question]);
            let start: String = question.chars().take(20).collect();
            assert_eq!(run.code, 2, "{command} {start}: {}", run.stderr);
            assert!(run.stderr.contains(expected), "{command} {start}: {}", run.stderr);
            assert_eq!(run.stdout, "", "{command} {start}");
        }
    }
    for allowed in [nested(200), words(1_024)] {
        assert!(playground.run(&["count", "--", &allowed]).code <= 1);
    }
}

/// What is answered in bounds: patterns of any breadth, and pages however far.
#[test]
fn questions_of_any_breadth_are_bounded() {
    let playground = Playground::with_corpus();
    for question in
        ["*a", "*", "???*", "a*", "*a*e*i*o*", "massou~2 wasi~2", "a* OR b* OR c*", "*:*"]
    {
        let run = playground.run(&["count", "--timeout", "10", "--", question]);
        assert!([0, 1, 2].contains(&run.code), "{question}: {} {}", run.code, run.stderr);
    }
    for (offset, limit, expected) in [
        ("999990", "10", &[0, 1][..]),
        ("999991", "10", &[2]),
        ("0", "1000001", &[2]),
        ("18446744073709551615", "18446744073709551615", &[2]),
    ] {
        let arguments = ["search", "Massoud", "--offset", offset, "--limit", limit];
        let run = playground.run(&arguments);
        assert!(expected.contains(&run.code), "{arguments:?}: {} {}", run.code, run.stderr);
    }
}

/// Every command that prints says so when it cannot: a full disk is not an answer.
#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_an_error() {
    let playground = Playground::with_corpus();
    playground.write("new/one.txt", "One\n\nA report.");
    for arguments in [
        &["search", "Massoud"][..],
        &["search", "Massoud", "--format", "json"],
        &["search", "Massoud", "--format", "csv"],
        &["count", "Massoud"],
        &["facets", "Massoud", "--by", "person"],
        &["timeline", "Massoud"],
        &["person", "Massoud"],
        &["trace", "Massoud"],
        &["network", "Massoud"],
        &["show", "nd-0924-1"],
        &["cite", "nd-0924-1"],
        &["similar", "nd-0911-1"],
        &["read", "new"],
        &["entities", "new/one.txt"],
        &["formats"],
        &["list"],
        &["status"],
        &["index", "new", "--format", "json"],
        &["--help"],
        &["--version"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let output = playground.command(arguments).stdout(full).stderr(Stdio::piped()).output();
        let run = playground.finished(output.expect("the binary runs"));
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
    }
}

/// A reader who has seen enough is no error, and nothing is said of it.
#[cfg(unix)]
#[test]
fn a_reader_may_leave() {
    let playground = Playground::with_corpus();
    for arguments in [
        &["search", "the", "--format", "json", "-n", "100"][..],
        &["search", "the", "-n", "100"],
        &["list"],
        &["facets", "--by", "person", "-n", "1000"],
        &["read", "oxus-wire"],
        &["--help"],
    ] {
        let mut command = playground.command(arguments);
        let piped = command.current_dir(crate::support::corpus());
        let mut child =
            piped.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::with_capacity(16, stdout).read_line(&mut line).expect("a line");
        let run = playground.finished(child.wait_with_output().expect("the binary ends"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

/// Streams may be closed before it begins.
#[cfg(unix)]
#[test]
fn closed_streams_are_no_panic() {
    let playground = Playground::with_corpus();
    playground.write("new/one.txt", "One\n\nA report.");
    let binary = env!("CARGO_BIN_EXE_dateline");
    for (arguments, closed, expected) in [
        ("search Massoud", "<&-", &[0][..]),
        ("search Massoud", ">&-", &[0, 2]),
        ("search Massoud", "2>&-", &[0]),
        ("search Massoud", "<&- >&- 2>&-", &[0, 2]),
        ("search Massoud --format json", ">&-", &[0, 2]),
        ("index -", "<&-", &[0, 2, 3]),
        ("index new", ">&- 2>&-", &[0]),
        ("search --queries -", "<&-", &[0, 1, 2]),
        ("nonsense", "2>&-", &[2]),
    ] {
        let mut command = std::process::Command::new("sh");
        let line = format!("'{binary}' {arguments} {closed}");
        command.args(["-c", &line]).current_dir(playground.path("."));
        let output = command.env("DATELINE_INDEX", playground.path("index")).output();
        let run = playground.finished(output.expect("a shell"));
        assert!(expected.contains(&run.code), "{line}: {} {}", run.code, run.stderr);
    }
}
