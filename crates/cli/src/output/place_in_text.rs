//! Where a passage stands: in its article and in the source, in bytes and in characters.

use dateline_model::{ByteSpan, CharSpan, Fidelity, Section, SourceRange};
use serde::Serialize;

use super::record::{SpanRecord, section};

/// The fields of a record that say where its text stands.
#[derive(Serialize)]
pub(super) struct PlaceInText {
    section: &'static str,
    article: SpanRecord,
    article_chars: SpanRecord,
    #[serde(flatten)]
    source: SourcePlace,
}

/// The fields of a record that say where its text stands in the source; null for what is
/// not known.
#[derive(Serialize)]
pub(super) struct SourcePlace {
    source: Option<SpanRecord>,
    source_chars: Option<SpanRecord>,
    /// Whether the bytes of the source are those of the text.
    verbatim: Option<bool>,
}

impl PlaceInText {
    pub(super) fn new(
        of: Section,
        span: ByteSpan,
        characters: CharSpan,
        source: Option<SourceRange>,
    ) -> Self {
        Self {
            section: section(of),
            article: span.into(),
            article_chars: characters.into(),
            source: source.into(),
        }
    }
}

impl From<Option<SourceRange>> for SourcePlace {
    fn from(source: Option<SourceRange>) -> Self {
        Self {
            source: source.map(|source| source.bytes.into()),
            source_chars: source.and_then(|source| source.characters).map(SpanRecord::from),
            verbatim: source.map(|source| source.fidelity == Fidelity::Verbatim),
        }
    }
}
