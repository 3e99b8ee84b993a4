use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::{DATES_IN_TEXT, LevelArg, TableFormat};

// A question: words and filters. (A comment of three strokes would become the help of every
// command that asks one.)
#[derive(Debug, Clone, Args)]
pub(crate) struct QuestionArgs {
    /// What to look for; several arguments are one question. Words, "a phrase", "with gaps"~3,
    /// prefix*, w?ldcard*, fuzzy~1, a NEAR/5 b, -word, +word, OR, word^2, and the fields
    /// person:, place:, near:, date:, published:, outlet:, source:, title:, text:, byline:,
    /// lang:, id:, has:
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// Bring the index up to date with this folder or file first, and look only there
    #[arg(long = "in", value_name = "PATH")]
    pub(crate) within: Vec<PathBuf>,
    /// Only articles that name this person, in any spelling
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Vec<String>,
    /// Only articles that name this place or one in it
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Vec<String>,
    /// Only articles that speak of a day, month, year or range: 2021-09-01..2021-09-15,
    /// "september 2021", "last week"
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Vec<String>,
    /// Only articles published on or after this date
    #[arg(long, value_name = "DATE", value_parser = one_date)]
    pub(crate) since: Option<String>,
    /// Only articles published on or before this date
    #[arg(long, value_name = "DATE", value_parser = one_date)]
    pub(crate) until: Option<String>,
    /// How a date has to lie to the days asked for
    #[arg(long, value_name = "HOW", default_value = "overlaps")]
    pub(crate) date_match: DateMatchArg,
    /// Only articles of this outlet
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Vec<String>,
    /// Find articles that have any of the words; filters and -word hold all the same
    #[arg(long)]
    pub(crate) any: bool,
    /// Take every warning for an error, and answer nothing then
    #[arg(long)]
    pub(crate) strict: bool,
    /// Answer with what there is after this time: 10 or 10s, 500ms, 2m; 0 for no limit
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = time)]
    pub(crate) timeout: Duration,
}

impl QuestionArgs {
    /// The arguments as one question. A single argument is the question as it stands; of
    /// several, one with spaces in it lost its quotes to the shell and gets them back.
    pub(crate) fn question(&self) -> String {
        match self.words.as_slice() {
            [question] => question.clone(),
            words => words.iter().map(|word| requoted(word)).collect::<Vec<_>>().join(" "),
        }
    }

    /// The options that narrow a question.
    pub(crate) fn narrowing(&self) -> Vec<Narrowing> {
        let one = |option, field, value: &str, asked: &str| Narrowing {
            option,
            as_typed: quoted(field, value),
            question: quoted(field, asked),
        };
        let named = [
            ("--person", "person", &self.person),
            ("--place", "place", &self.place),
            ("--date", "date", &self.date),
            ("--outlet", "outlet", &self.outlet),
        ];
        let named = named.into_iter().flat_map(|(option, field, values)| {
            values.iter().map(move |value| one(option, field, value, value))
        });
        let since = self.since.iter();
        let since = since.map(|date| one("--since", "published", date, &format!("{date}..")));
        let until = self.until.iter();
        let until = until.map(|date| one("--until", "published", date, &format!("..{date}")));
        named.chain(since).chain(until).collect()
    }

    /// The options as questions of their own.
    pub(crate) fn filters(&self) -> Vec<String> {
        self.narrowing().into_iter().map(|narrowing| narrowing.question).collect()
    }
}

/// An option that narrows a question, with a value.
pub(crate) struct Narrowing {
    /// As it is typed.
    pub(crate) option: &'static str,
    /// The question that has the value as it was typed.
    pub(crate) as_typed: String,
    /// The question that is meant.
    question: String,
}

