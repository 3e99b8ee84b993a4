//! Texts, Markdown, and files whose names say nothing, in whatever character set. Each is
//! articles and refusals, and what is said to stand in the bytes stands there.
#![no_main]

mod reading;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| reading::read_all(&["a.txt", "a.md", "a", "a.txt"], bytes));
