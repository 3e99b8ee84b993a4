//! The distance in `near:Dushanbe~100km`.

use std::fmt;

/// A distance on the earth, in metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance(u32);

/// Half the way around the earth: no two places are farther apart.
const FARTHEST: u32 = 20_040_000;
/// A statute mile.
const METRES_OF_MILE: f64 = 1609.344;

impl Distance {
    /// The distance of a question that says none: 50 km, about an hour's drive.
    pub const USUAL: Self = Self(50_000);

    /// The distance as written: a number, which may have a fraction, and `km`, `mi` or `m`.
    ///
    /// `None` for anything else, nothing at all, and what is longer than half the way
    /// around the earth.
    ///
    /// ```
    /// use dateline_query::syntax::Distance;
    ///
    /// assert_eq!(Distance::parse("2.5km").map(Distance::metres), Some(2_500));
    /// assert_eq!(Distance::parse("60mi").map(Distance::metres), Some(96_561));
    /// assert_eq!(Distance::parse("100"), None);
    /// ```
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let unit = written.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number: f64 = written[..written.len() - unit.len()].parse().ok()?;
        let metres = match unit.to_ascii_lowercase().as_str() {
            "km" => number * 1000.0,
            "mi" => number * METRES_OF_MILE,
            "m" => number,
            _ => return None,
        };
        // Bounded before it becomes an integer, so nothing is cut off.
        let is_sane = metres >= 1.0 && metres <= f64::from(FARTHEST);
        is_sane.then(|| Self(metres.round() as u32))
    }

    /// In metres, at least one.
    #[must_use]
    pub fn metres(self) -> u32 {
        self.0
    }
}

/// In kilometres, exactly.
impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 1000)?;
        match self.0 % 1000 {
            0 => f.write_str("km"),
            rest => write!(f, ".{}km", format!("{rest:03}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_table() {
        for (written, expected) in [
            ("100km", Some("100km")),
            ("100KM", Some("100km")),
            ("0.5km", Some("0.5km")),
            (".5km", Some("0.5km")),
            ("60mi", Some("96.561km")),
            ("800m", Some("0.8km")),
            ("1m", Some("0.001km")),
            ("0km", None),
            ("100", None),
            ("km", None),
            ("1.2.3km", None),
            ("-5km", None),
            ("100 km", None),
            ("30000km", None),
            ("99999999999999999999999km", None),
            ("1e3km", None),
            ("nankm", None),
            ("", None),
        ] {
            let shown = Distance::parse(written).map(|distance| distance.to_string());
            assert_eq!(shown.as_deref(), expected, "{written}");
        }
    }

    proptest! {
        #[test]
        fn parse_of_display_is_identity(metres in 1..=FARTHEST) {
            let distance = Distance(metres);
            prop_assert_eq!(Distance::parse(&distance.to_string()), Some(distance));
        }
    }
}