/// A time: a number and its unit, or nothing at all.
pub(super) fn time(value: &str) -> Result<Duration, String> {
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = value[..value.len() - unit.len()].parse::<f64>();
    let seconds =
        match (number, unit) {
            (Ok(number), "ms") => number / 1000.0,
            (Ok(number), "s" | "") => number,
            (Ok(number), "m" | "min") => number * 60.0,
            _ => return Err(
                "write a number of seconds, or one with ms, s or m, as in 500ms; 0 for no limit"
                    .into(),
            ),
        };
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

/// The value of an option that bounds the date of publication on one side: a date, and not
/// a range, which would bound it on both.
fn one_date(value: &str) -> Result<String, String> {
    match value.contains("..") || value.trim_start().starts_with(['<', '>', '=']) {
        true => Err("one date is wanted here; ranges belong into published:".to_owned()),
        false => Ok(value.to_owned()),
    }
}

/// An argument of several words as the phrase, or the value of a field, that it was
/// before the shell took its quotes; one that is a question in itself stays.
fn requoted(argument: &str) -> Cow<'_, str> {
    let (field, value) = match argument.split_once(':') {
        Some((field, value)) if field.chars().all(char::is_alphabetic) => (Some(field), value),
        _ => (None, argument),
    };
    // The distance of a place may stand in its quotes; no other sign has its effect there.
    let signs: &[char] = if field.is_some() { &['*', '^'] } else { &['*', '^', '~'] };
    let is_operator = |word: &str| {
        word.starts_with(['-', '+', '(', '–', '\u{2212}'])
            || word.starts_with("NEAR/")
            || word.contains(signs)
            || matches!(word, "OR" | "AND" | "NOT" | "NEAR")
    };
    let is_plain = value.trim().contains(char::is_whitespace)
        && !value.contains(['"', '“', '”', ':'])
        && !value.split_whitespace().any(is_operator);
    match (is_plain, field) {
        (false, _) => Cow::Borrowed(argument),
        (true, Some(field)) => match value.strip_prefix('=') {
            Some(printed) => Cow::Owned(format!("{field}:=\"{printed}\"")),
            None => Cow::Owned(format!("{field}:\"{value}\"")),
        },
        (true, None) => Cow::Owned(format!("\"{value}\"")),
    }
}

fn quoted(field: &str, value: &str) -> String {
    format!("{field}:\"{}\"", value.replace('"', " "))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateMatchArg {
    /// They share a day: "2021" is found for September 2021
    Overlaps,
    /// It lies wholly in them: "2021" is not found for September 2021
    Within,
}

#[derive(Debug, Args)]
#[command(after_long_help = DATES_IN_TEXT, before_long_help = "Examples:\n  \
    dateline search Dushanbe \"safe house\"\n  \
    dateline search --in ~/news 'person:\"Ahmad Massoud\" -Turkey'\n  \
    dateline search fled --place Tajikistan --since 2021-09-20 --sort oldest\n  \
    dateline search flood --date \"last month\" --date-match within\n  \
    dateline search 'crime NEAR/5 person:* massou*'\n  \
    dateline search resistance --format json --limit 100 | jq .title\n  \
    dateline search lobbyist --format paths -0 | xargs -0 grep -l Stryk\n  \
    dateline search --queries topics.tsv --any -n 1000 --format trec > topics.run\n  \
    dateline search resistance Panjshir --fresh --explain\n  \
    dateline search Massoud --unfold --sort oldest")]
pub(crate) struct SearchArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// Tell how the question is read, clause by clause, and do not search; as text or json
    #[arg(long)]
    pub(crate) explain_query: bool,
    /// The order of the hits
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub(crate) sort: SortArg,
    /// Rank by what the best ten articles say more often than others, too; tells which words
    /// these are
    #[arg(long)]
    pub(crate) expand: bool,
    /// Prefer recent articles: what is of the newest date in the archive, or of --now, counts
    /// most, what is 30 days older half of that
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Say of each hit why it is where it is; with text, the form if none is named, and json
    #[arg(long)]
    pub(crate) explain: bool,
    /// One hit for all copies of a report, as text has it: the best ranked one; count counts
    /// them once
    #[arg(long, conflicts_with = "unfold")]
    pub(crate) fold: bool,
    /// Tell of each hit its copies among those that match; with json
    #[arg(long)]
    pub(crate) families: bool,
    /// Every copy of a report a hit of its own, as all other forms have it
    #[arg(long)]
    pub(crate) unfold: bool,
    /// The most hits to give
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Leave out so many of the first hits
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// The most passages to give of each hit; 2 if not given
    #[arg(long, value_name = "N")]
    pub(crate) passages: Option<usize>,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<HitsFormat>,
    /// Answer each line of a file, or of standard input (-), in parallel: a question, or an
    /// id, a tab and a question. Output begins with the id, else the number of the line
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    pub(crate) queries: Option<PathBuf>,
    /// How many questions to answer at a time; as many as there are processors
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Print the handle of each passage for `dateline cite`; with text, the form if none is named
    #[arg(long)]
    pub(crate) cite: bool,
    /// Which fields csv and tsv have, in this order: id, published, published_from,
    /// published_reliability, outlet, title, path, score, passage, cite, family, copies
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(crate) fields: Vec<HitField>,
    /// Paths and ids end in NUL instead of a line feed
    #[arg(long, short = '0')]
    pub(crate) null: bool,
    /// What stands before a match where there is no colour; ** if not given
    #[arg(long, value_name = "TEXT")]
    pub(crate) mark_start: Option<String>,
    /// What stands after it
    #[arg(long, value_name = "TEXT")]
    pub(crate) mark_end: Option<String>,
}

