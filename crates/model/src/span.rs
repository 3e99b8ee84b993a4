use std::ops::Range;

/// A half-open range of byte offsets into a text, `start <= end`.
///
/// Which text it indexes is said where a span is kept; that both ends are character
/// boundaries of that text is promised by whoever makes the span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    start: usize,
    end: usize,
}

impl ByteSpan {
    /// The span from `start` (inclusive) to `end` (exclusive), in bytes.
    ///
    /// # Panics
    ///
    /// When `start` is after `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span starts at {start} and ends before it, at {end}");
        Self { start, end }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: ByteSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub fn overlaps(self, other: ByteSpan) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of `text` that the span covers, or nothing when `text` is not the text
    /// the span was made for.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}

impl From<Range<usize>> for ByteSpan {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<ByteSpan> for Range<usize> {
    fn from(span: ByteSpan) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_half_open() {
        let span = ByteSpan::new(2, 5);
        assert_eq!((span.len(), span.of("abcdefg")), (3, Some("cde")));
        assert!(!span.overlaps(ByteSpan::new(5, 6)));
        assert!(span.overlaps(ByteSpan::new(4, 6)));
        assert!(span.contains(ByteSpan::new(5, 5)));
    }

    #[test]
    fn a_span_of_another_text_is_nothing() {
        assert_eq!(ByteSpan::new(1, 2).of("é"), None);
        assert_eq!(ByteSpan::new(1, 9).of("abc"), None);
    }
}
