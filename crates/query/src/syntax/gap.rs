//! The number of words in `NEAR/5` and `"safe house"~3`.

use std::fmt;

/// How many other words may stand between words, from 0 to 1,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordGap(u16);

impl WordGap {
    /// The gap of a `NEAR` that says none: about as much as a sentence.
    pub const USUAL: Self = Self(10);
    /// The widest gap.
    pub const WIDEST: Self = Self(1000);

    /// The gap as written: digits.
    ///
    /// `None` for anything else and for more than [`WordGap::WIDEST`].
    ///
    /// ```
    /// use dateline_query::syntax::WordGap;
    ///
    /// assert_eq!(WordGap::parse("5").map(WordGap::words), Some(5));
    /// assert_eq!(WordGap::parse("1001"), None);
    /// ```
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
        let gap = Self(written.parse().ok().filter(|_| is_number)?);
        (gap <= Self::WIDEST).then_some(gap)
    }

    /// How many words.
    #[must_use]
    pub fn words(self) -> u32 {
        u32::from(self.0)
    }
}

impl fmt::Display for WordGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_table() {
        for (written, expected) in [
            ("0", Some(0)),
            ("5", Some(5)),
            ("007", Some(7)),
            ("1000", Some(1000)),
            ("1001", None),
            ("99999", None),
            ("+5", None),
            ("-5", None),
            ("5.0", None),
            ("", None),
        ] {
            assert_eq!(WordGap::parse(written).map(WordGap::words), expected, "{written}");
        }
    }
}
