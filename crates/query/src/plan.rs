//! What a question means: fields resolved, names, places and dates read.

use dateline_gazetteer::Gazetteer;
use dateline_model::{DateRange, PersonName, Place, PlaceKind};
use dateline_schema::{Analyzer, place_name_term};

use crate::passage::{LightPhrase, LightPlace, LightWord, Lights};
use crate::syntax::{Field, Node, Value};

/// A question as it is going to be asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Plan {
    /// Every article.
    All,
    /// No article: the question names what cannot be in any.
    Nothing,
    /// Words in a row.
    Words { words: Vec<WordForm>, scope: Scope },
    /// A part of a person's name, or several in a row.
    Person(Vec<String>),
    /// A place, and what lies in it.
    Place { ids: Vec<u32>, name: String },
    /// A day of the range.
    Date { range: DateRange, scope: DateScope },
    /// Not this.
    Not(Box<Plan>),
    /// All of these; those that are optional only count for the rank.
    And { required: Vec<Plan>, optional: Vec<Plan> },
    /// Any of these.
    Or(Vec<Plan>),
}

/// A word as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordForm {
    pub(crate) folded: String,
    pub(crate) stem: String,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The title and the text.
    Article,
    Title,
    Outlet,
}

/// Which dates of an article are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateScope {
    /// Those it speaks of and its publication date.
    Any,
    Published,
}

/// Words so frequent that they say little: in a question of several words they are not
/// required, though they are in a phrase, and count when they are all there is.
const STOP_WORDS: [&str; 42] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have",
    "he", "her", "his", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or", "she",
    "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "were",
    "will", "with",
];

/// Reads questions into plans.
pub(crate) struct Planner {
    analyzer: Analyzer,
    /// What a reader may want to know of how the question was read.
    pub(crate) notes: Vec<String>,
}

impl Planner {
    pub(crate) fn new() -> Self {
        Self { analyzer: Analyzer::new(), notes: Vec::new() }
    }

    /// The analyzer, for whoever goes on with the answer.
    pub(crate) fn into_analyzer(self) -> Analyzer {
        self.analyzer
    }

    pub(crate) fn plan(&mut self, node: &Node) -> Plan {
        match node {
            Node::All => Plan::All,
            Node::Words { text, .. } => self.words(text, Scope::Article),
            Node::Field { field, value, .. } => self.field(*field, value),
            Node::Not(inner) => Plan::Not(Box::new(self.plan(inner))),
            Node::And(nodes) => self.and(nodes),
            Node::Or(nodes) => {
                let plans: Vec<Plan> = nodes.iter().map(|node| self.plan(node)).collect();
                one_or(plans.into_iter().filter(|plan| *plan != Plan::Nothing).collect(), Plan::Or)
            }
        }
    }

    fn and(&mut self, nodes: &[Node]) -> Plan {
        let plans: Vec<Plan> = nodes.iter().map(|node| self.plan(node)).collect();
        let pairs: Vec<Plan> = plans.windows(2).filter_map(pair).collect();
        let (mut optional, required): (Vec<Plan>, Vec<Plan>) =
            plans.into_iter().partition(is_stop_word);
        // What consists of stop words alone is asked for as it is.
        let only_stop_words = required.iter().all(|plan| matches!(plan, Plan::All));
        let required = match only_stop_words && !optional.is_empty() {
            true => std::mem::take(&mut optional),
            false => required,
        };
        optional.extend(pairs);
        match (required.len(), optional.is_empty()) {
            (0 | 1, true) => one_or(required, Plan::Or),
            _ => Plan::And { required, optional },
        }
    }

