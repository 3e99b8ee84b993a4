//! Inputs that are no articles: one record each, the rest goes on.

use crate::support::Playground;

fn good(playground: &Playground) {
    for number in 0..10 {
        playground.write(
            &format!("news/good-{number:02}.txt"),
            format!("Headline number {number}\n\nThe quick report number {number} was filed.\n"),
        );
    }
}

#[test]
fn each_bad_file_is_one_record() {
    let playground = Playground::new();
    good(&playground);
    playground.write("news/empty.txt", "");
    playground
        .write("news/binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0".repeat(99));
    playground.write("news/picture.txt", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01".repeat(50));
    playground.write("news/nul.txt", b"\0");
    playground.write("news/broken.json", "{\"title\": \"never closed");
    playground.write("news/deep.json", "[".repeat(100_000));
    playground.write(
        "news/mixed.jsonl",
        "{\"title\":\"One\",\"text\":\"A first quick report.\"}\n{\"title\": oops}\n\
         {\"title\":\"Three\",\"text\":\"A third quick report.\"}\n",
    );
    playground.write("news/nested.html", "<div>".repeat(40_000));
    playground.write("news/film.mkv", "no article by its name");
    let news = playground.path("news");
    let run = playground.run(&["index", news.to_str().expect("UTF-8")]);
    insta::assert_snapshot!(playground.shown(&run));
    assert_eq!(playground.ids(&["quick report"]).len(), 12);
}

#[test]
fn strange_text_is_read_as_well_as_can_be() {
    let playground = Playground::new();
    let article = "Caf\u{e9} talks\n\nThe caf\u{e9} in D\u{fc}sseldorf closed.\n";
    let utf16: Vec<u8> = article.encode_utf16().flat_map(u16::to_le_bytes).collect();
    playground.write("news/bom.txt", format!("\u{feff}{article}"));
    playground.write("news/utf16.txt", [&b"\xff\xfe"[..], &utf16].concat());
    let latin: Vec<u8> = article.chars().map(|c| u8::try_from(c).expect("Latin 1")).collect();
    playground.write("news/latin.txt", latin);
    playground
        .write("news/invalid.txt", [article.as_bytes(), b"caf\xe9 \xff\xfe and so on"].concat());
    playground.write("news/line.txt", format!("caf\u{e9} {}", "word ".repeat(1 << 18)));
    playground.write("news/letters.txt", format!("caf\u{e9}\n\n{}", "x".repeat(1 << 20)));
    let news = playground.path("news");
    let run = playground.run(&["index", news.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(playground.ids(&["cafe"]).len(), 6);
}

#[test]
fn a_line_of_many_megabytes_is_read_or_refused() {
    let playground = Playground::new();
    good(&playground);
    playground.write("news/long.txt", "word ".repeat((64 << 20) / 5 + 1));
    let long =
        format!("{{\"text\":\"{}\"}}\n{{\"text\":\"A quick report.\"}}\n", "x".repeat(65 << 20));
    playground.write("news/long.jsonl", long);
    let news = playground.path("news");
    let run = playground.run(&["index", news.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    insta::assert_snapshot!(playground.shown(&run));
    assert_eq!(playground.ids(&["quick report"]).len(), 11);
}

#[cfg(unix)]
#[test]
fn special_files_are_not_opened() {
    use std::os::unix::fs::symlink;
    let playground = Playground::new();
    good(&playground);
    let news = playground.path("news");
    let status = std::process::Command::new("mkfifo").arg(news.join("pipe.txt")).status();
    assert!(status.expect("mkfifo runs").success());
    symlink("/dev/zero", news.join("zero.txt")).expect("a link");
    symlink(&news, news.join("loop")).expect("a link");
    symlink(news.join("nowhere"), news.join("dangling.txt")).expect("a link");
    let run = playground.run(&["index", news.to_str().expect("UTF-8"), "--format", "json"]);
    insta::assert_snapshot!(playground.shown(&run).replace(&*news.to_string_lossy(), "[NEWS]"));
    assert_eq!(playground.ids(&["quick report"]).len(), 10);
}

#[test]
fn a_missing_root_is_a_record() {
    let playground = Playground::new();
    good(&playground);
    let news = playground.path("news");
    let run = playground.run(&["index", "nowhere", news.to_str().expect("UTF-8")]);
    insta::assert_snapshot!(playground.shown(&run));
}

/// An index with a damaged file is refused or answers; it never panics and never hangs.
#[test]
fn a_damaged_index_is_an_error() {
    for damage in ["cut", "flip", "remove"] {
        let intact = Playground::with_corpus();
        let files: Vec<_> = std::fs::read_dir(intact.path("index"))
            .expect("an index")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending != "lock"))
            .collect();
        assert!(files.len() > 4);
        for file in files {
            let bytes = std::fs::read(&file).expect("a file");
            match damage {
                "cut" => std::fs::write(&file, &bytes[..bytes.len() / 2]).expect("written"),
                "flip" => {
                    let mut bytes = bytes.clone();
                    let middle = bytes.len() / 2;
                    if let Some(byte) = bytes.get_mut(middle) {
                        *byte ^= 0xff;
                    }
                    std::fs::write(&file, bytes).expect("written");
                }
                _ => std::fs::remove_file(&file).expect("removed"),
            }
            let run = intact.run(&["search", "\"safe house\" person:Massoud", "--format", "json"]);
            assert!([0, 1, 2, 10, 12, 13].contains(&run.code), "{damage} {file:?}: {}", run.code);
            if run.code > 1 {
                assert!(run.stderr.starts_with("dateline: "), "{}", run.stderr);
            }
            std::fs::write(&file, bytes).expect("mended");
        }
    }
}
