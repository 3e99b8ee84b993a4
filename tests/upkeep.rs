//! An index is backed up, restored, rebuilt, compacted, exported and upgraded, and is whole
//! whatever happens meanwhile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use crate::support::Playground;

const QUESTIONS: [&str; 5] =
    ["Dushanbe", "\"safe house\"", "person:\"Ahmed Masood\"", "place:Tajikistan", "date:2021-09"];

/// What questions find, in order.
fn answers(playground: &Playground) -> Vec<Vec<String>> {
    QUESTIONS.iter().map(|question| playground.ids(&[question])).collect()
}

fn export(playground: &Playground) -> String {
    let run = playground.run(&["export"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// Runs, and expects success.
fn done(playground: &Playground, arguments: &[&str]) -> String {
    let run = playground.run(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}{}", run.stdout, run.stderr);
    run.stdout
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The files of the index with this ending.
fn files(playground: &Playground, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(playground.path("index")).expect("an index");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

/// Turns a bit in the middle of a file over.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(path, &bytes).expect("written");
}

/// An index of three segments, one fewer than are merged by themselves, with a removed
/// article in it.
fn index_of_parts() -> Playground {
    let playground = Playground::new();
    for part in 0..2 {
        for number in 0..40 {
            let text = format!(
                "Report {number} of {part}\n\nKABUL, Sept 6 2021 - Ahmad Massoud spoke in Dushanbe \
                 for the {number}th time. {}\n",
                "Nothing was signed. ".repeat(number)
            );
            playground.write(&format!("news/{part}/{number}.txt"), text);
        }
        done(&playground, &["index", text(&playground.path("news"))]);
    }
    playground.write("news/0/7.txt", "Another report\n\nNothing of Dushanbe.\n");
    done(&playground, &["index", text(&playground.path("news"))]);
    playground
}

#[test]
fn a_backup_is_an_index() {
    let playground = Playground::with_corpus();
    playground.write("index/saved-searches.toml", "mine");
    let told = done(&playground, &["backup", "copy"]);
    assert!(told.starts_with("copy: 7 files, ") && told.ends_with("; all checked\n"), "{told}");
    assert_eq!(fs::read_to_string(playground.path("copy/saved-searches.toml")).unwrap(), "mine");
    let verified = done(&playground, &["verify", "--deep", "--index", "copy"]);
    assert!(verified.ends_with("as it was written\n") && !verified.contains("note"), "{verified}");
    let list = done(&playground, &["list"]);
    assert_eq!(done(&playground, &["list", "--index", "copy"]), list);

    for (folder, expected) in [
        ("copy", "there is a backup or an index already; --update brings a backup up to date"),
        ("index/copy", "this is inside the index"),
        ("index", "this is inside the index"),
    ] {
        let run = playground.run(&["backup", folder]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
    assert!(!playground.path("index/copy").exists());
    playground.write("other/file.txt", "x");
    assert_eq!(playground.run(&["backup", "other"]).code, 2);
    assert_eq!(playground.run(&["backup", "new", "--index", "nowhere"]).code, 10);
    assert!(!playground.path("new").exists());
}

#[test]
fn a_backup_is_brought_up_to_date() {
    let playground = Playground::with_corpus();
    done(&playground, &["backup", "copy"]);
    playground.write("more/one.txt", "Tolls fall\n\nThe bridge is free on Sundays.\n");
    done(&playground, &["index", text(&playground.path("more"))]);
    let told = done(&playground, &["backup", "copy", "--update", "--format", "json"]);
    assert!(told.contains("\"schema\":\"dateline.backup/1\"") && told.contains("\"copied\":6"));
    assert_eq!(done(&playground, &["list"]), done(&playground, &["list", "--index", "copy"]));
    // What has changed in the backup itself is copied again.
    let copied = fs::read_dir(playground.path("copy")).unwrap().map(|entry| entry.unwrap().path());
    damage(&copied.filter(|path| path.extension().is_some_and(|e| e == "store")).last().unwrap());
    assert!(done(&playground, &["backup", "copy", "--update"]).contains(", 1 of them new"));
    done(&playground, &["verify", "--deep", "--index", "copy"]);
    // A saved search that was removed does not come back with it.
    let saved = |copy: &str| playground.path(&format!("{copy}/saved-tolls.jsonl")).exists();
    done(&playground, &["saved", "add", "tolls", "tolls"]);
    done(&playground, &["backup", "copy", "--update"]);
    assert!(saved("index") && saved("copy"));
    done(&playground, &["saved", "remove", "tolls"]);
    done(&playground, &["backup", "copy", "--update"]);
    assert!(!saved("copy"));
}

#[test]
fn a_damaged_index_is_not_backed_up() {
    let playground = Playground::with_corpus();
    damage(&files(&playground, ".pos")[0]);
    let run = playground.run(&["backup", "copy"]);
    assert_eq!(run.code, 12, "{}", run.stderr);
    assert!(!playground.path("copy/meta.json").exists());
}

#[test]
fn a_backup_is_consistent_while_indexing_goes_on() {
    let playground = Playground::new();
    for number in 0..300 {
        let text = format!("Report {number}\n\nKABUL, Sept 6 2021 - Number {number}.\n");
        playground.write(&format!("news/{number}.txt"), text);
    }
    let news = playground.path("news");
    let arguments = ["index", text(&news), "--commit-every", "0", "--heap", "20"];
    done(&playground, &arguments);
    let mut backups = 0;
    for round in 0..3 {
        for number in 0..300 {
            let text = format!("Report {number}, again\n\nKABUL - Round {round}.\n");
            playground.write(&format!("news/{number}.txt"), text);
        }
        let mut indexer = playground.command(&arguments);
        let mut indexer = indexer.stderr(Stdio::null()).spawn().expect("the binary runs");
        while indexer.try_wait().expect("a child").is_none() && backups < 12 {
            let folder = format!("copy-{backups}");
            done(&playground, &["backup", &folder]);
            done(&playground, &["verify", "--deep", "--index", &folder]);
            backups += 1;
        }
        assert!(indexer.wait().expect("the indexer ends").success());
    }
    assert!(backups >= 3, "only {backups} backups");
}

#[test]
fn a_backup_is_restored() {
    let playground = Playground::with_corpus();
    playground.write("index/saved-searches.toml", "mine");
    done(&playground, &["backup", "copy"]);
    let exported = export(&playground);
    playground.write("more/one.txt", "Tolls fall\n\nThe bridge is free on Sundays.\n");
    done(&playground, &["index", text(&playground.path("more"))]);
    let refused = playground.run(&["restore", "copy"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("there is an index of 37 articles, last written to at 20"));
    assert_eq!(playground.list().len(), 37);
    let told = done(&playground, &["restore", "copy", "--replace"]);
    assert!(told.contains("restored, 36 articles, "), "{told}");
    assert_eq!(export(&playground), exported);
    fs::remove_dir_all(playground.path("index")).expect("removed");
    done(&playground, &["restore", "copy"]);
    assert_eq!(export(&playground), exported);
    assert_eq!(fs::read_to_string(playground.path("index/saved-searches.toml")).unwrap(), "mine");
    // And it can be written to.
    done(&playground, &["index", text(&playground.path("more"))]);
    done(&playground, &["verify", "--deep"]);
}

#[test]
fn what_is_no_sound_backup_is_not_restored() {
    let playground = Playground::with_corpus();
    done(&playground, &["backup", "copy"]);
    let exported = export(&playground);
    let names = fs::read_dir(playground.path("copy")).unwrap().map(|entry| entry.unwrap().path());
    damage(&names.filter(|path| path.extension().is_some_and(|e| e == "idx")).last().unwrap());
    assert_eq!(playground.run(&["restore", "copy", "--replace"]).code, 12);
    let old = fixture(&playground, "5");
    assert_eq!(playground.run(&["restore", &old, "--replace"]).code, 13);
    let missing = playground.run(&["restore", "nowhere", "--replace"]);
    let said = "dateline: nowhere: no backup here; `dateline backup DIR` makes one\n";
    assert_eq!((missing.code, missing.stderr.as_str()), (10, said));
    assert_eq!(playground.run(&["restore", "nowhere", "--index", "new"]).code, 10);
    assert!(!playground.path("new").exists());
    assert_eq!(export(&playground), exported);
}

#[test]
fn rebuilt_is_from_scratch() {
    let playground = Playground::with_corpus();
    let (exported, answered) = (export(&playground), answers(&playground));
    let facets = done(&playground, &["facets", "--by", "person", "--limit", "100"]);
    assert_eq!(playground.run(&["rebuild"]).stderr, "rebuilt from stored articles: 36\n");
    assert_eq!(export(&playground), exported);
    assert_eq!(answers(&playground), answered);
    assert_eq!(done(&playground, &["facets", "--by", "person", "--limit", "100"]), facets);
    done(&playground, &["verify", "--deep"]);
    let run = playground.run(&["index"]);
    assert_eq!(run.stderr, "37 seen: 36 unchanged, 1 skipped\n");
    assert_eq!(playground.run(&["rebuild", "--index", "nowhere"]).code, 10);
    assert!(!playground.path("nowhere").exists());
}

#[test]
fn removed_articles_stay_removed() {
    let playground = index_of_parts();
    let (exported, answered) = (export(&playground), answers(&playground));
    done(&playground, &["rebuild", "--heap", "20"]);
    assert_eq!(export(&playground), exported);
    assert_eq!(answers(&playground), answered);
}

#[test]
fn damage_beside_the_stored_articles_is_mended() {
    for ending in [".idx", ".pos", ".term", ".fieldnorm"] {
        let playground = Playground::with_corpus();
        let (exported, answered) = (export(&playground), answers(&playground));
        damage(&files(&playground, ending)[0]);
        done(&playground, &["rebuild"]);
        done(&playground, &["verify", "--deep"]);
        assert_eq!((export(&playground), answers(&playground)), (exported, answered), "{ending}");
    }
    // Without columns it is not known which sources were read: they are read again.
    let playground = Playground::with_corpus();
    let (list, answered) = (playground.list(), answers(&playground));
    fs::remove_file(&files(&playground, ".fast")[0]).expect("removed");
    done(&playground, &["rebuild"]);
    assert_eq!((playground.list(), answers(&playground)), (list, answered));
    done(&playground, &["index"]);
    done(&playground, &["verify", "--deep"]);
}

#[test]
fn damaged_articles_are_left_out_when_that_is_asked_for() {
    let playground = index_of_parts();
    let list = playground.list();
    let stores = files(&playground, ".store");
    let largest = stores.iter().max_by_key(|path| fs::metadata(path).unwrap().len()).unwrap();
    let length = fs::metadata(largest).unwrap().len();
    let mut bytes = fs::read(largest).expect("a store");
    // The first block still tells its size.
    bytes[8..(length / 3) as usize].fill(0x5a);
    fs::write(largest, &bytes).expect("written");
    let before = fs::read(playground.path("index/meta.json")).expect("an index");
    let refused = playground.run(&["rebuild"]);
    assert_eq!(refused.code, 3, "{}", refused.stderr);
    assert!(refused.stderr.contains("its stored form is damaged"), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("the index is as it was. --drop-damaged"),
        "{}",
        refused.stderr
    );
    assert_eq!(fs::read(playground.path("index/meta.json")).expect("an index"), before);
    let dropped = playground.run(&["rebuild", "--drop-damaged", "--format", "json"]);
    assert_eq!(dropped.code, 3, "{}", dropped.stderr);
    assert!(dropped.stdout.contains("\"outcome\":\"replaced\",\"from\":\"stored\""));
    let left = playground.list();
    assert!(left.len() < list.len() && left.iter().all(|line| list.contains(line)));
    done(&playground, &["verify", "--deep"]);
    // What was in a damaged file is read again from its source, and what was lost comes back.
    done(&playground, &["index"]);
    assert_eq!(playground.list(), list);
    done(&playground, &["verify", "--deep"]);
}

#[test]
fn segments_become_one() {
    let playground = index_of_parts();
    let (exported, answered) = (export(&playground), answers(&playground));
    let told = done(&playground, &["compact", "--format", "json"]);
    let record: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert!(record["before"]["segments"].as_u64() > Some(1), "{told}");
    assert!(record["before"]["removed"].as_u64() > Some(0), "{told}");
    assert_eq!(record["after"]["segments"], 1, "{told}");
    assert_eq!(record["after"]["removed"], 0, "{told}");
    assert_eq!((export(&playground), answers(&playground)), (exported, answered));
    assert_eq!(files(&playground, ".store").len(), 1);
    done(&playground, &["verify", "--deep"]);
    assert!(done(&playground, &["compact"]).contains(", 1 segment\n after  "));
    assert_eq!(playground.run(&["compact", "--index", "nowhere"]).code, 10);
}

/// Kills each command at growing delays: the old index is there or the new, whole, and the
/// next writer clears up.
#[test]
fn killed_upkeep_leaves_a_whole_index() {
    let control = index_of_parts();
    done(&control, &["backup", "copy"]);
    let exported = export(&control);
    let backup = control.path("copy");
    let news = control.path("news");
    let mut killed = 0;
    for arguments in
        [&["rebuild", "--heap", "20"][..], &["compact"], &["restore", text(&backup), "--replace"]]
    {
        for step in 0..40 {
            let playground = Playground::new();
            fs::create_dir(playground.path("index")).expect("a folder");
            for entry in fs::read_dir(control.path("index")).expect("an index") {
                let entry = entry.expect("an entry");
                fs::copy(entry.path(), playground.path("index").join(entry.file_name())).unwrap();
            }
            let mut command = playground.command(arguments);
            let command = command.stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("the binary runs");
            std::thread::sleep(Duration::from_millis(2 + step * step / 2));
            child.kill().expect("killed or done");
            let is_done = child.wait().expect("the binary ends").success();
            killed += usize::from(!is_done);
            assert_eq!(export(&playground), exported, "{arguments:?}, step {step}");
            done(&playground, &["verify"]);
            if is_done {
                break;
            }
            if step % 4 == 0 {
                done(&playground, &["index", text(&news)]);
                assert_eq!(export(&playground), exported, "{arguments:?}, step {step}");
                let verified = done(&playground, &["verify", "--deep"]);
                assert!(!verified.contains("note"), "{verified}");
                assert!(!playground.path("index/.beside").exists());
            }
        }
    }
    assert!(killed >= 12, "only {killed} were killed in time");
}

#[test]
fn an_export_is_taken_back_without_loss() {
    let playground = Playground::with_corpus();
    playground.write(
        "hostile/lines.jsonl",
        "{\"id\":\"h1\",\"title\":\"A \\u001b]0;x\\u0007 title\",\"text\":\"One\\u202etwo\\u009b2J three.\"}\n\
         {\"id\":\"h2\",\"title\":\"Of \\\"dateline.export/1\\\"\",\"text\":\"\\u2028 \\u0000 \\u00ad\"}\n",
    );
    playground.write("hostile/ white space .txt", "Spaces\n\nText.\n");
    let huge = format!("Huge\n\n{}\n", "Ein „Satz\u{85}“ ohne Ende. ".repeat(40_000));
    playground.write("hostile/huge.txt", huge);
    done(&playground, &["index", text(&playground.path("hostile"))]);
    let exported = export(&playground);
    assert!(!exported.contains('\u{202e}') && !exported.contains('\u{9b}'));
    let all = |playground: &Playground| {
        let show = |id: &str| done(playground, &["show", id, "--format", "json"]);
        (playground.list(), answers(playground), show("h1"), show(" white space .txt"))
    };
    let before = all(&playground);

    fs::remove_dir_all(playground.path("index")).expect("removed");
    let run = playground.run_with_input(&["index", "-"], &exported);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(export(&playground), exported);
    assert!(all(&playground) == before);
    // The sources are known: nothing has to be read.
    let run = playground.run(&["index"]);
    assert!(run.stderr.contains("40 unchanged") && !run.stderr.contains("added"), "{}", run.stderr);
    // A second time changes nothing; neither does a file.
    playground.write("export.jsonl", &exported);
    done(&playground, &["index", "export.jsonl"]);
    assert_eq!(export(&playground), exported);
    fs::remove_dir_all(playground.path("index")).expect("removed");
    done(&playground, &["index", "export.jsonl"]);
    assert_eq!(export(&playground), exported);
    done(&playground, &["verify", "--deep"]);
}

#[test]
fn an_export_may_be_narrowed_and_written_to_a_file() {
    let playground = Playground::with_corpus();
    done(&playground, &["export", "place:Tajikistan", "-o", "some.jsonl"]);
    let some = fs::read_to_string(playground.path("some.jsonl")).expect("a file");
    let ids: Vec<String> = some
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(record["schema"], "dateline.export/1");
            assert_eq!(record["type"], "article");
            record["id"].as_str().expect("an id").to_owned()
        })
        .collect();
    assert!(ids.is_sorted());
    let mut found = playground.ids(&["place:Tajikistan"]);
    found.sort();
    assert_eq!(ids, found);
    assert_eq!(playground.run(&["export", "unheardofword"]).code, 1);
    assert!(!playground.path("some.jsonl.part").exists());
}

/// In a folder an export is a file like any other: what lies there may not tell of other
/// sources what it likes.
#[test]
fn an_export_in_a_folder_has_no_power() {
    let playground = Playground::new();
    playground.write("news/a.txt", "Kept as it is\n\nText.\n");
    done(&playground, &["index", text(&playground.path("news"))]);
    let forged = export(&playground).replace("Kept as it is", "Forged");
    playground.write("news/z.jsonl", forged);
    playground.run(&["index", text(&playground.path("news"))]);
    assert_eq!(playground.ids(&["kept"]), ["a.txt"]);
    assert_eq!(playground.ids(&["forged"]).len(), 1);
    assert_ne!(playground.ids(&["forged"]), ["a.txt"]);
}

/// A copy of the index that is kept for a format.
fn fixture(playground: &Playground, format: &str) -> String {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/formats").join(format);
    let copy = playground.path(&format!("format-{format}"));
    fs::create_dir(&copy).expect("a folder");
    for entry in fs::read_dir(kept).expect("a fixture") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), copy.join(entry.file_name())).expect("a copy");
    }
    text(&copy).to_owned()
}

/// What a fixture of any format gives once it can be read.
fn holds_what_fixtures_hold(playground: &Playground, index: &str) {
    let ids = |question: &str| {
        let run = playground.run(&["search", question, "--format", "ids", "--index", index]);
        let mut ids: Vec<_> = run.stdout.lines().map(str::to_owned).collect();
        ids.sort();
        ids
    };
    assert_eq!(done(playground, &["list", "--index", index]).lines().count(), 8);
    assert_eq!(ids("\"safe house\""), ["massoud-saleh-left.txt", "nd-0924-1"]);
    assert!(ids("person:\"Ahmed Masood\" place:Tajikistan").contains(&"envoy-denies.md".into()));
    assert!(!ids("date:2021-09-22").is_empty());
    let status = done(playground, &["status", "--index", index]);
    assert!(status.contains("indexed  /archive/news") && status.contains("sources  3"), "{status}");
    done(playground, &["verify", "--deep", "--index", index]);
}

#[test]
fn the_current_format_opens_for_ever() {
    let playground = Playground::new();
    let index = fixture(&playground, "6");
    holds_what_fixtures_hold(&playground, &index);
    done(&playground, &["rebuild", "--index", &index]);
    holds_what_fixtures_hold(&playground, &index);
}

#[test]
fn an_older_format_is_refused_and_rebuilt() {
    let playground = Playground::new();
    let index = fixture(&playground, "5");
    for arguments in [
        &["search", "x"][..],
        &["count", "x"],
        &["list"],
        &["status"],
        &["export"],
        &["verify"],
        &["compact"],
        &["backup", "copy"],
        &["index"],
        &["show", "x"],
    ] {
        let run = playground.run(&[arguments, &["--index", &index]].concat());
        assert_eq!(run.code, 13, "{arguments:?}: {}", run.stderr);
        let command = format!("bring it up to date with `dateline rebuild --index {index}`\n");
        assert!(run.stderr.ends_with(&command), "{}", run.stderr);
    }
    done(&playground, &["rebuild", "--index", &index]);
    holds_what_fixtures_hold(&playground, &index);
}

/// Makes the index one of another format, without the stored form of which only its sources
/// can help.
fn pretend_format(playground: &Playground, format: u32) {
    let path = playground.path("index/meta.json");
    let bytes = fs::read(&path).expect("an index");
    let mut meta: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let payload = meta["payload"].as_str().expect("a payload");
    let mut payload: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    payload["format"] = format.into();
    meta["payload"] = payload.to_string().into();
    meta.as_object_mut().expect("an object").remove("checksum");
    fs::write(path, meta.to_string()).expect("written");
}

#[test]
fn a_format_that_cannot_be_read_is_made_anew_from_the_sources() {
    let playground = Playground::new();
    playground.write("news/a.txt", "Border reopens\n\nTrucks crossed the bridge.\n");
    playground.write("news/b.txt", "Tolls fall\n\nThe bridge is free on Sundays.\n");
    done(&playground, &["index", text(&playground.path("news"))]);
    let exported = export(&playground);
    pretend_format(&playground, 2);
    assert_eq!(playground.run(&["list"]).code, 13);
    assert_eq!(playground.run(&["rebuild"]).stderr, "rebuilt from the sources: 2 articles\n");
    assert_eq!(export(&playground), exported);

    fs::rename(playground.path("news/b.txt"), playground.path("b.txt")).expect("moved");
    pretend_format(&playground, 2);
    let before = fs::read(playground.path("index/meta.json")).expect("an index");
    let run = playground.run(&["rebuild"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("news/b.txt: not there\n"), "{}", run.stderr);
    assert!(run.stderr.contains("--drop-missing goes on without them"), "{}", run.stderr);
    assert_eq!(fs::read(playground.path("index/meta.json")).expect("an index"), before);
    assert_eq!(playground.run(&["rebuild", "--drop-missing"]).code, 3);
    assert_eq!(playground.list().len(), 1);
}

#[test]
fn articles_of_standard_input_cannot_be_read_again() {
    let playground = Playground::new();
    let run =
        playground.run_with_input(&["index", "-"], "{\"id\":\"1\",\"text\":\"From a pipe.\"}\n");
    assert_eq!(run.code, 0);
    pretend_format(&playground, 2);
    let run = playground.run(&["rebuild"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("articles came from standard input"), "{}", run.stderr);
}

#[test]
fn a_newer_format_is_left_alone() {
    let playground = Playground::with_corpus();
    pretend_format(&playground, 1000);
    for arguments in [&["list"][..], &["rebuild"], &["index"]] {
        let run = playground.run(arguments);
        assert_eq!(run.code, 13, "{}", run.stderr);
        assert!(run.stderr.contains("a newer version of dateline made it"), "{}", run.stderr);
    }
}
