use clap::Args;

use super::ShowFormat;

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline verify                     every file against its checksum\n  \
    dateline verify --deep              and every stored article against its document\n  \
    dateline verify --format json\n\n\
Exit codes: 0 sound, 12 damaged. Nothing is written, and no indexer is waited for.")]
pub(crate) struct VerifyArgs {
    /// Read every stored article too, and count those of each source
    #[arg(long)]
    pub(crate) deep: bool,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}
