//! What is known of a word by itself: the lists in `data/`, by folded word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The lists a word is in, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits(u32);

impl Traits {
    pub(crate) const NONE: Self = Self(0);
    /// A given name and little else.
    pub(crate) const GIVEN: Self = Self(1);
    /// A given name that is a word, a place or a month too.
    pub(crate) const GIVEN_OR_WORD: Self = Self(1 << 1);
    /// A family name.
    pub(crate) const SURNAME: Self = Self(1 << 2);
    /// A rank or office before a name.
    pub(crate) const TITLE: Self = Self(1 << 3);
    /// A word that goes with a title.
    pub(crate) const OFFICE: Self = Self(1 << 4);
    /// The word that makes an organisation of those before it.
    pub(crate) const ORGANISATION_HEAD: Self = Self(1 << 5);
    /// An organisation by itself.
    pub(crate) const ORGANISATION: Self = Self(1 << 6);
    /// The word that makes a place of those before it.
    pub(crate) const PLACE_HEAD: Self = Self(1 << 7);
    /// The word that makes a place of those after it.
    pub(crate) const PLACE_OPENER: Self = Self(1 << 8);
    /// A verb of speech or of a person's doings.
    pub(crate) const VERB: Self = Self(1 << 9);
    /// A preposition of place.
    pub(crate) const PREPOSITION: Self = Self(1 << 10);
    /// A word of kinship, or one that names somebody by way of another.
    pub(crate) const RELATION: Self = Self(1 << 11);
    /// A people, a religion, an ideology.
    pub(crate) const PEOPLE: Self = Self(1 << 12);
    /// A month, a weekday, a season.
    pub(crate) const CALENDAR: Self = Self(1 << 13);
    /// A small word inside names.
    pub(crate) const PARTICLE: Self = Self(1 << 14);
    /// An abbreviation with a full stop.
    pub(crate) const ABBREVIATION: Self = Self(1 << 15);
    /// A word of grammar.
    pub(crate) const FUNCTION: Self = Self(1 << 16);
    /// A word that is mostly written small.
    pub(crate) const COMMON: Self = Self(1 << 17);

    /// The word that makes a thing of those before it: an event, a law, a prize.
    pub(crate) const THING_HEAD: Self = Self(1 << 18);
    /// No list: the vocabulary knows what it is as a name, since it was seen in capitals.
    pub(crate) const NAMED: Self = Self(1 << 19);
    /// No list: a word that was seen in capitals stands for the people of a country.
    pub(crate) const DEMONYM: Self = Self(1 << 20);

    /// Whether it is in one of these lists.
    pub(crate) fn has(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }

    /// The lists that are not among the others.
    pub(crate) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// A bit for each list.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// The lists of both.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lists of the crate.
pub(crate) struct Lexicon {
    words: FxHashMap<&'static str, Traits>,
}

/// Each list with what it says of its words.
const LISTS: [(Traits, &str); 19] = [
    (Traits::GIVEN, include_str!("../data/given_names.txt")),
    (Traits::GIVEN_OR_WORD, include_str!("../data/given_names_ambiguous.txt")),
    (Traits::SURNAME, include_str!("../data/surnames.txt")),
    (Traits::TITLE, include_str!("../data/titles.txt")),
    (Traits::OFFICE, include_str!("../data/offices.txt")),
    (Traits::ORGANISATION_HEAD, include_str!("../data/organisation_heads.txt")),
    (Traits::ORGANISATION, include_str!("../data/organisations.txt")),
    (Traits::PLACE_HEAD, include_str!("../data/geographic_heads.txt")),
    (Traits::PLACE_OPENER, include_str!("../data/geographic_openers.txt")),
    (Traits::VERB, include_str!("../data/speech_verbs.txt")),
    (Traits::PREPOSITION, include_str!("../data/place_prepositions.txt")),
    (Traits::RELATION, include_str!("../data/relations.txt")),
    (Traits::PEOPLE, include_str!("../data/belief_and_people.txt")),
    (Traits::CALENDAR, include_str!("../data/calendar.txt")),
    (Traits::PARTICLE, include_str!("../data/particles.txt")),
    (Traits::ABBREVIATION, include_str!("../data/abbreviations.txt")),
    (Traits::FUNCTION, include_str!("../data/function_words.txt")),
    (Traits::COMMON, include_str!("../data/common_words.txt")),
    (Traits::THING_HEAD, include_str!("../data/things.txt")),
];

static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

impl Lexicon {
    /// The lists in the binary, indexed at the first call in less than a millisecond.
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The lists that a word is in; it is compared in ASCII lower case.
    pub(crate) fn traits(&self, word: &str) -> Traits {
        let mut buffer = [0; crate::token::LONGEST_WORD];
        let Some(room) = buffer.get_mut(..word.len()) else { return Traits::NONE };
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        let folded = std::str::from_utf8(room).unwrap_or_default();
        self.folded_traits(folded)
    }

    /// The lists that a folded word is in. A plural that is in none is as common as its
    /// singular.
    pub(crate) fn folded_traits(&self, folded: &str) -> Traits {
        if let Some(&traits) = self.words.get(folded) {
            return traits;
        }
        let singular = folded.strip_suffix('s').and_then(|singular| self.words.get(singular));
        let is_common = singular.is_some_and(|traits| traits.has(Traits::COMMON));
        if is_common { Traits::COMMON } else { Traits::NONE }
    }

    fn build() -> Self {
        let mut words: FxHashMap<&'static str, Traits> = FxHashMap::default();
        words.reserve(20_000);
        for (list, text) in LISTS {
            for word in entries(text) {
                let traits = words.entry(word).or_default();
                *traits = traits.or(list);
            }
        }
        Self { words }
    }
}

/// The words of a list: all that stands between white space, lines that begin with `#`
/// left out.
fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_folded() {
        for (_, text) in LISTS {
            for word in entries(text) {
                assert_eq!(dateline_model::fold(word), word);
            }
        }
    }

    #[test]
    fn words_have_their_traits() {
        let lexicon = Lexicon::embedded();
        for (word, list) in [
            ("Ahmad", Traits::GIVEN),
            ("will", Traits::GIVEN_OR_WORD),
            ("Graham", Traits::SURNAME),
            ("Sen", Traits::TITLE),
            ("Agency", Traits::ORGANISATION_HEAD),
            ("NATO", Traits::ORGANISATION),
            ("Valley", Traits::PLACE_HEAD),
            ("said", Traits::VERB),
            ("September", Traits::CALENDAR),
            ("the", Traits::FUNCTION),
        ] {
            assert!(lexicon.traits(word).has(list), "{word}");
        }
        assert_eq!(lexicon.traits("Massoudabad"), Traits::NONE);
        assert_eq!(lexicon.traits(&"x".repeat(1_000)), Traits::NONE);
    }
}
