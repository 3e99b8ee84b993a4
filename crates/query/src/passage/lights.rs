//! What may be lit.

use dateline_model::DateRange;

/// What a query lights in an article; made by the planner.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lights {
    /// Words, wherever they stand.
    pub words: Vec<LightWord>,
    /// Phrases, lit only where their words stand in sequence.
    pub phrases: Vec<LightPhrase>,
    /// Parts of persons' names, as [`dateline_model::PersonName::part_keys`] gives them: a
    /// person is lit when the parts stand side by side, in order, in that person's name.
    pub persons: Vec<Vec<String>>,
    /// Places.
    pub places: Vec<LightPlace>,
    /// Days: a date is lit when it shares one.
    pub dates: Vec<DateRange>,
}

/// A word to light.
#[derive(Debug, Clone, PartialEq)]
pub struct LightWord {
    /// Its stem.
    pub stem: String,
    /// How much finding it says: its inverse document frequency or the like.
    pub weight: f32,
}

/// A phrase to light.
#[derive(Debug, Clone, PartialEq)]
pub struct LightPhrase {
    /// The stems of its words, in order.
    pub stems: Vec<String>,
    /// How much finding it says.
    pub weight: f32,
}

/// A place to light: where the article means a place with one of the numbers, or one in
/// it, and where it writes the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LightPlace {
    /// Numbers of places in the gazetteer.
    pub ids: Vec<u32>,
    /// The name, folded, its words separated by single spaces.
    pub name: String,
}
