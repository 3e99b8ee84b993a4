//! Words of the archive that are spelt like one that no article has.

use std::sync::{Mutex, MutexGuard, PoisonError};

use dateline_schema::Analyzer;
use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::PhraseQuery;
use tantivy::schema::Field;

use crate::Result;
use crate::archive::Archive;
use crate::expand::{Dictionary, ExpandedWord, Forms, Pattern};

/// The most words that are told.
const MOST_TOLD: usize = 3;
/// The most words whose nearest ones are kept.
const MOST_KEPT: usize = 1_024;
/// Longer words are no slips of the keyboard, in characters.
const LONGEST: usize = 40;
/// The most places at which a word is cut in two to see whether both are words.
const MOST_CUTS: usize = 8;

/// A word, or several in a row, and how many articles have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) words: String,
    pub(crate) articles: u64,
}

impl From<ExpandedWord> for Near {
    fn from(word: ExpandedWord) -> Self {
        Self { words: word.folded, articles: word.docs }
    }
}

/// How many letters may be off: a short word is near to too many others.
fn most_slips(word: &str) -> u8 {
    match word.chars().count() {
        3..=4 => 1,
        5..=LONGEST => 2,
        _ => 0,
    }
}

impl Archive {
    /// How many articles have the term in the field; those that were replaced may count.
    pub(crate) fn articles_with(&self, field: Field, term: &str) -> Result<u64> {
        self.engine(self.searcher.doc_freq(&Term::from_field_text(field, term)))
    }

    /// The words of a field of texts that differ from the folded word by the fewest letters,
    /// put in, left out, replaced or swapped with their neighbour; of these the most
    /// frequent. At most three, and none for numbers.
    pub(crate) fn nearest_words(
        &self,
        field: Field,
        folded: &str,
        analyzer: &mut Analyzer,
    ) -> Result<Vec<Near>> {
        if folded.contains(|character: char| character.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        if let Some(near) = self.nearest.of(field, folded) {
            return Ok(near);
        }
        let dictionary = Dictionary { field, forms: Forms::Stemmed, most: MOST_TOLD };
        let mut near = Vec::new();
        for slips in 1..=most_slips(folded) {
            let pattern = Pattern::Like(folded.to_owned(), slips);
            let found = self.expand(dictionary, &pattern, analyzer)?;
            near.extend(found.words.into_iter().map(Near::from));
            if !near.is_empty() {
                break;
            }
        }
        self.nearest.keep(field, folded, &near);
        Ok(near)
    }

    /// The parts of persons' names that differ from a folded one by the fewest letters, the
    /// most frequent first. At most three.
    pub(crate) fn nearest_name_parts(&self, folded: &str) -> Result<Vec<String>> {
        for slips in 1..=most_slips(folded) {
            let found = self.expand_names(&Pattern::Like(folded.to_owned(), slips))?.words;
            if !found.is_empty() {
                return Ok(found.into_iter().take(MOST_TOLD).map(|word| word.folded).collect());
            }
        }
        Ok(Vec::new())
    }

    /// The two words that the folded word is made of, as most articles have them side by
    /// side: "safe house" of "safehouse".
    pub(crate) fn two_words(
        &self,
        field: Field,
        folded: &str,
        analyzer: &mut Analyzer,
    ) -> Result<Option<Near>> {
        if folded.chars().count() > LONGEST {
            return Ok(None);
        }
        let mut cuts = Vec::new();
        for (at, _) in folded.char_indices().skip(2) {
            let (one, other) = folded.split_at(at);
            if other.chars().count() < 2 {
                break;
            }
            let (one, other) = (analyzer.stem(one), analyzer.stem(other));
            let rarest = self.articles_with(field, &one)?.min(self.articles_with(field, &other)?);
            if rarest > 0 {
                cuts.push((rarest, at, one, other));
            }
        }
        cuts.sort_by_key(|cut| std::cmp::Reverse(cut.0));
        let mut best: Option<Near> = None;
        for (_, at, one, other) in cuts.into_iter().take(MOST_CUTS) {
            let terms = [one, other].map(|stem| Term::from_field_text(field, &stem));
            let articles = self.total(&PhraseQuery::new(terms.into()))?;
            if articles > best.as_ref().map_or(0, |best| best.articles) {
                let words = format!("{} {}", &folded[..at], &folded[at..]);
                best = Some(Near { words, articles });
            }
        }
        Ok(best)
    }

    /// Two words written as one, if articles do: "safehouse" for "safe house".
    pub(crate) fn one_word(
        &self,
        field: Field,
        words: [&str; 2],
        analyzer: &mut Analyzer,
    ) -> Result<Option<Near>> {
        let words = words.concat();
        let articles = self.articles_with(field, &analyzer.stem(&words))?;
        Ok((articles > 0).then_some(Near { words, articles }))
    }
}

/// The nearest words of those asked for last: a question that finds nothing asks twice, for
/// the warning and for what to suggest, and the questions of a file share their words.
#[derive(Default)]
pub(crate) struct NearestKept(Mutex<FxHashMap<(Field, String), Vec<Near>>>);

impl NearestKept {
    fn of(&self, field: Field, word: &str) -> Option<Vec<Near>> {
        self.lock().get(&(field, word.to_owned())).cloned()
    }

    fn keep(&self, field: Field, word: &str, near: &[Near]) {
        let mut kept = self.lock();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert((field, word.to_owned()), near.to_vec());
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<(Field, String), Vec<Near>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
