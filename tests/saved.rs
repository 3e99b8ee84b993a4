//! Saved searches: what is new is told once, and not lost.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::support::{Playground, Run};

/// A report of some length, so that its copies are known by what they share.
const REPORT: &str = "Officials said on Thursday that Ahmad Massoud was staying in a guarded villa \
    in Dushanbe while his aides met Russian diplomats near the opera house. Two drivers who \
    carried supplies for the delegation described seven armoured cars, a field kitchen and a \
    radio mast on the roof of the annex. Neighbours complained of generators that ran until \
    dawn. The foreign ministry called the account invented and asked reporters to wait for a \
    statement, which had not come by the evening. A shopkeeper on Rudaki Avenue sold the guests \
    forty blankets and two sacks of dried mulberries.";

fn index(playground: &Playground, arguments: &[&str]) -> Run {
    let run = playground.run(&[&["index", "news"], arguments].concat());
    assert!([0, 3].contains(&run.code), "{}", run.stderr);
    run
}

/// A playground with a saved search that knows of one article.
fn with_search(arguments: &[&str]) -> Playground {
    let playground = Playground::new();
    playground.write("news/old.txt", "Old news\n\nMassoud spoke to villagers in Panjshir.\n");
    index(&playground, &[]);
    let run = playground.run(&[&["saved", "add", "massoud", "Massoud"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

/// The ids of what is new.
fn new(playground: &Playground) -> Vec<String> {
    let run = playground.run(&["saved", "run", "--format", "tsv"]);
    assert_eq!(run.code, i32::from(run.stdout.is_empty()), "{}", run.stderr);
    run.stdout.lines().map(|line| line.split('\t').nth(1).expect("an id").to_owned()).collect()
}

#[test]
fn what_a_saved_search_says() {
    let playground = Playground::with_corpus();
    let mut shown = String::new();
    for arguments in [
        &["saved", "list"][..],
        &["saved", "add", "massoud", "person:\"Ahmad Massoud\"", "--place", "Tajikistan"],
        &["saved", "add", "Massoud", "x"],
        &["saved", "add", "two words", "x"],
        &["saved", "add", "broken", "(Saleh"],
        &["saved", "add", "nobody", "zyzzyva"],
        &["saved", "add", "strict", "zyzzyva", "--strict"],
        &["saved", "add", "exec", "Stryk", "--exec", "tee 'a b"],
        &["saved", "add", "stryk", "Stryk", "-Moscow", "--from-start"],
        &["saved", "run", "--format", "text"],
        &["saved", "run"],
        &["saved", "run", "other"],
        &["saved", "list", "--format", "text"],
        &["saved", "list", "--format", "json"],
        &["saved", "remove", "nobody"],
        &["saved", "remove", "nobody"],
    ] {
        let run = playground.shown(&playground.run(arguments));
        shown.push_str(&format!("$ dateline {}\n{run}\n", arguments.join(" ")));
    }
    insta::assert_snapshot!("saved_session", shown);
}

#[test]
fn only_what_is_new_is_told_and_once() {
    let playground = with_search(&[]);
    assert!(new(&playground).is_empty(), "what matched before is known");
    playground.write("news/a.txt", format!("A villa\n\n{REPORT}\n"));
    index(&playground, &[]);
    assert_eq!(new(&playground), ["a.txt"]);
    assert!(new(&playground).is_empty());
    // Read again with another text, read again as it is, and moved.
    playground.write("news/a.txt", format!("A villa in town\n\n{REPORT} More follows.\n"));
    index(&playground, &[]);
    assert!(new(&playground).is_empty(), "an update is not new");
    fs::rename(playground.path("news/a.txt"), playground.path("news/b.txt")).expect("moved");
    index(&playground, &["--prune"]);
    playground.write("news/old2.txt", "Old news\n\nMassoud spoke to villagers in Panjshir.\n");
    index(&playground, &[]);
    assert!(new(&playground).is_empty(), "the same bytes under another name are not new");
    // An older article that is changed, and then moved.
    playground.write("news/old.txt", "Old news\n\nMassoud had spoken to villagers.\n");
    index(&playground, &[]);
    assert!(new(&playground).is_empty());
    fs::rename(playground.path("news/old.txt"), playground.path("news/older.txt")).expect("moved");
    index(&playground, &["--prune"]);
    assert!(new(&playground).is_empty(), "what it says now was known");
    // What matches for the first time is new, however long it has been there.
    playground.write("news/c.txt", "Harvest\n\nApricots were dear this year in Khujand.\n");
    index(&playground, &[]);
    assert!(new(&playground).is_empty());
    playground.write("news/c.txt", "Harvest\n\nApricots were dear, and Massoud bought none.\n");
    index(&playground, &[]);
    assert_eq!(new(&playground), ["c.txt"]);
}

#[test]
fn an_index_made_anew_brings_nothing_anew() {
    let playground = with_search(&["--from-start"]);
    assert_eq!(new(&playground), ["old.txt"]);
    for entry in fs::read_dir(playground.path("index")).expect("an index") {
        let entry = entry.expect("an entry");
        if !entry.file_name().to_string_lossy().starts_with("saved-") {
            fs::remove_file(entry.path()).expect("removed");
        }
    }
    index(&playground, &[]);
    assert!(new(&playground).is_empty());
}

#[test]
fn a_reprint_is_silent() {
    let playground = with_search(&[]);
    playground.write("news/2021/09/23/wire.txt", format!("Villa\n\n{REPORT}\n"));
    playground.write("news/2021/09/24/post.txt", format!("Guests of Dushanbe\n\n{REPORT}\n"));
    index(&playground, &[]);
    let run = playground.run(&["saved", "run", "--format", "json"]);
    let hits: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .filter(|record| record["type"] == "hit")
        .collect();
    assert_eq!(hits.len(), 1, "of copies that come together one is told: {}", run.stdout);
    assert_eq!(hits[0]["id"], "2021/09/23/wire.txt");
    assert_eq!((&hits[0]["copies"], &hits[0]["search"]), (&1.into(), &"massoud".into()));
    // A later one, also when what was told has gone.
    let cut = &REPORT[..REPORT.len() * 3 / 4];
    playground.write("news/2021/09/25/argus.txt", format!("Seen in Dushanbe\n\n{cut}\n"));
    index(&playground, &[]);
    assert!(new(&playground).is_empty());
    for folder in ["23", "24", "25"] {
        fs::remove_dir_all(playground.path(&format!("news/2021/09/{folder}"))).expect("removed");
    }
    index(&playground, &["--prune"]);
    playground.write("news/late.txt", format!("As reported\n\n{REPORT}\n"));
    index(&playground, &[]);
    assert!(new(&playground).is_empty());
}

#[cfg(unix)]
#[test]
fn what_a_command_refuses_is_kept() {
    let playground = with_search(&["--exec", "sh -c 'cat >> handed; test -e open'"]);
    playground.write("news/a.txt", "Villa\n\nMassoud $(touch pwned) `touch pwned`; touch pwned\n");
    let run = index(&playground, &["--alerts"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("massoud: sh ended with code 1; what is new is kept"),
        "{}",
        run.stderr
    );
    playground.write("open", "");
    let run = playground.run(&["saved", "run"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(playground.run(&["saved", "run"]).code, 1);
    let handed = fs::read_to_string(playground.path("handed")).expect("handed over");
    let ids: Vec<Value> = handed
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].clone())
        .collect();
    assert_eq!(ids, ["a.txt", "a.txt"], "twice, since it was refused once");
    assert!(!playground.path("pwned").exists());
    // A command that is not there, and one that reads nothing.
    playground.write("news/b.txt", "Garden\n\nMassoud planted figs.\n");
    index(&playground, &[]);
    let add = ["saved", "add", "figs", "figs", "--from-start"];
    playground.run(&[&add[..], &["--exec", "/nowhere/x"]].concat());
    let run = playground.run(&["saved", "run", "figs"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("figs: /nowhere/x cannot be run; what is new is kept"),
        "{}",
        run.stderr
    );
    playground.run(&["saved", "remove", "figs"]);
    playground.run(&[&add[..], &["--exec", "true"]].concat());
    assert_eq!(playground.run(&["saved", "run", "figs"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_command_that_others_may_change_is_not_run() {
    use std::os::unix::fs::PermissionsExt;

    let playground = with_search(&["--exec", "tee told"]);
    playground.write("news/a.txt", format!("A villa\n\n{REPORT}\n"));
    let saved = playground.path("index/saved-massoud.jsonl");
    let mode = |mode| fs::set_permissions(&saved, fs::Permissions::from_mode(mode));
    mode(0o664).expect("it is ours");
    let run = index(&playground, &["--alerts"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("may be changed by others"), "{}", run.stderr);
    assert!(!playground.path("told").exists());
    mode(0o644).expect("it is ours");
    let run = playground.run(&["saved", "run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(playground.path("told").exists());
    // Whatever the umask allows, what is saved is its owner's.
    let written = fs::metadata(&saved).expect("the search").permissions().mode();
    assert_eq!(written & 0o022, 0);
}

#[test]
fn what_nobody_read_is_told_again() {
    let playground = with_search(&[]);
    playground.write("news/a.txt", format!("A villa\n\n{REPORT}\n"));
    index(&playground, &[]);
    if cfg!(target_os = "linux") {
        let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
        let mut command = playground.command(&["saved", "run"]);
        let run = command.stdout(full).output().expect("the binary runs");
        assert_eq!(run.status.code(), Some(2));
    }
    assert_eq!(new(&playground), ["a.txt"]);
}

#[test]
fn index_tells_in_json_before_its_summary() {
    let playground = with_search(&[]);
    playground.write("news/a.txt", format!("A villa\u{202e}\n\n{REPORT}\n"));
    let run = index(&playground, &["--alerts", "--format", "json"]);
    let types: Vec<String> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["type"].to_string())
        .collect();
    assert_eq!(types, ["\"header\"", "\"source\"", "\"commit\"", "\"hit\"", "\"summary\""]);
    assert!(!run.stdout.contains('\u{202e}'));
    assert_eq!(index(&playground, &["--alerts"]).stdout, "");
}

#[test]
fn two_processes_tell_once() {
    let playground = with_search(&[]);
    let text = |number: usize| format!("Massoud met delegation {number}.").repeat(1 + number % 3);
    for number in 0..300 {
        playground
            .write(&format!("news/{number}.txt"), format!("No. {number}\n\n{}", text(number)));
    }
    index(&playground, &[]);
    let runs: Vec<_> = (0..3)
        .map(|_| {
            let mut command = playground.command(&["saved", "run", "--format", "tsv"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
        })
        .collect();
    let mut ids: Vec<String> = Vec::new();
    for run in runs {
        let run = playground.finished(run.wait_with_output().expect("it ends"));
        assert!(run.code <= 1, "{}", run.stderr);
        ids.extend(run.stdout.lines().map(|line| line.split('\t').nth(1).expect("an id").into()));
    }
    let told = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), told, "nothing is told twice");
    assert!(told > 0 && new(&playground).is_empty());
}

/// Killed at any moment, what was not told is told by the next run: nothing is lost.
#[test]
fn killed_runs_lose_nothing() {
    let playground = with_search(&["--exec", "tee -a told"]);
    let mut heard = std::collections::BTreeSet::new();
    for round in 0..12_u64 {
        playground.write(
            &format!("news/{round}.txt"),
            format!("Visit {round}\n\nMassoud saw {round} wells in valley {}.", round * 7),
        );
        let mut command = playground.command(&["index", "news", "--alerts"]);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(std::time::Duration::from_millis(round * 12));
        let _ = child.kill();
        child.wait().expect("it ends");
    }
    index(&playground, &["--alerts"]);
    for line in fs::read_to_string(playground.path("told")).expect("told").lines() {
        // What a killed process was writing is written again by the next one.
        if let Ok(record) = serde_json::from_str::<Value>(line) {
            heard.insert(record["title"].as_str().expect("a title").to_owned());
        }
    }
    let silent = (0..12).filter(|round| !heard.contains(&format!("Visit {round}"))).count();
    assert_eq!(silent, 0, "{heard:?}");
    assert_eq!(playground.run(&["saved", "run"]).code, 1);
}

#[test]
fn help_says_of_what_names_are_made() {
    let help = Playground::new().run(&["saved", "add", "--help"]).stdout;
    assert!(
        help.contains("What to call it: a letter or digit, then letters, digits, . - or _\n"),
        "{help}"
    );
}
