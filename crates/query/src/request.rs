//! What can be asked of an archive.

use std::path::PathBuf;
use std::time::Instant;

use dateline_model::Day;

use crate::family::Folding;
use crate::rank::{Expansion, Freshness, Ranking};
use crate::syntax::{DateMatch, SyntaxErrorKind, parse};

/// A question and how it is to be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRequest {
    /// The question, in the query language.
    pub question: String,
    /// Further questions that have to match as well, each by itself in the query language.
    pub filters: Vec<String>,
    /// Only articles of sources at or under these absolute paths; none for all.
    pub within: Vec<PathBuf>,
    /// The day that "today" and "last week" in a question count from; without it, such a
    /// question cannot be read.
    pub today: Option<Day>,
    /// How a date has to lie to the days asked for, where the question does not say.
    pub date_match: DateMatch,
    /// How many of the question's words an article has to have.
    pub terms: Terms,
    /// When the answer has to be there, as far as it goes by then; without it, whenever it
    /// is.
    pub deadline: Option<Instant>,
    /// The order of the hits.
    pub order: Order,
    /// How relevance is found out.
    pub ranking: Ranking,
    /// Whether words are added to those of the question, where the order is by relevance.
    pub expansion: Expansion,
    /// Whether recent articles are preferred, where the order is by relevance.
    pub freshness: Freshness,
    /// Whether to say of each hit why it is where it is.
    pub reasons: Reasons,
    /// Whether copies are drawn together.
    pub folding: Folding,
    /// How many of the first hits to leave out.
    pub offset: usize,
    /// How many hits to give at most.
    pub limit: usize,
    /// What to give of each.
    pub detail: Detail,
}

impl SearchRequest {
    /// The first ten hits by relevance with their best passage.
    #[must_use]
    pub fn new(question: &str) -> Self {
        Self {
            question: question.to_owned(),
            filters: Vec::new(),
            within: Vec::new(),
            today: None,
            date_match: DateMatch::Overlaps,
            terms: Terms::All,
            deadline: None,
            order: Order::Relevance,
            ranking: Ranking::Full,
            expansion: Expansion::Off,
            freshness: Freshness::Ignored,
            reasons: Reasons::Untold,
            folding: Folding::Ignored,
            offset: 0,
            limit: 10,
            detail: Detail::Passages { count: 1, bytes: 600 },
        }
    }

    /// The questions it has: its own, and its filters.
    pub(crate) fn questions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.question.as_str()).chain(self.filters.iter().map(String::as_str))
    }

    /// Whether a date in it counts from today, so that it cannot be read without
    /// [`SearchRequest::today`].
    ///
    /// ```
    /// use dateline_query::SearchRequest;
    ///
    /// assert!(SearchRequest::new("date:\"last week\"").counts_from_today());
    /// assert!(!SearchRequest::new("date:2021-09").counts_from_today());
    /// ```
    #[must_use]
    pub fn counts_from_today(&self) -> bool {
        self.questions().any(|text| {
            let read = parse(text).map_err(|error| error.kind);
            matches!(read, Err(SyntaxErrorKind::TodayUnknown(_)))
        })
    }
}

/// How many of the words of a question an article has to have. What is negated, and what is
/// asked of a field, holds in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// All of them.
    All,
    /// At least one; the more and the rarer ones it has, the higher it ranks.
    Any,
}

/// The order of hits. Equal ones are ordered by id, undated ones come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The best match first.
    Relevance,
    /// The latest publication date first.
    Newest,
    /// The earliest publication date first.
    Oldest,
}

/// Whether hits come with the reasons of their rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    /// They do not.
    Untold,
    /// They do, where the order is by relevance.
    Told,
}

/// What to give of each hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What a list shows; the stored articles are not read.
    List,
    /// Passages too: at most so many, each of at most about so many bytes.
    Passages {
        /// How many.
        count: usize,
        /// How long, in bytes.
        bytes: usize,
    },
}
