//! Pairs of persons: how many articles have each, and which.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use crate::facet::{PersonCount, Tally};

/// Two persons by their numbers, the lower first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pair(pub(super) u32, pub(super) u32);

/// How many articles have each pair.
#[derive(Default)]
pub(super) struct Pairs {
    articles: FxHashMap<Pair, u64>,
}

impl Pairs {
    /// Counts the pairs of an article's persons, whose numbers are sorted and each there
    /// once; of these, one of the centre has to be in a pair.
    pub(super) fn add(&mut self, named: &[usize], centre: Option<&FxHashSet<usize>>) {
        let is_central = |number: &usize| centre.is_none_or(|centre| centre.contains(number));
        for_each_pair(named, |one, other, pair| {
            if is_central(&one) || is_central(&other) {
                *self.articles.entry(pair).or_default() += 1;
            }
        });
    }

    /// The pairs of most articles, and how many have as many as asked for.
    pub(super) fn best(
        self,
        least: u64,
        limit: usize,
        persons: &[PersonCount],
    ) -> (Vec<(Pair, u64)>, u64) {
        let enough = self.articles.into_iter().filter(|(_, articles)| *articles >= least);
        let mut pairs: Vec<(Pair, u64)> = enough.collect();
        let total = pairs.len() as u64;
        let names = |Pair(one, other): &Pair| {
            (&persons[*one as usize].name, &persons[*other as usize].name)
        };
        pairs.sort_unstable_by(|(a, of_a), (b, of_b)| {
            of_b.cmp(of_a).then_with(|| names(a).cmp(&names(b)))
        });
        pairs.truncate(limit);
        (pairs, total)
    }
}

/// The articles that show some pairs, of each the first published ones.
pub(super) struct Evidence {
    numbers: FxHashMap<Pair, usize>,
    /// By pair, articles by their dates of publication.
    shown: Vec<BTreeSet<(u64, DocAddress)>>,
    /// By pair, the families of its articles.
    families: Tally,
    most: usize,
}

impl Evidence {
    pub(super) fn new(pairs: &[(Pair, u64)], most: usize) -> Self {
        Self {
            numbers: pairs.iter().enumerate().map(|(number, (pair, _))| (*pair, number)).collect(),
            shown: vec![BTreeSet::new(); pairs.len()],
            families: Tally::new(pairs.len()),
            most,
        }
    }

    /// Keeps the article for the pairs of its persons.
    pub(super) fn add(
        &mut self,
        named: &[usize],
        published: impl Fn() -> u64,
        address: DocAddress,
        family: Option<u32>,
    ) {
        for_each_pair(named, |_, _, pair| {
            let Some(&number) = self.numbers.get(&pair) else { return };
            family.into_iter().for_each(|family| self.families.see(number, family));
            let shown = &mut self.shown[number];
            shown.insert((published(), address));
            if shown.len() > self.most {
                shown.pop_last();
            }
        });
    }

    /// The articles of each pair.
    pub(super) fn articles(&self) -> Vec<Vec<DocAddress>> {
        let of_pair = |shown: &BTreeSet<(u64, DocAddress)>| {
            shown.iter().map(|(_, address)| *address).collect()
        };
        self.shown.iter().map(of_pair).collect()
    }

    /// How many families the articles of each pair are of.
    pub(super) fn origins(&self) -> impl Iterator<Item = u64> + '_ {
        self.families.counts()
    }
}

fn for_each_pair(named: &[usize], mut visit: impl FnMut(usize, usize, Pair)) {
    for (at, &one) in named.iter().enumerate() {
        for &other in &named[at + 1..] {
            visit(one, other, Pair(one as u32, other as u32));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_once_an_article() {
        let person = |name: &str| PersonCount {
            name: name.to_owned(),
            spellings: FxHashSet::default(),
            articles: 0,
        };
        let persons = [person("c"), person("a"), person("b")];
        let mut pairs = Pairs::default();
        for named in [&[0, 1, 2][..], &[0, 2], &[1], &[]] {
            pairs.add(named, None);
        }
        let (best, total) = pairs.best(1, 2, &persons);
        assert_eq!((best, total), (vec![(Pair(0, 2), 2), (Pair(1, 2), 1)], 3));
        let mut pairs = Pairs::default();
        pairs.add(&[0, 1, 2], Some(&FxHashSet::from_iter([1])));
        assert_eq!(pairs.best(1, 9, &persons).1, 2);
    }

    #[test]
    fn the_first_published_are_kept() {
        let mut evidence = Evidence::new(&[(Pair(0, 1), 3)], 2);
        for (published, document) in [(3, 0), (1, 1), (2, 2), (1, 1)] {
            evidence.add(&[0, 1, 5], || published, DocAddress::new(0, document), Some(7));
        }
        let shown = evidence.articles();
        assert_eq!(evidence.origins().collect::<Vec<_>>(), [1]);
        assert_eq!(shown, [[DocAddress::new(0, 1), DocAddress::new(0, 2)]]);
    }
}
