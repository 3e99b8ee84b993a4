//! Records of JSON output: the wire types, apart from those of the libraries, so that
//! neither changes by accident with the other. `docs/output-format.md` documents them.

use std::time::Duration;

use dateline_model::{
    ByteSpan, CharSpan, Confidence, ContentHash, CountryCode, DateLevel, DateMention, Entity,
    Mention, PlaceKind, Section,
};
use dateline_query::{
    Counted, Extent, FacetAnswer, Folding, Hit, HitPassage, Matching, Named, NamedKind, Overrides,
    SearchAnswer, Status,
};
use dateline_schema::{StoredArticle, StoredEntity, StoredMention};
use serde::Serialize;

use super::explanation::ExplanationRecord;
use super::notice::messages;
use super::place_in_text::PlaceInText;
use super::published::PublishedRecord;

/// The first record of every answer.
#[derive(Serialize)]
pub(crate) struct Header<'h> {
    r#type: &'static str,
    schema: &'static str,
    dateline: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'h str>,
}

impl<'h> Header<'h> {
    /// The header of records of a schema; the question for answers to one.
    pub(crate) fn new(schema: &'static str, query: Option<&'h str>) -> Self {
        Self { r#type: "header", schema, dateline: env!("CARGO_PKG_VERSION"), query }
    }
}

/// A record of an answer, with the id of the question where it is one of several.
#[derive(Serialize)]
pub(crate) struct OfQuery<'q, T> {
    #[serde(flatten)]
    pub(crate) record: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) query_id: Option<&'q str>,
}

/// A half-open span, in bytes unless it is said otherwise.
#[derive(Serialize)]
pub(crate) struct SpanRecord {
    start: usize,
    end: usize,
}

impl From<ByteSpan> for SpanRecord {
    fn from(span: ByteSpan) -> Self {
        Self { start: span.start(), end: span.end() }
    }
}

impl From<CharSpan> for SpanRecord {
    fn from(span: CharSpan) -> Self {
        Self { start: span.start, end: span.end }
    }
}

pub(super) fn spans(spans: &[ByteSpan]) -> Vec<SpanRecord> {
    spans.iter().map(|&span| span.into()).collect()
}

/// One hit.
#[derive(Serialize)]
pub(crate) struct HitRecord<'h> {
    r#type: &'static str,
    rank: usize,
    id: &'h str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    title: &'h str,
    title_lights: Vec<SpanRecord>,
    outlet: Option<&'h str>,
    #[serde(flatten)]
    published: PublishedRecord,
    path: &'h str,
    /// None where it was not asked for.
    #[serde(flatten)]
    family: Option<FamilyRecord<'h>>,
    record: Option<u64>,
    hash: Option<String>,
    passages: Vec<PassageRecord<'h>>,
    named: Vec<NamedRecord<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationRecord<'h>>,
}

/// The copies of a hit.
#[derive(Serialize)]
struct FamilyRecord<'h> {
    /// The id of the copy that appeared first; null where there are no copies.
    family: Option<&'h str>,
    copies: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copy_ids: Vec<&'h str>,
}

/// A person or place of the question, as the article names it.
#[derive(Serialize)]
struct NamedRecord<'h> {
    r#type: &'static str,
    asked: &'h str,
    names: &'h [String],
}

fn named(named: &Named) -> NamedRecord<'_> {
    let r#type = match named.kind {
        NamedKind::Person => "PER",
        NamedKind::Place => "LOC",
    };
    NamedRecord { r#type, asked: &named.asked, names: &named.printed }
}

/// One passage of a hit; `lights` are offsets into its `text`.
#[derive(Serialize)]
struct PassageRecord<'h> {
    text: &'h str,
    lights: Vec<SpanRecord>,
    #[serde(flatten)]
    place: PlaceInText,
    cite: String,
}

impl<'h> HitRecord<'h> {
    pub(crate) fn new(rank: usize, hit: &'h Hit, folding: Folding) -> Self {
        Self {
            r#type: "hit",
            rank,
            id: hit.id.as_str(),
            score: hit.score,
            title: &hit.title,
            title_lights: spans(&hit.title_lights),
            outlet: hit.outlet.as_deref(),
            published: hit.published.into(),
            path: &hit.path,
            family: (folding != Folding::Ignored).then(|| family(hit)),
            record: hit.record,
            hash: hit.hash.map(|hash| hash.to_string()),
            passages: hit.passages.iter().map(|of_hit| passage(hit, of_hit)).collect(),
            named: hit.named.iter().map(named).collect(),
            explanation: hit.explanation.as_ref().map(ExplanationRecord::from),
        }
    }
}

