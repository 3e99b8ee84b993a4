//! Any bytes as a file of questions: each line is one, of a length that is bounded.
#![no_main]

#[path = "../../crates/cli/src/batch/queries.rs"]
#[allow(unreachable_pub, dead_code)]
mod queries;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.split(|&byte| byte == b'\n').count();
    let read: Vec<_> = queries::queries(bytes).collect();
    assert!(read.len() <= lines);
    for query in read {
        let query = query.expect("bytes in memory can be read");
        assert!(!query.id.is_empty());
        assert!(query.text.is_none_or(|text| !text.contains('\n')));
    }
});
