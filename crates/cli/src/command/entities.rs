//! `dateline entities`: the persons, places and dates of texts, without an index.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dateline_articles::{Found, RawRecord, ReadOptions, Reading, WalkOptions, open_with, walk};
use dateline_entities::Annotator;
use dateline_entities::date::{self, TimeExpression};
use dateline_model::{
    Article, ArticleId, ContentHash, Entity, Mention, OffsetMap, PartialDate, Published,
    PublishedSource, Section, SourceKey,
};
use dateline_query::Overrides;
use serde::{Deserialize, Serialize};

use super::bounded::{self, Line};
use crate::args::{EntitiesArgs, GlobalArgs, OffsetsArg};
use crate::exit::Exit;
use crate::output::record::{EntityRecord, section};
use crate::output::{self, Out, safe, say};

/// A text to annotate, one line of JSON Lines.
#[derive(Deserialize)]
struct TextRecord {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default, alias = "dct")]
    published: Option<String>,
}

/// What was found in it.
#[derive(Serialize)]
struct AnswerRecord<'a> {
    id: &'a serde_json::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(flatten)]
    answer: Answer<'a>,
}

/// What was asked for.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer<'a> {
    Entities(Vec<FoundRecord<'a>>),
    Timex(Vec<TimexRecord>),
}

/// A temporal expression.
#[derive(Serialize)]
struct TimexRecord {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'static str>,
    confidence: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
}

#[derive(Serialize)]
struct FoundRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    #[serde(flatten)]
    entity: EntityRecord<'a>,
}

pub(super) fn run(global: &GlobalArgs, args: &EntitiesArgs) -> anyhow::Result<Exit> {
    let job = Job {
        annotator: Annotator::new(),
        options: ReadOptions { limits: global.limits(), ..ReadOptions::default() },
        overrides: super::overrides::named(global)?,
        offsets: args.offsets,
        texts: if args.with_text { Texts::Given } else { Texts::LeftOut },
        wanted: if args.timex { Wanted::Timex } else { Wanted::Entities },
    };
    let mut out = output::stdout();
    let exit = match args.file.as_os_str() == "-" {
        true => job.stream(std::io::stdin().lock(), &mut out),
        false => job.file(&args.file, &mut out),
    }?;
    out.flush()?;
    Ok(exit)
}

struct Job {
    annotator: Annotator,
    options: ReadOptions,
    overrides: Overrides,
    offsets: OffsetsArg,
    texts: Texts,
    wanted: Wanted,
}

/// A text of an article: which one, the text, and its name where records tell it.
type Part<'a> = (Section, &'a str, Option<&'static str>);

/// What is asked for of each text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Persons, places, organisations and dates.
    Entities,
    /// Temporal expressions.
    Timex,
}

/// Whether the texts that offsets count in are given with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Texts {
    Given,
    LeftOut,
}

impl Job {
    /// A stream: JSON Lines when it begins with `{`, else one text.
    fn stream(&self, stream: impl Read, out: &mut Out) -> anyhow::Result<Exit> {
        let mut stream = BufReader::with_capacity(1 << 20, stream);
        match stream.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{') => self.lines(stream, out),
            _ => {
                let bytes = bounded::whole(stream, self.options.limits.text, "standard input")?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.text(&serde_json::Value::from("-"), text, None, out)?;
                Ok(Exit::Success)
            }
        }
    }

