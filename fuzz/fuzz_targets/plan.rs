//! Any text as a question to an index: it is answered or refused, and counting it gives the
//! number that searching it gives.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use dateline_indexer::{Input, Request, run};
use dateline_model::Day;
use dateline_query::{Archive, SearchRequest};
use dateline_schema::store::{Waiting, WriteAccess};
use libfuzzer_sys::fuzz_target;

/// The sample archive, indexed once.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder").keep();
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus"));
    let access = WriteAccess::acquire(&folder, Waiting::Refuse).expect("a new index");
    let request = Request::new(vec![Input::Path(corpus)]);
    run(&access, request, &AtomicBool::new(false), &mut |_| {}).expect("it is indexed");
    let archive = Archive::open(&folder).expect("an index");
    // What is mapped stays readable.
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    archive
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (question, filter) = text.split_once('\n').unwrap_or((&text, ""));
    let mut request = SearchRequest::new(question);
    request.today = Some(Day::constant(2026, 11, 21));
    if !filter.is_empty() {
        request.filters.push(filter.to_owned());
    }
    match ARCHIVE.search(&request) {
        Ok(answer) => {
            assert!(answer.hits.len() <= request.limit);
            assert!(answer.hits.len() as u64 <= answer.total as u64);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
