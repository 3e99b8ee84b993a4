//! Texts that nobody wrote to be read: so much of what a step that is not linear would
//! take minutes for.
//!
//! Nothing here is timed: a test that comes back has passed. What is said of the answer
//! holds for any model, as the words are made up.

mod support;

use dateline_entities::Annotator;
use dateline_model::{Entity, Mention, PlaceKind, Section};
use support::article;

const MEGABYTE: usize = 1 << 20;

/// What is enough of a text in which every word has to be looked at as a name, several
/// texts a test.
const ENOUGH: usize = MEGABYTE / 8;

/// The mentions in a text, which lie in it, in order, and are as the annotator promises.
fn read(text: &str) -> Vec<Mention> {
    let mentions = Annotator::new().annotate(&article("", text));
    for mention in &mentions {
        let words = mention.span.of(text);
        assert!(words.is_some_and(|words| !words.is_empty()), "{:?}", mention.span);
        assert_eq!(mention.section, Section::Text);
    }
    let mut names = mentions.iter().filter(|mention| is_name(mention));
    if let Some(mut before) = names.next() {
        for name in names {
            assert!(before.span.end() <= name.span.start(), "{:?} {:?}", before.span, name.span);
            before = name;
        }
    }
    mentions
}

fn is_name(mention: &Mention) -> bool {
    !matches!(mention.entity, Entity::Date(_) | Entity::YearlessDay(_))
}

fn persons(mentions: &[Mention]) -> usize {
    mentions.iter().filter(|mention| matches!(mention.entity, Entity::Person(_))).count()
}

fn places(mentions: &[Mention]) -> usize {
    mentions.iter().filter(|mention| matches!(mention.entity, Entity::Place(_))).count()
}

/// A megabyte of the unit.
fn much(unit: &str) -> String {
    unit.repeat(MEGABYTE / unit.len())
}

/// Enough of a unit of names.
fn names(unit: &str) -> String {
    unit.repeat(ENOUGH / unit.len())
}

/// The number as a word of five letters or more that begins with a capital, another one
/// for every number.
fn made_up(prefix: &str, number: usize) -> String {
    let mut word = prefix.to_owned();
    let mut rest = number;
    for _ in 0..4 {
        word.push(char::from(b"bdfgklmnprstvzjh"[rest & 15]));
        word.push(char::from(b"aeio"[rest >> 4 & 3]));
        rest >>= 6;
    }
    word
}

#[test]
fn a_megabyte_of_capital_letters() {
    read(&much("A"));
    read(&much("ABCDEFGHIJ"));
    read(&much("É"));
    read(&much("A "));
    read(&much("KABUL MAYOR SAYS "));
    read(&names("KABUL MAYOR SAYS\n\n"));
}

#[test]
fn one_word_of_a_megabyte() {
    for unit in ["a", "Aa", "é", "O'", "a’", "x1", "1", "周", "ﬁ"] {
        read(&much(unit));
    }
    let word = much("a");
    let mentions = read(&format!("Barack Obama met {word} and {word}'s aide Barack Obama."));
    assert_eq!(persons(&mentions), 2);
}

#[test]
fn many_names_of_many_people() {
    let given = ["Ahmad", "Maria", "John", "Olga"];
    let sentence = |number: usize| {
        format!("{} {} said so. ", given[number % given.len()], made_up("Sh", number))
    };
    let mentions = read(&(0..20_000).map(sentence).collect::<String>());
    // Nobody is dropped because there are so many.
    assert!(persons(&mentions) > 10_000, "{}", persons(&mentions));
}

#[test]
fn a_list_of_nothing_but_names() {
    let name = |number: usize| format!("{} {} ", made_up("T", number), made_up("Sh", number));
    read(&(0..30_000).map(name).collect::<String>());
    let line = |number: usize| format!("{} {}\n", made_up("T", number), made_up("Sh", number));
    read(&(0..10_000).map(line).collect::<String>());
}

#[test]
fn many_namesakes() {
    let sentence = |number: usize| format!("{} Khan and Ali {0} met. ", made_up("Sh", number));
    read(&(0..10_000).map(sentence).collect::<String>());
    let longer = |number: usize| format!("Ali {} Khan left, Khan said. ", made_up("Sh", number));
    read(&(0..10_000).map(longer).collect::<String>());
    // One name of many spellings, and one that grows with every mention.
    let spelled = |number: usize| format!("Mr. Muham{}ed Khan left. ", "m".repeat(1 + number % 50));
    read(&(0..10_000).map(spelled).collect::<String>());
    let mut growing = String::new();
    for number in 0..200 {
        growing += &format!("{}said. ", "Ali Khan ".repeat(1 + number % 200));
    }
    read(&growing);
}

#[test]
fn storms_of_combining_characters() {
    for unit in [
        "\u{301}",
        "a\u{301}",
        "Ka\u{301}\u{302}\u{303}\u{304}bul ",
        "A\u{345}",
        "\u{1f3f4}\u{e0067}\u{e007f}",
        "a\u{200d}",
        "ᄀ",
    ] {
        read(&much(unit));
    }
    let marks = "\u{301}".repeat(MEGABYTE / 2);
    read(&format!("Barack{marks} Obama{marks} in Kabul{marks} met Barack Obama."));
}

