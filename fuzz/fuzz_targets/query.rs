//! Any bytes as a question: it is read or refused, and what is shown of it reads the same.
#![no_main]

use dateline_model::Day;
use dateline_query::syntax::{MAX_BYTES, parse, parse_on};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match parse_on(Some(Day::constant(2026, 11, 21)), &text) {
        Ok(query) => {
            query.root.for_each_span(&mut |span| assert!(span.of(&text).is_some(), "{span:?}"));
            assert!(query.notes.iter().all(|note| note.span.of(&text).is_some()));
            let shown = query.to_string();
            match parse(&shown) {
                Ok(again) => {
                    assert_eq!(again.root.without_spans(), query.root.without_spans(), "{shown}");
                }
                // The canonical form writes out what was left to be understood, such as the
                // field of each value in a group, so it may be longer than a question can be.
                Err(error) => assert!(shown.len() > MAX_BYTES, "{error}"),
            }
        }
        Err(error) => assert!(error.span.of(&text).is_some(), "{error}"),
    }
});
