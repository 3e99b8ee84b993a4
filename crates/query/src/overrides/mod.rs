//! What the user knows better than names and texts can tell.
//!
//! Overrides are applied when a question is answered, so that they survive indexing anew
//! and take effect at once.

mod file;
mod groups;

use dateline_model::{PersonName, fold};
use rustc_hash::FxHashSet;

pub use file::OverridesError;
use groups::Groups;

/// Names that are, or are not, what they seem.
///
/// Where all names in a group of `same` have one part, they stand for that part of any name:
/// `["Wasiq", "Wasik"]` makes one of "Kabir Wasiq" and "Kabir Wasik". Beside a whole name, as
/// in `["Trump", "Donald Trump"]`, a name of one part is that name where it stands alone. All
/// other names are whole ones, meant in any usual spelling; of names that are spellings of
/// each other, just as they are printed, but for case and accents.
///
/// ```
/// use dateline_query::Overrides;
///
/// let overrides: Overrides = r#"
///     different = [["Yusuf Saleh", "Yousuf Saleh"]]
///     never_place = ["Fars"]
/// "#.parse()?;
/// assert!(!overrides.is_empty());
/// let error = "same = [[\"Ahmad\"]]".parse::<Overrides>().unwrap_err();
/// assert_eq!((error.line, error.column), (1, 9));
/// # Ok::<(), dateline_query::OverridesError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overrides {
    same: Groups,
    different: Groups,
    never_person: FxHashSet<String>,
    never_place: FxHashSet<String>,
}

impl Overrides {
    /// Whether nothing is overridden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the printed name is said to be no person.
    #[must_use]
    pub fn is_never_person(&self, printed: &str) -> bool {
        !self.never_person.is_empty() && self.never_person.contains(&folded(printed))
    }

    /// Whether the printed name is said to be no place.
    #[must_use]
    pub fn is_never_place(&self, printed: &str) -> bool {
        !self.never_place.is_empty() && self.never_place.contains(&folded(printed))
    }

    /// The names that are never persons, folded.
    pub(crate) fn never_persons(&self) -> impl Iterator<Item = &str> {
        self.never_person.iter().map(String::as_str)
    }

    /// The names that are never places, folded.
    pub(crate) fn never_places(&self) -> impl Iterator<Item = &str> {
        self.never_place.iter().map(String::as_str)
    }

    /// The other names that are said to be the same person as this one. A name of one part
    /// is among them where the group has whole names: it stands for itself alone, since the
    /// part of every name cannot be meant.
    pub(crate) fn same_as<'o>(
        &'o self,
        name: &'o PersonName,
    ) -> impl Iterator<Item = &'o PersonName> {
        let groups = self.same.with(name.key()).filter(|group| group.iter().any(is_whole));
        groups.flatten().filter(|other| other.key() != name.key())
    }

    /// The keys of the parts that are said to be the same as this one, itself not among
    /// them.
    pub(crate) fn parts_same_as<'o>(&'o self, part_key: &'o str) -> impl Iterator<Item = &'o str> {
        let keys = self.groups_of_part(part_key).flatten().map(PersonName::key);
        keys.filter(move |key| *key != part_key)
    }

    /// The key of the name with each part that is said to be the same as others as the
    /// first of them.
    pub(crate) fn key_of(&self, name: &PersonName) -> String {
        if self.same.is_empty() {
            return name.key().to_owned();
        }
        let canonical = |part: &str| {
            let group = self.groups_of_part(part).next();
            let parts = group.into_iter().flatten().map(PersonName::key);
            parts.min().unwrap_or(part).to_owned()
        };
        name.part_keys().map(canonical).collect::<Vec<_>>().join(" ")
    }

    /// The groups of `same` with this part that are of single parts alone, which stand for
    /// that part of every name.
    fn groups_of_part(&self, part_key: &str) -> impl Iterator<Item = &[PersonName]> {
        self.same.with(part_key).filter(|group| !group.iter().any(is_whole))
    }

    /// Whether the two printed names are said to be different persons.
    pub(crate) fn are_different(&self, one: &PersonName, other: &PersonName) -> bool {
        let mut pairs = self.different.pairs(one.key(), other.key());
        pairs.any(|(a, b)| is_meant(a, b, one) && is_meant(b, a, other))
    }
}

