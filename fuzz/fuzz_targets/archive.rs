//! Archives of any kind, of which the first byte says which. Each is articles and refusals, and
//! what is said to stand in the bytes stands there.
#![no_main]

mod reading;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| reading::read_all(&["a.zip", "a.tar", "a.gz", "a.zst", "a.tar.gz"], bytes));
