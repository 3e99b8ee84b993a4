//! What the annotator finds in whole articles.

mod support;

use dateline_entities::Annotator;
use dateline_model::{Article, Dateline, Entity, Mention, PlaceKind, Section};
use proptest::prelude::*;
use support::article;

fn annotated(title: &str, text: &str) -> Vec<Mention> {
    Annotator::new().annotate(&article(title, text))
}

fn words<'a>(mention: &Mention, title: &'a str, text: &'a str) -> &'a str {
    let section = if mention.section == Section::Title { title } else { text };
    mention.span.of(section).expect("a span lies in its section")
}

/// "Massoud = Ahmad Massoud" for each person, in order.
fn persons(title: &str, text: &str) -> Vec<String> {
    let shown = |mention: &Mention| match &mention.entity {
        Entity::Person(name) => {
            let words = words(mention, title, text).replace('\n', " ");
            Some(if words == name.as_str() { words } else { format!("{words} = {name}") })
        }
        _ => None,
    };
    annotated(title, text).iter().filter_map(shown).collect()
}

/// "Dushanbe: Tajikistan" for each place, "?" for one that is not in the gazetteer.
fn places(title: &str, text: &str) -> Vec<String> {
    let shown = |mention: &Mention| match &mention.entity {
        Entity::Place(place) => {
            let words = words(mention, title, text);
            let place = place.as_ref().map_or_else(
                || "?".to_owned(),
                |place| match place.kind {
                    PlaceKind::Country | PlaceKind::WorldRegion => place.name.clone(),
                    _ => place.within.first().map_or_else(String::new, |outer| outer.1.clone()),
                },
            );
            Some(format!("{words}: {place}"))
        }
        _ => None,
    };
    annotated(title, text).iter().filter_map(shown).collect()
}

#[test]
fn persons_are_found_under_their_fullest_name() {
    for (text, expected) in [
        (
            "The talks with Ahmad Massoud ended early. Massoud’s aides left, and Massoud said little.",
            &["Ahmad Massoud", "Massoud = Ahmad Massoud", "Massoud = Ahmad Massoud"][..],
        ),
        (
            "Kabir Wasik spoke first. Later Wasiq declined to comment.",
            &["Kabir Wasik", "Wasiq = Kabir Wasik"],
        ),
        (
            "President Emomali Rahmon opened the dam. Mr. Rahmon left on foot.",
            &["Emomali Rahmon", "Rahmon = Emomali Rahmon"],
        ),
        ("The dam was opened by President Rahmon.", &["Rahmon"]),
        (
            "A letter to Sen. Lindsey Graham and Rep. Mike Waltz was lost.",
            &["Lindsey Graham", "Mike Waltz"],
        ),
        ("The crown prince, Mohammed bin Salman, was absent.", &["Mohammed bin Salman"]),
        ("It was Ursula von der Leyen who signed.", &["Ursula von der Leyen"]),
        ("The minister met Kim Jong-un and Moon Jae-in.", &["Kim Jong-un", "Moon Jae-in"]),
        ("A speech by John F. Kennedy was found.", &["John F. Kennedy"]),
        ("Former premier Theresa May did not vote in May.", &["Theresa May"]),
        (
            "Afghan President Ashraf Ghani left; Ghani was seen abroad.",
            &["Ashraf Ghani", "Ghani = Ashraf Ghani"],
        ),
        ("Aides to the Biden administration asked Biden to wait.", &["Biden", "Biden"]),
        ("Photo: Sajjad Hussain/AFP via Getty Images", &["Sajjad Hussain"]),
        ("Nobody at Reuters or Getty Images answered on Monday.", &[]),
        ("The Afghan Taliban and the Russians met on Friday in March.", &[]),
        ("The Northern Alliance, the Intercept and Fars reported it.", &[]),
    ] {
        assert_eq!(persons("", text), expected, "{text}");
    }
}

#[test]
fn father_and_son_stay_two() {
    let text = "Ahmad Massoud, son of the late commander Ahmad Shah Massoud, crossed the border. \
                Massoud was joined by an aide. Massoud's father had died in the war.";
    let expected = [
        "Ahmad Massoud",
        "Ahmad Shah Massoud",
        "Massoud = Ahmad Massoud",
        "Massoud = Ahmad Massoud",
    ];
    assert_eq!(persons("", text), expected);
}

#[test]
fn a_name_goes_on_over_a_wrapped_line() {
    let text = "The provincial council said on Tuesday that the engineer Burhanuddin\n\
                Rabbani had resigned.";
    assert_eq!(persons("", text), ["Burhanuddin Rabbani"]);
}

