//! What can be asked of an archive.

use std::path::PathBuf;

/// A question and how it is to be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRequest {
    /// The question, in the query language.
    pub question: String,
    /// Further questions that have to match as well, each by itself in the query language.
    pub filters: Vec<String>,
    /// Only articles of sources at or under these absolute paths; none for all.
    pub within: Vec<PathBuf>,
    /// The order of the hits.
    pub order: Order,
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
            order: Order::Relevance,
            offset: 0,
            limit: 10,
            detail: Detail::Passages { count: 1, bytes: 600 },
        }
    }
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