fn family(hit: &Hit) -> FamilyRecord<'_> {
    let copies = hit.family.iter().flat_map(|family| family.copies.iter());
    FamilyRecord {
        family: hit.family.as_ref().map(|family| family.first.as_str()),
        copies: hit.family.as_ref().map_or(0, |family| family.count),
        copy_ids: copies.map(|copy| copy.id.as_str()).collect(),
    }
}

fn passage<'h>(hit: &Hit, passage: &'h HitPassage) -> PassageRecord<'h> {
    let HitPassage { section, span, characters, source, .. } = *passage;
    PassageRecord {
        text: &passage.text,
        lights: spans(&passage.lights),
        place: PlaceInText::new(section, span, characters, source),
        cite: passage.part().handle(hit.id.as_str()),
    }
}

/// The last record of a search.
#[derive(Serialize)]
pub(crate) struct SearchSummary<'s> {
    r#type: &'static str,
    total: u64,
    shown: usize,
    matching: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origins: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origins_exact: Option<bool>,
    timed_out: bool,
    elapsed_us: u64,
    notes: Vec<&'s str>,
}

impl<'s> SearchSummary<'s> {
    /// The summary of an answer that took so long.
    pub(crate) fn new(answer: &'s SearchAnswer, took: Duration) -> Self {
        Self {
            r#type: "summary",
            total: answer.total,
            shown: answer.hits.len(),
            matching: match answer.matching {
                Matching::Whole => "all",
                Matching::Some => "some",
                Matching::Any => "any",
            },
            origins: answer.origins.map(|origins| origins.count),
            origins_exact: answer.origins.map(|origins| origins.counted == Counted::Exactly),
            timed_out: answer.extent == Extent::Part,
            elapsed_us: u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            notes: messages(&answer.notes),
        }
    }
}

/// One value of a facet.
#[derive(Serialize)]
pub(crate) struct FacetRecord<'f> {
    r#type: &'static str,
    value: &'f str,
    articles: u64,
    origins: Option<u64>,
}

impl<'f> FacetRecord<'f> {
    pub(crate) fn new(facet: &'f dateline_query::Facet) -> Self {
        Self::of_type("facet", facet)
    }

    /// The record of a value that is no facet but counted as one.
    pub(crate) fn of_type(r#type: &'static str, facet: &'f dateline_query::Facet) -> Self {
        Self { r#type, value: &facet.value, articles: facet.articles, origins: facet.origins }
    }
}

/// The last record of facets.
#[derive(Serialize)]
pub(crate) struct FacetSummary<'f> {
    r#type: &'static str,
    total: u64,
    origins: Option<u64>,
    values: u64,
    timed_out: bool,
    notes: Vec<&'f str>,
}

impl<'f> FacetSummary<'f> {
    pub(crate) fn new(answer: &'f FacetAnswer) -> Self {
        let FacetAnswer { total, origins, values, extent, ref notes, .. } = *answer;
        let timed_out = extent == Extent::Part;
        let origins = origins.map(|origins| origins.count);
        Self { r#type: "summary", total, origins, values, timed_out, notes: messages(notes) }
    }
}

/// An article in full.
#[derive(Serialize)]
pub(crate) struct ArticleRecord<'a> {
    r#type: &'static str,
    id: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    byline: Option<&'a str>,
    #[serde(flatten)]
    published: PublishedRecord,
    dateline: Option<DatelineRecord>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    record: Option<u64>,
    hash: String,
    text: &'a str,
    mentions: Vec<MentionRecord<'a>>,
}

#[derive(Serialize)]
struct DatelineRecord {
    place: Option<String>,
    date: Option<String>,
    agency: Option<String>,
}

/// A mention in an article of the index; offsets in bytes of its title or text.
#[derive(Serialize)]
struct MentionRecord<'a> {
    section: &'static str,
    #[serde(flatten)]
    span: SpanRecord,
    #[serde(flatten)]
    entity: EntityRecord<'a>,
}

impl<'a> ArticleRecord<'a> {
    /// The article, without mentions of what the overrides say is never meant.
    pub(crate) fn new(article: &'a StoredArticle<'a>, overrides: &Overrides) -> Self {
        Self {
            r#type: "article",
            id: article.id,
            title: article.title,
            outlet: article.outlet,
            byline: article.byline,
            published: article.published().into(),
            dateline: article.dateline().map(|dateline| DatelineRecord {
                place: dateline.place,
                date: dateline.date.map(|date| date.to_string()),
                agency: dateline.agency,
            }),
            url: article.url,
            language: article.language,
            path: article.path,
            entry: article.entry,
            record: article.record,
            hash: ContentHash(article.content_hash).to_string(),
            text: article.text,
            mentions: article
                .mentions()
                .filter(|mention| !is_suppressed(mention, article, overrides))
                .map(mention)
                .collect(),
        }
    }
}

