//! The points of an article.
//!
//! `docs/ranking.md` has the formula in words, where its parts are from, and what each is
//! worth. All is in 64 bits and added in the order of the question, so that the same article
//! has the same points whatever index it is in.

use dateline_schema::Fields;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::asked::{Asked, AskedWord};
use super::occurrences::{Occurrence, field_of};
use super::proximity::nearness;
use super::tally::{Part, Tally};
use super::word_class::WordClass;
use crate::statistics::{Collection, Frequency};

/// How soon further occurrences of a word count less (k1 of BM25).
const SATURATION: f64 = 1.2;
/// How much more often longer articles have to have a word (b of BM25).
const LENGTH: f64 = 0.55;
/// How much more the first word of an article counts than one far down.
const EARLY: f64 = 2.0;
/// How many words it takes for that to fall to 1/e.
const EARLY_REACH: f64 = 20.0;
/// How fast a word's weight grows with its rarity.
const RARITY: f64 = 1.2;
/// How fast it grows with how often it stands in the articles that have it: what articles
/// are about they say again and again.
const BURST: f64 = 0.7;
/// The most often that counts.
const MOST_BURST: f64 = 4.0;
/// How soon saying a word again in the question counts less (k3 of BM25).
const REPEATED: f64 = 2.0;
/// What words that questions are made of weigh beside others.
const SCAFFOLDING: f64 = 0.5;
/// What the form of the question is worth beside the stem, and its saturation.
const EXACT_SHARE: f64 = 0.1;
/// What having all of the words is worth; having fewer is worth the fourth power of what they
/// weigh.
const COVERAGE_SHARE: f64 = 0.1;
/// What words near each other are worth.
const NEAR_SHARE: f64 = 0.1;
/// What words that the best articles have are worth beside those of the question.
const RELATED_SHARE: f64 = 0.6;
/// The saturation of exact forms and of nearness.
const SHARE_SATURATION: f64 = 1.2;
/// What a date to the day is worth beside all words of the question together.
const DATE_SHARE: f64 = 0.3;
/// What being of the newest day is worth beside all words together, where that is asked for.
const RECENCY_SHARE: f64 = 0.3;

/// The formula for one question.
pub(crate) struct Formula<'q> {
    asked: &'q Asked,
    words: Vec<WordWeight>,
    articles: u64,
    average_length: f64,
    /// What all words weigh together; at least that of one rare word.
    total: f64,
    /// What an occurrence at a position counts; 1 beyond.
    early: Vec<f64>,
}

/// What a word of the question weighs.
struct WordWeight {
    /// By what it is in the question.
    asked: f64,
    /// By how rare it is.
    rarity: f64,
    /// As it was typed.
    exact: f64,
    frequency: Frequency,
}

/// What is known of an article.
pub(crate) struct Candidate<'o> {
    /// The words of title and text, as the engine keeps it.
    pub(crate) length: u32,
    /// What it has of each word of the question, and then of each related one.
    pub(crate) occurrences: &'o [Occurrence],
    /// How precisely it meets each date that is asked for, from 0 to 1.
    pub(crate) dates: &'o [f64],
    /// What its recency is worth, from 0 to 1.
    pub(crate) recency: f64,
}

impl<'q> Formula<'q> {
    pub(crate) fn new(
        asked: &'q Asked,
        searcher: &Searcher,
        fields: &Fields,
        collection: &Collection,
    ) -> tantivy::Result<Self> {
        let words = asked.words.iter().map(|word| {
            let frequency = |field: Field, term: &str| {
                collection.frequencies(searcher, &Term::from_field_text(field, term))
            };
            WordWeight::new(word, fields, collection.articles(), frequency)
        });
        let words = words.collect::<tantivy::Result<Vec<_>>>()?;
        let total: f64 = words.iter().map(|word| word.asked * word.rarity).sum();
        let early = |position: u32| 1.0 + EARLY * (-f64::from(position) / EARLY_REACH).exp();
        Ok(Self {
            asked,
            total: total.max(1.0),
            words,
            articles: collection.articles(),
            average_length: collection.average_length(searcher, fields.text)?,
            early: (0..(10.0 * EARLY_REACH) as u32).map(early).collect(),
        })
    }

    /// Adds up the points of an article.
    pub(crate) fn score(&self, candidate: &Candidate<'_>, tally: &mut impl Tally) {
        let relative = f64::from(candidate.length) / self.average_length;
        let norm = SATURATION * (1.0 - LENGTH + LENGTH * relative);
        let (words, related) = candidate.occurrences.split_at(self.words.len());
        for (number, occurrence) in words.iter().enumerate() {
            if occurrence.all > 0 {
                self.score_word(number, occurrence, norm, tally);
            }
        }
        self.score_pairs(words, relative, tally);
        let found = self.words.iter().zip(words).filter(|(_, occurrence)| occurrence.all > 0);
        let found: f64 = found.map(|(word, _)| word.asked * word.rarity).sum();
        tally.add(Part::Coverage, COVERAGE_SHARE * self.total * (found / self.total).powi(4));
        for (number, occurrence) in related.iter().enumerate() {
            let share = RELATED_SHARE * self.total * self.asked.related[number].share;
            let count = self.early_count(&occurrence.positions);
            tally.add(Part::Related(number), share * count / (count + norm));
        }
        for (number, precision) in candidate.dates.iter().enumerate() {
            tally.add(Part::Date(number), DATE_SHARE * self.total * precision);
        }
        tally.add(Part::Recency, RECENCY_SHARE * self.total * candidate.recency);
    }

