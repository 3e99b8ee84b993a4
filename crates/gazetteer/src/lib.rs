//! Places: a compact table in the binary, looked up in place.
//!
//! A [`Gazetteer`] answers which places a name can mean, the most prominent first: every
//! populated place of 500 inhabitants and more, countries, their first-level regions, and
//! what news says beside those ("Middle East", "Ky.", "Soviet Union", "Capitol Hill").
//! [`Gazetteer::lookup`] makes whole [`Place`](dateline_model::Place)s with what contains
//! them; [`Gazetteer::best`] and [`Gazetteer::candidates`] give an [`Entry`] of plain facts
//! without allocating, for callers that ask about every capitalised word of an article.
//! Demonyms ("Afghan") are not places: [`Gazetteer::demonym`] says for which country one
//! stands.
//!
//! Nothing is built at the start: the table is an index of folded names (a finite state
//! transducer) and arrays of fixed width, all read where they lie. [`layout`] describes
//! it, for the program that writes it.
//!
//! ```
//! use dateline_gazetteer::Gazetteer;
//!
//! let gazetteer = Gazetteer::embedded();
//! let dushanbe = &gazetteer.lookup("Dushanbe")[0];
//! assert_eq!(dushanbe.country.map(|code| code.to_string()), Some("TJ".to_owned()));
//! assert_eq!(dushanbe.within[0].1, "Tajikistan");
//! assert!(gazetteer.is_prefix("new"));
//! assert!(gazetteer.lookup("Nowhere at all").is_empty());
//! ```

mod entry;
mod error;
mod gazetteer;
pub mod layout;
mod near;
mod table;
mod walk;

pub use entry::{Candidates, Entry};
pub use error::{Error, ErrorKind, Result};
pub use gazetteer::Gazetteer;
pub use near::Point;
pub use walk::Walk;