    fn field(&mut self, field: Field, value: &Value) -> Plan {
        match (field, value) {
            (Field::Date, Value::Range(range)) => {
                Plan::Date { range: *range, scope: DateScope::Any }
            }
            (Field::Published, Value::Range(range)) => {
                Plan::Date { range: *range, scope: DateScope::Published }
            }
            (Field::Title, Value::Text { text, .. }) => self.words(text, Scope::Title),
            (Field::Outlet, Value::Text { text, .. }) => self.words(text, Scope::Outlet),
            (Field::Person, Value::Text { text, .. }) => self.person(text),
            (Field::Place, Value::Text { text, .. }) => self.place(text),
            // The syntax gives ranges to date fields and text to all others.
            (Field::Date | Field::Published, Value::Text { .. }) | (_, Value::Range(_)) => {
                Plan::Nothing
            }
        }
    }

    fn words(&mut self, text: &str, scope: Scope) -> Plan {
        let mut words = Vec::new();
        self.analyzer.for_each_word(text, |word| {
            words.push(WordForm { folded: word.folded.to_owned(), stem: word.stem.to_owned() });
        });
        match words.is_empty() {
            true => {
                self.notes.push(format!("“{text}” has no word in it and was left out"));
                Plan::All
            }
            false => Plan::Words { words, scope },
        }
    }

    fn person(&mut self, text: &str) -> Plan {
        match PersonName::parse(text) {
            Ok(name) => Plan::Person(name.part_keys().map(str::to_owned).collect()),
            Err(_) => {
                self.notes.push(format!("“{text}” is no name; no article can match it"));
                Plan::Nothing
            }
        }
    }

    fn place(&mut self, text: &str) -> Plan {
        let places = meant(&Gazetteer::embedded().lookup(text));
        match places.as_slice() {
            [] => self.notes.push(format!(
                "no place “{text}” is known; only articles that name it so are found"
            )),
            [one] => {
                let read = one.label();
                if dateline_model::fold(&read) != dateline_model::fold(text) {
                    self.notes.push(format!("place “{text}” is read as {read}"));
                }
            }
            several => {
                let labels: Vec<String> = several
                    .iter()
                    .map(|place| format!("{} ({})", place.label(), place.kind.as_str()))
                    .collect();
                self.notes.push(format!("place “{text}” is read as {}", labels.join(" or ")));
            }
        }
        let ids = places.iter().map(|place| place.id.0).collect();
        Plan::Place { ids, name: place_name_term(text) }
    }
}

/// The places that a name means in a question: the most prominent one, and the countries
/// and regions that share the name with it ("Georgia").
fn meant(candidates: &[std::sync::Arc<Place>]) -> Vec<std::sync::Arc<Place>> {
    let wide = |place: &Place| {
        matches!(place.kind, PlaceKind::WorldRegion | PlaceKind::Country | PlaceKind::Region)
    };
    let mut places: Vec<_> = candidates.first().cloned().into_iter().collect();
    if places.first().is_some_and(|place| wide(place)) {
        places.extend(candidates[1..].iter().filter(|place| wide(place)).cloned());
    }
    places
}

fn is_stop_word(plan: &Plan) -> bool {
    matches!(plan, Plan::Words { words, scope: Scope::Article }
        if words.len() == 1 && STOP_WORDS.contains(&words[0].folded.as_str()))
}

/// Two words that stand side by side in the question, as a phrase: articles in which they
/// stand so too are worth more.
fn pair(plans: &[Plan]) -> Option<Plan> {
    let single = |plan: &Plan| match plan {
        Plan::Words { words, scope: Scope::Article } if words.len() == 1 => Some(words[0].clone()),
        _ => None,
    };
    let words = vec![single(&plans[0])?, single(&plans[1])?];
    Some(Plan::Words { words, scope: Scope::Article })
}

/// The only plan, or several as `join` makes them one; of none, nothing.
fn one_or(mut plans: Vec<Plan>, join: impl FnOnce(Vec<Plan>) -> Plan) -> Plan {
    match plans.len() {
        0 => Plan::Nothing,
        1 => plans.swap_remove(0),
        _ => join(plans),
    }
}

