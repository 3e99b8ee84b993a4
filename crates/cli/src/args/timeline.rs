use clap::{Args, ValueEnum};

use super::{PeriodArg, QuestionArgs, TableFormat};

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline timeline Massoud\n  \
    dateline timeline 'place:Dushanbe date:2021-09' --by date --level day\n  \
    dateline timeline person:Saleh --since 2021 --level month --format csv > saleh.csv\n  \
    dateline timeline 'Massoud date:2021-09' --sentences\n  \
    dateline timeline Panjshir --sentences --format json | jq -r 'select(.type==\"sentence\")|[.start,.id,.text]|@tsv'")]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// Give the sentences that speak of a date, in the order of the days they speak of
    #[arg(long)]
    pub(crate) sentences: bool,
    /// Which date articles count for
    #[arg(long, value_name = "WHAT", default_value = "published", conflicts_with = "sentences")]
    pub(crate) by: ByArg,
    /// How long a period is; chosen by the dates when not given
    #[arg(long, value_name = "LEVEL", conflicts_with = "sentences")]
    pub(crate) level: Option<PeriodArg>,
    /// The most sentences to give
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50, requires = "sentences")]
    pub(crate) limit: usize,
    /// Leave out so many of the first sentences
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sentences")]
    pub(crate) offset: usize,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<TableFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ByArg {
    /// The publication date
    Published,
    /// The dates spoken of; where the question asks for some, those
    Date,
}
