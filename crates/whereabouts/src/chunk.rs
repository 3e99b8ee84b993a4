//! What a sentence is made of: groups of nouns, groups of verbs, and what joins them.

use crate::lexicon::Set;

/// Some tokens of a sentence that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// Its first token.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether it stands in quotation marks.
    pub(crate) is_quoted: bool,
}

/// What a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A group of nouns.
    Noun(NounGroup),
    /// A group of verbs.
    Verb(VerbGroup),
    /// A word before a group of nouns.
    Preposition(Preposition),
    /// "not", "reportedly", "safe", "still".
    Adverb(Adverb),
    /// "and", "or".
    And,
    /// "but", "though".
    But,
    /// `,`
    Comma,
    /// A colon, a dash, a semicolon, a bracket.
    Break(Mark),
    /// A quotation mark.
    Quote,
    /// "that".
    That,
    /// "whether".
    Whether,
    /// "if", "unless".
    If,
    /// "when", "after", "because".
    When,
    /// "who".
    Who,
    /// "which".
    Which,
    /// "where".
    Where,
    /// "what", "how".
    What,
    /// "there".
    There,
    /// A date.
    Date,
}

/// A mark that parts a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// What comes after it is what was promised before.
    Colon,
    Other,
}

/// A group of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NounGroup {
    /// What the group is about.
    pub(crate) head: Head,
    /// Whose it is: "Massoud's house", "his arrival".
    pub(crate) owner: Option<Head>,
    /// The number of the mention of the place that it is: the head, or what a kind of place
    /// is named after, as in "Kabul airport".
    pub(crate) place: Option<usize>,
    /// Whether "no" stands before it.
    pub(crate) is_none: bool,
    /// Whether "his" or "her" is in it.
    pub(crate) refers_back: bool,
}

/// What a group of nouns is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// A person, by the number of the mention.
    Person(usize),
    /// A place, by the number of the mention.
    Place(usize),
    /// "he", "her", "I".
    Pronoun(Pronoun),
    /// A noun, by what it says of whereabouts.
    Noun(Set),
    /// An organisation.
    Organisation,
}

/// A word that stands for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    I,
    They,
    /// "both", "the two".
    Both,
    /// "we", "it", "you": nobody in particular.
    Other,
}

/// What stands before a group of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Preposition {
    In,
    To,
    For,
    From,
    Of,
    With,
    Via,
    /// "according to".
    According,
    Other,
}

/// A word that says how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Adverb {
    Not,
    /// "no more than" before where else: what was said before it is not so.
    NoMoreThan,
    Hedge,
    /// "safe", "alive".
    Located,
    Plain,
}

/// A group of verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct VerbGroup {
    /// What its last verb says; nothing for a bare "is" or "has".
    pub(crate) classes: Set,
    /// Which kind of bare verb it is, if one.
    pub(crate) bare: Bare,
    /// How it stands in its sentence.
    pub(crate) mood: Mood,
    /// Whether the subject undergoes it.
    pub(crate) voice: Voice,
    /// "not" in it.
    pub(crate) is_negated: bool,
    /// "may", "reportedly" in it.
    pub(crate) is_hedged: bool,
    /// "will" in it.
    pub(crate) is_future: bool,
    /// "would", "should": not so.
    pub(crate) is_conditional: bool,
    /// "safe", "alive" after it.
    pub(crate) is_located: bool,
    /// "away" after it: "stayed away from".
    pub(crate) is_away: bool,
}

/// The verbs that mostly help others, where they stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Bare {
    /// None of them.
    #[default]
    No,
    /// "is", "was".
    Be,
    /// "has", "had".
    Have,
    /// "does", "did", "will".
    Do,
}

/// How a verb stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mood {
    /// With a subject of its own.
    #[default]
    Finite,
    /// "to go".
    Infinitive,
    /// "going".
    Ing,
    /// "born", "held" without "was".
    Participle,
}

/// Whether the subject does something or undergoes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Voice {
    #[default]
    Active,
    Passive,
}

impl Chunk {
    pub(crate) fn noun(&self) -> Option<&NounGroup> {
        match &self.kind {
            Kind::Noun(group) => Some(group),
            _ => None,
        }
    }

    pub(crate) fn verb(&self) -> Option<&VerbGroup> {
        match &self.kind {
            Kind::Verb(group) => Some(group),
            _ => None,
        }
    }

    pub(crate) fn preposition(&self) -> Option<Preposition> {
        match self.kind {
            Kind::Preposition(preposition) => Some(preposition),
            _ => None,
        }
    }
}
