//! `dateline verify` finds what is not as it was written.

use std::fs;
use std::path::PathBuf;

use crate::support::Playground;

/// The files of the index with this ending.
fn files(playground: &Playground, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(playground.path("index")).expect("an index");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

/// An index with a deletion in it, so that it has files of every kind.
fn index_of_all_kinds() -> Playground {
    let playground = Playground::new();
    for number in 0..6 {
        let text = format!("Title {number}\n\nKABUL, Sept 6 - Report {number} from the city.\n");
        playground.write(&format!("news/{number}.txt"), text);
    }
    let news = playground.path("news");
    let news = news.to_str().expect("UTF-8");
    assert_eq!(playground.run(&["index", news]).code, 0);
    playground.write("news/2.txt", "Title 2\n\nAnother text.\n");
    assert_eq!(playground.run(&["index", news]).code, 0);
    playground
}

#[test]
fn a_sound_index() {
    let playground = Playground::with_corpus();
    let run = playground.run(&["verify"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.ends_with("index  as it was written\n"), "{}", run.stdout);
    let run = playground.run(&["verify", "--deep"]);
    assert!(run.stdout.contains("articles  "), "{}", run.stdout);
    assert_eq!(run.code, 0);
    assert_eq!(playground.run(&["verify", "--index", "nowhere"]).code, 10);
}

#[test]
fn every_kind_of_file_is_looked_at() {
    for ending in [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", ".del"] {
        let playground = index_of_all_kinds();
        let file = files(&playground, ending).pop().unwrap_or_else(|| panic!("no {ending}"));
        let mut bytes = fs::read(&file).expect("a file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::write(&file, &bytes).expect("written");
        let run = playground.run(&["verify", "--format", "json"]);
        assert_eq!(run.code, 12, "{ending}");
        assert!(run.stdout.contains("\"code\":\"checksum\",\"damage\":true"), "{}", run.stdout);
        fs::remove_file(&file).expect("removed");
        let run = playground.run(&["verify", "--format", "json"]);
        assert_eq!(run.code, 12, "{ending}");
        assert!(run.stdout.contains("\"code\":\"missing-file\""), "{}", run.stdout);
    }
}

#[test]
fn a_changed_meta_file_is_damage() {
    let playground = index_of_all_kinds();
    let meta = playground.path("index/meta.json");
    let text = fs::read_to_string(&meta).expect("a file");
    let changed = text.replacen("\"max_doc\":", "\"max_doc\" :", 1);
    assert_ne!(text, changed);
    fs::write(&meta, changed).expect("written");
    for command in [&["verify"][..], &["search", "report"], &["index"]] {
        let run = playground.run(command);
        assert_eq!(run.code, 12, "{command:?}");
        assert!(run.stderr.contains("meta.json is not as it was written"), "{}", run.stderr);
    }
}

/// The engine removes only what its list names, and does not open an index whose list is
/// garbage. Reading does not need it; the next writer makes it anew.
#[test]
fn a_bad_file_list_is_told_of_and_mended() {
    for list in [None, Some("garbage"), Some("[]"), Some("[\"gone.idx\"]")] {
        let playground = index_of_all_kinds();
        let path = playground.path("index/.managed.json");
        match list {
            Some(list) => fs::write(&path, list).expect("written"),
            None => fs::remove_file(&path).expect("removed"),
        }
        let run = playground.run(&["verify", "--deep", "--format", "json"]);
        assert_eq!(run.code, 0, "{list:?}: {}", run.stderr);
        assert!(run.stdout.contains("\"code\":\"file-list\",\"damage\":false"), "{}", run.stdout);
        assert_eq!(playground.ids(&["another"]), ["2.txt"]);
        playground.write("news/3.txt", "Title 3\n\nYet another text.\n");
        assert_eq!(playground.run(&["index"]).code, 0, "{list:?}");
        let run = playground.run(&["verify", "--deep", "--format", "json"]);
        assert!(!run.stdout.contains("\"finding\""), "{}", run.stdout);
        assert_eq!(playground.list().len(), 6);
    }
}
