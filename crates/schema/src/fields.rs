//! The fields of the index, by name nowhere else.
//!
//! Two kinds of documents share the index. An **article** is what is searched. A
//! **source record** says of a file at what size and times it was read: the catalogue that
//! makes indexing incremental is thereby part of every commit.

use std::path::Path;

use dateline_model::{ContentHash, PartialDate, PlaceId};
use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use crate::analyzer::{ListTokenizer, TextTokenizer};
use crate::marks::MarkTokenizer;

/// What a document of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Article,
    /// A source record.
    Source,
}

impl Kind {
    /// The term of [`Fields::kind`].
    #[must_use]
    pub fn term(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Source => "source",
        }
    }
}

/// The fields of the index.
///
/// "Fast" is tantivy's word for a column: one value or more a document, read without its
/// stored form.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The article's id; of a source record [`source_record_id`]. Term and fast.
    pub id: Field,
    /// [`Kind::term`]. Term.
    pub kind: Field,
    /// The absolute path of the source file. Term and fast.
    pub source: Field,
    /// The first eight bytes of the content hash, little endian. Fast.
    pub hash: Field,
    /// Of a source record: the file's size in bytes. Fast.
    pub size: Field,
    /// Of a source record: a number that the times of the file's content and of its change are
    /// mixed into, [`CatalogueEntry::times`](crate::store::CatalogueEntry::times). Fast.
    pub modified: Field,
    /// Of a source record: the number of articles the file gave. Fast.
    pub articles: Field,
    /// Of a source record: the number of its records that were refused. Fast.
    pub refused: Field,
    /// The title. Words with positions, and fast as printed.
    pub title: Field,
    /// The title and the text, two values. Words with positions, and stored.
    pub text: Field,
    /// Where in [`Fields::text`] persons and places stand, as [`crate::marks`] tells it.
    /// Terms with positions.
    pub mark: Field,
    /// What the article has, as [`crate::Has`], a line each. Terms.
    pub has: Field,
    /// The language, as [`crate::language_terms`] cuts it, a line each. Terms.
    pub language: Field,
    /// Who wrote it. Words with positions.
    pub byline: Field,
    /// The keys of the persons' names, a line each: their parts with positions.
    pub person: Field,
    /// The persons as printed, each once. Fast.
    pub person_name: Field,
    /// The persons' whole names as `name_terms` makes terms of them, a line each. Terms.
    pub name: Field,
    /// The places: [`place_id_term`]s of each and of what contains it, and
    /// [`place_name_term`]s of the names in the text, a line each. Terms.
    pub place: Field,
    /// The numbers of the places, each once. Fast.
    pub place_number: Field,
    /// Every date spoken of and the publication date, as `date_terms` cuts them, a line
    /// each. Terms.
    pub date: Field,
    /// The publication date, as `date_terms` cuts it, a line each. Terms.
    pub published: Field,
    /// The publication date as [`DateCode`]. Fast.
    pub published_code: Field,
    /// How the publication date is known, as [`crate::PublishedCode`]. Fast.
    pub published_from: Field,
    /// The dates spoken of as [`RangeCode`](crate::RangeCode), each once. Fast.
    pub date_range: Field,
    /// The outlet. Words with positions, and fast as printed.
    pub outlet: Field,
    /// The [`crate::Sketch`] of the text, as [`crate::Sketch::values`] packs it. Fast.
    pub sketch: Field,
    /// The [`crate::StoredArticle`] without title and text. Stored.
    pub record: Field,
}

const TEXT: &str = "dateline_text";
const TERMS: &str = "dateline_terms";
const ROWS: &str = "dateline_rows";
const MARKS: &str = "dateline_marks";
const RAW: &str = "raw";

impl Fields {
    /// The schema of a new index.
    #[must_use]
    pub fn schema() -> Schema {
        let mut builder = Schema::builder();
        Self::add_to(&mut builder);
        builder.build()
    }

    /// The fields of an index with [`Fields::schema`]; they depend on nothing but the
    /// order in which it lists them.
    #[must_use]
    pub fn new() -> Self {
        Self::add_to(&mut Schema::builder())
    }

