//! Files to records: opened, checked, and cut without being parsed.

mod characters;
mod lines;
mod open;
mod values;

pub use open::{open, open_with, read_stream};

use std::sync::Arc;

use dateline_model::{Article, ContentHash};

use self::lines::Lines;
use self::values::Values;
use crate::article::{Origin, assemble};
use crate::format::Input;
use crate::{DateFrom, FieldMap, Limits, Refusal, SourceFile};

/// How records are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Which names of a record stand for which field, besides those that are guessed.
    pub fields: FieldMap,
    /// What may date an article that says nothing of when it appeared.
    pub date_from: DateFrom,
    /// What is too much.
    pub limits: Limits,
}

/// The bytes of one article, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRecord {
    /// The file they are from.
    pub source: Arc<SourceFile>,
    /// The number of the record, from 1, in a file of several: that of the line in JSON
    /// Lines, that of the value in JSON.
    pub record: Option<u64>,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where they begin in the file; none when the file is in a character set that had to
    /// be decoded before it could be cut.
    pub byte_offset: Option<u64>,
    /// How many characters stand before them in the file; none where that was not counted.
    pub characters_before: Option<u64>,
}

impl RawRecord {
    /// The hash of the bytes.
    #[must_use]
    pub fn content_hash(&self) -> ContentHash {
        ContentHash(*blake3::hash(&self.bytes).as_bytes())
    }

    /// Reads the article. This is the expensive step; it depends on nothing but the record
    /// and the options, so records can be read in parallel.
    ///
    /// # Errors
    ///
    /// Bytes that are not an article, or are over a limit. The refusal has the number of
    /// the record.
    pub fn read(&self, options: &ReadOptions) -> Result<Article, Refusal> {
        self.try_read(options).map_err(|refusal| refusal.of_record(self.record))
    }

    fn try_read(&self, options: &ReadOptions) -> Result<Article, Refusal> {
        let offset = self.byte_offset.unwrap_or(0);
        let input = Input { bytes: &self.bytes, offset: usize::try_from(offset).unwrap_or(0) };
        let mut draft = (self.source.format.rules().read)(input, options)?;
        if draft.body.text.len() > options.limits.text {
            return Err(Refusal::too_large("text", options.limits.text as u64));
        }
        if self.byte_offset.is_none() {
            draft.body.offsets = Default::default();
        }
        let origin =
            Origin { source: &self.source, record: self.record, content_hash: self.content_hash() };
        let mut article = assemble(&draft, &origin, options.date_from)?;
        if let Some(start) = self.byte_offset.and_then(|offset| usize::try_from(offset).ok()) {
            let before = self.characters_before.and_then(|count| usize::try_from(count).ok());
            let record = characters::record(&self.bytes, start, before, article.offsets.pieces());
            article.offsets = article.offsets.in_record(record);
        }
        Ok(article)
    }
}

/// The records of a source, in order.
///
/// A record that is refused does not end the iteration; what follows it is still read,
/// unless the source itself cannot be read further.
pub struct Records {
    source: Arc<SourceFile>,
    cut: Cut,
}

/// How the source is cut.
enum Cut {
    /// The whole file is the record, until it is taken.
    Whole(Option<Vec<u8>>),
    /// Every line is a record.
    Lines(Lines),
    /// Every value of a JSON file is a record.
    Values(Values),
}

/// A record without its source.
#[derive(Debug, PartialEq, Eq)]
struct Slice {
    record: Option<u64>,
    bytes: Vec<u8>,
    byte_offset: Option<u64>,
    characters_before: Option<u64>,
}

impl Iterator for Records {
    type Item = Result<RawRecord, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let slice = match &mut self.cut {
            Cut::Whole(bytes) => {
                let bytes = bytes.take()?;
                Ok(Slice { record: None, bytes, byte_offset: Some(0), characters_before: Some(0) })
            }
            Cut::Lines(lines) => lines.next()?,
            Cut::Values(values) => values.next()?,
        };
        let source = &self.source;
        Some(slice.map(|Slice { record, bytes, byte_offset, characters_before }| RawRecord {
            source: Arc::clone(source),
            record,
            bytes,
            byte_offset,
            characters_before,
        }))
    }
}
