use std::path::PathBuf;

use clap::Args;
use dateline_articles::FieldMap;

use super::{DateFromArg, ShowFormat};

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline read page.html                what a saved page is read as\n  \
    dateline read crawl.warc.gz -n 3       the first three pages of a capture\n  \
    dateline read dump.csv --map text=story --format json\n\n\
    Lines that are left out of the text are shown where they stood, behind `-`.")]
pub(crate) struct ReadArgs {
    /// Files, or folders with all that is in them
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// At most so many articles
    #[arg(long, short = 'n', value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Read a field of records under another name
    #[arg(long, value_name = "FIELD=NAME")]
    pub(crate) map: Vec<FieldMap>,
    /// What may date an article that says nothing of when it appeared
    #[arg(long, value_name = "SOURCE", default_value = "article")]
    pub(crate) date_from: DateFromArg,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline formats\n  \
    dateline formats warc                  what is taken from a web capture\n  \
    dateline formats --format json")]
pub(crate) struct FormatsArgs {
    /// Only these, by their name or an ending of files
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// text or json
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ShowFormat,
}
