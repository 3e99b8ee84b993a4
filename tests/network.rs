//! Who is named together with whom, in every form.

use std::collections::BTreeSet;

use crate::support::{Playground, Run};

/// A playground in which two persons are named together in two articles, once in different
/// sentences, with names that no markup may take for its own.
fn with_articles() -> Playground {
    let playground = Playground::new();
    let texts = [
        "The lawyer Qasem Soleimani met the singer Leila Farhadi in Tehran. Mr Soleimani spoke.",
        "The lawyer Ghassem Suleimani spoke on Monday. The singer Leila Farhadi sang on Tuesday.",
        "The singer Leila Farhadi met the painter Sohrab O'Hara in Paris on Thursday.",
    ];
    for (number, text) in texts.iter().enumerate() {
        let record = serde_json::json!({
            "id": format!("a<{number}>\"&"), "text": text, "title": format!("Article {number}"),
            "published": format!("2021-03-{:02}", 9 - number),
        });
        playground.write(&format!("news/{number}.jsonl"), record.to_string());
    }
    let run = playground.run(&["index", "news"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    playground
}

fn edges(run: &Run) -> BTreeSet<(String, String, u64)> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    let edges = lines.filter(|record: &serde_json::Value| record["type"] == "edge");
    edges
        .map(|edge| {
            let name = |side: usize| edge["persons"][side].as_str().expect("a name").to_owned();
            // The person of more articles stands first; here, either may.
            let (one, other) = (name(0).min(name(1)), name(0).max(name(1)));
            (one, other, edge["articles"].as_u64().expect("a number"))
        })
        .collect()
}

fn pair(one: &str, other: &str, articles: u64) -> (String, String, u64) {
    (one.to_owned(), other.to_owned(), articles)
}

#[test]
fn spellings_are_one_person_and_articles_count_once() {
    let playground = with_articles();
    let ask = |arguments: &[&str]| {
        edges(&playground.run(&[&["network", "--format", "json"], arguments].concat()))
    };
    // Of two spellings in as many articles the first in the alphabet names the person.
    let soleimani = |articles| pair("Ghassem Suleimani", "Leila Farhadi", articles);
    let hara = pair("Leila Farhadi", "Sohrab O'Hara", 1);
    let set = |pairs: &[(String, String, u64)]| pairs.iter().cloned().collect::<BTreeSet<_>>();
    let one = |pair: &(String, String, u64)| BTreeSet::from([pair.clone()]);
    assert_eq!(ask(&[]), set(&[soleimani(2), hara.clone()]));
    assert_eq!(ask(&["--within", "sentence"]), set(&[soleimani(1), hara.clone()]));
    assert_eq!(ask(&["--min", "2"]), set(&[soleimani(2)]));
    assert_eq!(ask(&["Paris"]), one(&hara));
    assert_eq!(ask(&["--person", "Sohrab O'Hara"]), one(&hara));
    assert_eq!(ask(&["--person", "Qassem Soleimani"]), set(&[soleimani(2)]));
    assert_eq!(ask(&["--person", "farhadi", "-n", "1"]), set(&[soleimani(2)]));
    let nobody = playground.run(&["network", "--person", "Nobody Here"]);
    assert_eq!(nobody.code, 1, "{}", nobody.stdout);
}

#[test]
fn the_articles_that_show_a_pair_are_told() {
    let playground = with_articles();
    let run = playground.run(&["network", "--articles", "1", "--format", "csv", "--min", "2"]);
    // The first published of the two is the second.
    let line = run.stdout.lines().nth(1).unwrap_or_default();
    assert!(line.ends_with(",2,2,\"a<1>\"\"&\""), "{}", run.stdout);
}

#[test]
fn every_form_is_well_formed() {
    let playground = with_articles();
    let graphml = playground.run(&["network", "--format", "graphml"]).stdout;
    assert_eq!(elements(&graphml), ["graphml", "key", "graph", "node", "data", "edge"]);
    for format in ["graphml", "dot", "csv", "tsv", "text", "json"] {
        let run = playground.run(&["network", "--format", format]);
        insta::assert_snapshot!(format!("network_{format}"), playground.shown(&run));
    }
}

#[test]
fn the_sample_archive_as_a_network() {
    let playground = Playground::with_corpus();
    let run = playground.run(&["network", "--format", "text", "-n", "8"]);
    insta::assert_snapshot!("network_corpus", playground.shown(&run));
    let facets = playground.run(&["person", "Ahmad Massoud", "--format", "tsv"]).stdout;
    let network = playground.run(&["network", "--person", "Ahmad Massoud", "--format", "json"]);
    for (one, other, articles) in edges(&network) {
        let beside = if one == "Ahmad Massoud" { other } else { one };
        let line = facets.lines().find(|line| line.starts_with(&format!("beside\t{beside}\t")));
        if let Some(line) = line {
            assert!(line.contains(&format!("\t{articles}\t")), "{line}: {articles}");
        }
    }
}

/// The names of the elements of a document of XML, each once, in their order; panics when
/// an element is not closed, or text is not escaped.
fn elements(xml: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "{text}");
        for (at, _) in text.match_indices('&') {
            let entity = text[at..].split_once(';').map(|(entity, _)| entity);
            assert!(
                entity.is_some_and(|it| ["&lt", "&gt", "&amp", "&quot"].contains(&it)),
                "{text}"
            );
        }
        let (tag, after) = rest[at + 1..].split_once('>').expect("a tag ends");
        rest = after;
        let name = tag.trim_matches('/').split_whitespace().next().unwrap_or_default().to_owned();
        if tag.starts_with('?') {
            continue;
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_ref(), Some(&name), "{tag}");
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if !tag.ends_with('/') {
            open.push(name.clone());
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?}");
    names
}
