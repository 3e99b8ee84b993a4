//! Words as readers write them and as articles do.

use crate::support::Playground;

/// An article for each way in which something is written, by a name for it.
const WRITTEN: &[(&str, &str)] = &[
    ("loreal-apostrophe", "Shares of L'Oréal rose."),
    ("loreal-curly", "Shares of L’Oreal rose."),
    ("loreal-joined", "Shares of Loreal rose."),
    ("us-stops", "The U.S. left."),
    ("us-capitals", "The US left."),
    ("us-word", "They left us."),
    ("who-capitals", "The WHO warned."),
    ("who-word", "Nobody knows who warned."),
    ("covid-hyphen", "Cases of COVID-19 rose."),
    ("covid-small", "Cases of covid 19 rose."),
    ("covid-joined", "Cases of Covid19 rose."),
    ("att-sign", "AT&T rose."),
    ("at-t", "The delegates met at Tehran."),
    ("qaeda", "A leader of al-Qaeda fled."),
    ("qaida", "A leader of al Qaida fled."),
    ("qa-ida", "A leader of Al-Qa'ida fled."),
    ("al-gore", "A leader, Al Gore, fled."),
    ("naive-marked", "It was naïve."),
    ("naive-plain", "It was naive."),
    ("muller-marked", "Herr Müller left."),
    ("muller-spelled", "Herr Mueller left."),
    ("muller-plain", "Herr Muller left."),
    ("obrien-apostrophe", "Ms O’Brien left."),
    ("obrien-joined", "Ms OBrien left."),
    ("saleh-possessive", "Saleh’s house was searched."),
    ("saleh", "Saleh was searched for."),
    ("quran-apostrophe", "He read the Qur'an."),
    ("quran-plain", "He read the Quran."),
    ("quran-koran", "He read the Koran."),
    ("sanaa", "Houthis hold Sana'a."),
    ("thousands-comma", "About 25,000 fled."),
    ("thousands-plain", "About 25000 fled."),
    ("antiwar-hyphen", "An anti-war march."),
    ("antiwar-joined", "An antiwar march."),
    ("antiwar-apart", "An anti war march."),
    ("mh17-hyphen", "Flight MH-17 was lost."),
    ("mh17-joined", "Flight MH17 was lost."),
    ("mh17-apart", "Flight MH 17 was lost."),
    ("defence-british", "The Defence Ministry organised it."),
    ("defence-american", "The Defense Ministry organized it."),
];

fn with_words() -> Playground {
    let playground = Playground::new();
    for (id, text) in WRITTEN {
        let record = serde_json::json!({"id": id, "text": text, "published": "2021-03-04"});
        playground.write(&format!("news/{id}.jsonl"), record.to_string());
    }
    assert_eq!(playground.run(&["index", "news"]).code, 0);
    playground
}

#[test]
fn what_a_reader_means_is_found() {
    let playground = with_words();
    for (questions, expected) in [
        (&["l'Oréal", "L’OREAL", "loreal"][..], "loreal-apostrophe loreal-curly loreal-joined"),
        (&["oreal"], "loreal-apostrophe loreal-curly"),
        (&["COVID-19", "covid19", "covid‑19"], "covid-hyphen covid-joined covid-small"),
        (&["AT&T", "\"AT&T\""], "att-sign"),
        (&["WHO warned", "WHO"], "who-capitals"),
        (&["WHO WARNED", "who warned", "who"], "who-capitals who-word"),
        (&["al-Qaeda", "Al-Qa'ida", "\"al qaida\"", "al‑Qaïda"], "qa-ida qaeda qaida"),
        (&["naïve", "NAIVE"], "naive-marked naive-plain"),
        (&["Müller", "Mu\u{308}ller"], "muller-marked muller-plain muller-spelled"),
        (&["Mueller"], "muller-marked muller-spelled"),
        (&["O'Brien", "O’Brien's", "obrien"], "obrien-apostrophe obrien-joined"),
        (&["Brien"], "obrien-apostrophe"),
        (&["saleh", "Saleh's", "Saleh’s"], "saleh saleh-possessive"),
        (&["Koran", "Qur’an", "quran"], "quran-apostrophe quran-koran quran-plain"),
        (&["Sanaa", "Sana'a"], "sanaa"),
        (&["25,000", "25000"], "thousands-comma thousands-plain"),
        (&["anti-war"], "antiwar-apart antiwar-hyphen antiwar-joined"),
        (&["antiwar", "\"antiwar march\""], "antiwar-hyphen antiwar-joined"),
        (&["MH17", "MH-17"], "mh17-apart mh17-hyphen mh17-joined"),
        (&["defence", "defense", "organized", "organise"], "defence-american defence-british"),
    ] {
        for question in questions {
            let mut found = playground.ids(&[question]);
            found.sort();
            assert_eq!(found.join(" "), expected, "{question}");
        }
    }
}

#[test]
fn the_form_that_was_typed_comes_first() {
    let playground = with_words();
    for (question, first) in [
        ("defence", "defence-british"),
        ("defense", "defence-american"),
        ("Koran", "quran-koran"),
        ("quran", "quran-plain quran-apostrophe"),
        ("U.S.", "us-capitals us-stops us-word"),
        ("US", "us-capitals us-stops us-word"),
    ] {
        let found = playground.ids(&[question]);
        let first: Vec<&str> = first.split(' ').collect();
        assert_eq!(found[..first.len()], first, "{question}");
    }
}

/// Who pastes the address of an article wants that article.
#[test]
fn a_pasted_address_finds_its_article() {
    let playground = Playground::with_corpus();
    for address in [
        "https://brenta.example/2021/09/10/azizi",
        "http://www.brenta.example/2021/09/10/azizi/#more",
        "(https://brenta.example/2021/09/10/azizi?utm_source=mail)",
    ] {
        assert_eq!(playground.ids(&[address]), ["nd-0911-1"], "{address}");
        assert_eq!(playground.run(&["count", address]).stderr, "", "{address}");
    }
    let run = playground.run(&["count", "https://brenta.example/2021/09/10/other"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("no article is of the address"), "{}", run.stderr);
}
