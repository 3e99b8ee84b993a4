//! Any bytes as the dates, title and text of an article: what is found lies in it, in order
//! and apart, is the same at each reading, and what is searched by has its place in the
//! calendar from the words.
#![no_main]

use dateline_entities::date::{Anchor, DayMonthOrder, expressions, find};
use dateline_model::{Entity, Section};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let mut lines = input.splitn(4, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (published, dateline, title, text) = (next(), next(), next(), next());
    let order = match published.len() % 3 {
        0 => DayMonthOrder::Unknown,
        1 => DayMonthOrder::DayFirst,
        _ => DayMonthOrder::MonthFirst,
    };
    let anchor = Anchor { published: published.parse().ok(), dateline: dateline.parse().ok(), order };
    let found = expressions(title, text, anchor);
    assert_eq!(found, expressions(title, text, anchor), "the second reading differs");
    let mut before = (Section::Title, 0);
    for expression in &found {
        let indexed = if expression.section == Section::Title { title } else { text };
        assert!(expression.span.of(indexed).is_some_and(|words| !words.is_empty()), "{expression:?}");
        assert!(before <= (expression.section, expression.span.start()), "{expression:?}");
        before = (expression.section, expression.span.end());
        assert!(!expression.timex.to_string().is_empty(), "{expression:?}");
    }
    for mention in find(title, text, anchor) {
        if let Entity::Date(date) = mention.entity {
            assert!(date.range.first() <= date.range.last(), "{mention:?}");
        }
    }
});
