//! Counts the characters of a source, so that what was read can be found by them, too.

use dateline_model::{ByteSpan, Piece, SourceRecord, Surplus};

use crate::charset;

/// How many characters have been passed, as long as that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Characters(Option<u64>);

impl Default for Characters {
    fn default() -> Self {
        Self(Some(0))
    }
}

impl Characters {
    /// Passes whole characters.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        self.0 = self.0.and_then(|count| Some(count + Charset::of(bytes)?.count(bytes) as u64));
    }

    /// Passes something that is not looked at.
    pub(super) fn lose_count(&mut self) {
        self.0 = None;
    }

    /// How many there were in the file; none when the stream does not begin with it.
    pub(super) fn count_from(self, origin: Option<u64>) -> Option<u64> {
        self.count().filter(|_| origin == Some(0))
    }

    /// How many there were; none when there was anything that could not be counted.
    fn count(self) -> Option<u64> {
        self.0
    }
}

/// The record of these bytes, which begin at byte `start` of their source, with so many
/// characters before it, and with these pieces that were carried over from it.
pub(super) fn record(
    bytes: &[u8],
    start: usize,
    before: Option<usize>,
    pieces: &[Piece],
) -> SourceRecord {
    let span = ByteSpan::new(start, start + bytes.len());
    let surplus = before.and_then(|before| {
        let charset = match Charset::of(bytes) {
            Some(charset) => charset,
            // Only where a byte is a character are there pieces of other sets.
            None if pieces.is_empty() => return None,
            None => Charset::Bytes,
        };
        let before = start.checked_sub(before)?;
        Some(Surplus { before, gaps: gaps(bytes, start, charset, pieces) })
    });
    SourceRecord { span, surplus }
}

/// What the gaps between the pieces have of bytes beyond one a character.
fn gaps(bytes: &[u8], start: usize, charset: Charset, pieces: &[Piece]) -> Vec<(usize, usize)> {
    if matches!(charset, Charset::Ascii | Charset::Bytes) {
        return Vec::new();
    }
    let ends = pieces.iter().map(|piece| (piece.source, piece.source + piece.len));
    let end = start + bytes.len();
    let mut at = start;
    let gaps = ends.chain([(end, end)]).enumerate().filter_map(|(number, (from, to))| {
        let gap = bytes.get(at - start..from.checked_sub(start)?)?;
        at = to;
        let surplus = gap.len() - charset.count(gap);
        (surplus > 0).then_some((number, surplus))
    });
    gaps.collect()
}

/// What there is to know of a character set to count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Ascii,
    Utf8,
    /// UTF-8 in which sequences are damaged; each of those is read as one character.
    DamagedUtf8,
    /// A byte is a character.
    Bytes,
}

impl Charset {
    /// The set of the bytes; none when it is not a form of UTF-8.
    fn of(bytes: &[u8]) -> Option<Self> {
        match std::str::from_utf8(bytes) {
            Ok(_) if bytes.is_ascii() => Some(Self::Ascii),
            Ok(_) => Some(Self::Utf8),
            Err(_) => charset::is_damaged_utf8(bytes).then_some(Self::DamagedUtf8),
        }
    }

    fn count(self, bytes: &[u8]) -> usize {
        match self {
            Self::Ascii | Self::Bytes => bytes.len(),
            Self::Utf8 | Self::DamagedUtf8 => {
                let chunks = bytes.utf8_chunks();
                chunks
                    .map(|c| c.valid().chars().count() + usize::from(!c.invalid().is_empty()))
                    .sum()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_they_are_decoded() {
        for (bytes, expected) in [
            (&b"abc"[..], Some(3)),
            ("“é”".as_bytes(), Some(3)),
            (b"\xC3\xA9\xC3\xA9\xE2\x80 x", Some(5)),
            (b"caf\xE9", None),
            (b"", Some(0)),
        ] {
            let mut characters = Characters::default();
            characters.pass(bytes);
            assert_eq!(characters.count(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn gaps_tell_what_is_between_pieces() {
        let bytes = "é one é two é".as_bytes();
        let pieces =
            [Piece { text: 0, source: 103, len: 3 }, Piece { text: 4, source: 110, len: 3 }];
        let record = record(bytes, 100, Some(90), &pieces);
        assert_eq!(record.span, ByteSpan::new(100, 116));
        let surplus = Surplus { before: 10, gaps: vec![(0, 1), (1, 1), (2, 1)] };
        assert_eq!(record.surplus, Some(surplus));
    }

    #[test]
    fn a_byte_may_be_a_character() {
        let piece = Piece { text: 0, source: 0, len: 3 };
        let surplus = |pieces: &[Piece]| record(b"caf\xE9", 0, Some(0), pieces).surplus;
        assert_eq!(surplus(&[piece]), Some(Surplus::default()));
        assert_eq!(surplus(&[]), None);
    }
}
