//! Copies of articles: folded in searches, listed by `similar`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::support::{Playground, Run, corpus};

/// The records of a type in JSON output.
fn records(run: &Run, of_type: &str) -> Vec<Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    lines.filter(|record: &Value| record["type"] == of_type).collect()
}

/// The families of all articles of more than one: the ids of each by its first.
fn families(playground: &Playground) -> BTreeMap<String, BTreeSet<String>> {
    let run = playground.run(&[
        "search",
        "*",
        "-o",
        "json",
        "--families",
        "-n",
        "1000",
        "--passages",
        "0",
    ]);
    let mut families: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for hit in records(&run, "hit") {
        if let Some(family) = hit["family"].as_str() {
            let id = hit["id"].as_str().expect("an id").to_owned();
            families.entry(family.to_owned()).or_default().insert(id);
        }
    }
    families
}

const FAMILY_A: [&str; 4] = [
    "harrow-post/2021/09/24/massoud-saleh-tajik-capital.txt",
    "nd-0924-1",
    "oxus-wire/massoud-saleh-left.txt",
    "ravi-morning-post/panjshir-commanders-slip-away.txt",
];
const FAMILY_B: [&str; 2] = ["lakemont-ledger/2021-09-12-brother-killed.txt", "nd-0911-1"];

fn sample_families() -> BTreeMap<String, BTreeSet<String>> {
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    BTreeMap::from([
        ("oxus-wire/massoud-saleh-left.txt".to_owned(), set(&FAMILY_A)),
        ("nd-0911-1".to_owned(), set(&FAMILY_B)),
    ])
}

#[test]
fn exactly_the_reprints_of_the_sample_archive_are_families() {
    assert_eq!(families(&Playground::with_corpus()), sample_families());
}

#[test]
fn families_do_not_depend_on_order_and_commits() {
    let playground = Playground::new();
    // Folder by folder, the last one first: another order, and a commit and segment each.
    let folders = fs::read_dir(corpus()).expect("the sample archive");
    let mut folders: Vec<_> = folders.map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    for folder in folders.iter().rev().filter(|path| path.is_dir()) {
        let run = playground.run(&["index", folder.to_str().expect("a path")]);
        assert!([0, 3].contains(&run.code), "{}", run.stderr);
    }
    let sizes = |families: &BTreeMap<String, BTreeSet<String>>| {
        let mut sizes: Vec<usize> = families.values().map(BTreeSet::len).collect();
        sizes.sort_unstable();
        sizes
    };
    // Ids count from another root; the families are those of the whole.
    assert_eq!(sizes(&families(&playground)), [2, 4]);
}

#[test]
fn text_has_one_hit_for_all_copies() {
    let playground = Playground::with_corpus();
    let folded = playground.run(&["search", "Dushanbe safe house", "-o", "text", "-n", "3"]);
    insta::assert_snapshot!("folded", playground.shown_without_times(&folded));
    let options = ["search", "Dushanbe safe house", "-o", "text", "--unfold", "--passages", "0"];
    let unfolded = playground.run(&options);
    insta::assert_snapshot!("unfolded", playground.shown_without_times(&unfolded));
}

#[test]
fn pages_of_folded_hits_lose_and_repeat_nothing() {
    let playground = Playground::with_corpus();
    for sort in ["relevance", "newest", "oldest"] {
        let ask = |offset: usize, limit: usize| {
            let (offset, limit) = (offset.to_string(), limit.to_string());
            let run = playground.run(&[
                "search",
                "Massoud",
                "-o",
                "json",
                "--fold",
                "--sort",
                sort,
                "--offset",
                &offset,
                "-n",
                &limit,
                "--passages",
                "0",
            ]);
            records(&run, "hit")
        };
        let ids = |hits: &[Value]| -> Vec<String> {
            hits.iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()).collect()
        };
        let all = ask(0, 100);
        let mut paged = Vec::new();
        while let hits @ [_, ..] = ask(paged.len(), 2).as_slice() {
            paged.extend(ids(hits));
        }
        assert_eq!(paged, ids(&all), "{sort}");
        let mut articles: Vec<String> = ids(&all);
        for hit in &all {
            let copies = hit["copy_ids"].as_array().cloned().unwrap_or_default();
            assert_eq!(copies.len() as u64, hit["copies"].as_u64().expect("a number"));
            articles.extend(copies.iter().map(|id| id.as_str().expect("an id").to_owned()));
        }
        let every: BTreeSet<String> = articles.iter().cloned().collect();
        assert_eq!(every.len(), articles.len(), "{sort}");
        assert_eq!(every, playground.ids(&["Massoud"]).into_iter().collect());
    }
}

