//! Words that the question does not have, but what it is about: pseudo-relevance feedback.
//!
//! The best articles are taken to be about what is asked, and what they say more often than
//! others is asked for as well (Rocchio 1971; Lavrenko and Croft 2001). They have a say by
//! their scores: where one stands out it speaks alone, so that a question which has one
//! answer stays as it is.

use std::cmp::Ordering;

use dateline_schema::{Analyzer, FormRole};
use rustc_hash::FxHashMap;
use tantivy::{DocAddress, Term};

use super::asked::{Asked, RelatedWord};
use super::formula::Formula;
use super::word_class::WordClass;
use crate::Result;
use crate::archive::Archive;
use crate::collect::Ranked;

/// How many of the best articles are read.
pub(crate) const ARTICLES_READ: usize = 10;
/// How many words of each are read, from its beginning.
const WORDS_READ: usize = 2_000;
/// By how much of what the question weighs an article may score less than the best before
/// its say falls to 1/e.
const SAY_REACH: f64 = 0.05;
/// How many words from one of the question a word may stand and count for more.
const NEAR_REACH: usize = 40;
/// What a word of the question adds to those near it, of what it weighs itself.
const NEAR: f64 = 0.05;
/// What a word counts that is near none.
const FAR: f64 = 0.5;
/// How many words are weighed with how often articles say them again.
const WEIGHED: usize = 200;
/// A word in fewer articles says nothing of others, one in more than this share nothing at all.
const LEAST_ARTICLES: u64 = 2;
const MOST_ARTICLES: f64 = 0.2;
/// How many words are taken.
const TAKEN: usize = 60;

/// Whether a question is ranked by its own words only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expansion {
    /// It is.
    Off,
    /// Candidates are ranked again by what the best ten of them say more often than others
    /// do. A note tells which words these are.
    Related,
}

/// The words of the best articles.
struct Found<'a> {
    archive: &'a Archive,
    asked: &'a Asked,
    formula: &'a Formula<'a>,
    words: FxHashMap<String, Word>,
}

/// A word of the best articles.
struct Word {
    folded: String,
    /// What it weighs by its rarity; 0 when it cannot be taken.
    rarity: f64,
    /// What it counts in the articles, weighted by their say.
    count: f64,
    in_article: InArticle,
}

/// What a word counts in the article at hand.
#[derive(Default)]
struct InArticle {
    /// By how often and early it stands there.
    count: f64,
    /// By how near to words of the question, too.
    near: f64,
}

impl Archive {
    /// The words that the best articles share, which come with their scores, the best first.
    pub(crate) fn related(
        &self,
        asked: &Asked,
        formula: &Formula<'_>,
        best: &[Ranked],
        analyzer: &mut Analyzer,
    ) -> Result<Vec<RelatedWord>> {
        let score = |ranked: &Ranked| f64::from(ranked.0.unwrap_or_default());
        let Some(highest) = best.first().map(score) else { return Ok(Vec::new()) };
        let say =
            |ranked: &Ranked| ((score(ranked) - highest) / (SAY_REACH * formula.total())).exp();
        let all: f64 = best.iter().map(say).sum();
        let words = FxHashMap::default();
        let mut found = Found { archive: self, asked, formula, words };
        for ranked in best {
            found.add(ranked.1, say(ranked) / all, analyzer)?;
        }
        found.weightiest()
    }
}

