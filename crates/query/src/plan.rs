//! What a question means: fields resolved, names, places and dates read. [`crate::planner`]
//! makes it.

use std::sync::Arc;

use dateline_schema::{Fields, Word};
use rustc_hash::FxHashSet;

use crate::docs::DocsQuery;
use crate::expand::ExpandedWord;
use crate::passage::{AskedDates, LightPerson, LightPhrase, LightPlace, LightWord, Lights, Who};
use crate::rank::WordClass;
use crate::window::Window;

/// A question as it is going to be asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Plan {
    /// Every article.
    All,
    /// No article: the question names what cannot be in any.
    Nothing,
    /// Words in a row.
    Words { words: Vec<WordForm>, scope: Scope },
    /// The words that a pattern stands for.
    Expansion(ExpansionPlan),
    /// What stands near each other.
    Window(WindowPlan),
    /// What has one of the terms in a field that does not rank.
    Filter(FilterPlan),
    /// Articles that are known already.
    Docs(DocsQuery),
    /// A part that counts more or less for the rank, by this factor.
    Boosted(Box<Plan>, f32),
    /// What has to match even where any word is enough.
    Required(Box<Plan>),
    /// A part of a person's name, or several in a row.
    PersonParts(PersonParts),
    /// A person, under whatever name.
    Person(PersonPlan),
    /// A place, and what lies in it.
    Place(PlacePlan),
    /// What lies near a point.
    Near(NearPlan),
    /// A date that lies so to the range.
    Date { asked: AskedDates, scope: DateScope },
    /// Not this.
    Not(Box<Plan>),
    /// All of these; those that are optional only count for the rank.
    And { required: Vec<Plan>, optional: Vec<Plan> },
    /// Any of these.
    Or(Vec<Plan>),
    /// The same words, as the question has them and then in other spellings.
    Spellings(Vec<Plan>),
}

/// The words that a pattern stands for, in the articles that have one of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExpansionPlan {
    /// The most frequent first; at least one.
    pub(crate) words: Arc<Vec<ExpandedWord>>,
    pub(crate) scope: Scope,
}

/// What stands near each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WindowPlan {
    pub(crate) window: Arc<Window>,
    /// The articles in which it was seen to stand, where the index alone cannot tell.
    pub(crate) docs: Option<DocsQuery>,
    pub(crate) scope: Scope,
}

/// Terms of a field that does not rank.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FilterPlan {
    pub(crate) by: FilterBy,
    pub(crate) terms: Vec<String>,
}

/// A field that does not rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilterBy {
    Has,
    Language,
    Id,
}

/// A part of a name, or several in a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PersonParts {
    /// As typed.
    pub(crate) asked: String,
    /// The keys of the parts; where parts are said to be the same, in each of those ways.
    pub(crate) rows: Vec<Vec<String>>,
    /// The articles that match by a suppressed name only.
    pub(crate) without: Option<DocsQuery>,
}

/// A person, under whatever name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PersonPlan {
    /// As typed.
    pub(crate) asked: String,
    /// The articles that name the person.
    pub(crate) docs: DocsQuery,
    /// The keys of the person's names, to rank by.
    pub(crate) rows: Vec<Vec<String>>,
    /// The names as printed.
    pub(crate) names: Arc<FxHashSet<String>>,
}

/// A place, and what lies in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlacePlan {
    /// As typed.
    pub(crate) asked: String,
    pub(crate) ids: Vec<u32>,
    /// As the index knows it.
    pub(crate) name: String,
    /// The articles that match by suppressed words only.
    pub(crate) without: Option<DocsQuery>,
}

/// What lies near a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NearPlan {
    /// As typed.
    pub(crate) asked: String,
    pub(crate) docs: DocsQuery,
    pub(crate) places: Arc<FxHashSet<u32>>,
}

/// A word as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordForm {
    pub(crate) folded: String,
    pub(crate) stem: String,
}

impl From<&Word<'_>> for WordForm {
    fn from(word: &Word<'_>) -> Self {
        Self { folded: word.folded.to_owned(), stem: word.stem.to_owned() }
    }
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The title and the text.
    Article,
    Title,
    Outlet,
    Byline,
}

impl Scope {
    /// Where of an article its words are lit; those of an outlet or author stand in no text.
    fn lights(self, lights: &mut Lights) -> Option<&mut Lights> {
        match self {
            Self::Article => Some(lights),
            Self::Title => Some(lights.of_title()),
            Self::Outlet | Self::Byline => None,
        }
    }

