//! A reader for tests: what is cut must not depend on how the bytes come.

use std::io::{self, Cursor, Read};

/// Gives a few bytes at a time.
pub(super) struct Dribble {
    bytes: Cursor<Vec<u8>>,
    step: usize,
}

impl Dribble {
    /// Gives at most `step` of the bytes at a time.
    pub(super) fn new(bytes: &[u8], step: usize) -> Self {
        Self { bytes: Cursor::new(bytes.to_vec()), step }
    }
}

impl Read for Dribble {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let room = self.step.min(to.len());
        self.bytes.read(&mut to[..room])
    }
}
