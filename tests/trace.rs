//! Where persons were reported to be: against labels made by hand, and as output.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Playground, Run};

/// The records of a type in JSON output.
fn records(run: &Run, of_type: &str) -> Vec<Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    lines.filter(|record: &Value| record["type"] == of_type).collect()
}

fn text<'v>(record: &'v Value, field: &str) -> &'v str {
    record[field].as_str().unwrap_or_default()
}

/// A statement of an article: from the labels, or as it was read.
#[derive(Debug)]
struct Statement {
    id: String,
    person: String,
    places: Vec<String>,
    span: Option<(u64, u64)>,
    stance: String,
}

impl Statement {
    fn labelled(label: &Value, names: &BTreeMap<String, String>) -> Self {
        let places = ["place", "place_words"].map(|field| text(label, field).to_lowercase());
        Self {
            id: text(label, "id").to_owned(),
            person: names.get(text(label, "person")).cloned().unwrap_or_default(),
            places: places.into(),
            span: label["start"].as_u64().zip(label["end"].as_u64()),
            stance: text(label, "stance").to_owned(),
        }
    }

    /// What a record says of its article and of those with the same sentence.
    fn read(record: &Value) -> Vec<Self> {
        let mut places: Vec<String> =
            ["place", "place_words"].map(|field| text(record, field).to_lowercase()).into();
        let within = record["within"].as_array().expect("a list");
        places.extend(within.iter().filter_map(Value::as_str).map(str::to_lowercase));
        let span = &record["article"];
        let span = span["start"].as_u64().zip(span["end"].as_u64());
        let also = record["also"].as_array().expect("a list");
        let of = |id: &str, span| Self {
            id: id.to_owned(),
            person: text(record, "person").to_owned(),
            places: places.clone(),
            span,
            stance: text(record, "stance").to_owned(),
        };
        let copies = also.iter().map(|article| of(text(article, "id"), None));
        std::iter::once(of(text(record, "id"), span)).chain(copies).collect()
    }

    fn is(&self, other: &Self) -> bool {
        let overlaps = match (self.span, other.span) {
            (Some(one), Some(other)) => one.0 < other.1 && other.0 < one.1,
            _ => true,
        };
        self.id == other.id
            && self.person == other.person
            && overlaps
            && self.places.iter().any(|place| !place.is_empty() && other.places.contains(place))
    }
}

