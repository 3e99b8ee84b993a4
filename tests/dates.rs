//! Dates in questions, and articles in the order of time.

use crate::support::{Playground, Run, corpus, without_times};

/// Runs with variables of the environment set.
fn run_with(playground: &Playground, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    let mut command = playground.command(arguments);
    command.envs(variables.iter().copied());
    playground.finished(command.output().expect("the binary runs"))
}

/// A playground whose articles speak of dates of every length.
fn of_lengths() -> Playground {
    let playground = Playground::new();
    for (name, text) in [
        ("day", "The bridge fell on 6 September 2021."),
        ("month", "The bridge fell in September 2021."),
        ("year", "The bridge fell in 2021."),
        ("other", "The bridge fell on 30 August 2021."),
    ] {
        playground.write(&format!("news/{name}.txt"), format!("A bridge\n\n{text}\n"));
    }
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

#[test]
fn within_is_not_overlapping() {
    let playground = of_lengths();
    for (question, overlaps, within) in [
        ("date:2021-09-06", &["day", "month", "year"][..], &["day"][..]),
        ("date:2021-09", &["day", "month", "year"], &["day", "month"]),
        ("date:2021", &["day", "month", "other", "year"], &["day", "month", "other", "year"]),
        ("date:2021-08-15..2021-09-15", &["day", "month", "other", "year"], &["day", "other"]),
        ("date:..2021-09-29", &["day", "month", "other", "year"], &["day", "other"]),
        ("date:2022", &[], &[]),
    ] {
        let ids = |how: &str| -> Vec<String> {
            let mut ids = playground.ids(&[question, "--date-match", how]);
            ids.sort();
            ids.iter().map(|id| id.trim_end_matches(".txt").to_owned()).collect()
        };
        assert_eq!(ids("overlaps"), overlaps, "{question}");
        assert_eq!(ids("within"), within, "{question}");
        let written = question.replace("date:", "date:\"within ") + "\"";
        assert_eq!(playground.ids(&[&written]).len(), within.len(), "{written}");
    }
    // What a word or a negation stands beside does not matter.
    assert_eq!(playground.ids(&["bridge date:\"within 2021-09\""]).len(), 2);
    assert_eq!(playground.ids(&["bridge -date:\"within 2021-09\""]).len(), 2);
}

#[test]
fn dates_count_from_the_day_that_is_given() {
    let playground = Playground::with_corpus();
    let expected = "date:\"last week\" is read as 2021-09-20..2021-09-26";
    let given = playground.run(&["count", "date:\"last week\"", "--now", "2021-09-30"]);
    assert!(given.stderr.contains(expected), "{}", given.stderr);
    let environment = [("DATELINE_NOW", "2021-09-30")];
    let set = run_with(&playground, &environment, &["count", "date:last week"]);
    assert_eq!((set.stdout, set.stderr), (given.stdout, given.stderr));
    let options = ["--since", "2 weeks ago", "--until", "yesterday", "--date", "this month"];
    let all = [&["count", "--now", "2021-09-30"][..], &options].concat();
    insta::assert_snapshot!("date_options", playground.shown(&playground.run(&all)));
    let json = ["search", "date:yesterday", "--format", "json", "--now", "2021-09-25", "-n", "0"];
    let run = playground.run(&json);
    insta::assert_snapshot!("date_json", playground.shown_without_times(&run));
}

/// At any moment it is another day at the two ends of the earth's time zones.
#[test]
fn today_is_that_of_the_local_time_zone() {
    let playground = Playground::with_corpus();
    let told = |zone: &str| run_with(&playground, &[("TZ", zone)], &["count", "date:today"]).stderr;
    let (east, west) = (told("<+14>-14"), told("<-11>11"));
    assert!(east.contains("date:\"today\" is read as 20"), "{east}");
    assert_ne!(east, west);
}

#[test]
fn what_is_not_exact_is_refused() {
    let playground = Playground::with_corpus();
    let mut shown = String::new();
    for question in [
        "Massoud date:06/09/2021",
        "date:\"mid 2021\" Massoud",
        "date:\"6 september\"",
        "date:\"tuesday 6 september 2021\"",
        "date:zyzzyva",
    ] {
        shown.push_str(&playground.shown(&playground.run(&["count", question])));
    }
    shown.push_str(&playground.shown(&playground.run(&["count", "x", "--now", "2021-09"])));
    insta::assert_snapshot!("date_errors", shown);
}

/// A playground whose articles say when they appeared and what happened when, in full.
fn of_reports() -> Playground {
    let playground = Playground::new();
    let records: Vec<String> = [
        (
            "a",
            "Oxus Wire",
            "2021-09-06",
            "The ferry sank on 6 September 2021. It was built in 1987.",
        ),
        ("b", "Pamir Courier", "2021-09-07", "The ferry sank on 6 September 2021. It was old."),
        ("c", "Oxus Wire", "2021-09-08", "Divers found the ferry on 8 September 2021."),
        ("d", "Oxus Wire", "2021-09-20", "The ferry inquiry opened on 20 September 2021."),
        (
            "e",
            "Pamir Courier",
            "2021-09-21",
            "On 20 September 2021 an inquiry into the ferry began.",
        ),
        ("f", "Oxus Wire", "2021-09", "A new ferry was ordered in September 2021."),
        ("g", "Oxus Wire", "2022-03-14", "The new ferry sails from 14 March 2022."),
    ]
    .into_iter()
    .map(|(id, outlet, date, text)| {
        let title = "The ferry";
        serde_json::json!({"id": id, "outlet": outlet, "date": date, "title": title, "text": text})
            .to_string()
    })
    .collect();
    playground.write("news/wire.jsonl", records.join("\n"));
    playground.write("news/undated.txt", "A ferry\n\nNobody knows when.\n");
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

#[test]
fn timelines_in_every_form() {
    let playground = of_reports();
    let week = ["timeline", "ferry", "--level", "week"];
    let by_date = ["timeline", "ferry date:2021-09", "--by", "date"];
    let sentences = ["timeline", "ferry", "--sentences"];
    let with = |start: &[&'static str], rest: &[&'static str]| [start, rest].concat();
    for (name, arguments) in [
        ("text", with(&["timeline", "ferry", "--format", "text"], &[])),
        ("weeks", with(&week, &["--format", "text"])),
        ("piped", with(&week, &[])),
        ("csv", with(&["timeline", "--level", "month", "--format", "csv"], &[])),
        ("json", with(&week, &["--format", "json", "--until", "2021"])),
        ("by_date", with(&by_date, &["--format", "text"])),
        ("by_date_json", with(&by_date, &["--format", "json", "--level", "day"])),
        ("nothing", with(&["timeline", "zyzzyva", "--format", "text"], &[])),
        ("sentences", with(&sentences, &["--format", "text", "-n", "4"])),
        ("sentences_rest", with(&sentences, &["--format", "text", "--offset", "4"])),
        ("sentences_coloured", with(&sentences, &["-n", "1", "-o", "text", "--color", "always"])),
        ("sentences_of_dates", with(&sentences, &["date:\"within 2021-09-06..2021-09-20\""])),
        ("sentences_csv", with(&sentences, &["-n", "3", "--format", "csv"])),
        ("sentences_json", with(&sentences, &["--format", "json", "-n", "2"])),
        ("limit", with(&["timeline", "-n", "3"], &[])),
        ("ids", with(&["timeline", "ferry", "--format", "ids"], &[])),
    ] {
        let run = playground.run(&arguments);
        insta::assert_snapshot!(format!("timeline_{name}"), playground.shown(&run));
    }
    let arguments = with(&week, &["--format", "text"]);
    let plain = run_with(&playground, &[("LC_ALL", "C")], &arguments).stdout;
    assert!(plain.contains("  ####") && !plain.contains('█'), "{plain}");
}

#[test]
fn reprints_of_a_sentence_are_one() {
    let playground = Playground::new();
    let sentence = "The ferry sank on 6 September 2021 in heavy seas.";
    for (name, text) in [
        ("a.txt", format!("Ferry sinks\n\n{sentence} Nobody was hurt.\n")),
        ("b.txt", format!("Ferry down\n\nSad news. {}\n", sentence.to_uppercase())),
        ("c.txt", format!("Ferries\n\nAnother one.\n\n{}\n", sentence.replace(' ', "\n"))),
        ("d.txt", "Ferry\n\nThe ferry sank on 6 September 2021, a storm blew.\n".to_owned()),
    ] {
        playground.write(&format!("news/{name}"), text);
    }
    playground.run(&["index", "news"]);
    let rows = playground.run(&["timeline", "ferry", "--sentences"]).stdout;
    let also: Vec<&str> = rows.lines().filter_map(|row| row.split('\t').nth(7)).collect();
    assert_eq!(also, ["2", "0"], "{rows}");
    let json = playground.run(&["timeline", "ferry", "--sentences", "--format", "json"]).stdout;
    assert!(json.contains("\"also\":[{\"id\":\"b.txt\""), "{json}");
    let first = ["timeline", "ferry", "--sentences", "-n", "1", "--format", "text"];
    let first = playground.run(&first).stdout;
    assert!(first.contains("also in 2 more") && first.contains("1 more: --offset 1"), "{first}");
    let next = ["timeline", "ferry", "--sentences", "-n", "1", "--offset", "1"];
    assert!(playground.run(&next).stdout.contains("a storm blew"));
}

#[test]
fn dates_are_counted_by_level() {
    let playground = of_lengths();
    let facets = |level: &str| {
        let run = playground.run(&["facets", "--by", "date", "--level", level]);
        // Without the origins.
        let line = |line: &str| line.rsplit_once('\t').expect("columns").0.to_owned();
        (run.stdout.lines().map(line).collect::<Vec<_>>(), run.stderr)
    };
    let (days, told) = facets("day");
    assert_eq!(days, ["2021-08-30\t1", "2021-09-06\t1"]);
    assert!(told.contains("not counted: 2 dates in 2 articles, longer than a day"), "{told}");
    assert_eq!(facets("month").0, ["2021-09\t2", "2021-08\t1"]);
    assert_eq!(facets("week").0, ["2021-W35\t1", "2021-W36\t1"]);
    assert_eq!(facets("quarter").0, ["2021-Q3\t3"]);
    let (years, told) = facets("year");
    assert_eq!((years, told), (vec!["2021\t4".to_owned()], String::new()));
    assert_eq!(facets("decade").0, ["2020s\t4"]);
    // A value is what asks for its articles.
    for value in ["2021-W35", "2021-Q3", "2020s"] {
        let question = format!("date:\"within {value}\"");
        let count = playground.run(&["count", &question]).stdout;
        assert!(["1\n", "3\n", "4\n"].contains(&count.as_str()), "{value}: {count}");
    }
    let wrong = playground.run(&["facets", "--by", "place", "--level", "week"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("country, region or city"), "{}", wrong.stderr);
}

/// What is read in an article does not depend on when and where it is read.
#[test]
fn the_same_article_on_any_clock() {
    let read_on = |variables: &[(&str, &str)]| {
        let playground = Playground::new();
        let corpus = corpus();
        let corpus = corpus.to_str().expect("UTF-8");
        let run = run_with(&playground, variables, &["index", corpus, "--threads", "1"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let mut read = String::new();
        for line in playground.list() {
            let id = line.split('\t').next().expect("an id").to_owned();
            let run = run_with(&playground, variables, &["show", &id, "--format", "json"]);
            read.push_str(&run.stdout);
        }
        for views in [
            &["search", "date:2021-09", "--format", "json", "-n", "100"][..],
            &["timeline", "Massoud", "--by", "date", "--format", "json"],
            &["timeline", "Massoud", "--sentences", "--format", "json"],
            &["facets", "--by", "date", "--level", "month", "-n", "100"],
        ] {
            let run = run_with(&playground, variables, views);
            read.push_str(&without_times(&run.stdout));
            read.push_str(&run.stderr);
        }
        let wire = "{\"id\":\"1\",\"text\":\"He fled last week, on Monday.\"}\n\
                    {\"id\":\"2\",\"text\":\"He fled last week.\",\"published\":\"2021-09-25\"}\n";
        let file = playground.write("wire.jsonl", wire);
        let entities = ["entities", file.to_str().expect("UTF-8")];
        read.push_str(&run_with(&playground, variables, &entities).stdout);
        read
    };
    let one = read_on(&[("DATELINE_NOW", "1999-12-31"), ("TZ", "<+14>-14")]);
    let other = read_on(&[("DATELINE_NOW", "2031-01-01"), ("TZ", "<-11>11")]);
    assert!(one.contains("2021-09-06"));
    assert!(one == other, "what is read depends on the clock");
}

#[test]
fn one_side_is_not_two() {
    let playground = Playground::with_corpus();
    for (option, value) in
        [("--since", "..2021-09"), ("--until", "2021-09.."), ("--since", ">=2021-09")]
    {
        let run = playground.run(&["count", &format!("{option}={value}")]);
        assert_eq!(run.code, 2, "{option} {value}: {}", run.stdout);
        assert!(run.stderr.contains("one date is wanted here"), "{}", run.stderr);
    }
    // Of an option its own value is told of, not the question that is made of it.
    for option in ["--since", "--until", "--date"] {
        let run = playground.run(&["count", option, "tomorow"]);
        assert_eq!(run.code, 2);
        let expected = format!("dateline: {option}: \"tomorow\" is no date; ");
        assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }
    let run = playground.run(&["count", "--since", "2021-09-20", "--until", "2021-09"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}
