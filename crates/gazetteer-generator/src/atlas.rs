//! The sources -> every place with its id, its facts, what contains it, and its names.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use dateline_gazetteer::layout::{self, region_id};
use dateline_model::{CountryCode, PlaceId, PlaceKind, fold};

use crate::geonames::{City, World};
use crate::listed::{Country, County, Key, Lists, Place, Region, Renamed};
use crate::naming::{Names, alternates};
use crate::prominence::{Facts, Origin, Seat, Standing, weight};

/// Below this, a populated place is found only under the spellings of the source: others
/// would make the table larger than they are worth.
const SPELLED_POPULATION: u32 = 5_000;

/// Everything that goes into the table.
#[derive(Default)]
pub(crate) struct Atlas {
    pub spots: BTreeMap<PlaceId, Spot>,
    /// Demonyms, folded, each with its country.
    pub demonyms: BTreeMap<String, PlaceId>,
    /// The regions of the world with their members.
    pub members: BTreeSet<(PlaceId, PlaceId)>,
}

/// One place.
pub(crate) struct Spot {
    pub name: String,
    pub kind: PlaceKind,
    pub seat: layout::Seat,
    pub country: Option<CountryCode>,
    /// What contains it, the widest first.
    pub within: Vec<PlaceId>,
    pub latitude: f32,
    pub longitude: f32,
    pub population: u32,
    /// How prominent it is; see [`crate::prominence`].
    pub weight: f64,
    pub names: Names,
}

/// Joins the sources.
///
/// # Errors
///
/// When a list refers to a place that there is not, or gives an id twice.
pub(crate) fn join(world: &World, lists: &Lists) -> anyhow::Result<Atlas> {
    let mut joiner = Joiner::new(world, lists)?;
    for country in &lists.countries {
        joiner.add_country(country)?;
    }
    for region in &lists.regions {
        joiner.add_region(region)?;
    }
    for (&id, city) in &world.cities {
        joiner.add_city(PlaceId(id), city)?;
    }
    for county in &lists.counties {
        joiner.add_county(county)?;
    }
    for place in &lists.places {
        joiner.add_listed(place)?;
    }
    joiner.add_members()?;
    Ok(joiner.finish())
}

/// The continents by the code that countries have, and the number in the list of places.
/// Antarctica is a country there.
const CONTINENTS: [(&str, u32); 6] = [
    ("AF", 6_255_146),
    ("AS", 6_255_147),
    ("EU", 6_255_148),
    ("NA", 6_255_149),
    ("SA", 6_255_150),
    ("OC", 6_255_151),
];

struct Joiner<'a> {
    united_states: CountryCode,
    world: &'a World,
    lists: &'a Lists,
    atlas: Atlas,
    countries: BTreeMap<CountryCode, PlaceId>,
    regions: BTreeMap<(CountryCode, &'a str), PlaceId>,
    renamed: BTreeMap<u32, &'a Renamed>,
    /// The populated places of each region.
    cities: BTreeMap<(&'a str, &'a str), Vec<&'a City>>,
    capitals: BTreeSet<PlaceId>,
    /// About how many people each region has.
    people: BTreeMap<PlaceId, u32>,
}

impl<'a> Joiner<'a> {
    fn new(world: &'a World, lists: &'a Lists) -> anyhow::Result<Self> {
        let mut cities: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for city in world.cities.values() {
            let region = (city.countrycode.as_str(), city.admin1code.as_str());
            cities.entry(region).or_default().push(city);
        }
        let mut renamed = BTreeMap::new();
        for entry in &lists.renamed {
            ensure!(world.cities.contains_key(&entry.id), "no place {} to rename", entry.id);
            ensure!(renamed.insert(entry.id, entry).is_none(), "{} is renamed twice", entry.id);
        }
        Ok(Self {
            united_states: "US".parse()?,
            world,
            lists,
            atlas: Atlas::default(),
            countries: BTreeMap::new(),
            regions: BTreeMap::new(),
            renamed,
            cities,
            capitals: capitals(world),
            people: BTreeMap::new(),
        })
    }

