//! Where a part of a text stands in the source it was read from.

use crate::{ByteSpan, Piece};

/// A part of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRange {
    /// In bytes of the source.
    pub bytes: ByteSpan,
    /// The same in its characters; none when they could not be counted.
    pub characters: Option<CharSpan>,
    /// Whether the text stands there as it is.
    pub fidelity: Fidelity,
}

/// What a range of a source has to do with the text that was read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fidelity {
    /// It is the text, byte for byte.
    Verbatim,
    /// It is the smallest known range that holds the text: something in it was decoded,
    /// removed or replaced when it was read.
    Covering,
}

/// A half-open range of characters (Unicode code points), `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    /// The number of characters before the first.
    pub start: usize,
    /// The number of characters before the one after the last.
    pub end: usize,
}

impl CharSpan {
    /// The characters of a span of `text`. Takes time linear in the text up to its end.
    ///
    /// `None` when the span is not one of the text.
    ///
    /// ```
    /// use dateline_model::{ByteSpan, CharSpan};
    ///
    /// let span = CharSpan::of("“two”", ByteSpan::new(3, 6)).unwrap();
    /// assert_eq!((span.start, span.end), (1, 4));
    /// ```
    #[must_use]
    pub fn of(text: &str, span: ByteSpan) -> Option<Self> {
        let start = text.get(..span.start())?.chars().count();
        Some(Self { start, end: start + span.of(text)?.chars().count() })
    }
}

/// The record of a source that a text was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// Where it stands in the source.
    pub span: ByteSpan,
    /// How its bytes become characters; none when they cannot be counted.
    pub surplus: Option<Surplus>,
}

/// How many bytes more than characters a source has in the parts of which no text was made;
/// of the pieces the text itself tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surplus {
    /// Before the record.
    pub before: usize,
    /// In front of the piece with this number, or, with the number of pieces, behind the
    /// last; in order, none of them 0.
    pub gaps: Vec<(usize, usize)>,
}

/// Where the span of the text stands, by the pieces that were carried over.
pub(crate) fn trace(
    pieces: &[Piece],
    record: Option<&SourceRecord>,
    text: &str,
    span: ByteSpan,
) -> Option<SourceRange> {
    span.of(text)?;
    let last = span.end().max(span.start() + 1) - 1;
    let (from, to) = (piece_of(pieces, span.start()), piece_of(pieces, last));
    let start = match from {
        Place::Inside(number) => pieces[number].source + (span.start() - pieces[number].text),
        Place::Before(0) => record?.span.start(),
        Place::Before(number) => pieces[number - 1].source + pieces[number - 1].len,
    };
    let end = match to {
        Place::Inside(number) => pieces[number].source + (span.end() - pieces[number].text),
        Place::Before(number) if number == pieces.len() => record?.span.end(),
        Place::Before(number) => pieces[number].source,
    };
    let bytes = (start <= end).then(|| ByteSpan::new(start, end))?;
    let fidelity = match (from, to) {
        (Place::Inside(first), Place::Inside(last)) if first == last => Fidelity::Verbatim,
        _ => Fidelity::Covering,
    };
    let surplus = record.and_then(|record| record.surplus.as_ref());
    let characters = surplus.and_then(|surplus| {
        let counter = Counter { pieces, surplus, text };
        let start = bytes.start().checked_sub(counter.at_start(from, span.start())?)?;
        let end = bytes.end().checked_sub(counter.at_end(to, span.end())?)?;
        (start <= end).then_some(CharSpan { start, end })
    });
    Some(SourceRange { bytes, characters, fidelity })
}

/// Where a byte of a text is among the pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the piece with this number.
    Inside(usize),
    /// Before the piece with this number, and after the one before it.
    Before(usize),
}

fn piece_of(pieces: &[Piece], at: usize) -> Place {
    let after = pieces.partition_point(|piece| piece.text <= at);
    match after.checked_sub(1).map(|number| &pieces[number]) {
        Some(piece) if at < piece.text + piece.len => Place::Inside(after - 1),
        _ => Place::Before(after),
    }
}

/// Counts the bytes that are more than characters up to a place of the source.
struct Counter<'c> {
    pieces: &'c [Piece],
    surplus: &'c Surplus,
    text: &'c str,
}