#[test]
fn the_agency_of_an_article_is_nobody() {
    let text = "KABUL, Sept 4 (Oxus Wire) -- Amrullah Saleh told Oxus Wire that he was safe.";
    let agency = Some("Oxus Wire".to_owned());
    let dateline = Some(Dateline { agency, ..Dateline::default() });
    let mentions = Annotator::new().annotate(&Article { dateline, ..article("", text) });
    let persons: Vec<&str> = mentions
        .iter()
        .filter(|mention| matches!(mention.entity, Entity::Person(_)))
        .map(|mention| words(mention, "", text))
        .collect();
    assert_eq!(persons, ["Amrullah Saleh"]);
}

#[test]
fn what_was_read_before_changes_nothing() {
    let articles = [
        "Kim Jong-un and Osama bin Laden met Saeed al-Maliki in Pyongyang.",
        "UN envoys met Un, Bin and Al in Afghan and Korean towns. Laden came.",
        "The afghan on the bed, a china cup and a turkey were sold by Kim Jong-un.",
    ];
    let shared = Annotator::new();
    for _ in 0..2 {
        for text in articles {
            assert_eq!(shared.annotate(&article("", text)), annotated("", text), "{text}");
        }
    }
}

#[test]
fn titles_are_no_part_of_a_name() {
    let found =
        persons("", "Earlier, Sen. Lindsey Graham called Amartya Sen on Monday. Graham waited.");
    let names: Vec<&str> =
        found.iter().map(|shown| shown.rsplit(" = ").next().unwrap_or(shown)).collect();
    assert_eq!(names, ["Lindsey Graham", "Amartya Sen", "Lindsey Graham"]);
}

#[test]
fn headlines_are_read_with_the_text() {
    let text = "The banker James Baker flew to Oslo on Monday.";
    assert_eq!(
        persons("BAKER FLIES TO OSLO FOR TALKS", text),
        ["BAKER = James Baker", "James Baker"]
    );
    assert_eq!(places("BAKER FLIES TO OSLO FOR TALKS", text), ["OSLO: Norway", "Oslo: Norway"]);
    assert_eq!(
        persons("Ahmed Massoud Seeks Support", "Ahmad Massoud spoke. So did Ahmad Massoud."),
        ["Ahmed Massoud = Ahmad Massoud", "Ahmad Massoud", "Ahmad Massoud"]
    );
}

#[test]
fn places_are_resolved() {
    for (text, expected) in [
        ("They met in Dushanbe, the capital.", &["Dushanbe: Tajikistan"][..]),
        (
            "A Washington lobbyist took the case to London.",
            &["Washington: United States", "London: United Kingdom"],
        ),
        (
            "The United Arab Emirates and Rio de Janeiro agreed.",
            &["United Arab Emirates: United Arab Emirates", "Rio de Janeiro: Brazil"],
        ),
        ("The U.S. sent help; the US Congress voted.", &["U.S.: United States"]),
        ("A London-based paper said so.", &["London: United Kingdom"]),
        (
            "He grew up in Athens, Georgia, and in Macon.",
            &["Athens: United States", "Georgia: United States", "Macon: United States"],
        ),
        ("Floods hit the Qarabolak Valley last week.", &["Qarabolak Valley: ?"]),
        ("The Washington Post and the New York Times disagree with the Bank of England.", &[]),
        ("Lindsey Graham arrived. Graham spoke to the staff.", &[]),
        ("George Washington had wooden teeth, it was said.", &[]),
        ("Afghan and Tajik officials signed; South African miners left.", &[]),
        ("It cost US$ 300 in all.", &[]),
    ] {
        assert_eq!(places("", text), expected, "{text}");
    }
}

/// "Nevada, Missouri, United States" for each place of the gazetteer.
fn resolved(text: &str) -> Vec<String> {
    let shown = |mention: &Mention| match &mention.entity {
        Entity::Place(Some(place)) => Some(place.label()),
        _ => None,
    };
    annotated("", text).iter().filter_map(shown).collect()
}

#[test]
fn landmarks_outweigh_their_small_namesakes() {
    for (text, expected) in [
        ("Snow fell in Nevada.", &["Nevada, United States"][..]),
        ("It rained in California.", &["California, United States"]),
        ("It rained in Maine.", &["Maine, United States"]),
        ("It rained in Florida.", &["Florida, United States"]),
        ("It rained in Alabama.", &["Alabama, United States"]),
        ("It rained in Iowa.", &["Iowa, United States"]),
        ("It rained in Delaware.", &["Delaware, United States"]),
        ("American voters in Oregon chose.", &["Oregon, United States"]),
        ("It rained in Wales.", &["Wales, United Kingdom"]),
        ("It rained in England.", &["England, United Kingdom"]),
        ("A ferry to Crete sank.", &["Crete, Greece"]),
        ("Ships crossed the Pacific.", &["Pacific Ocean"]),
        ("Ships crossed the Atlantic.", &["Atlantic Ocean"]),
        ("Downing Street was silent.", &["Downing Street, London, England, United Kingdom"]),
        ("The Afghan army left Andarab.", &["Andarab, Baghlan, Afghanistan"]),
    ] {
        assert_eq!(resolved(text), expected, "{text}");
    }
}

