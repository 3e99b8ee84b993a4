//! The lists kept by hand beside the table -> records.
//!
//! The files say in their first lines what their columns are.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, bail};
use dateline_gazetteer::layout::{FIRST_LISTED_ID, county_id};
use dateline_model::{CountryCode, PlaceId, PlaceKind, fold};

use crate::tsv::{self, Row};

/// All lists.
#[derive(Default)]
pub(crate) struct Lists {
    pub countries: Vec<Country>,
    pub regions: Vec<Region>,
    pub places: Vec<Place>,
    pub renamed: Vec<Renamed>,
    pub counties: Vec<County>,
    pub members: Vec<Members>,
    /// Folded words that are no name of a populated place.
    pub common_words: BTreeSet<String>,
    /// Folded words that are no name of a small one.
    pub personal_names: BTreeSet<String>,
}

/// A country: how news calls it and its people.
pub(crate) struct Country {
    pub code: CountryCode,
    pub name: String,
    pub latitude: f32,
    pub longitude: f32,
    pub aliases: Vec<String>,
    pub demonyms: Vec<String>,
}

/// A first-level region.
pub(crate) struct Region {
    pub country: CountryCode,
    /// The code that GeoNames gives it within its country.
    pub code: String,
    pub name: String,
    /// What its country calls such a region, in English: "Province".
    pub designation: String,
    pub aliases: Vec<String>,
    /// Degrees north and east of its middle, where its populated places do not show it.
    pub middle: Option<(f32, f32)>,
}

/// A place that the other sources do not have.
pub(crate) struct Place {
    pub id: PlaceId,
    pub kind: PlaceKind,
    pub name: String,
    /// What contains it.
    pub parent: Option<Key>,
    pub latitude: f32,
    pub longitude: f32,
    pub population: u32,
    pub aliases: Vec<String>,
}

/// A populated place that news calls otherwise than GeoNames does.
pub(crate) struct Renamed {
    pub id: u32,
    /// The usual English name, where GeoNames has another one.
    pub name: Option<String>,
    /// Further names that news uses.
    pub aliases: Vec<String>,
    /// How many times as prominent it is as its facts say.
    pub emphasis: f64,
}

/// A county of the United States.
pub(crate) struct County {
    pub id: PlaceId,
    /// The state's postal code, which is GeoNames' code of the region, too.
    pub state: String,
    pub name: String,
    pub latitude: f32,
    pub longitude: f32,
    /// Inhabitants of its populated places, only to weigh it.
    pub people: u32,
    pub aliases: Vec<String>,
}

/// What a region of the world is made of.
pub(crate) struct Members {
    pub region: PlaceId,
    pub members: Vec<Key>,
}

/// How the lists refer to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// `AF`.
    Country(CountryCode),
    /// `AF.42`: a country and GeoNames' code of a region.
    Region(CountryCode, String),
    /// `1138958`: the id of a populated place.
    City(u32),
}

impl Lists {
    /// Reads the folder of the lists.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            countries: rows(folder, "countries.tsv", country)?,
            regions: rows(folder, "regions.tsv", region)?,
            places: rows(folder, "places.tsv", place)?,
            renamed: rows(folder, "names.tsv", renamed)?,
            counties: rows(folder, "counties.tsv", county)?,
            members: rows(folder, "members.tsv", members)?,
            common_words: words(folder, "common-words.txt")?,
            personal_names: words(folder, "personal-names.txt")?,
        })
    }
}

fn rows<T>(
    folder: &Path,
    file: &str,
    read: impl Fn(&Row) -> anyhow::Result<T>,
) -> anyhow::Result<Vec<T>> {
    tsv::read(&folder.join(file))?.iter().map(read).collect()
}

/// The words of a file, folded.
fn words(folder: &Path, file: &str) -> anyhow::Result<BTreeSet<String>> {
    let lines = rows(folder, file, |row| Ok(row.text(0).to_owned()))?;
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    Ok(words.map(|word| fold(word).into_owned()).collect())
}

fn country(row: &Row) -> anyhow::Result<Country> {
    Ok(Country {
        code: row.value(0)?,
        name: row.text(1).to_owned(),
        latitude: row.value(2)?,
        longitude: row.value(3)?,
        aliases: row.list(4),
        demonyms: row.list(5),
    })
}

