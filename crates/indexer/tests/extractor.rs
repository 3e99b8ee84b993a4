//! An index that another extractor wrote is brought up to date source by source.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline_indexer::{Input, Request, Summary, run};
use dateline_schema::store::{Payload, Waiting, WriteAccess};
use tantivy::TantivyDocument;

fn index(index: &Path, folders: &[&Path]) -> Summary {
    let access = WriteAccess::acquire(index, Waiting::Refuse).expect("nobody else writes");
    let inputs = folders.iter().map(|folder| Input::Path(folder.to_path_buf())).collect();
    run(&access, Request::new(inputs), &AtomicBool::new(false), &mut |_| {}).expect("a run")
}

/// Commits that an extractor before the first one wrote the index.
fn make_older(path: &Path) {
    let access = WriteAccess::acquire(path, Waiting::Refuse).expect("nobody else writes");
    let index = access.open_or_create().expect("an index");
    let payload = Payload { extractor: 0, ..Payload::of(&index, path).expect("a payload") };
    let mut writer = index.writer::<TantivyDocument>(16_000_000).expect("a writer");
    let mut commit = writer.prepare_commit().expect("a commit");
    commit.set_payload(&payload.to_json());
    commit.commit().expect("a commit");
}

#[test]
fn a_source_is_read_again_by_the_first_run_that_comes_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other, path] = ["one", "other", "index"].map(|name| folder.path().join(name));
    for (news, text) in [(&one, "First\n\nThe first report."), (&other, "Second\n\nThe second.")] {
        fs::create_dir(news).expect("a folder");
        fs::write(news.join("a.txt"), text).expect("a file");
    }
    index(&path, &[&one, &other]);
    assert_eq!(index(&path, &[&one, &other]).unchanged, 2);
    make_older(&path);
    // A run for a part says nothing of the other.
    assert_eq!(index(&path, &[&one]).updated, 1);
    assert_eq!(index(&path, &[&one]).unchanged, 1);
    let both = index(&path, &[&one, &other]);
    assert_eq!((both.unchanged, both.updated), (1, 1));
    assert_eq!(index(&path, &[&one, &other]).unchanged, 2);
}
