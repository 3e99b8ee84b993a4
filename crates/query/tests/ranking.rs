//! Ranks and scores do not depend on how an index came to be.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline_indexer::{Input, Request, Vanished, run};
use dateline_query::{Archive, Detail, RankReason, Ranking, Reasons, SearchRequest};
use dateline_schema::store::{Waiting, WriteAccess};

const ARTICLES: usize = 150;

const QUESTIONS: [&str; 8] = [
    "harbour",
    "harbour strikes",
    "the minister of ports",
    "\"harbour strike\"",
    "grain OR minister",
    "ports -grain",
    "grain harbour minister strike ports",
    "harbours nowhere grain",
];

/// Numbers that look like chance and are the same at each run (by Lehmer).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        (self.0 % bound as u64) as usize
    }
}

/// An article in words that chance picks, the first ones more often; every tenth has the
/// text of the one before, so that some score the same.
fn article(number: usize) -> String {
    const WORDS: [&str; 12] = [
        "harbour",
        "harbours",
        "strike",
        "strikes",
        "grain",
        "minister",
        "ministers",
        "ports",
        "the",
        "of",
        "bridge",
        "winter",
    ];
    let number = if number % 10 == 9 { number - 1 } else { number };
    let mut chance = Chance(number as u64 + 17);
    let mut words = |count: usize| {
        let mut word = || WORDS[chance.below(12).min(chance.below(12))];
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    };
    format!("{}\n\n{}.", words(3), words(20 + number % 60))
}

fn write(folder: &Path, number: usize, text: &str) {
    std::fs::write(folder.join(format!("{number:03}.txt")), text).unwrap();
}

fn index(news: &Path, index: &Path) {
    let access = WriteAccess::acquire(index, Waiting::Refuse).unwrap();
    let inputs = vec![Input::Path(news.to_owned())];
    let request = Request { vanished: Vanished::Prune, ..Request::new(inputs) };
    run(&access, request, &AtomicBool::new(false), &mut |_| {}).unwrap();
}

/// An index of the articles, made at once in a new folder under `folder`.
fn indexed(folder: &Path) -> Archive {
    let (news, path) = (folder.join("news"), folder.join("index"));
    std::fs::create_dir(&news).unwrap();
    (0..ARTICLES).for_each(|number| write(&news, number, &article(number)));
    index(&news, &path);
    Archive::open(&path).unwrap()
}

/// An index of the same articles, in as many runs as there are parts of them.
fn indexed_in_ten_runs(folder: &Path) -> Archive {
    let (news, path) = (folder.join("news-in-ten-runs"), folder.join("in-ten-runs"));
    std::fs::create_dir(&news).unwrap();
    for part in 0..10 {
        (part..ARTICLES).step_by(10).for_each(|number| write(&news, number, &article(number)));
        index(&news, &path);
    }
    Archive::open(&path).unwrap()
}

/// An index of other articles first, most of which were then replaced, and the rest deleted.
fn indexed_with_updates(folder: &Path) -> Archive {
    let (news, path) = (folder.join("news-with-updates"), folder.join("with-updates"));
    std::fs::create_dir(&news).unwrap();
    (0..2 * ARTICLES).for_each(|number| write(&news, number, &article(number + 1000)));
    index(&news, &path);
    (0..ARTICLES).for_each(|number| write(&news, number, &article(number)));
    (ARTICLES..2 * ARTICLES).for_each(|number| {
        std::fs::remove_file(news.join(format!("{number:03}.txt"))).unwrap();
    });
    index(&news, &path);
    Archive::open(&path).unwrap()
}

fn hits(archive: &Archive, question: &str) -> Vec<(String, f32)> {
    let request =
        SearchRequest { limit: ARTICLES, detail: Detail::List, ..SearchRequest::new(question) };
    let hits = archive.search(&request).unwrap().hits.into_iter();
    hits.map(|hit| (hit.id.as_str().to_owned(), hit.score.unwrap())).collect()
}

#[test]
fn scores_do_not_depend_on_runs_updates_and_deletes() {
    let folder = tempfile::tempdir().unwrap();
    let expected = indexed(folder.path());
    for archive in [indexed_in_ten_runs(folder.path()), indexed_with_updates(folder.path())] {
        assert_eq!(archive.status().unwrap().articles, ARTICLES as u64);
        for question in QUESTIONS {
            let expected = hits(&expected, question);
            assert!(expected.len() > 1, "{question}");
            assert_eq!(hits(&archive, question), expected, "{question}");
        }
    }
}

#[test]
fn pages_of_an_answer_do_not_depend_on_their_size() {
    let folder = tempfile::tempdir().unwrap();
    let archive = indexed(folder.path());
    for question in QUESTIONS {
        let whole = hits(&archive, question);
        assert!(whole.is_sorted_by(|one, other| one.1 >= other.1), "{question}");
        let whole: Vec<&str> = whole.iter().map(|(id, _)| id.as_str()).collect();
        for limit in [7, 40, 99, 101] {
            let mut paged = Vec::new();
            for offset in (0..whole.len()).step_by(limit) {
                let detail = Detail::List;
                let request =
                    SearchRequest { offset, limit, detail, ..SearchRequest::new(question) };
                let hits = archive.search(&request).unwrap().hits.into_iter();
                paged.extend(hits.map(|hit| hit.id.as_str().to_owned()));
            }
            assert_eq!(paged, whole, "{question} by {limit}");
        }
    }
}

#[test]
fn what_is_told_adds_up_to_the_score() {
    let folder = tempfile::tempdir().unwrap();
    let archive = indexed(folder.path());
    for question in QUESTIONS {
        let request = SearchRequest { reasons: Reasons::Told, ..SearchRequest::new(question) };
        for hit in archive.search(&request).unwrap().hits {
            let parts = hit.explanation.unwrap().parts;
            let sum: f32 = parts.iter().map(|part| part.points).sum();
            assert!((sum - hit.score.unwrap()).abs() < 1e-3, "{question}: {parts:?}");
            assert!(parts.iter().any(|part| matches!(part.reason, RankReason::Word { .. })));
        }
        let plain = SearchRequest { ranking: Ranking::Plain, ..request };
        let answer = archive.search(&plain).unwrap();
        assert!(answer.hits.iter().all(|hit| hit.explanation.as_ref().unwrap().parts.is_empty()));
    }
}
