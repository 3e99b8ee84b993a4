use clap::{Args, ValueEnum};

use super::QuestionArgs;

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline network\n  \
    dateline network Panjshir --min 2 --format graphml > panjshir.graphml\n  \
    dateline network --person \"Ahmad Massoud\" --within sentence\n  \
    dateline network --since 2021-09 --format dot | dot -Tsvg > september.svg\n\n\
    With --person, only pairs with this person are given.")]
pub(crate) struct NetworkArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// What makes two persons named together
    #[arg(long = "within", value_name = "WHAT", default_value = "article")]
    pub(crate) together: WithinArg,
    /// The fewest articles that name a pair together
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min: u64,
    /// The most pairs to give
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// The most articles to name for each pair, those first published first
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) articles: usize,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<NetworkFormat>,
}

/// What makes two persons named together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WithinArg {
    /// The same article names them
    Article,
    /// The same sentence names them
    Sentence,
}

/// The forms of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NetworkFormat {
    /// For people
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Pairs as comma-separated values with a header line
    Csv,
    /// Pairs as tab-separated values without a header line
    Tsv,
    /// For Gephi, yEd and others
    Graphml,
    /// For Graphviz
    Dot,
}
