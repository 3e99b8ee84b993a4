use crate::{ByteSpan, SourceRange, SourceRecord, origin};

/// The way from a cleaned text back to the bytes of its source.
///
/// A list of [`Piece`]s, in order of both texts, that were carried over byte for byte;
/// what lies between two pieces was removed, replaced or decoded. Where it is known, the
/// record of the source bounds what the first and the last piece leave open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
    record: Option<SourceRecord>,
}

/// A run of bytes that the cleaned text and the source share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where the run begins in the cleaned text, in bytes.
    pub text: usize,
    /// Where it begins in the source, in bytes.
    pub source: usize,
    /// Its length, in bytes.
    pub len: usize,
}

impl OffsetMap {
    /// The map of a text that is the source from byte `source` on, `len` bytes of it.
    #[must_use]
    pub fn verbatim(source: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push(Piece { text: 0, source, len });
        map
    }

    /// Adds the next piece; one that continues the last is joined to it, an empty one
    /// ignored.
    ///
    /// # Panics
    ///
    /// When the piece begins, in either text, before the last one ends.
    pub fn push(&mut self, piece: Piece) {
        if piece.len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut() {
            let (text_end, source_end) = (last.text + last.len, last.source + last.len);
            assert!(
                piece.text >= text_end && piece.source >= source_end,
                "pieces of an offset map come in order"
            );
            if piece.text == text_end && piece.source == source_end {
                last.len += piece.len;
                return;
            }
        }
        self.pieces.push(piece);
    }

    /// The map with what is known of the record that its pieces are in.
    #[must_use]
    pub fn in_record(self, record: SourceRecord) -> Self {
        Self { record: Some(record), ..self }
    }

    /// The record that the pieces are in, where it is known.
    #[must_use]
    pub fn record(&self) -> Option<&SourceRecord> {
        self.record.as_ref()
    }

    /// Where a span of `text`, the text of this map, stands in the source: the range that
    /// surely holds it, and whether it stands there byte for byte. Takes time linear in the
    /// text up to the span.
    ///
    /// `None` when nothing bounds it: an end of the span is in no piece, no piece lies
    /// beyond it, and the record is not known.
    ///
    /// ```
    /// use dateline_model::{ByteSpan, Fidelity, OffsetMap, Piece};
    ///
    /// // "one“two" was read from `one\\u201ctwo`, which begins at byte 10.
    /// let mut map = OffsetMap::verbatim(10, 3);
    /// map.push(Piece { text: 6, source: 19, len: 3 });
    /// let range = map.trace("one“two", ByteSpan::new(0, 6)).unwrap();
    /// assert_eq!((range.bytes, range.fidelity), (ByteSpan::new(10, 19), Fidelity::Covering));
    /// ```
    #[must_use]
    pub fn trace(&self, text: &str, span: ByteSpan) -> Option<SourceRange> {
        origin::trace(&self.pieces, self.record.as_ref(), text, span)
    }

    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The bytes of the source from which the span of the text came, first to last: bytes
    /// removed inside it are within. `None` when an end of the span is not in a piece, as
    /// in decoded text.
    #[must_use]
    pub fn to_source(&self, span: ByteSpan) -> Option<ByteSpan> {
        let start = self.locate(span.start())?;
        if span.is_empty() {
            return Some(ByteSpan::new(start, start));
        }
        let end = self.locate(span.end() - 1)? + 1;
        Some(ByteSpan::new(start, end))
    }

    /// This map, from text to an intermediate text, followed by `next`, from there to the
    /// source.
    #[must_use]
    pub fn then(&self, next: &OffsetMap) -> Self {
        let mut joined = Self::default();
        let mut candidates = next.pieces.as_slice();
        for piece in &self.pieces {
            let end = piece.source + piece.len;
            while candidates.first().is_some_and(|c| c.text + c.len <= piece.source) {
                candidates = &candidates[1..];
            }
            for candidate in candidates.iter().take_while(|c| c.text < end) {
                let from = piece.source.max(candidate.text);
                let to = end.min(candidate.text + candidate.len);
                joined.push(Piece {
                    text: piece.text + (from - piece.source),
                    source: candidate.source + (from - candidate.text),
                    len: to - from,
                });
            }
        }
        joined
    }

    /// The source byte of a text byte.
    fn locate(&self, offset: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.text <= offset);
        let piece = self.pieces[..after].last()?;
        (offset < piece.text + piece.len).then(|| piece.source + (offset - piece.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pieces: &[(usize, usize, usize)]) -> OffsetMap {
        let mut map = OffsetMap::default();
        for &(text, source, len) in pieces {
            map.push(Piece { text, source, len });
        }
        map
    }

    #[test]
    fn spans_are_taken_back() {
        let map = map(&[(0, 10, 5), (6, 20, 5)]);
        for (span, expected) in [
            ((0, 5), Some((10, 15))),
            ((3, 8), Some((13, 22))),
            ((6, 11), Some((20, 25))),
            ((2, 2), Some((12, 12))),
            ((5, 6), None),
            ((0, 12), None),
        ] {
            let source = map.to_source(ByteSpan::new(span.0, span.1));
            assert_eq!(source, expected.map(|(s, e)| ByteSpan::new(s, e)), "{span:?}");
        }
    }

    #[test]
    fn neighbours_are_joined() {
        assert_eq!(map(&[(0, 3, 4), (4, 7, 2), (6, 9, 0)]).pieces().len(), 1);
    }

    #[test]
    fn maps_compose() {
        let outer = map(&[(0, 2, 4), (4, 8, 4)]);
        let inner = map(&[(0, 100, 5), (5, 205, 20)]);
        let joined = outer.then(&inner);
        assert_eq!(joined, map(&[(0, 102, 3), (3, 205, 1), (4, 208, 4)]));
    }
}
