//! What it is worth that an article is recent.

use dateline_model::{DateRange, Day};

/// Whether, and from which day on backwards, recent articles are preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// When an article appeared does not count.
    Ignored,
    /// An article of this day counts most; one of later days counts as much.
    Since(Day),
    /// An article of the newest publication date in the archive counts most.
    SinceNewest,
}

/// After so many days, half of what recency is worth is left.
const HALF_LIFE: f64 = 30.0;

/// What recency is worth of an article published on these days, seen from a day: 1 on it,
/// half 30 days before it, a quarter after 60. A month or a year counts from its last
/// day; what is of a later day counts 1.
pub(crate) fn recency(published: DateRange, from: Day) -> f64 {
    let days = published.last().until(from).map_or(0, |span| span.get_days()).max(0);
    0.5_f64.powf(f64::from(days) / HALF_LIFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recency_halves_each_month() {
        let from = Day::constant(2021, 9, 30);
        for (published, expected) in [
            (Day::constant(2021, 9, 30), 1.0),
            (Day::constant(2021, 10, 5), 1.0),
            (Day::constant(2021, 8, 31), 0.5),
            (Day::constant(2021, 8, 1), 0.25),
        ] {
            let range = DateRange::new(published, published).unwrap();
            assert!((recency(range, from) - expected).abs() < 1e-9);
        }
    }
}
