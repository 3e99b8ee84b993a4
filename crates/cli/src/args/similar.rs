use std::time::Duration;

use clap::Args;

use super::AboutFormat;
use super::question::time;

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline similar harrow-post/2021/09/24/massoud-saleh-tajik-capital.txt\n  \
    dateline similar draft.txt\n  \
    dateline similar wire-0003 --related 0 --format json | jq 'select(.type==\"copy\").id'\n  \
    dateline search Stryk --format ids -n 1 | xargs dateline similar\n\n\
    Copies are reprints, cuts, excerpts and versions of one report; their origin is inferred.")]
pub(crate) struct SimilarArgs {
    /// The id of an article, as searches print it, or a file with one that need not be in the
    /// index
    #[arg(value_name = "ID|FILE")]
    pub(crate) of: String,
    /// The most copies to give
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// The most related articles to give
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) related: usize,
    /// The most differences to give of each copy, as text
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) differences: usize,
    /// Answer with what there is after this time: 10s, 500ms, 2m; 0 for no limit
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = time)]
    pub(crate) timeout: Duration,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<AboutFormat>,
}