    /// What one of its words is called.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Article => "word of the archive",
            Self::Title => "word of a title",
            Self::Outlet => "word of an outlet’s name",
            Self::Byline => "word of an author’s line",
        }
    }

    /// The field of the index that is looked into.
    pub(crate) fn field(self, fields: &Fields) -> tantivy::schema::Field {
        match self {
            Self::Article => fields.text,
            Self::Title => fields.title,
            Self::Outlet => fields.outlet,
            Self::Byline => fields.byline,
        }
    }
}

/// Which dates of an article are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateScope {
    /// Those it speaks of and its publication date.
    Any,
    Published,
}

/// Whether it asks for a function word alone: in a question of several words these are not
/// required, though they are in a phrase, and count when they are all there is.
pub(crate) fn is_stop_word(plan: &Plan) -> bool {
    matches!(plan, Plan::Words { words, scope: Scope::Article }
        if words.len() == 1 && WordClass::of(&words[0].folded) == WordClass::Function)
}

impl Plan {
    /// The plan with its words no longer required, only counted: for a question that no
    /// article matches whole. `None` when there are not two words to choose from.
    pub(crate) fn loosened(&self) -> Option<Loosened> {
        let Plan::And { required, .. } = self else { return None };
        let (words, filters): (Vec<Plan>, Vec<Plan>) =
            required.iter().cloned().partition(Plan::is_of_text);
        (words.len() > 1).then(|| Loosened { words, filters })
    }

    /// Whether it asks for something in title or text, and not for a property.
    pub(crate) fn is_of_text(&self) -> bool {
        match self {
            Plan::Words { scope, .. } => *scope == Scope::Article,
            Plan::Expansion(expansion) => expansion.scope == Scope::Article,
            Plan::Window(window) => window.scope == Scope::Article,
            Plan::Boosted(inner, _) => inner.is_of_text(),
            // Alternatives, as the ways to write a word are, stand for one.
            Plan::Or(plans) | Plan::Spellings(plans) => plans.iter().all(Plan::is_of_text),
            _ => false,
        }
    }

    /// What the plan lights in an article.
    pub(crate) fn lights(&self) -> Lights {
        let mut lights = Lights::default();
        self.add_lights(&mut lights);
        lights
    }

    fn add_lights(&self, lights: &mut Lights) {
        match self {
            Plan::All | Plan::Nothing | Plan::Not(_) | Plan::Filter(_) | Plan::Docs(_) => {}
            Plan::Words { words, scope } => {
                if let Some(lights) = scope.lights(lights) {
                    add_word_lights(words, lights);
                }
            }
            Plan::Expansion(expansion) => {
                if let Some(lights) = expansion.scope.lights(lights) {
                    lights.forms.push(expansion.light());
                }
            }
            Plan::Window(window) => {
                if let Some(lights) = window.scope.lights(lights) {
                    lights.windows.push(window.light());
                }
            }
            Plan::Boosted(inner, boost) => {
                let mut boosted = inner.lights();
                boosted.boost(*boost);
                lights.append(boosted);
            }
            Plan::Required(inner) => inner.add_lights(lights),
            Plan::PersonParts(parts) => lights.persons.push(LightPerson {
                asked: parts.asked.clone(),
                who: Who::Parts(parts.rows.clone()),
            }),
            Plan::Person(person) => lights.persons.push(LightPerson {
                asked: person.asked.clone(),
                who: Who::Names(Arc::clone(&person.names)),
            }),
            Plan::Place(place) => lights.places.push(LightPlace {
                asked: place.asked.clone(),
                ids: Arc::new(place.ids.iter().copied().collect()),
                name: place.name.clone(),
            }),
            Plan::Near(near) => lights.places.push(LightPlace {
                asked: near.asked.clone(),
                ids: Arc::clone(&near.places),
                name: String::new(),
            }),
            Plan::Date { asked, scope } => {
                if *scope == DateScope::Any {
                    lights.dates.push(*asked);
                }
            }
            Plan::And { required, optional } => {
                // Function words that need not match say nothing where they do.
                let optional = optional.iter().filter(|plan| !is_stop_word(plan));
                required.iter().chain(optional).for_each(|plan| plan.add_lights(lights));
            }
            Plan::Or(plans) | Plan::Spellings(plans) => {
                plans.iter().for_each(|plan| plan.add_lights(lights));
            }
        }
    }
}

