//! Many questions of one index: `dateline search --queries`.

use crate::support::Playground;

/// A playground with the sample archive and a file of questions.
fn asked(questions: &str) -> Playground {
    let playground = Playground::with_corpus();
    playground.write("questions.tsv", questions);
    playground
}

/// Four questions: two that are answered, one that cannot be read, one that finds nothing.
const QUESTIONS: &str =
    "stryk\tStryk\nbad\t(Saleh\n\nzyzzyva\nwasiq\tWasiq date:\"last week\" OR person:wasiq\n";

#[test]
fn answers_in_every_form() {
    let playground = asked(QUESTIONS);
    for format in ["text", "json", "csv", "tsv", "ids", "paths", "count", "trec"] {
        let run = playground.run(&[
            "search",
            "--queries",
            "questions.tsv",
            "--format",
            format,
            "-n",
            "2",
            "--now",
            "2021-09-30",
        ]);
        insta::assert_snapshot!(format!("batch_{format}"), playground.shown_without_times(&run));
    }
}

#[test]
fn the_exit_code_tells_of_all_questions() {
    for (questions, expected) in
        [("Stryk\nzyzzyva\n", 0), ("zyzzyva\n", 1), ("", 1), ("Stryk\n(Saleh\n", 2)]
    {
        let playground = asked(questions);
        let run = playground.run(&["search", "--queries", "questions.tsv", "--format", "ids"]);
        assert_eq!(run.code, expected, "{questions:?}: {}", run.stderr);
    }
}

#[test]
fn standard_input_is_a_file_of_questions_too() {
    let playground = Playground::with_corpus();
    let expected = playground.run(&["search", "Massoud", "--format", "ids"]).stdout;
    for arguments in [&["search", "-"][..], &["search", "--queries", "-"]] {
        let run = playground
            .run_with_input(&[arguments, &["--format", "ids"]].concat(), "Massoud\nStryk\n");
        let of_first = run.stdout.lines().filter_map(|line| line.strip_prefix("1\t"));
        assert!(of_first.eq(expected.lines()), "{}", run.stdout);
        assert!(run.stdout.contains("\n2\t"), "{}", run.stdout);
    }
}

#[test]
fn the_order_is_that_of_the_file_however_many_threads_there_are() {
    let words = ["Massoud", "the OR in", "Stryk", "zyzzyva", "person:saleh", "Dushanbe house"];
    let questions: String = (0..120).map(|at| format!("{}\n", words[at % words.len()])).collect();
    let playground = asked(&questions);
    let run = |threads: &str| {
        let arguments = ["search", "--queries", "questions.tsv", "--format", "ids"];
        playground.run(&[&arguments[..], &["--threads", threads]].concat()).stdout
    };
    let expected = run("1");
    assert_eq!(run("2"), expected);
    assert_eq!(run("9"), expected);
    let numbers: Vec<u32> =
        expected.lines().map(|line| line.split('\t').next().unwrap().parse().unwrap()).collect();
    assert!(numbers.is_sorted() && numbers.len() > 300);
}

#[test]
fn bytes_that_are_no_text_are_refused_and_the_rest_is_answered() {
    let playground = Playground::with_corpus();
    playground.write("questions.tsv", b"a\t\xff\xfe\nb\tStryk\n");
    let arguments = ["search", "--queries", "questions.tsv", "--format", "count"];
    let run = playground.run(&arguments);
    assert_eq!((run.code, run.stdout.as_str()), (2, "b\t1\n"));
    assert_eq!(run.stderr, "dateline: a: the question is not UTF-8\n");
}

#[test]
fn filters_hold_for_every_question() {
    let playground = asked("Massoud\nStryk\n");
    let run = playground.run(&[
        "search",
        "--queries",
        "questions.tsv",
        "--format",
        "count",
        "--until",
        "2021-09-10",
    ]);
    let one = playground.run(&["count", "Massoud", "--until", "2021-09-10"]).stdout;
    assert_eq!(run.stdout, format!("1\t{}2\t0\n", one));
}

#[test]
fn any_word_will_do_and_filters_hold() {
    let playground = Playground::with_corpus();
    let count = |arguments: &[&str]| {
        playground.run(&[&["count"], arguments].concat()).stdout.trim().parse::<u64>().unwrap()
    };
    let either = count(&["Stryk OR apricots OR Khujand"]);
    assert!(either > 2);
    assert_eq!(count(&["--any", "Stryk", "apricots", "Khujand"]), either);
    assert_eq!(count(&["--any", "the Stryk, the apricots and the Khujand"]), either);
    let without = count(&["(Stryk OR apricots OR Khujand) -Saleh"]);
    assert_eq!(count(&["--any", "Stryk apricots Khujand -Saleh"]), without);
    let there = count(&["(Stryk OR apricots OR Khujand) place:Tajikistan"]);
    assert_eq!(count(&["--any", "Stryk apricots Khujand place:Tajikistan"]), there);
    let any = playground.ids(&["--any", "Dushanbe safe house"]);
    let all = playground.ids(&["Dushanbe safe house"]);
    assert!(any.len() > all.len() && all.iter().all(|id| any.contains(id)));
}

#[test]
fn a_run_of_the_records_of_a_file_has_their_own_ids() {
    let playground = Playground::new();
    let records = "{\"id\":\"4983\",\"title\":\"White matter\",\"text\":\"Alterations of white matter.\"}\n\
                   {\"id\":\"doc 2\",\"title\":\"\",\"text\":\"White noise.\"}\n";
    playground.write("docs.jsonl", records);
    playground.run(&["index", "docs.jsonl"]);
    let run = playground.run(&["search", "white", "--format", "trec"]);
    let columns: Vec<Vec<&str>> = run.stdout.lines().map(|l| l.split(' ').collect()).collect();
    assert_eq!(columns.len(), 2);
    for (line, rank) in columns.iter().zip(["1", "2"]) {
        assert_eq!((line.len(), line[0], line[1], line[3]), (6, "1", "Q0", rank));
    }
    let mut ids: Vec<&str> = columns.iter().map(|line| line[2]).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["4983", "doc%202"]);
}

#[test]
fn a_file_of_questions_that_is_not_there_is_an_error() {
    let playground = Playground::with_corpus();
    let run = playground.run(&["search", "--queries", "nowhere.tsv"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("dateline: nowhere.tsv: "), "{}", run.stderr);
}
