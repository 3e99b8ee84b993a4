//! What is read of any text: nothing that is not in it, and no panic.

use dateline_model::ByteSpan;
use dateline_whereabouts::{Mention, Named, Reading, statements};
use proptest::prelude::*;

/// A piece of a text: a word or mark, or a mention of some kind.
type Piece = (String, Option<Named>);

/// One of the words.
fn one_of(words: &'static str) -> impl Strategy<Value = Piece> {
    let words: Vec<&str> = words.split_whitespace().collect();
    prop::sample::select(words).prop_map(|word| (word.to_owned(), None))
}

fn person() -> impl Strategy<Value = Piece> {
    (0u32..3).prop_map(|n| (format!("Person{n}"), Some(Named::Person(n))))
}

fn place() -> impl Strategy<Value = Piece> {
    (0u32..3).prop_map(|n| (format!("Place{n}"), Some(Named::Place(n))))
}

/// Of all kinds.
fn piece() -> impl Strategy<Value = Piece> {
    let word = one_of(
        "he she they both the two men who that whether if when where said says is was not to in \
         from of and or but left fled arrived visit his arrival reports denied believed may will \
         according accused put had did nobody neither , . ; : “ ” ? ( ) ' \" – 's é 東京",
    );
    prop_oneof![
        6 => word,
        1 => "\\PC{0,6}".prop_map(|text| (text, None)),
        1 => person(),
        1 => place(),
        1 => Just(("Monday".to_owned(), Some(Named::Date))),
        1 => Just(("Agency".to_owned(), Some(Named::Organisation))),
    ]
}

/// Of those from which it is found whom a pronoun means and who says what is quoted.
fn piece_about_people() -> impl Strategy<Value = Piece> {
    prop_oneof![
        2 => one_of("he him his she I my they both"),
        1 => one_of("spokesman leaders"),
        1 => one_of("of for around with"),
        2 => one_of("said told is met and that who ,"),
        1 => one_of("\" go.\" him\" “ ” ‘ ’ « » ' 's „ ‟ ` ''"),
        2 => person(),
        1 => place(),
    ]
}

/// Reads the pieces as sentences that end after those numbered in `cuts`, and checks that what
/// is read stands in them.
fn check(pieces: &[Piece], cuts: &[usize]) -> Result<(), TestCaseError> {
    let (mut text, mut mentions, mut ends) = (String::new(), Vec::new(), Vec::new());
    for (number, (words, named)) in pieces.iter().enumerate() {
        let start = text.len();
        text.push_str(words);
        if let Some(named) = *named {
            mentions.push(Mention { span: ByteSpan::new(start, text.len()), named });
        }
        if cuts.contains(&number) {
            ends.push(text.len());
        }
        text.push(' ');
    }
    ends.push(text.len());
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let sentences: Vec<ByteSpan> =
        starts.zip(&ends).map(|(start, &end)| ByteSpan::new(start, end)).collect();
    let reading = Reading {
        text: &text,
        sentences: &sentences,
        mentions: &mentions,
        persons: &["Ahmad Massoud", "Benazir Bhutto", "Person"],
        in_title: &[0],
        lies_in: &|one, other| one < other,
    };
    for statement in statements(&reading, &|_| true) {
        prop_assert!(statement.person < 3);
        prop_assert!(statement.person_span.of(&text).is_some());
        prop_assert!(statement.speaker.is_none_or(|span| span.of(&text).is_some()));
        let place = mentions[statement.place];
        prop_assert!(matches!(place.named, Named::Place(_)));
        prop_assert!(sentences[statement.sentence].contains(place.span));
        if let Some(date) = statement.date {
            prop_assert_eq!(mentions[date].named, Named::Date);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(
        pieces in prop::collection::vec(piece(), 0..60),
        cuts in prop::collection::vec(0usize..60, 0..4),
    ) {
        check(&pieces, &cuts)?;
    }
}

proptest! {
    // A pronoun is looked into only where several names and nouns are in the right order.
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn any_talk_of_people_is_read(
        pieces in prop::collection::vec(piece_about_people(), 0..60),
        cuts in prop::collection::vec(0usize..60, 0..4),
    ) {
        check(&pieces, &cuts)?;
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    // A list of names without an end is passed over, and costs one look at each word.
    let text = "Person said he was in Place and ".repeat(40_000);
    let mentions: Vec<Mention> = text
        .match_indices("P")
        .map(|(start, _)| {
            let is_person = text[start..].starts_with("Person");
            let len = if is_person { 6 } else { 5 };
            let named = if is_person { Named::Person(0) } else { Named::Place(0) };
            Mention { span: ByteSpan::new(start, start + len), named }
        })
        .collect();
    let sentences = [ByteSpan::new(0, text.len())];
    let reading = |sentences: &[ByteSpan]| {
        let reading = Reading {
            text: &text,
            sentences,
            mentions: &mentions,
            persons: &["Person"],
            in_title: &[],
            lies_in: &|_, _| false,
        };
        statements(&reading, &|_| true).len()
    };
    assert_eq!(reading(&sentences), 0);
    let many: Vec<ByteSpan> = (0..40_000).map(|n| ByteSpan::new(n * 32, n * 32 + 28)).collect();
    assert_eq!(reading(&many), 40_000);
}
