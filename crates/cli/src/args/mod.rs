//! What was typed.

mod cite;
mod formats;
mod index;
mod left_out;
mod level;
mod network;
mod person;
mod question;
mod reading;
mod saved;
mod similar;
mod timeline;
mod trace;
mod upkeep;
mod verify;
mod views;
mod watch;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_articles::{Cap, Limits};
use dateline_model::{Day, PartialDate};

pub(crate) use cite::{CheckCiteArgs, CheckFormat, CiteArgs, CiteFormat};
pub(crate) use formats::{AboutFormat, ListFormat, TableFormat, TraceFormat};
pub(crate) use index::{DateFromArg, IndexArgs, IndexFormat, IndexingArgs};
pub(crate) use left_out::arguments;
pub(crate) use level::{LevelArg, PeriodArg, PlacesArg};
pub(crate) use network::{NetworkArgs, NetworkFormat, WithinArg};
pub(crate) use person::PersonArgs;
pub(crate) use question::{
    CountArgs, DateMatchArg, FacetArg, FacetsArgs, HitField, HitsFormat, QuestionArgs, SearchArgs,
    SortArg,
};
pub(crate) use reading::{FormatsArgs, ReadArgs};
pub(crate) use saved::{
    AlertFormat, SavedAction, SavedAddArgs, SavedArgs, SavedListArgs, SavedRemoveArgs, SavedRunArgs,
};
pub(crate) use similar::SimilarArgs;
pub(crate) use timeline::{ByArg, TimelineArgs};
pub(crate) use trace::{StanceArg, TraceArgs, TraceByArg};
pub(crate) use upkeep::{BackupArgs, CompactArgs, ExportArgs, RebuildArgs, RestoreArgs};
pub(crate) use verify::VerifyArgs;
pub(crate) use views::{EntitiesArgs, ListArgs, OffsetsArg, ShowArgs, ShowFormat, StatusArgs};
pub(crate) use watch::WatchArgs;

use crate::environment::{Colour, Environment};
use crate::output::failure::ErrorFormat;
use crate::output::table::{Formulas, Rows};

/// What text says of publication dates.
pub(crate) const DATES_IN_TEXT: &str = "Dates in text:\n  \
    25 Sep 2021             by the article's metadata or URL, or two sources agree\n  \
    25 Sep 2021 (dateline)  by this source alone: dateline, text, path; of metadata or url,\n  \
    \x20                       another source says otherwise\n  \
    25 Sep 2021? (path)     doubtful\n\
    `dateline show ID` tells what is known of a date.";

/// Search a news archive by words, person, place and date
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about = "Search a news archive by words, person, place and date\n\
        To look after an index: verify, backup, restore, rebuild, compact, export",
    before_long_help = "Examples:\n  \
        dateline index ~/news\n  \
        dateline search \"Dushanbe safe house\"\n  \
        dateline search 'person:\"Ahmad Massoud\" place:Tajikistan date:2021-09'\n\n\
        Exit codes: 0 found or done, 1 nothing found, 2 error, 3 some inputs failed,\n\
        4 time over, 10 no index, 11 locked, 12 damaged, 13 other format. New codes may come."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct GlobalArgs {
    /// The folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "DATELINE_INDEX",
        hide_env_values = true,
        default_value = "index"
    )]
    pub(crate) index: PathBuf,
    /// A file of what you know better of names
    ///
    /// Which are one person's, which are never a person or never a place.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "DATELINE_OVERRIDES",
        hide_env_values = true,
        hide_short_help = true
    )]
    pub(crate) overrides: Option<PathBuf>,
    /// The day that "last week" in a question counts from, if not today
    ///
    /// As 2021-09-06; the variable DATELINE_NOW sets it too. How articles are read never depends
    /// on it.
    #[arg(long, global = true, value_name = "DATE", env = "DATELINE_NOW", hide_env = true, hide_short_help = true, value_parser = day)]
    pub(crate) now: Option<Day>,
    /// Read more or less of a file before it is refused, as `text=32M`
    ///
    /// The limits are file, record, text, depth, elements, attributes, nesting, entries and
    /// ratio; docs/formats.md has what they are. May be given several times, or with commas.
    #[arg(
        long,
        global = true,
        value_name = "LIMIT=NUMBER",
        env = "DATELINE_CAP",
        hide_env_values = true,
        hide_short_help = true,
        value_delimiter = ','
    )]
    pub(crate) cap: Vec<Cap>,
    /// Colours in text output
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_short_help = true
    )]
    pub(crate) color: ColorArg,
    /// In csv, leave cells that a spreadsheet would run as formulas as they are
    ///
    /// Without it they get an apostrophe before them. For programs, which run no cells.
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) csv_raw: bool,
    /// Say less on standard error: errors only
    #[arg(long, short, global = true, hide_short_help = true)]
    pub(crate) quiet: bool,
    /// Errors as JSON objects on standard error
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) json_errors: bool,
}

