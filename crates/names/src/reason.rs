//! Why two names are taken for one person's, or not.

use std::fmt;

use crate::Verdict;

/// One reason for a verdict. Its `Display` is in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Both names have the same parts, letter for letter, titles aside.
    SameSpelling,
    /// Parts are transliterations of one name.
    Transliteration,
    /// Parts differ by a letter or two that no transliteration exchanges.
    NearSpelling,
    /// One part is a short or pet form of the other.
    Nickname,
    /// A letter stands for a part.
    Initial,
    /// One name is written as one part here and as two there.
    Joined,
    /// The parts stand in another order.
    OtherOrder,
    /// One name has a patronymic or an ancestor's name more.
    FurtherAncestor,
    /// One name has an initial more.
    FurtherInitial,
    /// One name has a given name more.
    FurtherGivenName,
    /// One name has a family name more.
    FurtherFamilyName,
    /// One name is a single part of the other.
    SinglePart,
    /// One name says junior, senior or a number, the other does not.
    GenerationOnOneSide,
    /// All that is shared are names which many people bear.
    OnlyCommonNames,
    /// The order differs, and either order can be a name of its own.
    DoubtfulOrder,
    /// The generations are not the same, as of a father and a son.
    OtherGeneration,
    /// The initials are not the same.
    OtherInitial,
    /// The patronymics are not the same.
    OtherAncestor,
    /// The given names are not the same.
    OtherGivenName,
    /// The family names are not the same.
    OtherFamilyName,
    /// No part is shared.
    NothingShared,
}

impl Reason {
    /// The best verdict that this reason allows.
    pub(crate) fn allows(self) -> Verdict {
        match self {
            Self::SameSpelling
            | Self::Transliteration
            | Self::Nickname
            | Self::Joined
            | Self::OtherOrder
            | Self::FurtherAncestor
            | Self::FurtherInitial
            | Self::FurtherFamilyName => Verdict::Same,
            Self::NearSpelling
            | Self::Initial
            | Self::FurtherGivenName
            | Self::SinglePart
            | Self::GenerationOnOneSide
            | Self::OnlyCommonNames
            | Self::DoubtfulOrder
            | Self::OtherGivenName
            | Self::OtherFamilyName => Verdict::Unsure,
            Self::OtherGeneration
            | Self::OtherInitial
            | Self::OtherAncestor
            | Self::NothingShared => Verdict::Different,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SameSpelling => "the same spelling",
            Self::Transliteration => "transliterations of one name",
            Self::NearSpelling => "nearly the same spelling",
            Self::Nickname => "a nickname",
            Self::Initial => "an initial stands for a name",
            Self::Joined => "written as one word and as two",
            Self::OtherOrder => "another order",
            Self::FurtherAncestor => "a patronymic more",
            Self::FurtherInitial => "an initial more",
            Self::FurtherGivenName => "a further given name",
            Self::FurtherFamilyName => "a further family name",
            Self::SinglePart => "only one part of the name",
            Self::GenerationOnOneSide => "only one says junior, senior or a number",
            Self::OnlyCommonNames => "only common names shared",
            Self::DoubtfulOrder => "either order can be a name",
            Self::OtherGeneration => "another generation",
            Self::OtherInitial => "another initial",
            Self::OtherAncestor => "another patronymic",
            Self::OtherGivenName => "another given name",
            Self::OtherFamilyName => "another family name",
            Self::NothingShared => "nothing shared",
        })
    }
}

/// The reasons of one comparison, in the order of [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Reasons(u32);

impl Reasons {
    /// Whether this reason is among them.
    #[must_use]
    pub fn contains(self, reason: Reason) -> bool {
        self.0 & bit(reason) != 0
    }

    /// The reasons, each once.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        ALL.into_iter().filter(move |&reason| self.contains(reason))
    }

    pub(crate) fn add(&mut self, reason: Reason) {
        self.0 |= bit(reason);
    }
}

impl fmt::Display for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, reason) in self.iter().enumerate() {
            let separator = if at == 0 { "" } else { ", " };
            write!(f, "{separator}{reason}")?;
        }
        Ok(())
    }
}

fn bit(reason: Reason) -> u32 {
    1 << reason as u32
}

const ALL: [Reason; 21] = [
    Reason::SameSpelling,
    Reason::Transliteration,
    Reason::NearSpelling,
    Reason::Nickname,
    Reason::Initial,
    Reason::Joined,
    Reason::OtherOrder,
    Reason::FurtherAncestor,
    Reason::FurtherInitial,
    Reason::FurtherGivenName,
    Reason::FurtherFamilyName,
    Reason::SinglePart,
    Reason::GenerationOnOneSide,
    Reason::OnlyCommonNames,
    Reason::DoubtfulOrder,
    Reason::OtherGeneration,
    Reason::OtherInitial,
    Reason::OtherAncestor,
    Reason::OtherGivenName,
    Reason::OtherFamilyName,
    Reason::NothingShared,
];

#[cfg(test)]
impl Reasons {
    /// All there are.
    pub(crate) fn all() -> Self {
        let mut all = Self::default();
        ALL.into_iter().for_each(|reason| all.add(reason));
        all
    }
}
