//! What the whole article says of a word: how it stands wherever it is written with a
//! capital.

use rustc_hash::FxHashMap;

use super::runs::Runs;
use crate::lexicon::Traits;
use crate::passage::{Passage, Style};
use crate::token::{Position, Shape};
use crate::vocabulary::{Vocabulary, WordId};

/// The evidence for each word of an article.
#[derive(Default)]
pub(crate) struct Evidence {
    words: FxHashMap<WordId, u32>,
}

/// How many kinds of evidence there are.
pub(crate) const KINDS: u32 = 14;

impl Evidence {
    /// Notes how the words of a passage stand.
    pub(crate) fn note(&mut self, passage: &Passage<'_>, runs: &Runs, vocabulary: &Vocabulary) {
        for at in 0..passage.len() {
            if !passage.is_capital(at) || passage.style(at) != Style::Sentence {
                continue;
            }
            let Some(word) = passage.word(at) else { continue };
            let seen = standing(passage, runs, vocabulary, at);
            *self.words.entry(word).or_default() |= seen;
        }
    }

    /// What was noted of a word, a bit each.
    pub(crate) fn of(&self, word: WordId, vocabulary: &Vocabulary) -> u32 {
        let small = u32::from(vocabulary.is_small_elsewhere(word));
        self.words.get(&word).copied().unwrap_or_default() | small
    }
}

/// What one place says of the word there.
fn standing(passage: &Passage<'_>, runs: &Runs, vocabulary: &Vocabulary, at: usize) -> u32 {
    let run = runs.around(at);
    let joined = passage.is_joined(at);
    let before = if joined && at > 0 { passage.traits(at - 1) } else { Traits::NONE };
    let is_after_capital = joined && at > 0 && passage.is_capital(at - 1);
    let after = if passage.is_joined(at + 1) { passage.traits(at + 1) } else { Traits::NONE };
    let last = passage.traits(run.end - 1);
    let first = run.start;
    let is_long = run.len() > 1;
    let given_first = is_long
        && at + 1 == run.end
        && (passage.traits(first).has(Traits::GIVEN)
            || passage.shape(first) == Some(Shape::Initial));
    let later = passage.token(at).is_some_and(|token| token.position == Position::Later);
    let container = passage.shape(run.end) == Some(Shape::Comma)
        && passage
            .name(run.end + 1, vocabulary)
            .and_then(|name| name.place)
            .is_some_and(|place| place.kind != dateline_model::PlaceKind::City);
    let bits = [
        // That of words which are written small elsewhere: see `Evidence::of`.
        false,
        is_after_capital && before.has(Traits::GIVEN),
        before.has(Traits::TITLE),
        after.has(Traits::VERB),
        before.has(Traits::PREPOSITION),
        passage.shape(at + 1) == Some(Shape::Possessive),
        joined && at > 0 && is_the(passage, at - 1),
        is_long && last.has(Traits::ORGANISATION_HEAD),
        is_long && last.has(Traits::PLACE_HEAD),
        given_first,
        is_long && at == first,
        !is_long && later,
        container,
        is_long && at + 1 == run.end,
    ];
    bits.iter().enumerate().fold(0, |all, (bit, &is)| all | u32::from(is) << bit)
}

fn is_the(passage: &Passage<'_>, at: usize) -> bool {
    passage.shape(at) == Some(Shape::Lower) && passage.slice(at, at + 1) == "the"
}
