use std::path::PathBuf;

use clap::Args;

use super::{QuestionArgs, ShowFormat};

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline backup /mnt/disk/news-index            a copy that is an index itself\n  \
    dateline backup /mnt/disk/news-index --update   copy only what is new since\n  \
    dateline search --index /mnt/disk/news-index Massoud\n\n\
No indexer is waited for: what it has committed is copied. Each copied file is compared with\n\
its checksum.")]
pub(crate) struct BackupArgs {
    /// A new or empty folder, outside of the index
    #[arg(value_name = "DIR")]
    pub(crate) target: PathBuf,
    /// Bring a backup in the folder up to date
    #[arg(long)]
    pub(crate) update: bool,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline restore /mnt/disk/news-index             where there is no index\n  \
    dateline restore /mnt/disk/news-index --replace   in the place of the one there is\n  \
    dateline restore /mnt/disk/news-index --index /srv/news-index\n\n\
The backup is checked as a whole first. Until the last step the index is as it was.")]
pub(crate) struct RestoreArgs {
    /// The folder of the backup
    #[arg(value_name = "DIR")]
    pub(crate) backup: PathBuf,
    /// Put it in the place of the index that is there
    #[arg(long)]
    pub(crate) replace: bool,
    /// Wait when an indexer is at work
    #[arg(long)]
    pub(crate) wait: bool,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline rebuild                  after an upgrade, or damage that `verify` found\n  \
    dateline rebuild --drop-damaged   without the articles that cannot be read\n  \
    dateline rebuild --format json\n\n\
A new index is made from the articles that the old one has stored, persons, places and dates\n\
are found anew, and then it takes the old one's place. The sources are not needed, but for an\n\
index of a format whose stored articles this version does not read.")]
pub(crate) struct RebuildArgs {
    /// Leave out articles whose stored form cannot be read, instead of keeping the old index
    #[arg(long)]
    pub(crate) drop_damaged: bool,
    /// Where sources have to be read: leave out what came from files that are gone, or from
    /// standard input, instead of keeping the old index
    #[arg(long)]
    pub(crate) drop_missing: bool,
    /// Wait when an indexer is at work
    #[arg(long)]
    pub(crate) wait: bool,
    /// Threads that annotate
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Memory for building the index, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 400)]
    pub(crate) heap: usize,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline compact\n  \
    dateline compact --wait         after the indexer that is at work\n  \
    dateline compact --heap 1000    larger parts, if the archive is very large\n\n\
Searches answer meanwhile. Free space for a copy of the index is needed while it lasts.")]
pub(crate) struct CompactArgs {
    /// Wait when an indexer is at work
    #[arg(long)]
    pub(crate) wait: bool,
    /// Memory for merging, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 400)]
    pub(crate) heap: usize,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline export -o archive.jsonl\n  \
    dateline export | zstd > archive.jsonl.zst\n  \
    dateline export place:Tajikistan --since 2021-09 -o tajikistan.jsonl\n  \
    dateline index archive.jsonl --index elsewhere    takes it back\n\n\
JSON Lines with all that is kept of each article, and of the sources, ordered by id; see\n\
docs/output-format.md. With a question: the articles that match, without the sources.")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// Write to a file, in one step when all is written
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The form: JSON Lines
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", value_parser = ["jsonl"])]
    pub(crate) format: String,
}
