//! Groups of names, found by a name that is in them.

use dateline_model::PersonName;
use rustc_hash::FxHashMap;

/// Groups of names. Finding those of a name takes as long as there are such, however many
/// there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Groups {
    groups: Vec<Vec<PersonName>>,
    /// For each key the groups that have it, and where.
    places: FxHashMap<String, Vec<(usize, usize)>>,
}

impl Groups {
    pub(super) fn new(groups: Vec<Vec<PersonName>>) -> Self {
        let mut places: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (number, group) in groups.iter().enumerate() {
            for (at, name) in group.iter().enumerate() {
                places.entry(name.key().to_owned()).or_default().push((number, at));
            }
        }
        Self { groups, places }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The groups that have a name of this key, each once.
    pub(super) fn with(&self, key: &str) -> impl Iterator<Item = &[PersonName]> {
        let by_group = self.places(key).chunk_by(|one, next| one.0 == next.0);
        by_group.map(|same| self.groups[same[0].0].as_slice())
    }

    /// Two names of one group at a time, of which the first has one key and the second the
    /// other.
    pub(super) fn pairs(
        &self,
        one: &str,
        other: &str,
    ) -> impl Iterator<Item = (&PersonName, &PersonName)> {
        let others = self.places(other);
        self.places(one).iter().flat_map(move |&(group, at)| {
            let start = others.partition_point(|&(number, _)| number < group);
            let here = others[start..].iter().take_while(move |&&(number, _)| number == group);
            let here = here.filter(move |&&(_, also)| also != at);
            here.map(move |&(_, also)| (&self.groups[group][at], &self.groups[group][also]))
        })
    }

    /// The groups that have a key and where in them, in the order of the groups.
    fn places(&self, key: &str) -> &[(usize, usize)] {
        self.places.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_found_by_their_names() {
        let name = |printed: &str| PersonName::parse(printed).unwrap();
        let group = |names: &[&str]| names.iter().map(|printed| name(printed)).collect();
        let groups = Groups::new(vec![
            group(&["Stryk", "Strike", "Stryk"]),
            group(&["Aly", "Strike"]),
            Vec::new(),
        ]);
        let (strike, stryk, aly) = (name("Strike"), name("Stryk"), name("Aly"));
        assert_eq!(groups.with(strike.key()).count(), 2);
        assert_eq!(groups.with(stryk.key()).count(), 1);
        assert_eq!(groups.with("nobody").count(), 0);
        assert_eq!(groups.pairs(strike.key(), aly.key()).count(), 1);
        assert_eq!(groups.pairs(stryk.key(), stryk.key()).count(), 2);
        assert_eq!(groups.pairs(stryk.key(), aly.key()).count(), 0);
    }
}
