//! The articles of a question in the order of time: how many in each period, and what they
//! say happened when.

mod chronicle;
mod histogram;

pub(crate) use chronicle::hash_of_words;
pub use chronicle::{Chronicle, DatedSentence, Reprint};
pub use histogram::{Bar, Row, TimelineAnswer, TimelineRequest};
