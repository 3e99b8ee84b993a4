//! The words of the domain, shared by everything that writes or reads an index.
//!
//! A source is read into an [`Article`]; the entity engine finds its [`Mention`]s: a
//! [`ByteSpan`] of the title or the text, and the person ([`PersonName`]), place
//! ([`Place`]) or date ([`DateMention`]) it speaks of. Types that carry an invariant are
//! made by one fallible constructor which normalises, so index and query, calling the
//! same one, cannot disagree.
//!
//! ```
//! use dateline_model::{PartialDate, PersonName};
//!
//! let month: PartialDate = "2021-09".parse()?;
//! let day: PartialDate = "2021-09-06".parse()?;
//! assert!(month.range().overlaps(day.range()));
//!
//! let printed = PersonName::parse("Ahmed Masood")?;
//! let asked = PersonName::parse("Ahmad Massoud")?;
//! assert_eq!(printed.key(), asked.key());
//! # Ok::<(), dateline_model::Error>(())
//! ```

mod article;
mod date;
mod error;
mod fold;
mod id;
mod level;
mod mention;
mod name;
mod offsets;
mod origin;
mod place;
mod published;
mod span;

pub use article::{Article, ContentHash, Dateline, SourceKey};
pub use date::{DateRange, Day, PartialDate, YearlessDay, month_named};
pub use error::{Error, ErrorKind, Result, Shortened};
pub use fold::fold;
pub use id::ArticleId;
pub use level::DateLevel;
pub use mention::{Confidence, DateAnchor, DateMention, Entity, Mention, Section};
pub use name::PersonName;
pub use offsets::{OffsetMap, Piece};
pub use origin::{CharSpan, Fidelity, SourceRange, SourceRecord, Surplus};
pub use place::{CountryCode, Place, PlaceId, PlaceKind};
pub use published::{CrossCheck, DateClaim, Published, PublishedSource, Reliability};
pub use span::ByteSpan;
