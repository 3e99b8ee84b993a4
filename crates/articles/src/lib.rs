//! Sources to articles: what stands in a folder, cut into records, read into
//! [`Article`](dateline_model::Article)s.
//!
//! Reading has two steps, because cutting a file into its records is cheap and has to be
//! done in order, while reading a record is expensive and can be done in parallel:
//!
//! - [`walk`] finds the [`SourceFile`]s under a root; [`open`] cuts one into
//!   [`RawRecord`]s, holding no more than one of them in memory where the format allows;
//! - [`RawRecord::read`] finds the fields, decodes the character set, takes the header and
//!   the page furniture off the text and keeps the way from the text back to the bytes.
//!
//! Whatever the bytes are, the answer is an article or one [`Refusal`] with a stable code.
//!
//! ```
//! use dateline_articles::{ReadOptions, read_stream};
//!
//! let stream = br#"{"headline": "Border reopens", "date": "2021-09-25", "body": "Trucks crossed."}"#;
//! let record = read_stream(&stream[..]).next().unwrap()?;
//! let article = record.read(&ReadOptions::default())?.article;
//! assert_eq!(article.title, "Border reopens");
//! assert_eq!(article.published.unwrap().date.to_string(), "2021-09-25");
//! # Ok::<(), dateline_articles::Refusal>(())
//! ```

mod about;
mod article;
mod cap;
mod charset;
mod clean;
mod container;
mod date;
mod described;
mod draft;
mod error;
mod exported;
mod field_length;
mod fields;
mod format;
mod header;
mod kind;
mod language;
mod limits;
mod narrow;
mod outlet;
mod published;
mod reading;
mod records;
mod removed;
mod source;
mod stream;
mod walk;
mod window;

pub use cap::{Cap, CapError, Limit};
pub use container::Container;
pub use described::{Described, described};
pub use error::{Refusal, RefusalCode};
pub use exported::{EXPORT_SCHEMA, ExportLine, ExportedArticle, ExportedLine};
pub use fields::{Field, FieldMap, FieldMapError};
pub use format::Format;
pub use kind::SourceKind;
pub use limits::Limits;
pub use narrow::Narrow;
pub use published::DateFrom;
pub use reading::Reading;
pub use records::{
    RawRecord, ReadOptions, Records, open, open_bytes, open_with, read_stream, read_stream_with,
};
pub use removed::Removed;
pub use source::SourceFile;
pub use walk::{Found, Gitignore, WalkOptions, walk};
