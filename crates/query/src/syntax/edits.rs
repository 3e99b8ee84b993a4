//! The number in `wasic~1`.

use std::fmt;

/// How many letters may be put in, left out, replaced or swapped with their neighbour to
/// make one word of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edits {
    /// None in a word of one or two letters, one in a word of up to five, two in a longer
    /// one.
    Usual,
    /// One.
    One,
    /// Two.
    Two,
}

/// Words of fewer letters are not varied: every other short word would be like them.
pub(super) const SHORTEST_VARIED: usize = 3;
/// Words of fewer letters are usually varied in one letter only.
const SHORTEST_VARIED_TWICE: usize = 6;

impl Edits {
    /// The edits as written after `~`: nothing, `1` or `2`.
    ///
    /// ```
    /// use dateline_query::syntax::Edits;
    ///
    /// assert_eq!(Edits::parse("2"), Some(Edits::Two));
    /// assert_eq!(Edits::parse("3"), None);
    /// ```
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        match written {
            "" => Some(Self::Usual),
            "1" => Some(Self::One),
            "2" => Some(Self::Two),
            _ => None,
        }
    }

    /// How many edits a word of so many letters may have: 0, 1 or 2.
    ///
    /// ```
    /// use dateline_query::syntax::Edits;
    ///
    /// assert_eq!([2, 5, 6].map(|letters| Edits::Usual.of(letters)), [0, 1, 2]);
    /// assert_eq!(Edits::Two.of(3), 2);
    /// ```
    #[must_use]
    pub fn of(self, letters: usize) -> u8 {
        match self {
            _ if letters < SHORTEST_VARIED => 0,
            Self::Usual if letters >= SHORTEST_VARIED_TWICE => 2,
            Self::Usual | Self::One => 1,
            Self::Two => 2,
        }
    }
}

/// As it is written, `~` included.
impl fmt::Display for Edits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Usual => "~",
            Self::One => "~1",
            Self::Two => "~2",
        })
    }
}
