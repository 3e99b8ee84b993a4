//! Persons: how far a name reaches, and whose name it is within the article.

mod extent;
mod identity;

pub(crate) use extent::{begins_with_particle, extent};
pub(crate) use identity::{Identity, Introduced, Part, PersonId, Rank};