    /// A file: JSON Lines and plain text as they are; any other as the index would read it.
    fn file(&self, path: &Path, out: &mut Out) -> anyhow::Result<Exit> {
        if path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson") {
            let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
            return self.lines(BufReader::with_capacity(1 << 20, file), out);
        }
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
            && let Some((text, published)) = one_text(path, &self.options)?
        {
            let id = serde_json::Value::from(path.to_string_lossy());
            self.text(&id, text, published.as_deref(), out)?;
            return Ok(Exit::Success);
        }
        let absolute = std::path::absolute(path)?;
        let mut exit = Exit::Success;
        for found in walk(&absolute, &WalkOptions::default()) {
            let records = match found {
                Found::Source(source) => open_with(&source, &self.options),
                Found::Refused { path, refusal } => bail!("{}: {refusal}", path.display()),
            };
            let records =
                records.map_err(|refusal| anyhow::anyhow!("{}: {refusal}", path.display()))?;
            for record in records {
                let refused = match record.and_then(|record| record.read(&self.options)) {
                    Ok(Reading { article, missing }) => {
                        self.article(&article, out)?;
                        missing
                    }
                    Err(refusal) => Some(refusal),
                };
                if let Some(refusal) = refused {
                    say(&format!("dateline: {}: {refusal}", path.display()));
                    exit = Exit::SomeFailed;
                }
            }
        }
        Ok(exit)
    }

    fn lines(&self, stream: impl BufRead, out: &mut Out) -> anyhow::Result<Exit> {
        let mut exit = Exit::Success;
        let longest = self.options.limits.record;
        for (number, line) in bounded::lines(stream, b'\n', longest).enumerate() {
            let Line::Whole(line) = line? else {
                say(&format!("dateline: line {}: longer than {longest} bytes", number + 1));
                exit = Exit::SomeFailed;
                continue;
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<TextRecord>(&line) {
                Ok(TextRecord { id, text, published }) => {
                    let id = if id.is_null() { serde_json::Value::from(number + 1) } else { id };
                    self.text(&id, text, published.as_deref(), out)?;
                }
                Err(error) => {
                    say(&format!("dateline: line {}: {error}", number + 1));
                    exit = Exit::SomeFailed;
                }
            }
        }
        Ok(exit)
    }

    fn text(
        &self,
        id: &serde_json::Value,
        text: String,
        published: Option<&str>,
        out: &mut Out,
    ) -> anyhow::Result<()> {
        let article = bare_article(text, published);
        let parts = [(Section::Text, article.text.as_str(), None)];
        self.write(id, &article, &parts, out)
    }

    fn article(&self, article: &Article, out: &mut Out) -> anyhow::Result<()> {
        let parts = [(Section::Title, &article.title), (Section::Text, &article.text)]
            .map(|(part, text)| (part, text.as_str(), Some(section(part))));
        let id = serde_json::Value::from(article.id.as_str());
        self.write(&id, article, &parts, out)
    }

    /// Writes what is found in the parts of an article.
    fn write(
        &self,
        id: &serde_json::Value,
        article: &Article,
        parts: &[Part<'_>],
        out: &mut Out,
    ) -> anyhow::Result<()> {
        let part_text = |wanted| {
            let part = parts.iter().find(|(part, ..)| *part == wanted);
            part.and_then(|&(_, text, _)| self.given(text))
        };
        let (title, text) = (part_text(Section::Title), part_text(Section::Text));
        let parts = parts.iter();
        match self.wanted {
            Wanted::Entities => {
                let mentions = self.annotator.annotate(article);
                let records = parts.flat_map(|part| self.records(&mentions, *part));
                let answer = Answer::Entities(records.collect());
                safe::write_json(out, &AnswerRecord { id, title, text, answer })
            }
            Wanted::Timex => {
                let anchor = date::Anchor::of(article);
                let found = date::expressions(&article.title, &article.text, anchor);
                let records = parts.flat_map(|part| self.timexes(&found, *part));
                let answer = Answer::Timex(records.collect());
                safe::write_json(out, &AnswerRecord { id, title, text, answer })
            }
        }
    }

    /// The temporal expressions of one part.
    fn timexes(
        &self,
        found: &[TimeExpression],
        (part, text, section): Part<'_>,
    ) -> Vec<TimexRecord> {
        let mut counter = Counter { text, offsets: self.offsets, bytes: 0, units: 0 };
        let of_part = found.iter().filter(|found| found.section == part);
        let record = |found: &TimeExpression| TimexRecord {
            start: counter.at(found.span.start()),
            end: counter.at(found.span.end()),
            kind: found.timex.kind().as_str(),
            value: found.timex.to_string(),
            anchor: found.anchor.map(|anchor| anchor.as_str()),
            confidence: found.confidence.fraction(),
            section,
        };
        of_part.map(record).collect()
    }

    fn given<'t>(&self, text: &'t str) -> Option<&'t str> {
        (self.texts == Texts::Given).then_some(text)
    }

    /// Whether the overrides have nothing against a mention.
    fn is_wanted(&self, mention: &Mention, words: &str) -> bool {
        match &mention.entity {
            Entity::Person(name) => {
                !self.overrides.is_never_person(name.as_str())
                    && !self.overrides.is_never_person(words)
            }
            Entity::Place(_) => !self.overrides.is_never_place(words),
            _ => true,
        }
    }

    fn records<'a>(
        &self,
        mentions: &'a [Mention],
        (part, text, section): Part<'a>,
    ) -> Vec<FoundRecord<'a>> {
        let mut counter = Counter { text, offsets: self.offsets, bytes: 0, units: 0 };
        let of_part = mentions.iter().filter(|mention| mention.section == part);
        of_part
            .filter_map(|mention| {
                let words = mention.span.of(text).filter(|words| self.is_wanted(mention, words))?;
                let start = counter.at(mention.span.start());
                let length = match self.offsets {
                    OffsetsArg::Bytes => words.len(),
                    OffsetsArg::Chars => words.chars().count(),
                };
                let entity = EntityRecord::of_mention(mention);
                Some(FoundRecord { start, end: start + length, text: words, section, entity })
            })
            .collect()
    }
}

