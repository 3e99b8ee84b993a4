//! Patterns to parts of the names of persons.

use dateline_model::fold;
use dateline_schema::printed_of_name_term;
use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy_fst::Automaton;

use super::{ExpandedWord, Expansion, Found, FoundTerms, MOST_COUNTED, MOST_WORDS, Pattern};
use crate::Result;
use crate::archive::Archive;

/// The most names that are looked at; a name takes less than a microsecond.
const MOST_NAMES: usize = 500_000;

impl Archive {
    /// The parts of persons' names, folded, that a pattern stands for. Names are looked at
    /// as they are printed: the field for searching them writes alike what sounds alike.
    pub(crate) fn expand_names(&self, pattern: &Pattern) -> Result<Expansion> {
        match pattern {
            Pattern::Glob(None) => Ok(Expansion { words: Vec::new(), found: Found::All(0) }),
            Pattern::Glob(Some(glob)) => self.names_with(glob),
            Pattern::Like(word, edits) => {
                let term = Term::from_field_text(self.fields.name, word);
                let automaton = FuzzyTermQuery::new(term, *edits, true).automaton();
                self.names_with(&self.engine(automaton)?)
            }
        }
    }

    fn names_with(&self, automaton: &impl Automaton) -> Result<Expansion> {
        let mut found = FoundTerms::default();
        let mut is_finished = true;
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(self.fields.name))?;
            let names = parts_in(index.terms(), automaton, &mut found.docs);
            is_finished &= self.engine(names.map_err(Into::into))?;
        }
        let count = found.docs.len();
        let words = found.by_frequency().into_iter().take(MOST_WORDS);
        let words = words.map(|(folded, docs)| ExpandedWord { stem: folded.clone(), folded, docs });
        let found = match (is_finished, count > MOST_COUNTED) {
            (false, _) => Found::Unfinished(count),
            (true, true) => Found::MoreThan(MOST_COUNTED),
            (true, false) => Found::All(count),
        };
        Ok(Expansion { words: words.collect(), found })
    }
}

/// Adds the parts of names that match; says whether all names were looked at.
fn parts_in(
    terms: &tantivy::termdict::TermDictionary,
    automaton: &impl Automaton,
    found: &mut FxHashMap<String, u64>,
) -> std::io::Result<bool> {
    let mut stream = terms.stream()?;
    let mut looked_at = 0;
    while stream.advance() {
        looked_at += 1;
        if looked_at > MOST_NAMES {
            return Ok(false);
        }
        let term = std::str::from_utf8(stream.key()).unwrap_or_default();
        let Some(printed) = printed_of_name_term(term) else { continue };
        let docs = u64::from(stream.value().doc_freq);
        let folded = fold(printed);
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        for part in parts.filter(|part| matches(automaton, part)) {
            *found.entry(part.to_owned()).or_default() += docs;
        }
    }
    Ok(true)
}

fn matches(automaton: &impl Automaton, word: &str) -> bool {
    let mut state = automaton.start();
    for &byte in word.as_bytes() {
        state = automaton.accept(&state, byte);
        if !automaton.can_match(&state) {
            return false;
        }
    }
    automaton.is_match(&state)
}
