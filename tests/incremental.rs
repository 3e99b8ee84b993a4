//! An index that is brought up to date is the index made from scratch.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use crate::support::Playground;

fn index(playground: &Playground, arguments: &[&str]) -> String {
    let news = playground.path("news");
    let fixed = ["index", news.to_str().expect("UTF-8")];
    let run = playground.run(&[&fixed, arguments].concat());
    assert!([0, 3].contains(&run.code), "{}", run.stderr);
    run.stderr
}

#[test]
fn a_run_reads_only_what_changed() {
    let playground = Playground::new();
    for number in 0..5 {
        playground.write(&format!("news/{number}.txt"), format!("Title {number}\n\nText.\n"));
    }
    assert_eq!(index(&playground, &[]), "5 seen: 5 added · 5 undated\n");
    assert_eq!(index(&playground, &[]), "5 seen: 5 unchanged\n");
    playground.write("news/3.txt", "Title 3\n\nAnother text altogether.\n");
    playground.write("news/5.txt", "Title 5\n\nText.\n");
    assert_eq!(index(&playground, &[]), "6 seen: 1 added, 1 updated, 4 unchanged · 2 undated\n");
    assert_eq!(playground.ids(&["altogether"]), ["3.txt"]);
    // A new time with the same bytes is no change.
    let file = File::options().append(true).open(playground.path("news/4.txt")).expect("a file");
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("a new time");
    assert_eq!(index(&playground, &[]), "6 seen: 6 unchanged\n");
}

#[test]
fn vanished_sources_stay_until_they_are_pruned() {
    let playground = Playground::new();
    playground.write("news/a.txt", "Kept\n\nText.\n");
    playground.write("news/b.txt", "Gone\n\nText.\n");
    index(&playground, &[]);
    fs::remove_file(playground.path("news/b.txt")).expect("removed");
    let told = index(&playground, &[]);
    assert!(told.contains("b.txt: gone; its articles stay until --prune"), "{told}");
    assert!(told.ends_with("1 seen: 1 unchanged, 1 vanished\n"), "{told}");
    assert_eq!(playground.ids(&["Gone"]), ["b.txt"]);
    assert_eq!(index(&playground, &["--prune"]), "1 seen: 1 unchanged, 1 removed\n");
    assert_eq!(playground.ids(&["Gone"]), [""; 0]);
}

#[test]
fn a_root_that_cannot_be_found_has_lost_nothing() {
    let playground = Playground::new();
    playground.write("news/a.txt", "Kept\n\nText.\n");
    index(&playground, &[]);
    fs::rename(playground.path("news"), playground.path("elsewhere")).expect("moved");
    let told = index(&playground, &["--prune"]);
    assert!(told.contains("news: not found"), "{told}");
    assert_eq!(playground.ids(&["Kept"]), ["a.txt"]);
    // A mistyped path is told of, and forgotten.
    assert_eq!(playground.run(&["index", "mistyped"]).code, 3);
    fs::rename(playground.path("elsewhere"), playground.path("news")).expect("moved back");
    assert_eq!(playground.run(&["index"]).stderr, "1 seen: 1 unchanged\n");
}

#[test]
fn a_growing_file_adds_its_new_records() {
    let playground = Playground::new();
    let record = |id: u32, text: &str| format!("{{\"id\":\"r{id}\",\"text\":\"{text}\"}}\n");
    let mut lines: String = (0..100).map(|id| record(id, "first words")).collect();
    playground.write("news/wire.jsonl", &lines);
    assert_eq!(index(&playground, &[]), "100 seen: 100 added · 100 undated\n");
    lines.push_str(&record(100, "later words"));
    let lines = lines.replacen("first", "changed", 1);
    playground.write("news/wire.jsonl", &lines);
    assert_eq!(index(&playground, &[]), "101 seen: 1 added, 1 updated, 99 unchanged · 2 undated\n");
    let fewer: String = lines.lines().skip(1).map(|line| format!("{line}\n")).collect();
    playground.write("news/wire.jsonl", fewer);
    assert_eq!(index(&playground, &[]), "100 seen: 100 unchanged, 1 removed\n");
    assert_eq!(playground.ids(&["changed"]), [""; 0]);
}

