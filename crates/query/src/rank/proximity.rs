//! How near to each other words stand in an article.

/// How far apart two words may stand and still count as near each other.
const REACH: u32 = 10;

/// How near two words stand to each other in an article: the sum of 1/d² over the distances
/// d, up to [`REACH`], met in going through the positions of both, each in ascending order;
/// one step a position.
pub(crate) fn nearness(first: &[u32], second: &[u32]) -> f64 {
    let near = distances(first, second).filter(|&distance| distance <= REACH);
    near.map(|distance| 1.0 / f64::from(distance.max(1).pow(2))).sum()
}

/// How far apart two words stand where they are nearest; none where one is missing.
pub(crate) fn least_distance(first: &[u32], second: &[u32]) -> Option<u32> {
    distances(first, second).min()
}

/// The distances between the positions of two words that are next in line, the lower of
/// which is stepped over.
fn distances<'p>(mut first: &'p [u32], mut second: &'p [u32]) -> impl Iterator<Item = u32> + 'p {
    std::iter::from_fn(move || {
        let (one, other) = (*first.first()?, *second.first()?);
        match one < other {
            true => first = &first[1..],
            false => second = &second[1..],
        }
        Some(one.abs_diff(other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_table() {
        for (first, second, expected, least) in [
            (&[0][..], &[1][..], 1.0, Some(1)),
            (&[1], &[0], 1.0, Some(1)),
            (&[0], &[2], 0.25, Some(2)),
            (&[0], &[11], 0.0, Some(11)),
            (&[0, 10], &[1, 12], 1.0 + 1.0 / 81.0 + 0.25, Some(1)),
            (&[0, 1], &[2], 1.25, Some(1)),
            (&[], &[1], 0.0, None),
        ] {
            let found = nearness(first, second);
            assert!((found - expected).abs() < 1e-9, "{first:?} {second:?}: {found}");
            assert_eq!(least_distance(first, second), least);
        }
    }
}
