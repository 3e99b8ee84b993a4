//! Passages of small articles, written with `[` and `]` around what is lit.

use std::sync::Arc;

use dateline_model::{
    Article, ArticleId, Confidence, ContentHash, DateAnchor, DateMention, DateRange, Entity,
    Mention, OffsetMap, PartialDate, PersonName, Place, PlaceId, PlaceKind, SourceKey,
};
use proptest::prelude::*;

use super::*;
use crate::syntax::DateMatch;

const TITLE: &str = "Massoud fled to Tajikistan";
const TEXT: &str = "\
KABUL, Sept. 23 (Agency) - Resistance leader Ahmad Massoud has left the valley. His safe \
house is not known.

Saleh's brother said on Wednesday that Massoud and Saleh were in Dushanbe. No house is \
safe there, he said. A house in Dushanbe was searched. The U.S. Senate was told of it.
The aide, Kabir Wasik, denied the report.";

fn article(title: &str, text: &str) -> Article {
    Article {
        id: ArticleId::new("oxus/one.txt").unwrap(),
        source: SourceKey { path: "/news/oxus/one.txt".into(), entry: None, record: None },
        content_hash: ContentHash([7; 32]),
        outlet: None,
        url: None,
        title: title.into(),
        byline: None,
        dateline: None,
        published: None,
        language: None,
        text: text.into(),
        offsets: OffsetMap::default(),
    }
}

fn person(name: &str) -> Entity {
    Entity::Person(PersonName::parse(name).unwrap())
}

fn dushanbe() -> Entity {
    Entity::Place(Some(Arc::new(Place {
        id: PlaceId(1_221_874),
        name: "Dushanbe".into(),
        kind: PlaceKind::City,
        country: Some("TJ".parse().unwrap()),
        latitude: 38.54,
        longitude: 68.78,
        population: 679_400,
        within: vec![(PlaceId(1_220_409), "Tajikistan".into())],
    })))
}

fn days(text: &str) -> DateRange {
    text.parse::<PartialDate>().unwrap().range()
}

/// Every place where the words stand in the section, as mentions of the entity.
fn mentions_of(section: Section, text: &str, words: &str, entity: &Entity) -> Vec<Mention> {
    let found = text.match_indices(words);
    let mention = |(at, words): (usize, &str)| Mention {
        section,
        span: ByteSpan::new(at, at + words.len()),
        entity: entity.clone(),
        confidence: Confidence::CERTAIN,
    };
    found.map(mention).collect()
}

fn mentions() -> Vec<Mention> {
    let wednesday = DateMention {
        range: days("2021-09-22"),
        anchor: DateAnchor::Dateline(PartialDate::Day(days("2021-09-23").first())),
    };
    let mut mentions = mentions_of(Section::Title, TITLE, "Massoud", &person("Ahmad Massoud"));
    let in_text = |words, entity| mentions_of(Section::Text, TEXT, words, &entity);
    let mut text = [
        in_text("KABUL", Entity::Place(None)),
        in_text("Ahmad Massoud", person("Ahmad Massoud")),
        in_text("Massoud and", person("Ahmad Massoud")),
        in_text("Saleh's", person("Ruhullah Saleh")),
        in_text("Wednesday", Entity::Date(wednesday)),
        in_text("Dushanbe", dushanbe()),
        in_text("Senate", Entity::Organisation),
        in_text("Kabir Wasik", person("Kabir Wasik")),
    ]
    .concat();
    text.sort_by_key(|mention| mention.span);
    for mention in &mut text {
        let words = mention.span.of(TEXT).unwrap();
        let len = words.trim_end_matches(" and").trim_end_matches("'s").len();
        mention.span = ByteSpan::new(mention.span.start(), mention.span.start() + len);
    }
    mentions.extend(text);
    mentions
}

fn words(stems: &[&str]) -> Lights {
    let word = |stem: &&str| LightWord { stem: (*stem).into(), weight: 1.0 };
    Lights { words: stems.iter().map(word).collect(), ..Lights::default() }
}

