//! Windows against brute force, and against a real index.

use proptest::prelude::*;

use super::interval::{Interval, any, near, row};

/// Every way to choose one interval of each part, none over another, on one side of the
/// border: the whole of each choice, and how many of its words belong to no part.
fn choices(parts: &[Vec<Interval>], border: u32) -> Vec<(Interval, u32)> {
    let mut chosen: Vec<Vec<Interval>> = vec![Vec::new()];
    for part in parts {
        let longer = chosen.iter().flat_map(|before| {
            part.iter().filter_map(|&interval| {
                let is_apart =
                    before.iter().all(|b| b.last < interval.first || interval.last < b.first);
                is_apart.then(|| [before.clone(), vec![interval]].concat())
            })
        });
        chosen = longer.collect();
    }
    let whole = |choice: &Vec<Interval>| {
        let first = choice.iter().map(|interval| interval.first).min().unwrap_or(0);
        let last = choice.iter().map(|interval| interval.last).max().unwrap_or(0);
        let used: u32 = choice.iter().map(|interval| interval.words()).sum();
        let whole = Interval { first, last };
        (whole, whole.words() - used)
    };
    let all = chosen.iter().map(whole);
    all.filter(|(whole, _)| !(whole.first < border && whole.last >= border)).collect()
}

/// The choices that leave at most so many words over.
fn fitting(parts: &[Vec<Interval>], gap: u32, border: u32) -> Vec<Interval> {
    let all = choices(parts, border).into_iter();
    all.filter(|(_, left_over)| *left_over <= gap).map(|(whole, _)| whole).collect()
}

/// Intervals of up to three words, sorted.
fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::btree_set((0u32..24, 1u32..4), 0..6)
        .prop_map(|set| set.into_iter().map(|(first, words)| Interval::of(first, words)).collect())
}

/// Single words, as most parts are.
fn words() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::btree_set(0u32..40, 0..8)
        .prop_map(|set| set.into_iter().map(|first| Interval::of(first, 1)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn windows_are_found_where_a_choice_fits(
        parts in prop::collection::vec(intervals(), 2..5),
        gap in 0u32..6,
        border in 0u32..30,
    ) {
        let found = near(&parts, gap, border);
        let fitting = fitting(&parts, gap, border);
        prop_assert_eq!(found.is_empty(), fitting.is_empty(), "{:?}", fitting);
        for window in &found {
            prop_assert!(fitting.contains(window), "{:?} of {:?}", window, fitting);
        }
        prop_assert!(found.windows(2).all(|w| w[0].first < w[1].first && w[0].last < w[1].last));
    }

    #[test]
    fn windows_of_single_words_are_the_minimal_ones(
        parts in prop::collection::vec(words(), 2..4),
        gap in 0u32..8,
    ) {
        let fitting = fitting(&parts, gap, 0);
        let holds = |outer: &Interval, inner: &Interval| {
            outer != inner && outer.first <= inner.first && inner.last <= outer.last
        };
        let mut minimal: Vec<Interval> = fitting
            .iter()
            .filter(|whole| !fitting.iter().any(|other| holds(whole, other)))
            .copied()
            .collect();
        minimal.sort_unstable();
        minimal.dedup();
        prop_assert_eq!(near(&parts, gap, 0), minimal);
    }

    #[test]
    fn rows_are_found_where_words_stand_in_order(
        words in prop::collection::vec(prop::collection::btree_set(0u32..20, 0..6), 1..4),
        gap in 0u32..5,
        border in 0u32..20,
    ) {
        let lists: Vec<Vec<u32>> = words.iter().map(|set| set.iter().copied().collect()).collect();
        let mut rows: Vec<Vec<u32>> = vec![Vec::new()];
        for list in &lists {
            let longer = rows.iter().flat_map(|row| {
                let next = list.iter().filter(|&at| row.last().is_none_or(|last| last < at));
                next.map(|&at| [row.clone(), vec![at]].concat())
            });
            rows = longer.collect();
        }
        let fits = |row: &Vec<u32>| {
            let (first, last) = (row[0], row[row.len() - 1]);
            last - first + 1 - row.len() as u32 <= gap && !(first < border && last >= border)
        };
        let is_there = rows.iter().any(fits);
        let mut found = Vec::new();
        row(&lists, gap, border, &mut found);
        prop_assert_eq!(!found.is_empty(), is_there);
        for interval in found {
            prop_assert!(rows.iter().any(|row| row[0] == interval.first
                && row[row.len() - 1] == interval.last && fits(row)));
        }
    }
}

#[test]
fn what_is_in_several_lists_is_there_once() {
    let one = Interval::of(3, 1);
    let other = Interval::of(1, 2);
    assert_eq!(any(vec![vec![one], vec![other, one]]), [other, one]);
    assert_eq!(any(Vec::new()), []);
}