impl GlobalArgs {
    pub(crate) fn errors(&self) -> ErrorFormat {
        match self.json_errors {
            true => ErrorFormat::Json,
            false => ErrorFormat::Text,
        }
    }

    /// How much of a source is read.
    pub(crate) fn limits(&self) -> Limits {
        self.cap.iter().copied().fold(Limits::default(), Limits::with)
    }

    /// The form of rows that csv means.
    pub(crate) fn csv(&self) -> Rows {
        Rows::Csv(match self.csv_raw {
            true => Formulas::Kept,
            false => Formulas::Quoted,
        })
    }

    pub(crate) fn talk(&self) -> Talk {
        match self.quiet {
            true => Talk::ErrorsOnly,
            false => Talk::Usual,
        }
    }

    pub(crate) fn colour(&self, environment: &Environment) -> Colour {
        match self.color {
            ColorArg::Auto => environment.colour,
            ColorArg::Always => Colour::On,
            ColorArg::Never => Colour::Off,
        }
    }
}

/// A day in digits.
fn day(text: &str) -> Result<Day, String> {
    match text.parse::<PartialDate>() {
        Ok(PartialDate::Day(day)) => Ok(day),
        Ok(_) => Err("a day is needed, as 2021-09-06".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// How much is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Talk {
    Usual,
    ErrorsOnly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
// Only the command that is asked for is told its options: to build those of all takes longer
// than to open the index.
#[command(defer = true)]
pub(crate) enum Command {
    /// Bring the index up to date with folders, files or JSON Lines
    Index(IndexArgs),
    /// Keep the index up to date while files arrive, and tell what is new
    Watch(WatchArgs),
    /// Keep questions, and tell what is new to them
    Saved(SavedArgs),
    /// Find articles and the passages that show why
    Search(SearchArgs),
    /// Count the articles that match
    Count(CountArgs),
    /// Count matching articles by person, place, date or outlet
    Facets(FacetsArgs),
    /// Show when: matching articles per week or the like, or their dated sentences
    Timeline(TimelineArgs),
    /// Say who a person is: spellings, articles, company, and who is somebody else
    Person(PersonArgs),
    /// Show where a person was reported to be, when and by whom
    Trace(TraceArgs),
    /// Show who is named together with whom
    Network(NetworkArgs),
    /// Cite an article or a passage of it, so that it can be checked
    Cite(CiteArgs),
    /// Check citations against the files as they are now
    CheckCite(CheckCiteArgs),
    /// Print an article of the index
    Show(ShowArgs),
    /// Find copies of an article, what differs, and related articles
    Similar(SimilarArgs),
    /// Show what a file is read as, without indexing it
    Read(ReadArgs),
    /// List the formats that are read, and what is taken from each
    Formats(FormatsArgs),
    /// List the persons, places and dates of a text
    Entities(EntitiesArgs),
    /// List every article: id, path, content hash, publication date
    List(ListArgs),
    /// Say what is in the index
    Status(StatusArgs),
    /// Check that the index is as it was written
    #[command(hide = true)]
    Verify(VerifyArgs),
    /// Copy the index to another folder, while it may be written to
    #[command(hide = true)]
    Backup(BackupArgs),
    /// Put a backup in the place of the index
    #[command(hide = true)]
    Restore(RestoreArgs),
    /// Make the index anew from the articles it has stored
    #[command(hide = true)]
    Rebuild(RebuildArgs),
    /// Make the index smaller and quicker to open
    #[command(hide = true)]
    Compact(CompactArgs),
    /// Write all that is in the index as JSON Lines, which `index` takes back
    #[command(hide = true)]
    Export(ExportArgs),
}
