use clap::{Args, Subcommand, ValueEnum};
use dateline_saved::{CommandLine, Name};

use super::QuestionArgs;

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline saved add massoud 'person:\"Ahmad Massoud\" place:Tajikistan'\n  \
    dateline saved run                       what is new, and from now on known\n  \
    dateline saved run massoud --format json\n  \
    dateline saved list\n\n\
    docs/watch.md says what counts as new.")]
pub(crate) struct SavedArgs {
    #[command(subcommand)]
    pub(crate) action: SavedAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SavedAction {
    /// Keep a question, to be told what is new
    Add(Box<SavedAddArgs>),
    /// List the saved searches
    List(SavedListArgs),
    /// Forget saved searches and what was told of them
    Remove(SavedRemoveArgs),
    /// Tell what is new since it was last told
    Run(SavedRunArgs),
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline saved add massoud 'person:\"Ahmad Massoud\"'\n  \
    dateline saved add border crossing --place Tajikistan --from-start\n  \
    dateline saved add desk Stryk --exec 'mail -s news desk@example.org'")]
pub(crate) struct SavedAddArgs {
    /// What to call it: a letter or digit, then letters, digits, . - or _
    #[arg(value_name = "NAME")]
    pub(crate) name: Name,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// Take what matches now for new, too
    #[arg(long)]
    pub(crate) from_start: bool,
    /// Give what is new to this command, as JSON Lines on its standard input, instead of
    /// printing it
    #[arg(long, value_name = "CMD")]
    pub(crate) exec: Option<CommandLine>,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline saved list\n  \
    dateline saved list --format json\n  \
    dateline saved list --index /srv/news-index")]
pub(crate) struct SavedListArgs {
    /// The form of the list; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<AlertFormat>,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline saved remove massoud\n  \
    dateline saved remove border desk\n  \
    dateline saved list | cut -f 1 | xargs dateline saved remove")]
pub(crate) struct SavedRemoveArgs {
    /// Which
    #[arg(value_name = "NAME", required = true)]
    pub(crate) names: Vec<Name>,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline saved run\n  \
    dateline saved run massoud --format json | jq -r .title\n  \
    dateline index ~/news --quiet && dateline saved run --exec 'mail -s news desk'")]
pub(crate) struct SavedRunArgs {
    /// Which; all of them, if none is named
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<Name>,
    /// Give what is new to this command, as JSON Lines on its standard input, where a search
    /// has none of its own
    #[arg(long, value_name = "CMD")]
    pub(crate) exec: Option<CommandLine>,
    /// The form of what is new; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<AlertFormat>,
}

/// The forms of what is new, and of lists of searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AlertFormat {
    /// For people, one a line
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Tab-separated values without a header line
    Tsv,
}