#[test]
fn standard_input_adds_and_replaces() {
    let playground = Playground::new();
    let one = "{\"id\":\"a\",\"text\":\"An early version.\"}\n{\"text\":\"Without an id.\"}\n";
    let run = playground.run_with_input(&["index", "-"], one);
    assert_eq!(run.stderr, "2 seen: 2 added · 2 undated\n");
    let two = "{\"id\":\"a\",\"text\":\"A late version.\"}\n{\"text\":\"Another without.\"}\n";
    let run = playground.run_with_input(&["index", "-"], two);
    assert_eq!(run.stderr, "2 seen: 1 added, 1 updated · 2 undated\n");
    assert_eq!(playground.list().len(), 3);
    assert_eq!(playground.ids(&["early"]), [""; 0]);
    assert_eq!(playground.ids(&["late"]), ["a"]);
}

#[test]
fn equal_ids_of_different_sources_stay_apart() {
    let playground = Playground::new();
    playground.write("news/a.jsonl", "{\"id\":\"1\",\"text\":\"The alpha report.\"}\n");
    playground.write("news/b.jsonl", "{\"id\":\"1\",\"text\":\"The beta report.\"}\n");
    let told = index(&playground, &[]);
    assert!(told.contains("b.jsonl: the id 1 is taken; the article is b.jsonl#1"), "{told}");
    assert_eq!(playground.ids(&["alpha"]), ["1"]);
    assert_eq!(playground.ids(&["beta"]), ["b.jsonl#1"]);
    assert_eq!(index(&playground, &[]), "2 seen: 2 unchanged\n");
}

#[test]
fn a_file_that_was_moved_keeps_its_ids() {
    let playground = Playground::new();
    playground.write("news/a.jsonl", "{\"id\":\"1\",\"text\":\"The alpha report.\"}\n");
    index(&playground, &[]);
    let paths = ["news/a.jsonl", "news/b.jsonl"].map(|path| playground.path(path));
    fs::rename(&paths[0], &paths[1]).expect("moved");
    let told = index(&playground, &["--prune"]);
    assert!(!told.contains("taken"), "{told}");
    assert!(told.ends_with("1 seen: 1 added, 1 removed · 1 undated\n"), "{told}");
    assert_eq!(playground.ids(&["alpha"]), ["1"]);
}