fn region(row: &Row) -> anyhow::Result<Region> {
    Ok(Region {
        country: row.value(0)?,
        code: row.text(1).to_owned(),
        name: row.text(2).to_owned(),
        designation: row.text(3).to_owned(),
        aliases: row.list(4),
        middle: row.optional(5)?.zip(row.optional(6)?),
    })
}

fn place(row: &Row) -> anyhow::Result<Place> {
    Ok(Place {
        id: id(row.text(0)).with_context(|| row.place())?,
        kind: kind(row.text(1)).with_context(|| row.place())?,
        name: row.text(2).to_owned(),
        parent: key(row.text(3)).with_context(|| row.place())?,
        latitude: row.value(4)?,
        longitude: row.value(5)?,
        population: row.optional(6)?.unwrap_or(0),
        aliases: row.list(7),
    })
}

fn renamed(row: &Row) -> anyhow::Result<Renamed> {
    let name = row.text(1);
    Ok(Renamed {
        id: row.value(0)?,
        name: (!name.is_empty()).then(|| name.to_owned()),
        aliases: row.list(2),
        emphasis: row.optional(3)?.unwrap_or(1.0),
    })
}

fn county(row: &Row) -> anyhow::Result<County> {
    Ok(County {
        id: county_id(row.text(0)).with_context(|| row.place())?,
        state: row.text(1).to_owned(),
        name: row.text(2).to_owned(),
        latitude: row.value(3)?,
        longitude: row.value(4)?,
        people: row.value(5)?,
        aliases: row.list(6),
    })
}

fn members(row: &Row) -> anyhow::Result<Members> {
    let members = row.list(1).iter().map(|text| key(text)).collect::<Result<Vec<_>, _>>();
    let members = members.with_context(|| row.place())?.into_iter().flatten().collect();
    Ok(Members { region: id(row.text(0)).with_context(|| row.place())?, members })
}

/// The id that GeoNames has for a place (`g6255146`), or the one that its number in the list
/// makes.
fn id(text: &str) -> anyhow::Result<PlaceId> {
    Ok(PlaceId(match text.strip_prefix('g') {
        Some(number) => number.parse()?,
        None => FIRST_LISTED_ID + text.parse::<u16>().map(u32::from)?,
    }))
}

fn kind(word: &str) -> anyhow::Result<PlaceKind> {
    let kinds = [
        PlaceKind::WorldRegion,
        PlaceKind::Country,
        PlaceKind::Region,
        PlaceKind::City,
        PlaceKind::Feature,
        PlaceKind::Site,
    ];
    let known = kinds.into_iter().find(|kind| kind.as_str() == word);
    known.with_context(|| format!("unknown kind {word:?}"))
}

fn key(text: &str) -> anyhow::Result<Option<Key>> {
    Ok(Some(match (text, text.split_once('.')) {
        ("", _) => return Ok(None),
        (_, Some((country, code))) => Key::Region(country.parse()?, code.to_owned()),
        (text, None) if text.starts_with(|c: char| c.is_ascii_digit()) => Key::City(text.parse()?),
        (text, None) => match text.parse() {
            Ok(country) => Key::Country(country),
            Err(_) => bail!("unknown place {text:?}"),
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_what_they_refer_to() {
        let af: CountryCode = "AF".parse().unwrap();
        for (text, expected) in [
            ("", Some(None)),
            ("AF", Some(Some(Key::Country(af)))),
            ("AF.42", Some(Some(Key::Region(af, "42".into())))),
            ("1138958", Some(Some(Key::City(1_138_958)))),
            ("Afghanistan", None),
            ("12x", None),
        ] {
            assert_eq!(key(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn ids_are_numbers_of_the_list_or_of_geonames() {
        assert_eq!(id("g6255146").unwrap(), PlaceId(6_255_146));
        assert_eq!(id("7").unwrap(), PlaceId(FIRST_LISTED_ID + 7));
        assert!(id("70000").is_err() && id("g").is_err() && id("").is_err());
    }

    #[test]
    fn kinds_are_written_as_they_are_shown() {
        assert_eq!(kind("world-region").unwrap(), PlaceKind::WorldRegion);
        assert!(kind("planet").is_err());
    }
}
