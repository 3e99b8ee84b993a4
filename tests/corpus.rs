//! Searches of the sample archive: which articles they find, and in what order.

use std::collections::BTreeSet;

use crate::support::Playground;

/// The articles of a list of ids, one a line.
fn articles(list: &str) -> BTreeSet<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

fn found(playground: &Playground, query: &str) -> BTreeSet<String> {
    playground.ids(&[query]).into_iter().collect()
}

/// Each article that names Ahmad Massoud in full, in whatever spelling.
const AHMAD_MASSOUD: &str = "
    nd-0918-2 nd-0924-1 nd-0924-2 calder-review/government-in-exile.txt
    calder-review/two-massouds.md golden-horn-dispatch/turkey-rumour.txt
    harrow-post/2021/09/24/massoud-saleh-tajik-capital.txt
    harrow-post/2021/09/25/spokesman-denies.txt harrow-post/who-is-ahmad-massoud.html
    lakemont-ledger/lobbyist.html lakemont-ledger/what-we-know.txt
    oxus-wire/2021-09-06-panjshir-claim.txt oxus-wire/2021-09-07-uncle-geneva.txt
    oxus-wire/massoud-saleh-left.txt oxus-wire/wasiq.txt
    pamir-courier/2021-09-02-order-for-massoud.md pamir-courier/envoy-denies.md
    pamir-courier/khujand-families.md ravi-morning-post/panjshir-commanders-slip-away.txt
    snowline-bulletin/2021-09-22-paryan.md snowline-bulletin/in-the-mountains.txt";

/// Each article that names his father in full.
const AHMAD_SHAH_MASSOUD: &str = "
    calder-review/two-massouds.md harrow-post/who-is-ahmad-massoud.html
    oxus-wire/2021-09-07-uncle-geneva.txt oxus-wire/massoud-saleh-left.txt
    pamir-courier/2021-09-02-order-for-massoud.md
    ravi-morning-post/panjshir-commanders-slip-away.txt
    snowline-bulletin/in-the-mountains.txt";

/// Each article that names Tajikistan or a place in it.
const TAJIKISTAN: &str = "
    nd-0911-1 nd-0918-2 nd-0924-1 nd-0924-2 calder-review/government-in-exile.txt
    calder-review/two-massouds.md golden-horn-dispatch/turkey-rumour.txt
    harrow-post/2021/09/24/massoud-saleh-tajik-capital.txt
    harrow-post/2021/09/25/spokesman-denies.txt harrow-post/who-is-ahmad-massoud.html
    lakemont-ledger/2021-09-12-brother-killed.txt lakemont-ledger/lobbyist.html
    lakemont-ledger/what-we-know.txt oxus-wire/2021-09-06-panjshir-claim.txt
    oxus-wire/2021-09-07-uncle-geneva.txt oxus-wire/massoud-saleh-left.txt
    oxus-wire/saleh-video.txt oxus-wire/wasiq.txt
    pamir-courier/2021-09-02-order-for-massoud.md pamir-courier/apricots.md
    pamir-courier/envoy-denies.md pamir-courier/khujand-families.md
    ravi-morning-post/panjshir-commanders-slip-away.txt
    snowline-bulletin/2021-09-22-paryan.md";

/// Each article that says 6 September 2021, as a day or as an interval that holds it.
const SIXTH_OF_SEPTEMBER: &str = "
    nd-0911-1 nd-0924-1 calder-review/two-massouds.md golden-horn-dispatch/turkey-rumour.txt
    harrow-post/2021/09/24/massoud-saleh-tajik-capital.txt
    harrow-post/2021/09/25/spokesman-denies.txt lakemont-ledger/2021-09-12-brother-killed.txt
    lakemont-ledger/what-we-know.txt oxus-wire/2021-09-06-panjshir-claim.txt
    oxus-wire/2021-09-07-uncle-geneva.txt oxus-wire/massoud-saleh-left.txt
    ravi-morning-post/panjshir-commanders-slip-away.txt
    breakwater-gazette/2022/02/17/ferry-strike.txt nd-0924-2 lakemont-ledger/lobbyist.html oxus-wire/wasiq.txt
    pamir-courier/2021-09-02-order-for-massoud.md snowline-bulletin/2021-09-22-paryan.md";

#[test]
fn persons_are_found_in_every_spelling() {
    let playground = Playground::with_corpus();
    let son = articles(AHMAD_MASSOUD);
    assert_eq!(found(&playground, "person:\"Ahmad Massoud\""), son);
    assert_eq!(found(&playground, "person:\"Ahmed Masood\""), son);
    let both = articles("oxus-wire/wasiq.txt snowline-bulletin/in-the-mountains.txt");
    assert_eq!(found(&playground, "person:wasiq"), both);
    assert_eq!(found(&playground, "person:wasik"), both);
}

