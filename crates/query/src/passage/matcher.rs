//! Finds where in an article stands what may be lit.

use std::ops::Range;
use std::sync::Arc;

use dateline_model::{ByteSpan, Section, fold};
use dateline_schema::{
    Analyzer, FirstLetters, StoredArticle, StoredEntity, StoredPlace, acronym_term, printed_form,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::named::Person;
use super::{AskedDates, LightPerson, LightPlace, LightWindow, Lights};
use crate::Overrides;
use crate::window::{TextWindow, WindowLight};

/// A part of a text that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Light {
    pub(super) span: ByteSpan,
    pub(super) feature: Feature,
}

/// The number of something that may be lit: a word, a phrase, a person, a place, a date.
pub(super) type Feature = u32;

/// What finding a person, a place or a date says, in parts of what the weightiest word
/// says: who, where and when are asked for on purpose.
const ENTITY: f32 = 1.5;

/// No weight counts for more, so that sums stay finite.
const GREATEST_WEIGHT: f32 = 1e6;

/// The lights of a query, made ready for one article.
pub(super) struct Matcher<'l, 'a> {
    /// The stems that matter, numbered.
    terms: FxHashMap<&'l str, Term>,
    /// By term, the word to light.
    words: Vec<Option<Feature>>,
    phrases: Vec<Phrase>,
    /// Words that are lit in these forms only.
    forms_of_words: Vec<(&'l FxHashSet<String>, Feature)>,
    windows: Vec<(&'l LightWindow, Feature)>,
    /// Where the windows stand, by section; known once they were looked for.
    found_windows: Vec<(Section, WindowLight, Feature)>,
    /// The article's persons that are lit.
    persons: FxHashMap<&'a str, Feature>,
    /// Words that spell the name of a person otherwise, and are lit for it.
    forms: FxHashMap<&'a str, Feature>,
    places: Places<'l>,
    overrides: &'l Arc<Overrides>,
    dates: Vec<(AskedDates, Feature)>,
    weights: Vec<f32>,
    person_features: Range<Feature>,
    text: &'a str,
}

type Term = u32;

/// A word of the text whose stem matters.
#[derive(Debug, Clone, Copy)]
struct Hit {
    term: Term,
    position: usize,
    span: ByteSpan,
}

impl<'l, 'a> Matcher<'l, 'a> {
    pub(super) fn new(lights: &'l Lights, article: &StoredArticle<'a>) -> Self {
        let mut matcher = Self {
            terms: FxHashMap::default(),
            words: Vec::new(),
            phrases: Vec::new(),
            forms_of_words: Vec::new(),
            windows: Vec::new(),
            found_windows: Vec::new(),
            persons: FxHashMap::default(),
            forms: FxHashMap::default(),
            places: Places::default(),
            overrides: &lights.overrides,
            dates: Vec::new(),
            weights: Vec::new(),
            person_features: 0..0,
            text: article.text,
        };
        matcher.add_words(lights);
        let weight = ENTITY * weightiest(lights);
        matcher.add_persons(lights, weight, article);
        for place in &lights.places {
            let feature = matcher.feature(weight);
            matcher.places.add(place, feature);
        }
        for &asked in &lights.dates {
            let feature = matcher.feature(weight);
            matcher.dates.push((asked, feature));
        }
        matcher
    }

    /// What finding the feature says; not negative, finite.
    pub(super) fn weight(&self, feature: Feature) -> f32 {
        self.weights[feature as usize]
    }

    /// Looks for the windows of the query in the article; before that none is lit.
    pub(super) fn find_windows(&mut self, article: &StoredArticle<'_>, analyzer: &mut Analyzer) {
        for &(light, feature) in &self.windows {
            let window = TextWindow::new(&light.window, self.overrides);
            for section in [Section::Title, Section::Text] {
                let found = window.lights(article, section, analyzer).into_iter();
                self.found_windows.extend(found.map(|light| (section, light, feature)));
            }
        }
    }

    /// Leaves out the windows of the text that reach over the end of a sentence, where others
    /// of the same do not: words that stand near each other by chance prove less.
    pub(super) fn prefer_windows_within(&mut self, sentences: impl FnOnce() -> Vec<ByteSpan>) {
        if self.found_windows.is_empty() {
            return;
        }
        let sentences = sentences();
        let is_within = |section: Section, span: ByteSpan| {
            let number = sentences.partition_point(|sentence| sentence.end() < span.end());
            section == Section::Title || sentences.get(number).is_some_and(|s| s.contains(span))
        };
        let is_close: Vec<bool> =
            self.found_windows.iter().map(|(in_, light, _)| is_within(*in_, light.span)).collect();
        let in_text = self.found_windows.iter().zip(&is_close);
        let close: FxHashSet<Feature> = in_text
            .filter(|((in_, ..), is_close)| *in_ == Section::Text && **is_close)
            .map(|((_, _, feature), _)| *feature)
            .collect();
        let mut is_close = is_close.into_iter();
        self.found_windows.retain(|(_, _, feature)| {
            is_close.next().unwrap_or_default() || !close.contains(feature)
        });
    }

    /// The windows of the text that are short enough to be shown as one.
    pub(super) fn ties(&self, max_bytes: usize) -> Vec<ByteSpan> {
        let in_text = self.found_windows.iter().filter(|(section, ..)| *section == Section::Text);
        in_text.map(|(_, light, _)| light.span).filter(|span| span.len() <= max_bytes).collect()
    }

    /// Whether the light of the text is of a person, and of more than a word of the name.
    pub(super) fn is_full_name(&self, light: &Light) -> bool {
        let has_words = |words: &str| words.contains(char::is_whitespace);
        self.person_features.contains(&light.feature)
            && light.span.of(self.text).is_some_and(has_words)
    }

    /// How many features there are.
    pub(super) fn features(&self) -> usize {
        self.weights.len()
    }

    /// What is lit in the title or the text, by start; lights may overlap.
    pub(super) fn lights(
        &self,
        article: &StoredArticle<'a>,
        section: Section,
        analyzer: &mut Analyzer,
    ) -> Vec<Light> {
        let whole = ByteSpan::new(0, article.section(section).len());
        self.lights_within(article, section, whole, analyzer)
    }

    /// What is lit in a part of the title or the text, by start; lights may overlap. What
    /// reaches over an end of the part is left out.
    pub(super) fn lights_within(
        &self,
        article: &StoredArticle<'a>,
        section: Section,
        part: ByteSpan,
        analyzer: &mut Analyzer,
    ) -> Vec<Light> {
        let text = part.of(article.section(section)).unwrap_or_default();
        let mut lights = self.words_lit(text, analyzer);
        for light in &mut lights {
            let (start, end) = (light.span.start(), light.span.end());
            light.span = ByteSpan::new(part.start() + start, part.start() + end);
        }
        for (_, window, feature) in self.found_windows.iter().filter(|(in_, ..)| *in_ == section) {
            let parts = window.parts.iter().filter(|span| part.contains(**span));
            lights.extend(parts.map(|&span| Light { span, feature: *feature }));
        }
        let mut mentioned = self.named(article, section);
        mentioned.retain(|light| part.contains(light.span));
        lights.extend(mentioned);
        lights.sort_unstable();
        lights.dedup();
        lights
    }

    /// The words and phrases that are lit in a text.
    fn words_lit(&self, text: &str, analyzer: &mut Analyzer) -> Vec<Light> {
        let hits = self.hits(text, analyzer);
        let mut lights: Vec<Light> = hits
            .iter()
            .filter_map(|hit| {
                let feature = self.words[hit.term as usize]?;
                Some(Light { span: hit.span, feature })
            })
            .collect();
        for phrase in &self.phrases {
            phrase.find(&hits, &mut lights);
        }
        self.add_forms_of_words(text, analyzer, &mut lights);
        lights
    }

    /// The mentions of the persons and places that are lit, in a title or text.
    pub(super) fn named(&self, article: &StoredArticle<'a>, section: Section) -> Vec<Light> {
        let mut lights = Vec::new();
        self.mentions(article, section, &mut lights);
        lights
    }

    fn add_forms_of_words(&self, text: &str, analyzer: &mut Analyzer, lights: &mut Vec<Light>) {
        if self.forms_of_words.is_empty() {
            return;
        }
        analyzer.for_each_word(text, |word| {
            let lit = self.forms_of_words.iter().find(|(forms, _)| forms.contains(word.folded));
            lights.extend(lit.map(|&(_, feature)| Light { span: word.span, feature }));
        });
    }

    fn feature(&mut self, weight: f32) -> Feature {
        // What is not a number counts as nothing.
        let weight = if weight.is_nan() { 0.0 } else { weight };
        self.weights.push(weight.clamp(0.0, GREATEST_WEIGHT));
        self.weights.len() as Feature - 1
    }

    fn add_words(&mut self, lights: &'l Lights) {
        for word in &lights.words {
            let feature = self.feature(word.weight);
            let term = self.term(&word.stem);
            self.words[term as usize].get_or_insert(feature);
        }
        for forms in &lights.forms {
            let feature = self.feature(forms.weight);
            self.forms_of_words.push((&forms.folded, feature));
        }
        for window in &lights.windows {
            let feature = self.feature(window.weight);
            self.windows.push((window, feature));
        }
        for phrase in lights.phrases.iter().filter(|phrase| !phrase.stems.is_empty()) {
            let feature = self.feature(phrase.weight);
            let terms = phrase.stems.iter().map(|stem| self.term(stem)).collect();
            self.phrases.push(Phrase::new(terms, feature));
        }
    }

    fn term(&mut self, stem: &'l str) -> Term {
        let next = self.words.len() as Term;
        let term = *self.terms.entry(stem).or_insert(next);
        if term == next {
            self.words.push(None);
        }
        term
    }

    /// Each person of the article is looked at once, not at each mention: making the key
    /// of a name costs more than the rest of a mention.
    fn add_persons(&mut self, lights: &'l Lights, weight: f32, article: &StoredArticle<'a>) {
        if lights.persons.is_empty() {
            return;
        }
        let features: Vec<Feature> = lights.persons.iter().map(|_| self.feature(weight)).collect();
        self.person_features = features[0]..self.weights.len() as Feature;
        for &printed in article.persons() {
            let person = Person::new(printed, &lights.overrides);
            let number = lights.persons.iter().position(|light| person.is(&light.who));
            if let Some(number) = number {
                self.persons.insert(printed, features[number]);
            }
        }
        self.add_forms(lights, &features, article);
    }

    /// Of a name that is not meant itself, the spellings that are.
    fn add_forms(&mut self, lights: &'l Lights, features: &[Feature], article: &StoredArticle<'a>) {
        for mention in article.mentions() {
            let StoredEntity::Person(name) = mention.entity else { continue };
            let words = mention.span.of(article.section(mention.section)).unwrap_or_default();
            let is_new = !self.persons.contains_key(name) && !self.forms.contains_key(words);
            if let Some(form) = printed_form(name, words).filter(|_| is_new) {
                let is_form = |light: &LightPerson| light.who.is_printed(form.as_str());
                if let Some(number) = lights.persons.iter().position(is_form) {
                    self.forms.insert(words, features[number]);
                }
            }
        }
    }

    fn hits(&self, text: &str, analyzer: &mut Analyzer) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.terms.is_empty() {
            return hits;
        }
        let letters = FirstLetters::of(self.terms.keys().copied());
        analyzer.for_each_word_among(text, &letters, |word| {
            let mut hit = |term: Option<&Term>| {
                let hit = |&term| Hit { term, position: word.position, span: word.span };
                hits.extend(term.map(hit));
            };
            hit(self.terms.get(word.stem));
            if word.is_acronym {
                hit(self.terms.get(acronym_term(word.folded).as_str()));
            }
        });
        hits
    }

    fn mentions(&self, article: &StoredArticle<'a>, section: Section, lights: &mut Vec<Light>) {
        if self.persons.is_empty()
            && self.forms.is_empty()
            && self.places.is_empty()
            && self.dates.is_empty()
        {
            return;
        }
        let text = article.section(section);
        for mention in article.mentions().filter(|mention| mention.section == section) {
            let words = mention.span.of(text).unwrap_or_default();
            let feature = match mention.entity {
                StoredEntity::Person(name) => {
                    self.persons.get(name).or_else(|| self.forms.get(words)).copied()
                }
                StoredEntity::Place(_) if self.overrides.is_never_place(words) => None,
                StoredEntity::Place(place) => self.places.find(place, words),
                StoredEntity::Date(date) => {
                    let lit = self.dates.iter().find(|(asked, _)| asked.meets(date.range));
                    lit.map(|&(_, feature)| feature)
                }
                StoredEntity::YearlessDay(day) => {
                    let lit = self.dates.iter().find(|(asked, _)| asked.may_meet(day));
                    lit.map(|&(_, feature)| feature)
                }
                StoredEntity::Organisation => None,
            };
            lights.extend(feature.map(|feature| Light { span: mention.span, feature }));
        }
    }
}

/// The greatest weight of a word or of a word of a phrase; 1 if there are none.
fn weightiest(lights: &Lights) -> f32 {
    let words = lights.words.iter().map(|word| word.weight);
    let phrases = lights.phrases.iter().map(|phrase| phrase.weight / phrase.stems.len() as f32);
    let greatest = words.chain(phrases).fold(0.0, f32::max);
    if greatest > 0.0 { greatest } else { 1.0 }
}

/// The places to light.
#[derive(Default)]
struct Places<'l> {
    ids: FxHashMap<u32, Feature>,
    names: Vec<(&'l str, Feature)>,
}

impl<'l> Places<'l> {
    fn add(&mut self, place: &'l LightPlace, feature: Feature) {
        for &id in place.ids.iter() {
            self.ids.entry(id).or_insert(feature);
        }
        if !place.name.is_empty() {
            self.names.push((&place.name, feature));
        }
    }

    fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.names.is_empty()
    }

    fn find(&self, place: Option<&StoredPlace<'_>>, words: &str) -> Option<Feature> {
        let meant = place.and_then(|place| {
            let within = place.within.iter().rev().map(|&(id, _)| id);
            std::iter::once(place.id).chain(within).find_map(|id| self.ids.get(&id).copied())
        });
        meant.or_else(|| {
            let named = self.names.iter().find(|(name, _)| folds_to(words, name));
            named.map(|&(_, feature)| feature)
        })
    }
}

/// Whether the words, folded, with single spaces between them, are the name.
pub(super) fn folds_to(words: &str, name: &str) -> bool {
    if words.is_ascii() {
        // The same without allocating.
        let mut parts = name.split(' ');
        return words
            .split_ascii_whitespace()
            .all(|word| parts.next().is_some_and(|part| word.eq_ignore_ascii_case(part)))
            && parts.next().is_none();
    }
    fold(words).split_whitespace().eq(name.split(' '))
}

/// A phrase, made ready to be found in one pass however its words repeat (by Knuth, Morris
/// and Pratt).
struct Phrase {
    terms: Vec<Term>,
    /// For each beginning of the phrase, how long a shorter beginning it ends with.
    fallback: Vec<usize>,
    feature: Feature,
}

