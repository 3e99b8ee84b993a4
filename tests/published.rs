//! When articles appeared: from which source it is known, how reliably, and where it shows.

use std::time::{Duration, UNIX_EPOCH};

use crate::support::Playground;

/// Articles, each with a publication date from another source, and what is to be known of
/// it: `date source reliability`, and what another source says.
const ARTICLES: &[(&str, &str, &str)] = &[
    (
        "meta.html",
        "<html><head><title>Bridge reopens</title>\
         <meta property='article:published_time' content='2021-09-25T23:30:00-07:00'>\
         <meta property='article:modified_time' content='2021-09-28T10:00:00Z'></head>\
         <body><h1>Bridge reopens</h1><p>Lorries crossed the bridge at Termez.</p></body></html>",
        "2021-09-25 metadata high null",
    ),
    (
        "linked.html",
        "<html><head><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},\
         {\"@type\":\"NewsArticle\",\"headline\":\"Bridge shut\",\"dateModified\":\"2021-09-28\",\
         \"dateCreated\":\"2021-09-24\",\"datePublished\":\"2021-09-25\",}]}</script></head>\
         <body><h1>Bridge shut</h1><p>Lorries waited for days.</p></body></html>",
        "2021-09-25 metadata high null",
    ),
    (
        "shown.html",
        "<html><body><h1>Bridge painted</h1><p>Posted on September 25, 2021 at 5:00 p.m.</p>\
         <p>It is green now.</p></body></html>",
        "2021-09-25 text medium null",
    ),
    (
        "front.md",
        "---\ntitle: Bridge\ndate: '2021-09-25 23:30 -0700' # evening\n---\n\nLorries crossed.\n",
        "2021-09-25 metadata high null",
    ),
    (
        "url.json",
        "{\"title\":\"Bridge\",\"date\":\"0000-00-00\",\"text\":\"Lorries crossed.\",\
         \"url\":\"https://oxus.example/2021/sep/25/bridge\"}",
        "2021-09-25 url high null",
    ),
    (
        "epoch.json",
        "{\"title\":\"Bridge\",\"timestamp\":1632528000000,\"text\":\"Lorries crossed.\"}",
        "2021-09-25 metadata high null",
    ),
    (
        "feed.json",
        "{\"title\":\"Bridge\",\"pubDate\":\"Sat, 25 Sep 21 10:00:00 GMT\",\"text\":\"Lorries.\"}",
        "2021-09-25 metadata high null",
    ),
    (
        "dateline.txt",
        "Bridge reopens\n\nTERMEZ, 25 September 2021 (Oxus Wire) - Lorries crossed.\n",
        "2021-09-25 dateline medium null",
    ),
    ("text.txt", "date 2021-09-25\n\nBridge reopens\n\nLorries.\n", "2021-09-25 text medium null"),
    (
        "line.txt",
        "Bridge reopens\n\nPublished: 25 September 2021 10:40 GMT\n\nLorries crossed.\n",
        "2021-09-25 text medium null",
    ),
    (
        "updated.txt",
        "Bridge reopens\n\nUpdated 25 September 2021, 10:40\n\nLorries crossed.\n",
        "2021-09-25 updated low null",
    ),
    ("20210925_x.txt", "Bridge reopens\n\nLorries.\n", "2021-09-25 path medium null"),
    ("1987/03/04/x.txt", "Bridge\n\nTERMEZ, March 3 - Lorries.\n", "1987-03-04 path high dateline"),
    (
        "disputed.json",
        "{\"title\":\"Bridge disputed\",\"date\":\"2021-09-25\",\"text\":\"Lorries crossed.\",\
         \"url\":\"https://oxus.example/2019/03/04/bridge\"}",
        "2021-09-25 metadata medium !url",
    ),
    (
        "confirmed.json",
        "{\"title\":\"Bridge\",\"date\":\"2021-09-25\",\"text\":\"Lorries crossed.\",\
         \"url\":\"https://oxus.example/2021/09/25/bridge\"}",
        "2021-09-25 metadata high url",
    ),
    ("either.txt", "Date: 05/09/2021\n\nBridge\n\nLorries.\n", "2021 text low null"),
    ("zero.json", "{\"title\":\"Bridge\",\"date\":0,\"text\":\"x\"}", "null null null null"),
    ("undated.txt", "Bridge\n\nLorries crossed.\n", "null null null null"),
];