#[test]
fn origins_are_counted() {
    let playground = Playground::with_corpus();
    let count = |options: &[&str]| {
        let run = playground.run(&[&["count", "Dushanbe safe house"], options].concat());
        run.stdout.trim().to_owned()
    };
    assert_eq!((count(&[]), count(&["--origins"])), ("8".to_owned(), "5".to_owned()));
    let run =
        playground.run(&["search", "Dushanbe safe house", "-o", "json", "--families", "-n", "1"]);
    let summary = &records(&run, "summary")[0];
    assert_eq!((&summary["origins"], &summary["origins_exact"]), (&5.into(), &true.into()));
    let run = playground.run(&[
        "search",
        "Azizi",
        "-o",
        "csv",
        "--fields",
        "id,family,copies",
        "--sort",
        "oldest",
    ]);
    assert!(run.stdout.contains("lakemont-ledger/2021-09-12-brother-killed.txt,nd-0911-1,1\n"));
}

#[test]
fn similar_lists_copies_with_what_differs() {
    let playground = Playground::with_corpus();
    let similar = playground.run(&["similar", "nd-0924-1", "-o", "text"]);
    assert_eq!(similar.code, 0);
    insta::assert_snapshot!("similar", playground.shown(&similar));
    let run = playground.run(&["similar", "nd-0911-1", "-o", "json"]);
    let copies = records(&run, "copy");
    assert_eq!(copies.len(), 1);
    let numbers = &copies[0]["differences"][1]["parts"];
    assert_eq!((&numbers[1]["this"], &numbers[2]["other"]), (&"170,000".into(), &"150,000".into()));
    assert_eq!(playground.run(&["similar", "nd-0911-1", "-o", "count"]).stdout, "1\n");
    let tsv = playground.run(&["similar", "nd-0911-1"]);
    insta::assert_snapshot!("similar_tsv", playground.shown(&tsv));
}

#[test]
fn similar_takes_a_file_that_is_not_in_the_index() {
    let playground = Playground::with_corpus();
    let original = fs::read_to_string(corpus().join("oxus-wire/massoud-saleh-left.txt"));
    let text = original.expect("a file").replace("two former members", "nine former members");
    playground.write("draft.txt", text);
    let run = playground.run(&["similar", "draft.txt", "-o", "ids"]);
    assert_eq!(run.stdout.lines().collect::<BTreeSet<_>>(), BTreeSet::from(FAMILY_A));
    let run = playground.run(&["similar", "corpus.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    playground.write("none.txt", "");
    assert_eq!(playground.run(&["similar", "none.txt"]).code, 2);
}

#[test]
fn furniture_and_forms_draw_no_strangers_together() {
    let playground = Playground::new();
    let notes = "Prices in this table are delayed by fifteen minutes and are given for \
        information only; they are no offer and no advice to buy or sell any security.\n\n\
        Weather today: bright spells in the north, cloud from the west by noon, light winds.";
    for number in 0..40u32 {
        let (a, b) = (7 + 3 * number, 900 - 11 * number);
        let text = format!(
            "Firm {a} reports\n\nShr {a} cts vs {b} cts. Net {b},{a}00 vs {a},{b}00. Sales \
             {a}.{b} mln vs {b}.{a} mln.\n\n{notes}\n"
        );
        playground.write(&format!("news/forms/{number}.txt"), text);
    }
    let stories = [
        "The harbour board voted to close the northern ferry terminal for eleven weeks.",
        "A cellist from Lakemont won the winter prize with a piece for three bells.",
        "Growers in the valley lost half of the apricots to a frost in the last days of April.",
    ];
    for (number, story) in stories.iter().enumerate() {
        playground
            .write(&format!("news/story-{number}.txt"), format!("Story\n\n{story}\n\n{notes}\n"));
    }
    playground.run(&["index", "news"]);
    assert_eq!(families(&playground), BTreeMap::new());
}

#[test]
fn updated_and_deleted_articles_leave_families_right() {
    let playground = Playground::with_corpus();
    let copy =
        fs::read_to_string(corpus().join("oxus-wire/massoud-saleh-left.txt")).expect("a file");
    playground.write("more/copy.txt", &copy);
    playground.run(&["index", "more"]);
    assert_eq!(families(&playground)["copy.txt"].len(), 5);
    playground.write("more/copy.txt", "Another story\n\nA cellist from Lakemont won the prize.");
    playground.run(&["index", "more"]);
    assert_eq!(families(&playground), sample_families());
}

/// Where copies are drawn together they are counted once, in every form.
#[test]
fn folded_hits_are_as_many_as_are_counted() {
    let playground = Playground::with_corpus();
    let origins = playground.run(&["count", "Massoud", "--origins"]).stdout;
    let count = playground.run(&["search", "Massoud", "--fold", "-o", "count"]);
    assert_eq!((count.code, &count.stdout), (0, &origins));
    assert_eq!(format!("{}\n", playground.ids(&["Massoud", "--fold"]).len()), origins);
    let all = playground.run(&["search", "Massoud", "-o", "count"]).stdout;
    assert_ne!(all, origins);
    playground.write("questions", "a\tMassoud\nb\tzyzzyva\n");
    let batch = ["search", "--queries", "questions", "--fold", "-o", "count"];
    assert_eq!(playground.run(&batch).stdout, format!("a\t{origins}b\t0\n"));
}
