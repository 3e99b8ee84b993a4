//! The candidates of one segment, looked at one by one.

use dateline_model::Day;
use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use super::asked::Asked;
use super::dates::SegmentDates;
use super::formula::{Candidate, Formula};
use super::occurrences::{Occurrence, SegmentWords};
use super::recency::recency;
use super::tally::Tally;
use crate::Result;
use crate::archive::Archive;

/// Reads and scores the candidates of a segment, which have to be asked for in ascending
/// order.
pub(crate) struct SegmentCandidates<'q> {
    asked: &'q Asked,
    words: SegmentWords,
    lengths: FieldNormReader,
    dates: Option<SegmentDates>,
    recent_from: Option<Day>,
    /// What the candidate at hand has of each word, and then of each related one.
    pub(crate) occurrences: Vec<Occurrence>,
    precisions: Vec<f64>,
}

impl<'q> SegmentCandidates<'q> {
    pub(crate) fn open(archive: &Archive, asked: &'q Asked, segment: u32) -> Result<Self> {
        let segment = archive.searcher.segment_reader(segment);
        let fields = &archive.fields;
        let words = SegmentWords::open(segment, fields, asked);
        let mut occurrences = Vec::new();
        let count = asked.words.len() + asked.related.len();
        occurrences.resize_with(count, Occurrence::default);
        let dates = match asked.dates.is_empty() && asked.recent_from.is_none() {
            true => None,
            false => Some(archive.engine(SegmentDates::open(segment, fields))?),
        };
        Ok(Self {
            asked,
            words: archive.engine(words)?,
            lengths: archive.engine(segment.get_fieldnorms_reader(fields.text))?,
            dates,
            recent_from: asked.recent_from,
            occurrences,
            precisions: Vec::new(),
        })
    }

    /// Adds up the points of a candidate.
    pub(crate) fn score(&mut self, formula: &Formula<'_>, doc: DocId, tally: &mut impl Tally) {
        self.words.read(doc, &mut self.occurrences);
        self.precisions.clear();
        let mut recent = 0.0;
        if let Some(dates) = &self.dates {
            let precise = |&(asked, scope)| dates.most_precise(doc, asked, scope);
            self.precisions.extend(
                self.asked.dates.iter().map(|date| precise(date).map_or(0.0, |found| found.1)),
            );
            if let (Some(from), Some(published)) = (self.recent_from, dates.published(doc)) {
                recent = recency(published, from);
            }
        }
        let candidate = Candidate {
            length: self.length(doc),
            occurrences: &self.occurrences,
            dates: &self.precisions,
            recency: recent,
        };
        formula.score(&candidate, tally);
    }

    /// The number of words in title and text of an article, as the engine keeps it.
    pub(crate) fn length(&self, doc: DocId) -> u32 {
        self.lengths.fieldnorm(doc)
    }

    /// The dates of the segment, where the question asks for any.
    pub(crate) fn dates(&self) -> Option<&SegmentDates> {
        self.dates.as_ref()
    }
}