#[test]
fn the_father_is_not_the_son() {
    let playground = Playground::with_corpus();
    let father = articles(AHMAD_SHAH_MASSOUD);
    assert_eq!(found(&playground, "person:\"Ahmad Shah Massoud\""), father);
    let both = found(&playground, "person:\"Ahmad Shah Massoud\" -person:\"Ahmad Massoud\"");
    assert_eq!(both, BTreeSet::new(), "every article that names the father names the son");
    let footballer = articles("harrow-post/cup-tie.txt");
    assert_eq!(found(&playground, "person:\"Yusuf Saleh\""), footballer);
    assert!(found(&playground, "person:\"Amrullah Saleh\"").is_disjoint(&footballer));
}

#[test]
fn a_country_is_found_by_its_cities() {
    let playground = Playground::with_corpus();
    assert_eq!(found(&playground, "place:Tajikistan"), articles(TAJIKISTAN));
    for (place, expected) in [
        ("place:Khujand", "pamir-courier/khujand-families.md"),
        ("place:Ghana", "breakwater-gazette/2021/03/harbour-expansion.html"),
        ("place:Iceland", "nd-0925-9"),
        ("place:Pakistan date:2020", "ravi-morning-post/2020/11/17/smog.txt"),
    ] {
        let found = found(&playground, place);
        assert!(articles(expected).is_subset(&found), "{place}: {found:?}");
    }
}

#[test]
fn a_day_is_found_by_whatever_holds_it() {
    let playground = Playground::with_corpus();
    let articles_of_day = articles(SIXTH_OF_SEPTEMBER);
    assert_eq!(found(&playground, "date:2021-09-06"), articles_of_day);
    assert!(found(&playground, "date:2021-09").is_superset(&articles_of_day));
    assert_eq!(
        found(&playground, "published:2021-09-06"),
        articles("oxus-wire/2021-09-06-panjshir-claim.txt")
    );
    assert_eq!(
        playground.ids(&["--since", "2022", "--sort", "oldest"]),
        ["breakwater-gazette/2022/02/17/ferry-strike.txt", "harrow-post/cup-tie.txt"]
    );
}

#[test]
fn nothing_is_dated_by_the_clock() {
    let playground = Playground::with_corpus();
    for undated in ["oxus-wire/saleh-video.txt", "snowline-bulletin/in-the-mountains.txt"] {
        let run = playground.run(&["show", undated, "--format", "json"]);
        assert!(run.stdout.contains("\"published\":null"), "{}", run.stdout);
    }
    // "end of 2022", "next summer", "the summer of 2022", "2 April": nothing later.
    let later = articles(
        "breakwater-gazette/2021/03/harbour-expansion.html lakemont-ledger/peaches.txt
         lakemont-ledger/tool-fair.txt harrow-post/cup-tie.txt",
    );
    assert_eq!(found(&playground, "date:2022-04.."), later);
}

#[test]
fn the_phrase_ranks_above_its_words() {
    let playground = Playground::with_corpus();
    let ranked = playground.ids(&["Dushanbe safe house"]);
    let with_the_phrase = articles(
        "nd-0924-1 calder-review/government-in-exile.txt
         harrow-post/2021/09/24/massoud-saleh-tajik-capital.txt
         harrow-post/2021/09/25/spokesman-denies.txt lakemont-ledger/what-we-know.txt
         oxus-wire/massoud-saleh-left.txt ravi-morning-post/panjshir-commanders-slip-away.txt",
    );
    let first: BTreeSet<String> = ranked.iter().take(7).cloned().collect();
    assert_eq!(first, with_the_phrase, "{ranked:#?}");
    assert_eq!(ranked[7..], ["pamir-courier/2021-09-02-order-for-massoud.md"]);
}

#[test]
fn page_furniture_is_no_part_of_an_article() {
    let playground = Playground::with_corpus();
    for query in ["\"Pete Dunning\"", "\"Luis Ortega\"", "\"Marina fire\"", "person:Orlova"] {
        assert_eq!(found(&playground, query), BTreeSet::new(), "{query}");
    }
    assert_eq!(found(&playground, "hazelnut"), articles("golden-horn-dispatch/hazelnuts.md"));
}

/// The head of every article: id, publication date, its source, outlet, title.
#[test]
fn heads_are_read_from_every_form() {
    let playground = Playground::with_corpus();
    let mut heads = Vec::new();
    for line in playground.list() {
        let id = line.split('\t').next().expect("a list line has an id");
        let run = playground.run(&["show", id, "--format", "json"]);
        let article: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        let of = |field: &str| article[field].as_str().unwrap_or("-").to_owned();
        let fields = ["published", "published_from", "outlet", "byline", "title"].map(of);
        let dateline = &article["dateline"];
        let part = |name: &str| dateline[name].as_str().unwrap_or("-").to_owned();
        let dateline = ["place", "date", "agency"].map(part).join("/");
        heads.push(format!("{id}\n    {}\n    {dateline}", fields.join(" | ")));
    }
    insta::assert_snapshot!(heads.join("\n"));
}
