use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use dateline_saved::CommandLine;

use super::question::time;
use super::{IndexFormat, IndexingArgs};

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline watch ~/news\n  \
    dateline watch                           what was indexed before\n  \
    dateline watch ~/news --prune --exec 'mail -s news desk'\n  \
    dateline watch /mnt/share --poll --rescan 5m\n\n\
    Ends with Ctrl-C or SIGTERM. docs/watch.md says what it promises.")]
pub(crate) struct WatchArgs {
    /// Folders or files; none for all that was indexed before
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How long a file has to stand still to be read: 2 or 2s, 500ms, 1m
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time)]
    pub(crate) debounce: Duration,
    /// The time between two looks at everything, which find what no event told of; usually 10m,
    /// with --poll 30s
    #[arg(long, value_name = "TIME", value_parser = some_time)]
    pub(crate) rescan: Option<Duration>,
    /// Do not listen to the file system, only look at it, as on shares of a network
    #[arg(long)]
    pub(crate) poll: bool,
    #[command(flatten)]
    pub(crate) how: IndexingArgs,
    /// Give what is new to a saved search to this command, as JSON Lines on its standard input,
    /// where the search has none of its own
    #[arg(long, value_name = "CMD")]
    pub(crate) exec: Option<CommandLine>,
    /// What to tell, and where
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: IndexFormat,
}

/// A time that is more than nothing.
fn some_time(value: &str) -> Result<Duration, String> {
    match time(value)? {
        Duration::ZERO => Err("a time above 0 is needed".to_owned()),
        some => Ok(some),
    }
}
