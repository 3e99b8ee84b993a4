//! The contract between the writer and the readers of an index.
//!
//! [`Fields`] are the fields of the one tantivy index, [`Analyzer`] turns text into its
//! terms, [`StoredArticle`] is what the document store holds of an article, and [`store`]
//! opens an index directory: for reading without needing to write to it, or for writing
//! under a lock, durably.
//!
//! ```
//! use dateline_schema::store;
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("index");
//! let writable = store::WriteAccess::acquire(&path, store::Waiting::Refuse)?;
//! let index = writable.open_or_create()?;
//! # drop(index);
//! let readable = store::open_for_reading(&path)?;
//! assert_eq!(readable.reader.searcher().num_docs(), 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analyzer;
mod date_range;
mod date_terms;
mod error;
mod fields;
mod has;
mod language;
mod marks;
mod name_terms;
mod published_code;
mod sketch;
pub mod store;
mod stored;

pub use analyzer::{ANALYZER_VERSION, Analyzer, EXACT, FirstLetters, FormRole, Word, acronym_term};
pub use date_range::RangeCode;
pub use date_terms::{date_query_terms, date_terms, within_query_terms};
pub use error::{Error, ErrorKind, Result};
pub use fields::{
    DateCode, Fields, Kind, doubtful_hash, id_is_of_article, id_of_place_term, place_id_term,
    place_name_term, short_hash, source_key, source_record_id,
};
pub use has::Has;
pub use language::{language_term, language_terms};
pub use marks::{Mark, TEXT_MARK, WIDEST_MARK, marks, text_position};
pub use name_terms::{
    for_each_name_form_term, for_each_name_term, name_block_prefix, name_form_term, name_term,
    printed_form, printed_of_name_term,
};
pub use published_code::PublishedCode;
pub use sketch::{ContentWord, PAIR_BITS, Sketch, Sketcher, for_each_folded_word};
pub use stored::{StoredArticle, StoredDocument, StoredEntity, StoredMention, StoredPlace};
