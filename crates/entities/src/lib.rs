//! Articles to mentions: who, where and when an article speaks of.
//!
//! An [`Annotator`] reads the title and the text of an
//! [`Article`](dateline_model::Article) and returns its
//! [`Mention`](dateline_model::Mention)s: persons under the fullest name that the article
//! gives them, places with their entry of the gazetteer, dates as intervals, and
//! organisations, so that they are neither persons nor places. [`date::find`] reads dates
//! by itself.
//!
//! ```
//! use dateline_entities::Annotator;
//! use dateline_model::{Article, ArticleId, ContentHash, Entity, OffsetMap, SourceKey};
//!
//! let article = Article {
//!     id: ArticleId::new("example")?,
//!     source: SourceKey { path: "/example.txt".into(), entry: None, record: None },
//!     content_hash: ContentHash([0; 32]),
//!     outlet: None,
//!     url: None,
//!     title: String::new(),
//!     byline: None,
//!     dateline: None,
//!     published: None,
//!     language: None,
//!     text: "Ahmad Massoud went to Dushanbe. Massoud met the president.".to_owned(),
//!     offsets: OffsetMap::default(),
//! };
//! let people: Vec<String> = Annotator::new()
//!     .annotate(&article)
//!     .into_iter()
//!     .filter_map(|mention| match mention.entity {
//!         Entity::Person(name) => Some(name.to_string()),
//!         _ => None,
//!     })
//!     .collect();
//! assert_eq!(people, ["Ahmad Massoud", "Ahmad Massoud"]);
//! # Ok::<(), dateline_model::Error>(())
//! ```
//!
//! Names are found by a linear model ([`tagger`]), whose weights are learned by
//! `tagger-trainer` and lie in the binary; who is meant by a name, and which place, is
//! decided for the article as a whole. Text in small letters costs a look at each word, no
//! more.

pub mod date;

mod annotator;
mod letters;
mod lexicon;
mod mentions;
mod parts;
mod passage;
mod person;
mod place;
pub mod tagger;
mod token;
mod vocabulary;
mod word_classes;

pub use annotator::Annotator;

/// The version of what is found in articles. An index made by another is brought up to
/// date by reading its sources again.
pub const EXTRACTOR_VERSION: u32 = 3;
