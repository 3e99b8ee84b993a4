//! Which place each name of an article means.
//!
//! Every candidate of a name has a score that adds up what speaks for it: how prominent it
//! is, what the words beside the name say, and how well it agrees with the article's other
//! places, in country, region and distance. As those are uncertain themselves, the scores
//! are made into probabilities and weighed anew with them, a few times over: what is sure
//! pulls along what is not. Each name competes with "none of these", so that a name of
//! which too little is known resolves to nothing.

use dateline_gazetteer::Entry;
use dateline_gazetteer::layout::Seat;
use dateline_model::{ByteSpan, CountryCode, PlaceId, PlaceKind};
use rustc_hash::FxHashMap;

use super::geography::lies_in;
use super::neighbours::Neighbours;
use super::score::{WEIGHTS, Weights, is_county, is_overshadowed};
use super::sense::{Candidate, Sense, Setting};
use super::surroundings::{Demand, Others, Surroundings};
use super::toponym::{Hint, Link, Spelling, Toponym, without_direction};
use crate::lexicon::Traits;
use crate::vocabulary::Vocabulary;

/// How often the places are weighed with each other.
const ROUNDS: usize = 3;

/// A change of a probability that changes nothing else.
const UNCHANGED: f32 = 0.002;

/// How far behind the best a score is worth nothing: it is under a thousandth as likely.
const NOTHING: f32 = 8.0;

/// How far behind the best a score may be for its distances to be measured, all that they
/// might add counted in.
const HELPLESS: f32 = 4.0;

/// A name that means no candidate with this probability stays unresolved.
const UNSURE: f32 = 0.3;

/// Within how many kilometres two candidates are one place to whoever looks at a map.
const SAME_PLACE: f32 = 60.0;

/// A candidate that begins so far behind the best one of its name is not tried: all that
/// an article can say does not make up for it.
const HOPELESS: f32 = 9.0;

/// How many senses of one name are compared.
const MOST_SENSES: usize = 4;

/// The people of a town that the world has heard of.
const SMALL: u32 = 20_000;

/// The people of a village whose name, though nothing else has it, may be any word.
const HAMLET: u32 = 1_000;