    fn add_to(builder: &mut SchemaBuilder) -> Self {
        let term = |tokenizer: &str| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(tokenizer)
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            )
        };
        let words = |tokenizer: &str| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(tokenizer)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions),
            )
        };
        let marks = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(MARKS)
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let column = || TextOptions::default().set_fast(RAW);
        let number = || NumericOptions::from(FAST);
        Self {
            id: builder.add_text_field("id", term(RAW).set_fast(RAW)),
            kind: builder.add_text_field("kind", term(RAW)),
            source: builder.add_text_field("source", term(RAW).set_fast(RAW)),
            hash: builder.add_u64_field("hash", number()),
            size: builder.add_u64_field("size", number()),
            modified: builder.add_i64_field("modified", number()),
            articles: builder.add_u64_field("articles", number()),
            refused: builder.add_u64_field("refused", number()),
            title: builder.add_text_field("title", words(TEXT).set_fast(RAW)),
            text: builder.add_text_field("text", words(TEXT).set_stored()),
            mark: builder.add_text_field("mark", marks),
            has: builder.add_text_field("has", term(TERMS)),
            language: builder.add_text_field("language", term(TERMS)),
            byline: builder.add_text_field("byline", words(TEXT)),
            person: builder.add_text_field("person", words(ROWS)),
            person_name: builder.add_text_field("person_name", column()),
            name: builder.add_text_field("name", term(TERMS)),
            place: builder.add_text_field("place", term(TERMS)),
            place_number: builder.add_u64_field("place_number", number()),
            date: builder.add_text_field("date", term(TERMS)),
            published: builder.add_text_field("published", term(TERMS)),
            published_code: builder.add_u64_field("published_code", number()),
            published_from: builder.add_u64_field("published_from", number()),
            date_range: builder.add_u64_field("date_range", number()),
            outlet: builder.add_text_field("outlet", words(TEXT).set_fast(RAW)),
            sketch: builder.add_u64_field("sketch", number()),
            record: builder.add_bytes_field("record", BytesOptions::from(STORED)),
        }
    }

    /// Makes the tokenizers of the schema known to an index.
    pub(crate) fn register_tokenizers(index: &tantivy::Index) {
        index.tokenizers().register(TEXT, TextTokenizer::new());
        index.tokenizers().register(TERMS, ListTokenizer::terms());
        index.tokenizers().register(ROWS, ListTokenizer::rows());
        index.tokenizers().register(MARKS, MarkTokenizer::default());
    }
}

impl Default for Fields {
    fn default() -> Self {
        Self::new()
    }
}

/// The first eight bytes of a content hash, as the index compares it.
#[must_use]
pub fn short_hash(hash: &ContentHash) -> u64 {
    let (bytes, _) = hash.0.split_first_chunk().expect("a hash has 32 bytes");
    u64::from_le_bytes(*bytes)
}

/// What stands in the index for the hash of an article that was taken over from a damaged
/// index: no source has it, so that the article is read again when its source is.
#[must_use]
pub fn doubtful_hash(hash: u64) -> u64 {
    !hash
}

/// The path as the index names it: as it is, or, for a path that is not UTF-8, readable
/// and with a mark that no other path has.
#[must_use]
pub fn source_key(path: &Path) -> String {
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => {
            let bytes = path.as_os_str().as_encoded_bytes();
            let marks: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{}\u{1}{marks}", path.to_string_lossy())
        }
    }
}

/// The id under which the record of a source is kept. No article has it: an article's id
/// holds no control character.
#[must_use]
pub fn source_record_id(path: &str) -> String {
    format!("\u{1}{path}")
}

/// Whether an id is that of an article, and not of the record of a source.
#[must_use]
pub fn id_is_of_article(id: &str) -> bool {
    !id.starts_with('\u{1}')
}

/// The term of a place by its number.
#[must_use]
pub fn place_id_term(id: PlaceId) -> String {
    format!("#{id}")
}

/// The number of a place in its term; `None` for a term that is a name.
#[must_use]
pub fn id_of_place_term(term: &str) -> Option<PlaceId> {
    term.strip_prefix('#')?.parse().ok().map(PlaceId)
}

/// The term of a place by its name, folded.
#[must_use]
pub fn place_name_term(name: &str) -> String {
    let folded = dateline_model::fold(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A partial date as a number that sorts by time: `YYYYMMDD`, zeros for what is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateCode(pub u64);

impl From<PartialDate> for DateCode {
    fn from(date: PartialDate) -> Self {
        let (year, month, day) = match date {
            PartialDate::Year(year) => (year, 0, 0),
            PartialDate::Month(year, month) => (year, month, 0),
            PartialDate::Day(day) => (day.year(), day.month(), day.day()),
        };
        // Partial dates are of the years 1 to 9999.
        Self(year.unsigned_abs() as u64 * 10_000 + month as u64 * 100 + day as u64)
    }
}

impl DateCode {
    /// The date; `None` for a number that is not one.
    #[must_use]
    pub fn date(self) -> Option<PartialDate> {
        let year = i16::try_from(self.0 / 10_000).ok()?;
        // Two digits fit an i8.
        let (month, day) = ((self.0 / 100 % 100) as i8, (self.0 % 100) as i8);
        match (month, day) {
            (0, _) => PartialDate::year(year),
            (_, 0) => PartialDate::month(year, month),
            _ => PartialDate::day(year, month, day),
        }
        .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_codes_are_dates_and_back() {
        for text in ["2021", "2021-09", "2021-09-06", "0001-01-01", "9999-12-31"] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(DateCode::from(date).date(), Some(date));
        }
        assert_eq!(DateCode(20_211_301).date(), None);
        assert_eq!(DateCode(u64::MAX).date(), None);
    }

    #[test]
    fn fields_are_those_of_the_schema() {
        let schema = Fields::schema();
        assert_eq!(schema.get_field_name(Fields::new().record), "record");
        assert_eq!(schema.num_fields(), 27);
    }

    #[test]
    fn place_terms() {
        assert_eq!(place_id_term(PlaceId(7)), "#7");
        assert_eq!(id_of_place_term("#7"), Some(PlaceId(7)));
        assert_eq!(id_of_place_term("kabul"), None);
        assert_eq!(place_name_term("  Panjshir \n Valley"), "panjshir valley");
    }
}
