use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind, Result};

/// The number of a place in the gazetteer; GeoNames' own where GeoNames has the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The two capital letters of a country, as ISO 3166-1 gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country code is ASCII by construction")
    }
}

impl FromStr for CountryCode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(Error::new(ErrorKind::CountryCode, text)),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What kind of place an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PlaceKind {
    /// A continent or a region of several countries ("Middle East").
    WorldRegion,
    /// A sovereign country or a dependent territory.
    Country,
    /// A first-level division of a country: state, province, oblast.
    Region,
    /// A populated place.
    City,
    /// A sea, river, mountain range, valley or another thing of nature.
    Feature,
    /// A part of a city or a building that stands for a place ("Capitol Hill").
    Site,
}

impl PlaceKind {
    /// The kind as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorldRegion => "world-region",
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
            Self::Feature => "feature",
            Self::Site => "site",
        }
    }
}

/// An entry of the gazetteer with the places that contain it.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its number.
    pub id: PlaceId,
    /// Its usual English name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The country it lies in, itself for a country; none for what spans several.
    pub country: Option<CountryCode>,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// What contains it, the widest first, itself not included: for Dushanbe,
    /// Tajikistan and then its region.
    pub within: Vec<(PlaceId, String)>,
}

impl Place {
    /// Its name with those of what contains it, the narrowest first: "Dushanbe,
    /// Tajikistan".
    ///
    /// Names that repeat the one before them are left out.
    #[must_use]
    pub fn label(&self) -> String {
        let mut label = self.name.clone();
        let mut previous = self.name.as_str();
        for (_, name) in self.within.iter().rev() {
            if name != previous {
                label.push_str(", ");
                label.push_str(name);
                previous = name;
            }
        }
        label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_what_contains_a_place_once() {
        let place = Place {
            id: PlaceId(1_221_874),
            name: "Dushanbe".into(),
            kind: PlaceKind::City,
            country: Some("tj".parse().unwrap()),
            latitude: 38.5,
            longitude: 68.8,
            population: 679_400,
            within: vec![
                (PlaceId(1_220_409), "Tajikistan".into()),
                (PlaceId(7_280_679), "Dushanbe".into()),
            ],
        };
        assert_eq!(place.label(), "Dushanbe, Tajikistan");
    }

    #[test]
    fn country_codes_are_two_letters() {
        assert_eq!("tj".parse::<CountryCode>().unwrap().as_str(), "TJ");
        assert_eq!("TJK".parse::<CountryCode>().unwrap_err().kind(), ErrorKind::CountryCode);
    }
}
