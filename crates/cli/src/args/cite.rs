use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dateline_articles::FieldMap;

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline cite nd-0924-1:528-636\n  \
    dateline cite nd-0924-1 --match 'safe house in Dushanbe'\n  \
    dateline cite oxus-wire/wasiq.txt nd-0924-1 --format bibtex > sources.bib\n  \
    dateline search Massoud --format tsv --fields cite | xargs -d '\\n' dateline cite -o markdown")]
pub(crate) struct CiteArgs {
    /// What to cite: the id of an article or, with the bytes of its text behind a colon, a part
    /// of it, as `dateline search --cite` prints it; ID:title is the headline
    #[arg(value_name = "ID[:PASSAGE]", required = true)]
    pub(crate) handles: Vec<String>,
    /// Cite the sentence that has these words; where none has them in a row, the sentences that
    /// answer them best as a question
    #[arg(long = "match", value_name = "WORDS")]
    pub(crate) matching: Option<String>,
    /// The most sentences of each article that a question of --match cites
    #[arg(long, value_name = "N", default_value = "1", requires = "matching")]
    pub(crate) passages: NonZeroUsize,
    /// The form of the citations
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CiteFormat,
}

/// The forms of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CiteFormat {
    /// For people
    Text,
    /// A quotation with its source
    Markdown,
    /// Entries for BibTeX and BibLaTeX
    Bibtex,
    /// An array for Zotero, pandoc and other readers of CSL
    CslJson,
    /// JSON Lines, documented in docs/output-format.md
    Json,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline check-cite report.md\n  \
    dateline cite nd-0924-1:528-636 | dateline check-cite\n  \
    dateline check-cite sources.bib --format json\n\n\
    Verdicts:\n  \
    same           the record is as it was, and the words stand where they are cited\n  \
    changed        the record has changed; the words stand where they are cited\n  \
    moved          the words stand elsewhere in the file\n  \
    gone           the words are not in the file any more\n  \
    altered        the record is as it was, but other words stand there\n  \
    missing        there is no such file\n  \
    unreadable     the file cannot be read\n  \
    index-differs  same, but the index has the article otherwise (with --with-index)\n\n\
    Exit codes: 0 all are the same, 1 some are not, 2 nothing could be checked.")]
pub(crate) struct CheckCiteArgs {
    /// A document with citations that `dateline cite` printed, in any of its forms; - for
    /// standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// Compare what holds with the index, too
    #[arg(long)]
    pub(crate) with_index: bool,
    /// Read a field under another name, as the index was told to
    #[arg(long, value_name = "FIELD=NAME")]
    pub(crate) map: Vec<FieldMap>,
    /// The form of the verdicts
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CheckFormat,
}

/// The forms of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// A line a citation
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
}
