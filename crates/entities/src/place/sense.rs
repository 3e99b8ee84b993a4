//! A name as an article uses it, with the places that it may mean.

use dateline_gazetteer::Entry;
use dateline_model::PlaceKind;

use super::geography::{Point, lies_in};
use super::score::{Weights, is_county};
use super::surroundings::region_of;
use super::toponym::Hint;

/// The probability of what is certain.
const SETTLED: f32 = 0.99;

/// Evidence that is too weak to be noticed.
const FAINT: f32 = 0.02;

/// The people of a city that is known everywhere by its name alone.
const GREAT_CITY: u32 = 500_000;

/// A candidate of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) entry: Entry,
    pub(super) point: Point,
    /// The score without the other places.
    pub(super) own: f32,
    /// What it is worth less unless another mention of the name says that it is meant; half
    /// of that it is worth more if so.
    pub(super) shadow: f32,
    pub(super) probability: f32,
    /// What it counts in the scores of others: the root of the probability, so that several
    /// unlikely meanings that agree can make each other likely.
    pub(super) evidence: f32,
    pub(super) leads: Leads,
}

/// Among which candidates of its name a candidate is the likeliest.
///
/// Only the likeliest town of a country counts for the country: that a name is common there
/// is no evidence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leads {
    /// Those of its country.
    pub(super) country: bool,
    /// Those of its region.
    pub(super) region: bool,
}

impl Candidate {
    pub(super) fn new(entry: Entry, own: f32, shadow: f32) -> Self {
        Self {
            entry,
            point: Point::of(&entry),
            own,
            shadow,
            probability: 0.0,
            evidence: 0.0,
            leads: Leads::default(),
        }
    }
}

/// A name as it is used in the article: the same name within another container is another
/// sense.
pub(super) struct Sense {
    /// Which name it is.
    pub(super) name: usize,
    pub(super) candidates: Vec<Candidate>,
    /// How often it is named.
    pub(super) mentions: f32,
    pub(super) setting: Setting,
    /// What kind of place the words beside the name say it is.
    pub(super) hint: Option<Hint>,
    /// Whether the name is mostly something else than a place.
    pub(super) is_word: bool,
}

/// What the words behind a name say of where its place lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Setting {
    /// Nothing, or nothing that fits.
    Open,
    /// In this place, where a candidate does lie.
    Within(Entry),
    /// In a place where no candidate lies.
    Misplaced,
}

impl Setting {
    /// What it says for an entry.
    pub(super) fn says(&self, weights: &Weights, entry: &Entry) -> f32 {
        match self {
            Self::Within(outer) if lies_in(entry, outer) => weights.contained,
            Self::Misplaced if entry.kind == PlaceKind::City => -weights.misplaced,
            _ => 0.0,
        }
    }

    /// Whether it is a region, and not a country, that contains the place.
    pub(super) fn is_within_region(&self) -> bool {
        matches!(self, Self::Within(outer) if outer.kind == PlaceKind::Region)
    }

    /// Whether it says that the entry is not meant. A great city may head a list: "London,
    /// Germany and Spain".
    pub(super) fn rules_out(&self, entry: &Entry) -> bool {
        let is_local = match entry.kind {
            PlaceKind::City => entry.population < GREAT_CITY,
            PlaceKind::Region => is_county(entry),
            PlaceKind::Site => true,
            _ => false,
        };
        *self == Self::Misplaced && is_local
    }
}

impl Sense {
    pub(super) fn best(&self) -> Option<&Candidate> {
        self.candidates.iter().reduce(
            |best, next| {
                if next.probability > best.probability { next } else { best }
            },
        )
    }

    /// Whether nothing that other names say can change much: the best candidate is certain,
    /// as a country is, and what else has the name is overshadowed.
    pub(super) fn is_settled(&self) -> bool {
        let is_no_rival =
            |candidate: &Candidate| candidate.probability > SETTLED || candidate.shadow > 0.0;
        self.candidates.iter().all(is_no_rival)
            && self.best().is_none_or(|best| best.probability > SETTLED)
    }

    /// The candidates that count for others.
    pub(super) fn noticed(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.evidence > FAINT)
    }

    /// Finds which candidates lead in their countries and regions.
    pub(super) fn find_leads(&mut self) {
        if self.noticed().nth(1).is_none() {
            let alone = Leads { country: true, region: true };
            self.candidates.iter_mut().for_each(|candidate| candidate.leads = alone);
            return;
        }
        for number in 0..self.candidates.len() {
            let candidate = &self.candidates[number];
            if candidate.evidence <= FAINT {
                continue;
            }
            let (country, region) = (candidate.entry.country, region_of(&candidate.entry));
            let leads = Leads {
                country: self.is_first(number, |entry| entry.country == country),
                region: self.is_first(number, |entry| region_of(entry) == region),
            };
            self.candidates[number].leads = leads;
        }
    }

    /// Whether none of the candidates that are counted alike is more likely, nor as likely
    /// and before it.
    fn is_first(&self, number: usize, is_alike: impl Fn(&Entry) -> bool) -> bool {
        let own = self.candidates[number].evidence;
        let mut others = self.candidates.iter().enumerate();
        !others.any(|(other, candidate)| {
            let is_ahead = candidate.evidence > own || candidate.evidence == own && other < number;
            is_ahead && is_alike(&candidate.entry)
        })
    }

    /// What it counts as evidence for others: repeating a name adds little.
    pub(super) fn weight(&self) -> f32 {
        if self.mentions == 1.0 { 1.0 } else { 1.0 + self.mentions.ln() }
    }
}
