//! Any text as a document with citations: they are found or not, what is found can be given
//! out again, and what is escaped for LaTeX comes back.
#![no_main]

#[path = "../../crates/cli/src/citation"]
#[allow(unreachable_pub, dead_code)]
mod citation {
    pub(crate) mod locator;
    pub(crate) mod read;
    pub(crate) mod tex;
}

use citation::{locator::Locator, read::claims, tex};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = String::from_utf8_lossy(bytes);
    for claim in claims(&document) {
        let written = claim.locator.to_string();
        assert_eq!(Locator::read(&written), Some(claim.locator), "{written}");
    }
    let _ = tex::escape(&document);
});
