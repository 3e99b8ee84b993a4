//! Patterns to the words of the archive that they stand for.
//!
//! A pattern is run over the dictionary of a field. The dictionary has stems, and the words
//! that differ from theirs behind a sign; a stem counts as a word only where some article
//! has it as one, or `hou?` would find `hous` and with it every house.

mod glob;
mod names;
mod walk;
mod words;

use std::cell::Cell;

use dateline_schema::{Analyzer, EXACT};
pub(crate) use glob::Glob;
use rustc_hash::FxHashMap;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;
use tantivy::{TantivyError, Term};
use tantivy_fst::Automaton;
pub(crate) use walk::Forms;
use walk::Walk;

use crate::Result;
use crate::archive::Archive;

/// The most words that a pattern stands for.
pub(crate) const MOST_WORDS: usize = 50;
/// Beyond so many words only that there are more is told, and the rarest are forgotten.
const MOST_COUNTED: usize = 10_000;
/// The most bytes of a dictionary that are looked at for a pattern, some ten nanoseconds each.
const MOST_STEPS: u64 = 8_000_000;

/// Where words are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dictionary {
    pub(crate) field: Field,
    pub(crate) forms: Forms,
    /// How many words are wanted, at most.
    pub(crate) most: usize,
}

/// What words have to be like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pattern {
    /// Of this form; none that any word has.
    Glob(Option<Glob>),
    /// No more than so many edits (0 to 2) from this folded word.
    Like(String, u8),
}

/// A word that a pattern stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpandedWord {
    pub(crate) folded: String,
    /// The stem; the word itself where the field has no stems.
    pub(crate) stem: String,
    /// How many articles have it.
    pub(crate) docs: u64,
}

impl ExpandedWord {
    /// The term of the articles that have the word, and not only another of its stem.
    pub(crate) fn term(&self) -> String {
        match self.folded == self.stem {
            true => self.stem.clone(),
            false => format!("{EXACT}{}", self.folded),
        }
    }
}

/// The words that a pattern stands for, no more than were wanted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expansion {
    /// The most frequent, by frequency; equally frequent ones in the order of letters.
    pub(crate) words: Vec<ExpandedWord>,
    /// How many there are in all.
    pub(crate) found: Found,
}

/// How many words a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// So many.
    All(usize),
    /// At least so many.
    MoreThan(usize),
    /// At least so many; not all of the dictionary was looked at.
    Unfinished(usize),
}

impl Archive {
    /// The words of a dictionary that a pattern stands for.
    pub(crate) fn expand(
        &self,
        dictionary: Dictionary,
        pattern: &Pattern,
        analyzer: &mut Analyzer,
    ) -> Result<Expansion> {
        let Dictionary { field, forms, .. } = dictionary;
        let mut found = FoundTerms::default();
        let steps = Cell::new(MOST_STEPS);
        match pattern {
            Pattern::Glob(None) => {}
            Pattern::Glob(Some(glob)) => {
                self.walk(
                    field,
                    || Ok(Walk { automaton: glob.clone(), forms, steps: &steps }),
                    &mut found,
                )?;
            }
            Pattern::Like(word, edits) => {
                let query = FuzzyTermQuery::new(Term::from_field_text(field, word), *edits, true);
                let walk = || Ok(Walk { automaton: query.automaton()?, forms, steps: &steps });
                self.walk(field, walk, &mut found)?;
            }
        }
        let is_finished = steps.get() > 0;
        self.chosen(dictionary, found, is_finished, analyzer)
    }

    fn walk<A: Automaton>(
        &self,
        field: Field,
        automaton: impl Fn() -> std::result::Result<A, TantivyError>,
        found: &mut FoundTerms,
    ) -> Result<()>
    where
        A::State: Clone,
    {
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(field))?;
            let automaton = self.engine(automaton())?;
            self.engine(found.add(index.terms(), automaton).map_err(Into::into))?;
        }
        Ok(())
    }

    /// The most frequent of the terms that are words.
    fn chosen(
        &self,
        Dictionary { field, forms, most }: Dictionary,
        found: FoundTerms,
        is_finished: bool,
        analyzer: &mut Analyzer,
    ) -> Result<Expansion> {
        let mut count = found.docs.len();
        let is_cut = found.is_cut;
        let mut words = Vec::new();
        let mut postings = words::MOST_POSTINGS;
        for (term, docs) in found.by_frequency() {
            if words.len() == most {
                break;
            }
            let (folded, stem) = match (forms, term.strip_prefix(EXACT)) {
                (Forms::Stemmed, Some(folded)) => (folded.to_owned(), analyzer.stem(folded)),
                _ => (term.clone(), term),
            };
            let is_word = forms == Forms::Plain
                || folded != stem
                || self.is_word(field, &stem, &mut postings, analyzer)?;
            match is_word {
                true => words.push(ExpandedWord { folded, stem, docs }),
                false => count -= 1,
            }
        }
        let found = match (is_finished, is_cut) {
            (false, _) => Found::Unfinished(count),
            (true, true) => Found::MoreThan(MOST_COUNTED),
            (true, false) => Found::All(count),
        };
        Ok(Expansion { words, found })
    }
}

/// Terms and how many articles have each, over all parts of the index.
#[derive(Default)]
struct FoundTerms {
    docs: FxHashMap<String, u64>,
    is_cut: bool,
}

impl FoundTerms {
    fn add<A: Automaton>(&mut self, terms: &TermDictionary, automaton: A) -> std::io::Result<()>
    where
        A::State: Clone,
    {
        let mut stream = terms.search(automaton).into_stream()?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            let docs = u64::from(stream.value().doc_freq);
            match self.docs.get_mut(term) {
                Some(known) => *known += docs,
                None => _ = self.docs.insert(term.to_owned(), docs),
            }
            if self.docs.len() >= 2 * MOST_COUNTED {
                self.cut();
            }
        }
        Ok(())
    }

    /// Forgets the rarer half.
    fn cut(&mut self) {
        let terms = std::mem::take(self).by_frequency();
        self.docs = terms.into_iter().take(MOST_COUNTED).collect();
        self.is_cut = true;
    }

    /// The terms, the most frequent first, equally frequent ones in the order of letters.
    fn by_frequency(self) -> Vec<(String, u64)> {
        let mut terms: Vec<(String, u64)> = self.docs.into_iter().collect();
        terms.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        terms
    }
}
