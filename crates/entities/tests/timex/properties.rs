//! What holds of the temporal expressions of any text.

use dateline_entities::date::{Anchor, DayMonthOrder, Timex, expressions, find};
use dateline_model::Section;
use proptest::prelude::*;

/// Text made of what temporal expressions are made of.
fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "September",
        "Sept.",
        "May",
        "march",
        "6",
        "31",
        "29",
        "2021",
        "1900",
        "9999",
        "0001",
        "Monday",
        "Fridays",
        "the",
        "of",
        "last",
        "next",
        "this",
        "early",
        "mid-",
        "end of",
        "year",
        "years",
        "weeks",
        "hour",
        "ago",
        "later",
        "earlier",
        "before,",
        "and",
        "to",
        "until",
        "by",
        "-",
        "–",
        "/",
        ",",
        ".",
        "(",
        "6-8",
        "09/06/2021",
        "3/4/21",
        "1990s",
        "'80s",
        "AD",
        "B.C.",
        "’s",
        "é",
        "\n",
        "\n\n",
        "yesterday",
        "night",
        "a.m.",
        "10:30",
        "noon",
        "o'clock",
        "GMT",
        "between",
        "from",
        "two",
        "a",
        "half",
        "few",
        "twenty",
        "hundred",
        "century",
        "19th",
        "third",
        "quarter",
        "decades",
        "summer",
        "same",
        "day",
        "will",
        "said",
        "every",
        "daily",
        "now",
        "recent",
        "future",
        "Christmas",
        "Good",
        "New Year's Eve",
        "fiscal",
        "Q3",
        "nearly",
        "more than",
        "old",
        "long",
        "week of",
        "profit",
        "that",
        "following",
        "1/2",
        "is to",
    ]);
    let made = prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "));
    prop_oneof!["\\PC{0,64}", made]
}

fn anchors() -> impl Strategy<Value = Anchor> {
    let date = || {
        prop::sample::select(vec![
            None,
            Some("2021-09-23"),
            Some("2021-09"),
            Some("2021"),
            Some("0001-01-01"),
            Some("9999-12-31"),
            Some("9999-12"),
            Some("0001"),
            Some("2020-02-29"),
        ])
        .prop_map(|date| date.map(|date| date.parse().expect("a date")))
    };
    let order = prop::sample::select(vec![
        DayMonthOrder::Unknown,
        DayMonthOrder::DayFirst,
        DayMonthOrder::MonthFirst,
    ]);
    (date(), date(), order).prop_map(|(published, dateline, order)| Anchor {
        published,
        dateline,
        order,
    })
}

proptest! {
    #[test]
    fn expressions_are_whole_words_in_order(title in texts(), text in texts(), anchor in anchors()) {
        let found = expressions(&title, &text, anchor);
        let mut before = (Section::Title, 0);
        for expression in &found {
            let indexed = if expression.section == Section::Title { &title } else { &text };
            prop_assert!(expression.span.of(indexed).is_some_and(|words| !words.is_empty()));
            prop_assert!(before <= (expression.section, expression.span.start()));
            before = (expression.section, expression.span.end());
            prop_assert!(!expression.timex.to_string().is_empty());
            if let (Some(range), Timex::Date(_) | Timex::Time(..)) = (expression.timex.range(), expression.timex) {
                prop_assert!(range.first() <= range.last());
            }
        }
        prop_assert_eq!(expressions(&title, &text, anchor), found);
    }

    #[test]
    fn what_has_no_place_in_the_calendar_is_no_mention(text in texts(), anchor in anchors()) {
        for mention in find("", &text, anchor) {
            let placed = expressions("", &text, anchor).iter().any(|found| {
                matches!(found.timex, Timex::Date(_) | Timex::Time(..))
                    && mention.span.start() <= found.span.start()
                    && found.span.end() <= mention.span.end()
            });
            prop_assert!(placed, "{:?}", mention);
        }
    }
}
