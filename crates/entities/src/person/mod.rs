//! Persons: whose name it is within the article.

mod identity;

pub(crate) use identity::{Identity, Introduced, Part, PersonId, Rank};
