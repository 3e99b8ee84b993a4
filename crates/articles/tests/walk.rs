//! What a walk finds, and in which order.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::fs;
use std::path::{Path, PathBuf};

use dateline_articles::{Format, Found, Gitignore, RefusalCode, SourceKind, WalkOptions, walk};

/// A folder with these files; a name ending in `/` is a folder.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What was found, as `id format` or `name! code`.
fn found(root: &Path, options: &WalkOptions) -> Vec<String> {
    walk(root, options)
        .map(|found| match found {
            Found::Source(source) => format!("{} {}", source.id_path, source.kind.as_str()),
            Found::Refused { path, refusal } => {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                format!("{name}! {}", refusal.code)
            }
        })
        .collect()
}

#[test]
fn files_come_in_the_order_of_their_paths() {
    let folder = folder(&[
        ("b.md", "x"),
        ("a/2.html", "x"),
        ("a/1.txt", "x"),
        ("a.txt", "x"),
        ("c.jsonl", "{}"),
        ("d.json", "{}"),
        ("LICENSE-MIT", "x"),
        ("README.md", "x"),
        ("a/readme", "x"),
        ("license-plates.txt", "x"),
        ("photo.jpg", "x"),
        ("noextension", "An article."),
        ("nothing-readable", "\0\0"),
        (".hidden.txt", "x"),
        (".git/config.txt", "x"),
    ]);
    assert_eq!(
        found(folder.path(), &WalkOptions::default()),
        [
            "LICENSE-MIT! not-an-article",
            "README.md! not-an-article",
            "a/1.txt text",
            "a/2.html html",
            "readme! not-an-article",
            "a.txt text",
            "b.md markdown",
            "c.jsonl json-lines",
            "d.json json",
            "license-plates.txt text",
            "noextension text",
            "nothing-readable! unknown-format",
            "photo.jpg! unknown-format",
        ]
    );
}

#[test]
fn a_source_knows_itself() {
    let folder = folder(&[("1987/03/a.txt", "four")]);
    let Some(Found::Source(source)) = walk(folder.path(), &WalkOptions::default()).next() else {
        panic!("the file is found");
    };
    assert_eq!(source.path, folder.path().join("1987/03/a.txt"));
    assert_eq!((source.size, source.kind), (4, SourceKind::Articles(Format::Text)));
    assert!(source.modified > 0);
}

#[test]
fn a_root_can_be_a_file_or_missing() {
    let folder = folder(&[("x/a.txt", "x")]);
    let options = WalkOptions::default();
    assert_eq!(found(&folder.path().join("x/a.txt"), &options), ["a.txt text"]);
    assert_eq!(found(&folder.path().join("gone"), &options), ["gone! missing"]);
    assert_eq!(found(&folder.path().join("x"), &options), ["a.txt text"]);
}

#[test]
fn folders_are_excluded_and_rules_respected_when_asked() {
    let folder =
        folder(&[("index/a.txt", "x"), ("b.txt", "x"), ("c.txt", "x"), (".gitignore", "c.txt\n")]);
    let options =
        WalkOptions { exclude: vec![folder.path().join("index")], ..WalkOptions::default() };
    assert_eq!(found(folder.path(), &options), ["b.txt text", "c.txt text"]);
    let options = WalkOptions { gitignore: Gitignore::Respected, ..options };
    assert_eq!(found(folder.path(), &options), ["b.txt text"]);
}

#[cfg(unix)]
#[test]
fn links_and_sockets_are_not_followed() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let folder = folder(&[("a/a.txt", "x")]);
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    symlink(folder.path().join("a/a.txt"), folder.path().join("link.txt")).unwrap();
    let _listener = UnixListener::bind(folder.path().join("socket.txt")).unwrap();
    assert_eq!(
        found(folder.path(), &WalkOptions::default()),
        ["a/a.txt text", "link.txt! not-a-file", "loop! not-a-file", "socket.txt! not-a-file"]
    );
    // The root itself may be a link.
    let through: PathBuf = folder.path().join("loop/a");
    assert_eq!(found(&through, &WalkOptions::default()), ["a.txt text"]);
    let root = folder.path().join("loop");
    assert_eq!(found(&root, &WalkOptions::default()).len(), 4);
    assert_eq!(
        found(Path::new("/dev/null"), &WalkOptions::default()),
        [format!("null! {}", RefusalCode::NotAFile)]
    );
}
