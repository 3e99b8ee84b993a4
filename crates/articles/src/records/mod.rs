//! Files to records: opened, checked, and cut without being parsed.

mod characters;
#[cfg(test)]
mod dribble;
mod elements;
mod layers;
mod lines;
mod messages;
mod open;
mod rows;
mod values;

pub(crate) use elements::ElementNames;
pub use layers::Records;
pub(crate) use messages::{Separator, is_from_line};
pub use open::{open, open_bytes, open_with, read_stream, read_stream_with};

use std::sync::Arc;

use dateline_model::{ContentHash, OffsetMap};

use crate::about::About;
use crate::article::{Origin, assemble};
use crate::format::Input;
use crate::removed::Removed;
use crate::window::Window;
use crate::{DateFrom, FieldMap, Format, Limits, Reading, Refusal, SourceFile, field_length};

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
    /// The path of the entry that they are or are of, in a file that is an archive; with
    /// `/` between archives within each other.
    pub entry: Option<Arc<str>>,
    /// The number of the record, from 1, in a file or entry of several: that of the line
    /// in JSON Lines, that of the value in JSON, that of the row in a table.
    pub record: Option<u64>,
    /// How they are read.
    pub format: Format,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where they begin in the file; none when they do not stand in it as they are, because
    /// it is compressed, or in a character set that had to be decoded before it was cut.
    pub byte_offset: Option<u64>,
    /// How many characters stand before them in the file; none where that was not counted.
    pub characters_before: Option<u64>,
    /// What is known of them from what stands around them.
    pub(crate) about: Option<Arc<About>>,
}

impl RawRecord {
    /// The record that is all of a file or entry.
    #[must_use]
    pub fn whole(source: Arc<SourceFile>, format: Format, bytes: Vec<u8>) -> Self {
        let (entry, record, about) = (None, None, None);
        let (byte_offset, characters_before) = (Some(0), Some(0));
        Self { source, entry, record, format, bytes, byte_offset, characters_before, about }
    }

    /// The hash of the bytes; of a row of a table, of the names of its columns too.
    #[must_use]
    pub fn content_hash(&self) -> ContentHash {
        let columns = self.about.as_ref().and_then(|about| about.columns.as_ref());
        let Some(columns) = columns else {
            return ContentHash(*blake3::hash(&self.bytes).as_bytes());
        };
        let mut hasher = blake3::Hasher::new();
        for name in &columns.names {
            hasher.update(name.as_bytes());
            hasher.update(b"\0");
        }
        hasher.update(&self.bytes);
        ContentHash(*hasher.finalize().as_bytes())
    }

    /// Reads the article. This is the expensive step; it depends on nothing but the record
    /// and the options, so records can be read in parallel.
    ///
    /// # Errors
    ///
    /// Bytes that are not an article, or are over a limit. The refusal has the entry and
    /// the number of the record, and so has that of what is missing of an article.
    pub fn read(&self, options: &ReadOptions) -> Result<Reading, Refusal> {
        self.read_as(options, |reading, _, _| reading)
    }

    /// Reads the article, and says what of its text was left out.
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub fn read_with_removed(
        &self,
        options: &ReadOptions,
    ) -> Result<(Reading, Vec<Removed>), Refusal> {
        self.read_as(options, |reading, kept, text| (reading, Removed::between(kept, text)))
    }

    /// Reads the article, and makes something of it, of the pieces that were kept of the
    /// text that the format found, and of that text.
    fn read_as<T>(
        &self,
        options: &ReadOptions,
        finish: impl FnOnce(Reading, &OffsetMap, &str) -> T,
    ) -> Result<T, Refusal> {
        self.try_read(options, finish).map_err(|refusal| self.located(refusal))
    }

    /// A refusal of this record.
    fn located(&self, refusal: Refusal) -> Refusal {
        refusal.of_entry(self.entry.as_deref()).of_record(self.record)
    }

    fn try_read<T>(
        &self,
        options: &ReadOptions,
        finish: impl FnOnce(Reading, &OffsetMap, &str) -> T,
    ) -> Result<T, Refusal> {
        let offset = self.byte_offset.unwrap_or(0);
        let nothing = About::default();
        let input = Input {
            bytes: &self.bytes,
            offset: usize::try_from(offset).unwrap_or(0),
            about: self.about.as_deref().unwrap_or(&nothing),
        };
        let mut draft = (self.format.rules().read)(input, options)?;
        if draft.body.text.len() > options.limits.text {
            return Err(Refusal::too_large("text", options.limits.text as u64));
        }
        if self.byte_offset.is_none() {
            draft.body.offsets = Default::default();
        }
        let origin = Origin {
            source: &self.source,
            entry: self.entry.as_deref(),
            record: self.record,
            about: input.about,
            content_hash: self.content_hash(),
        };
        let (mut article, kept) = assemble(&draft, &origin, options.date_from)?;
        field_length::check(&article, &options.limits)?;
        if let Some(start) = self.byte_offset.and_then(|offset| usize::try_from(offset).ok()) {
            let before = self.characters_before.and_then(|count| usize::try_from(count).ok());
            let record = characters::record(&self.bytes, start, before, article.offsets.pieces());
            article.offsets = article.offsets.in_record(record);
        }
        let missing = draft.missing.take().map(|refusal| self.located(refusal));
        Ok(finish(Reading { article, missing }, &kept, &draft.body.text))
    }
}

/// A record without its source.
#[derive(Debug, PartialEq, Eq)]
struct Slice {
    record: Option<u64>,
    bytes: Vec<u8>,
    byte_offset: Option<u64>,
    characters_before: Option<u64>,
}

impl Slice {
    /// The next `length` bytes of a window as the record of this number.
    fn of(window: &mut Window, length: usize, number: u64) -> Self {
        let (bytes, byte_offset) = window.take(length);
        // Windows step over bytes without looking at their characters.
        Self { record: Some(number), bytes, byte_offset, characters_before: None }
    }
}
