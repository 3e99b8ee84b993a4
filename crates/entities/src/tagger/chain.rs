//! Which tokens can be parts of names: sequences that are labelled together.

use std::ops::Range;

use crate::lexicon::Traits;
use crate::passage::{Passage, Style};
use crate::token::Shape;

/// The most small words between two capitals that may join them in a name: "Bank of the
/// West".
const MOST_BETWEEN: usize = 2;

/// The longest sequence, in tokens: a text of nothing but capitals is cut, so that what is
/// kept of a sequence has a bound.
const LONGEST: usize = 512;

/// Words that are no name by themselves.
const NO_NAMES: Traits = Traits::FUNCTION.or(Traits::CALENDAR);

/// The sequences of tokens of the passage that may have names in them, in order; all
/// others are outside of names.
///
/// A name begins with a capital or a particle right before one ("al-Qaida", "de Gaulle"),
/// and ends with a capital, a number or the word for a place after one ("Herat
/// province"); no name goes on over the end of a line or a sentence. A capital that only
/// a word of grammar or the calendar has, with no other beside it, needs no label.
pub(crate) fn chains(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut chains: Vec<Range<usize>> = Vec::new();
    for at in (0..passage.len()).filter(|&at| passage.is_capital(at)) {
        let start = if starts_before(passage, at) { at - 1 } else { at };
        let end = if goes_on_after(passage, at) { at + 2 } else { at + 1 };
        match chains.last_mut() {
            Some(last) if last.len() < LONGEST && joins(passage, last.end, start) => {
                last.end = last.end.max(end);
            }
            last => {
                let start = last.map_or(start, |last| start.max(last.end));
                drop_empty(passage, &mut chains);
                chains.push(start..end.max(start));
            }
        }
    }
    drop_empty(passage, &mut chains);
    chains
}

/// Takes the last sequence away if no word in it can be a name.
fn drop_empty(passage: &Passage<'_>, chains: &mut Vec<Range<usize>>) {
    let can_be_name = |at: usize| {
        passage.is_capital(at)
            && (!passage.traits(at).has(NO_NAMES)
                || passage.shape(at) == Some(Shape::Upper)
                    && passage.style(at) == Style::Sentence
                    && passage.slice(at, at + 1).len() > 1)
    };
    if chains.last().is_some_and(|chain| !chain.clone().any(can_be_name)) {
        chains.pop();
    }
}

/// Whether the small word before the capital at `at` may be the first of a name.
fn starts_before(passage: &Passage<'_>, at: usize) -> bool {
    at > 0
        && passage.is_joined(at)
        && passage.shape(at - 1) == Some(Shape::Lower)
        && (passage.traits(at - 1).has(Traits::PARTICLE) || passage.is_hyphened(at))
}

/// Whether the word or number after the capital at `at` may be the last of a name.
fn goes_on_after(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_joined(at + 1)
        && match passage.shape(at + 1) {
            Some(Shape::Number) => true,
            Some(Shape::Lower) => {
                passage.traits(at + 1).has(Traits::PLACE_HEAD) || passage.is_hyphened(at + 1)
            }
            _ => false,
        }
}

/// Whether a sequence that ends at `end` goes on with one that starts at `start`.
fn joins(passage: &Passage<'_>, end: usize, start: usize) -> bool {
    if start <= end {
        return start < end || passage.is_joined(start);
    }
    let can_join = |at: usize| {
        passage.is_joined(at)
            && matches!(
                passage.shape(at),
                Some(Shape::Lower | Shape::Number | Shape::Possessive | Shape::Mark | Shape::Comma)
            )
    };
    start - end <= MOST_BETWEEN && (end..start).all(can_join) && passage.is_joined(start)
}
