//! Words that stand near each other.
//!
//! `a NEAR/5 b`, `"safe house"~3`: what has to stand in a text is an [`Operand`], where it
//! stands a list of [`Interval`]s of word positions. The same few operations on intervals
//! find a window in the postings of the index ([`WindowQuery`]) and in the text of one
//! article ([`TextWindow`]), so what is found and what is lit agree.

mod cursor;
mod interval;
mod planned;
mod query;
#[cfg(test)]
mod tests;
mod text;

use dateline_schema::Mark;
pub(crate) use query::WindowQuery;
pub(crate) use text::{TextWindow, WindowLight};

use crate::passage::{LightPerson, LightPlace};

/// What has to stand in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// A word.
    Leaf(Leaf),
    /// Words in this order, with at most so many others between them in all.
    Row { words: Vec<Leaf>, gap: u32 },
    /// Any of these.
    Any(Vec<Operand>),
    /// All of these in any order, none over another, with at most so many other words
    /// between them in all.
    Near { parts: Vec<Operand>, gap: u32 },
}

/// What stands at a word, or at a few in a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Leaf {
    /// A word in any ending.
    Stem(String),
    /// A word in any ending, in an article that has it in this form.
    Form { term: String, stem: String },
    /// Any person or place.
    Mark(Mark),
    /// The person of this number in [`Window::persons`].
    Person(usize),
    /// The place of this number in [`Window::places`].
    Place(usize),
}

/// What has to stand in a text, and whom and what it names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Window {
    pub(crate) operand: Operand,
    pub(crate) persons: Vec<LightPerson>,
    pub(crate) places: Vec<LightPlace>,
}

impl Operand {
    /// The stems that count for the rank; of alternatives, those of the first.
    pub(crate) fn scored_stems(&self) -> Vec<String> {
        match self {
            Self::Leaf(leaf) => leaf.stem().into_iter().collect(),
            Self::Row { words, .. } => words.iter().filter_map(Leaf::stem).collect(),
            Self::Any(parts) => parts.first().map(Self::scored_stems).unwrap_or_default(),
            Self::Near { parts, .. } => parts.iter().flat_map(Self::scored_stems).collect(),
        }
    }
}

impl Window {
    /// Whether only the stored article tells whom it names.
    pub(crate) fn names_someone(&self) -> bool {
        !self.persons.is_empty() || !self.places.is_empty()
    }
}

impl Leaf {
    fn stem(&self) -> Option<String> {
        match self {
            Self::Stem(stem) | Self::Form { stem, .. } => Some(stem.clone()),
            Self::Mark(_) | Self::Person(_) | Self::Place(_) => None,
        }
    }

    /// What the postings of the index know of it.
    fn mark(&self) -> Option<Mark> {
        match self {
            Self::Stem(_) | Self::Form { .. } => None,
            Self::Mark(mark) => Some(*mark),
            Self::Person(_) => Some(Mark::Person),
            Self::Place(_) => Some(Mark::Place),
        }
    }
}

impl Operand {
    /// Calls `visit` with every leaf.
    pub(crate) fn for_each_leaf<'o>(&'o self, visit: &mut impl FnMut(&'o Leaf)) {
        match self {
            Self::Leaf(leaf) => visit(leaf),
            Self::Row { words, .. } => words.iter().for_each(visit),
            Self::Any(parts) | Self::Near { parts, .. } => {
                parts.iter().for_each(|part| part.for_each_leaf(visit));
            }
        }
    }
}
