//! Which place a name means in this article.

use dateline_gazetteer::Entry;
use dateline_model::{CountryCode, PlaceId, PlaceKind};
use rustc_hash::FxHashMap;

use crate::vocabulary::Vocabulary;

/// The most countries and regions of one name that are tried as containers.
const MOST_CONTAINERS: usize = 4;

/// A town with more inhabitants may be meant even where a region has its name.
const HUGE: u32 = 1_000_000;

/// The same, where the article speaks of the town's country.
const SIZABLE: u32 = 100_000;

/// The prominence of a region, feature or site: that of a city of [`HUGE`] size.
const LANDMARK: f32 = 6.0;

/// What speaks against a further name of a town in a country that the article does not
/// speak of.
const STRAY: f32 = 3.0;

/// The places of an article: its countries, and what was chosen for each name.
pub(crate) struct Atlas<'a> {
    vocabulary: &'a Vocabulary,
    pair: String,
    countries: FxHashMap<CountryCode, u32>,
    containers: FxHashMap<Box<str>, PlaceId>,
    chosen: FxHashMap<Box<str>, Option<Entry>>,
}

impl<'a> Atlas<'a> {
    /// Without a place yet.
    pub(crate) fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            pair: String::new(),
            countries: FxHashMap::default(),
            containers: FxHashMap::default(),
            chosen: FxHashMap::default(),
        }
    }

    /// Notes that the article speaks of the people of a country.
    pub(crate) fn note_demonym(&mut self, country: PlaceId) {
        if let Some(code) = self.vocabulary.place(country).and_then(|place| place.country) {
            *self.countries.entry(code).or_default() += 1;
        }
    }

    /// Notes a place that the article names, as far as its name says which country it is
    /// about.
    pub(crate) fn note(&mut self, entry: Entry) {
        let weight = match entry.kind {
            PlaceKind::Country => 3,
            _ if entry.candidates == 1 || entry.population > 1_000_000 => 1,
            _ => 0,
        };
        if let Some(country) = entry.country
            && weight > 0
        {
            *self.countries.entry(country).or_default() += weight;
        }
    }

    /// Notes that a name stands before a comma and another one, which may be that of what
    /// contains it: it is if the gazetteer has such a pair.
    pub(crate) fn note_pair(&mut self, name: &str, container: &str) {
        if self.containers.contains_key(name) {
            return;
        }
        self.pair.clear();
        self.pair.extend([name, ",", container]);
        let vocabulary = self.vocabulary;
        let outer = vocabulary.container(&self.pair, || container_of(vocabulary, name, container));
        if let Some(outer) = outer {
            self.containers.insert(name.into(), outer.id);
            self.chosen.insert(container.into(), Some(outer));
        }
    }

    /// The place that a folded name means here: within what the article says contains it,
    /// else in a country the article speaks of, else the most prominent.
    pub(crate) fn choose(&mut self, name: &str, wanted: Option<PlaceKind>) -> Option<Entry> {
        if wanted.is_none()
            && let Some(&entry) = self.chosen.get(name)
        {
            return entry;
        }
        let entry = self.weigh(name, wanted);
        if wanted.is_none() {
            self.chosen.insert(name.into(), entry);
        }
        entry
    }

    fn weigh(&mut self, name: &str, wanted: Option<PlaceKind>) -> Option<Entry> {
        let entries = self.vocabulary.candidates(name);
        if let Some(&container) = self.containers.get(name)
            && let Some(entry) =
                entries.iter().find(|entry| is_within(self.vocabulary, entry.id, container))
        {
            return Some(*entry);
        }
        let rivals =
            (0..entries.len()).map(|at| Rival { entry: &entries[at], ahead: &entries[..at] });
        let ranked = rivals
            .filter(|rival| wanted == Some(rival.entry.kind) || !self.is_eclipsed(*rival))
            .map(|rival| (self.rank(rival, wanted), *rival.entry));
        // The first of equals is the most prominent, so later ones have to be better.
        ranked.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|best| best.1)
    }

    /// Whether a town is not meant by its bare name, because something better known is
    /// called so: "Nevada" is no town in Missouri, and "Maine" not Des Plaines.
    fn is_eclipsed(&self, rival: Rival<'_>) -> bool {
        let town = rival.entry;
        let is_known_here = town.population > SIZABLE && self.support(town) > 0.0;
        let is_rival = town.is_main_name && (town.population > HUGE || is_known_here);
        town.kind == PlaceKind::City && !is_rival && rival.is_behind_landmark()
    }

    /// How well an entry fits the article.
    fn rank(&self, rival: Rival<'_>, wanted: Option<PlaceKind>) -> f32 {
        let first = if rival.is_first() { 2.0 } else { 0.0 };
        let main = if rival.entry.is_main_name { 0.5 } else { 0.0 };
        let asked = if wanted == Some(rival.entry.kind) { 4.0 } else { 0.0 };
        // In an article on one country, what a town of another one is called in some
        // language is chance.
        let is_stray = rival.is_borrowed() && self.is_foreign(rival.entry);
        let stray = if is_stray { STRAY } else { 0.0 };
        rival.prominence() + self.support(rival.entry) + first + main + asked - stray
    }

    /// What the countries that the article speaks of say for an entry.
    fn support(&self, entry: &Entry) -> f32 {
        let weight = entry.country.and_then(|country| self.countries.get(&country));
        (weight.copied().unwrap_or(0).min(8) as f32 + 1.0).log2()
    }

    /// Whether the article speaks of other countries only.
    fn is_foreign(&self, entry: &Entry) -> bool {
        let is_spoken_of = |country| self.countries.contains_key(&country);
        !self.countries.is_empty() && !entry.country.is_some_and(is_spoken_of)
    }
}

