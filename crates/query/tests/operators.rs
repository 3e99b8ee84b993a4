//! What the operators of the query language find in a small archive, and what they light.

use std::sync::atomic::AtomicBool;

use dateline_indexer::{Input, Request, run};
use dateline_query::{Archive, Detail, SearchAnswer, SearchRequest};
use dateline_schema::store::{Waiting, WriteAccess};

/// Articles by file name. Each runs over some words only, so that a table can say what is
/// found.
const ARTICLES: [(&str, &str); 11] = [
    ("wire/2021/one.txt", "Border reopens\n\nTrucks crossed the bridge near the houses on Monday."),
    ("wire/2021/two.txt", "The house\n\nA safe and quiet house stood in the valley, police said."),
    (
        "wire/2022/three.txt",
        "Crime rises\n\nThe crime was reported by Ahmad Shah Massoud to the council of the town.",
    ),
    (
        "wire/2022/four.txt",
        "No crime\n\nNobody spoke of crime. Later that day, when all had gone home and it was dark, came President Emomali Rahmon.",
    ),
    ("wasic.txt", "Spelling\n\nMr. Wasik spoke first. Then Wasiq answered him in Dushanbe."),
    (
        "policing.txt",
        "Policing\n\nThe policing of towns is housed elsewhere, household by household.",
    ),
    ("safe.txt", "Safely home\n\nThey came home safely."),
    ("order.txt", "Order\n\nThe house is safe. A house, safe as a bank."),
    ("cats.txt", "Cats\n\nThe cat saw a cat and the bird."),
    ("title.txt", "Alpha beta\n\nGamma delta. Alpha is not near to the end, whatever delta says."),
    ("naïve.txt", "Accents\n\nThe naïve Müller met Душанбе and 東京."),
];

struct Fixture {
    archive: Archive,
    _folder: tempfile::TempDir,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().expect("a fixture");
    let (news, index) = (folder.path().join("news"), folder.path().join("index"));
    for (name, text) in ARTICLES {
        let path = news.join(name);
        std::fs::create_dir_all(path.parent().expect("a fixture")).expect("a fixture");
        std::fs::write(path, text).expect("a fixture");
    }
    let access = WriteAccess::acquire(&index, Waiting::Refuse).expect("a fixture");
    let request = Request::new(vec![Input::Path(news)]);
    run(&access, request, &AtomicBool::new(false), &mut |_| {}).expect("a fixture");
    drop(access);
    Fixture { archive: Archive::open(&index).expect("a fixture"), _folder: folder }
}

impl Fixture {
    fn ask(&self, question: &str) -> SearchAnswer {
        self.archive.search(&SearchRequest::new(question)).expect("a fixture")
    }

    /// The names of the files that are found, sorted, and the notes.
    fn found(&self, question: &str) -> String {
        let request =
            SearchRequest { limit: 100, detail: Detail::List, ..SearchRequest::new(question) };
        let answer = self.archive.search(&request).expect("a fixture");
        let mut ids: Vec<&str> = answer
            .hits
            .iter()
            .map(|hit| {
                hit.id.as_str().rsplit('/').next().expect("a fixture").trim_end_matches(".txt")
            })
            .collect();
        assert_eq!(answer.total, ids.len() as u64, "{question}");
        ids.sort_unstable();
        let notes = answer.notes.iter().map(|note| format!(" [{note}]"));
        ids.join(" ") + &notes.collect::<String>()
    }

    /// The lit parts of the first hit's passages, and its title's.
    fn lit(&self, question: &str) -> Vec<String> {
        let answer = self.ask(question);
        let hit = &answer.hits[0];
        let in_title = hit.title_lights.iter().filter_map(|span| span.of(&hit.title));
        let passages = hit.passages.iter();
        let in_text = passages.flat_map(|p| p.lights.iter().filter_map(|span| span.of(&p.text)));
        in_title.chain(in_text).map(str::to_owned).collect()
    }
}

