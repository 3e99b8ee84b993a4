//! Places: which words are names of places, and which one they name.

mod agency;
mod geography;
mod known;
mod neighbours;
mod resolve;
mod score;
mod sense;
mod surroundings;
mod toponym;

#[cfg(test)]
mod tests;

pub(crate) use agency::is_agency;
pub(crate) use known::{known_name, spelled_out};
pub(crate) use resolve::{Background, NamedPlaces, resolve};