/// Counts offsets forward through a text.
struct Counter<'a> {
    text: &'a str,
    offsets: OffsetsArg,
    bytes: usize,
    units: usize,
}

impl Counter<'_> {
    /// The offset of a byte; bytes come in order, or near enough.
    fn at(&mut self, byte: usize) -> usize {
        if self.offsets == OffsetsArg::Bytes {
            return byte;
        }
        if byte < self.bytes {
            (self.bytes, self.units) = (0, 0);
        }
        self.units += self.text[self.bytes..byte].chars().count();
        self.bytes = byte;
        self.units
    }
}

/// What a file of plain text says, if it is UTF-8 and no collection of several articles, so
/// that offsets point into the file; and when its article was published, as the index would
/// read it, since relative dates are read by it.
fn one_text(
    path: &Path,
    options: &ReadOptions,
) -> anyhow::Result<Option<(String, Option<String>)>> {
    let name = path.display().to_string();
    let file = std::fs::File::open(path).with_context(|| name.clone())?;
    // What is larger is no text, but may be many.
    if file.metadata().with_context(|| name.clone())?.len() > options.limits.text as u64 {
        return Ok(None);
    }
    let bytes = bounded::whole(file, options.limits.text, &name)?;
    let mut records = records_of(path, options);
    let (first, second) = (records.next(), records.next());
    let reading = first.and_then(|record| record.read(options).ok());
    let published = reading.and_then(|reading| reading.article.published);
    let published = published.map(|published| published.date.to_string());
    let text = String::from_utf8(bytes).ok().filter(|_| second.is_none());
    Ok(text.map(|text| (text, published)))
}

/// The records of a file that can be read.
fn records_of(path: &Path, options: &ReadOptions) -> impl Iterator<Item = RawRecord> {
    let absolute = std::path::absolute(path).into_iter();
    let found = absolute.flat_map(|path| walk(&path, &WalkOptions::default()).collect::<Vec<_>>());
    let sources = found.filter_map(|found| match found {
        Found::Source(source) => open_with(&source, options).ok(),
        Found::Refused { .. } => None,
    });
    sources.flatten().flatten()
}

/// A text as an article of nothing else; what is no date is no publication date.
fn bare_article(text: String, published: Option<&str>) -> Article {
    let published = published.and_then(|text| text.get(..10).unwrap_or(text).parse().ok());
    Article {
        id: ArticleId::from_path("-", None),
        source: SourceKey { path: PathBuf::from("-"), entry: None, record: None },
        content_hash: ContentHash([0; 32]),
        outlet: None,
        url: None,
        title: String::new(),
        byline: None,
        dateline: None,
        published: published
            .map(|date: PartialDate| Published::alone(date, PublishedSource::Metadata)),
        language: None,
        text,
        offsets: OffsetMap::default(),
    }
}
