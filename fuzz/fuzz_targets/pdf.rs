//! PDF. Each is an article or a refusal, and what is said to stand in the bytes stands there.
#![no_main]

mod reading;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| reading::read_all(&["a.pdf"], bytes));
