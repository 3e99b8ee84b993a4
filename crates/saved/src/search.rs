//! A question under a name.

use std::path::PathBuf;

use dateline_model::Day;
use dateline_query::syntax::DateMatch;
use dateline_query::{SearchRequest, Terms};

use crate::{CommandLine, Name};

/// A question that is asked again and again, and who hears the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is called.
    pub name: Name,
    /// The question, in the query language.
    pub question: String,
    /// Further questions that have to match as well.
    pub filters: Vec<String>,
    /// Only articles of sources at or under these absolute paths; none for all.
    pub within: Vec<PathBuf>,
    /// How a date has to lie to the days asked for.
    pub date_match: DateMatch,
    /// How many of the words an article has to have.
    pub terms: Terms,
    /// The command that is given what is new; without one it is printed.
    pub command: Option<CommandLine>,
}

impl SavedSearch {
    /// A search of the whole archive for a question, everything else as usual.
    #[must_use]
    pub fn new(name: Name, question: &str) -> Self {
        Self {
            name,
            question: question.to_owned(),
            filters: Vec::new(),
            within: Vec::new(),
            date_match: DateMatch::Overlaps,
            terms: Terms::All,
            command: None,
        }
    }

    /// The request for its answer; what it says of "last week" counts from `today`.
    #[must_use]
    pub fn request(&self, today: Option<Day>) -> SearchRequest {
        SearchRequest {
            filters: self.filters.clone(),
            within: self.within.clone(),
            date_match: self.date_match,
            terms: self.terms,
            today,
            ..SearchRequest::new(&self.question)
        }
    }
}
