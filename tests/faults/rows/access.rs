//! The system lets some things be read and others not.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::points::{Fired, Outcome, Size, Verdict, new_folder};
use crate::process::{Binary, Ended};
use crate::scene::{Scene, list};

/// The numbers of a user who is nobody. As root nothing is refused, so the binary is then
/// run as this one.
const NOBODY: u32 = 65_534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a new mode");
}

/// Runs as a user who is bound by modes, and who can enter the folder.
fn run_bound(binary: Binary<'_>, arguments: &[&str]) -> Result<Ended, String> {
    let mut command = binary.command(arguments);
    bind(&mut command);
    binary.finish(command)
}

fn bind(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
}

fn is_root() -> bool {
    let ended = Command::new("id").arg("-u").output().expect("id runs");
    ended.stdout.trim_ascii() == b"0"
}

/// An index that others may read and not write.
pub(crate) fn read_only(_: Size) -> Outcome {
    let scene = Scene::get();
    let cases: [(&str, u32, u32); 3] = [
        ("a read-only folder", 0o555, 0o644),
        ("read-only files", 0o555, 0o444),
        ("another user's", 0o755, 0o644),
    ];
    Outcome::of(
        cases.map(|(name, folder, file)| (name.to_owned(), one_read_only(scene, folder, file))),
        3,
    )
}

fn one_read_only(scene: &Scene, folder_mode: u32, file_mode: u32) -> Verdict {
    let folder = new_folder();
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    for entry in fs::read_dir(binary.index()).expect("an index") {
        set_mode(&entry.expect("an entry").path(), file_mode);
    }
    set_mode(folder.path(), 0o755);
    set_mode(&binary.index(), folder_mode);
    // Whoever owns a folder of mode 755 may write to it: only root can be another user.
    if folder_mode == 0o755 && !is_root() {
        set_mode(&binary.index(), 0o555);
    }
    let verdict = (|| {
        for command in [&["search", "Dushanbe"][..], &["list"], &["verify", "--deep"], &["status"]]
        {
            run_bound(binary, command)?.expect(&[0], command[0])?;
        }
        let ended = run_bound(binary, &scene.arguments())?;
        ended.expect(&[2], "index")?;
        match ended.stderr.contains("read-only") {
            true => Ok(Fired::Yes),
            false => Err(format!("it is told otherwise: {}", ended.stderr.trim())),
        }
    })();
    set_mode(&binary.index(), 0o755);
    verdict
}

/// Sources, or the index, that may not be read.
pub(crate) fn unreadable(_: Size) -> Outcome {
    let cases: [(&str, fn() -> Verdict); 3] = [
        ("a file", unreadable_file),
        ("a folder", unreadable_folder),
        ("the index", unreadable_index),
    ];
    Outcome::of(cases.map(|(name, case)| (name.to_owned(), case())), 3)
}

/// Ten articles in a folder that everybody may enter, and a place for an index.
fn ten_articles(folder: &Path) -> String {
    let news = folder.join("news");
    fs::create_dir_all(news.join("sub")).expect("a new folder");
    for number in 0..10 {
        let path = news.join(format!("{}{number}.txt", ["", "sub/"][number % 2]));
        fs::write(path, format!("Title {number}\n\nText {number}.\n")).expect("a new file");
    }
    fs::create_dir(folder.join("index")).expect("a new folder");
    set_mode(folder, 0o777);
    set_mode(&folder.join("index"), 0o777);
    news.to_string_lossy().into_owned()
}

fn unreadable_file() -> Verdict {
    unreadable_source("news/4.txt", 0o000, 9)
}

fn unreadable_folder() -> Verdict {
    unreadable_source("news/sub", 0o000, 5)
}

fn unreadable_source(name: &str, mode: u32, readable: usize) -> Verdict {
    let folder = new_folder();
    let news = ten_articles(folder.path());
    let binary = Binary::new(folder.path());
    set_mode(&folder.path().join(name), mode);
    let ended = run_bound(binary, &["index", &news, "--format", "json"])?;
    set_mode(&folder.path().join(name), 0o755);
    ended.expect(&[3], "index")?;
    let refused = ended.stdout.lines().filter(|line| line.contains("\"refused\"")).count();
    match (refused, list(binary)?.len()) {
        (1, found) if found == readable => Ok(Fired::Yes),
        (refused, found) => Err(format!("{refused} records, {found} articles")),
    }
}

fn unreadable_index() -> Verdict {
    let scene = Scene::get();
    let folder = new_folder();
    scene.place(folder.path());
    let binary = Binary::new(folder.path());
    set_mode(folder.path(), 0o755);
    for entry in fs::read_dir(binary.index()).expect("an index") {
        set_mode(&entry.expect("an entry").path(), 0o000);
    }
    let ended = run_bound(binary, &["search", "Dushanbe"])?;
    ended.expect(&[2], "search")?;
    match ended.stderr.contains("ermission denied") {
        true => Ok(Fired::Yes),
        false => Err(format!("it is told otherwise: {}", ended.stderr.trim())),
    }
}
