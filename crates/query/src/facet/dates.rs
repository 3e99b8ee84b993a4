//! Dates, each by itself or by the period that it is in.

use super::{Counts, Facet, first_of};
use crate::periods::PeriodCounts;
use dateline_model::DateLevel;

/// The counts as facets: a date as it is asked for.
pub(super) fn facets(counts: PeriodCounts, level: Option<DateLevel>, limit: usize) -> Counts {
    let facets = counts.articles.into_iter().map(|(range, articles)| {
        let value = match level {
            Some(level) => level.label(range),
            None => range.to_string(),
        };
        Facet::new(value, articles)
    });
    first_of(facets.collect(), limit)
}
