//! Words that the question does not have, but what it is about: pseudo-relevance feedback.
//!
//! The best articles are taken to be about what is asked, and what they say more often than
//! others is asked for as well (Rocchio 1971; Lavrenko and Croft 2001). They have a say by
//! their scores: where one stands out it speaks alone, so that a question which has one
//! answer stays as it is.

use std::cmp::Ordering;

use dateline_schema::Analyzer;
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
/// How many words of each are read.
const WORDS_READ: usize = 10_000;
/// By how much of what the question weighs an article may score less than the best before
/// its say falls to 1/e.
const SAY_REACH: f64 = 0.05;
/// How many words are looked up in the index at most: those that the articles have most of.
const LOOKED_UP: usize = 2_000;
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

/// A word of the best articles.
struct Found {
    folded: String,
    /// What it counts in them, weighted by their say.
    count: f64,
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
        let mut found = FxHashMap::default();
        for ranked in best {
            self.add_words(ranked.1, say(ranked) / all, formula, analyzer, &mut found)?;
        }
        let is_asked = |stem: &String| asked.words.iter().any(|word| word.stems.contains(stem));
        found.retain(|stem, _| !is_asked(stem));
        self.weightiest(formula, found)
    }

    /// Adds the words of an article with what they count there.
    fn add_words(
        &self,
        address: DocAddress,
        say: f64,
        formula: &Formula<'_>,
        analyzer: &mut Analyzer,
        found: &mut FxHashMap<String, Found>,
    ) -> Result<()> {
        let stored = self.stored(address)?;
        let article = stored.article().map_err(|kind| self.error(kind))?;
        let mut counts: FxHashMap<String, Found> = FxHashMap::default();
        let mut position = 0;
        for text in [article.title, article.text] {
            analyzer.for_each_word(text, |word| {
                position += 1;
                if position > WORDS_READ || !can_be_related(word.folded) {
                    return;
                }
                let count = formula.early(position - 1);
                match counts.get_mut(word.stem) {
                    Some(known) => known.count += count,
                    None => {
                        let folded = word.folded.to_owned();
                        counts.insert(word.stem.to_owned(), Found { folded, count });
                    }
                }
            });
        }
        let segment = self.searcher.segment_reader(address.segment_ord);
        let lengths = self.engine(segment.get_fieldnorms_reader(self.fields.text))?;
        let length = lengths.fieldnorm(address.doc_id);
        for (stem, Found { folded, count }) in counts {
            let known = found.entry(stem).or_insert(Found { folded, count: 0.0 });
            known.count += say * formula.saturated(count, length);
        }
        Ok(())
    }

    /// The words that weigh most, and their shares.
    fn weightiest(
        &self,
        formula: &Formula<'_>,
        found: FxHashMap<String, Found>,
    ) -> Result<Vec<RelatedWord>> {
        let collection = self.collection()?;
        let articles = collection.articles();
        let mut related: Vec<RelatedWord> = found
            .into_iter()
            .map(|(stem, Found { folded, count })| RelatedWord { folded, stem, share: count })
            .collect();
        related.sort_unstable_by(by_share);
        related.truncate(LOOKED_UP);
        for word in &mut related {
            let term = Term::from_field_text(self.fields.text, &word.stem);
            let frequency = self.engine(collection.frequency(&self.searcher, &term))?;
            let usual = frequency as f64 / articles.max(1) as f64;
            word.share = match frequency < LEAST_ARTICLES || usual > MOST_ARTICLES {
                true => 0.0,
                false => formula.rarity(frequency) * (word.share - usual).max(0.0),
            };
        }
        related.sort_unstable_by(by_share);
        related.truncate(TAKEN);
        related.retain(|word| word.share > 0.0);
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
