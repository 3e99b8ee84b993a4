//! Which passages a question brings out of an article, and what is lit in them.
//!
//! The cases stand in `tests/passages/`, a file a subject:
//!
//! - `== id | date | title`, and below it the text of an article;
//! - `? question` asks for as many passages as are expected of that article, `?3 question`
//!   for up to three;
//! - `^` before the title and `>` before each passage, with `[` and `]` around what is lit.
//!   Line feeds inside a passage are written `⏎`.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline_indexer::{Input, Request, run};
use dateline_model::ByteSpan;
use dateline_query::{Archive, Detail, Hit, SearchRequest, Terms};
use dateline_schema::store::{Waiting, WriteAccess};

/// A question and what it brings out of an article.
struct Case {
    article: String,
    question: String,
    count: Option<usize>,
    title: Option<String>,
    passages: Vec<String>,
    line: usize,
}

/// The articles and the cases of a file.
#[derive(Default)]
struct Sheet {
    /// Id, date, title and text.
    articles: Vec<[String; 4]>,
    cases: Vec<Case>,
}

fn read(sheet: &str) -> Sheet {
    let mut read = Sheet::default();
    for (number, line) in sheet.lines().enumerate() {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.to_owned();
        match (mark, read.cases.last_mut()) {
            ("==", _) => {
                let parts: Vec<&str> = rest.split(" | ").collect();
                let [id, date, title] = parts[..] else { panic!("line {}: {line}", number + 1) };
                read.articles.push([id, date, title, ""].map(str::to_owned));
            }
            (mark, _) if mark.starts_with('?') => {
                let (article, _) = (read.articles.last().expect("an article"), ());
                read.cases.push(Case {
                    article: article[0].clone(),
                    question: rest,
                    count: mark[1..].parse().ok(),
                    title: None,
                    passages: Vec::new(),
                    line: number + 1,
                });
            }
            ("^", Some(case)) => case.title = Some(rest),
            (">", Some(case)) => case.passages.push(rest),
            ("#", _) => {}
            _ => {
                let text = &mut read.articles.last_mut().expect("an article")[3];
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    read
}

/// An archive of the articles of a sheet.
fn archive(sheet: &Sheet, folder: &Path) -> Archive {
    let news = folder.join("news.jsonl");
    let records = sheet.articles.iter().map(|[id, date, title, text]| {
        let outlet = "Oxus Wire";
        let text = text.trim_end();
        serde_json::json!({"id": id, "date": date, "title": title, "text": text, "outlet": outlet})
    });
    let lines: Vec<String> = records.map(|record| record.to_string()).collect();
    std::fs::write(&news, lines.join("\n")).expect("a fixture");
    let index = folder.join("index");
    let access = WriteAccess::acquire(&index, Waiting::Refuse).expect("a fixture");
    let request = Request::new(vec![Input::Path(news)]);
    run(&access, request, &AtomicBool::new(false), &mut |_| {}).expect("a fixture");
    drop(access);
    Archive::open(&index).expect("a fixture")
}

fn ask(archive: &Archive, case: &Case) -> Option<Hit> {
    let count = case.count.unwrap_or(case.passages.len().max(1));
    let request = SearchRequest {
        filters: vec![format!("id:\"{}\"", case.article)],
        today: Some("2021-09-30".parse().expect("a day")),
        detail: Detail::Passages { count, bytes: 400 },
        ..SearchRequest::new(&case.question)
    };
    let answer = archive.search(&request).unwrap_or_else(|error| panic!("{}: {error}", case.line));
    answer.hits.into_iter().next()
}

/// The text with its lights in brackets.
fn lit(text: &str, lights: &[ByteSpan]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for light in lights {
        shown += &text[at..light.start()];
        shown += &format!("[{}]", light.of(text).expect("lights are on boundaries"));
        at = light.end();
    }
    (shown + &text[at..]).replace('\n', "⏎")
}

fn check(name: &str) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages").join(name);
    let sheet = read(&std::fs::read_to_string(path).expect("a sheet"));
    let folder = tempfile::tempdir().expect("a folder");
    let archive = archive(&sheet, folder.path());
    let mut wrong = String::new();
    for case in &sheet.cases {
        let hit = ask(&archive, case);
        let passages: Vec<String> = hit
            .iter()
            .flat_map(|hit| &hit.passages)
            .map(|passage| lit(&passage.text, &passage.lights))
            .collect();
        let title = hit.as_ref().map(|hit| lit(&hit.title, &hit.title_lights));
        let is_right = passages == case.passages
            && (case.title.is_none() || case.title == title)
            && hit.is_some();
        if !is_right {
            wrong += &format!("{name}:{}: {}\n", case.line, case.question);
            wrong += &format!("  ^ {}\n", title.unwrap_or_else(|| "no hit".into()));
            passages.iter().for_each(|passage| wrong += &format!("  > {passage}\n"));
        }
        hit.iter().for_each(|hit| lit_alone(&archive, case, hit));
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    sheet.cases.len()
}

/// Every passage is of its article, and every light inside it.
fn lit_alone(archive: &Archive, case: &Case, hit: &Hit) {
    let stored = archive.article(hit.id.as_str()).expect("readable").expect("there");
    let article = stored.article().expect("readable");
    for passage in &hit.passages {
        let text = article.section(passage.section);
        assert_eq!(passage.span.of(text), Some(passage.text.as_str()), "{}", case.line);
        let mut last = 0;
        for light in &passage.lights {
            assert!(light.start() >= last && light.of(&passage.text).is_some(), "{}", case.line);
            last = light.end();
        }
    }
}

/// What is lit for words and patterns is found by the question when it stands alone.
fn lights_match_alone(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages").join(name);
    let sheet = read(&std::fs::read_to_string(path).expect("a sheet"));
    let mut alone = Sheet::default();
    let mut asked: Vec<(String, String)> = Vec::new();
    for case in &sheet.cases {
        for passage in &case.passages {
            for lit in passage.split('[').skip(1).filter_map(|rest| rest.split(']').next()) {
                let id = format!("light{}", asked.len());
                let text = lit.replace('⏎', "\n");
                alone.articles.push([id.clone(), "2021-09-24".into(), "Title".into(), text]);
                asked.push((id, case.question.clone()));
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let archive = archive(&alone, folder.path());
    for (id, question) in asked {
        let filters = vec![format!("id:{id}")];
        let terms = Terms::Any;
        let request = SearchRequest { filters, terms, ..SearchRequest::new(&question) };
        let found = archive.search(&request).expect("readable").total;
        assert_eq!(found, 1, "{question}: {id}");
    }
}

#[test]
fn lit_words_match_by_themselves() {
    lights_match_alone("words.txt");
    lights_match_alone("sentences.txt");
}

#[test]
fn words() {
    assert!(check("words.txt") >= 15);
}

#[test]
fn phrases_and_windows() {
    assert!(check("windows.txt") >= 15);
}

#[test]
fn persons_and_places() {
    assert!(check("names.txt") >= 15);
}

#[test]
fn dates() {
    assert!(check("dates.txt") >= 8);
}

#[test]
fn fields_and_operators() {
    assert!(check("fields.txt") >= 12);
}

#[test]
fn sentences() {
    assert!(check("sentences.txt") >= 15);
}

#[test]
fn which_sentences() {
    assert!(check("choice.txt") >= 8);
}
