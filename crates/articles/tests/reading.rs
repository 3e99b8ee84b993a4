//! Whole files to articles, and what is refused on the way.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_articles::{
    FieldMap, Format, Found, Limits, RawRecord, ReadOptions, Refusal, RefusalCode, SourceFile,
    SourceKind, WalkOptions, open, open_with, read_stream, walk,
};
use dateline_model::{Article, ByteSpan, PublishedSource};
use proptest::prelude::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn source(&self, name: &str, content: impl AsRef<[u8]>) -> SourceFile {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        match walk(&path, &WalkOptions::default()).next() {
            Some(Found::Source(source)) => source,
            other => panic!("{other:?}"),
        }
    }

    /// Every article or refusal of a file.
    fn read(&self, name: &str, content: impl AsRef<[u8]>) -> Vec<Result<Article, Refusal>> {
        read_all(&self.source(name, content), &ReadOptions::default())
    }

    fn read_one(&self, name: &str, content: impl AsRef<[u8]>) -> Article {
        let mut all = self.read(name, content);
        assert_eq!(all.len(), 1);
        all.remove(0).unwrap()
    }
}

fn read_all(source: &SourceFile, options: &ReadOptions) -> Vec<Result<Article, Refusal>> {
    match open_with(source, options) {
        Ok(records) => records.map(|record| Ok(record?.read(options)?.article)).collect(),
        Err(refusal) => vec![Err(refusal)],
    }
}

/// The titles of the articles, and `record! code` of what was refused.
fn shown(all: &[Result<Article, Refusal>]) -> Vec<String> {
    all.iter()
        .map(|one| match one {
            Ok(article) => article.title.clone(),
            Err(refusal) => {
                let record = refusal.record.map(|number| number.to_string()).unwrap_or_default();
                format!("{record}! {}", refusal.code)
            }
        })
        .collect()
}

/// Every piece of the article's offset map is the same bytes in text and file.
fn assert_traced(article: &Article, file: &[u8]) {
    assert!(!article.offsets.pieces().is_empty());
    for piece in article.offsets.pieces() {
        assert_eq!(
            &article.text.as_bytes()[piece.text..piece.text + piece.len],
            &file[piece.source..piece.source + piece.len]
        );
    }
}

const REPORT: &str = "BORDER REOPENS AT TERMEZ\nBy Jane Doe, Oxus Wire\nTERMEZ, March 3 -\n\
    Lorries crossed the bridge\ntoday for the first time in a month.\n\nAlso read: Bridge closes\n\n\
    Drivers were glad.\n";

#[test]
fn a_wire_report_in_a_dated_folder() {
    let folder = Folder::new();
    let article = folder.read_one("1987/03/04/a.txt", REPORT);
    assert_eq!(article.title, "BORDER REOPENS AT TERMEZ");
    assert_eq!(article.byline.as_deref(), Some("Jane Doe, Oxus Wire"));
    let published = article.published.unwrap();
    assert_eq!(published.date.to_string(), "1987-03-04");
    assert_eq!(published.source, PublishedSource::Path);
    let dateline = article.dateline.clone().unwrap();
    assert_eq!(dateline.place.as_deref(), Some("TERMEZ"));
    assert_eq!(dateline.date.unwrap().to_string(), "1987-03-03");
    assert_eq!(
        article.text,
        "TERMEZ, March 3 -\nLorries crossed the bridge\ntoday for the first time in a month.\n\n\
         Drivers were glad."
    );
    assert_traced(&article, REPORT.as_bytes());
    let at = article.text.find("Drivers").unwrap();
    let source = article.offsets.to_source(ByteSpan::new(at, at + 7)).unwrap();
    assert_eq!(source.of(REPORT), Some("Drivers"));
}

#[test]
fn no_year_is_invented() {
    let folder = Folder::new();
    let article = folder.read_one("a.txt", "Kabul, Sep 23 (Agency) The border reopened today.");
    assert_eq!(article.published, None);
    let dateline = article.dateline.unwrap();
    assert_eq!((dateline.agency.as_deref(), dateline.date), (Some("Agency"), None));
    assert_eq!(article.title, "The border reopened today");
    assert!(article.text.starts_with("Kabul, Sep 23"));
}

#[test]
fn dates_are_trusted_in_order() {
    let folder = Folder::new();
    let text = "TERMEZ, 5 March 1987 (Oxus Wire) - Lorries crossed.";
    let json = |fields: &str| format!("{{{fields}\"title\":\"T\",\"text\":\"{text}\"}}");
    for (content, date, source) in [
        (
            json("\"date\":\"1987-03-01\",\"url\":\"https://oxus.example/1987/03/02/a\","),
            "1987-03-01",
            PublishedSource::Metadata,
        ),
        (
            json("\"url\":\"https://oxus.example/1987/03/02/a\","),
            "1987-03-02",
            PublishedSource::Url,
        ),
        (json(""), "1987-03-05", PublishedSource::Dateline),
    ] {
        let article = folder.read_one("1987/03/09/a.json", content);
        let published = article.published.unwrap();
        assert_eq!((published.date.to_string().as_str(), published.source), (date, source));
    }
    let article = folder.read_one("1987/03/09/a.txt", "Title\n\n6 March 1987\n\nText of it.");
    assert_eq!(article.published.unwrap().source, PublishedSource::Text);
}

