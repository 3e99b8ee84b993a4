//! What an article may have or lack, as terms of [`Fields::has`](crate::Fields::has).

use std::fmt;

/// Something that some articles have and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Has {
    /// It names a person.
    Person,
    /// It names a place.
    Place,
    /// It names an organisation.
    Organisation,
    /// It speaks of a date.
    Date,
    /// It is known when it appeared.
    Published,
    /// It is known who published it.
    Outlet,
    /// A title.
    Title,
    /// It is known who wrote it.
    Byline,
    /// A dateline.
    Dateline,
    /// It says which language it is in.
    Language,
    /// An address.
    Url,
    /// A text, not only a title.
    Text,
}

impl Has {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 12] = [
        Self::Person,
        Self::Place,
        Self::Organisation,
        Self::Date,
        Self::Published,
        Self::Outlet,
        Self::Title,
        Self::Byline,
        Self::Dateline,
        Self::Language,
        Self::Url,
        Self::Text,
    ];

    /// Its term, which is also its name in a query.
    ///
    /// ```
    /// use dateline_schema::Has;
    ///
    /// assert_eq!(Has::Person.as_str(), "person");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Date => "date",
            Self::Published => "published",
            Self::Outlet => "outlet",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Language => "language",
            Self::Url => "url",
            Self::Text => "text",
        }
    }
}

impl fmt::Display for Has {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
