use std::fmt;
use std::str::FromStr;

/// What a field of a record can say about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its own id.
    Id,
    /// Its headline.
    Title,
    /// Its text.
    Text,
    /// When it appeared.
    Published,
    /// When it was last changed.
    Updated,
    /// Where it was published.
    Url,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Byline,
    /// Its language.
    Language,
}

impl Field {
    /// Every field, in the order of declaration.
    pub const ALL: [Self; 9] = [
        Self::Id,
        Self::Title,
        Self::Text,
        Self::Published,
        Self::Updated,
        Self::Url,
        Self::Outlet,
        Self::Byline,
        Self::Language,
    ];

    /// The name under which a field map knows it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Text => "text",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Url => "url",
            Self::Outlet => "outlet",
            Self::Byline => "byline",
            Self::Language => "language",
        }
    }

    /// The names that a record is likely to use, the most trusted first, in lower case
    /// and without `_` and `-`.
    fn likely_names(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["id", "guid", "uuid", "uri"],
            Self::Title => &["title", "headline", "name"],
            Self::Text => &[
                "text",
                "body",
                "content",
                "article",
                "articletext",
                "fulltext",
                "bodytext",
                "bodyhtml",
                "bodyxhtml",
                "descriptiontext",
            ],
            Self::Published => &[
                "published",
                "publishedat",
                "datepublished",
                "firstpublished",
                "publisheddate",
                "publishedon",
                "publishedtime",
                "publishedutc",
                "pubdate",
                "publicationdate",
                "webpublicationdate",
                "firstpublicationdate",
                "publishdate",
                "publishtime",
                "pubtime",
                "dateissued",
                "issued",
                "displaydate",
                "date",
                "articledate",
                "datetime",
                "posted",
                "postedat",
                "dateposted",
                "created",
                "createdat",
                "createdutc",
                "datecreated",
                "creationdate",
                "firstcreated",
                "versioncreated",
                "timestamp",
            ],
            Self::Updated => &[
                "updated",
                "updatedat",
                "dateupdated",
                "lastupdated",
                "modified",
                "modifiedat",
                "datemodified",
                "lastmodified",
                "lastmod",
            ],
            Self::Url => &["url", "canonicalurl", "link"],
            Self::Outlet => &["outlet", "publisher", "source", "site", "domain"],
            Self::Byline => &["byline", "author", "authors"],
            Self::Language => &["language", "lang"],
        }
    }
}

impl FromStr for Field {
    type Err = FieldMapError;

    fn from_str(text: &str) -> Result<Self, FieldMapError> {
        let name = text.trim();
        Self::ALL
            .into_iter()
            .find(|field| field.as_str().eq_ignore_ascii_case(name))
            .or_else(|| likely(name.as_bytes()).map(|(field, _)| field))
            .ok_or_else(|| FieldMapError::UnknownField(name.to_owned()))
    }
}

/// Which name of a record stands for which field, besides the names that are guessed.
///
/// A name given here goes before every guessed name of its field; where a record lacks it,
/// the guesses still count.
///
/// ```
/// let map: dateline_articles::FieldMap = "title=headline,text=story_html".parse()?;
/// assert_eq!(map.to_string(), "title=headline,text=story_html");
/// # Ok::<(), dateline_articles::FieldMapError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap {
    names: Vec<(Field, String)>,
}

/// How much a name is to be trusted for its field, 0 the most.
pub(crate) type Rank = u8;

impl FieldMap {
    /// Reads `field=name`, or several of them separated by commas.
    ///
    /// # Errors
    ///
    /// A field that does not exist, or a pair that lacks a half.
    pub fn parse(text: &str) -> Result<Self, FieldMapError> {
        let names = text
            .split(',')
            .map(|pair| {
                let (field, name) = pair
                    .split_once('=')
                    .map(|(field, name)| (field.trim(), name.trim()))
                    .filter(|(field, name)| !field.is_empty() && !name.is_empty())
                    .ok_or_else(|| FieldMapError::NotAPair(pair.trim().to_owned()))?;
                Ok((field.parse()?, name.to_owned()))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { names })
    }

    /// This map and then the names of another.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.names.extend(other.names);
        self
    }

