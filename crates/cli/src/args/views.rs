use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ListFormat;

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline show harrow-post/2021/09/25/left.txt\n  \
    dateline show wire-0003 --format json\n  \
    dateline search Stryk --format ids -n 1 | xargs dateline show")]
pub(crate) struct ShowArgs {
    /// The id, as searches print it
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// For people
    Text,
    /// One JSON object with all there is to know
    Json,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline entities article.txt\n  \
    dateline entities - < articles.jsonl > entities.jsonl\n  \
    echo 'Saleh left Kabul on 3 September 2021.' | dateline entities -")]
pub(crate) struct EntitiesArgs {
    /// A file, or `-` for standard input: text, or JSON Lines with id, text and published.
    /// Offsets point into a .txt file or stream; of other formats, into --with-text
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// How offsets are counted
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    pub(crate) offsets: OffsetsArg,
    /// Give the title and text that offsets count in
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Give dates, times, durations and what recurs as TimeML has them, and nothing else
    #[arg(long)]
    pub(crate) timex: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OffsetsArg {
    /// In Unicode code points
    Chars,
    /// In bytes of UTF-8
    Bytes,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline list\n  \
    dateline list --format json\n  \
    dateline list | cut -f 2 | sort -u")]
pub(crate) struct ListArgs {
    /// The form of the list; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<ListFormat>,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline status\n  \
    dateline status --index /srv/news-index\n  \
    dateline status --format json")]
pub(crate) struct StatusArgs {
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}
