//! The dates that articles of the sample archive speak of, listed by hand.

use crate::support::Playground;

/// The words and the value of every date mention of an article's title and text.
fn dates(playground: &Playground, id: &str) -> Vec<(String, String)> {
    let run = playground.run(&["show", id, "--format", "json"]);
    assert_eq!(run.code, 0, "{id}: {}", run.stderr);
    let article: serde_json::Value = serde_json::from_str(&run.stdout).expect("a line of JSON");
    let mentions = article["mentions"].as_array().expect("a list");
    let dates = mentions.iter().filter(|mention| mention["type"] == "DATE");
    dates
        .map(|mention| {
            let text = article[mention["section"].as_str().expect("a name")].as_str();
            let offset = |name: &str| mention[name].as_u64().expect("a number") as usize;
            let words = &text.expect("a text")[offset("start")..offset("end")];
            let words: Vec<&str> = words.split_whitespace().collect();
            (words.join(" "), mention["value"].as_str().expect("a value").to_owned())
        })
        .collect()
}

#[test]
fn dates_of_the_sample_archive() {
    let playground = Playground::with_corpus();
    let articles: [(&str, &[(&str, &str)]); 10] = [
        // A publication date in front matter.
        (
            "pamir-courier/2021-09-02-order-for-massoud.md",
            &[
                ("Thursday", "2021-09-02"),
                ("9 September 2001", "2001-09-09"),
                ("20 September 2011", "2011-09-20"),
                ("next week", "2021-09-06..2021-09-12"),
                ("1993 to 1996", "1993-01-01..1996-12-31"),
                ("December 1996", "1996-12"),
                ("June 1997", "1997-06"),
                ("Last month", "2021-08"),
                ("Thursday evening", "2021-09-02"),
            ],
        ),
        (
            "pamir-courier/envoy-denies.md",
            &[("Wednesday", "2021-09-08"), ("August", "2021-08"), ("Tuesday", "2021-09-07")],
        ),
        // A dateline.
        (
            "oxus-wire/massoud-saleh-left.txt",
            &[
                ("23 September 2021", "2021-09-23"),
                ("this week", "2021-09-20..2021-09-26"),
                ("September 6", "2021-09-06"),
                ("last week", "2021-09-13..2021-09-19"),
                ("Monday", "2021-09-20"),
                ("August 15", "2021-08-15"),
                ("Earlier this month", "2021-09-01..2021-09-23"),
            ],
        ),
        (
            "golden-horn-dispatch/turkey-rumour.txt",
            &[
                ("Sept 12, 2021", "2021-09-12"),
                ("last week", "2021-08-30..2021-09-05"),
                ("Monday", "2021-09-06"),
                ("Wednesday", "2021-09-08"),
                ("Saturday", "2021-09-11"),
                ("Wednesday", "2021-09-08"),
                ("August 30", "2021-08-30"),
            ],
        ),
        (
            "oxus-wire/wasiq.txt",
            &[
                ("2 November 2021", "2021-11-02"),
                ("August", "2021-08"),
                ("Monday", "2021-11-01"),
                ("September", "2021-09"),
                ("October 29", "2021-10-29"),
                ("September 23", "2021-09-23"),
            ],
        ),
        // A dateline without a year, and the day of publication in the path.
        (
            "oxus-wire/2021-09-07-uncle-geneva.txt",
            &[
                ("Sept 7", "2021-09-07"),
                ("Tuesday", "2021-09-07"),
                ("3 and 6 September", "2021-09-03..2021-09-06"),
                ("9 September 2001", "2001-09-09"),
                ("Thursday", "2021-09-09"),
            ],
        ),
        (
            "lakemont-ledger/2021-09-12-brother-killed.txt",
            &[
                ("Sept 10", "2021-09-10"),
                ("Friday", "2021-09-10"),
                ("Thursday", "2021-09-09"),
                ("September 6", "2021-09-06"),
                ("September 3", "2021-09-03"),
                ("two days ago", "2021-09-08"),
            ],
        ),
        // A line of the text.
        (
            "lakemont-ledger/what-we-know.txt",
            &[
                ("this week", "2021-09-20..2021-09-26"),
                ("Monday", "2021-09-20"),
                ("September 8", "2021-09-08"),
                ("September 3", "2021-09-03"),
                ("September 6", "2021-09-06"),
                ("September 6", "2021-09-06"),
                ("the same day", "2021-09-06"),
                ("Thursday", "2021-09-23"),
                ("this month", "2021-09"),
                ("August", "2021-08"),
                ("September 3", "2021-09-03"),
            ],
        ),
        // Folders alone.
        (
            "harrow-post/2021/09/25/spokesman-denies.txt",
            &[
                ("Monday", "2021-09-20"),
                ("6 September", "2021-09-06"),
                ("last Saturday", "2021-09-18"),
                ("Two days earlier", "2021-09-16"),
                ("8 September", "2021-09-08"),
                ("3 September", "2021-09-03"),
                ("Thursday", "2021-09-23"),
            ],
        ),
        // Nothing: "on Wednesday" and "last week" stay words.
        ("snowline-bulletin/in-the-mountains.txt", &[]),
    ];
    for (id, expected) in articles {
        let expected: Vec<(String, String)> =
            expected.iter().map(|&(words, value)| (words.into(), value.into())).collect();
        assert_eq!(dates(&playground, id), expected, "{id}");
    }
}
