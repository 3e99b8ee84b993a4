//! Whether a name is a woman's or a man's, as far as that is plain.

use std::sync::OnceLock;

use dateline_model::fold;
use rustc_hash::FxHashMap;

/// Which pronoun goes with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    She,
    He,
}

/// The gender of the first part of a name; none where that is not plain.
pub(crate) fn of_name(name: &str) -> Option<Gender> {
    let first = name.split_whitespace().next()?;
    table().get(fold(first).as_ref()).copied()
}

fn table() -> &'static FxHashMap<&'static str, Gender> {
    static TABLE: OnceLock<FxHashMap<&'static str, Gender>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut gender = Gender::She;
        let mut table = FxHashMap::default();
        let lists = include_str!("../data/given_names.txt").lines();
        for line in lists.filter(|line| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                match word {
                    "she:" => gender = Gender::She,
                    "he:" => gender = Gender::He,
                    name => {
                        table.insert(name, gender);
                    }
                }
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_gender_where_it_is_plain() {
        assert_eq!(of_name("Ahmad Massoud"), Some(Gender::He));
        assert_eq!(of_name("Benazir Bhutto"), Some(Gender::She));
        assert_eq!(of_name("Massoud"), None);
    }
}
