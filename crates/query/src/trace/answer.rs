//! What can be asked of a person's whereabouts, and what is answered.

use dateline_model::{ByteSpan, CharSpan, DateAnchor, DateRange, PlaceId, SourceRange};
use dateline_whereabouts::{Kind, Stance, Via};

use crate::SearchRequest;
use crate::answer::Extent;
use crate::notice::Notice;
use crate::timeline::Reprint;

/// Who is traced, in which articles.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceRequest {
    /// The name of the person, or a part of it.
    pub person: String,
    /// In which articles to look. Where it asks for places or dates, only statements about
    /// these are given; offset and limit count statements.
    pub search: SearchRequest,
    /// Only statements of these stances; none for all.
    pub stances: Vec<Stance>,
    /// The order of the statements.
    pub by: TraceBy,
}

/// The order of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraceBy {
    /// By place, those of most origins first, and then by day.
    Place,
    /// By day and then by place.
    Day,
    /// By outlet and then by day.
    Outlet,
}

/// What the articles say of where a person is.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceAnswer {
    /// The spelling that most articles use; as asked when nobody was found.
    pub name: String,
    /// How many articles name the person and match the question.
    pub articles: u64,
    /// How many statements there are, those of the same words counted once.
    pub statements: u64,
    /// In how many articles they stand.
    pub reports: Reports,
    /// The places, those of most origins first.
    pub places: Vec<TracedPlace>,
    /// The statements asked for.
    pub rows: Vec<TraceRow>,
    /// Whether all articles were looked at.
    pub extent: Extent,
    /// What the asker should know of how the question was read.
    pub notes: Vec<Notice>,
}

/// In how many articles something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reports {
    /// Every article.
    pub articles: u64,
    /// Those that do not share their words with another one counted.
    pub origins: u64,
}

/// How many articles take a stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StanceCount {
    /// The stance.
    pub stance: Stance,
    /// In how many articles.
    pub reports: Reports,
}

/// A place with what is said of the person being there.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedPlace {
    /// The place.
    pub place: TracePlace,
    /// How many statements.
    pub statements: u64,
    /// In how many articles.
    pub reports: Reports,
    /// The stances that are taken, the plainest first.
    pub stances: Vec<StanceCount>,
    /// From the first to the last day that they speak of; none when none is known.
    pub days: Option<DateRange>,
}

/// A place as statements name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracePlace {
    /// Its number in the gazetteer; none for one that is not known.
    pub id: Option<PlaceId>,
    /// Its usual English name; of one that is not known, as printed.
    pub name: String,
    /// What contains it, the narrowest first.
    pub within: Vec<String>,
}

/// When a person is said to be somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraceDate {
    /// The sentence says so.
    Told {
        /// The days.
        days: DateRange,
        /// From where the parts were taken that the words do not say.
        anchor: DateAnchor,
    },
    /// It does not; the article appeared then.
    Published(DateRange),
}

/// A sentence that puts the person at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceRow {
    /// Which of [`TraceAnswer::places`].
    pub place: usize,
    /// The words that name the place.
    pub place_words: String,
    /// When; none when nothing tells.
    pub date: Option<TraceDate>,
    /// What the sentence says of whether it is so.
    pub stance: Stance,
    /// How the person is there.
    pub kind: Kind,
    /// By which words the sentence speaks of the person.
    pub via: Via,
    /// Who says so, in the words of the article.
    pub speaker: Option<String>,
    /// The article, the earliest published of those with the sentence.
    pub article: Reprint,
    /// Its title; empty when it has none.
    pub title: String,
    /// The path of its source.
    pub path: String,
    /// The sentence; of one that is very long, the part around the place.
    pub text: String,
    /// Where that stands in the text of the article, in bytes.
    pub span: ByteSpan,
    /// The same in characters.
    pub characters: CharSpan,
    /// Where it stands in the source file, as far as that can be said.
    pub source: Option<SourceRange>,
    /// The words that stand for the person, as a span of `text`.
    pub person_light: ByteSpan,
    /// The words that name the place, as a span of `text`.
    pub place_light: ByteSpan,
    /// Other articles with the same sentence, the earliest published first.
    pub also: Vec<Reprint>,
}

impl TraceDate {
    /// The days.
    #[must_use]
    pub fn days(self) -> DateRange {
        match self {
            Self::Told { days, .. } | Self::Published(days) => days,
        }
    }

    /// Where the days are from, as one lower-case word, for output.
    #[must_use]
    pub fn basis(self) -> &'static str {
        match self {
            Self::Told { .. } => "sentence",
            Self::Published(_) => "published",
        }
    }
}

impl TraceAnswer {
    pub(super) fn nobody(name: &str, notes: Vec<Notice>) -> Self {
        Self {
            name: name.to_owned(),
            articles: 0,
            statements: 0,
            reports: Reports::default(),
            places: Vec::new(),
            rows: Vec::new(),
            extent: Extent::Whole,
            notes,
        }
    }
}
