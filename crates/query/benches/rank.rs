//! Times searches by BM25 alone and in two stages, all words required and any.
//!
//! With `DATELINE_BENCH_INDEX` set to an index and `DATELINE_BENCH_QUESTIONS` to a file with a
//! question a line, these are asked; else some of a small archive of made-up words.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_indexer::{Input, Request, run};
use dateline_query::{Archive, Detail, Ranking, SearchRequest, Terms};
use dateline_schema::store::{Waiting, WriteAccess};

const ARTICLES: usize = 2_000;
const WORDS: [&str; 16] = [
    "harbour", "strike", "grain", "minister", "port", "bridge", "winter", "market", "border",
    "court", "flood", "election", "price", "oil", "school", "fire",
];

fn rank(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the archive");
    let index = match std::env::var_os("DATELINE_BENCH_INDEX") {
        Some(index) => PathBuf::from(index),
        None => made_up(folder.path()),
    };
    let archive = Archive::open(&index).expect("an index");
    let questions = questions();
    let mut group = c.benchmark_group("rank");
    group.sample_size(10);
    group.throughput(Throughput::Elements(questions.len() as u64));
    for (name, ranking, terms) in [
        ("plain/all", Ranking::Plain, Terms::All),
        ("full/all", Ranking::Full, Terms::All),
        ("plain/any", Ranking::Plain, Terms::Any),
        ("full/any", Ranking::Full, Terms::Any),
    ] {
        let request = |question: &String| SearchRequest {
            ranking,
            terms,
            detail: Detail::List,
            ..SearchRequest::new(question)
        };
        let requests: Vec<SearchRequest> = questions.iter().map(request).collect();
        group.bench_function(name, |b| {
            b.iter(|| {
                // A question that cannot be read takes no time worth counting.
                let found = |request| archive.search(request).map_or(0, |found| found.hits.len());
                requests.iter().map(found).sum::<usize>()
            });
        });
    }
    group.finish();
}

fn questions() -> Vec<String> {
    match std::env::var_os("DATELINE_BENCH_QUESTIONS") {
        Some(file) => {
            let lines = std::fs::read_to_string(file).expect("a file of questions");
            lines.lines().map(str::to_owned).collect()
        }
        None => WORDS.windows(3).map(|words| words.join(" ")).collect(),
    }
}

/// An index of made-up articles.
fn made_up(folder: &Path) -> PathBuf {
    let (news, index) = (folder.join("news"), folder.join("index"));
    std::fs::create_dir(&news).expect("a new folder");
    let mut chance = 20_210_906_u64;
    let mut word = || {
        // By Lehmer: looks like chance and is the same at each run.
        chance = chance * 48_271 % 0x7fff_ffff;
        WORDS[(chance % 16).min(chance / 16 % 16) as usize]
    };
    for number in 0..ARTICLES {
        let words: Vec<&str> = (0..200).map(|_| word()).collect();
        let text = format!("{}\n\n{}.", words[..4].join(" "), words.join(" "));
        std::fs::write(news.join(format!("{number:05}.txt")), text).expect("written");
    }
    let access = WriteAccess::acquire(&index, Waiting::Refuse).expect("a new index");
    let request = Request::new(vec![Input::Path(news)]);
    run(&access, request, &AtomicBool::new(false), &mut |_| {}).expect("indexed");
    index
}

criterion_group!(benches, rank);
criterion_main!(benches);
