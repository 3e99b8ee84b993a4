//! What is said when a question is not understood, finds nothing, or takes too long.

use crate::support::Playground;

#[test]
fn what_finds_nothing_is_explained_and_something_suggested() {
    let playground = Playground::with_corpus();
    for (name, question) in [
        ("word", "safehouse Dushanbe"),
        ("phrase", "\"house safe\""),
        ("date", "Massoud published:2021-05"),
        ("person", "person:Zorkan fled"),
        ("place", "place:Nowheresville fled"),
        ("quote", "Massoud \"safe house"),
        ("function_words", "the of in"),
    ] {
        let run = playground.run(&["count", question]);
        insta::assert_snapshot!(format!("nothing_{name}"), playground.shown(&run));
    }
}

/// What is suggested finds as much as is told.
#[test]
fn suggestions_find_what_they_say() {
    let playground = Playground::with_corpus();
    let mut tried = 0;
    for question in
        ["safehouse Dushanbe", "\"house safe\"", "Massoud date:1985 Stryk", "Saleh -Saleh"]
    {
        let run = playground.run(&["search", question, "--format", "json"]);
        for line in run.stdout.lines() {
            let record: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
            if record["type"] == "suggestion" {
                let query = record["query"].as_str().expect("a question");
                let count = playground.run(&["count", "--", query]).stdout;
                assert_eq!(count.trim(), record["hits"].to_string(), "{query}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 6, "{tried}");
}

/// A question of very many words is looked at in all of them.
#[test]
fn of_long_questions_nothing_is_left_out_in_silence() {
    let playground = Playground::with_corpus();
    let sentence = "The spokesman of Ahmad Massoud has spent the week denying that his leader is \
                    in Tajikistan.";
    for (word, unknown) in [("Zanzibar", true), ("apricots", false)] {
        let question = format!("{sentence} {word}");
        let run = playground.run(&["count", &question]);
        assert_eq!((run.code, run.stdout.as_str()), (1, "0\n"), "{question}");
        let reason = match unknown {
            true => "Zanzibar finds nothing by itself",
            false => "no article has all of these together: ",
        };
        let reasons = run.stderr.lines().find(|line| line.contains("together: "));
        assert_eq!(reasons.is_some(), !unknown, "{}", run.stderr);
        assert!(reasons.is_none_or(|line| line.contains(reason) && line.contains(word)));
        let tries: Vec<&str> =
            run.stderr.lines().filter(|line| line.contains("dateline: try ")).collect();
        let expected = format!("dateline: try {sentence}  (1 article; without {word})");
        assert_eq!(tries, [expected], "{}", run.stderr);
    }
    let many: Vec<String> = (0..30).map(|number| format!("Massoud Panjshir{number}")).collect();
    let run = playground.run(&["count", &many.join(" ")]);
    assert!(run.stderr.contains(" and Panjshir29)"), "{}", run.stderr);
}

#[test]
fn strict_takes_warnings_for_errors() {
    let playground = Playground::with_corpus();
    for (question, expected) in [
        ("Massoud zyzzyva", 2),
        ("Massoud OR zyzzyva", 2),
        ("Massoud \"safe house", 2),
        ("Stryk apricots Khujand", 2),
        ("Massoud place:Tajikistan", 0),
        ("date:\"september 2021\"", 0),
    ] {
        let run = playground.run(&["search", "--strict", "--format", "ids", question]);
        assert_eq!((run.code, run.stdout.is_empty()), (expected, expected == 2), "{question}");
        assert_eq!(
            run.stderr.is_empty(),
            expected == 0 && !question.contains("date"),
            "{question}"
        );
    }
}

#[test]
fn a_question_is_shown_as_it_is_read() {
    let playground = Playground::with_corpus();
    let question = "the houses -Turkey (\"safe house\" OR place:Tajikistan) \
                    person:\"Ahmed Masood\" date:\"last week\"";
    for format in ["text", "json"] {
        let run = playground.run(&[
            "search",
            "--explain-query",
            "--format",
            format,
            "--now",
            "2021-09-30",
            question,
        ]);
        insta::assert_snapshot!(format!("reading_{format}"), playground.shown(&run));
    }
}

#[test]
fn a_time_that_is_over_gives_a_part() {
    let playground = Playground::with_corpus();
    let run = playground.run(&[
        "search",
        "Massoud OR Saleh",
        "--timeout",
        "0.000001ms",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, 4);
    let summary = run.stdout.lines().last().expect("a summary");
    assert!(summary.contains("\"timed_out\":true"), "{summary}");
    assert!(run.stderr.contains("the time was over"), "{}", run.stderr);
    for timeout in ["0", "10s", "2m"] {
        assert_eq!(playground.run(&["count", "Massoud", "--timeout", timeout]).code, 0);
    }
    assert_eq!(playground.run(&["count", "Massoud", "--timeout", "soon"]).code, 2);
}

/// An index without an article has no word either; what is said is that it is empty.
#[test]
fn an_index_without_an_article_is_told_of() {
    let playground = Playground::new();
    assert_eq!(playground.run(&["index", "corpsu"]).code, 3);
    let expected = "the index has no articles; add some with `dateline index FOLDER`";
    for arguments in [
        &["search", "massoud"][..],
        &["search", "massoud", "-o", "text"],
        &["search", "--explain-query", "massoud"],
        &["count", "massoud"],
        &["facets", "massoud", "--by", "person"],
        &["facets", "massoud", "--by", "person", "--significant"],
        &["timeline", "massoud"],
        &["timeline", "massoud", "--sentences"],
        &["person", "massoud"],
        &["trace", "massoud"],
        &["network", "massoud"],
        &["list"],
        &["show", "x"],
        &["cite", "x"],
        &["similar", "x"],
        &["export"],
        &["export", "massoud"],
        &["saved", "add", "x", "massoud"],
    ] {
        let said = playground.run(arguments).stderr;
        assert_eq!(said.matches(expected).count(), 1, "{arguments:?}: {said}");
        assert!(!said.contains("no article has"), "{arguments:?}: {said}");
    }
    let json = playground.run(&["search", "massoud", "-o", "json"]).stdout;
    assert!(json.contains(expected), "{json}");
}
