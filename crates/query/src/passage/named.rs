//! Under which names an article has the persons and places that were asked for.

use dateline_model::PersonName;
use dateline_schema::{StoredArticle, StoredEntity, StoredPlace, printed_form};

use rustc_hash::FxHashSet;

use super::matcher::folds_to;
use super::{LightPlace, Lights, Who};
use crate::Overrides;

/// A person or place of a question, as an article names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub kind: NamedKind,
    /// As it was asked for.
    pub asked: String,
    /// As the article prints it: of a person the fullest names, each once; of a place the
    /// words that name it or what lies in it. At least one.
    pub printed: Vec<String>,
}

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NamedKind {
    /// A person.
    Person,
    /// A place.
    Place,
}

/// The most names of one place that are told; a country has any number of cities.
const MOST_NAMES: usize = 8;

/// A person of an article, made ready to be compared.
pub(super) struct Person<'p> {
    printed: &'p str,
    /// The parts of the name; none when it is never a person's.
    parts: Vec<String>,
}

impl<'p> Person<'p> {
    pub(super) fn new(printed: &'p str, overrides: &Overrides) -> Self {
        let name = PersonName::parse(printed).ok().filter(|_| !overrides.is_never_person(printed));
        let parts = name.iter().flat_map(PersonName::part_keys).map(str::to_owned).collect();
        Self { printed, parts }
    }

    /// Whether this is one who is meant.
    pub(super) fn is(&self, who: &Who) -> bool {
        match who {
            Who::Names(names) => names.contains(self.printed),
            Who::Parts(rows) => rows.iter().any(|row| {
                !row.is_empty() && self.parts.windows(row.len()).any(|window| window == row)
            }),
        }
    }
}

/// The names of what was asked for, in the order of the question; what the article does not
/// name is left out.
pub(super) fn named(article: &StoredArticle<'_>, lights: &Lights) -> Vec<Named> {
    let persons: Vec<Person<'_>> = match lights.persons.is_empty() {
        true => Vec::new(),
        false => article.persons().iter().map(|p| Person::new(p, &lights.overrides)).collect(),
    };
    let persons = lights.persons.iter().map(|light| {
        let meant = persons.iter().filter(|person| person.is(&light.who));
        let mut printed: Vec<String> = meant.map(|person| person.printed.to_owned()).collect();
        add_forms(article, &light.who, &mut printed);
        Named { kind: NamedKind::Person, asked: light.asked.clone(), printed }
    });
    let places = lights.places.iter().map(|light| {
        let printed = names_of_place(article, light, &lights.overrides);
        Named { kind: NamedKind::Place, asked: light.asked.clone(), printed }
    });
    persons.chain(places).filter(|named| !named.printed.is_empty()).collect()
}

/// Adds the spellings in which the article prints a name beside the fullest one.
fn add_forms(article: &StoredArticle<'_>, who: &Who, names: &mut Vec<String>) {
    let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
    for mention in article.mentions() {
        let StoredEntity::Person(name) = mention.entity else { continue };
        let words = mention.span.of(article.section(mention.section)).unwrap_or_default();
        if names.len() >= MOST_NAMES || words == name || !seen.insert((name, words)) {
            continue;
        }
        if let Some(form) = printed_form(name, words)
            && who.is_printed(form.as_str())
            && !names.iter().any(|known| known == form.as_str())
        {
            names.push(form.as_str().to_owned());
        }
    }
}

fn names_of_place(
    article: &StoredArticle<'_>,
    light: &LightPlace,
    overrides: &Overrides,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for mention in article.mentions() {
        let StoredEntity::Place(place) = mention.entity else { continue };
        let words = mention.span.of(article.section(mention.section)).unwrap_or_default();
        let is_new = names.len() < MOST_NAMES && !names.iter().any(|name| name == words);
        if is_new && is_meant(place, words, light) && !overrides.is_never_place(words) {
            names.push(words.to_owned());
        }
    }
    names
}

fn is_meant(place: Option<&StoredPlace<'_>>, words: &str, light: &LightPlace) -> bool {
    let is_it = place.is_some_and(|place| {
        light.ids.contains(&place.id) || place.within.iter().any(|(id, _)| light.ids.contains(id))
    });
    is_it || !light.name.is_empty() && folds_to(words, &light.name)
}
