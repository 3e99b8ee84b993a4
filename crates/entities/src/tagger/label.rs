//! What a token is a part of.

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A person.
    Person,
    /// A place, buildings among them.
    Place,
    /// An organisation.
    Organisation,
    /// Another name: a people, an event, a work. It is told apart so that it is none of
    /// the others.
    Other,
}

impl Class {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organisation, Self::Other];
}

/// The label of a token: outside of names, the beginning of one, or inside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(u8);

/// How many labels there are.
pub const LABELS: usize = 1 + 2 * Class::ALL.len();

impl Label {
    /// No part of a name.
    pub const OUTSIDE: Self = Self(0);

    /// The first token of a name.
    #[must_use]
    pub const fn begin(class: Class) -> Self {
        Self(1 + 2 * class as u8)
    }

    /// A later token of a name.
    #[must_use]
    pub const fn inside(class: Class) -> Self {
        Self(2 + 2 * class as u8)
    }

    /// The label of a number below [`LABELS`].
    #[must_use]
    pub const fn of(number: usize) -> Self {
        Self(number as u8)
    }

    /// Its number, below [`LABELS`].
    #[must_use]
    pub const fn number(self) -> usize {
        self.0 as usize
    }

    /// The class of the name; none outside of names.
    #[must_use]
    pub fn class(self) -> Option<Class> {
        let number = usize::from(self.0.checked_sub(1)?) / 2;
        Class::ALL.get(number).copied()
    }

    /// Whether it is the label of a later token of a name.
    #[must_use]
    pub const fn is_inside(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }

    /// Whether this label can stand after the other one.
    #[must_use]
    pub const fn may_follow(self, before: Self) -> bool {
        !self.is_inside() || before.0 == self.0 || before.0 + 1 == self.0
    }
}