fn phrase(stems: &str) -> Lights {
    let stems = stems.split(' ').map(str::to_owned).collect();
    Lights { phrases: vec![LightPhrase { stems, weight: 2.0 }], ..Lights::default() }
}

fn persons(parts: &str) -> Lights {
    let name = PersonName::parse(parts).unwrap();
    let parts = name.part_keys().map(str::to_owned).collect();
    let who = Who::Parts(vec![parts]);
    Lights { persons: vec![LightPerson { asked: String::new(), who }], ..Lights::default() }
}

fn place(ids: &[u32], name: &str) -> Lights {
    let ids = std::sync::Arc::new(ids.iter().copied().collect());
    let place = LightPlace { asked: String::new(), ids, name: name.into() };
    Lights { places: vec![place], ..Lights::default() }
}

fn dates(text: &str) -> Lights {
    let asked = AskedDates { range: days(text), matching: DateMatch::Overlaps };
    Lights { dates: vec![asked], ..Lights::default() }
}

fn both(one: Lights, other: Lights) -> Lights {
    Lights {
        words: [one.words, other.words].concat(),
        phrases: [one.phrases, other.phrases].concat(),
        persons: [one.persons, other.persons].concat(),
        places: [one.places, other.places].concat(),
        dates: [one.dates, other.dates].concat(),
        forms: [one.forms, other.forms].concat(),
        windows: [one.windows, other.windows].concat(),
        title: one.title.or(other.title),
        overrides: one.overrides,
    }
}

fn show(
    article: &Article,
    mentions: &[Mention],
    lights: &Lights,
    options: PassageOptions,
) -> Passages {
    let bytes = StoredArticle::encode(article, mentions);
    let stored = StoredArticle::decode(&bytes, &article.title, &article.text).unwrap();
    passages(&stored, lights, options, &mut Analyzer::new())
}

/// The text of the span with its lights in brackets.
fn lit(text: &str, span: ByteSpan, lights: &[ByteSpan]) -> String {
    let mut shown = String::new();
    let mut at = span.start();
    for light in lights {
        shown += &text[at..light.start()];
        shown += &format!("[{}]", light.of(text).unwrap());
        at = light.end();
    }
    shown + &text[at..span.end()]
}

/// The passages of the article of these tests, ` / ` between them.
fn shown(lights: &Lights, count: usize, max_bytes: usize) -> String {
    let found =
        show(&article(TITLE, TEXT), &mentions(), lights, PassageOptions { count, max_bytes });
    let passages = found.passages.iter().map(|passage| lit(TEXT, passage.span, &passage.lights));
    passages.collect::<Vec<_>>().join(" / ")
}

#[test]
fn what_matched_is_lit_and_nothing_else() {
    for (lights, expected) in [
        (
            words(&["valley"]),
            "KABUL, Sept. 23 (Agency) - Resistance leader Ahmad Massoud has left the [valley].",
        ),
        // The sentence with both words, though each stands before it.
        (words(&["hous", "search"]), "A [house] in Dushanbe was [searched]."),
        (words(&["us", "senat"]), "The [U.S]. [Senate] was told of it."),
        (
            words(&["brother", "saleh"]),
            "[Saleh]'s [brother] said on Wednesday that Massoud and [Saleh] were in Dushanbe.",
        ),
        // "No house is safe there" and "A house" stay dark.
        (phrase("safe hous"), "His [safe house] is not known."),
        (
            phrase("in dushanb"),
            "Saleh's brother said on Wednesday that Massoud and Saleh were [in Dushanbe].",
        ),
        (both(phrase("safe hous"), words(&["hous"])), "His [safe house] is not known."),
        (
            persons("Ahmed Masood"),
            "KABUL, Sept. 23 (Agency) - Resistance leader [Ahmad Massoud] has left the valley.",
        ),
        (persons("Wasiq"), "The aide, [Kabir Wasik], denied the report."),
        // Only the bearer of the name: the other Saleh is none of the mentions.
        (
            persons("Saleh"),
            "[Saleh]'s brother said on Wednesday that Massoud and Saleh were in Dushanbe.",
        ),
        (
            both(place(&[1_220_409], "tajikistan"), words(&["search"])),
            "A house in [Dushanbe] was [searched].",
        ),
        (
            place(&[], "kabul"),
            "[KABUL], Sept. 23 (Agency) - Resistance leader Ahmad Massoud has left the valley.",
        ),
        (
            dates("2021-09"),
            "Saleh's brother said on [Wednesday] that Massoud and Saleh were in Dushanbe.",
        ),
        (
            both(persons("Massoud"), place(&[1_221_874], "")),
            "Saleh's brother said on Wednesday that [Massoud] and Saleh were in [Dushanbe].",
        ),
    ] {
        assert_eq!(shown(&lights, 1, 400), expected);
    }
}

