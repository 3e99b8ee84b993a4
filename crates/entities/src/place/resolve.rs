//! Which place each name of an article means.
//!
//! Every candidate of a name has a score that adds up what speaks for it: how prominent it
//! is, what the words beside the name say, and how well it agrees with the article's other
//! places, in country, region and distance. As those are uncertain themselves, the scores
//! are made into probabilities and weighed anew with them, a few times over: what is sure
//! pulls along what is not. Each name competes with "none of these", so that a name of
//! which too little is known resolves to nothing.

use dateline_gazetteer::Entry;
use dateline_model::{ByteSpan, CountryCode, PlaceId, PlaceKind};
use rustc_hash::FxHashMap;

use super::geography::lies_in;
use super::score::{WEIGHTS, Weights, is_county};
use super::sense::{Candidate, Sense, Setting};
use super::surroundings::{Others, Surroundings};
use super::toponym::{Hint, Link, Spelling, Toponym};
use crate::vocabulary::Vocabulary;

/// How often the places are weighed with each other.
const ROUNDS: usize = 3;

/// A name that means no candidate with this probability stays unresolved.
const UNSURE: f32 = 0.25;

/// Within how many kilometres two candidates are one place to whoever looks at a map.
const SAME_PLACE: f32 = 60.0;

/// A candidate that begins so far behind the best one of its name is not tried: all that
/// an article can say does not make up for it.
const HOPELESS: f32 = 12.0;

/// How many senses of one name are compared.
const MOST_SENSES: usize = 4;

/// The most candidates of a container that are tried.
const MOST_CONTAINERS: usize = 6;

/// The names of places in one text of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NamedPlaces<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Where the names stand.
    pub(crate) spans: &'a [ByteSpan],
}

/// What is known of an article's places beside their names.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Background<'a> {
    /// The countries whose demonyms the article uses, once for each use.
    pub(crate) demonyms: &'a [PlaceId],
    /// The place of the article's dateline, as printed.
    pub(crate) dateline: Option<&'a str>,
    /// Where the outlet is at home.
    pub(crate) home: Option<Entry>,
}

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Resolution {
    /// The place.
    pub(crate) entry: Entry,
    /// How likely it is that one, or one of its name beside it, in hundredths.
    pub(crate) confidence: u8,
}

/// The places that the names of an article's texts mean, in the order of the names.
pub(crate) fn resolve(
    vocabulary: &Vocabulary,
    texts: &[NamedPlaces<'_>],
    background: Background<'_>,
) -> Vec<Vec<Option<Resolution>>> {
    resolve_with(&WEIGHTS, vocabulary, texts, background)
}

/// The same under other weights.
pub(crate) fn resolve_with(
    weights: &Weights,
    vocabulary: &Vocabulary,
    texts: &[NamedPlaces<'_>],
    background: Background<'_>,
) -> Vec<Vec<Option<Resolution>>> {
    let mut senses = Senses::new(weights, vocabulary, background);
    let named: Vec<Vec<Option<usize>>> = texts
        .iter()
        .map(|named| named.spans.iter().map(|&span| senses.note(named.text, span)).collect())
        .collect();
    senses.note_dateline(background.dateline);
    senses.settle();
    let meant = |sense: Option<usize>| senses.meaning(sense?);
    named.into_iter().map(|senses| senses.into_iter().map(meant).collect()).collect()
}

/// What tells the senses of an article apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    name: usize,
    hint: Option<Hint>,
    container: Option<(usize, Link)>,
    spelling: Spelling,
}

/// All senses of an article.
struct Senses<'a> {
    weights: &'a Weights,
    vocabulary: &'a Vocabulary,
    background: Background<'a>,
    names: FxHashMap<String, usize>,
    known: FxHashMap<Key, usize>,
    senses: Vec<Sense>,
    /// The senses of each name.
    by_name: Vec<Vec<usize>>,
    demonyms: FxHashMap<CountryCode, f32>,
}