    /// The field that a name stands for, and how much it is to be trusted.
    pub(crate) fn lookup(&self, name: &str) -> Option<(Field, Rank)> {
        if let Some((field, _)) = self.names.iter().find(|(_, mapped)| mapped == name) {
            return Some((*field, 0));
        }
        likely(name.as_bytes())
    }
}

impl FromStr for FieldMap {
    type Err = FieldMapError;

    fn from_str(text: &str) -> Result<Self, FieldMapError> {
        Self::parse(text)
    }
}

impl fmt::Display for FieldMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (field, name)) in self.names.iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            write!(f, "{comma}{}={name}", field.as_str())?;
        }
        Ok(())
    }
}

/// Why a text is not a field map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldMapError {
    /// Not `field=name`.
    #[error("expected field=name, found {0:?}")]
    NotAPair(String),
    /// No field of an article has this name.
    #[error(
        "no field {0:?}; the fields are id, title, text, published, updated, url, outlet, byline, language"
    )]
    UnknownField(String),
}

/// The longest of the likely names.
const LONGEST: usize = 20;

/// The field that a name is likely to stand for, whatever its case, `_` and `-`.
fn likely(name: &[u8]) -> Option<(Field, Rank)> {
    let mut plain = [0; LONGEST];
    let mut length = 0;
    for byte in name.iter().filter(|byte| !matches!(byte, b'_' | b'-')) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let plain = &plain[..length];
    Field::ALL.into_iter().find_map(|field| {
        let rank = field.likely_names().iter().position(|known| known.as_bytes() == plain)?;
        // Rank 0 is left for the names that a map gives.
        Some((field, rank as Rank + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_guessed() {
        for (name, expected) in [
            ("title", Some(Field::Title)),
            ("Headline", Some(Field::Title)),
            ("publishedAt", Some(Field::Published)),
            ("publication_date", Some(Field::Published)),
            ("pub-date", Some(Field::Published)),
            ("webPublicationDate", Some(Field::Published)),
            ("created_at", Some(Field::Published)),
            ("last_modified", Some(Field::Updated)),
            ("_id", Some(Field::Id)),
            ("article_text", Some(Field::Text)),
            ("canonical_url", Some(Field::Url)),
            ("authors", Some(Field::Byline)),
            ("lang", Some(Field::Language)),
            ("titles", None),
            ("", None),
            ("a_name_much_longer_than_any_that_is_known", None),
        ] {
            let field = FieldMap::default().lookup(name).map(|(field, _)| field);
            assert_eq!(field, expected, "{name}");
        }
    }

    #[test]
    fn every_likely_name_can_be_found() {
        for field in Field::ALL {
            for name in field.likely_names() {
                assert_eq!(likely(name.as_bytes()).map(|(found, _)| found), Some(field), "{name}");
            }
        }
    }

    #[test]
    fn a_map_goes_before_the_guesses() {
        let map = FieldMap::parse("title = story.head , date=body").unwrap();
        assert_eq!(map.lookup("story.head"), Some((Field::Title, 0)));
        assert_eq!(map.lookup("body"), Some((Field::Published, 0)));
        assert!(map.lookup("title").unwrap().1 > 0);
    }

    #[test]
    fn messages_name_what_is_wrong() {
        for (text, message) in [
            ("title", "expected field=name, found \"title\""),
            ("=x", "expected field=name, found \"=x\""),
            (
                "colour=x",
                "no field \"colour\"; the fields are id, title, text, published, updated, url, \
                 outlet, byline, language",
            ),
        ] {
            assert_eq!(FieldMap::parse(text).unwrap_err().to_string(), message);
        }
    }
}
