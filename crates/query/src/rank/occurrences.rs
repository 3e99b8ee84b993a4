//! Where the words of a question stand in the candidates of a segment.
//!
//! The candidates are asked for in the order of the segment, so that every list of postings
//! is read once, forwards. What is read of an article goes into room that the next one
//! reuses.

use dateline_schema::Fields;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::asked::{Asked, AskedWord, RelatedWord, WordPlace};

/// The words of a question in one segment.
pub(crate) struct SegmentWords {
    words: Vec<WordPostings>,
}

/// The postings of one word.
struct WordPostings {
    all: Vec<SegmentPostings>,
    exact: ExactForm,
}

/// Where a word stands in the form of the question.
enum ExactForm {
    /// That is not known, or does not count.
    Unknown,
    /// Wherever its stem does: it is its own stem.
    Stem,
    /// Where it was indexed in this form.
    Postings(Box<SegmentPostings>),
}

/// What an article has of one word.
#[derive(Debug, Default)]
pub(crate) struct Occurrence {
    /// How often it stands in title and text together, or, of a word that is asked of the
    /// title, there.
    pub(crate) all: u32,
    /// Where it stands first in the form of the question, in title and text each; of a word
    /// that is its own stem, wherever it stands.
    pub(crate) exact: Vec<u32>,
    /// Where it stands, in ascending order, the title first.
    pub(crate) positions: Vec<u32>,
}

impl SegmentWords {
    /// Opens the postings of the words.
    pub(crate) fn open(
        segment: &SegmentReader,
        fields: &Fields,
        asked: &Asked,
    ) -> tantivy::Result<Self> {
        let words = asked.words.iter().map(|word| WordPostings::open(segment, fields, word));
        let related = asked.related.iter().map(|word| WordPostings::related(segment, fields, word));
        Ok(Self { words: words.chain(related).collect::<tantivy::Result<_>>()? })
    }

    /// Reads what an article has of each word. Articles have to be asked for in ascending
    /// order.
    pub(crate) fn read(&mut self, doc: DocId, occurrences: &mut [Occurrence]) {
        for (word, occurrence) in self.words.iter_mut().zip(occurrences) {
            word.read(doc, occurrence);
        }
    }
}

impl WordPostings {
    fn open(segment: &SegmentReader, fields: &Fields, word: &AskedWord) -> tantivy::Result<Self> {
        let open = |field: Field, option| {
            let index = segment.inverted_index(field)?;
            let postings = word
                .stems
                .iter()
                .map(|stem| index.read_postings(&Term::from_field_text(field, stem), option));
            let postings = postings.collect::<std::io::Result<Vec<_>>>()?;
            Ok::<_, tantivy::TantivyError>(postings.into_iter().flatten().collect::<Vec<_>>())
        };
        let field = field_of(word.place, fields);
        let all = open(field, IndexRecordOption::WithFreqsAndPositions)?;
        let exact = match word.exact_term() {
            None => ExactForm::Unknown,
            Some(term) if word.stems.contains(&term) => ExactForm::Stem,
            Some(term) => {
                let term = Term::from_field_text(fields.text, &term);
                let index = segment.inverted_index(fields.text)?;
                let postings =
                    index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?;
                postings.map_or(ExactForm::Unknown, |found| ExactForm::Postings(Box::new(found)))
            }
        };
        Ok(Self { all, exact })
    }

    fn related(
        segment: &SegmentReader,
        fields: &Fields,
        word: &RelatedWord,
    ) -> tantivy::Result<Self> {
        let index = segment.inverted_index(fields.text)?;
        let term = Term::from_field_text(fields.text, &word.stem);
        let all = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?;
        Ok(Self { all: all.into_iter().collect(), exact: ExactForm::Unknown })
    }

    fn read(&mut self, doc: DocId, occurrence: &mut Occurrence) {
        occurrence.positions.clear();
        occurrence.exact.clear();
        occurrence.all = 0;
        for postings in &mut self.all {
            if is_at(postings, doc) {
                occurrence.all += postings.term_freq();
                postings.append_positions_with_offset(0, &mut occurrence.positions);
            }
        }
        if self.all.len() > 1 {
            // Spellings of one word stand at one position.
            occurrence.positions.sort_unstable();
            occurrence.positions.dedup();
            occurrence.all = occurrence.all.min(occurrence.positions.len() as u32);
        }
        if occurrence.all == 0 {
            return;
        }
        match &mut self.exact {
            ExactForm::Unknown => {}
            ExactForm::Stem => occurrence.exact.extend_from_slice(&occurrence.positions),
            ExactForm::Postings(postings) => {
                if is_at(postings, doc) {
                    postings.append_positions_with_offset(0, &mut occurrence.exact);
                }
            }
        }
    }
}

/// The field in which a word counts. The text field holds the title as well.
pub(crate) fn field_of(place: WordPlace, fields: &Fields) -> Field {
    match place {
        WordPlace::Title => fields.title,
        WordPlace::Article | WordPlace::AnyForm => fields.text,
    }
}

/// Whether the list has the document; goes forward to it.
pub(crate) fn is_at(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc && doc != TERMINATED
}
