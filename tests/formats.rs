//! Every format as the binary reads it, archives and damage included.

use std::fs;
use std::io::Write;

use crate::support::Playground;

/// A tar of these entries.
pub(crate) fn tar(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, text) in entries {
        let mut block = [0_u8; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
        block[156] = b'0';
        block[257..263].copy_from_slice(b"ustar\0");
        block[148..156].copy_from_slice(b"        ");
        let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        archive.extend(block);
        archive.extend(text.as_bytes());
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

const FEED: &str = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>\
    <title>Oxus Wire</title><language>en</language><item><title>Border reopens</title>\
    <link>https://oxus.example/border</link><pubDate>Sat, 25 Sep 2021 10:00:00 GMT</pubDate>\
    <description>&lt;p&gt;Lorries crossed the bridge at Termez.&lt;/p&gt;</description></item>\
    <item><title>Flour arrives</title><guid>https://oxus.example/flour</guid>\
    <description>The first mills opened.</description></item></channel></rss>";

const TABLE: &str = "id,headline,date,body\n\
    t1,Prices fall,2021-09-26,\"Flour, and oil, were cheaper.\n\nAlso read: Border reopens\"\n\
    t2,Torn,2021-09-27,one,two\n";

const MAILBOX: &str = "From desk@oxus.example Sat Sep 25 10:00:00 2021\n\
    Message-ID: <m1@oxus.example>\nFrom: Oxus Alert <desk@oxus.example>\nList-Id: <x>\n\
    Date: Sat, 25 Sep 2021 10:00:00 +0000\nSubject: =?utf-8?q?Bridge_=E2=80=93_open?=\n\n\
    The bridge is open.\n\nFrom desk@oxus.example Sun Sep 26 10:00:00 2021\n\
    Message-ID: <m2@oxus.example>\nFrom: Oxus Alert <desk@oxus.example>\nList-Id: <x>\n\
    Date: Sun, 26 Sep 2021 10:00:00 +0000\nSubject: Bridge closed\n\nThe bridge is closed.\n";

#[test]
fn what_files_are_read_as() {
    let playground = Playground::new();
    playground.write("news/feed.xml", FEED);
    playground.write("news/prices.csv", TABLE);
    playground.write("news/alerts.mbox", MAILBOX);
    let run = playground.run(&["read", "news"]);
    insta::assert_snapshot!("read_text", playground.shown(&run));
    let run = playground.run(&["read", "news/prices.csv", "-o", "json"]);
    insta::assert_snapshot!("read_json", playground.shown(&run));
    let run = playground.run(&["read", "news", "-n", "1", "--color", "always"]);
    insta::assert_snapshot!("read_coloured", playground.shown(&run));
    let run = playground.run(&["read", "gone.csv"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn the_formats_are_those_of_the_document() {
    let playground = Playground::new();
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let page = fs::read_to_string(page).expect("the document is there");
    let run = playground.run(&["formats", "--format", "json"]);
    let mut rows = 0;
    for line in run.stdout.lines() {
        let format: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = |key: &str| format[key].as_str().expect("a text").to_owned();
        let endings: Vec<String> = format["endings"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|ending| {
                format!("`.{}`", ending.as_str().expect("a text").trim_start_matches('.'))
            })
            .collect();
        let row = format!(
            "| `{}` | {} | {} | {} | {} |\n",
            text("name"),
            endings.join(" "),
            text("article"),
            text("taken"),
            text("lost")
        );
        assert!(page.contains(&row), "docs/formats.md lacks\n{row}");
        rows += 1;
    }
    let table = page.split("\n\n").find(|part| part.starts_with("| format |")).expect("a table");
    assert_eq!(rows, table.lines().count() - 2);
    let run = playground.run(&["formats", "warc", ".csv"]);
    insta::assert_snapshot!("formats_text", playground.shown(&run));
    let run = playground.run(&["formats", "nothing"]);
    insta::assert_snapshot!("formats_unknown", playground.shown(&run));
}

#[test]
fn archives_are_indexed_where_they_are() {
    let playground = Playground::new();
    let entries = [
        ("2021/09/25/border.txt", "Border reopens\n\nLorries crossed the bridge.\n"),
        ("wire.jsonl", "{\"title\":\"One\",\"text\":\"Flour came.\"}\n{oops\n"),
        ("photo.jpg", "x"),
    ];
    playground.write("news/dump.tar.gz", gzip(&tar(&entries)));
    playground.write("news/alerts.mbox", MAILBOX);
    let run = playground.run(&["index", "news"]);
    insta::assert_snapshot!("archive_indexed", playground.shown(&run));
    assert_eq!(playground.ids(&["Lorries"]), ["dump.tar.gz/2021/09/25/border.txt"]);
    let run = playground.run(&["show", "dump.tar.gz/2021/09/25/border.txt"]);
    insta::assert_snapshot!("archive_shown", playground.shown(&run));
    // Nothing changed: nothing is read; what changes inside is an update of that alone.
    let run = playground.run(&["index", "news"]);
    assert!(run.stderr.contains("4 unchanged"), "{}", run.stderr);
    let changed = [entries[0], ("wire.jsonl", "{\"title\":\"One\",\"text\":\"Oil came.\"}\n")];
    playground.write("news/dump.tar.gz", gzip(&tar(&changed)));
    let run = playground.run(&["index", "news"]);
    assert!(run.stderr.contains("1 updated, 3 unchanged"), "{}", run.stderr);
    assert_eq!(playground.ids(&["Oil"]), ["dump.tar.gz/wire.jsonl#1"]);
}

#[test]
fn each_bad_input_is_one_record() {
    let playground = Playground::new();
    for number in 0..10 {
        playground.write(
            &format!("news/good-{number:02}.txt"),
            format!("Headline {number}\n\nThe quick report number {number}.\n"),
        );
    }
    let zeros = vec![b'0'; 9 << 20];
    playground.write("news/bomb.txt.gz", gzip(&zeros));
    playground.write("news/deep.xml", format!("<rss><item>{}", "<a>".repeat(100_000)));
    let laughs = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>\
        <!ENTITY c SYSTEM 'file:///etc/passwd'>]><rss><item><title>&b;&c;</title></item></rss>";
    playground.write("news/laughs.xml", laughs);
    playground.write("news/nested.tar", {
        let inner = tar(&[("a.txt", "A\n\nText.\n")]);
        let inner = String::from_utf8(inner).expect("ASCII");
        let middle = tar(&[("inner.tar", &inner)]);
        let middle = String::from_utf8(middle).expect("ASCII");
        tar(&[("middle.tar", &middle)])
    });
    playground.write("news/quote.csv", "title,text\n\"never closed,x\nFine,y\n");
    playground.write("news/nothing.csv", "a,b\n1,2\n");
    playground.write("news/project.xml", "<project><item/></project>");
    playground.write("news/torn.zip", "PK\u{3}\u{4} and no more");
    playground.write("news/torn.warc", "WARC/1.0\r\nContent-Length: -5\r\n\r\n");
    playground.write("news/\u{1b}[2J.tar", tar(&[("\u{1b}]0;x\u{7}.txt.zip", "x")]));
    let run = playground.run(&["index", "news"]);
    insta::assert_snapshot!("bad_archives", playground.shown(&run));
    assert!(!run.stderr.contains('\u{1b}'));
    assert!(playground.ids(&["quick report"]).len() == 10);
}
