//! The weight in `word^2.5`.

use std::fmt;

/// How many times as much as usual a part counts for the rank: more than 0, at most 100,
/// exact to a thousandth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Boost(u32);

const ONE: u32 = 1000;

impl Boost {
    /// The greatest weight.
    pub const GREATEST: Self = Self(100 * ONE);

    /// The weight as written: digits, which may have a fraction (`2`, `2.5`, `.5`).
    ///
    /// `None` for anything else, for what rounds to nothing, and for more than 100.
    ///
    /// ```
    /// use dateline_query::syntax::Boost;
    ///
    /// assert_eq!(Boost::parse(".5").map(Boost::factor), Some(0.5));
    /// assert_eq!(Boost::parse("0"), None);
    /// assert_eq!(Boost::parse("101"), None);
    /// ```
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let is_number = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let factor: f64 = written.parse().ok().filter(|_| is_number)?;
        let thousandths = (factor * f64::from(ONE)).round();
        // Bounded before it becomes an integer, so nothing is cut off.
        let is_sane = thousandths >= 1.0 && thousandths <= f64::from(Self::GREATEST.0);
        is_sane.then_some(Self(thousandths as u32))
    }

    /// The weight as a factor, from 0.001 to 100.
    #[must_use]
    pub fn factor(self) -> f32 {
        self.0 as f32 / ONE as f32
    }
}

impl fmt::Display for Boost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / ONE)?;
        match self.0 % ONE {
            0 => Ok(()),
            rest => write!(f, ".{}", format!("{rest:03}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_table() {
        for (written, expected) in [
            ("2", Some("2")),
            ("2.5", Some("2.5")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("0.001", Some("0.001")),
            ("0.0001", None),
            ("100", Some("100")),
            ("100.1", None),
            ("1e1", None),
            ("inf", None),
            ("-1", None),
            ("1.2.3", None),
            (".", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            let shown = Boost::parse(written).map(|boost| boost.to_string());
            assert_eq!(shown.as_deref(), expected, "{written}");
        }
    }
}
