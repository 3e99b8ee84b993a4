//! The fields of a query and the names they go by.

use std::fmt;

/// What a part of a query can be restricted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Persons the article names.
    Person,
    /// Places the article names, and what lies in them.
    Place,
    /// Places the article names that lie near a place.
    Near,
    /// Days, months and years the article speaks of, its publication among them.
    Date,
    /// When the article appeared.
    Published,
    /// Who published it.
    Outlet,
    /// Words of its title.
    Title,
    /// Words of its title or text, as words without a field are.
    Text,
    /// Who wrote it.
    Byline,
    /// Its language.
    Language,
    /// Its id.
    Id,
    /// Who published it, or the file or folder it was read from.
    Source,
    /// What it has: a person, a date, a title.
    Has,
}

/// Every name of a field, its own name before the others.
const NAMES: [(&str, Field); 32] = [
    ("person", Field::Person),
    ("persons", Field::Person),
    ("people", Field::Person),
    ("who", Field::Person),
    ("place", Field::Place),
    ("places", Field::Place),
    ("location", Field::Place),
    ("where", Field::Place),
    ("near", Field::Near),
    ("nearby", Field::Near),
    ("date", Field::Date),
    ("dates", Field::Date),
    ("when", Field::Date),
    ("published", Field::Published),
    ("outlet", Field::Outlet),
    ("outlets", Field::Outlet),
    ("publisher", Field::Outlet),
    ("title", Field::Title),
    ("headline", Field::Title),
    ("text", Field::Text),
    ("body", Field::Text),
    ("byline", Field::Byline),
    ("author", Field::Byline),
    ("authors", Field::Byline),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("id", Field::Id),
    ("source", Field::Source),
    ("sources", Field::Source),
    ("path", Field::Source),
    ("has", Field::Has),
    ("having", Field::Has),
];

/// No name is longer, even misspelt, in bytes.
const LONGEST_NAME: usize = 12;

/// Shorter names are a letter off from too many words.
const SHORTEST_SLIP: usize = 3;

/// Names that are a letter off from words which stand before a colon in plain text.
const UNLIKELY: [&str; 6] = ["has", "having", "text", "body", "lang", "path"];

impl Field {
    /// Its own name, as a query writes it before the colon.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Near => "near",
            Self::Date => "date",
            Self::Published => "published",
            Self::Outlet => "outlet",
            Self::Title => "title",
            Self::Text => "text",
            Self::Byline => "byline",
            Self::Language => "lang",
            Self::Id => "id",
            Self::Source => "source",
            Self::Has => "has",
        }
    }

    /// The field of this name or other name, in upper or lower case.
    ///
    /// ```
    /// use dateline_query::syntax::Field;
    ///
    /// assert_eq!(Field::named("Who"), Some(Field::Person));
    /// assert_eq!(Field::named("http"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, field)| field)
    }

    /// The field whose name this may be a slip for: one letter off, or two in a name of
    /// six letters and more, and the same first letter, since slips seldom fall there and
    /// words that merely resemble a name (`gate`, `rate`) often differ in it.
    pub(super) fn resembling(name: &str) -> Option<Self> {
        if name.len() > LONGEST_NAME {
            return None;
        }
        let name = name.to_ascii_lowercase();
        NAMES
            .iter()
            .filter(|(known, _)| known.len() >= SHORTEST_SLIP && !UNLIKELY.contains(known))
            .filter(|(known, _)| known.as_bytes().first() == name.as_bytes().first())
            .map(|&(known, field)| (slips(known.as_bytes(), name.as_bytes()), known, field))
            .filter(|&(slips, known, _)| slips <= if known.len() < 6 { 1 } else { 2 })
            .min_by_key(|&(slips, ..)| slips)
            .map(|(.., field)| field)
    }

    /// Whether a value of it can be asked for as printed (`person:="Ahmed Masood"`).
    pub(super) fn holds_names(self) -> bool {
        matches!(self, Self::Person | Self::Place)
    }

    /// Whether its values are words, which can be patterns and have weights.
    pub(super) fn holds_words(self) -> bool {
        matches!(
            self,
            Self::Person | Self::Place | Self::Outlet | Self::Title | Self::Text | Self::Byline
        )
    }

    /// Whether its values are paths or the like, in which a star stands for anything.
    pub(super) fn holds_paths(self) -> bool {
        matches!(self, Self::Id | Self::Source)
    }

    /// Whether it gives articles different scores.
    pub(super) fn ranks(self) -> bool {
        self.holds_words() && self != Self::Place
    }

    /// Whether its values are dates.
    pub(super) fn holds_dates(self) -> bool {
        matches!(self, Self::Date | Self::Published)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many letters have to be put in, left out, replaced or swapped with their neighbour
/// to make one name of the other (the restricted Damerau-Levenshtein distance).
pub(super) fn slips(one: &[u8], other: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_table() {
        for (one, other, expected) in [
            ("person", "person", 0),
            ("person", "perosn", 1),
            ("person", "persn", 1),
            ("place", "plaec", 1),
            ("date", "data", 1),
            ("published", "publishd", 1),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            assert_eq!(slips(one.as_bytes(), other.as_bytes()), expected, "{one} {other}");
        }
    }

    #[test]
    fn only_likely_slips_resemble() {
        for (name, expected) in [
            ("perosn", Some(Field::Person)),
            ("Persson", Some(Field::Person)),
            ("plcae", Some(Field::Place)),
            ("data", Some(Field::Date)),
            ("pulbished", Some(Field::Published)),
            ("tittle", Some(Field::Title)),
            ("naer", Some(Field::Near)),
            ("langauge", Some(Field::Language)),
            ("bylin", Some(Field::Byline)),
            ("test", None),
            ("land", None),
            ("hat", None),
            ("is", None),
            ("http", None),
            ("note", None),
            ("gate", None),
            ("agency", None),
            ("", None),
            ("apersonoralongername", None),
        ] {
            assert_eq!(Field::resembling(name), expected, "{name}");
        }
    }

    #[test]
    fn each_field_is_found_by_its_own_name() {
        for (name, field) in NAMES {
            assert_eq!(Field::named(name), Some(field));
            assert_eq!(Field::named(field.as_str()), Some(field));
        }
    }
}