/// The forms of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HitsFormat {
    /// For people
    Text,
    /// JSON Lines, documented in docs/output-format.md
    Json,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values without a header line
    Tsv,
    /// The paths of the sources
    Paths,
    /// The ids
    Ids,
    /// The number of articles
    Count,
    /// A TREC run: query Q0 id rank score tag
    Trec,
}

/// A field of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HitField {
    Id,
    Published,
    #[value(name = "published_from")]
    PublishedFrom,
    #[value(name = "published_reliability")]
    PublishedReliability,
    Outlet,
    Title,
    Path,
    Score,
    Passage,
    Family,
    Copies,
    /// The handle of the first passage, for `dateline cite`
    Cite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortArg {
    /// The best match first
    Relevance,
    /// The latest published first
    Newest,
    /// The earliest published first
    Oldest,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline count Massoud\n  \
    dateline count place:Tajikistan --since 2021-09-01\n  \
    dateline count --in ~/news '\"safe house\"'\n  \
    dateline count '\"safe house\"' --origins")]
pub(crate) struct CountArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// Count copies of one report once
    #[arg(long)]
    pub(crate) origins: bool,
}

#[derive(Debug, Args)]
#[command(before_long_help = "Examples:\n  \
    dateline facets --by person\n  \
    dateline facets Tajikistan --by outlet\n  \
    dateline facets Massoud --by place --level country\n  \
    dateline facets person:Saleh --by date --limit 20 --format csv\n  \
    dateline facets Massoud --by published --level week\n  \
    dateline facets Stryk --by person --significant\n\n\
    entities.toml beside the index says which names are one person's: \
    same = [[\"Trump\", \"Donald Trump\"]]")]
pub(crate) struct FacetsArgs {
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// What to count by
    #[arg(long, value_name = "WHAT")]
    pub(crate) by: FacetArg,
    /// Draw together: places to country, region or city; dates to day, week (from Monday),
    /// month, quarter, year or decade
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<LevelArg>,
    /// Rank by how much more often the matching articles have a value than the whole archive
    #[arg(long)]
    pub(crate) significant: bool,
    /// The most values to give
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// The form of the answer; on a terminal text, else tsv
    #[arg(long, short = 'o', value_name = "FORMAT")]
    pub(crate) format: Option<TableFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FacetArg {
    /// The persons named, each under all spellings
    #[value(alias = "persons")]
    Person,
    /// The places named
    #[value(alias = "places")]
    Place,
    /// The dates spoken of
    Date,
    /// The publication date
    Published,
    /// The outlet
    Outlet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_the_shell_took_come_back() {
        for (argument, expected) in [
            ("Dushanbe", "Dushanbe"),
            ("safe house", "\"safe house\""),
            ("person:Ahmad Massoud", "person:\"Ahmad Massoud\""),
            ("person:\"Ahmad Massoud\"", "person:\"Ahmad Massoud\""),
            ("person:=Ahmed Masood", "person:=\"Ahmed Masood\""),
            ("near:New York~60mi", "near:\"New York~60mi\""),
            ("Massoud -Turkey", "Massoud -Turkey"),
            ("Massoud –Turkey", "Massoud –Turkey"),
            ("Stryk OR apricots", "Stryk OR apricots"),
            ("fled place:Kabul", "fled place:Kabul"),
        ] {
            assert_eq!(requoted(argument), expected);
        }
    }
}