    fn add_country(&mut self, listed: &'a Country) -> anyhow::Result<()> {
        let code = listed.code;
        let known = self.world.countries.get(code.as_str());
        let known = known.with_context(|| format!("no country {code}"))?;
        let id = PlaceId(known.geonameid);
        let mut names = Names::default();
        names.add(&listed.name, Standing::Main);
        names.add(&known.name, Standing::Alias);
        listed.aliases.iter().for_each(|alias| names.add(alias, Standing::Alias));
        names.add_spellings();
        self.countries.insert(code, id);
        for demonym in &listed.demonyms {
            let country = self.atlas.demonyms.entry(fold(demonym).into_owned()).or_insert(id);
            ensure!(*country == id, "{demonym} stands for two countries");
        }
        self.insert(
            id,
            Spot {
                name: listed.name.clone(),
                kind: PlaceKind::Country,
                seat: layout::Seat::None,
                country: Some(code),
                within: Vec::new(),
                latitude: listed.latitude,
                longitude: listed.longitude,
                population: known.population,
                weight: 0.0,
                names,
            },
        )
    }

    fn add_region(&mut self, listed: &'a Region) -> anyhow::Result<()> {
        let country = listed.country;
        let own = region_id(country, &listed.code);
        let state = self.world.states.get(&listed.code).filter(|_| country == self.united_states);
        let id = state.map(|state| PlaceId(state.geonameid)).or(own);
        let id = id.with_context(|| format!("no id for region {country}.{}", listed.code))?;
        let cities = self.cities.get(&(country.as_str(), listed.code.as_str()));
        let cities = cities.map_or(&[][..], Vec::as_slice);
        let (latitude, longitude) = listed.middle.unwrap_or_else(|| middle(cities));
        let within = self.countries.get(&country).with_context(|| format!("no {country}"))?;
        let spot = Spot {
            name: listed.name.clone(),
            kind: PlaceKind::Region,
            seat: layout::Seat::None,
            country: Some(country),
            within: vec![*within],
            latitude,
            longitude,
            // The sum of its places counts districts of cities twice, so it only weighs.
            population: 0,
            weight: 0.0,
            names: region_names(listed),
        };
        self.people.insert(id, cities.iter().map(|city| city.population).sum());
        self.regions.insert((country, &listed.code), id);
        self.insert(id, spot)
    }

    fn add_city(&mut self, id: PlaceId, city: &City) -> anyhow::Result<()> {
        let country: CountryCode = city.countrycode.parse()?;
        let renamed = self.renamed.get(&id.0);
        let new_name = renamed.and_then(|renamed| renamed.name.as_deref());
        let name = new_name.unwrap_or(&city.name);
        let mut names = Names::default();
        names.add(name, Standing::Main);
        for alias in renamed.iter().flat_map(|renamed| &renamed.aliases) {
            names.add(alias, Standing::Alias);
        }
        if new_name.is_some() {
            names.add(&city.name, Standing::Alternate);
        }
        for alternate in alternates(&city.alternatenames, city.population) {
            names.add(alternate, Standing::Alternate);
        }
        if city.population >= SPELLED_POPULATION {
            names.add_spellings();
        }
        names.drop_words(self.lists, city.population);
        let region = self.regions.get(&(country, city.admin1code.as_str()));
        let within = self.countries.get(&country).into_iter().chain(region).copied().collect();
        self.insert(
            id,
            Spot {
                name: name.to_owned(),
                kind: PlaceKind::City,
                seat: layout::Seat::None,
                country: Some(country),
                within,
                latitude: city.latitude,
                longitude: city.longitude,
                population: city.population,
                weight: 0.0,
                names,
            },
        )
    }