fn is_suppressed(
    mention: &StoredMention<'_>,
    article: &StoredArticle<'_>,
    overrides: &Overrides,
) -> bool {
    match mention.entity {
        StoredEntity::Person(name) => overrides.is_never_person(name),
        StoredEntity::Place(_) => {
            let words = mention.span.of(article.section(mention.section));
            overrides.is_never_place(words.unwrap_or_default())
        }
        _ => false,
    }
}

fn mention(mention: StoredMention<'_>) -> MentionRecord<'_> {
    MentionRecord {
        section: section(mention.section),
        span: mention.span.into(),
        entity: EntityRecord::of_stored(&mention),
    }
}

pub(crate) fn section(section: Section) -> &'static str {
    match section {
        Section::Title => "title",
        Section::Text => "text",
    }
}

/// What a mention speaks of.
#[derive(Serialize, Default)]
pub(crate) struct EntityRecord<'a> {
    pub(crate) r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a str>,
    pub(crate) confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) geonameid: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lat: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lon: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_country: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) precision: Option<&'static str>,
}

/// What a record tells of a place.
struct PlaceFacts<'a> {
    id: u32,
    name: &'a str,
    latitude: f32,
    longitude: f32,
    country: Option<&'a str>,
    kind: PlaceKind,
}

impl<'a> EntityRecord<'a> {
    fn of_stored(mention: &StoredMention<'a>) -> Self {
        let record = match mention.entity {
            StoredEntity::Person(name) => Self::person(name),
            StoredEntity::Organisation => Self::of_type("ORG"),
            StoredEntity::Place(place) => Self::place(place.map(|place| PlaceFacts {
                id: place.id,
                name: place.name,
                latitude: place.latitude,
                longitude: place.longitude,
                country: place.country(),
                kind: place.kind(),
            })),
            StoredEntity::YearlessDay(day) => Self::date(day),
            StoredEntity::Date(date) => Self::anchored(date),
        };
        record.with(mention.confidence)
    }

    /// The record of a mention that is in no index.
    pub(crate) fn of_mention(mention: &'a Mention) -> Self {
        let record = match &mention.entity {
            Entity::Person(name) => Self::person(name.as_str()),
            Entity::Organisation => Self::of_type("ORG"),
            Entity::Place(place) => Self::place(place.as_deref().map(|place| PlaceFacts {
                id: place.id.0,
                name: &place.name,
                latitude: place.latitude,
                longitude: place.longitude,
                country: place.country.as_ref().map(CountryCode::as_str),
                kind: place.kind,
            })),
            Entity::YearlessDay(day) => Self::date(*day),
            Entity::Date(date) => Self::anchored(*date),
        };
        record.with(mention.confidence)
    }

    fn of_type(r#type: &'static str) -> Self {
        Self { r#type, ..Self::default() }
    }

    fn person(name: &'a str) -> Self {
        Self { name: Some(name), ..Self::of_type("PER") }
    }

    fn place(place: Option<PlaceFacts<'a>>) -> Self {
        let record = Self::of_type("LOC");
        let Some(place) = place else { return record };
        Self {
            name: Some(place.name),
            geonameid: Some(place.id),
            lat: Some(place.latitude),
            lon: Some(place.longitude),
            cc: place.country,
            is_country: Some(place.kind == PlaceKind::Country),
            ..record
        }
    }

    fn date(value: impl ToString) -> Self {
        Self { value: Some(value.to_string()), ..Self::of_type("DATE") }
    }

    fn anchored(date: DateMention) -> Self {
        Self {
            anchor: Some(date.anchor.as_str()),
            precision: Some(date.range.level().map_or("span", DateLevel::as_str)),
            ..Self::date(date.range)
        }
    }

    fn with(self, confidence: Confidence) -> Self {
        Self { confidence: f64::from(confidence.as_hundredths()) / 100.0, ..self }
    }
}

/// What is in an index.
#[derive(Serialize)]
pub(crate) struct StatusRecord<'s> {
    r#type: &'static str,
    path: String,
    articles: u64,
    sources: u64,
    refused: u64,
    published_first: Option<String>,
    published_last: Option<String>,
    segments: usize,
    bytes: u64,
    format: u32,
    analyzer: u32,
    extractor: u32,
    roots: Vec<&'s str>,
}

impl<'s> StatusRecord<'s> {
    pub(crate) fn new(status: &'s Status) -> Self {
        let (first, last) = status.published.unzip();
        Self {
            r#type: "status",
            path: status.path.to_string_lossy().into_owned(),
            articles: status.articles,
            sources: status.sources,
            refused: status.refused,
            published_first: first.map(|date| date.to_string()),
            published_last: last.map(|date| date.to_string()),
            segments: status.segments,
            bytes: status.bytes,
            format: status.payload.format,
            analyzer: status.payload.analyzer,
            extractor: status.payload.extractor,
            roots: status.payload.roots.iter().map(|root| root.path.as_str()).collect(),
        }
    }
}