/// An entry among those of its name.
#[derive(Debug, Clone, Copy)]
struct Rival<'a> {
    entry: &'a Entry,
    /// The more prominent ones.
    ahead: &'a [Entry],
}

impl Rival<'_> {
    fn is_first(self) -> bool {
        self.ahead.is_empty()
    }

    /// Whether the name is only a further one of a town, and other places have more of a
    /// right to it.
    fn is_borrowed(self) -> bool {
        !self.is_first() && !self.entry.is_main_name && self.entry.kind == PlaceKind::City
    }

    /// Whether a country, region, feature or site of this name is more prominent.
    fn is_behind_landmark(self) -> bool {
        let is_landmark = |(at, entry): (usize, &Entry)| {
            entry.kind != PlaceKind::City && (at == 0 || entry.is_main_name)
        };
        self.ahead.iter().enumerate().any(is_landmark)
    }

    /// Whether a town of the same country is more prominent: the province of Kabul lies
    /// behind the city.
    fn is_behind_town(self) -> bool {
        self.ahead.iter().any(|town| {
            town.kind == PlaceKind::City && town.is_main_name && town.country == self.entry.country
        })
    }

    /// How prominent the entry is: about the decimal logarithm of its inhabitants, which
    /// what has none that are known needs too.
    fn prominence(self) -> f32 {
        let people = (self.entry.population as f32 + 1.0).log10();
        let has_right = self.is_first() || self.entry.is_main_name;
        match self.entry.kind {
            PlaceKind::Country | PlaceKind::WorldRegion => people + 6.0,
            PlaceKind::Region | PlaceKind::Feature | PlaceKind::Site => {
                let landmark = if has_right && !self.is_behind_town() { LANDMARK } else { 1.0 };
                people.max(landmark)
            }
            _ => people,
        }
    }
}

/// The place of the second name that contains one of the first, if there is such a pair.
fn container_of(vocabulary: &Vocabulary, name: &str, container: &str) -> Option<Entry> {
    let places = vocabulary.candidates(name);
    if places.first()?.kind == PlaceKind::Country {
        return None;
    }
    let containers = vocabulary.gazetteer().candidates(container);
    let mut containers = containers
        .filter(|entry| matches!(entry.kind, PlaceKind::Country | PlaceKind::Region))
        .take(MOST_CONTAINERS);
    containers.find(|outer| places.iter().any(|inner| is_within(vocabulary, inner.id, outer.id)))
}

/// Whether the place lies in the container.
fn is_within(vocabulary: &Vocabulary, id: PlaceId, container: PlaceId) -> bool {
    vocabulary
        .place(id)
        .is_some_and(|place| place.within.iter().any(|(outer, _)| *outer == container))
}
