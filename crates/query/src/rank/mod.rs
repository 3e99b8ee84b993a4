//! Ranks what matches in two stages.
//!
//! The engine finds the candidates: the articles that are best by the words' frequencies
//! alone, for which it can leave most of the others unread. They are then looked at one by
//! one, with the positions of the words, and given their points by a formula of our own.
//! What is beyond the candidates follows in the order of the first stage, so that pages of
//! an answer are consistent however long they are.

mod asked;
mod dates;
mod explain;
mod explanation;
mod feedback;
mod formula;
mod occurrences;
mod proximity;
mod recency;
mod segment;
mod tally;
mod word_class;

use dateline_schema::Analyzer;
use tantivy::query::Query;

pub(crate) use self::asked::Asked;
pub use self::explanation::{ExplainedPart, Explanation, RankReason};
use self::feedback::ARTICLES_READ;
pub use self::feedback::Expansion;
use self::formula::Formula;
pub use self::recency::Freshness;
use self::segment::SegmentCandidates;
use self::tally::Sum;
pub(crate) use self::word_class::WordClass;
use crate::Result;
use crate::archive::Archive;
use crate::collect::{self, Ranked};

/// How many candidates are looked at. It is the same for every page.
const DEPTH: usize = 100;

/// How relevance is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranking {
    /// In two stages: by the words, where they stand, and how near to each other.
    Full,
    /// By the frequencies of the words alone (BM25): to see what the rest costs and gives.
    Plain,
}

impl Archive {
    /// The first `count` articles of the query by relevance.
    pub(crate) fn by_relevance(
        &self,
        asked: &Asked,
        query: &dyn Query,
        ranking: Ranking,
        count: usize,
    ) -> Result<Vec<Ranked>> {
        if ranking == Ranking::Plain {
            return collect::by_score(self, query, count, 0);
        }
        let mut ranked = collect::by_score(self, query, count.max(DEPTH), DEPTH)?;
        let looked_at = ranked.len().min(DEPTH);
        let (candidates, rest) = ranked.split_at_mut(looked_at);
        let last = candidates.last().and_then(|last| last.0);
        self.rescore(asked, candidates)?;
        collect::order(self, candidates, 0..count)?;
        go_on_below(candidates, last, rest);
        ranked.truncate(count);
        Ok(ranked)
    }

    /// Adds to what is asked the words that the best articles of the query share.
    pub(crate) fn add_related(
        &self,
        asked: &mut Asked,
        query: &dyn Query,
        analyzer: &mut Analyzer,
    ) -> Result<()> {
        if !asked.words.is_empty() {
            let best = self.by_relevance(asked, query, Ranking::Full, ARTICLES_READ)?;
            asked.related = self.related(asked, &self.formula(asked)?, &best, analyzer)?;
        }
        Ok(())
    }

    /// Gives candidates the points of the formula.
    fn rescore(&self, asked: &Asked, candidates: &mut [Ranked]) -> Result<()> {
        let formula = self.formula(asked)?;
        candidates.sort_unstable_by_key(|&(_, address)| address);
        for of_segment in candidates.chunk_by_mut(|a, b| a.1.segment_ord == b.1.segment_ord) {
            let mut segment = SegmentCandidates::open(self, asked, of_segment[0].1.segment_ord)?;
            for (score, address) in of_segment {
                let mut sum = Sum::default();
                segment.score(&formula, address.doc_id, &mut sum);
                *score = Some(sum.0 as f32);
            }
        }
        Ok(())
    }

    fn formula<'q>(&self, asked: &'q Asked) -> Result<Formula<'q>> {
        let collection = self.collection()?;
        self.engine(Formula::new(asked, &self.searcher, &self.fields, collection))
    }
}

/// Scores of the first stage, made to go on below those of the second.
fn go_on_below(candidates: &[Ranked], last: Option<f32>, rest: &mut [Ranked]) {
    let lowest = candidates.last().and_then(|lowest| lowest.0);
    let (Some(last), Some(lowest)) = (last, lowest) else { return };
    let scale = if last > 0.0 { lowest / last } else { 1.0 };
    for (score, _) in rest {
        *score = score.map(|score| score * scale);
    }
}