#[test]
fn text_from_right_to_left() {
    for unit in ["محمد علی در کابل ", "\u{5d0}\u{5d1} ", "\u{202e}", "\u{2067}Kabul\u{2069} "]
    {
        read(&much(unit));
    }
    read(&much("\u{202e}Ahmad\u{202c} \u{200f}Massoud\u{200e} left. "));
}

#[test]
fn text_without_any_ascii() {
    for unit in
        ["Владимир\u{a0}Путин\u{3000}", "北京和上海。", "Ελλάδα\u{2003}", "\u{10ffff}", "İ", "ǅ"]
    {
        read(&much(unit));
    }
}

#[test]
fn a_town_named_a_hundred_thousand_times() {
    let mentions = read(&"He left Kabul. ".repeat(100_000));
    let kabul = mentions.iter().filter(|mention| match &mention.entity {
        Entity::Place(Some(place)) => place.kind == PlaceKind::City && place.name == "Kabul",
        _ => false,
    });
    assert_eq!(kabul.count(), 100_000);
    read(&names("Springfield, "));
}

#[test]
fn many_towns_that_nobody_knows() {
    let town = |number: usize| format!("He lives in {}. ", made_up("Sh", number));
    read(&(0..20_000).map(town).collect::<String>());
    let inside = |number: usize| format!("{}, {}, ", made_up("Sh", number), made_up("T", number));
    read(&(0..20_000).map(inside).collect::<String>());
}

#[test]
fn lists_of_places() {
    let texas = read(&much("Paris, Texas, "));
    read(&much("X, Y, "));
    assert!(places(&texas) > 0);
    for unit in ["Paris, London, ", "Springfield, Ill., ", "Paris (Texas) ", "in X in Y "] {
        read(&names(unit));
    }
    // Towns of many namesakes, each in many states, so that the senses are many as well.
    let towns =
        ["Springfield", "Salem", "Clinton", "Georgetown", "San José", "San Juan", "Santiago"];
    let states = ["Texas", "Ohio", "Maine", "Cuba", "Chile", "Peru", "Utah", "Iowa", "Spain"];
    let listed = |number: usize| {
        let (town, state) = (towns[number % towns.len()], states[number % states.len()]);
        format!("{town}, {state}; ")
    };
    read(&(0..8_000).map(listed).collect::<String>());
}

#[test]
fn initials_without_end() {
    read(&much("A. B. C. "));
    for unit in ["A.B.C.", "A. ", "J. ", "U.S.", "A-B-", "Mr. ", "J. A. Khan "] {
        read(&names(unit));
    }
}

#[test]
fn words_that_begin_names_of_places() {
    for unit in ["San ", "New York of ", "United Arab ", "St. ", "Al-", "Saint-", "the "] {
        read(&names(unit));
    }
}

#[test]
fn noise_of_a_scanned_newspaper() {
    // A generator of its own, so that the noise is the same at every run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ    ..,'-|!1l0\n";
    let noise = (0..ENOUGH).map(|_| char::from(signs[next(signs.len() as u64) as usize]));
    read(&noise.collect::<String>());
    let any = (0..2 * ENOUGH).filter_map(|_| char::from_u32(next(0x11_0000) as u32));
    read(&any.collect::<String>());
}

#[test]
fn dates_without_end() {
    for unit in ["2021 ", "May ", "May 6 ", "6/5/2021 ", "Monday ", "last ", "between May and "] {
        read(&much(unit));
    }
}

#[test]
fn marks_and_gaps() {
    for unit in ["'", "’s", "“", "-", "\u{2011}", "(", "\n", "\t ", "...", "…", "A\n", ", "] {
        read(&much(unit));
    }
}

#[test]
fn a_title_without_end() {
    let title = names("Kabul Mayor Ahmad Khan ");
    let found = Annotator::new().annotate(&article(&title, "Khan was in Kabul."));
    assert!(found.iter().any(|mention| mention.section == Section::Text));
}

#[test]
fn an_article_after_a_hostile_one_is_read_as_ever() {
    let plain = article("", "Ahmad Massoud went to Dushanbe on 6 September 2021.");
    let expected = Annotator::new().annotate(&plain);
    let annotator = Annotator::new();
    let word = |number: usize| format!("{} ", made_up("Sh", number));
    let hostile = article("", &(0..70_000).map(word).collect::<String>());
    for _ in 0..2 {
        let _ = annotator.annotate(&hostile);
        assert_eq!(annotator.annotate(&plain), expected);
    }
}

#[test]
fn a_text_of_several_parts_is_one_text() {
    let sentence = "Ahmad Massoud went to Dushanbe on 6 September 2021.\n";
    let text = format!("{sentence}{}\n{sentence}", "and so on ".repeat(2 * MEGABYTE / 10));
    let found = read(&text);
    let first: Vec<_> = found.iter().filter(|found| found.span.end() <= sentence.len()).collect();
    let offset = text.len() - sentence.len();
    let last: Vec<_> = found.iter().filter(|found| found.span.start() >= offset).collect();
    assert_eq!((first.len(), last.len()), (3, 3), "{found:?}");
    for (one, other) in first.into_iter().zip(last) {
        assert_eq!(one.span.start() + offset, other.span.start());
        assert_eq!(one.entity, other.entity);
    }
}