impl Found<'_> {
    /// Adds the words of an article that has so much of a say.
    fn add(&mut self, address: DocAddress, say: f64, analyzer: &mut Analyzer) -> Result<()> {
        let stored = self.archive.stored(address)?;
        let article = stored.article().map_err(|kind| self.archive.error(kind))?;
        let mut stems = Vec::new();
        for text in [article.title, article.text] {
            analyzer.for_each_word(text, |word| {
                if word.role == FormRole::Word && stems.len() < WORDS_READ {
                    stems.push((word.stem.to_owned(), word.folded.to_owned()));
                }
            });
        }
        let near = self.near(&stems);
        for (position, (stem, folded)) in stems.iter().enumerate() {
            if !self.words.contains_key(stem) {
                let word = self.word(stem, folded)?;
                self.words.insert(stem.clone(), word);
            }
            let early = self.formula.early(position);
            let in_article = &mut self.words.get_mut(stem).expect("it was added").in_article;
            in_article.count += early;
            in_article.near += early * (FAR + near[position]);
        }
        let segment = self.archive.searcher.segment_reader(address.segment_ord);
        let lengths = segment.get_fieldnorms_reader(self.archive.fields.text);
        let length = self.archive.engine(lengths)?.fieldnorm(address.doc_id);
        self.add_up(say, length);
        Ok(())
    }

    /// What the words of the question within reach of each position weigh.
    fn near(&self, stems: &[(String, String)]) -> Vec<f64> {
        let mut sums = Vec::with_capacity(stems.len() + 1);
        sums.push(0.0);
        for (stem, _) in stems {
            let asked = self.asked.words.iter().position(|word| word.stems.contains(stem));
            let weight = asked.map_or(0.0, |number| self.formula.weight(number));
            sums.push(sums[sums.len() - 1] + NEAR * weight);
        }
        let reach = |at: usize| {
            let end = (at + 1 + NEAR_REACH).min(stems.len());
            sums[end] - sums[at.saturating_sub(NEAR_REACH)]
        };
        (0..stems.len()).map(reach).collect()
    }

    fn word(&self, stem: &str, folded: &str) -> Result<Word> {
        let archive = self.archive;
        let collection = archive.collection()?;
        let term = Term::from_field_text(archive.fields.text, stem);
        let frequency = archive.engine(collection.frequency(&archive.searcher, &term))?;
        let most = MOST_ARTICLES * collection.articles() as f64;
        let is_asked = self.asked.words.iter().any(|word| word.stems.iter().any(|it| it == stem));
        let is_usual = frequency < LEAST_ARTICLES || frequency as f64 > most;
        let rarity = match is_asked || is_usual || !can_be_related(folded) {
            true => 0.0,
            false => self.formula.rarity(frequency),
        };
        let (folded, in_article) = (folded.to_owned(), InArticle::default());
        Ok(Word { folded, rarity, count: 0.0, in_article })
    }

    /// Adds what the words count in the article at hand, which is of such a length, as a
    /// vector of length 1: long articles have no greater say than short ones.
    fn add_up(&mut self, say: f64, length: u32) {
        let formula = self.formula;
        let weight = |word: &Word| word.rarity * formula.saturated(word.in_article.count, length);
        // In the order of no map, so that the sum is the same at each run.
        let mut weights: Vec<f64> = self.words.values().map(weight).collect();
        weights.sort_unstable_by(f64::total_cmp);
        let norm = weights.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
        for word in self.words.values_mut() {
            let in_article = std::mem::take(&mut word.in_article);
            if norm > 0.0 {
                word.count += say * formula.saturated(in_article.near, length) / norm;
            }
        }
    }

    /// The words that weigh most, and their shares.
    fn weightiest(self) -> Result<Vec<RelatedWord>> {
        let (archive, formula) = (self.archive, self.formula);
        let mut related: Vec<RelatedWord> = self
            .words
            .into_iter()
            .map(|(stem, word)| RelatedWord {
                folded: word.folded,
                stem,
                share: word.rarity * word.count,
            })
            .filter(|word| word.share > 0.0)
            .collect();
        related.sort_unstable_by(by_share);
        related.truncate(WEIGHED);
        let collection = archive.collection()?;
        for word in &mut related {
            let term = Term::from_field_text(archive.fields.text, &word.stem);
            let frequency = archive.engine(collection.frequencies(&archive.searcher, &term))?;
            word.share *= formula.burst(frequency);
        }
        related.sort_unstable_by(by_share);
        related.truncate(TAKEN);
        let all: f64 = related.iter().map(|word| word.share).sum();
        related.iter_mut().for_each(|word| word.share /= all);
        Ok(related)
    }
}

/// The greater share first, equal ones by their stem.
fn by_share(one: &RelatedWord, other: &RelatedWord) -> Ordering {
    other.share.total_cmp(&one.share).then_with(|| one.stem.cmp(&other.stem))
}

/// Whether a word can say what an article is about.
fn can_be_related(folded: &str) -> bool {
    folded.len() >= 2
        && !folded.chars().all(char::is_numeric)
        && WordClass::of(folded) != WordClass::Function
}
