//! Runs: capitals that follow each other directly.

use std::ops::Range;

use crate::passage::Passage;

/// The longest run that is seen as one, in tokens: whole paragraphs can be in capitals.
const LONGEST: usize = 10;

/// The runs of a passage.
pub(crate) struct Runs {
    /// For each token how many of its run stand before it, and how many after it and
    /// with it; 0 for what is no capital.
    around: Vec<(u8, u8)>,
}

impl Runs {
    pub(crate) fn new(passage: &Passage<'_>) -> Self {
        let mut around = vec![(0, 0); passage.len()];
        let mut at = 0;
        while at < passage.len() {
            let len = length(passage, at);
            for part in 0..len {
                around[at + part] = (part as u8, (len - part) as u8);
            }
            at += len.max(1);
        }
        Self { around }
    }

    /// The run that the token is in; the token itself for what is no capital.
    pub(crate) fn around(&self, at: usize) -> Range<usize> {
        let (before, after) = self.around.get(at).copied().unwrap_or_default();
        at - usize::from(before)..at + usize::from(after.max(1))
    }
}

/// How many capitals follow each other from `start` on.
fn length(passage: &Passage<'_>, start: usize) -> usize {
    (0..LONGEST)
        .take_while(|&part| {
            let at = start + part;
            passage.is_capital(at) && (part == 0 || passage.is_joined(at))
        })
        .count()
}