/// Every sentence of the sample archive that puts a person somewhere was labelled by hand,
/// by somebody who did not know the program.
#[test]
#[expect(clippy::print_stdout, reason = "the figures, for `--nocapture`")]
fn statements_of_the_corpus_are_found() {
    let playground = Playground::with_corpus();
    let labels: Vec<Value> = include_str!("data/trace.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let facets = playground.run(&["facets", "--by", "person", "-n", "1000", "--format", "json"]);
    let named = records(&facets, "facet");
    let mut persons: BTreeSet<String> =
        named.iter().map(|facet| text(facet, "value").to_owned()).collect();
    assert!(!persons.is_empty(), "{}", facets.stdout);
    persons.extend(labels.iter().map(|label| text(label, "person").to_owned()));
    let mut names = BTreeMap::new();
    let mut read: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
    for person in persons {
        let run = playground.run(&["trace", &person, "-n", "1000", "--format", "json"]);
        let name = text(&records(&run, "summary")[0], "name").to_owned();
        let statements = records(&run, "statement");
        read.entry(name.clone())
            .or_insert_with(|| statements.iter().flat_map(Statement::read).collect());
        names.insert(person, name);
    }
    let mut read: Vec<Option<Statement>> = read.into_values().flatten().map(Some).collect();
    let predicted = read.len();
    let (mut found, mut agreed) = (0, 0);
    for label in &labels {
        let label = Statement::labelled(label, &names);
        let matching =
            read.iter_mut().find(|read| read.as_ref().is_some_and(|read| read.is(&label)));
        if let Some(read) = matching.and_then(Option::take) {
            found += 1;
            agreed += usize::from(read.stance == label.stance);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let (precision, recall) = (share(found, predicted), share(found, labels.len()));
    let stance = share(agreed, found);
    println!(
        "precision {precision:.3}, recall {recall:.3}, stance {stance:.3} of {}",
        labels.len()
    );
    assert!(precision >= 0.90, "precision {precision:.3}");
    assert!(recall >= 0.75, "recall {recall:.3}");
    assert!(stance >= 0.85, "stance {stance:.3}");
}

fn with_articles(texts: &[(&str, &str)]) -> Playground {
    let playground = Playground::new();
    for (number, (outlet, text)) in texts.iter().enumerate() {
        let record = serde_json::json!({
            "id": format!("a{number}"), "text": text, "title": format!("Article {number}"),
            "outlet": outlet, "published": format!("2021-09-{:02}", number + 1),
        });
        playground.write(&format!("news/{number}.jsonl"), record.to_string());
    }
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

const REPORTS: [(&str, &str); 5] = [
    ("Alpha", "Officials said Ahmad Massoud had fled to Dushanbe on 6 September 2021."),
    ("Beta", "Officials said Ahmad Massoud had fled to Dushanbe on 6 September 2021."),
    ("Beta", "Ahmad Massoud is not in Tajikistan, his spokesman said.\n\nHe is in Kabul."),
    ("Gamma", "Ahmad Shah Massoud was buried in Bazarak. Ahmad Massoud was in Paris."),
    ("Gamma", "Is Ahmad Massoud in Dushanbe?"),
];

#[test]
fn statements_have_all_that_is_needed_to_check_them() {
    let playground = with_articles(&REPORTS);
    let run = playground.run(&["trace", "Ahmed Masood", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let statements = records(&run, "statement");
    let fled = statements.iter().find(|record| record["kind"] == "to").expect("he fled");
    assert_eq!((text(fled, "place"), text(fled, "stance")), ("Dushanbe", "quotes"));
    assert_eq!((text(fled, "speaker"), text(fled, "date_from")), ("Officials", "sentence"));
    assert_eq!((text(fled, "start"), text(fled, "id")), ("2021-09-06", "a0"));
    assert_eq!(fled["also"][0]["id"], "a1");
    let places = records(&run, "place");
    let dushanbe = places.iter().find(|place| place["place"] == "Dushanbe").expect("a place");
    assert_eq!((&dushanbe["articles"], &dushanbe["origins"]), (&3.into(), &2.into()));
    assert!(!places.iter().any(|place| place["place"] == "Bazarak"), "his father's grave");
}

#[test]
fn statements_can_be_narrowed_and_ordered() {
    let playground = with_articles(&REPORTS);
    let count = |arguments: &[&str]| {
        let run =
            playground.run(&[&["trace", "Ahmad Massoud", "--format", "count"], arguments].concat());
        (run.code, run.stdout.trim().to_owned())
    };
    assert_eq!(count(&["--place", "Tajikistan"]), (0, "3".to_owned()));
    assert_eq!(count(&["--stance", "denies"]), (0, "1".to_owned()));
    assert_eq!(count(&["--stance", "denies,asks"]), (0, "2".to_owned()));
    assert_eq!(count(&["--place", "Berlin"]), (1, "0".to_owned()));
    assert_eq!(count(&["--outlet", "Gamma"]), (0, "2".to_owned()));
    let places = |by: &str| -> Vec<String> {
        let run = playground.run(&["trace", "Ahmad Massoud", "--by", by, "--format", "tsv"]);
        run.stdout.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
    };
    assert_eq!(places("day").last().map(String::as_str), Some("Dushanbe"));
    assert_eq!(playground.run(&["trace", "Nobody Whatsoever"]).code, 1);
    assert_eq!(playground.run(&["trace"]).code, 2);
    assert_eq!(playground.run(&["trace", "Massoud", "--format", "paths"]).code, 2);
}

#[test]
fn contradictions_stand_side_by_side() {
    let playground = with_articles(&REPORTS);
    for by in ["place", "day", "outlet"] {
        let run = playground.run(&["trace", "Ahmad Massoud", "--by", by, "--format", "text"]);
        insta::assert_snapshot!(format!("trace_by_{by}"), playground.shown(&run));
    }
    let run = playground.run(&["trace", "Ahmad Massoud", "--format", "csv"]);
    insta::assert_snapshot!("trace_csv", playground.shown(&run));
}

#[test]
fn what_leaves_no_statement_is_named() {
    let playground = with_articles(&REPORTS);
    let told = |arguments: &[&str]| {
        let run =
            playground.run(&[&["trace", "Ahmad Massoud", "--format", "text"], arguments].concat());
        assert_eq!(run.code, 1, "{}", run.stdout);
        (run.stdout.trim().to_owned(), run.stderr.trim().to_owned())
    };
    let (said, place) = told(&["--place", "Bazarak"]);
    assert_eq!(said, "no sentence that matches puts Ahmad Massoud anywhere");
    let alone = "place:\"Bazarak\" leaves no statement; there are 5 without it";
    assert!(place.ends_with(alone), "{place}");
    let (_, stance) = told(&["--place", "Tajikistan", "--stance", "hedges"]);
    let alone = "stance hedges leaves no statement; there are 3 without it";
    assert!(stance.ends_with(alone), "{stance}");
    let (said, both) = told(&["--place", "Berlin", "--stance", "hedges", "paris"]);
    assert_eq!(said, "no article that matches names Ahmad Massoud");
    let together = "“paris”, place:\"Berlin\" and stance hedges together leave no statement; there \
                    are 5 without them";
    assert!(both.ends_with(together), "{both}");
    let run = playground.run(&["trace", "Nobody Whatsoever", "--place", "Berlin"]);
    assert!(!run.stderr.contains("without"), "{}", run.stderr);
}

#[test]
fn words_of_a_name_need_no_quotes() {
    let playground = with_articles(&REPORTS);
    let asked = |arguments: &[&str]| {
        let run = playground.run(&[&["trace"], arguments, &["--format", "json"]].concat());
        let name = text(&records(&run, "summary")[0], "name").to_owned();
        (name, records(&run, "statement").len(), run.stderr.trim().to_owned())
    };
    let read = |how: &str| format!("dateline: read as the person {how}");
    let father = "Ahmad Shah Massoud".to_owned();
    let told = read("“Ahmad Shah Massoud”");
    assert_eq!(asked(&["Ahmad", "Shah", "Massoud"]), (father, 1, told));
    // What is no part of a name chooses articles.
    let son = "Ahmad Massoud".to_owned();
    let told = read("“Ahmed Masood” and the question “paris”");
    assert_eq!(asked(&["Ahmed", "Masood", "paris"]), (son.clone(), 1, told));
    let (name, statements, told) = asked(&["Massoud", "paris"]);
    assert_eq!((name, statements), (son.clone(), 1));
    assert!(told.starts_with(&read("“Massoud” and the question “paris”")), "{told}");
    // A name in quotes is a name as it stands.
    let (name, statements, told) = asked(&["Ahmad Massoud", "paris"]);
    assert_eq!((name, statements, told.as_str()), (son, 1, ""));
}

#[test]
fn the_table_of_places_fits_the_page() {
    let dated = "Ahmad Massoud was in Sandhurst on 13 May 2019. Ahmad Massoud was in Sandhurst on 30 \
                 September 2021. Ahmad Massoud was in Dushanbe on 6 September 2021.";
    let playground = with_articles(&[("Alpha", dated)]);
    let run = playground.run(&["trace", "Ahmad Massoud", "--format", "text"]);
    let table: Vec<&str> = run.stdout.lines().skip(2).take_while(|line| !line.is_empty()).collect();
    assert!(table.iter().any(|line| line.contains("13 May 2019 to 30 Sep 2021")), "{table:?}");
    assert!(table.iter().all(|line| line.chars().count() <= 80), "{table:?}");
}

#[test]
fn a_dateline_does_not_say_when_it_was() {
    let report = "LISBON, September 6, 2021 (Reuters) — Traders were sure that Ahmad Massoud had landed \
                in Istanbul.";
    let playground = with_articles(&[("Alpha", report)]);
    let run = playground.run(&["trace", "Ahmad Massoud", "--format", "json"]);
    let statements = records(&run, "statement");
    let dates: Vec<&str> =
        statements.iter().map(|record| record["date_from"].as_str().unwrap_or("")).collect();
    assert_eq!(dates, ["published"], "{}", run.stdout);
}
