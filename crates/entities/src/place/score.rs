//! How well a candidate fits: a log-linear score, and its weights.

use dateline_gazetteer::Entry;
use dateline_gazetteer::layout::Seat;
use dateline_model::PlaceKind;

/// A town of fewer people than this is not meant where its name is that of a country or sea.
const OVERSHADOWED: u32 = 250_000;

/// The weights of the score, in natural logarithms of odds.
///
/// They were tuned coarsely, one at a time, on articles with known places; none decides
/// by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights {
    /// For each factor e of inhabitants of a town.
    pub(crate) people: f32,
    /// For each factor e of the candidate's position among those of its name, against it.
    pub(crate) rank: f32,
    /// For the usual name.
    pub(crate) main_name: f32,
    /// For a capital or a city of a million that is usually meant by its name: "Paris" in
    /// an article that goes around the world.
    pub(crate) metropolis: f32,
    /// For a country, whatever its size.
    pub(crate) country: f32,
    /// For a region of the world.
    pub(crate) world_region: f32,
    /// For a first-level region.
    pub(crate) region: f32,
    /// What a region is worth less, at least, than a town or a country that is better
    /// known by its name: "Washington" is the city.
    pub(crate) seat: f32,
    /// For a county, and for a region by a name that others have more of a right to.
    pub(crate) county: f32,
    /// For a feature or a site that is listed because news names it.
    pub(crate) landmark: f32,
    /// For what is not in the gazetteer: the odds against all candidates.
    pub(crate) unknown: f32,
    /// For the kind that a word beside the name asks for.
    pub(crate) hint: f32,
    /// For lying in what stands behind a comma.
    pub(crate) contained: f32,
    /// Against lying elsewhere, where nothing of the name lies in what stands behind a comma.
    pub(crate) misplaced: f32,
    /// Against a town that is called after a country, a sea or a part of the world, unless
    /// the article says that the town is meant: "Italy" is in Europe, also in Texas.
    pub(crate) overshadowed: f32,
    /// For containing a place that is named beside it: "Georgia" next to "Tbilisi".
    pub(crate) encloses: f32,
    /// For containing the place of the dateline.
    pub(crate) encloses_dateline: f32,
    /// For each factor e of other places in the same country.
    pub(crate) country_support: f32,
    /// For the country of all other places.
    pub(crate) country_share: f32,
    /// For each factor e of other places in the same region.
    pub(crate) region_support: f32,
    /// For the region of all other places.
    pub(crate) region_share: f32,
    /// For each factor e of other places near it.
    pub(crate) nearness: f32,
    /// For the sense that the same name has elsewhere in the article.
    pub(crate) same_sense: f32,
    /// What a demonym counts beside a named place.
    pub(crate) demonym: f32,
    /// For lying in the outlet's country, and again in its region.
    pub(crate) home: f32,
    /// How many of the logarithms of odds are believed.
    pub(crate) trust: f32,
}

/// The weights in use.
pub(crate) const WEIGHTS: Weights = Weights {
    people: 0.45,
    rank: 0.45,
    main_name: 2.0,
    metropolis: 2.5,
    country: 12.0,
    world_region: 10.0,
    region: 9.0,
    seat: 0.8,
    county: 4.2,
    landmark: 8.0,
    unknown: 5.0,
    hint: 4.0,
    contained: 8.0,
    misplaced: 7.0,
    overshadowed: 12.0,
    encloses: 5.0,
    encloses_dateline: 7.0,
    country_support: 1.0,
    country_share: 3.0,
    region_support: 2.2,
    region_share: 2.0,
    nearness: 1.9,
    same_sense: 5.0,
    demonym: 0.5,
    home: 2.0,
    trust: 1.0,
};

impl Weights {
    /// What speaks for a candidate before anything of the article is known; `ahead` are
    /// the more prominent ones of its name.
    pub(crate) fn prior(&self, entry: &Entry, ahead: &[Entry]) -> f32 {
        let kind = match entry.kind {
            PlaceKind::Country => self.country,
            PlaceKind::WorldRegion => self.world_region,
            PlaceKind::Region if is_county(entry) => self.county,
            PlaceKind::Region if !ahead.is_empty() && !entry.is_main_name => self.county,
            PlaceKind::Region => self.region.min(self.below(ahead)),
            PlaceKind::City if ahead.is_empty() && is_metropolis(entry) => {
                self.peopled(entry) + self.metropolis
            }
            PlaceKind::City => self.peopled(entry),
            _ => self.landmark,
        };
        let main_name = if entry.is_main_name { self.main_name } else { 0.0 };
        kind + main_name - self.rank * (ahead.len() as f32 + 1.0).ln()
    }

    /// What the inhabitants of a town are worth.
    fn peopled(&self, town: &Entry) -> f32 {
        self.people * (town.population as f32 + 300.0).ln()
    }

    /// What a region may be worth at most that is less prominent than these: entries do
    /// not say how many people a region has, but the order does.
    fn below(&self, ahead: &[Entry]) -> f32 {
        let rivals = ahead.iter().filter(|rival| rival.is_main_name);
        let worth = rivals.filter_map(|rival| match rival.kind {
            PlaceKind::Country => Some(self.country),
            PlaceKind::City => Some(self.peopled(rival)),
            _ => None,
        });
        worth.reduce(f32::min).map_or(f32::INFINITY, |least| least - self.seat)
    }
}

/// Whether the entry is a town with the name of something greater that stands ahead of it:
/// of a country it does not lie in, a part of the world, or a sea or river.
pub(super) fn is_overshadowed(entry: &Entry, ahead: &[Entry]) -> bool {
    let is_greater = |rival: &Entry| match rival.kind {
        PlaceKind::Country => rival.country != entry.country,
        PlaceKind::WorldRegion | PlaceKind::Feature => true,
        _ => false,
    };
    entry.kind == PlaceKind::City && entry.population < OVERSHADOWED && ahead.iter().any(is_greater)
}

/// Whether the entry is a part of a first-level region.
pub(crate) fn is_county(entry: &Entry) -> bool {
    entry.kind == PlaceKind::Region && entry.region.is_some()
}

fn is_metropolis(town: &Entry) -> bool {
    let is_large = town.seat == Seat::Country || town.population >= 1_000_000;
    is_large && town.is_main_name
}