#[test]
fn an_unlit_text_is_shown_by_its_beginning() {
    let lead = "KABUL, Sept. 23 (Agency) - Resistance leader Ahmad Massoud has left the valley.";
    for lights in [
        Lights::default(),
        words(&["tajikistan"]),
        words(&["turkey"]),
        words(&[""]),
        phrase("hous safe"),
        phrase("valley hous"),
        persons("Ahmad Shah Massoud"),
        persons("Massoud Ahmad"),
        place(&[42], "turkey"),
        dates("2020"),
    ] {
        assert_eq!(shown(&lights, 1, 90), lead);
        assert_eq!(shown(&lights, 1, 120), format!("{lead} His safe house is not known."));
        assert_eq!(shown(&lights, 1, 30), "KABUL, Sept. 23 (Agency) -");
    }
}

#[test]
fn several_sentences_come_in_order_and_side_by_side_as_one() {
    for (lights, count, expected) in [
        (
            words(&["valley", "report"]),
            2,
            "KABUL, Sept. 23 (Agency) - Resistance leader Ahmad Massoud has left the [valley]. \
             / The aide, Kabir Wasik, denied the [report].",
        ),
        (
            words(&["search", "senat"]),
            2,
            "A house in Dushanbe was [searched]. The U.S. [Senate] was told of it.",
        ),
        // The second says what the first does not, rather than more of the same.
        (
            both(words(&["safe", "hous"]), words(&["senat"])),
            2,
            "His [safe] [house] is not known. / The U.S. [Senate] was told of it.",
        ),
        (words(&["senat"]), 9, "The U.S. [Senate] was told of it."),
        (words(&["senat"]), 0, "The U.S. [Senate] was told of it."),
    ] {
        assert_eq!(shown(&lights, count, 400), expected);
    }
}

#[test]
fn a_title_is_lit_by_itself() {
    let options = PassageOptions::default();
    for (lights, expected) in [
        (words(&["tajikistan"]), "Massoud fled to [Tajikistan]"),
        (phrase("fled to"), "Massoud [fled to] Tajikistan"),
        (persons("Massoud"), "[Massoud] fled to Tajikistan"),
        (words(&["dushanb"]), TITLE),
    ] {
        let found = show(&article(TITLE, TEXT), &mentions(), &lights, options);
        let whole = ByteSpan::new(0, TITLE.len());
        assert_eq!(lit(TITLE, whole, &found.title_lights), expected);
    }
}

#[test]
fn an_article_without_text_shows_its_title() {
    let found =
        show(&article(" A title ", " \n"), &[], &words(&["titl"]), PassageOptions::default());
    assert_eq!(found.passages.len(), 1);
    let passage = &found.passages[0];
    assert_eq!((passage.section, passage.span), (Section::Title, ByteSpan::new(1, 8)));
    assert_eq!(passage.lights, [ByteSpan::new(3, 8)]);
    let none = show(&article("", ""), &[], &words(&["titl"]), PassageOptions::default());
    assert_eq!(none, Passages::default());
}

#[test]
fn a_long_sentence_is_cut_around_its_lights() {
    let words_before = "one two three four five six seven eight nine ten ";
    let text = format!("{words_before}a safe one, {words_before}a safe house, {words_before}end");
    let article = article("", &text);
    for (max_bytes, expected) in [
        (40, "nine ten a [safe] [house], one two three"),
        (20, "a [safe] [house], one"),
        (11, "[safe] [house],"),
        (5, "[safe]"),
        (4, "[safe]"),
        (2, "[sa]"),
        (1, "[s]"),
    ] {
        let options = PassageOptions { count: 1, max_bytes };
        let found = show(&article, &[], &words(&["safe", "hous"]), options);
        let passage = &found.passages[0];
        assert_eq!(lit(&text, passage.span, &passage.lights), expected, "{max_bytes}");
    }
}