fn indexed(arguments: &[&str]) -> Playground {
    let playground = Playground::new();
    for (name, content, _) in ARTICLES {
        let path = playground.write(&format!("news/{name}"), content);
        // Minutes before the day after, in UTC.
        let modified = UNIX_EPOCH + Duration::from_secs(1_633_046_000);
        let file = std::fs::File::options().write(true).open(path).expect("the file is there");
        file.set_modified(modified).expect("a time can be set");
    }
    let run = playground.run(&[&["index", "news"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

/// What a record says of when its article appeared, in the form of [`ARTICLES`].
fn known_of(record: &serde_json::Value) -> String {
    let of = |name: &str| record[name].as_str().unwrap_or("null").to_owned();
    let check = &record["published_check"];
    let source = check["from"].as_str().unwrap_or("null");
    let mark = if check["agrees"] == false { "!" } else { "" };
    let fields = ["published", "published_from", "published_reliability"].map(of);
    format!("{} {mark}{source}", fields.join(" "))
}

fn records(playground: &Playground, arguments: &[&str]) -> Vec<serde_json::Value> {
    let run = playground.run(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_source_is_read_and_told() {
    let playground = indexed(&[]);
    let listed = records(&playground, &["list", "--format", "json"]);
    let hits = records(&playground, &["search", "--format", "json", "-n", "99"]);
    for (name, _, expected) in ARTICLES {
        let of_article = |records: &[serde_json::Value]| {
            let record = records.iter().find(|record| record["id"] == *name);
            known_of(record.unwrap_or_else(|| panic!("{name} is missing")))
        };
        assert_eq!(of_article(&listed), *expected, "list: {name}");
        assert_eq!(of_article(&hits), *expected, "search: {name}");
        let shown = records(&playground, &["show", name, "--format", "json"]);
        assert_eq!(known_of(&shown[0]), *expected, "show: {name}");
    }
}

#[test]
fn the_source_shows_in_every_form() {
    let playground = indexed(&[]);
    let fields = "--fields=id,published,published_from,published_reliability";
    for (name, arguments) in [
        (
            "text",
            &[
                "search",
                "--sort",
                "oldest",
                "--format",
                "text",
                "--passages",
                "0",
                "--unfold",
                "-n20",
            ][..],
        ),
        ("csv", &["search", "--sort", "oldest", "--format", "csv", "-n20", fields]),
        ("list", &["list", "--format", "csv"]),
        ("show", &["show", "disputed.json"]),
    ] {
        let shown = playground.shown(&playground.run(arguments));
        let steady: Vec<&str> = shown.lines().filter(|line| !line.contains(" ms")).collect();
        insta::assert_snapshot!(format!("published_{name}"), steady.join("\n"));
    }
}

#[test]
fn a_person_is_shown_with_the_sources_of_dates() {
    let playground = Playground::new();
    for (name, head) in [
        ("a.txt", "Published: 25 September 2021"),
        ("b.txt", "Updated 26 September 2021"),
        ("c.txt", ""),
    ] {
        let text = "Ahmad Massoud spoke in Dushanbe. Ahmad Massoud then left the city.";
        playground.write(&format!("news/{name}"), format!("Massoud speaks\n\n{head}\n\n{text}\n"));
    }
    assert_eq!(playground.run(&["index", "news"]).code, 0);
    let text = playground.run(&["person", "Ahmad Massoud", "--format", "text"]).stdout;
    for line in ["25 Sep 2021  Massoud", "26 Sep 2021? Massoud", "    undated  Massoud"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("a.txt · dated by text\n"), "{text}");
    let named = records(&playground, &["person", "Ahmad Massoud", "--format", "json"]);
    let named: Vec<String> =
        named.iter().filter(|record| record["type"] == "named_in").map(known_of).collect();
    assert_eq!(
        named,
        ["2021-09-26 updated low null", "2021-09-25 text medium null", "null null null null"]
    );
}

#[test]
fn mtime_dates_only_who_asks_and_what_nothing_else_dates() {
    let playground = indexed(&["--date-from", "mtime"]);
    for (name, _, expected) in ARTICLES {
        let by_file = "2021-09-30 mtime low null";
        let expected = if expected.starts_with("null") { by_file } else { expected };
        let shown = records(&playground, &["show", name, "--format", "json"]);
        assert_eq!(known_of(&shown[0]), expected, "{name}");
    }
    let shown = playground.run(&["show", "undated.txt"]).stdout;
    assert!(shown.contains("30 Sep 2021 (from mtime; reliability low)"), "{shown}");
}

#[test]
fn no_weekday_is_counted_from_the_time_of_a_file() {
    let playground = Playground::new();
    playground.write("news/call.txt", "A call\n\nHe rang on Wednesday and again last week.\n");
    let run = playground.run(&["index", "news", "--date-from", "mtime"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let article = playground.run(&["show", "call.txt", "--format", "json"]).stdout;
    assert!(article.contains("\"published_from\":\"mtime\""), "{article}");
    assert!(!article.contains("\"type\":\"DATE\""), "{article}");
}