/// Names that are words, or names of persons and peoples.
const WORDS: Traits = Traits::COMMON
    .or(Traits::FUNCTION)
    .or(Traits::VERB)
    .or(Traits::CALENDAR)
    .or(Traits::TITLE)
    .or(Traits::RELATION)
    .or(Traits::PEOPLE)
    .or(Traits::GIVEN)
    .or(Traits::GIVEN_OR_WORD)
    .or(Traits::ORGANISATION_HEAD)
    .or(Traits::THING_HEAD);

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
    let named: Vec<Vec<Option<usize>>> =
        texts.iter().map(|named| senses.note_all(*named)).collect();
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
    neighbours: Neighbours,
    /// The sense of the dateline's place.
    dateline: Option<usize>,
    /// The senses of each name.
    by_name: Vec<Vec<usize>>,
    demonyms: FxHashMap<CountryCode, f32>,
    /// Room for the scores of one sense.
    scores: Vec<f32>,
    /// What the senses said together when they were weighed last.
    surroundings: Surroundings,
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
            neighbours: Neighbours::default(),
            dateline: None,
            by_name: Vec::new(),
            demonyms,
            scores: Vec::new(),
            surroundings: Surroundings::default(),
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

    /// Notes the names of a text; returns their senses.
    fn note_all(&mut self, named: NamedPlaces<'_>) -> Vec<Option<usize>> {
        self.neighbours.begin();
        named.spans.iter().map(|&span| self.note(named.text, span)).collect()
    }

    /// Notes a name of the text; returns its sense, if it can have one.
    fn note(&mut self, text: &str, span: ByteSpan) -> Option<usize> {
        let toponym = Toponym::read(text, span, self.vocabulary)?;
        let sense = self.note_toponym(&toponym, 1.0);
        self.neighbours.note(text, span.start(), span.end(), sense);
        Some(sense)
    }

    /// Notes the dateline, which says more than a name in the text.
    fn note_dateline(&mut self, dateline: Option<&str>) {
        let Some(printed) = dateline else { return };
        let end = printed.find(',').unwrap_or(printed.len());
        if let Some(toponym) = Toponym::read(printed, ByteSpan::new(0, end), self.vocabulary) {
            self.dateline = Some(self.note_toponym(&toponym, 3.0));
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
        self.senses.push(Sense {
            name: key.name,
            candidates,
            mentions,
            setting,
            hint: toponym.hint,
            is_word: self.is_word(&toponym.name),
        });
        self.known.insert(key, sense);
        sense
    }

    /// Whether a name is mostly something else than a place.
    fn is_word(&self, name: &str) -> bool {
        self.vocabulary.lexicon().folded_traits(name).has(WORDS)
    }

    /// What contains the toponym, and whether one of these that it may mean lies there.
    fn setting(&self, toponym: &Toponym, entries: &[Entry]) -> Setting {
        let Some(container) = &toponym.container else { return Setting::Open };
        let Some(outer) = self.container(&container.name, entries) else { return Setting::Open };
        let contains = |outer: &Entry| entries.iter().any(|entry| lies_in(entry, outer));
        // "West Germany" is a part of Germany to the gazetteer, and was all of it to many.
        let whole = || {
            let whole = without_direction(&container.name);
            let is_part = whole.len() < container.name.len();
            is_part.then(|| self.container(whole, entries))?.filter(contains)
        };
        if contains(&outer) {
            Setting::Within(outer)
        } else if let Some(whole) = whole().filter(|whole| whole.country == outer.country) {
            Setting::Within(whole)
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
        let scored = |(rank, entry): (usize, &Entry)| {
            let ahead = &entries[..rank];
            let is_asked =
                toponym.hint.is_some_and(|hint| hint.asks_for(entry.kind, is_county(entry)));
            let contained = setting.says(self.weights, entry);
            let is_overshadowed = is_overshadowed(entry, ahead);
            // "Italy, Texas" says outright that it is not the country; "Canada, Mexico and
            // Peru" is a list.
            let is_outright = contained > 0.0 && setting.is_within_region();
            let outright = if is_overshadowed && is_outright { self.weights.hint } else { 0.0 };
            let is_shadowed = is_overshadowed && !is_asked && !is_outright;
            let own = self.weights.prior(entry, ahead)
                + self.home(entry)
                + if is_asked { self.weights.hint } else { 0.0 }
                + contained
                + outright;
            Candidate::new(*entry, own, if is_shadowed { self.weights.overshadowed } else { 0.0 })
        };
        let meant = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| toponym.may_mean(entry) && !setting.rules_out(entry));
        let mut candidates: Vec<Candidate> = meant.map(scored).collect();
        let best = candidates.iter().map(|candidate| candidate.own).fold(f32::MIN, f32::max);
        candidates.retain(|candidate| candidate.own > best - HOPELESS);
        candidates
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
            self.surroundings = self.surroundings();
            if !self.weigh_anew() {
                return;
            }
        }
        self.surroundings = self.surroundings();
    }

    /// Weighs all senses in the surroundings that they made; whether that changed one.
    fn weigh_anew(&mut self) -> bool {
        let surroundings = std::mem::take(&mut self.surroundings);
        let mut has_changed = false;
        for sense in 0..self.senses.len() {
            let is_only_sense = self.by_name[self.senses[sense].name].len() == 1;
            if !(is_only_sense && self.senses[sense].is_settled()) {
                has_changed |= self.weigh(sense, &surroundings) > UNCHANGED;
            }
        }
        self.surroundings = surroundings;
        has_changed
    }

    /// Makes the probabilities of a sense's candidates anew; returns how much they changed
    /// at most.
    fn weigh(&mut self, number: usize, surroundings: &Surroundings) -> f32 {
        let mut scores = std::mem::take(&mut self.scores);
        let top = self.score(number, surroundings, &mut scores);
        let Weights { trust, unknown, .. } = *self.weights;
        let share = |score: f32| {
            let behind = trust * (score - top);
            if behind < -NOTHING { 0.0 } else { behind.exp() }
        };
        scores.iter_mut().for_each(|score| *score = share(*score));
        let all = scores.iter().sum::<f32>() + share(unknown);
        let mut change = 0.0_f32;
        let sense = &mut self.senses[number];
        for (candidate, share) in sense.candidates.iter_mut().zip(&scores) {
            let probability = share / all;
            change = change.max((probability - candidate.probability).abs());
            candidate.probability = probability;
            candidate.evidence = probability.sqrt();
        }
        sense.find_leads();
        self.scores = scores;
        change
    }

    /// The scores of a sense's candidates; returns the highest, that of no candidate if it
    /// is.
    ///
    /// Distances, which cost the most, are measured only for those whom they may help.
    fn score(&self, number: usize, surroundings: &Surroundings, scores: &mut Vec<f32>) -> f32 {
        let sense = &self.senses[number];
        let others = Others::of(surroundings, sense, number);
        scores.clear();
        scores.extend(sense.candidates.iter().map(|candidate| {
            let elsewhere = self.elsewhere(number, candidate.entry.id);
            candidate.own
                + others.kinship(self.weights, candidate)
                + self.weights.same_sense * elsewhere
                - candidate.shadow * (1.0 - 1.5 * elsewhere)
                + self.enclosed(number, &candidate.entry)
        }));
        let unknown = self.weights.unknown;
        let top = scores.iter().copied().fold(unknown, f32::max);
        let nearness = others.most_nearness(self.weights);
        for (score, candidate) in scores.iter_mut().zip(&sense.candidates) {
            if nearness > 0.0 && *score + nearness > top - HELPLESS {
                *score += others.nearness(self.weights, candidate);
            }
        }
        scores.iter().copied().fold(unknown, f32::max)
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

    /// What the places beside a name say for one that contains them.
    fn enclosed(&self, number: usize, outer: &Entry) -> f32 {
        let may_contain = matches!(outer.kind, PlaceKind::Country | PlaceKind::Region);
        if !may_contain || self.senses[number].candidates.len() < 2 {
            return 0.0;
        }
        let inside = |&sense: &usize| {
            let places = self.senses[sense].candidates.iter();
            let inside = places.filter(|place| lies_in(&place.entry, outer));
            inside.map(|place| place.probability).sum::<f32>()
        };
        let beside = self.neighbours.of(number).iter().map(inside).fold(0.0, f32::max);
        let dateline = self.dateline.filter(|&dateline| dateline != number);
        self.weights.encloses * beside
            + self.weights.encloses_dateline * dateline.as_ref().map_or(0.0, inside)
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

    /// Whether nothing says that the best candidate is meant but its name, and it is a town
    /// of which few have heard.
    fn is_unsupported(&self, number: usize, best: &Candidate) -> bool {
        let sense = &self.senses[number];
        let is_small = best.entry.kind == PlaceKind::City
            && best.entry.seat == Seat::None
            && best.entry.population < SMALL;
        let is_unmistakable =
            best.entry.candidates == 1 && !sense.is_word && best.entry.population >= HAMLET;
        if !is_small
            || is_unmistakable
            || sense.hint == Some(Hint::Settlement)
            || sense.setting.says(self.weights, &best.entry) > 0.0
            || self.home(&best.entry) > 0.0
            || self.elsewhere(number, best.entry.id) > 0.5
        {
            return false;
        }
        let demand = if sense.is_word { Demand::SameRegion } else { Demand::SameCountry };
        !Others::of(&self.surroundings, sense, number).support(best, demand)
    }

    /// What a sense means in the end.
    fn meaning(&self, number: usize) -> Option<Resolution> {
        let sense = &self.senses[number];
        let best = sense.best()?;
        // The city of Shanghai and the region of Shanghai are two entries and one answer.
        let agrees = |other: &&Candidate| {
            best.entry.country == other.entry.country
                && best.point.kilometres(other.point) < SAME_PLACE
        };
        let sure: f32 = sense.candidates.iter().filter(agrees).map(|other| other.probability).sum();
        if sure < UNSURE || self.is_unsupported(number, best) {
            return None;
        }
        let confidence = (sure * 100.0).round().clamp(1.0, 99.0) as u8;
        Some(Resolution { entry: best.entry, confidence })
    }
}
