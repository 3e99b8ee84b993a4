//! What a rule gives back, and what becomes of it.

use dateline_model::ByteSpan;

use crate::date::reading::{Calendar, Clause, Expression, Point, Portion, Position, Reading};
use crate::date::timex::TimeOfDay;
use crate::date::word::{Link, Word};

use super::Grammar;

/// How many words may stand before an expression that opens its sentence, that one and its
/// preposition among them.
const LEADING_WORDS: u32 = 3;

/// What a rule read: the reading, and the place of the token after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub(super) reading: Reading,
    pub(super) portion: Option<Portion>,
    pub(super) time: Option<TimeOfDay>,
    /// Of a range, the byte where its first end stops and the one where its last begins.
    pub(super) ends: Option<(usize, usize)>,
    /// The byte at which the words begin, where it is not that of the first token.
    pub(super) start: Option<usize>,
    /// The byte at which they stop, where it is not that of the last token.
    pub(super) stop: Option<usize>,
    pub(super) end: usize,
}

impl Read {
    pub(super) fn new(reading: Reading, end: usize) -> Self {
        Self { reading, portion: None, time: None, ends: None, start: None, stop: None, end }
    }

    /// One point of the calendar.
    pub(super) fn point(point: Point, end: usize) -> Self {
        Self::new(Reading::Calendar(Calendar::of(point)), end)
    }

    pub(super) fn at_time(self, time: Option<TimeOfDay>) -> Self {
        Self { time: time.or(self.time), ..self }
    }

    pub(super) fn with_portion(self, portion: Portion) -> Self {
        Self { portion: Some(portion), ..self }
    }
}

impl Grammar<'_> {
    /// The expression that a rule read at a place.
    pub(super) fn finish(&self, at: usize, read: Read) -> Expression {
        let first = &self.tokens[at];
        let tense = self.tense(at, read.end);
        let start = read.start.unwrap_or_else(|| self.start_of(at, read.reading));
        let stop = read.stop.unwrap_or_else(|| self.tokens[read.end - 1].span.end());
        Expression {
            section: self.section,
            span: ByteSpan::new(start, stop),
            reading: read.reading,
            portion: read.portion,
            time: read.time,
            ends: read.ends.map(|(end_of_first, start_of_last)| {
                (ByteSpan::new(start, end_of_first), ByteSpan::new(start_of_last, stop))
            }),
            clause: Clause {
                tense: tense.map(|(tense, _)| tense),
                verb_distance: tense.map_or(0, |(_, distance)| distance),
            },
            sentence: first.sentence,
            position: match first.in_sentence {
                0..=LEADING_WORDS => Position::Leading,
                _ => Position::Inner,
            },
        }
    }

    /// Where an expression begins: a rough amount begins with "nearly" or "more than".
    fn start_of(&self, at: usize, reading: Reading) -> usize {
        let is_amount = matches!(reading, Reading::Duration(_) | Reading::Offset(..));
        match self.before(at) {
            Some(Word::Rough) if is_amount => self.rough_start(at - 1),
            _ => self.tokens[at].span.start(),
        }
    }

    /// Where "nearly", "more than" or "at least" begins, of which the last word is at a
    /// place.
    fn rough_start(&self, at: usize) -> usize {
        let start = self.tokens[at].span.start();
        let word: &[u8] = match self.written(at) {
            b"than" => match self.word_before(at) {
                word @ (b"more" | b"less" | b"fewer" | b"longer") => word,
                _ => return self.tokens[at + 1].span.start(),
            },
            b"least" if self.before(at) == Some(Word::Link(Link::At)) => b"at",
            b"least" => return self.tokens[at + 1].span.start(),
            _ => return start,
        };
        start - word.len() - usize::from(!word.is_empty())
    }
}
