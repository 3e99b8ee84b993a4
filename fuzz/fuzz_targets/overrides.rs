//! Any bytes as a file of overrides: it is read, or refused at a place that it has.
#![no_main]

use dateline_query::Overrides;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match text.parse::<Overrides>() {
        Ok(overrides) => {
            for line in text.lines() {
                let _ = (overrides.is_never_person(line), overrides.is_never_place(line));
            }
        }
        Err(error) => {
            assert!((1..=text.split('\n').count()).contains(&error.line), "{error:?}");
            let line = text.split('\n').nth(error.line - 1).unwrap_or_default();
            assert!((1..=line.chars().count() + 1).contains(&error.column), "{error:?}");
            assert!(!error.message.contains('\n'), "{error:?}");
        }
    }
});