#[test]
fn records_of_json_lines() {
    let folder = Folder::new();
    let file = "\u{feff}{\"title\":\"One\",\"text\":\"a \\\"b\\\" c\"}\r\n\n{broken\n\
        {\"id\":\"x9\",\"url\":\"https://www.oxus.example/a\",\"title\":\"Four\",\"body\":\"d\"}\n\
        {\"other\":1}\n[1]\n{\"headline\":\"Seven\"}";
    let all = folder.read("a.jsonl", file);
    assert_eq!(shown(&all), ["One", "3! bad-json", "Four", "5! no-text", "6! bad-json", "Seven"]);
    let first = all[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.source.record), ("a.jsonl#1", Some(1)));
    assert_traced(first, file.as_bytes());
    let fourth = all[2].as_ref().unwrap();
    assert_eq!((fourth.id.as_str(), fourth.outlet.as_deref()), ("x9", Some("oxus.example")));
    assert_traced(fourth, file.as_bytes());
}

#[test]
fn a_stream_is_read_as_json_lines() {
    let titles: Vec<String> = read_stream(&b"{\"title\":\"One\"}\n{\"title\":\"Two\"}"[..])
        .map(|record| record.unwrap().read(&ReadOptions::default()).unwrap().article)
        .map(|article| format!("{} {}", article.id, article.title))
        .collect();
    assert_eq!(titles, ["-#1 One", "-#2 Two"]);
}

