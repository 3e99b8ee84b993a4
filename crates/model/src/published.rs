use crate::PartialDate;

/// When an article appeared, and how that is known.
///
/// ```
/// use dateline_model::{CrossCheck, DateClaim, Published, PublishedSource, Reliability};
///
/// let url = DateClaim { date: "2019".parse()?, source: PublishedSource::Url };
/// let alone = Published::alone("2021-09-25".parse()?, PublishedSource::Metadata);
/// assert_eq!(alone.reliability(), Reliability::High);
/// let disputed = Published { check: CrossCheck::Differs(url), ..alone };
/// assert_eq!(disputed.reliability(), Reliability::Medium);
/// # Ok::<(), dateline_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Published {
    /// The date, as far as it is known.
    pub date: PartialDate,
    /// From where.
    pub source: PublishedSource,
    /// What the article's other sources say of it.
    pub check: CrossCheck,
}

impl Published {
    /// A date that no other source of the article has anything to say on.
    #[must_use]
    pub fn alone(date: PartialDate, source: PublishedSource) -> Self {
        Self { date, source, check: CrossCheck::Alone }
    }

    /// How far the date can be relied on, by this table:
    ///
    /// | source | alone | another agrees | another differs |
    /// | --- | --- | --- | --- |
    /// | metadata, URL | high | high | medium |
    /// | dateline, text, path | medium | high | low |
    /// | updated | low | medium | low |
    /// | mtime | low | low | low |
    ///
    /// A date that is alone and not known to the day is one step lower: so few digits are
    /// easily something else, the year of a copyright or the number of a folder.
    #[must_use]
    pub fn reliability(self) -> Reliability {
        use PublishedSource as Source;
        use Reliability::{High, Low, Medium};
        let [alone, agreed, disputed] = match self.source {
            Source::Metadata | Source::Url => [High, High, Medium],
            Source::Dateline | Source::Text | Source::Path => [Medium, High, Low],
            Source::Updated => [Low, Medium, Low],
            Source::Mtime => [Low, Low, Low],
        };
        match (self.check, self.date) {
            (CrossCheck::Alone, PartialDate::Day(_)) => alone,
            (CrossCheck::Alone, PartialDate::Year(_) | PartialDate::Month(..)) => alone.lower(),
            (CrossCheck::Agrees(_), _) => agreed,
            (CrossCheck::Differs(_), _) => disputed,
        }
    }
}

/// What the most trusted of an article's other sources says of its publication date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CrossCheck {
    /// There is none that says anything of it.
    Alone,
    /// The same, as nearly as can be expected of it.
    Agrees(DateClaim),
    /// Something that cannot be true as well.
    Differs(DateClaim),
}

/// What one source says of when an article appeared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateClaim {
    /// The date.
    pub date: PartialDate,
    /// Who says so.
    pub source: PublishedSource,
}

/// How far a publication date can be relied on, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// A hint: the date may well be another.
    Low,
    /// Likely, but from a source that also has other dates.
    Medium,
    /// Said where publication dates are said, or by two sources.
    High,
}

impl Reliability {
    /// The reliability as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// One step lower, if there is one.
    fn lower(self) -> Self {
        match self {
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }
}

/// Where a publication date was found, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublishedSource {
    /// A field of the record: front matter, an HTML `meta` element, a JSON field.
    Metadata,
    /// The path of the URL.
    Url,
    /// A dateline with a year.
    Dateline,
    /// A line of the text that says so.
    Text,
    /// A field or line that says when the article was last changed: it appeared on that
    /// day or before.
    Updated,
    /// The path of the file.
    Path,
    /// When the file was last changed; only for who asks for it.
    Mtime,
}

impl PublishedSource {
    /// Every source, the most trusted first.
    pub const ALL: [Self; 7] = [
        Self::Metadata,
        Self::Url,
        Self::Dateline,
        Self::Text,
        Self::Updated,
        Self::Path,
        Self::Mtime,
    ];

    /// The source as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Url => "url",
            Self::Dateline => "dateline",
            Self::Text => "text",
            Self::Updated => "updated",
            Self::Path => "path",
            Self::Mtime => "mtime",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliability_is_of_source_precision_and_agreement() {
        use PublishedSource as Source;
        for (source, date, expected) in [
            (Source::Metadata, "2021-09-25", "high high medium"),
            (Source::Metadata, "2021-09", "medium high medium"),
            (Source::Url, "2021-09-25", "high high medium"),
            (Source::Url, "2021-09", "medium high medium"),
            (Source::Dateline, "2021-09-25", "medium high low"),
            (Source::Text, "2021-09-25", "medium high low"),
            (Source::Text, "2021", "low high low"),
            (Source::Updated, "2021-09-25", "low medium low"),
            (Source::Path, "2021-09-25", "medium high low"),
            (Source::Path, "2021-09", "low high low"),
            (Source::Mtime, "2021-09-25", "low low low"),
        ] {
            let date = date.parse().unwrap();
            let other = DateClaim { date, source: Source::Url };
            let checks = [CrossCheck::Alone, CrossCheck::Agrees(other), CrossCheck::Differs(other)];
            let reliability =
                checks.map(|check| Published { date, source, check }.reliability().as_str());
            assert_eq!(reliability.join(" "), expected, "{source:?} {date}");
        }
    }

    #[test]
    fn sources_stand_in_the_order_of_trust() {
        assert!(PublishedSource::ALL.is_sorted());
    }
}
