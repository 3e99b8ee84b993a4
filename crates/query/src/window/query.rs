//! Windows as queries of the engine.

use std::sync::Arc;

use dateline_schema::Fields;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::cursor::{Cursor, Opener};
use super::{Leaf, Operand, Window};

/// Matches the articles in which a window stands; particular persons and places stand for
/// any. Scores as a phrase of its words does.
#[derive(Debug, Clone)]
pub(crate) struct WindowQuery {
    window: Arc<Window>,
    fields: Fields,
    field: Field,
}

impl WindowQuery {
    /// Looks for the window in a field; marks are of the text field alone.
    pub(crate) fn new(window: &Arc<Window>, fields: &Fields, field: Field) -> Self {
        Self { window: Arc::clone(window), fields: *fields, field }
    }
}

impl Query for WindowQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut bm25 = None;
        if let EnableScoring::Enabled { statistics_provider, .. } = scoring {
            let mut terms = Vec::new();
            scored_terms(&self.window.operand, self.field, &mut terms);
            if !terms.is_empty() {
                bm25 = Some(Bm25Weight::for_terms(statistics_provider, &terms)?);
            }
        }
        Ok(Box::new(WindowWeight { query: self.clone(), bm25 }))
    }
}

/// The terms that a window is scored by: its words, and of alternatives the first, which of
/// the words of a pattern is the most frequent.
fn scored_terms(operand: &Operand, field: Field, terms: &mut Vec<Term>) {
    let term = |leaf: &Leaf| match leaf {
        Leaf::Stem(stem) => Some(Term::from_field_text(field, stem)),
        Leaf::Form { term, .. } => Some(Term::from_field_text(field, term)),
        Leaf::Mark(_) | Leaf::Person(_) | Leaf::Place(_) => None,
    };
    match operand {
        Operand::Leaf(leaf) => terms.extend(term(leaf)),
        Operand::Row { words, .. } => terms.extend(words.iter().filter_map(term)),
        Operand::Any(parts) => {
            if let Some(first) = parts.first() {
                scored_terms(first, field, terms);
            }
        }
        Operand::Near { parts, .. } => {
            parts.iter().for_each(|part| scored_terms(part, field, terms));
        }
    }
}

struct WindowWeight {
    query: WindowQuery,
    bm25: Option<Bm25Weight>,
}

impl WindowWeight {
    fn open(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<WindowScorer> {
        let WindowQuery { window, fields, field } = &self.query;
        let opener = Opener::new(segment, fields, *field);
        let bm25 = self.bm25.as_ref().map(|bm25| bm25.boost_by(boost));
        let lengths = match bm25 {
            Some(_) => segment.fieldnorms_readers().get_field(*field)?,
            None => None,
        };
        let mut scorer = WindowScorer {
            operand: opener.open(&window.operand)?,
            border: opener.border()?,
            windows: 0,
            bm25,
            lengths,
        };
        scorer.pass_over();
        Ok(scorer)
    }
}

impl Weight for WindowWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.open(segment, boost)?;
        match scorer.doc() {
            TERMINATED => Ok(Box::new(EmptyScorer)),
            _ => Ok(Box::new(scorer)),
        }
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.open(segment, 1.0)?;
        let is_match = scorer.doc() <= doc && scorer.seek(doc) == doc;
        let score = if is_match { scorer.score() } else { 0.0 };
        Ok(Explanation::new("words near each other", score))
    }
}

struct WindowScorer {
    operand: Cursor,
    /// Where the text begins after the title.
    border: Option<SegmentPostings>,
    /// How many windows the document at hand has.
    windows: u32,
    bm25: Option<Bm25Weight>,
    lengths: Option<FieldNormReader>,
}

impl WindowScorer {
    /// Goes on to the next document with a window, or stays at one.
    fn pass_over(&mut self) -> DocId {
        loop {
            let doc = self.operand.doc();
            if doc == TERMINATED {
                return TERMINATED;
            }
            let border = self.border_of(doc);
            self.windows = self.operand.intervals(border).len() as u32;
            if self.windows > 0 {
                return doc;
            }
            self.operand.seek(doc + 1);
        }
    }

    fn border_of(&mut self, doc: DocId) -> u32 {
        let Some(border) = &mut self.border else { return 0 };
        if border.doc() < doc {
            border.seek(doc);
        }
        let mut positions = Vec::new();
        if border.doc() == doc {
            border.positions(&mut positions);
        }
        positions.first().copied().unwrap_or(0)
    }
}

impl DocSet for WindowScorer {
    fn advance(&mut self) -> DocId {
        if self.operand.doc() != TERMINATED {
            self.operand.seek(self.operand.doc() + 1);
        }
        self.pass_over()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.operand.doc() < target {
            self.operand.seek(target);
            return self.pass_over();
        }
        self.operand.doc()
    }

    fn doc(&self) -> DocId {
        self.operand.doc()
    }

    fn size_hint(&self) -> u32 {
        self.operand.size_hint()
    }
}

impl Scorer for WindowScorer {
    fn score(&mut self) -> Score {
        let Some(bm25) = &self.bm25 else { return 0.0 };
        let length = self.lengths.as_ref().map_or(0, |lengths| lengths.fieldnorm_id(self.doc()));
        bm25.score(length, self.windows)
    }
}
