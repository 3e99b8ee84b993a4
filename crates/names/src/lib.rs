//! Whether two printed names can be one person's, as far as names alone can tell, and why.
//!
//! [`dateline_model::PersonName`] has a key under which the usual spellings of a name meet;
//! an index is built on it. This crate is the finer judge that is asked afterwards: it knows
//! titles, name orders, initials, pet forms, patronymics, particles and what transliterations
//! from Arabic, Persian, Cyrillic and Chinese exchange, and tells a further given name from
//! another one.
//!
//! A name is [prepared](PreparedName) once and [compared](compare) with many:
//!
//! ```
//! use dateline_names::{PreparedName, Verdict, compare};
//!
//! let asked = PreparedName::new("Qasem Soleimani");
//! let archive = ["Gen. Qassem Suleimani", "Ghassem Soleimany", "Jamshid Soleimani"];
//! let spellings: Vec<_> = archive
//!     .into_iter()
//!     .filter(|printed| {
//!         let name = PreparedName::new(printed);
//!         asked.may_be(&name) && compare(&asked, &name).verdict() == Verdict::Same
//!     })
//!     .collect();
//! assert_eq!(spellings, ["Gen. Qassem Suleimani", "Ghassem Soleimany"]);
//! ```
//!
//! The [`Reasons`] of a [`Comparison`] say in plain words what a verdict rests on. What names
//! cannot tell (two people of one name, a pen name) is for the caller to know.

mod align;
mod block;
mod compare;
mod evidence;
mod generation;
mod letters;
mod lexicon;
mod parse;
mod part;
mod prepared;
mod reason;
mod sieve;
mod sound;
mod spelling;

pub use block::BlockingKey;
pub use compare::{Comparison, Verdict, compare};
pub use generation::Generation;
pub use prepared::PreparedName;
pub use reason::{Reason, Reasons};
pub use sieve::Sieve;
