//! When a search has to end, whether it is through or not.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::answer::Extent;

/// How many documents are gone through between two looks at the clock: some tens of
/// microseconds of work, against which a look costs nothing that can be measured.
const BETWEEN_LOOKS: u32 = 4096;

/// Watches over the time of one search.
#[derive(Clone)]
pub(crate) struct Watch(Option<Arc<Limit>>);

struct Limit {
    at: Instant,
    /// Whether the search was told to end.
    was_met: AtomicBool,
}

impl Watch {
    /// A watch for this moment; none for a search that may take all the time it wants.
    pub(crate) fn until(deadline: Option<Instant>) -> Self {
        let limit = |at| Arc::new(Limit { at, was_met: AtomicBool::new(false) });
        Self(deadline.map(limit))
    }

    /// Whether the search has to end now.
    pub(crate) fn is_over(&self) -> bool {
        let Some(limit) = &self.0 else { return false };
        let is_over = limit.was_met.load(Ordering::Relaxed) || Instant::now() >= limit.at;
        if is_over {
            limit.was_met.store(true, Ordering::Relaxed);
        }
        is_over
    }

    /// Whether the search could go to its end.
    pub(crate) fn extent(&self) -> Extent {
        match &self.0 {
            Some(limit) if limit.was_met.load(Ordering::Relaxed) => Extent::Part,
            _ => Extent::Whole,
        }
    }

    /// The query, which ends when the time does.
    pub(crate) fn over(&self, query: Box<dyn Query>) -> Box<dyn Query> {
        // The documents of a single term are counted without going through them.
        match self.0.is_none() || query.is::<TermQuery>() {
            true => query,
            false => Box::new(WatchedQuery { query, watch: self.clone() }),
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// A query that matches nothing more once the time is over.
#[derive(Debug)]
struct WatchedQuery {
    query: Box<dyn Query>,
    watch: Watch,
}

impl Clone for WatchedQuery {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), watch: self.watch.clone() }
    }
}

impl Query for WatchedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = self.query.weight(scoring)?;
        Ok(Box::new(WatchedWeight { weight, watch: self.watch.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct WatchedWeight {
    weight: Box<dyn Weight>,
    watch: Watch,
}

impl Weight for WatchedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.watch.is_over() {
            return Ok(Box::new(EmptyScorer));
        }
        let scorer = self.weight.scorer(segment, boost)?;
        Ok(Box::new(WatchedScorer { scorer, watch: self.watch.clone(), since: 0, is_over: false }))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(segment, doc)
    }

    /// As the query itself does it, which may skip most documents: a score that none can
    /// beat makes it skip the rest.
    fn for_each_pruning(
        &self,
        threshold: Score,
        segment: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        if self.watch.is_over() {
            return Ok(());
        }
        let mut calls = 0u32;
        let mut watched = |doc, score| {
            calls = calls.wrapping_add(1);
            let threshold = callback(doc, score);
            match calls.is_multiple_of(BETWEEN_LOOKS / 16) && self.watch.is_over() {
                true => Score::INFINITY,
                false => threshold,
            }
        };
        self.weight.for_each_pruning(threshold, segment, &mut watched)
    }
}

struct WatchedScorer {
    scorer: Box<dyn Scorer>,
    watch: Watch,
    /// How many documents were gone through since the last look at the clock.
    since: u32,
    is_over: bool,
}

impl WatchedScorer {
    /// Says whether to go on after so many further documents.
    fn goes_on(&mut self, documents: u32) -> bool {
        self.since += documents;
        if self.since >= BETWEEN_LOOKS {
            self.since = 0;
            self.is_over = self.is_over || self.watch.is_over();
        }
        !self.is_over
    }
}

impl DocSet for WatchedScorer {
    fn advance(&mut self) -> DocId {
        match self.goes_on(1) {
            true => self.scorer.advance(),
            false => TERMINATED,
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self.goes_on(1) {
            true => self.scorer.seek(target),
            false => TERMINATED,
        }
    }

    fn fill_buffer(&mut self, buffer: &mut [DocId; COLLECT_BLOCK_BUFFER_LEN]) -> usize {
        match self.goes_on(COLLECT_BLOCK_BUFFER_LEN as u32) {
            true => self.scorer.fill_buffer(buffer),
            false => 0,
        }
    }

    fn doc(&self) -> DocId {
        if self.is_over { TERMINATED } else { self.scorer.doc() }
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for WatchedScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extent, SearchRequest};

    #[test]
    fn a_search_after_its_time_gives_a_part() {
        let folder = tempfile::tempdir().unwrap();
        let archive = crate::archive::empty(folder.path());
        for question in ["a b", "*", "person:x OR place:y", "\"a b\""] {
            let request =
                SearchRequest { deadline: Some(Instant::now()), ..SearchRequest::new(question) };
            let answer = archive.search(&request).unwrap();
            assert_eq!((answer.total, answer.hits.len()), (0, 0), "{question}");
            let whole = archive.search(&SearchRequest::new(question)).unwrap();
            assert_eq!(whole.extent, Extent::Whole);
        }
    }

    #[test]
    fn a_watch_that_was_met_stays_met() {
        let watch = Watch::until(Some(Instant::now()));
        assert_eq!(watch.extent(), Extent::Whole, "nobody looked");
        assert!(watch.is_over());
        assert_eq!(watch.extent(), Extent::Part);
        assert!(!Watch::until(None).is_over());
    }
}
