//! Sentences of news to statements of who is where, according to whom.
//!
//! [`statements`] reads the sentences of a text in which persons, places and dates are
//! already marked, and returns a [`Statement`] for each person that a sentence puts at a
//! place: whether it [says](Stance::Says) so, [denies](Stance::Denies) or
//! [hedges](Stance::Hedges) it, [quotes](Stance::Quotes) somebody or [asks](Stance::Asks).
//! It does not judge whether that is true.
//!
//! ```
//! use dateline_model::ByteSpan;
//! use dateline_whereabouts::{Kind, Mention, Named, Reading, Stance, statements};
//!
//! let text = "Officials said Massoud had fled to Tajikistan.";
//! let mentions = [
//!     Mention { span: ByteSpan::new(15, 22), named: Named::Person(0) },
//!     Mention { span: ByteSpan::new(35, 45), named: Named::Place(0) },
//! ];
//! let reading = Reading {
//!     text,
//!     sentences: &[ByteSpan::new(0, text.len())],
//!     mentions: &mentions,
//!     persons: &["Ahmad Massoud"],
//!     in_title: &[],
//!     lies_in: &|_, _| false,
//! };
//! let found = statements(&reading, &|_| true);
//! assert_eq!((found[0].stance, found[0].kind), (Stance::Quotes, Kind::To));
//! assert_eq!(found[0].speaker.and_then(|span| span.of(text)), Some("Officials"));
//! ```
//!
//! The reading is shallow: groups of nouns and verbs (`chunker`), who does what (`clause`),
//! what a place belongs to (`role`), whom that puts there (`effect`), and under which
//! reserve it is said (`scope`). It knows the verbs, nouns and small words in `data/` and
//! nothing else, so a sentence built otherwise gives no statement rather than a wrong one.

mod chunk;
mod chunker;
mod clause;
mod effect;
mod gender;
mod lexicon;
mod people;
mod reader;
mod role;
mod scope;
mod token;

use dateline_model::ByteSpan;

pub use reader::statements;

/// A text whose sentences are read.
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its sentences, in order.
    pub sentences: &'a [ByteSpan],
    /// The mentions in it, in order and apart.
    pub mentions: &'a [Mention],
    /// The fullest name of each person, by number.
    pub persons: &'a [&'a str],
    /// The persons whom its title names, by number, each once.
    pub in_title: &'a [u32],
    /// Whether the place of the first number lies in that of the second.
    pub lies_in: &'a dyn Fn(u32, u32) -> bool,
}

/// Words of a text that name somebody or something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The words, as a span of the text.
    pub span: ByteSpan,
    /// What they name.
    pub named: Named,
}

/// What words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A person, by number.
    Person(u32),
    /// A place, by number.
    Place(u32),
    /// An organisation.
    Organisation,
    /// A date.
    Date,
}

/// What a sentence says of where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The number of the sentence.
    pub sentence: usize,
    /// The number of the person.
    pub person: u32,
    /// The words that stand for the person, as a span of the text.
    pub person_span: ByteSpan,
    /// Whether these are the name.
    pub via: Via,
    /// The number of the mention of the place.
    pub place: usize,
    /// How the person is there.
    pub kind: Kind,
    /// What the sentence says of whether it is so.
    pub stance: Stance,
    /// The words that say who says so, as a span of the text.
    pub speaker: Option<ByteSpan>,
    /// The number of the mention of the date that goes with it.
    pub date: Option<usize>,
}

/// How a person is, was or will be at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Is, stays, speaks, is held there.
    At,
    /// Goes, comes or is taken there.
    To,
    /// Leaves it.
    From,
}

/// What a sentence says of whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// The text says so itself.
    Says,
    /// It tells that somebody says so.
    Quotes,
    /// It, or somebody it tells of, is not sure, or speaks of plans.
    Hedges,
    /// It, or somebody it tells of, says that it is not so.
    Denies,
    /// It asks.
    Asks,
}

/// By which words a sentence speaks of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// The name, or a part of it.
    Name,
    /// "he", "she", "I", where it is certain who is meant.
    Pronoun,
    /// "both", "the two men", where it is certain which two are meant.
    Description,
}

impl Kind {
    /// The kind as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::To => "to",
            Self::From => "from",
        }
    }
}

impl Stance {
    /// All of them, the plainest first.
    pub const ALL: [Self; 5] = [Self::Says, Self::Quotes, Self::Hedges, Self::Denies, Self::Asks];

    /// The stance as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Says => "says",
            Self::Quotes => "quotes",
            Self::Hedges => "hedges",
            Self::Denies => "denies",
            Self::Asks => "asks",
        }
    }
}

impl Via {
    /// The way as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Pronoun => "pronoun",
            Self::Description => "description",
        }
    }
}
