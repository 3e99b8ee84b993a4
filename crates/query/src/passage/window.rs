//! Trims sentences that are too long to show.

use dateline_model::ByteSpan;
use rustc_hash::FxHashMap;

use super::matcher::{Light, Matcher};

/// The part of the sentence to show: all of it if it has at most `max_bytes`, else as much
/// around the lights that say most, cut between words.
pub(super) fn window(
    text: &str,
    sentence: ByteSpan,
    lights: &[Light],
    matcher: &Matcher<'_, '_>,
    max_bytes: usize,
) -> ByteSpan {
    if sentence.len() <= max_bytes {
        return sentence;
    }
    let core = densest(lights, matcher, max_bytes)
        .unwrap_or(ByteSpan::new(sentence.start(), sentence.start()));
    widened(text, sentence, core, max_bytes)
}

/// The beginning of the sentence, at most `max_bytes` of it, cut between words.
pub(super) fn beginning(text: &str, sentence: ByteSpan, max_bytes: usize) -> ByteSpan {
    if sentence.len() <= max_bytes {
        return sentence;
    }
    widened(text, sentence, ByteSpan::new(sentence.start(), sentence.start()), max_bytes)
}

/// The part of the sentence around a part of it, at most `max_bytes` unless that is longer,
/// cut between words.
pub(crate) fn around(text: &str, sentence: ByteSpan, part: ByteSpan, max_bytes: usize) -> ByteSpan {
    if sentence.len() <= max_bytes {
        return sentence;
    }
    widened(text, sentence, part, max_bytes)
}

/// The span, of at most `max_bytes`, of the lights that say most together; of a single
/// light the span may be longer.
fn densest(lights: &[Light], matcher: &Matcher<'_, '_>, max_bytes: usize) -> Option<ByteSpan> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    let (mut to, mut sum) = (0, 0.0f64);
    let (mut best, mut most) = (None, -1.0);
    for (from, first) in lights.iter().enumerate() {
        while to < lights.len()
            && (to <= from || lights[to].span.end() <= first.span.start() + max_bytes)
        {
            let count = counts.entry(lights[to].feature).or_default();
            *count += 1;
            if *count == 1 {
                sum += f64::from(matcher.weight(lights[to].feature));
            }
            to += 1;
        }
        // Rounding of sums must not prefer a later window that says the same.
        if sum > most + 1e-6 {
            (best, most) = (Some(from..to), sum);
        }
        let count = counts.entry(first.feature).or_default();
        *count -= 1;
        if *count == 0 {
            sum -= f64::from(matcher.weight(first.feature));
        }
    }
    let best = &lights[best?];
    let end = best.iter().map(|light| light.span.end()).max()?;
    Some(ByteSpan::new(best[0].span.start(), end))
}

/// The core with as much of the sentence on both sides as fits, cut between words.
fn widened(text: &str, sentence: ByteSpan, core: ByteSpan, max_bytes: usize) -> ByteSpan {
    let spare = max_bytes.saturating_sub(core.len());
    let room_after = sentence.end() - core.end();
    let before = (spare / 2).max(spare.saturating_sub(room_after));
    let start = core.start().saturating_sub(before).max(sentence.start());
    let start = match start == sentence.start() {
        true => start,
        false => word_start(text, start, core.start()),
    };
    let end = start.saturating_add(max_bytes).min(sentence.end());
    let end = match end == sentence.end() {
        true => end,
        false => word_end(text, end, core.end().max(start)),
    };
    ByteSpan::new(start, end)
}

/// The first start of a word from `from` on, not past `core`; the next character if no
/// word starts there.
fn word_start(text: &str, from: usize, core: usize) -> usize {
    let from = (from..core).find(|&at| text.is_char_boundary(at)).unwrap_or(core);
    let head = &text[from..core];
    let space = head.char_indices().find(|(_, character)| character.is_whitespace());
    match space {
        Some((at, _)) => core - head[at..].trim_start().len(),
        None => from,
    }
}

/// The last end of a word up to `to`, not before `core`; if there is none, or the core
/// itself goes past `to`, the character before `to`.
fn word_end(text: &str, to: usize, core: usize) -> usize {
    let to = (0..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let Some(tail) = text.get(core..to) else {
        return to;
    };
    match tail.rfind(char::is_whitespace) {
        Some(at) => core + tail[..at].trim_end().len(),
        None => to,
    }
}