impl Plan {
    /// The plan with its words no longer required, only counted: for a question that no
    /// article matches whole. `None` when there are not two words to choose from.
    pub(crate) fn loosened(&self) -> Option<Loosened> {
        let Plan::And { required, optional } = self else { return None };
        let (words, filters): (Vec<Plan>, Vec<Plan>) = required
            .iter()
            .cloned()
            .partition(|plan| matches!(plan, Plan::Words { scope: Scope::Article, .. }));
        (words.len() > 1).then(|| Loosened { words, filters, optional: optional.clone() })
    }

    /// What the plan lights in an article.
    pub(crate) fn lights(&self) -> Lights {
        let mut lights = Lights::default();
        self.add_lights(&mut lights);
        lights
    }

    fn add_lights(&self, lights: &mut Lights) {
        match self {
            Plan::All | Plan::Nothing | Plan::Not(_) => {}
            Plan::Words { words, scope } => {
                if *scope != Scope::Outlet {
                    add_word_lights(words, lights);
                }
            }
            Plan::Person(parts) => lights.persons.push(parts.clone()),
            Plan::Place { ids, name } => {
                lights.places.push(LightPlace { ids: ids.clone(), name: name.clone() });
            }
            Plan::Date { range, scope } => {
                if *scope == DateScope::Any {
                    lights.dates.push(*range);
                }
            }
            Plan::And { required, .. } => {
                required.iter().for_each(|plan| plan.add_lights(lights));
            }
            Plan::Or(plans) => plans.iter().for_each(|plan| plan.add_lights(lights)),
        }
    }
}

fn add_word_lights(words: &[WordForm], lights: &mut Lights) {
    // Longer words are rarer on the whole; the sentence scorer needs no more than that.
    let weight = |word: &WordForm| 1.0 + word.folded.len().min(12) as f32 / 12.0;
    match words {
        [word] => {
            lights.words.push(LightWord { stem: word.stem.clone(), weight: weight(word) });
        }
        _ => lights.phrases.push(LightPhrase {
            stems: words.iter().map(|word| word.stem.clone()).collect(),
            weight: words.iter().map(weight).sum(),
        }),
    }
}

/// A plan of which not all words have to match.
pub(crate) struct Loosened {
    /// At least one of these, the more the better.
    pub(crate) words: Vec<Plan>,
    /// All of these.
    pub(crate) filters: Vec<Plan>,
    /// These count for the rank.
    pub(crate) optional: Vec<Plan>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn plan(text: &str) -> Plan {
        Planner::new().plan(&parse(text).unwrap().root)
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
    fn neighbours_in_the_question_count_as_a_phrase() {
        let Plan::And { required, optional } = plan("Dushanbe safe -house") else { panic!() };
        assert_eq!(required.len(), 3);
        let dushanbe = word("dushanbe", "dushanb");
        assert_eq!(optional, [words(&[dushanbe, word("safe", "safe")])]);
    }

    #[test]
    fn what_holds_several_words_is_a_phrase() {
        assert_eq!(plan("O'Brien"), words(&[word("o", "o"), word("brien", "brien")]));
    }

    #[test]
    fn spellings_of_a_person_are_one_plan() {
        assert_eq!(plan("person:\"Ahmad Massoud\""), plan("person:\"Ahmed Masood\""));
        assert_eq!(plan("person:wasiq"), plan("person:wasik"));
    }

    #[test]
    fn a_place_is_read_with_its_number() {
        let Plan::Place { ids, name } = plan("place:Tajikistan") else { panic!() };
        assert_eq!((ids.len(), name.as_str()), (1, "tajikistan"));
        let Plan::Place { ids, .. } = plan("place:Nowheresville") else { panic!() };
        assert!(ids.is_empty());
    }

    #[test]
    fn only_questions_of_several_words_are_loosened() {
        assert!(plan("dushanbe").loosened().is_none());
        let loosened = plan("safe house place:Dushanbe").loosened().unwrap();
        assert_eq!((loosened.words.len(), loosened.filters.len()), (2, 1));
    }
}