    fn add_county(&mut self, listed: &'a County) -> anyhow::Result<()> {
        let state = Key::Region(self.united_states, listed.state.clone());
        let state = self.resolve(&state)?;
        let mut names = Names::default();
        names.add(&listed.name, Standing::Main);
        listed.aliases.iter().for_each(|alias| names.add(alias, Standing::Alias));
        names.add_spellings();
        let mut within = self.atlas.spots[&state].within.clone();
        within.push(state);
        self.people.insert(listed.id, listed.people);
        self.insert(
            listed.id,
            Spot {
                name: listed.name.clone(),
                kind: PlaceKind::Region,
                seat: layout::Seat::None,
                country: Some(self.united_states),
                within,
                latitude: listed.latitude,
                longitude: listed.longitude,
                population: 0,
                weight: 0.0,
                names,
            },
        )
    }

    fn add_members(&mut self) -> anyhow::Result<()> {
        for listed in &self.lists.members {
            let is_known = self.atlas.spots.contains_key(&listed.region);
            ensure!(is_known, "no region {} to have members", listed.region);
            for member in &listed.members {
                let member = self.resolve(member)?;
                self.atlas.members.insert((listed.region, member));
            }
        }
        for (code, &country) in &self.countries {
            let continent = &self.world.countries[code.as_str()].continentcode;
            let continent = CONTINENTS.iter().find(|(code, _)| code == continent);
            self.atlas.members.extend(continent.map(|&(_, id)| (PlaceId(id), country)));
        }
        Ok(())
    }

    fn add_listed(&mut self, listed: &'a Place) -> anyhow::Result<()> {
        let parent = listed.parent.as_ref().map(|key| self.resolve(key)).transpose()?;
        let mut within = Vec::new();
        let mut country = None;
        if let Some(parent) = parent {
            let outer = &self.atlas.spots[&parent];
            country = outer.country;
            within.extend(outer.within.iter().copied().chain([parent]));
        }
        let mut names = Names::default();
        names.add(&listed.name, Standing::Main);
        listed.aliases.iter().for_each(|alias| names.add(alias, Standing::Alias));
        names.add_spellings();
        self.insert(
            listed.id,
            Spot {
                name: listed.name.clone(),
                kind: listed.kind,
                seat: layout::Seat::None,
                country,
                within,
                latitude: listed.latitude,
                longitude: listed.longitude,
                population: listed.population,
                weight: 0.0,
                names,
            },
        )
    }

    fn resolve(&self, key: &Key) -> anyhow::Result<PlaceId> {
        let found = match key {
            Key::Country(code) => self.countries.get(code).copied(),
            Key::Region(country, code) => self.regions.get(&(*country, code.as_str())).copied(),
            Key::City(id) => Some(PlaceId(*id)).filter(|id| self.atlas.spots.contains_key(id)),
        };
        found.with_context(|| format!("no place {key:?}"))
    }

    fn insert(&mut self, id: PlaceId, spot: Spot) -> anyhow::Result<()> {
        ensure!(!spot.name.is_empty(), "place {id} has no name");
        ensure!(self.atlas.spots.insert(id, spot).is_none(), "two places are {id}");
        Ok(())
    }

    /// Weighs the places, now that all are there.
    fn finish(mut self) -> Atlas {
        let cities = self.atlas.spots.values().filter(|spot| spot.kind == PlaceKind::City);
        let seats: BTreeSet<(Option<PlaceId>, String)> = cities
            .map(|city| (city.within.last().copied(), fold(&city.name).into_owned()))
            .collect();
        let listed: BTreeSet<PlaceId> = self.lists.places.iter().map(|place| place.id).collect();
        for (&id, spot) in &mut self.atlas.spots {
            let namesake = || seats.contains(&(Some(id), fold(&spot.name).into_owned()));
            let seat = match spot.kind {
                PlaceKind::City if self.capitals.contains(&id) => Seat::Country,
                PlaceKind::Region if namesake() => Seat::NamesakeOfCity,
                _ => Seat::None,
            };
            if seat == Seat::Country {
                spot.seat = layout::Seat::Country;
            }
            let names = self.world.cities.get(&id.0).map_or(0, |city| city.alternatenames.len());
            let kind = spot.kind;
            let population = self.people.get(&id).copied().unwrap_or(spot.population);
            let origin = if listed.contains(&id) { Origin::Listed } else { Origin::Counted };
            let emphasis = self.renamed.get(&id.0).map_or(1.0, |renamed| renamed.emphasis);
            spot.weight = weight(&Facts { kind, population, names, seat, origin }) * emphasis;
        }
        self.atlas
    }
}

