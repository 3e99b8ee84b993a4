//! Names found by a linear model: each token of a sequence of capitals, and of what joins
//! them, gets a label.
//!
//! The model is a linear-chain conditional random field (Lafferty, McCallum and Pereira,
//! "Conditional random fields", 2001), described in `docs/tagger.md`. The way of the data:
//! `chain` says which tokens need a label, `runs`, `sheet` and `evidence` what is known of
//! them, `features` what follows from that, `scorer` adds up the `weights`, `decode` finds
//! the best labels and `names` reads names from them. What is public here is for the program
//! that learns the weights.

mod chain;
mod decode;
mod evidence;
mod feature;
mod features;
mod label;
mod names;
mod runs;
mod scorer;
mod sheet;
pub mod training;
mod weights;
mod word;

pub use feature::Feature;
pub(crate) use feature::hash;
pub use label::{Class, LABELS, Label};
pub(crate) use names::{Name, Tagger};
pub use weights::{BIAS, CHECK, COUNT, HEADER, MAGIC, ROW, VERSION, place_of};