#[test]
fn towns_are_meant_where_the_text_or_their_size_says_so() {
    for (text, expected) in [
        (
            "He lives in Nevada, Missouri.",
            &["Nevada, Missouri, United States", "Missouri, United States"][..],
        ),
        (
            "He lives in California, Maryland.",
            &["California, Maryland, United States", "Maryland, United States"],
        ),
        ("It rained in New York.", &["New York, United States"]),
        ("It rained in Washington.", &["Washington, District of Columbia, United States"]),
        ("It rained in Kabul.", &["Kabul, Afghanistan"]),
        ("It rained in Herat.", &["Herat, Afghanistan"]),
        ("Moroccan police left Casablanca.", &["Casablanca, Casablanca-Settat, Morocco"]),
    ] {
        assert_eq!(resolved(text), expected, "{text}");
    }
}

#[test]
fn mentions_come_in_order() {
    let text = "Ahmad Massoud met the Afghan National Army in Kabul on 6 September 2021.";
    let mentions = annotated("Kabul waits", text);
    let kinds: Vec<&str> = mentions
        .iter()
        .map(|mention| match mention.entity {
            Entity::Person(_) => "person",
            Entity::Place(_) => "place",
            Entity::Organisation => "organisation",
            Entity::Date(_) | Entity::YearlessDay(_) => "date",
        })
        .collect();
    assert_eq!(kinds, ["place", "person", "organisation", "place", "date"]);
    assert_eq!(mentions[0].section, Section::Title);
}

/// Annotates the unit again and again, a megabyte of it: what is not linear in that does
/// not come back while somebody waits for it.
fn survives(text: &str) {
    let mentions = annotated("", text);
    assert!(mentions.iter().all(|mention| mention.span.of(text).is_some()));
}

#[test]
fn hostile_text_is_read_to_its_end() {
    for unit in [
        "A",
        "A ",
        "A.",
        "Ali Khan ",
        "Ali ",
        "New York of ",
        "Bank of ",
        "Al-",
        "'s",
        "’",
        "a\u{301}",
        "\u{5d0}\u{5d1} ",
        "President of the United ",
        "San ",
        "in X, ",
        "\n",
    ] {
        survives(&unit.repeat((1 << 20) / unit.len()));
    }
}

#[test]
fn many_different_names_are_read_to_the_end() {
    let name = |number: usize| {
        let letter = |shift: usize| char::from(b'a' + (number >> shift & 15) as u8);
        let letters: String = [0, 4, 8, 12, 16].map(letter).iter().collect();
        format!("Ali K{letters} met Karim Q{letters}. ")
    };
    survives(&(0..40_000).map(name).collect::<String>());
}

fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Ahmad",
        "Massoud",
        "President",
        "of",
        "the",
        "Bank",
        "New",
        "York",
        "Kabul,",
        "bin",
        "al-",
        "KABUL",
        "U.S.",
        "J.",
        "’s",
        "said",
        "\n",
        "\n\n",
        "(",
        "“",
        "Müller",
        "é",
        "Д",
        "in",
        "Valley",
        "and",
        "-",
        "St.",
        "The",
        "Hague",
        "Afghan",
        "May",
        "6",
        "2021",
    ]);
    let made = prop::collection::vec((word, prop::bool::ANY), 0..40).prop_map(|words| {
        let spaced =
            |(word, space): (&str, bool)| format!("{word}{}", if space { " " } else { "" });
        words.into_iter().map(spaced).collect::<String>()
    });
    prop_oneof!["\\PC{0,80}", made]
}

proptest! {
    #[test]
    fn mentions_are_sorted_and_apart(title in texts(), text in texts()) {
        let mentions = annotated(&title, &text);
        let named = |mention: &&Mention| !matches!(mention.entity, Entity::Date(_) | Entity::YearlessDay(_));
        let names: Vec<&Mention> = mentions.iter().filter(named).collect();
        for mention in &mentions {
            let section = if mention.section == Section::Title { &title } else { &text };
            prop_assert!(mention.span.of(section).is_some_and(|words| !words.is_empty()));
        }
        for pair in mentions.windows(2) {
            prop_assert!((pair[0].section, pair[0].span) <= (pair[1].section, pair[1].span));
        }
        for pair in names.windows(2) {
            prop_assert!(pair[0].section != pair[1].section || !pair[0].span.overlaps(pair[1].span));
        }
    }
}