impl Counter<'_> {
    /// Up to where a span begins that begins at byte `at` of the text.
    fn at_start(&self, place: Place, at: usize) -> Option<usize> {
        match place {
            Place::Inside(number) => self.up_to(number, at),
            Place::Before(0) => Some(self.surplus.before),
            Place::Before(number) => self.up_to(number - 1, self.end_of(number - 1)),
        }
    }

    /// Up to where a span ends that ends at byte `at` of the text.
    fn at_end(&self, place: Place, at: usize) -> Option<usize> {
        match place {
            Place::Inside(number) => self.up_to(number, at),
            Place::Before(number) if number < self.pieces.len() => {
                self.up_to(number, self.pieces[number].text)
            }
            // Behind the last piece, with what stands there.
            Place::Before(number) => self.up_to_gap(number),
        }
    }

    /// Up to byte `at` of the text, which is in or at an end of the piece.
    fn up_to(&self, number: usize, at: usize) -> Option<usize> {
        let inside = surplus(self.text.get(self.pieces[number].text..at)?);
        self.up_to_gap(number)?.checked_add(inside)
    }

    /// Up to the end of the gap in front of the piece with this number.
    fn up_to_gap(&self, number: usize) -> Option<usize> {
        self.in_pieces(number)?.checked_add(self.in_gaps(number)?)
    }

    fn end_of(&self, number: usize) -> usize {
        self.pieces[number].text + self.pieces[number].len
    }

    /// In the pieces before this one.
    fn in_pieces(&self, number: usize) -> Option<usize> {
        let before = self.pieces[..number].iter();
        before.map(|piece| Some(surplus(self.text.get(piece.text..piece.text + piece.len)?))).sum()
    }

    /// In front of the record, and in the gaps up to the one before this piece.
    fn in_gaps(&self, number: usize) -> Option<usize> {
        let mut gaps = self.surplus.gaps.iter().take_while(|(before, _)| *before <= number);
        gaps.try_fold(self.surplus.before, |sum, (_, surplus)| sum.checked_add(*surplus))
    }
}

/// How many bytes more than characters a text has.
fn surplus(text: &str) -> usize {
    text.len() - text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `é` and a space, then `a`, a quotation mark written as an escape, `bé`, a form feed
    /// that became a space, `c`, and `é` behind it.
    const TEXT: &str = "a“bé c";

    fn pieces() -> Vec<Piece> {
        let piece = |text, source, len| Piece { text, source, len };
        vec![piece(0, 13, 1), piece(4, 20, 3), piece(8, 24, 1)]
    }

    fn record() -> SourceRecord {
        let surplus = Surplus { before: 5, gaps: vec![(0, 1), (3, 1)] };
        SourceRecord { span: ByteSpan::new(10, 27), surplus: Some(surplus) }
    }

    #[test]
    fn spans_are_traced_to_bytes_and_characters() {
        use Fidelity::{Covering, Verbatim};
        for (span, bytes, characters, fidelity) in [
            ((0, 1), (13, 14), (7, 8), Verbatim),
            ((4, 7), (20, 23), (14, 16), Verbatim),
            ((5, 7), (21, 23), (15, 16), Verbatim),
            ((8, 9), (24, 25), (17, 18), Verbatim),
            // The mark is somewhere between what is around it.
            ((1, 4), (14, 20), (8, 14), Covering),
            ((0, 9), (13, 25), (7, 18), Covering),
            ((7, 8), (23, 24), (16, 17), Covering),
        ] {
            let range = trace(&pieces(), Some(&record()), TEXT, ByteSpan::new(span.0, span.1));
            let characters = Some(CharSpan { start: characters.0, end: characters.1 });
            let bytes = ByteSpan::new(bytes.0, bytes.1);
            assert_eq!(range, Some(SourceRange { bytes, characters, fidelity }), "{span:?}");
        }
    }

    #[test]
    fn the_record_bounds_what_no_piece_bounds() {
        let whole = ByteSpan::new(0, 4);
        let range = trace(&[], Some(&record()), "read", whole).unwrap();
        assert_eq!((range.bytes, range.fidelity), (ByteSpan::new(10, 27), Fidelity::Covering));
        assert_eq!(trace(&[], None, "read", whole), None);
        assert_eq!(trace(&pieces(), None, TEXT, ByteSpan::new(0, 4)).unwrap().characters, None);
        assert_eq!(trace(&pieces(), None, TEXT, ByteSpan::new(0, 40)), None);
        assert_eq!(trace(&pieces(), None, TEXT, ByteSpan::new(2, 4)), None);
    }
}
