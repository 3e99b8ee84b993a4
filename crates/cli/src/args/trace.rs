use clap::{Args, ValueEnum};

use super::{QuestionArgs, TraceFormat};

#[derive(Debug, Clone, Args)]
#[command(
    before_long_help = "Examples:\n  \
    dateline trace \"Ahmad Massoud\"\n  \
    dateline trace \"Ahmad Massoud\" --place Tajikistan --by day\n  \
    dateline trace Saleh --stance denies,asks\n  \
    dateline trace \"Amrullah Saleh\" --since 2021-09-10 --by outlet -n 50\n  \
    dateline trace \"Ahmad Massoud\" --format json | jq -r 'select(.type==\"statement\")|[.start,.place,.stance,.id]|@tsv'",
    after_long_help = "A statement says that the person is at a place, goes to it or leaves it:\n  \
    says      the article itself\n  \
    quotes    somebody whom the article names as the source\n  \
    hedges    reportedly, may, is believed to, plans to\n  \
    denies    it is said not to be so, by whomever\n  \
    asks      a question, or \"whether\"\n\
What is true, this does not tell. More in docs/trace.md."
)]
pub(crate) struct TraceArgs {
    /// A name, or a part of one. Without quotes, as many of the words as name a person are
    /// the name; the others are the question
    #[arg(value_name = "PERSON")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// How statements are ordered and grouped
    #[arg(long, value_name = "WHAT", default_value = "place")]
    pub(crate) by: TraceByArg,
    /// Only statements of these stances
    #[arg(long, value_name = "STANCE", value_delimiter = ',')]
    pub(crate) stance: Vec<StanceArg>,
    /// The most statements to give
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Leave out so many of the first statements
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<TraceFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TraceByArg {
    /// The place, those in most articles first
    Place,
    /// The day
    Day,
    /// The outlet
    Outlet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StanceArg {
    /// The article says so itself
    Says,
    /// Somebody says so whom it names
    Quotes,
    /// Nobody is sure, or it is planned
    Hedges,
    /// It is said not to be so
    Denies,
    /// It is asked
    Asks,
}
