//! Words of the archive that are spelt like one that no article has.

use std::collections::BTreeMap;

use dateline_schema::{Analyzer, EXACT, FormRole};
use tantivy::query::{FuzzyTermQuery, PhraseQuery};
use tantivy::schema::Field;
use tantivy::{SegmentReader, Term};

use crate::Result;
use crate::archive::Archive;

/// The most words that are told.
const MOST_TOLD: usize = 3;
/// The most words of one spelling distance that are weighed in a segment.
const MOST_LIKE: usize = 2_000;
/// The most forms of a stem that are looked at to see whether the stem is a word itself.
const MOST_FORMS: usize = 256;
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
        for slips in 1..=most_slips(folded) {
            let exact = self.terms_like(field, &format!("{EXACT}{folded}"), slips)?;
            let stems = self.terms_like(field, folded, slips)?;
            let mut found: BTreeMap<String, u64> = BTreeMap::new();
            for (term, articles) in exact {
                if let Some(word) = term.strip_prefix(EXACT) {
                    found.insert(word.to_owned(), articles);
                }
            }
            let stems = stems.into_iter().filter(|(term, _)| !term.starts_with(EXACT));
            let mut stems: Vec<Near> =
                stems.map(|(words, articles)| Near { words, articles }).collect();
            most_frequent_first(&mut stems);
            for Near { words, articles } in stems.into_iter().take(2 * MOST_TOLD) {
                if self.stands_as_word(field, &words, articles, analyzer)? {
                    found.insert(words, articles);
                }
            }
            let mut near: Vec<Near> =
                found.into_iter().map(|(words, articles)| Near { words, articles }).collect();
            most_frequent_first(&mut near);
            near.truncate(MOST_TOLD);
            if !near.is_empty() {
                return Ok(near);
            }
        }
        Ok(Vec::new())
    }

    /// Whether a stem is a word of articles as it stands: they have it more often than the
    /// words whose stem it is.
    fn stands_as_word(
        &self,
        field: Field,
        stem: &str,
        articles: u64,
        analyzer: &mut Analyzer,
    ) -> Result<bool> {
        // The last letter of a stem may be another in the word: "citi" of "city".
        let end = stem.char_indices().next_back().map_or(0, |(at, _)| at);
        let prefix = format!("{EXACT}{}", &stem[..end]);
        let mut of_forms = 0;
        for (form, articles) in self.terms_with_prefix(field, &prefix)? {
            let mut is_form = false;
            analyzer.for_each_word(&form[EXACT.len_utf8()..], |word| {
                is_form |= word.role == FormRole::Word && word.stem == stem;
            });
            of_forms += if is_form { articles } else { 0 };
        }
        Ok(of_forms < articles)
    }

    fn terms_with_prefix(&self, field: Field, prefix: &str) -> Result<Vec<(String, u64)>> {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(field))?;
            let range = index.terms().range().ge(prefix);
            let mut terms = self.engine(range.into_stream().map_err(Into::into))?;
            let mut read = 0;
            while let Some((term, info)) = terms.next() {
                read += 1;
                match str::from_utf8(term) {
                    Ok(term) if term.starts_with(prefix) && read <= MOST_FORMS => {
                        *found.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
                    }
                    _ => break,
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// The terms of a field within so many slips of one, and in how many articles each is.
    pub(crate) fn terms_like(
        &self,
        field: Field,
        term: &str,
        slips: u8,
    ) -> Result<Vec<(String, u64)>> {
        let query = FuzzyTermQuery::new(Term::from_field_text(field, term), slips, true);
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            self.engine(add_terms_like(segment, field, &query, &mut found))?;
        }
        Ok(found.into_iter().collect())
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
            let (one, other) = (stem(analyzer, one), stem(analyzer, other));
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
        let articles = self.articles_with(field, &stem(analyzer, &words))?;
        Ok((articles > 0).then_some(Near { words, articles }))
    }
}

fn stem(analyzer: &mut Analyzer, word: &str) -> String {
    let mut stem = String::new();
    analyzer.for_each_word(word, |word| {
        if word.role == FormRole::Word {
            stem = word.stem.to_owned();
        }
    });
    stem
}

fn most_frequent_first(near: &mut [Near]) {
    near.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.words.cmp(&b.words)));
}

fn add_terms_like(
    segment: &SegmentReader,
    field: Field,
    query: &FuzzyTermQuery,
    found: &mut BTreeMap<String, u64>,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().search(query.automaton()?).into_stream()?;
    let mut seen = 0;
    while let Some((term, info)) = terms.next() {
        if let Ok(term) = str::from_utf8(term) {
            *found.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
        }
        seen += 1;
        if seen == MOST_LIKE {
            break;
        }
    }
    Ok(())
}
