//! Explains scores.

use dateline_model::DateRange;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Term};

use super::asked::{Asked, AskedWord};
use super::explanation::{ExplainedPart, Explanation, RankReason};
use super::formula::Formula;
use super::occurrences::is_at;
use super::proximity::least_distance;
use super::segment::SegmentCandidates;
use super::tally::{Account, Part};
use super::word_class::WordClass;
use super::{DEPTH, Ranking};
use crate::Result;
use crate::archive::Archive;

impl Archive {
    /// Why the articles are where they are, the first of which is at place `offset` of the
    /// answer.
    pub(crate) fn explain(
        &self,
        asked: &Asked,
        ranking: Ranking,
        shown: &[DocAddress],
        offset: usize,
    ) -> Result<Vec<Explanation>> {
        let formula = self.formula(asked)?;
        let looked_at = match ranking {
            Ranking::Full => DEPTH.saturating_sub(offset),
            Ranking::Plain => 0,
        };
        shown
            .iter()
            .enumerate()
            .map(|(place, &address)| match place < looked_at {
                true => self.explain_one(asked, &formula, address),
                false => Ok(Explanation { parts: Vec::new() }),
            })
            .collect()
    }

    fn explain_one(
        &self,
        asked: &Asked,
        formula: &Formula<'_>,
        address: DocAddress,
    ) -> Result<Explanation> {
        let mut segment = SegmentCandidates::open(self, asked, address.segment_ord)?;
        let mut account = Account::default();
        segment.score(formula, address.doc_id, &mut account);
        let mut parts = Vec::with_capacity(account.0.len());
        for (part, points) in account.0 {
            let mut reason = reason(part, asked, formula, &segment, address.doc_id);
            if let (Part::Word(number), RankReason::Word { in_title, .. }) = (part, &mut reason) {
                *in_title = self.times_in_title(&asked.words[number], address)?;
            }
            parts.push(ExplainedPart { reason, points: points as f32 });
        }
        parts.sort_by(|one, other| other.points.total_cmp(&one.points));
        Ok(Explanation { parts })
    }

    /// How often a word stands in the title of an article.
    fn times_in_title(&self, word: &AskedWord, address: DocAddress) -> Result<u32> {
        let index = self.searcher.segment_reader(address.segment_ord);
        let index = self.engine(index.inverted_index(self.fields.title))?;
        let mut times = 0;
        for stem in &word.stems {
            let term = Term::from_field_text(self.fields.title, stem);
            let postings = index.read_postings(&term, IndexRecordOption::WithFreqs);
            if let Some(mut postings) = self.engine(postings.map_err(Into::into))?
                && is_at(&mut postings, address.doc_id)
            {
                times += postings.term_freq();
            }
        }
        Ok(times)
    }
}

fn reason(
    part: Part,
    asked: &Asked,
    formula: &Formula<'_>,
    segment: &SegmentCandidates<'_>,
    doc: DocId,
) -> RankReason {
    let folded = |number: usize| asked.words[number].folded.clone();
    match part {
        Part::Word(number) => {
            let occurrence = &segment.occurrences[number];
            RankReason::Word {
                word: folded(number),
                times: occurrence.all,
                in_title: 0,
                first: occurrence.positions.first().copied().unwrap_or(0),
                articles: formula.articles_with(number),
            }
        }
        Part::Exact(number) => RankReason::ExactForm { word: folded(number) },
        Part::Near(number) => {
            let pair = asked.pairs[number];
            let positions = |word: usize| segment.occurrences[word].positions.as_slice();
            RankReason::Near {
                words: [folded(pair.first), folded(pair.second)],
                distance: least_distance(positions(pair.first), positions(pair.second))
                    .unwrap_or_default(),
            }
        }
        Part::Coverage => {
            let counts = |word: &&AskedWord| word.class != WordClass::Function;
            let words = segment.occurrences.iter().zip(&asked.words);
            let found = words.filter(|(occurrence, _)| occurrence.all > 0).map(|(_, word)| word);
            RankReason::Coverage {
                words: found.filter(counts).count(),
                of: asked.words.iter().filter(counts).count(),
            }
        }
        Part::Related(number) => RankReason::Related { word: asked.related[number].folded.clone() },
        Part::Date(number) => RankReason::Date { date: met_date(asked, segment, number, doc) },
        Part::Recency => RankReason::Recency,
    }
}

/// The date that meets one asked for; that itself where, against what its points say, none
/// does.
fn met_date(
    asked: &Asked,
    segment: &SegmentCandidates<'_>,
    number: usize,
    doc: DocId,
) -> DateRange {
    let (date, scope) = asked.dates[number];
    let met = segment.dates().and_then(|dates| dates.most_precise(doc, date, scope));
    met.map_or(date.range, |(range, _)| range)
}