impl<'a> Senses<'a> {
    fn new(weights: &'a Weights, vocabulary: &'a Vocabulary, background: Background<'a>) -> Self {
        let mut demonyms: FxHashMap<CountryCode, f32> = FxHashMap::default();
        for &country in background.demonyms {
            if let Some(code) = vocabulary.place(country).and_then(|place| place.country) {
                *demonyms.entry(code).or_default() += 1.0;
            }
        }
        demonyms.values_mut().for_each(|count| *count = weights.demonym * (1.0 + count.ln()));
        Self {
            weights,
            vocabulary,
            background,
            names: FxHashMap::default(),
            known: FxHashMap::default(),
            senses: Vec::new(),
            by_name: Vec::new(),
            demonyms,
        }
    }

    fn name(&mut self, name: &str) -> usize {
        if let Some(&number) = self.names.get(name) {
            return number;
        }
        let number = self.names.len();
        self.names.insert(name.to_owned(), number);
        self.by_name.push(Vec::new());
        number
    }

    /// Notes a name of the text; returns its sense, if it can have one.
    fn note(&mut self, text: &str, span: ByteSpan) -> Option<usize> {
        let toponym = Toponym::read(text, span, self.vocabulary)?;
        Some(self.note_toponym(&toponym, 1.0))
    }

    /// Notes the dateline, which says more than a name in the text.
    fn note_dateline(&mut self, dateline: Option<&str>) {
        let Some(printed) = dateline else { return };
        let end = printed.find(',').unwrap_or(printed.len());
        if let Some(toponym) = Toponym::read(printed, ByteSpan::new(0, end), self.vocabulary) {
            self.note_toponym(&toponym, 3.0);
        }
    }

    fn note_toponym(&mut self, toponym: &Toponym, mentions: f32) -> usize {
        let container = toponym.container.as_ref();
        let container = container.map(|outer| (self.name(&outer.name), outer.link));
        let key = Key {
            name: self.name(&toponym.name),
            hint: toponym.hint,
            container,
            spelling: toponym.spelling,
        };
        if let Some(&sense) = self.known.get(&key) {
            self.senses[sense].mentions += mentions;
            return sense;
        }
        let entries = self.vocabulary.candidates(&toponym.name);
        let setting = self.setting(toponym, &entries);
        let candidates = self.candidates(toponym, &entries, &setting);
        let sense = self.senses.len();
        self.by_name[key.name].push(sense);
        self.senses.push(Sense { name: key.name, candidates, mentions, setting });
        self.known.insert(key, sense);
        sense
    }

    /// What contains the toponym, and whether one of these that it may mean lies there.
    fn setting(&self, toponym: &Toponym, entries: &[Entry]) -> Setting {
        let Some(container) = &toponym.container else { return Setting::Open };
        let Some(outer) = self.container(&container.name, entries) else { return Setting::Open };
        if entries.iter().any(|entry| lies_in(entry, &outer)) {
            Setting::Within(outer)
        } else if container.link == Link::Sign && outer.kind != PlaceKind::City {
            Setting::Misplaced
        } else {
            Setting::Open
        }
    }

    /// The candidates with all that does not depend on the article's other places.
    fn candidates(
        &self,
        toponym: &Toponym,
        entries: &[Entry],
        setting: &Setting,
    ) -> Vec<Candidate> {
        let own = |rank: usize, entry: &Entry| {
            let is_asked =
                toponym.hint.is_some_and(|hint| hint.asks_for(entry.kind, is_county(entry)));
            self.weights.prior(entry, &entries[..rank])
                + self.home(entry)
                + if is_asked { self.weights.hint } else { 0.0 }
                + setting.says(self.weights, entry)
        };
        let entries = entries.iter().enumerate().filter(|(_, entry)| toponym.may_mean(entry));
        let scored: Vec<(Entry, f32)> =
            entries.map(|(rank, entry)| (*entry, own(rank, entry))).collect();
        let best = scored.iter().map(|(_, own)| *own).fold(f32::MIN, f32::max);
        let tried = scored.into_iter().filter(|(_, own)| *own > best - HOPELESS);
        tried.map(|(entry, own)| Candidate::new(entry, own)).collect()
    }