impl Phrase {
    fn new(terms: Vec<Term>, feature: Feature) -> Self {
        let mut fallback = vec![0; terms.len()];
        let mut len = 0;
        for at in 1..terms.len() {
            while len > 0 && terms[len] != terms[at] {
                len = fallback[len - 1];
            }
            if terms[len] == terms[at] {
                len += 1;
            }
            fallback[at] = len;
        }
        Self { terms, fallback, feature }
    }

    /// Adds a light over the whole phrase wherever its words stand in sequence.
    fn find(&self, hits: &[Hit], lights: &mut Vec<Light>) {
        // Where the words stand that have matched up to here.
        let mut matched: Vec<ByteSpan> = Vec::new();
        let mut next = 0;
        // A word may have been looked for in several forms.
        for word in hits.chunk_by(|one, other| one.position == other.position) {
            if word[0].position != next {
                matched.clear();
            }
            next = word[0].position + 1;
            let Some(hit) = self.continued(&mut matched, word) else { continue };
            matched.push(hit.span);
            if matched.len() == self.terms.len() {
                let span = ByteSpan::new(matched[0].start(), hit.span.end());
                lights.push(Light { span, feature: self.feature });
                self.fall_back(&mut matched);
            }
        }
    }

    /// The form of a word that goes on with what has matched, or with the end of it that begins
    /// the phrase anew.
    fn continued<'h>(&self, matched: &mut Vec<ByteSpan>, word: &'h [Hit]) -> Option<&'h Hit> {
        loop {
            let wanted = &self.terms[matched.len()];
            let found = word.iter().find(|hit| hit.term == *wanted);
            if found.is_some() || matched.is_empty() {
                return found;
            }
            self.fall_back(matched);
        }
    }

    /// Keeps of what has matched the longest end that the phrase begins with.
    fn fall_back(&self, matched: &mut Vec<ByteSpan>) {
        let kept = self.fallback[matched.len() - 1];
        matched.drain(..matched.len() - kept);
    }
}