#[test]
fn json_files_are_cut_by_what_is_in_them() {
    let folder = Folder::new();
    for (name, content, expected) in [
        ("one.json", r#"{"title":"One","text":"x"}"#, &["One"][..]),
        (
            "list.json",
            r#"[{"title":"One"}, {"title":2}, {bad}, {"title":"Four"}]"#,
            &["One", "2", "3! bad-json", "Four"],
        ),
        (
            "answer.json",
            r#"{"status":"ok","articles":[{"title":"One"},{"title":"Two"}]}"#,
            &["One", "Two"],
        ),
        ("lines.json", "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n", &["One", "Two"]),
        ("list.jsonl", "[\n{\"title\":\"One\"},\n{\"title\":\"Two\"}]", &["One", "Two"]),
        ("cut.json", r#"[{"title":"One"}, {"title":"#, &["One", "2! bad-json"]),
        ("bad.json", "not json", &["! bad-json"]),
    ] {
        assert_eq!(shown(&folder.read(name, content)), expected, "{name}");
    }
}

#[test]
fn wide_character_sets_are_cut_too() {
    let folder = Folder::new();
    let wide = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let lines = folder.read("a.jsonl", wide("{\"title\":\"Один\"}\r\n{\"title\":\"Два\"}\r\n"));
    assert_eq!(shown(&lines), ["Один", "Два"]);
    assert!(lines[0].as_ref().unwrap().offsets.pieces().is_empty());
    assert_eq!(shown(&folder.read("a.json", wide("[{\"title\":\"Один\"}]"))), ["Один"]);
    assert_eq!(shown(&folder.read("a.txt", wide("Один\n\nТекст."))), ["Один"]);
}

#[test]
fn fields_can_be_mapped() {
    let folder = Folder::new();
    let source = folder.source("a.jsonl", r#"{"title":"T","story":"S","when":"2021"}"#);
    let fields = FieldMap::parse("text=story,published=when").unwrap();
    let options = ReadOptions { fields, ..ReadOptions::default() };
    let article = read_all(&source, &options).remove(0).unwrap();
    assert_eq!(article.text, "S");
    assert_eq!(article.published.unwrap().date.to_string(), "2021");
}

#[test]
fn markdown_is_traced() {
    let folder = Folder::new();
    let file = "---\ntitle: Border reopens\ndate: 2021-09-25\n---\n\n# Border reopens\n\n\
        Lorries *crossed* the [bridge](https://oxus.example).\n";
    let article = folder.read_one("a.md", file);
    assert_eq!(article.title, "Border reopens");
    assert_eq!(article.text, "Lorries crossed the bridge.");
    assert_traced(&article, file.as_bytes());
}

#[test]
fn files_that_are_no_articles() {
    let folder = Folder::new();
    for (name, content, expected) in [
        ("empty.txt", &b""[..], RefusalCode::Empty),
        ("blank.txt", b" \n\t\n", RefusalCode::Empty),
        ("photo.txt", b"\xFF\xD8\xFF\xE0\0\x10JFIF", RefusalCode::Binary),
        ("zero.txt", b"one zero \0 byte", RefusalCode::Binary),
        ("packed.jsonl", b"\x1F\x8B\x08\0\0\0", RefusalCode::Binary),
        ("empty.json", b"", RefusalCode::Empty),
        ("empty.html", b"<html></html>", RefusalCode::NoText),
        ("front.md", b"---\ndate: 2021-09-25\n---\n", RefusalCode::NoText),
    ] {
        let all = folder.read(name, content);
        assert_eq!(shown(&all), [format!("! {expected}")], "{name}");
    }
}

#[test]
fn damaged_text_is_read() {
    let folder = Folder::new();
    let article =
        folder.read_one("a.txt", b"T\xC3\xA9rmez \xE2\x80 reopens\n\nL\xC3\xA9na\x1B[31m said.");
    assert_eq!(article.title, "Térmez \u{fffd} reopens");
    assert_eq!(article.text, "Léna [31m said.");
}

#[test]
fn limits_are_kept() {
    let folder = Folder::new();
    let limits = Limits { file: 100, record: 50, text: 40, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let long = "word ".repeat(100);
    let lines =
        format!("{{\"title\":\"One\"}}\n{{\"text\":\"{long}\"}}\n{{\"title\":\"Three\"}}\n");
    for (name, content, expected) in [
        ("a.txt", long.as_str(), &["! too-large"][..]),
        ("b.txt", &long[..60], &["! too-large"]),
        ("a.json", long.as_str(), &["! too-large"]),
        ("a.jsonl", lines.as_str(), &["One", "2! too-large", "Three"]),
    ] {
        let source = folder.source(name, content);
        assert_eq!(shown(&read_all(&source, &options)), expected, "{name}");
    }
}

#[test]
fn a_single_line_of_64_mebibytes_is_one_refusal() {
    let folder = Folder::new();
    let path = folder.0.path().join("a.txt");
    let mut file = fs::File::create(&path).unwrap();
    for _ in 0..64 {
        file.write_all(&[b'x'; 1 << 20]).unwrap();
    }
    let Some(Found::Source(source)) = walk(&path, &WalkOptions::default()).next() else {
        panic!("the file is found");
    };
    assert_eq!(shown(&read_all(&source, &ReadOptions::default())), ["! too-large"]);
}

#[test]
fn what_changes_after_the_walk_is_refused() {
    let folder = Folder::new();
    let source = folder.source("a.txt", "x");
    fs::remove_file(&source.path).unwrap();
    assert_eq!(open(&source).err().unwrap().code, RefusalCode::Missing);
    fs::create_dir(&source.path).unwrap();
    assert_eq!(open(&source).err().unwrap().code, RefusalCode::NotAFile);
    let source = SourceFile { path: PathBuf::from("/dev/null"), ..source };
    if Path::new("/dev/null").exists() {
        assert_eq!(open(&source).err().unwrap().code, RefusalCode::NotAFile);
    }
}

#[test]
fn names_of_files_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let article = folder.read_one("a\u{1b}[2J.txt", "Border reopens\n\nText.");
    assert_eq!(article.id.as_str(), "a_[2J.txt");
}

/// Reads bytes as a record of a file that does not exist.
fn read_bytes(bytes: &[u8], format: Format) -> Result<Article, Refusal> {
    let source = SourceFile {
        path: PathBuf::from("/archive/1987/03/23/a"),
        id_path: "a".to_owned(),
        size: 0,
        modified: 0,
        changed: 0,
        kind: SourceKind::Articles(format),
    };
    let record = RawRecord::whole(Arc::new(source), format, bytes.to_vec());
    record.read(&ReadOptions::default()).map(|reading| reading.article)
}

const FORMATS: [Format; 12] = [
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::JsonLines,
    Format::Json,
    Format::Csv,
    Format::Feed,
    Format::Nitf,
    Format::NewsMl,
    Format::Xml,
    Format::Sgml,
    Format::Dispatch,
];

proptest! {
    #[test]
    fn any_bytes_are_an_article_or_a_refusal(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for format in FORMATS {
            let _ = read_bytes(&bytes, format);
        }
    }

    #[test]
    fn any_text_is_traced(
        text in "(TERMEZ|Kabul|, March 3|, 1987| \\(AP\\)| - |By Jane Doe|Also read: x|\\(File Photo\\)|---\n|title: x|[*#\\[\\]]|é|\u{1b}|\r|\n|[a-z ]){0,40}"
    ) {
        for format in [Format::Text, Format::Markdown] {
            if let Ok(article) = read_bytes(text.as_bytes(), format)
                && !article.text.is_empty()
            {
                assert_traced(&article, text.as_bytes());
            }
        }
        let json = format!("{{\"text\":{}}}", json_string(&text));
        if let Ok(article) = read_bytes(json.as_bytes(), Format::JsonLines)
            && article.text.contains(char::is_alphanumeric)
        {
            assert_traced(&article, json.as_bytes());
        }
    }
}

/// A text as JSON writes it.
fn json_string(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}
