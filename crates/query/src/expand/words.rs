//! Whether a stem is a word by itself.

use dateline_schema::{Analyzer, EXACT};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use crate::Result;
use crate::archive::Archive;

/// The most entries of postings that are read to tell the stems of a pattern from words.
pub(super) const MOST_POSTINGS: u64 = 2_000_000;

/// Shorter stems are taken for words: too many words begin as they do.
const SHORTEST_STEM: usize = 3;

impl Archive {
    /// Whether some article has a word that is its own stem, and not only others of this
    /// stem. Where that would take too long to tell it is taken for one.
    pub(super) fn is_word(
        &self,
        field: Field,
        stem: &str,
        postings: &mut u64,
        analyzer: &mut Analyzer,
    ) -> Result<bool> {
        if stem.chars().count() < SHORTEST_STEM {
            return Ok(true);
        }
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(field))?;
            let forms = self.engine(forms_of(&index, stem, analyzer).map_err(Into::into))?;
            let alone = stands_alone(segment, &index, field, stem, &forms, postings);
            if self.engine(alone.map_err(Into::into))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The terms of the words that differ from their stem, which is this one. Stemming changes
/// the end of a word, so they begin as the stem does up to its last letter.
fn forms_of(
    index: &InvertedIndexReader,
    stem: &str,
    analyzer: &mut Analyzer,
) -> std::io::Result<Vec<String>> {
    let last = stem.char_indices().next_back().map_or(0, |(at, _)| at);
    let prefix = format!("{EXACT}{}", &stem[..last]);
    let mut forms = Vec::new();
    let mut stream = index.terms().range().ge(&prefix).into_stream()?;
    while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
        let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
        if analyzer.stem(&term[EXACT.len_utf8()..]) == stem {
            forms.push(term.to_owned());
        }
    }
    Ok(forms)
}

/// Whether a document of the segment has the stem and none of the forms.
fn stands_alone(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    field: Field,
    stem: &str,
    forms: &[String],
    postings: &mut u64,
) -> std::io::Result<bool> {
    let read = |term: &str| {
        index.read_postings(&Term::from_field_text(field, term), IndexRecordOption::Basic)
    };
    let Some(mut of_stem) = read(stem)? else { return Ok(false) };
    if forms.is_empty() {
        return Ok(true);
    }
    let mut with_form = BitSet::with_max_value(segment.max_doc());
    for form in forms {
        let Some(mut of_form) = read(form)? else { continue };
        let cost = u64::from(of_form.size_hint());
        if cost > *postings {
            return Ok(true);
        }
        *postings -= cost;
        while of_form.doc() != TERMINATED {
            with_form.insert(of_form.doc());
            of_form.advance();
        }
    }
    while of_stem.doc() != TERMINATED {
        if !with_form.contains(of_stem.doc()) {
            return Ok(true);
        }
        of_stem.advance();
    }
    Ok(false)
}