#[test]
fn a_source_that_gives_nothing_any_more_is_forgotten() {
    let playground = Playground::new();
    playground.write("news/a.json", "[{\"text\":\"The alpha report.\"}]");
    index(&playground, &[]);
    playground.write("news/a.json", "[]");
    let told = index(&playground, &[]);
    assert!(told.contains("1 removed"), "{told}");
    let verified = playground.run(&["verify", "--deep"]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

#[test]
fn what_an_import_did_not_bring_is_read_from_its_source() {
    let playground = Playground::new();
    playground.write("news/a.txt", "Alpha\n\nThe alpha report.\n");
    playground.write("news/b.txt", "Beta\n\nThe beta report.\n");
    index(&playground, &[]);
    let exported = playground.run(&["export"]).stdout;
    fs::remove_dir_all(playground.path("index")).expect("removed");
    // The last line is an article: it breaks off there.
    let (cut, _) = exported.trim_end().rsplit_once('\n').expect("many lines");
    let imported = playground.run_with_input(&["index", "-"], format!("{cut}\n"));
    assert_eq!(imported.stderr, "1 seen: 1 added · 1 undated\n");
    assert_eq!(index(&playground, &[]), "2 seen: 1 added, 1 unchanged · 1 undated\n");
    // Whole, it tells of all sources, and none is read again.
    fs::remove_dir_all(playground.path("index")).expect("removed");
    playground.run_with_input(&["index", "-"], &exported);
    fs::remove_file(playground.path("news/b.txt")).expect("removed");
    let told = index(&playground, &[]);
    assert!(told.ends_with("1 seen: 1 unchanged, 1 vanished\n"), "{told}");
}

#[test]
fn more_memory_than_the_engine_can_use_is_no_error() {
    let playground = Playground::new();
    playground.write("news/a.txt", "First\n\nText.\n");
    assert_eq!(index(&playground, &["--heap", "9000"]), "1 seen: 1 added · 1 undated\n");
}

#[test]
fn lists_of_files() {
    let playground = Playground::new();
    playground.write("x/one.txt", "One\n\nThe listed text.\n");
    playground.write("y/one.txt", "Two\n\nThe listed text.\n");
    playground.write("y/not.txt", "Three\n\nThe listed text.\n");
    let run = playground.run_with_input(&["index", "--files-from", "-"], "x/one.txt\ny/one.txt\n");
    assert_eq!(run.stderr, "2 seen: 2 added · 2 undated\n");
    assert_eq!(playground.ids(&["listed"]), ["x/one.txt", "y/one.txt"]);
    let nul = playground.run_with_input(&["index", "--files-from", "-", "-0"], "y/not.txt\0");
    assert_eq!(nul.stderr, "1 seen: 1 added · 1 undated\n");
    // A list is not kept: there is no folder to look at again.
    let again = playground.run(&["index"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("only what came from lists"), "{}", again.stderr);
    assert!(playground.run(&["status"]).stdout.contains("only what came from lists"));
}

#[test]
fn what_was_indexed_is_brought_up_to_date_without_naming_it() {
    let playground = Playground::new();
    playground.write("news/a.txt", "First\n\nText.\n");
    index(&playground, &[]);
    playground.write("news/b.txt", "Second\n\nText.\n");
    let run = playground.run(&["index"]);
    assert_eq!(run.stderr, "2 seen: 1 added, 1 unchanged · 1 undated\n");
}

#[test]
fn a_search_in_a_folder_sees_only_that() {
    let playground = Playground::new();
    playground.write("one/a.txt", "Alpha\n\nThe shared word.\n");
    playground.write("two/b.txt", "Beta\n\nThe shared word.\n");
    assert_eq!(playground.ids(&["--in", "one", "shared"]), ["a.txt"]);
    assert_eq!(playground.ids(&["--in", "two", "shared"]), ["b.txt"]);
    assert_eq!(playground.ids(&["shared"]), ["a.txt", "b.txt"]);
    assert_eq!(playground.run(&["search", "--in", "three", "shared"]).code, 2);
}

#[test]
fn the_index_is_not_indexed() {
    let playground = Playground::new();
    playground.write("a.txt", "Alpha\n\nThe word.\n");
    let here = playground.path("");
    for _ in 0..2 {
        let run = playground.run(&["index", here.to_str().expect("UTF-8")]);
        assert!(run.stderr.starts_with("1 seen: 1 "), "{}", run.stderr);
    }
}

#[test]
fn records_under_other_names() {
    let playground = Playground::new();
    playground
        .write("news/a.jsonl", "{\"hed\":\"Mapped\",\"story\":\"The words of the story.\"}\n");
    index(&playground, &["--map", "title=hed", "--map", "text=story"]);
    let run = playground.run(&["search", "words", "--format", "tsv", "--fields", "title"]);
    assert_eq!(run.stdout, "Mapped\n");
}

#[test]
fn the_second_indexer_leaves_at_once() {
    let playground = Playground::new();
    playground.write("news/a.txt", "First\n\nText.\n");
    // An indexer whose standard input does not end holds the index.
    let mut command = playground.command(&["index", "-"]);
    let held = command.stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    let mut holder = held.spawn().expect("the binary runs");
    let lock = playground.path("index/dateline.lock");
    let expected = holder.id().to_string();
    while fs::read_to_string(&lock).map_or(true, |text| text.trim() != expected) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let news = playground.path("news");
    let run = playground.run(&["index", news.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 11);
    assert!(run.stderr.contains(&format!("(process {expected})")), "{}", run.stderr);
    let mut waiting = playground.command(&["index", "--wait", news.to_str().expect("UTF-8")]);
    let waiter = waiting.stderr(std::process::Stdio::piped()).spawn().expect("the binary runs");
    drop(holder.stdin.take());
    assert!(holder.wait().expect("the holder ends").success());
    let output = waiter.wait_with_output().expect("the waiter ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "1 seen: 1 added · 1 undated\n");
}

/// Standard input that goes on, as that of `tail -f` does, is committed now and then, and may be
/// left.
#[cfg(unix)]
#[test]
fn standard_input_that_does_not_end() {
    let playground = Playground::new();
    let mut command = playground.command(&["index", "-", "--commit-every", "0"]);
    let piped = command.stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut indexer = piped.spawn().expect("the binary runs");
    let mut input = indexer.stdin.take().expect("a pipe");
    input.write_all(b"{\"id\":\"a\",\"text\":\"The alpha report.\"}\n").expect("it reads");
    let begun = std::time::Instant::now();
    while playground.run(&["search", "alpha", "--format", "ids"]).stdout != "a\n" {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is committed");
        std::thread::sleep(Duration::from_millis(50));
    }
    crate::support::send("TERM", &indexer);
    while indexer.try_wait().expect("a process").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it waits for more");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(indexer.wait().expect("its end").code(), Some(143));
    drop(input);
}

/// A step in the life of an archive.
#[derive(Debug, Clone)]
enum Step {
    Write { file: u8, version: u8 },
    Records { file: u8, ids: Vec<u8>, version: u8 },
    Remove { file: u8 },
    Index,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0u8..6, 0u8..4).prop_map(|(file, version)| Step::Write { file, version }),
        2 => (0u8..2, prop::collection::btree_set(0u8..8, 1..5), 0u8..3).prop_map(
            |(file, ids, version)| Step::Records { file, ids: ids.into_iter().collect(), version }
        ),
        1 => (0u8..6).prop_map(|file| Step::Remove { file }),
        2 => Just(Step::Index),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..Default::default() })]

    #[test]
    fn up_to_date_is_from_scratch(steps in prop::collection::vec(any_step(), 1..14)) {
        let playground = Playground::new();
        playground.write("news/0.txt", "Title\n\nText.\n");
        for (time, step) in steps.iter().enumerate() {
            match step {
                Step::Write { file, version } => {
                    let text = format!("Title {version}\n\nThe text of {file}, number {version}.\n");
                    touch(&playground.write(&format!("news/{file}.txt"), text), time);
                }
                Step::Records { file, ids, version } => {
                    let lines: String = ids.iter().map(|id| {
                        format!("{{\"id\":\"{file}-{id}\",\"text\":\"Record {id} of {version}.\"}}\n")
                    }).collect();
                    touch(&playground.write(&format!("news/{file}.jsonl"), lines), time);
                }
                Step::Remove { file } => {
                    let _ = fs::remove_file(playground.path(&format!("news/{file}.txt")));
                }
                Step::Index => { index(&playground, &["--prune"]); }
            }
        }
        index(&playground, &["--prune"]);
        let updated = playground.list();
        let searched = playground.ids(&["text OR record"]);
        fs::remove_dir_all(playground.path("index")).expect("removed");
        index(&playground, &[]);
        prop_assert_eq!(updated, playground.list());
        let sorted = |mut ids: Vec<String>| { ids.sort(); ids };
        prop_assert_eq!(sorted(searched), sorted(playground.ids(&["text OR record"])));
    }
}

/// Gives a file a time of its own: the tests write faster than some clocks tick.
fn touch(path: &std::path::Path, time: usize) {
    let file = File::options().append(true).open(path).expect("a file");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000 + time as u64);
    file.set_modified(time).expect("a new time");
}

#[test]
fn the_account_adds_up() {
    let playground = Playground::new();
    playground.write("news/a.txt", "First\n\nText.\n");
    playground.write("news/empty.txt", "");
    playground.write("news/film.mkv", "x");
    playground.write("news/w.jsonl", "{\"id\":\"1\",\"text\":\"Fine.\"}\n{oops\n");
    let news = playground.path("news");
    for _ in 0..2 {
        let run = playground.run(&["index", news.to_str().expect("UTF-8"), "--format", "json"]);
        assert_eq!(run.code, 3);
        let last = run.stdout.lines().last().expect("a summary");
        let summary: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(last).expect("JSON");
        let number = |name: &str| summary[name].as_u64().expect("a number");
        let parts = ["added", "updated", "unchanged", "skipped", "failed"].map(number);
        assert_eq!(number("seen"), parts.iter().sum::<u64>(), "{last}");
        assert_eq!(number("seen"), 5);
    }
}