/// The names of a region, with and without what its country calls such a region.
fn region_names(listed: &Region) -> Names {
    let mut names = Names::default();
    names.add(&listed.name, Standing::Main);
    listed.aliases.iter().for_each(|alias| names.add(alias, Standing::Alias));
    if !listed.designation.is_empty() {
        names.add(&format!("{} {}", listed.name, listed.designation), Standing::Alias);
        for alias in &listed.aliases {
            names.add(&format!("{alias} {}", listed.designation), Standing::Alternate);
        }
    }
    names.add_spellings();
    names
}

/// The largest populated place with the name of its country's capital.
fn capitals(world: &World) -> BTreeSet<PlaceId> {
    let wanted: BTreeMap<&str, String> = world
        .countries
        .iter()
        .map(|(code, country)| (code.as_str(), fold(&country.capital).into_owned()))
        .collect();
    let mut found: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for (&id, city) in &world.cities {
        let Some(capital) = wanted.get(city.countrycode.as_str()) else { continue };
        let mut names = city.alternatenames.iter().chain([&city.name]);
        if names.any(|name| fold(name) == capital.as_str()) {
            let best = found.entry(&city.countrycode).or_default();
            *best = (*best).max((city.population, id));
        }
    }
    found.into_values().map(|(_, id)| PlaceId(id)).collect()
}

/// The middle between the outermost of these populated places: closer to the middle of
/// the area than their mean, which lies where most people live.
fn middle(cities: &[&City]) -> (f32, f32) {
    let (south, north) = extremes(cities.iter().map(|city| city.latitude));
    let (mut west, mut east) = extremes(cities.iter().map(|city| city.longitude));
    if east - west > 180.0 {
        // They lie on both sides of the date line.
        let eastwards = |degrees: f32| if degrees < 0.0 { degrees + 360.0 } else { degrees };
        (west, east) = extremes(cities.iter().map(|city| eastwards(city.longitude)));
    }
    let longitude = f32::midpoint(west, east);
    let longitude = if longitude > 180.0 { longitude - 360.0 } else { longitude };
    (f32::midpoint(south, north), longitude)
}

/// The lowest and the highest of these numbers.
fn extremes(numbers: impl Iterator<Item = f32> + Clone) -> (f32, f32) {
    let lowest = numbers.clone().reduce(f32::min);
    (lowest.unwrap_or(0.0), numbers.reduce(f32::max).unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(latitude: f32, longitude: f32) -> City {
        City {
            name: "Town".into(),
            latitude,
            longitude,
            countrycode: "RU".into(),
            population: 1,
            admin1code: "15".into(),
            alternatenames: Vec::new(),
        }
    }

    #[test]
    fn the_middle_lies_between_the_outermost() {
        for (positions, expected) in [
            (&[][..], (0.0, 0.0)),
            (&[(50.0, 10.0)], (50.0, 10.0)),
            (&[(50.0, 10.0), (51.0, 11.0), (54.0, 20.0)], (52.0, 15.0)),
            (&[(60.0, 170.0), (66.0, -170.0)], (63.0, 180.0)),
            (&[(60.0, 178.0), (66.0, -170.0)], (63.0, -176.0)),
        ] {
            let cities: Vec<City> =
                positions.iter().map(|&(north, east)| city(north, east)).collect();
            let middle = middle(&cities.iter().collect::<Vec<_>>());
            assert_eq!(middle, expected, "{positions:?}");
        }
    }
}