    /// The place of a name that may contain the entries: one that does contain one of
    /// them, or else the first.
    fn container(&self, name: &str, inner: &[Entry]) -> Option<Entry> {
        let outer = self.vocabulary.candidates(name);
        let may_contain = |entry: &&Entry| {
            matches!(entry.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::City)
        };
        let mut tried = outer.iter().filter(may_contain).take(MOST_CONTAINERS);
        let contains = |outer: &&Entry| inner.iter().any(|inner| lies_in(inner, outer));
        tried.clone().find(contains).or_else(|| tried.next()).copied()
    }

    /// What the outlet's home says for an entry.
    fn home(&self, entry: &Entry) -> f32 {
        let Some(home) = self.background.home else { return 0.0 };
        let same_country = entry.country == home.country;
        let same_region = home.region.is_some() && entry.region == home.region;
        self.weights.home * (f32::from(u8::from(same_country)) + f32::from(u8::from(same_region)))
    }

    /// Weighs the senses with each other.
    fn settle(&mut self) {
        let blank = Surroundings::default();
        for sense in 0..self.senses.len() {
            self.weigh(sense, &blank);
        }
        for _ in 0..ROUNDS {
            let surroundings = self.surroundings();
            for sense in 0..self.senses.len() {
                self.weigh(sense, &surroundings);
            }
        }
    }

    /// Makes the probabilities of a sense's candidates anew.
    fn weigh(&mut self, number: usize, surroundings: &Surroundings) {
        let others = Others::of(surroundings, &self.senses[number], number);
        let Weights { trust, unknown, .. } = *self.weights;
        let score = |candidate: &Candidate| {
            let elsewhere = self.weights.same_sense * self.elsewhere(number, candidate.entry.id);
            candidate.own + others.score(self.weights, candidate) + elsewhere
        };
        let mut shares: Vec<f32> = self.senses[number].candidates.iter().map(score).collect();
        let top = shares.iter().copied().fold(unknown, f32::max);
        shares.iter_mut().for_each(|share| *share = (trust * (*share - top)).exp());
        let all = shares.iter().sum::<f32>() + (trust * (unknown - top)).exp();
        for (candidate, share) in self.senses[number].candidates.iter_mut().zip(shares) {
            candidate.probability = share / all;
            candidate.evidence = candidate.probability.sqrt();
        }
    }

    /// How likely the name of a sense means a place where it stands otherwise; nothing for
    /// a name with its own container, as "Springfield, Ill." says nothing of "Springfield,
    /// Mass.".
    fn elsewhere(&self, number: usize, place: PlaceId) -> f32 {
        if matches!(self.senses[number].setting, Setting::Within(_)) {
            return 0.0;
        }
        let senses = self.by_name[self.senses[number].name].iter().take(MOST_SENSES);
        let others = senses.filter(|&&other| other != number);
        let meant = others.flat_map(|&other| &self.senses[other].candidates);
        let same = meant.filter(|candidate| candidate.entry.id == place);
        same.map(|candidate| candidate.probability).sum::<f32>().min(1.0)
    }

    /// What the senses together say of where the article plays.
    fn surroundings(&self) -> Surroundings {
        let mut all = Surroundings::default();
        for (&country, &weight) in &self.demonyms {
            *all.countries.entry(country).or_default() += weight;
            all.total += weight;
        }
        for (number, sense) in self.senses.iter().enumerate() {
            all.add(number, sense);
        }
        all.keep_surest();
        all
    }

    /// What a sense means in the end.
    fn meaning(&self, number: usize) -> Option<Resolution> {
        let sense = &self.senses[number];
        let best = sense.best().filter(|best| best.probability >= UNSURE)?;
        // The city of Shanghai and the region of Shanghai are two entries and one answer.
        let agrees = |other: &&Candidate| {
            best.entry.country == other.entry.country
                && best.point.kilometres(other.point) < SAME_PLACE
        };
        let sure: f32 = sense.candidates.iter().filter(agrees).map(|other| other.probability).sum();
        let confidence = (sure * 100.0).round().clamp(1.0, 99.0) as u8;
        Some(Resolution { entry: best.entry, confidence })
    }
}
