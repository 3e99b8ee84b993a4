//! What speaks of a date that lies wholly within a range.
//!
//! Terms find the articles with a piece of a date in the range. Of a date of one piece, that
//! is the date; but a week over the end of a month has a piece in the month and is not
//! within it. So the ranges of each article found are compared as the whole numbers of a
//! column: some nanoseconds an article, however long the range is.

use dateline_model::DateRange;
use dateline_schema::{DateCode, Fields, RangeCode};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// Matches, of what another query matches, the articles with a date within a range: one
/// that they speak of, or that of their publication.
#[derive(Debug)]
pub(crate) struct WithinQuery {
    found: Box<dyn Query>,
    range: RangeCode,
    spoken: Field,
    published: Field,
}

impl WithinQuery {
    pub(crate) fn new(found: Box<dyn Query>, range: DateRange, fields: &Fields) -> Self {
        let (spoken, published) = (fields.date_range, fields.published_code);
        Self { found, range: range.into(), spoken, published }
    }
}

impl Clone for WithinQuery {
    fn clone(&self) -> Self {
        Self { found: self.found.box_clone(), ..*self }
    }
}

impl Query for WithinQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let found = self.found.weight(scoring)?;
        let Self { range, spoken, published, .. } = *self;
        Ok(Box::new(WithinWeight { found, range, spoken, published }))
    }
}

struct WithinWeight {
    found: Box<dyn Weight>,
    range: RangeCode,
    spoken: Field,
    published: Field,
}

impl Weight for WithinWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = |field| segment.fast_fields().u64(segment.schema().get_field_name(field));
        let mut scorer = WithinScorer {
            found: self.found.scorer(segment, boost)?,
            range: self.range,
            spoken: column(self.spoken)?,
            published: column(self.published)?,
        };
        scorer.pass_over();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a date within the range", 0.0))
    }
}

struct WithinScorer {
    found: Box<dyn Scorer>,
    range: RangeCode,
    spoken: Column<u64>,
    published: Column<u64>,
}

impl WithinScorer {
    /// Goes on to the next article that matches, or stays at one.
    fn pass_over(&mut self) -> DocId {
        let mut doc = self.found.doc();
        while doc != TERMINATED && !self.matches(doc) {
            doc = self.found.advance();
        }
        doc
    }

    fn matches(&self, doc: DocId) -> bool {
        let is_within = |code: RangeCode| code.is_within(self.range);
        let published = || self.published.first(doc).and_then(|code| DateCode(code).date());
        self.spoken.values_for_doc(doc).map(RangeCode).any(is_within)
            || published().is_some_and(|date| is_within(date.range().into()))
    }
}

impl DocSet for WithinScorer {
    fn advance(&mut self) -> DocId {
        self.found.advance();
        self.pass_over()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.found.seek(target);
        self.pass_over()
    }

    fn doc(&self) -> DocId {
        self.found.doc()
    }

    fn size_hint(&self) -> u32 {
        self.found.size_hint()
    }
}

impl Scorer for WithinScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
