//! Places: which words name one, and which one they name.

mod accept;
mod extent;
mod geography;
mod resolve;
mod score;
mod sense;
mod surroundings;
mod toponym;

#[cfg(test)]
mod tests;

pub(crate) use accept::{Setting, Sighting, accepts, accepts_several, setting};
pub(crate) use extent::{PlaceExtent, claims, extent, folded_name, spelled_out};
pub(crate) use resolve::{Background, NamedPlaces, resolve};
