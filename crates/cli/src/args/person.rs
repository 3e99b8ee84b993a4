use clap::Args;

use super::{AboutFormat, DATES_IN_TEXT};

#[derive(Debug, Args)]
#[command(after_long_help = DATES_IN_TEXT, before_long_help = "Examples:\n  \
    dateline person \"Ahmad Massoud\"\n  \
    dateline person massoud -n 3\n  \
    dateline person \"Amrullah Saleh\" --format json | jq -r 'select(.type==\"spelling\").name'\n  \
    dateline person \"Kabir Wasiq\" --format ids | xargs -n 1 dateline show\n\n\
    entities.toml beside the index says which names are one person's: \
    same = [[\"Trump\", \"Donald Trump\"]]")]
pub(crate) struct PersonArgs {
    /// A name, or a part of one
    #[arg(value_name = "NAME", required = true)]
    pub(crate) name: Vec<String>,
    /// The most articles to list
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    /// The most names to give beside the person, and of those that are near
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub(crate) names: usize,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<AboutFormat>,
}