#[test]
fn a_phrase_joins_the_sentences_it_reaches_across() {
    let text = "He left the safe. House was searched. Nothing was found.";
    let found = show(&article("", text), &[], &phrase("safe hous"), PassageOptions::default());
    let passage = &found.passages[0];
    let expected = "He left the [safe. House] was searched.";
    assert_eq!(lit(text, passage.span, &passage.lights), expected);
}

#[test]
fn overlapping_phrases_are_one_light() {
    let text = "a b a b a, he said";
    let found = show(&article("", text), &[], &phrase("a b a"), PassageOptions::default());
    assert_eq!(found.passages[0].lights, [ByteSpan::new(0, 9)]);
}

#[test]
fn weights_that_are_no_weights_do_no_harm() {
    for weight in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -1.0, 0.0, f32::MAX] {
        let word = |stem: &str| LightWord { stem: stem.into(), weight };
        let lights = Lights { words: vec![word("hous"), word("safe")], ..persons("Massoud") };
        let found = show(&article(TITLE, TEXT), &mentions(), &lights, PassageOptions::default());
        assert!(found.passages.iter().all(|passage| passage.score.is_finite()), "{weight}");
        assert!(found.passages.iter().any(|passage| !passage.lights.is_empty()), "{weight}");
    }
}

#[test]
fn hostile_texts_are_read_once() {
    const LEN: usize = 1 << 17;
    let lights = both(words(&["a", "b"]), phrase("a ".repeat(2_000).trim_end()));
    for unit in ["a ", "a. ", "A. ", "a\n", "a. A ", ".", "b", "a\n\n"] {
        let article = article("", &unit.repeat(LEN / unit.len()));
        let options = PassageOptions { count: 1_000, max_bytes: 200 };
        let found = show(&article, &[], &lights, options);
        assert!(found.passages.len() <= 1_000, "{unit}");
    }
}

fn any_lights() -> impl Strategy<Value = Lights> {
    let stem = prop::sample::select(&["a", "safe", "hous", "é", "us", "b"][..]);
    let stems = prop::collection::vec(stem.prop_map(str::to_owned), 0..4);
    (stems.clone(), prop::collection::vec(stems, 0..3)).prop_map(|(words, phrases)| Lights {
        words: words.into_iter().map(|stem| LightWord { stem, weight: 1.5 }).collect(),
        phrases: phrases.into_iter().map(|stems| LightPhrase { stems, weight: 2.0 }).collect(),
        ..Lights::default()
    })
}

proptest! {
    #[test]
    fn lights_are_inside_passages_and_on_boundaries(
        text in prop_oneof![
            "([ab]|safe|houses|é|U\\.S\\.|[ .,\n”]){0,60}",
            any::<String>(),
        ],
        lights in any_lights(),
        count in 0usize..5,
        max_bytes in 0usize..60,
    ) {
        let mentions = mentions_of(Section::Text, &text, "safe", &person("Safe"));
        let lights = both(lights, persons("Safe"));
        let article = article(&text, &text);
        let found = show(&article, &mentions, &lights, PassageOptions { count, max_bytes });
        prop_assert_eq!(found.passages.is_empty(), text.trim().is_empty());
        prop_assert!(found.passages.len() <= count.max(1));
        let mut last = 0;
        for passage in &found.passages {
            prop_assert!(passage.span.of(&text).is_some() && passage.span.start() >= last);
            prop_assert!(passage.score.is_finite() && passage.score >= 0.0);
            last = passage.span.end();
            let mut lit = passage.span.start();
            for light in &passage.lights {
                prop_assert!(light.start() >= lit && !light.is_empty());
                prop_assert!(light.of(&text).is_some() && passage.span.contains(*light));
                lit = light.end();
            }
        }
    }
}