    /// What all words of the question weigh together.
    pub(crate) fn total(&self) -> f64 {
        self.total
    }

    /// What a word counts by where it stands in an article and how long that is, from 0 to 1.
    pub(crate) fn saturated(&self, count: f64, length: u32) -> f64 {
        let relative = f64::from(length) / self.average_length;
        count / (count + SATURATION * (1.0 - LENGTH + LENGTH * relative))
    }

    /// What a word of the question weighs, however often the question has it.
    pub(crate) fn weight(&self, word: usize) -> f64 {
        self.words[word].rarity * self.words[word].asked.min(1.0)
    }

    /// What a word weighs by how often articles say it again.
    pub(crate) fn burst(&self, frequency: Frequency) -> f64 {
        frequency.per_article().min(MOST_BURST).powf(BURST)
    }

    /// What a word in so many articles weighs by its rarity alone.
    pub(crate) fn rarity(&self, articles: u64) -> f64 {
        let frequency = Frequency { articles, occurrences: articles };
        frequency.rarity(self.articles).powf(RARITY)
    }

    /// What an occurrence at a position counts.
    pub(crate) fn early(&self, position: usize) -> f64 {
        self.early.get(position).copied().unwrap_or(1.0)
    }

    /// How many articles have a word.
    pub(crate) fn articles_with(&self, word: usize) -> u64 {
        self.words[word].frequency.articles
    }

    fn score_word(
        &self,
        number: usize,
        occurrence: &Occurrence,
        norm: f64,
        tally: &mut impl Tally,
    ) {
        let word = &self.words[number];
        let count = self.early_count(&occurrence.positions);
        let weight = word.asked * word.rarity;
        tally.add(Part::Word(number), weight * count / (count + norm));
        if !occurrence.exact.is_empty() {
            let count = self.early_count(&occurrence.exact);
            let norm = SHARE_SATURATION / SATURATION * norm;
            let points = word.asked * word.exact * count / (count + norm);
            tally.add(Part::Exact(number), EXACT_SHARE * points);
        }
    }

    fn score_pairs(&self, occurrences: &[Occurrence], relative: f64, tally: &mut impl Tally) {
        let norm = SHARE_SATURATION * (0.5 + 0.5 * relative);
        for (number, pair) in self.asked.pairs.iter().enumerate() {
            let (first, second) = (&occurrences[pair.first], &occurrences[pair.second]);
            if first.positions.is_empty() || second.positions.is_empty() {
                continue;
            }
            let (one, other) = (&self.words[pair.first], &self.words[pair.second]);
            let asked = (one.asked * other.asked).sqrt().min(1.0);
            let near = nearness(&first.positions, &second.positions);
            let points = asked * (one.rarity + other.rarity) / 2.0 * near / (near + norm);
            tally.add(Part::Near(number), NEAR_SHARE * points);
        }
    }

    /// How often a word stands there, early occurrences counted for more.
    fn early_count(&self, positions: &[u32]) -> f64 {
        positions.iter().map(|&position| self.early(position as usize)).sum()
    }
}

impl WordWeight {
    fn new(
        word: &AskedWord,
        fields: &Fields,
        articles: u64,
        frequency: impl Fn(Field, &str) -> tantivy::Result<Frequency>,
    ) -> tantivy::Result<Self> {
        let field = field_of(word.place, fields);
        let mut all = Frequency::default();
        for stem in &word.stems {
            all.add(frequency(field, stem)?, articles);
        }
        let exact = match word.exact_term() {
            Some(term) => frequency(field, &term)?,
            None => Frequency::default(),
        };
        let times = f64::from(word.times);
        let class = match word.class {
            WordClass::Function => 0.0,
            WordClass::Scaffolding => SCAFFOLDING,
            WordClass::Content => 1.0,
        };
        if all.articles == 0 {
            return Ok(Self { asked: 0.0, rarity: 0.0, exact: 0.0, frequency: all });
        }
        Ok(Self {
            asked: word.boost * class * times * (REPEATED + 1.0) / (times + REPEATED),
            rarity: all.rarity(articles).powf(RARITY)
                * all.per_article().min(MOST_BURST).powf(BURST),
            exact: exact.rarity(articles),
            frequency: all,
        })
    }
}