fn check(table: &[(&str, &str)]) {
    let fixture = fixture();
    let wrong: Vec<String> = table
        .iter()
        .map(|(question, expected)| (question, expected, fixture.found(question)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(question, expected, found)| format!("{question}: {found}; expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn patterns_find_words_in_the_forms_they_stand_in() {
    check(&[
        ("house*", "one order policing two"),
        ("hous?s", "one"),
        (
            "hous?",
            "one order policing two [\"hous?\" is read as a word and a question mark; for any \
             letter in its place write \"text:hous?\"]",
        ),
        ("text:hous?", "order two"),
        ("text:hou?", " [no word of the archive is like “hou?”]"),
        ("text:polic?", "two"),
        ("*hold", "policing"),
        ("*ous*", "one order policing two"),
        ("m?ss*d", "three"),
        ("naiv*", "naïve"),
        ("MÜLL*", "naïve"),
        ("Душ*", "naïve"),
        ("title:polic*", "policing"),
        ("title:house*", "two"),
        ("zyzzyva*", " [no word of the archive is like “zyzzyva*”]"),
        ("-house* safe", "safe"),
    ]);
}

#[test]
fn words_like_another_are_found() {
    check(&[
        ("wasic~1", "wasic"),
        ("wasic~", "wasic"),
        ("housse~1", "one order two"),
        ("huose~1", "order two"),
        ("hosues~1", "one"),
        ("zebra~2", " [no word of the archive is like “zebra~2”]"),
        (
            "of~1",
            "four policing three [\"of~1\" is too short for ~; only the word itself is found]",
        ),
    ]);
}

#[test]
fn phrases_have_gaps_in_order() {
    check(&[
        ("\"safe house\"", ""),
        ("\"safe house\"~1", "order"),
        ("\"safe house\"~2", "order two"),
        ("\"house safe\"~0", "order"),
        ("\"house is safe\"~0", "order"),
        ("\"beta gamma\"~3", ""),
        ("title:\"alpha beta\"~2", "title"),
    ]);
}

#[test]
fn windows_have_parts_in_any_order() {
    check(&[
        ("safe NEAR/2 house", "order two"),
        ("house NEAR/2 safe", "order two"),
        ("safe NEAR/0 house", "order"),
        ("quiet NEAR/1 (safe OR bank)", "two"),
        ("cat NEAR/2 cat", "cats"),
        ("cat NEAR/1 cat", ""),
        ("cat NEAR/1 saw NEAR/1 cat", "cats"),
        ("bird NEAR/0 bird", ""),
        ("beta NEAR/5 gamma", ""),
        ("hous* NEAR/3 bridge", "one"),
        ("wasik~1 NEAR/4 first", "wasic"),
        ("\"safe and quiet\" NEAR/0 house", "two"),
        ("(safe NEAR/1 quiet) NEAR/0 house", "two"),
        ("-safe NEAR/2 house houses", "one policing"),
        ("zyzzyva NEAR/2 house", ""),
    ]);
}

#[test]
fn windows_have_persons_and_places() {
    check(&[
        ("crime NEAR/5 person:*", "three"),
        ("crime NEAR/3 has:person", "three"),
        ("crime NEAR/2 person:*", ""),
        ("crime NEAR/30 person:rahmon", "four"),
        ("crime NEAR/5 person:rahmon", ""),
        ("crime NEAR/5 person:massoud", "three"),
        ("answered NEAR/2 place:*", "wasic"),
        ("answered NEAR/2 place:Tajikistan", "wasic"),
        ("answered NEAR/0 place:Tajikistan", ""),
        ("answered NEAR/2 (place:Ghana OR place:=Dushanbe)", "wasic"),
        ("massoud NEAR/9 person:massoud", ""),
    ]);
}

#[test]
fn weights_and_required_parts() {
    check(&[
        ("house^5 OR bird", "cats one order policing two"),
        ("+bird OR house", "cats"),
        ("(house OR bird)^2 bird", "cats"),
    ]);
    let fixture = fixture();
    let first = |question: &str| fixture.ask(question).hits[0].id.as_str().to_owned();
    assert!(first("wasiq^0.01 OR bird^50").ends_with("cats.txt"));
    assert!(first("wasiq^50 OR bird^0.01").ends_with("wasic.txt"));
}

#[test]
fn sources_ids_and_what_articles_have() {
    check(&[
        ("source:wire/2021/", "one two"),
        ("source:wire", "four one three two"),
        ("source:wire/*/t*", "three two"),
        ("source:one", "one"),
        ("source:2022 crime", "four three"),
        ("source:nowhere", " [no outlet has “nowhere” in its name]"),
        ("id:wire/2021/one.txt", "one"),
        ("id:wire/2021/*", "one two"),
        ("id:*/t*.txt", "three two"),
        ("id:one", ""),
        ("has:person crime", "four three"),
        ("has:place wasik", "wasic"),
        ("has:byline", ""),
        ("lang:en", " [no article says which language it is in, so none is in “en”]"),
        ("person:ma*ud", "three"),
        ("person:masoud~2", "three"),
        ("place:dush*", "wasic"),
    ]);
}

#[test]
fn what_matched_is_lit() {
    let fixture = fixture();
    for (question, expected) in [
        ("hous?s", vec!["houses"]),
        ("wasic~1", vec!["Wasik"]),
        ("\"safe house\"~2", vec!["safe", "house"]),
        ("cat NEAR/0 saw", vec!["cat", "saw"]),
        ("crime NEAR/5 person:*", vec!["crime", "Ahmad Shah Massoud"]),
        ("answered NEAR/2 place:Tajikistan", vec!["answered", "Dushanbe"]),
        ("spoke NEAR/3 answered", vec!["spoke", "answered"]),
    ] {
        assert_eq!(fixture.lit(question), expected, "{question}");
    }
}
