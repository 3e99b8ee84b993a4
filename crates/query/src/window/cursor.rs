//! Operands over the postings of a segment.

use dateline_schema::{Fields, TEXT_MARK};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::interval::{self, Interval};
use super::{Leaf, Operand};

/// An operand that goes from one document that may have it to the next.
pub(super) enum Cursor {
    Leaf(Box<LeafCursor>),
    Row { words: Vec<LeafCursor>, gap: u32, doc: DocId },
    Any { parts: Vec<Cursor>, doc: DocId },
    Near { parts: Vec<Cursor>, gap: u32, doc: DocId },
}

/// The places of one term.
pub(super) struct LeafCursor {
    postings: SegmentPostings,
    /// The documents that count, where not all do; each is one of the postings'.
    gate: Option<SegmentPostings>,
    /// How many words stand at each place.
    width: u32,
}

/// Opens the postings of a segment.
pub(super) struct Opener<'s> {
    segment: &'s SegmentReader,
    fields: &'s Fields,
    field: Field,
}

impl<'s> Opener<'s> {
    pub(super) fn new(segment: &'s SegmentReader, fields: &'s Fields, field: Field) -> Self {
        Self { segment, fields, field }
    }

    /// The operand, at the first document that may have it.
    pub(super) fn open(&self, operand: &Operand) -> tantivy::Result<Cursor> {
        let mut cursor = match operand {
            Operand::Leaf(leaf) => self.any_of(self.leaf(leaf)?),
            Operand::Row { words, gap } => self.row(words, *gap)?,
            Operand::Any(parts) => {
                let parts = parts.iter().map(|part| self.open(part));
                Cursor::Any { parts: parts.collect::<tantivy::Result<_>>()?, doc: 0 }
            }
            Operand::Near { parts, gap } => {
                let parts = parts.iter().map(|part| self.open(part));
                let parts = parts.collect::<tantivy::Result<_>>()?;
                Cursor::Near { parts, gap: *gap, doc: 0 }
            }
        };
        cursor.seek(0);
        Ok(cursor)
    }

    /// The places where the text begins; none where the field has one value only.
    pub(super) fn border(&self) -> tantivy::Result<Option<SegmentPostings>> {
        if self.field != self.fields.text {
            return Ok(None);
        }
        let index = self.segment.inverted_index(self.fields.mark)?;
        read(&index, self.fields.mark, TEXT_MARK, IndexRecordOption::WithFreqsAndPositions)
    }

    fn any_of(&self, mut leaves: Vec<LeafCursor>) -> Cursor {
        match leaves.len() {
            1 => Cursor::Leaf(Box::new(leaves.swap_remove(0))),
            _ => Cursor::Any {
                parts: leaves.into_iter().map(|leaf| Cursor::Leaf(Box::new(leaf))).collect(),
                doc: 0,
            },
        }
    }

    fn row(&self, words: &[Leaf], gap: u32) -> tantivy::Result<Cursor> {
        let mut row = Vec::with_capacity(words.len());
        for word in words {
            let mut leaf = self.leaf(word)?;
            match (leaf.pop(), leaf.is_empty()) {
                (Some(cursor), true) => row.push(cursor),
                // A word that the segment does not have; rows are of words alone.
                _ => return Ok(Cursor::Any { parts: Vec::new(), doc: 0 }),
            }
        }
        Ok(Cursor::Row { words: row, gap, doc: 0 })
    }

    /// The postings of a leaf: one, or for a mark one of each width, as far as the segment
    /// has them.
    fn leaf(&self, leaf: &Leaf) -> tantivy::Result<Vec<LeafCursor>> {
        let positions = IndexRecordOption::WithFreqsAndPositions;
        if let Some(mark) = leaf.mark() {
            let index = self.segment.inverted_index(self.fields.mark)?;
            let mut leaves = Vec::new();
            for (term, width) in mark.terms() {
                let postings = read(&index, self.fields.mark, &term, positions)?;
                leaves.extend(postings.map(|postings| LeafCursor { postings, gate: None, width }));
            }
            return Ok(leaves);
        }
        let index = self.segment.inverted_index(self.field)?;
        let (stem, form) = match leaf {
            Leaf::Form { term, stem } if term != stem => (stem, Some(term)),
            Leaf::Form { stem, .. } | Leaf::Stem(stem) => (stem, None),
            _ => return Ok(Vec::new()),
        };
        let Some(postings) = read(&index, self.field, stem, positions)? else {
            return Ok(Vec::new());
        };
        let gate = match form {
            None => None,
            Some(form) => match read(&index, self.field, form, IndexRecordOption::Basic)? {
                None => return Ok(Vec::new()),
                gate => gate,
            },
        };
        Ok(vec![LeafCursor { postings, gate, width: 1 }])
    }
}

