use std::sync::Arc;

use crate::{ByteSpan, DateRange, PartialDate, PersonName, Place, YearlessDay};

/// One place of an article that speaks of a person, a place, an organisation or a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Which text of the article the span indexes.
    pub section: Section,
    /// The words, as a span of that text.
    pub span: ByteSpan,
    /// What they speak of.
    pub entity: Entity,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// A text of an article that is searched and annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The title.
    Title,
    /// The text.
    Text,
}

/// What a mention speaks of.
#[derive(Debug, Clone, PartialEq)]
pub enum Entity {
    /// A person, under the fullest name the article gives: a bare "Massoud" carries the
    /// name that introduced him.
    Person(PersonName),
    /// A place; `None` where the words name a place that is not, or not surely, one of
    /// the gazetteer.
    Place(Option<Arc<Place>>),
    /// An organisation, so that it is neither a person nor a place.
    Organisation,
    /// A date.
    Date(DateMention),
    /// A day whose year nothing in the article tells.
    YearlessDay(YearlessDay),
}

/// A date that an article speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// The days it can mean.
    pub range: DateRange,
    /// From where the parts that the words do not say were taken.
    pub anchor: DateAnchor,
}

/// What the missing parts of a date were read from; never the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateAnchor {
    /// Nothing is missing: the words say it all.
    Explicit,
    /// The dateline.
    Dateline(PartialDate),
    /// The publication date.
    Published(PartialDate),
    /// A date mentioned before in the same text.
    Narrative(PartialDate),
}

impl DateAnchor {
    /// The anchor as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Dateline(_) => "dateline",
            Self::Published(_) => "published",
            Self::Narrative(_) => "narrative",
        }
    }
}

/// A degree of belief in hundredths, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Nothing speaks against it.
    pub const CERTAIN: Self = Self(100);

    /// So many hundredths; more than 100 is 100.
    #[must_use]
    pub const fn hundredths(value: u8) -> Self {
        Self(if value > 100 { 100 } else { value })
    }

    /// The belief as a fraction of one.
    #[must_use]
    pub fn fraction(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The belief in hundredths.
    #[must_use]
    pub fn as_hundredths(self) -> u8 {
        self.0
    }
}
