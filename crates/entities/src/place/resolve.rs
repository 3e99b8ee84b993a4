//! Which place a name means in this article.

use dateline_gazetteer::Entry;
use dateline_model::{CountryCode, PlaceId, PlaceKind};
use rustc_hash::FxHashMap;

use crate::vocabulary::Vocabulary;

/// The most countries and regions of one name that are tried as containers.
const MOST_CONTAINERS: usize = 4;

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
        let candidates = self.vocabulary.candidates(name);
        let candidates = || candidates.iter().copied();
        if let Some(&container) = self.containers.get(name)
            && let Some(entry) =
                candidates().find(|entry| is_within(self.vocabulary, entry.id, container))
        {
            return Some(entry);
        }
        let ranked =
            candidates().enumerate().map(|(at, entry)| (self.rank(at, &entry, wanted), entry));
        // The first of equals is the most prominent, so later ones have to be better.
        ranked.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|best| best.1)
    }

    /// How well an entry fits the article.
    fn rank(&self, at: usize, entry: &Entry, wanted: Option<PlaceKind>) -> f32 {
        let prominence = (entry.population as f32 + 1.0).log10();
        let kind = match entry.kind {
            PlaceKind::Country | PlaceKind::WorldRegion => 6.0,
            PlaceKind::Region | PlaceKind::Feature | PlaceKind::Site => 1.0,
            _ => 0.0,
        };
        let weight = entry.country.and_then(|country| self.countries.get(&country));
        let context = (weight.copied().unwrap_or(0).min(8) as f32 + 1.0).log2();
        let first = if at == 0 { 2.0 } else { 0.0 };
        let main = if entry.is_main_name { 0.5 } else { 0.0 };
        let asked = if wanted == Some(entry.kind) { 4.0 } else { 0.0 };
        prominence + kind + context + first + main + asked
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
