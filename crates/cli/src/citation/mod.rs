//! Citations as they are given out and taken back: where they point, how they are read from
//! a document, and whether they still hold.

mod locator;
mod read;
mod tex;
mod verify;
mod words;

pub(crate) use locator::Locator;
pub(crate) use read::{Claim, LABEL_WIDTH, claims};
pub(crate) use tex::escape as escape_tex;
pub(crate) use verify::{Checked, Found, Verdict, check};
pub(crate) use words::same_words;
