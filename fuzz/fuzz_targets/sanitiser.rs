//! Any text as it is shown: nothing that acts on a terminal or a spreadsheet is left, in JSON
//! the text comes back.
#![no_main]

#[path = "../../crates/cli/src/output/safe.rs"]
#[allow(unreachable_pub, dead_code)]
mod safe;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    is_harmless(&safe::line(&text), &[]);
    is_harmless(&safe::lines(&text), &['\n']);
    let cell = safe::cell(&text);
    is_harmless(&cell, &[]);
    if cell.trim_start().starts_with(['=', '+', '-', '@']) {
        assert!(cell.trim().parse::<f64>().is_ok(), "{cell:?}");
    }
    let mut json = Vec::new();
    safe::write_json(&mut json, &text).expect("memory takes it");
    let json = String::from_utf8(json).expect("JSON is text");
    is_harmless(&json, &['\n']);
    assert_eq!(serde_json::from_str::<String>(&json).expect("it is JSON"), text);
});

/// Checks that the text has no character that acts, but for these.
fn is_harmless(text: &str, but: &[char]) {
    for character in text.chars().filter(|character| !but.contains(character)) {
        let acts = character.is_control()
            || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
                | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!acts, "{text:?}");
    }
}