fn read(
    index: &InvertedIndexReader,
    field: Field,
    term: &str,
    option: IndexRecordOption,
) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(index.read_postings(&Term::from_field_text(field, term), option)?)
}

impl LeafCursor {
    fn doc(&self) -> DocId {
        self.gate.as_ref().map_or_else(|| self.postings.doc(), DocSet::doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let leader = self.gate.as_mut().unwrap_or(&mut self.postings);
        if leader.doc() < target { leader.seek(target) } else { leader.doc() }
    }

    /// The positions in the document at hand.
    fn positions(&mut self, found: &mut Vec<u32>) {
        found.clear();
        let doc = self.doc();
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
        if self.postings.doc() == doc {
            self.postings.positions(found);
        }
    }
}

impl Cursor {
    /// The document at hand.
    pub(super) fn doc(&self) -> DocId {
        match self {
            Self::Leaf(leaf) => leaf.doc(),
            Self::Row { doc, .. } | Self::Any { doc, .. } | Self::Near { doc, .. } => *doc,
        }
    }

    /// Goes to the first document from the target on that has every part somewhere, and
    /// stays where that is at hand.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Leaf(leaf) => leaf.seek(target),
            Self::Row { words, doc, .. } => {
                *doc = meet(words, target, LeafCursor::seek);
                *doc
            }
            Self::Near { parts, doc, .. } => {
                *doc = meet(parts, target, Cursor::seek);
                *doc
            }
            Self::Any { parts, doc } => {
                *doc = parts.iter_mut().map(|part| part.seek(target)).min().unwrap_or(TERMINATED);
                *doc
            }
        }
    }

    /// Where in the document at hand the operand stands.
    pub(super) fn intervals(&mut self, border: u32) -> Vec<Interval> {
        let doc = self.doc();
        match self {
            Self::Leaf(leaf) => {
                let mut positions = Vec::new();
                leaf.positions(&mut positions);
                positions.into_iter().map(|first| Interval::of(first, leaf.width)).collect()
            }
            Self::Row { words, gap, .. } => {
                let mut lists = vec![Vec::new(); words.len()];
                words.iter_mut().zip(&mut lists).for_each(|(word, list)| word.positions(list));
                let mut found = Vec::new();
                interval::row(&lists, *gap, border, &mut found);
                found
            }
            Self::Any { parts, .. } => {
                let at_hand = parts.iter_mut().filter(|part| part.doc() == doc);
                interval::any(at_hand.map(|part| part.intervals(border)).collect())
            }
            Self::Near { parts, gap, .. } => {
                let lists: Vec<_> = parts.iter_mut().map(|part| part.intervals(border)).collect();
                interval::near(&lists, *gap, border)
            }
        }
    }

    /// About how many documents may have it.
    pub(super) fn size_hint(&self) -> u32 {
        match self {
            Self::Leaf(leaf) => leaf.gate.as_ref().unwrap_or(&leaf.postings).size_hint(),
            Self::Row { words, .. } => {
                words.iter().map(|word| word.postings.size_hint()).min().unwrap_or(0)
            }
            Self::Any { parts, .. } => {
                parts.iter().fold(0, |sum, part| sum.saturating_add(part.size_hint()))
            }
            Self::Near { parts, .. } => parts.iter().map(Self::size_hint).min().unwrap_or(0),
        }
    }
}

/// The first document from the target on at which all parts are.
fn meet<P>(parts: &mut [P], target: DocId, seek: impl Fn(&mut P, DocId) -> DocId) -> DocId {
    let mut target = target;
    loop {
        let mut reached = target;
        for part in parts.iter_mut() {
            reached = seek(part, reached);
            if reached == TERMINATED {
                return TERMINATED;
            }
        }
        if reached == target {
            return target;
        }
        target = reached;
    }
}