/// Whether the name has more than one part.
fn is_whole(name: &PersonName) -> bool {
    name.key().contains(' ')
}

/// Whether a printed name is meant by a name that is said to differ from a rival: by its
/// key, or, where rival and name share that, by its letters.
fn is_meant(name: &PersonName, rival: &PersonName, printed: &PersonName) -> bool {
    match name.key() == rival.key() {
        true => folded(name.as_str()) == folded(printed.as_str()),
        false => name.key() == printed.key(),
    }
}

/// The name as overrides compare it.
fn folded(name: &str) -> String {
    dateline_schema::place_name_term(name)
}

/// Whether two printed names differ in case and accents at most.
pub(crate) fn is_printed_alike(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overrides(text: &str) -> Overrides {
        text.parse().unwrap()
    }

    fn name(printed: &str) -> PersonName {
        PersonName::parse(printed).unwrap()
    }

    #[test]
    fn whole_names_are_joined() {
        let overrides = overrides("same = [[\"William Clinton\", \"Bubba Clinton\"]]");
        let same = |printed: &str| -> Vec<String> {
            overrides.same_as(&name(printed)).map(ToString::to_string).collect()
        };
        assert_eq!(same("Wiliam Clinton"), ["Bubba Clinton"]);
        assert_eq!(same("Hillary Clinton"), [""; 0]);
    }

    #[test]
    fn a_part_beside_a_whole_name_stands_for_itself() {
        let overrides = overrides("same = [[\"Trump\", \"Donald Trump\"]]");
        let (trump, donald, ivanka) = (name("Trump"), name("Donald Trump"), name("Ivanka Trump"));
        assert_eq!(overrides.same_as(&donald).collect::<Vec<_>>(), [&trump]);
        assert_eq!(overrides.same_as(&trump).collect::<Vec<_>>(), [&donald]);
        assert_eq!(overrides.key_of(&ivanka), ivanka.key());
        assert_eq!(overrides.parts_same_as(trump.key()).count(), 0);
    }

    #[test]
    fn parts_are_joined_in_every_name() {
        let overrides = overrides("same = [[\"Stryk\", \"Strike\"]]");
        assert_eq!(overrides.key_of(&name("R. Strike")), overrides.key_of(&name("R. Stryk")));
        assert_ne!(overrides.key_of(&name("R. Strip")), overrides.key_of(&name("R. Stryk")));
        let stryk = name("Stryk");
        let parts: Vec<&str> = overrides.parts_same_as(stryk.key()).collect();
        assert_eq!(parts, [name("Strike").key()]);
    }

    #[test]
    fn spellings_can_be_told_apart() {
        let overrides = overrides("different = [[\"Yusuf Saleh\", \"Yousuf Saleh\", \"Ali\"]]");
        let (one, other) = (name("Yusuf Saleh"), name("Yousuf Saleh"));
        assert_eq!(one.key(), other.key());
        assert!(overrides.are_different(&one, &other) && overrides.are_different(&other, &one));
        assert!(overrides.are_different(&name("YUSUF SALEH"), &other));
        assert!(!overrides.are_different(&one, &one));
        assert!(!overrides.are_different(&one, &name("Youssouf Saleh")));
        assert!(overrides.are_different(&name("Youssouf Saleh"), &name("Aly")));
    }

    #[test]
    fn what_is_never_meant_is_compared_folded() {
        let overrides =
            overrides("never_person = [\"Getty  Images\"]\nnever_place = [\"Córdoba\"]");
        assert!(overrides.is_never_person("GETTY IMAGES"));
        assert!(!overrides.is_never_person("Getty"));
        assert!(overrides.is_never_place("cordoba"));
    }
}