impl Plan {
    /// The dates that articles are asked to speak of, any of them; none when an article can
    /// match without.
    pub(crate) fn asked_dates(&self) -> Vec<AskedDates> {
        match self {
            Plan::Date { asked, scope: DateScope::Any } => vec![*asked],
            Plan::And { required, .. } => required.iter().flat_map(Plan::asked_dates).collect(),
            Plan::Boosted(inner, _) | Plan::Required(inner) => inner.asked_dates(),
            Plan::Or(plans) => {
                let each: Vec<Vec<AskedDates>> = plans.iter().map(Plan::asked_dates).collect();
                match each.iter().any(Vec::is_empty) {
                    true => Vec::new(),
                    false => each.concat(),
                }
            }
            _ => Vec::new(),
        }
    }
}

/// What finding a word says. Longer words are rarer on the whole; the sentence scorer needs no
/// more than that.
pub(crate) fn weight_of(folded: &str) -> f32 {
    1.0 + folded.len().min(12) as f32 / 12.0
}

fn add_word_lights(words: &[WordForm], lights: &mut Lights) {
    match words {
        [word] => lights.words.push(LightWord { stem: word.stem.clone(), weight: 1.0 }),
        _ => lights.phrases.push(LightPhrase {
            stems: words.iter().map(|word| word.stem.clone()).collect(),
            weight: 1.0,
        }),
    }
}

/// A plan of which not all words have to match.
pub(crate) struct Loosened {
    /// At least one of these, the more the better.
    pub(crate) words: Vec<Plan>,
    /// All of these.
    pub(crate) filters: Vec<Plan>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::Planner;
    use crate::syntax::{DateMatch, parse};

    /// The plan for an archive without an article.
    fn plan(text: &str) -> Plan {
        let folder = tempfile::tempdir().unwrap();
        let archive = crate::archive::empty(folder.path());
        Planner::new(&archive, DateMatch::Overlaps).plan(&parse(text).unwrap().root).unwrap()
    }

    fn word(folded: &str, stem: &str) -> WordForm {
        WordForm { folded: folded.into(), stem: stem.into() }
    }

    fn words(forms: &[WordForm]) -> Plan {
        Plan::Words { words: forms.to_vec(), scope: Scope::Article }
    }

    #[test]
    fn stop_words_are_optional_beside_others() {
        let Plan::And { required, optional } = plan("the houses in Dushanbe") else { panic!() };
        assert_eq!(
            required,
            [words(&[word("houses", "hous")]), words(&[word("dushanbe", "dushanb")])]
        );
        assert_eq!(optional[..2], [words(&[word("the", "the")]), words(&[word("in", "in")])]);
        assert!(matches!(plan("to be"), Plan::And { required, .. } if required.len() == 2));
    }

    #[test]
    fn what_holds_several_words_is_a_phrase() {
        let row = words(&[word("anti", "anti"), word("war", "war")]);
        assert_eq!(
            plan("anti-war"),
            Plan::Spellings(vec![row, words(&[word("antiwar", "antiwar")])])
        );
        assert_eq!(plan("O'Brien"), words(&[word("obrien", "obrien")]));
    }

    #[test]
    fn spellings_of_a_part_are_one_row() {
        let rows = |text: &str| match plan(text) {
            Plan::PersonParts(parts) => parts.rows,
            other => panic!("{other:?}"),
        };
        assert_eq!(rows("person:wasiq"), rows("person:wasik"));
        assert_eq!(rows("person:\"Ahmad Massoud\"").len(), 1, "nobody is named so");
    }

    #[test]
    fn a_place_is_read_with_its_number() {
        let place = |text: &str| match plan(text) {
            Plan::Place(place) => (place.ids.len(), place.name),
            other => panic!("{other:?}"),
        };
        assert_eq!(place("place:Tajikistan"), (1, "tajikistan".to_owned()));
        assert_eq!(place("place:Nowheresville").0, 0);
        assert_eq!(place("place:=Tajikistan").0, 0);
        assert!(matches!(plan("near:Kabul"), Plan::Near(_)));
        assert!(matches!(plan("near:Nowheresville"), Plan::Nothing));
    }

    #[test]
    fn dates_are_asked_for_where_none_can_be_missing() {
        let asked = |text: &str| plan(text).asked_dates().len();
        for (text, expected) in [
            ("date:2021 fled", 1),
            ("date:2020 date:2021", 2),
            ("date:2020 OR date:2021", 2),
            ("date:2021 OR fled", 0),
            ("fled -date:2021", 0),
            ("published:2021", 0),
        ] {
            assert_eq!(asked(text), expected, "{text}");
        }
    }

    #[test]
    fn only_questions_of_several_words_are_loosened() {
        assert!(plan("dushanbe").loosened().is_none());
        let loosened = plan("safe house place:Dushanbe").loosened().unwrap();
        assert_eq!((loosened.words.len(), loosened.filters.len()), (2, 1));
    }
}
