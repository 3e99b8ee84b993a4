//! What the tagger is learned from, and how: everything that can be chosen, in one place.
//!
//! The same recipe, sets and code give the same table, byte by byte.

/// A file of annotated texts, `<folder of sets>/<set>/<part>.jsonl.gz`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// The name of the set, which is a folder.
    pub(crate) set: &'static str,
    /// The name of the part, which is a file.
    pub(crate) part: &'static str,
    /// What its texts are like.
    pub(crate) domain: Domain,
    /// What each of its documents is.
    pub(crate) unit: Unit,
    /// How much an error in it counts; a part of weight 0 is not read.
    pub(crate) weight: f32,
}

/// What texts are like, as far as the model tells it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Any prose.
    General,
    /// News of the world, annotated as the product wants it: what the table is made for.
    News,
}

/// What a document of a set is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A whole text, of which headings are made.
    Text,
    /// A sentence by itself, of which nothing further is made.
    Sentence,
}

/// How weights are learned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// How often all lessons are read.
    pub(crate) epochs: usize,
    /// The epoch, counted from 0, from whose end on the weights enter the mean that is
    /// kept. If it is never reached the last weights are kept.
    pub(crate) mean_from: usize,
    /// How far a weight moves with its first gradient.
    pub(crate) rate: f32,
    /// The part of a weight that is added to its gradient, so that what is not confirmed
    /// goes back to nothing.
    pub(crate) decay: f32,
    /// The seed of the order in which lessons are read.
    pub(crate) seed: u64,
}

/// The parts, in the order in which they are read. Cross-validation holds texts of the
/// first one out.
pub(crate) const PARTS: [Part; 11] = [
    text("worldwide", "train", Domain::News, 1.0),
    // Left out: sentences without their articles, annotated by a program first.
    Part { set: "gmb", part: "train", domain: Domain::General, unit: Unit::Sentence, weight: 0.0 },
    text("gum_news", "train", Domain::General, 1.0),
    text("gum_news", "dev", Domain::General, 1.0),
    text("gum_news", "test", Domain::General, 1.0),
    text("gum_other", "train", Domain::General, 0.7),
    text("gum_other", "dev", Domain::General, 0.7),
    text("gum_other", "test", Domain::General, 0.7),
    text("wikigold", "train", Domain::General, 1.0),
    text("wikigold", "dev", Domain::General, 1.0),
    text("wikigold", "test", Domain::General, 1.0),
];

/// How the weights of the product are learned.
pub(crate) const SETTINGS: Settings =
    Settings { epochs: 10, mean_from: 4, rate: 0.01, decay: 1e-4, seed: 42 };

/// How many tokens must have a feature for it to get weights. What is seen but once
/// or twice tells the model where it saw it, not what it is.
pub(crate) const LEAST_TOKENS: u32 = 3;

/// Of how many texts one is learned as a heading in capitals too, and another one as a
/// heading whose words have capitals.
pub(crate) const TEXTS_PER_HEADING: usize = 4;

/// The weight of a heading, as a share of the weight of its text.
pub(crate) const HEADING_WEIGHT: f32 = 0.5;

/// In how many parts the texts of the first set are held out in turn.
pub(crate) const FOLDS: usize = 4;

const fn text(set: &'static str, part: &'static str, domain: Domain, weight: f32) -> Part {
    Part { set, part, domain, unit: Unit::Text, weight }
}
