//! What looks like a file and is none, and what leads elsewhere.

use super::bad::Bad;

#[cfg(not(unix))]
pub(super) fn all() -> Vec<Bad> {
    Vec::new()
}

#[cfg(unix)]
pub(super) fn all() -> Vec<Bad> {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::bad::Fate::{Found, Refused};

    let link = |name: &str, target: &'static str| {
        Bad::made(name, Refused("not-a-file"), move |path| {
            symlink(target, path).expect("a new link");
        })
    };
    vec![
        link("loop", "."),
        link("parent", ".."),
        link("itself.txt", "itself.txt"),
        link("dangling.txt", "nowhere.txt"),
        link("outside.txt", "/etc/passwd"),
        link("outside", "/etc"),
        link("zero.txt", "/dev/zero"),
        link("good.txt", "../good/000.txt"),
        Bad::made("pipe.txt", Refused("not-a-file"), |path| {
            let status = std::process::Command::new("mkfifo").arg(path).status();
            assert!(status.expect("mkfifo runs").success());
        }),
        Bad::made("socket.txt", Refused("not-a-file"), |path| {
            drop(UnixListener::bind(path).expect("a new socket"));
        }),
        Bad::made("one-of-two.txt", Found("\"twofold report\""), |path| {
            std::fs::write(path, "Twice\n\nA twofold report.").expect("a new file");
            std::fs::hard_link(path, path.with_file_name("two-of-two.txt")).expect("a new name");
        }),
    ]
}
