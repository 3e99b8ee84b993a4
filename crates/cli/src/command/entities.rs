//! `dateline entities`: the persons, places and dates of texts, without an index.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dateline_articles::{Found, ReadOptions, WalkOptions, open, walk};
use dateline_entities::Annotator;
use dateline_model::{
    Article, ArticleId, ContentHash, DateMention, Entity, Mention, OffsetMap, PartialDate,
    PlaceKind, Published, PublishedSource, Section, SourceKey,
};
use serde::{Deserialize, Serialize};

use crate::args::{EntitiesArgs, OffsetsArg};
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
    entities: Vec<FoundRecord<'a>>,
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

pub(super) fn run(args: &EntitiesArgs) -> anyhow::Result<Exit> {
    let job = Job { annotator: Annotator::new(), offsets: args.offsets };
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
    offsets: OffsetsArg,
}

impl Job {
    /// A stream: JSON Lines when it begins with `{`, else one text.
    fn stream(&self, stream: impl Read, out: &mut Out) -> anyhow::Result<Exit> {
        let mut stream = BufReader::with_capacity(1 << 20, stream);
        match stream.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{') => self.lines(stream, out),
            _ => {
                let mut bytes = Vec::new();
                stream.read_to_end(&mut bytes)?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.text(&serde_json::Value::from("-"), text, None, out)?;
                Ok(Exit::Success)
            }
        }
    }

    /// A file: JSON Lines with texts as they are; any other as the index would read it.
    fn file(&self, path: &Path, out: &mut Out) -> anyhow::Result<Exit> {
        if path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson") {
            let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
            return self.lines(BufReader::with_capacity(1 << 20, file), out);
        }
        let absolute = std::path::absolute(path)?;
        let mut exit = Exit::Success;
        for found in walk(&absolute, &WalkOptions::default()) {
            let records = match found {
                Found::Source(source) => open(&source),
                Found::Refused { path, refusal } => bail!("{}: {refusal}", path.display()),
            };
            let records =
                records.map_err(|refusal| anyhow::anyhow!("{}: {refusal}", path.display()))?;
            for record in records {
                match record.and_then(|record| record.read(&ReadOptions::default())) {
                    Ok(article) => self.article(&article, out)?,
                    Err(refusal) => {
                        say(&format!("dateline: {}: {refusal}", path.display()));
                        exit = Exit::SomeFailed;
                    }
                }
            }
        }
        Ok(exit)
    }

    fn lines(&self, stream: impl BufRead, out: &mut Out) -> anyhow::Result<Exit> {
        let mut exit = Exit::Success;
        for (number, line) in stream.split(b'\n').enumerate() {
            let line = line?;
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
        let mentions = self.annotator.annotate(&article);
        let found = self.records(&mentions, Section::Text, &article.text, None);
        safe::write_json(out, &AnswerRecord { id, entities: found })
    }

    fn article(&self, article: &Article, out: &mut Out) -> anyhow::Result<()> {
        let mentions = self.annotator.annotate(article);
        let mut found = Vec::with_capacity(mentions.len());
        for (part, text) in [(Section::Title, &article.title), (Section::Text, &article.text)] {
            found.extend(self.records(&mentions, part, text, Some(section(part))));
        }
        let id = serde_json::Value::from(article.id.as_str());
        safe::write_json(out, &AnswerRecord { id: &id, entities: found })
    }

    fn records<'a>(
        &self,
        mentions: &'a [Mention],
        part: Section,
        text: &'a str,
        section: Option<&'static str>,
    ) -> Vec<FoundRecord<'a>> {
        let mut counter = Counter { text, offsets: self.offsets, bytes: 0, units: 0 };
        let of_part = mentions.iter().filter(|mention| mention.section == part);
        of_part
            .filter_map(|mention| {
                let words = mention.span.of(text)?;
                let start = counter.at(mention.span.start());
                let length = match self.offsets {
                    OffsetsArg::Bytes => words.len(),
                    OffsetsArg::Chars => words.chars().count(),
                };
                let entity = entity(mention);
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

fn entity(mention: &Mention) -> EntityRecord<'_> {
    let confidence = f64::from(mention.confidence.as_hundredths()) / 100.0;
    let base = EntityRecord { confidence, ..EntityRecord::default() };
    match &mention.entity {
        Entity::Person(name) => EntityRecord { r#type: "PER", name: Some(name.as_str()), ..base },
        Entity::Organisation => EntityRecord { r#type: "ORG", ..base },
        Entity::Place(None) => EntityRecord { r#type: "LOC", ..base },
        Entity::Place(Some(place)) => EntityRecord {
            r#type: "LOC",
            name: Some(&place.name),
            geonameid: Some(place.id.0),
            lat: Some(place.latitude),
            lon: Some(place.longitude),
            cc: place.country.as_ref().map(|code| code.as_str()),
            is_country: Some(place.kind == PlaceKind::Country),
            ..base
        },
        Entity::YearlessDay(day) => {
            EntityRecord { r#type: "DATE", value: Some(day.to_string()), ..base }
        }
        Entity::Date(DateMention { range, anchor }) => EntityRecord {
            r#type: "DATE",
            value: Some(range.to_string()),
            anchor: Some(anchor.as_str()),
            ..base
        },
    }
}

/// A text as an article of nothing else; what is no date is no publication date.
fn bare_article(text: String, published: Option<&str>) -> Article {
    let published = published.and_then(|text| text.get(..10).unwrap_or(text).parse().ok());
    Article {
        id: ArticleId::from_path("-", None),
        source: SourceKey { path: PathBuf::from("-"), record: None },
        content_hash: ContentHash([0; 32]),
        outlet: None,
        url: None,
        title: String::new(),
        byline: None,
        dateline: None,
        published: published
            .map(|date: PartialDate| Published { date, source: PublishedSource::Metadata }),
        language: None,
        text,
        offsets: OffsetMap::default(),
    }
}
