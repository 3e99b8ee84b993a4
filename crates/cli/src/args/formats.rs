//! The forms of answers, as each command has them.

use clap::ValueEnum;

/// The forms of counts and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values without a header line
    Tsv,
}

/// The forms of what is told of one person or article, and of the articles about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AboutFormat {
    /// For people
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values without a header line
    Tsv,
    /// The ids
    Ids,
    /// The number of articles
    Count,
}

/// The forms of the list of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values without a header line
    Tsv,
    /// The ids
    Ids,
}

/// The forms of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TraceFormat {
    /// For people
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values without a header line
    Tsv,
    /// The ids of the articles
    Ids,
    /// The number of statements
    Count,
}
