//! What the places of an article say together of each one of them.

use dateline_gazetteer::Entry;
use dateline_model::{CountryCode, PlaceId, PlaceKind};
use rustc_hash::FxHashMap;

use super::geography::Point;
use super::score::{Weights, is_county};
use super::sense::{Candidate, Sense};

/// How many of the surest places others are measured from.
const MOST_ANCHORS: usize = 32;

/// The kilometres at which another place is half as near as one that stands next to it.
const NEAR: f32 = 100.0;

/// A place that others are measured from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    sense: usize,
    pub(super) point: Point,
    weight: f32,
}

/// How many places an article has to have, about, before what they share says much.
const FEW: f32 = 2.0;

/// How many other places are enough to bear a small town out, about.
const SOME: f32 = 0.3;

/// Which part of all places those in one country have to be to bear out a small town there.
const MOST: f32 = 0.3;

/// What it takes to believe that an article means a small town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    /// Places in the same country.
    SameCountry,
    /// Places in the same region, or near it: the name is mostly something else.
    SameRegion,
}

/// What all places of an article say together.
#[derive(Default)]
pub(super) struct Surroundings {
    pub(super) countries: FxHashMap<CountryCode, f32>,
    pub(super) regions: FxHashMap<PlaceId, f32>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) total: f32,
    /// The logarithm of what all anchors weigh.
    pub(super) reach: f32,
}

impl Surroundings {
    pub(super) fn add(&mut self, number: usize, sense: &Sense) {
        let weight = sense.weight();
        for candidate in sense.noticed() {
            let share = weight * candidate.evidence;
            if let Some(country) = candidate.entry.country
                && candidate.leads.country
            {
                *self.countries.entry(country).or_default() += share;
                self.total += share;
            }
            if let Some(region) = region_of(&candidate.entry)
                && candidate.leads.region
            {
                *self.regions.entry(region).or_default() += share;
            }
        }
        let places = sense.noticed().filter(|candidate| is_anchor(&candidate.entry));
        self.anchors.extend(places.map(|place| Anchor {
            sense: number,
            point: place.point,
            weight: place.evidence,
        }));
    }

    pub(super) fn keep_surest(&mut self) {
        // Stable, so that of equally sure ones the first of the article are kept.
        self.anchors.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        self.anchors.truncate(MOST_ANCHORS);
        self.reach = self.anchors.iter().map(|anchor| anchor.weight).sum::<f32>().ln_1p();
    }
}

/// Whether a place is small enough that being near it says something. Where the middle of
/// a state lies does not.
pub(super) fn is_anchor(entry: &Entry) -> bool {
    match entry.kind {
        PlaceKind::Country | PlaceKind::WorldRegion => false,
        PlaceKind::Region => is_county(entry),
        _ => true,
    }
}

/// The first-level region of a place, itself for one.
pub(super) fn region_of(entry: &Entry) -> Option<PlaceId> {
    if entry.kind == PlaceKind::Region && entry.region.is_none() {
        return Some(entry.id);
    }
    entry.region
}

/// The surroundings of one sense: without itself.
pub(super) struct Others<'a> {
    all: &'a Surroundings,
    sense: &'a Sense,
    number: usize,
    /// What the sense counts for others.
    weight: f32,
    pub(super) total: f32,
}

impl<'a> Others<'a> {
    pub(super) fn of(all: &'a Surroundings, sense: &'a Sense, number: usize) -> Self {
        let is_counted =
            |candidate: &&Candidate| candidate.leads.country && candidate.entry.country.is_some();
        let own: f32 = sense.noticed().filter(is_counted).map(|own| own.evidence).sum();
        let weight = sense.weight();
        let total = (all.total - own * weight).max(0.0);
        Self { all, sense, number, weight, total }
    }

    /// What they say for a candidate by its country and region.
    pub(super) fn kinship(&self, weights: &Weights, candidate: &Candidate) -> f32 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let entry = &candidate.entry;
        let in_country = entry.country.map_or(0.0, |country| {
            self.without_own(self.all.countries.get(&country), |own| own.country == Some(country))
        });
        let in_region = region_of(entry).map_or(0.0, |region| {
            self.without_own(self.all.regions.get(&region), |own| region_of(own) == Some(region))
        });
        let all = self.total + FEW;
        let said = |many: f32, support: f32, share: f32| {
            if many > 0.0 { support * many.ln_1p() + share * many / all } else { 0.0 }
        };
        said(in_country, weights.country_support, weights.country_share)
            + said(in_region, weights.region_support, weights.region_share)
    }

    /// What they say for a candidate by its distance.
    pub(super) fn nearness(&self, weights: &Weights, candidate: &Candidate) -> f32 {
        weights.nearness * self.near(candidate).ln_1p()
    }

    /// The most that distances may say for a candidate.
    pub(super) fn most_nearness(&self, weights: &Weights) -> f32 {
        weights.nearness * self.all.reach
    }

    /// Whether the article's other places make it likely that a small town is meant: some
    /// lie in its region or near it, or most in its country where that is enough.
    pub(super) fn support(&self, candidate: &Candidate, demand: Demand) -> bool {
        let entry = &candidate.entry;
        let in_region = region_of(entry).map_or(0.0, |region| {
            self.without_own(self.all.regions.get(&region), |own| region_of(own) == Some(region))
        });
        if in_region > SOME || self.near(candidate) > SOME {
            return true;
        }
        let in_country = entry.country.map_or(0.0, |country| {
            self.without_own(self.all.countries.get(&country), |own| own.country == Some(country))
        });
        demand == Demand::SameCountry && in_country > SOME && in_country > MOST * self.total
    }

    /// A sum over the places of the article without what the sense itself gave to it.
    pub(super) fn without_own(
        &self,
        sum: Option<&f32>,
        is_counted: impl Fn(&Entry) -> bool,
    ) -> f32 {
        let Some(&sum) = sum else { return 0.0 };
        let own = self.sense.noticed().filter(|own| is_counted(&own.entry));
        let own = own.map(|own| own.evidence).fold(0.0, f32::max);
        (sum - own * self.weight).max(0.0)
    }

    /// About how many of the surest places are near a candidate.
    pub(super) fn near(&self, candidate: &Candidate) -> f32 {
        if !is_anchor(&candidate.entry) {
            return 0.0;
        }
        let others = self.all.anchors.iter().filter(|anchor| anchor.sense != self.number);
        let near = others.map(|anchor| {
            let ratio = anchor.point.kilometres(candidate.point) / NEAR;
            anchor.weight / (1.0 + ratio * ratio)
        });
        near.sum()
    }
}
