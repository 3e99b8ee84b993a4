use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use dateline_articles::FieldMap;
use dateline_saved::CommandLine;

#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").multiple(true),
    before_long_help = "Examples:\n  \
        dateline index ~/news                  a folder with all that is in it\n  \
        dateline index                         what was indexed before, brought up to date\n  \
        zcat day.jsonl.gz | dateline index -   JSON Lines from standard input\n  \
        dateline index ~/news --prune          and forget what is gone\n  \
        dateline index dump.jsonl --map title=headline --map text=story\n  \
        dateline index --alerts                and tell what is new to saved searches"
)]
pub(crate) struct IndexArgs {
    /// Folders or files; `-` for JSON Lines on standard input; none for all that was
    /// indexed before
    #[arg(value_name = "PATH", group = "what")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read paths from a file, one a line; `-` for standard input
    #[arg(long, value_name = "FILE", group = "what")]
    pub(crate) files_from: Option<PathBuf>,
    /// Paths of --files-from end in NUL instead of a line feed
    #[arg(long, short = '0', requires = "files_from")]
    pub(crate) null: bool,
    #[command(flatten)]
    pub(crate) how: IndexingArgs,
    /// Wait when another indexer is at work
    #[arg(long)]
    pub(crate) wait: bool,
    /// Tell what is new to saved searches (`dateline saved`) when all is done
    #[arg(long)]
    pub(crate) alerts: bool,
    /// Give what is new to this command, as JSON Lines on its standard input, where a search
    /// has none of its own
    #[arg(long, value_name = "CMD", requires = "alerts")]
    pub(crate) exec: Option<CommandLine>,
    /// What to tell, and where
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: IndexFormat,
}

// How to index, whenever that is. (A comment of three strokes would become the help of every
// command that indexes.)
#[derive(Debug, Args)]
pub(crate) struct IndexingArgs {
    /// Read a field of JSON records or front matter under another name
    #[arg(long, value_name = "FIELD=NAME")]
    pub(crate) map: Vec<FieldMap>,
    /// What may date an article that says nothing of when it appeared. An article of a file
    /// that has not changed keeps the date it has
    #[arg(long, value_name = "SOURCE", default_value = "article")]
    pub(crate) date_from: DateFromArg,
    /// Remove the articles of files that are gone
    #[arg(long)]
    pub(crate) prune: bool,
    /// Leave out what .gitignore files name
    #[arg(long)]
    pub(crate) gitignore: bool,
    /// Threads that read and annotate
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Memory for building the index, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 400)]
    pub(crate) heap: usize,
    /// The longest time between two commits
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0)]
    pub(crate) commit_every: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateFromArg {
    /// Nothing else: it stays undated
    Article,
    /// When its file was last changed, a day in UTC; often that of a download or a copy
    Mtime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum IndexFormat {
    /// Warnings and a closing line on standard error
    Text,
    /// JSON Lines on standard output: each source read, each commit, the summary
    Json,
}
