//! Archives and captures: what is inside is read in place, and what is hostile is refused.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::io::Write;

use dateline_articles::{Limits, ReadOptions, Reading, open_bytes};
use flate2::Compression;
use flate2::write::GzEncoder;

/// What a file gives: `id title` of an article, `entry record! code` of a refusal.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    read_with(name, bytes, Limits::default())
}

fn read_with(name: &str, bytes: impl AsRef<[u8]>, limits: Limits) -> Vec<String> {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let records = match open_bytes(name, bytes.as_ref().to_vec(), &options) {
        Ok(records) => records,
        Err(refusal) => return vec![format!("! {}", refusal.code)],
    };
    records
        .map(|record| match record.and_then(|record| record.read(&options)) {
            Ok(Reading { article, .. }) => {
                for piece in article.offsets.pieces() {
                    let text = &article.text.as_bytes()[piece.text..piece.text + piece.len];
                    assert_eq!(text, &bytes.as_ref()[piece.source..piece.source + piece.len]);
                }
                format!("{} {}", article.id, article.title)
            }
            Err(refusal) => {
                let entry = refusal.entry.unwrap_or_default();
                let record = refusal.record.map(|record| format!("#{record}")).unwrap_or_default();
                format!("{entry}{record}! {}", refusal.code)
            }
        })
        .collect()
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

/// A tar of these entries.
fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, bytes) in entries {
        let mut block = [0_u8; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        block[136..147].copy_from_slice(b"14123456700");
        block[156] = b'0';
        block[257..263].copy_from_slice(b"ustar\0");
        sum_up(&mut block);
        archive.extend(block);
        archive.extend(*bytes);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

/// Sets the sum of the bytes of a tar's block.
fn sum_up(block: &mut [u8]) {
    block[148..156].copy_from_slice(b"        ");
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
}

/// How an entry of a zip is packed.
#[derive(Clone, Copy)]
enum Packed {
    Stored,
    Deflated,
    Encrypted,
}

/// A zip of these entries.
fn zip(entries: &[(&str, &[u8], Packed)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes, packed) in entries {
        let content = match packed {
            Packed::Deflated => {
                let mut encoder =
                    flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            _ => bytes.to_vec(),
        };
        let method: u16 = if matches!(packed, Packed::Deflated) { 8 } else { 0 };
        let flags: u16 = u16::from(matches!(packed, Packed::Encrypted));
        let at = archive.len() as u32;
        let mut fields = Vec::new();
        for number in [20, flags, method, 0, 0] {
            fields.extend(number.to_le_bytes());
        }
        for number in [0, content.len() as u32, bytes.len() as u32] {
            fields.extend(number.to_le_bytes());
        }
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        archive.extend(b"PK\x03\x04");
        archive.extend(&fields);
        archive.extend(name.as_bytes());
        archive.extend(content);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = archive.len() as u32;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend((entries.len() as u16).to_le_bytes());
    archive.extend((entries.len() as u16).to_le_bytes());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

const STORY: &[u8] = b"Border reopens\n\nLorries crossed the bridge at Termez.\n";
const LINES: &[u8] = b"{\"title\":\"One\"}\n{\"title\":\"Two\"}\n";

#[test]
fn compressed_files_are_what_is_inside() {
    let zstd = zstd::encode_all(LINES, 1).unwrap();
    for (name, bytes, expected) in [
        ("a.txt.gz", gzip(STORY), vec!["a.txt.gz Border reopens"]),
        (
            "a.jsonl.gz",
            [gzip(&LINES[..16]), gzip(&LINES[16..])].concat(),
            vec!["a.jsonl.gz#1 One", "a.jsonl.gz#2 Two"],
        ),
        ("a.jsonl.zst", zstd, vec!["a.jsonl.zst#1 One", "a.jsonl.zst#2 Two"]),
        ("a.csv.gz", gzip("title,text\nOne,x\n"), vec!["a.csv.gz#2 One"]),
        ("a.gz", gzip(LINES), vec!["a.gz#1 One", "a.gz#2 Two"]),
        ("a.jpg.gz", gzip("x"), vec!["! unknown-format"]),
        ("a.jsonl.gz", gzip(LINES)[..30].to_vec(), vec!["a.jsonl.gz#1 One", "#2! damaged"]),
        ("a.txt.gz", STORY.to_vec(), vec!["! damaged"]),
    ] {
        assert_eq!(read(name, bytes), expected, "{name}");
    }
}

/// These bytes packed, and then a block of a kind that there is not.
fn damaged_behind(bytes: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_bytes()).unwrap();
    encoder.flush().unwrap();
    [encoder.get_ref(), &[0xFF; 20][..]].concat()
}

#[test]
fn what_comes_before_damage_is_read() {
    let line = |number| format!("{{\"title\":\"{number}\"}}\n");
    let page = |number| warc("response", &format!("https://oxus.example/{number}"), PAGE);
    for (name, bytes) in [
        ("a.jsonl.gz", (0..1_000).map(line).collect::<String>()),
        ("a.warc.gz", (0..1_000).map(page).collect()),
    ] {
        let found = read(name, damaged_behind(&bytes));
        assert!(found.len() > 800, "{name}: {}", found.len());
        assert!(found.last().unwrap().ends_with("! damaged"), "{found:?}");
    }
}

#[test]
fn archives_are_read_in_place() {
    let entries: &[(&str, &[u8])] =
        &[("2021/one.txt", STORY), ("b.jsonl", LINES), ("x.jpg", b"x"), ("../../etc/y.txt", STORY)];
    let expected = |name: &str| {
        vec![
            format!("{name}/2021/one.txt Border reopens"),
            format!("{name}/b.jsonl#1 One"),
            format!("{name}/b.jsonl#2 Two"),
            "x.jpg! unknown-format".to_owned(),
            format!("{name}/etc/y.txt Border reopens"),
        ]
    };
    assert_eq!(read("a.tar", tar(entries)), expected("a.tar"));
    assert_eq!(read("a.tar.gz", gzip(tar(entries))), expected("a.tar.gz"));
    assert_eq!(read("a.tgz", gzip(tar(entries))), expected("a.tgz"));
    for packed in [Packed::Stored, Packed::Deflated] {
        let entries: Vec<_> = entries.iter().map(|&(name, bytes)| (name, bytes, packed)).collect();
        assert_eq!(read("a.zip", zip(&entries)), expected("a.zip"));
    }
}

#[test]
fn archives_nest_to_a_limit() {
    let inner = tar(&[("one.txt", STORY)]);
    let middle = zip(&[("in.tar", &inner, Packed::Deflated)]);
    let outer = tar(&[("middle.zip", &middle), ("two.txt", STORY)]);
    assert_eq!(read("a.zip", &middle), ["a.zip/in.tar/one.txt Border reopens"]);
    assert_eq!(
        read("a.tar", &outer),
        ["middle.zip/in.tar! too-deep", "a.tar/two.txt Border reopens"]
    );
    let mut bytes = gzip(STORY);
    for _ in 0..8 {
        bytes = gzip(bytes);
    }
    assert_eq!(read("a.gz", bytes), ["! too-deep"]);
}

#[test]
fn bombs_are_one_refusal() {
    let zeros = vec![b'0'; 9 << 20];
    assert_eq!(read("a.txt.gz", gzip(&zeros)), ["! bomb"]);
    assert_eq!(read("a.txt.zst", zstd::encode_all(&zeros[..], 1).unwrap()), ["! bomb"]);
    let archive = zip(&[("a.txt", &zeros, Packed::Deflated), ("b.txt", STORY, Packed::Stored)]);
    assert_eq!(read("a.zip", archive), ["a.txt! bomb", "a.zip/b.txt Border reopens"]);
    let many: Vec<_> = (0..30).map(|_| ("a.txt", STORY, Packed::Stored)).collect();
    let limits = Limits { entries: 10, ..Limits::default() };
    let found = read_with("a.zip", zip(&many), limits);
    assert_eq!((found.len(), found[10].as_str()), (11, "! too-many"));
    let many: Vec<_> = (0..30).map(|_| ("a.txt", STORY)).collect();
    let found = read_with("a.tar", tar(&many), limits);
    assert_eq!((found.len(), found[10].as_str()), (11, "! too-many"));
}

#[test]
fn bombs_of_many_small_entries_are_one_refusal() {
    let zeros = vec![b'0'; 512 << 10];
    let names: Vec<String> = (0..30).map(|number| format!("{number:02}.txt")).collect();
    let entries: Vec<_> =
        names.iter().map(|name| (name.as_str(), &zeros[..], Packed::Deflated)).collect();
    let limits = Limits { file: 4 << 20, ratio: 10, ..Limits::default() };
    let found = read_with("a.zip", zip(&entries), limits);
    assert_eq!((found.len(), found[7].as_str()), (8, "07.txt! bomb"));
}

#[test]
fn entries_that_share_their_bytes_are_one_refusal() {
    let mut archive = zip(&[
        ("a.txt", STORY, Packed::Stored),
        ("b.txt", STORY, Packed::Stored),
        ("c.txt", STORY, Packed::Stored),
    ]);
    // The second entry points to the bytes of the first.
    let places: Vec<_> = memchr::memmem::find_iter(&archive, b"PK\x01\x02").collect();
    archive[places[1] + 42..places[1] + 46].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(read("a.zip", archive), ["a.zip/c.txt Border reopens", "! bomb"]);
}

#[test]
fn links_in_archives_are_not_followed() {
    let mut archive = zip(&[("a.txt", b"/etc/passwd", Packed::Stored)]);
    let entry = archive.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    archive[entry + 38..entry + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
    assert_eq!(read("a.zip", archive), ["a.txt! not-a-file"]);
    let mut archive = tar(&[("a.txt", b""), ("b.txt", STORY)]);
    archive[156] = b'2';
    sum_up(&mut archive[..512]);
    assert_eq!(read("a.tar", archive), ["a.txt! not-a-file", "a.tar/b.txt Border reopens"]);
}

#[test]
fn damaged_archives_give_what_they_can() {
    let entries: &[(&str, &[u8])] = &[("one.txt", STORY), ("two.txt", STORY)];
    let archive = tar(entries);
    assert_eq!(read("a.tar", &archive[..1100]), ["a.tar/one.txt Border reopens", "! damaged"]);
    assert_eq!(read("a.zip", b"PK\x03\x04 nothing more"), ["! damaged"]);
    assert_eq!(
        read(
            "a.zip",
            zip(&[("a.txt", STORY, Packed::Encrypted), ("b.txt", STORY, Packed::Stored)])
        ),
        ["a.txt! encrypted", "a.zip/b.txt Border reopens"]
    );
    // A comment that is longer than the directory.
    let mut long = zip(&[("a.txt", STORY, Packed::Stored)]);
    let entry = long.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    long[entry + 32..entry + 34].copy_from_slice(&60_000_u16.to_le_bytes());
    assert_eq!(read("a.zip", long), ["a.zip/a.txt Border reopens"]);
    // An entry of the directory that does not begin as one, and those behind it.
    let mut broken = zip(&[
        ("a.txt", STORY, Packed::Stored),
        ("b.txt", STORY, Packed::Stored),
        ("c.txt", STORY, Packed::Stored),
    ]);
    let places: Vec<_> = memchr::memmem::find_iter(&broken, b"PK\x01\x02").collect();
    broken[places[1]] = b'x';
    assert_eq!(read("a.zip", broken), ["a.zip/a.txt Border reopens", "! damaged"]);
    // Both entries of the directory point to the bytes of the first.
    let mut overlapping =
        zip(&[("a.txt", STORY, Packed::Stored), ("b.txt", STORY, Packed::Stored)]);
    let second = overlapping.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    overlapping[second + 42..second + 46].copy_from_slice(&10_u32.to_le_bytes());
    assert_eq!(read("a.zip", overlapping), ["a.txt! damaged", "b.txt! damaged"]);
}

#[test]
fn sizes_beyond_any_archive_are_damage() {
    let mut large = tar(&[("a.txt", STORY), ("b.txt", STORY)]);
    large[124..136].fill(0xFF);
    sum_up(&mut large[..512]);
    assert_eq!(read("a.tar", large), ["a.txt! damaged"]);
    let mut told = tar(&[("x", b"29 size=18446744073709551615\n"), ("a.txt", STORY)]);
    told[156] = b'x';
    sum_up(&mut told[..512]);
    assert_eq!(read("a.tar", told), ["a.txt! damaged"]);
}

/// A WARC record.
fn warc(kind: &str, url: &str, content: &str) -> String {
    let length = content.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-09-25T10:00:00Z\r\n\
         Content-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
    )
}

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Border</title></head><body><p>Lorries crossed the bridge.</p></body></html>";

#[test]
fn captures_are_read() {
    let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx";
    let gone = "HTTP/1.1 404 Not Found\r\n\r\nx";
    let capture = [
        warc("warcinfo", "", "software: x"),
        warc("request", "https://oxus.example/1", "GET / HTTP/1.1\r\n\r\n"),
        warc("response", "https://oxus.example/1", PAGE),
        warc("response", "https://oxus.example/2", image),
        warc("response", "https://oxus.example/3", gone),
        warc("conversion", "https://oxus.example/4", "Border\n\nLorries crossed."),
    ]
    .concat();
    let expected = [
        "https://oxus.example/1 Border",
        "#4! unknown-format",
        "#5! not-an-article",
        "https://oxus.example/4 Border",
    ];
    assert_eq!(read("a.warc", &capture), expected);
    assert_eq!(read("a.warc.gz", gzip(&capture)), expected);
}

#[test]
fn damaged_captures_give_what_they_can() {
    let good = warc("response", "https://oxus.example/1", PAGE);
    let other = warc("response", "https://oxus.example/2", PAGE);
    let (first, second) = ("https://oxus.example/1 Border", "https://oxus.example/2 Border");
    let length = format!("Content-Length: {}", PAGE.len());
    for (capture, expected) in [
        (format!("{good}{}", &other[..200]), vec![first, "#2! damaged"]),
        (format!("{good}rubbish\r\n\r\n{other}"), vec![first, "#1! damaged", second]),
        (good.replace(&length, "Content-Length: -1") + &other, vec!["#1! damaged", second]),
        (good.replace(&length, "X: y") + &other, vec!["#1! damaged", second]),
        (good.replace(&length, "Content-Length: 1000000") + &other, vec!["#1! damaged", second]),
        (
            good.replace(&length, "Content-Length: 99999999999999") + &other,
            vec!["#1! too-large", second],
        ),
        (
            good.replace(&length, "Content-Length: 70") + &other,
            vec!["#1! no-text", "#1! damaged", second],
        ),
        ("WARC/1.0\r\n".to_owned(), vec!["#1! damaged"]),
    ] {
        assert_eq!(read("a.warc", &capture), expected, "{capture}");
    }
    // Each record is a member of its own: damage in one leaves the others.
    let mut middle = gzip(&other);
    let half = middle.len() / 2;
    middle[half..half + 20].fill(0xFF);
    let capture = [gzip(&good), middle, gzip(&other)].concat();
    let found = read("a.warc.gz", capture);
    assert_eq!(found.first().unwrap(), first);
    assert_eq!(found.last().unwrap(), second);
    assert!(found.iter().any(|line| line.ends_with("damaged")), "{found:?}");
    // One that does not begin as a member is told of as well.
    let mut middle = gzip(&other);
    middle[0] = 0;
    middle[1] = 0;
    let capture = [gzip(&good), middle, gzip(&other)].concat();
    assert_eq!(read("a.warc.gz", capture), [first, "#1! damaged", second]);
}

#[test]
fn older_captures_are_read() {
    let record = |url: &str, length: &str| {
        format!("{url} 192.0.2.1 20210925100000 text/html {length}\n{PAGE}\n\n")
    };
    let head = "filedesc://a.arc 0.0.0.0 20210925100000 text/plain 75\n1 0 Oxus Capture\nURL IP-address Archive-date Content-type Archive-length\n\n\n";
    let length = PAGE.len().to_string();
    let capture = format!(
        "{head}{}{}",
        record("https://oxus.example/a b", &length),
        record("https://oxus.example/2", &length)
    );
    let found = read("a.arc", &capture);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].starts_with("https://oxus.example/2 Border"), "{found:?}");
    let damaged = format!(
        "{head}{}{}",
        record("https://oxus.example/1", "-1"),
        record("https://oxus.example/2", &length)
    );
    let found = read("a.arc", &damaged);
    assert_eq!(found[0], "#2! damaged");
    assert_eq!(found[1], "https://oxus.example/2 Border");
    let whole = format!("{head}{}", record("https://oxus.example/1", &length));
    for cut in
        ["h", "https://oxus.example/2 192.0.2.1 2021", &record("https://oxus.example/2", "9")[..70]]
    {
        let found = read("a.arc", format!("{whole}{cut}"));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].ends_with("! damaged"), "{found:?}");
    }
}
