//! Questions to plans: what a syntax tree means in this archive.

use dateline_model::DateRange;
use dateline_schema::Analyzer;

use crate::Result;
use crate::archive::Archive;
use crate::forms::Rows;
use crate::notice::Notices;
use crate::passage::AskedDates;
use crate::plan::{DateScope, FilterBy, FilterPlan, Plan, Scope, WordForm, is_stop_word};
use crate::syntax::{DateMatch, Field, Node, Quoting, Value, is_address};

/// What capitals say in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// That a word is an acronym.
    Tell,
    /// Nothing: the whole question is in capitals.
    Shout,
}

impl Capitals {
    /// What they say in a question: nothing in one of several words that has no small letter.
    pub(crate) fn of(question: &str) -> Self {
        let is_shouted =
            question.split_whitespace().nth(1).is_some() && !question.contains(char::is_lowercase);
        if is_shouted { Self::Shout } else { Self::Tell }
    }
}

/// What is done about words of a question that no article has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// There is a warning of each, with the nearest words of the first few; so many were
    /// there.
    Told(usize),
    /// Nothing: whoever asked was told.
    Known,
}

/// Reads questions into plans.
pub(crate) struct Planner<'a> {
    pub(crate) archive: &'a Archive,
    pub(crate) analyzer: Analyzer,
    /// How dates lie to what is asked for, where the question does not say.
    pub(crate) matching: DateMatch,
    /// What capitals say in the question at hand.
    pub(crate) capitals: Capitals,
    /// What is done about words that no article has.
    pub(crate) unknown: Unknown,
    /// What a reader may want to know of how the question was read.
    pub(crate) notes: Notices,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(archive: &'a Archive, matching: DateMatch) -> Self {
        let notes = Notices::default();
        let (analyzer, capitals) = (Analyzer::new(), Capitals::Tell);
        Self { archive, analyzer, matching, capitals, unknown: Unknown::Told(0), notes }
    }

    /// The plan of a question, which names, places and spellings of the archive go into.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub(crate) fn plan(&mut self, node: &Node) -> Result<Plan> {
        if let Node::Words { span, .. } | Node::Field { span, .. } | Node::Near { span, .. } = node
        {
            self.notes.of_part(*span);
        }
        Ok(match node {
            Node::All => Plan::All,
            Node::Words { text, quoting: Quoting::Bare, .. } if is_address(text) => {
                self.address(text)?
            }
            Node::Words { text, quoting, .. } => self.text(text, *quoting, Scope::Article)?,
            Node::Near { parts, gaps, .. } => self.near_each_other(parts, gaps)?,
            Node::Boosted { node, boost } => {
                Plan::Boosted(Box::new(self.plan(node)?), boost.factor())
            }
            Node::Required(inner) => Plan::Required(Box::new(self.plan(inner)?)),
            Node::Field { field, value, .. } => self.field(*field, value)?,
            Node::Not(inner) => Plan::Not(Box::new(self.plan(inner)?)),
            Node::And(nodes) => {
                let plans = self.conjuncts(nodes)?;
                self.join(plans)
            }
            Node::Or(nodes) => self.or(nodes)?,
        })
    }

    /// The plans of several parts.
    pub(crate) fn all(&mut self, nodes: &[Node]) -> Result<Vec<Plan>> {
        nodes.iter().map(|node| self.plan(node)).collect()
    }

    /// The plans of parts that are required together.
    pub(crate) fn conjuncts(&mut self, nodes: &[Node]) -> Result<Vec<Plan>> {
        self.warn_of_continued_names(nodes)?;
        self.all(nodes)
    }

    /// Any of the parts; where some of them have to match, the others count for the rank.
    fn or(&mut self, nodes: &[Node]) -> Result<Plan> {
        let plans = self.all(nodes)?;
        if plans.iter().any(|plan| matches!(plan, Plan::Required(_))) {
            let (required, mut optional): (Vec<Plan>, Vec<Plan>) =
                plans.into_iter().partition(|plan| matches!(plan, Plan::Required(_)));
            optional.retain(|plan| *plan != Plan::Nothing);
            return Ok(Plan::And { required, optional });
        }
        let plans = plans.into_iter().filter(|plan| *plan != Plan::Nothing);
        Ok(one_or(plans.collect(), Plan::Or))
    }

    /// The plan of what is required together, in the order of the question.
    pub(crate) fn join(&self, plans: Vec<Plan>) -> Plan {
        // One that was marked as required is a plan of its own kind.
        let (mut optional, required): (Vec<Plan>, Vec<Plan>) =
            plans.into_iter().partition(is_stop_word);
        // What consists of stop words alone is asked for as it is.
        let only_stop_words = required.iter().all(|plan| matches!(plan, Plan::All));
        let required = match only_stop_words && !optional.is_empty() {
            true => std::mem::take(&mut optional),
            false => required,
        };
        match (required.len(), optional.is_empty()) {
            (0, true) => Plan::All,
            (1, true) => one_or(required, Plan::Or),
            _ => Plan::And { required, optional },
        }
    }

    fn field(&mut self, field: Field, value: &Value) -> Result<Plan> {
        Ok(match (field, value) {
            (Field::Date, Value::Dates { range, matching }) => {
                Plan::Date { asked: self.dates(*range, *matching), scope: DateScope::Any }
            }
            (Field::Published, Value::Dates { range, matching }) => {
                Plan::Date { asked: self.dates(*range, *matching), scope: DateScope::Published }
            }
            (Field::Title, Value::Text { text, quoting }) => {
                self.text(text, *quoting, Scope::Title)?
            }
            (Field::Outlet, Value::Text { text, quoting }) => {
                self.text(text, *quoting, Scope::Outlet)?
            }
            (Field::Text, Value::Text { text, quoting }) => {
                self.text(text, *quoting, Scope::Article)?
            }
            (Field::Byline, Value::Text { text, quoting }) => {
                self.text(text, *quoting, Scope::Byline)?
            }
            (Field::Language, Value::Text { text, .. }) => self.language(text)?,
            (Field::Id, Value::Text { text, quoting }) => self.id(text, *quoting)?,
            (Field::Source, Value::Text { text, quoting }) => self.source(text, *quoting)?,
            (Field::Has, Value::Has(has)) => {
                Plan::Filter(FilterPlan { by: FilterBy::Has, terms: vec![has.as_str().to_owned()] })
            }
            (Field::Person, Value::Text { text, quoting }) => match quoting {
                Quoting::Pattern | Quoting::Fuzzy(_) => self.persons_like(text, *quoting)?,
                _ => self.person(text, *quoting)?,
            },
            (
                Field::Place,
                Value::Text { text, quoting: quoting @ (Quoting::Pattern | Quoting::Fuzzy(_)) },
            ) => self.places_like(text, *quoting)?,
            (Field::Person, Value::AsPrinted(text)) => self.person_as_printed(text)?,
            (Field::Place, Value::Text { text, .. }) => self.place(text)?,
            (Field::Place, Value::AsPrinted(text)) => self.place_as_printed(text)?,
            (Field::Near, Value::Around { center, distance }) => self.near(center, *distance)?,
            // The syntax gives each field values of its own kind.
            _ => Plan::Nothing,
        })
    }

    fn dates(&self, range: DateRange, matching: Option<DateMatch>) -> AskedDates {
        AskedDates { range, matching: matching.unwrap_or(self.matching) }
    }

    /// Words as they are quoted or marked.
    pub(crate) fn text(&mut self, text: &str, quoting: Quoting, scope: Scope) -> Result<Plan> {
        match quoting {
            Quoting::Bare | Quoting::Quoted => {
                let plan = self.words(text, scope);
                self.warn_of_unknown(&plan)?;
                Ok(plan)
            }
            Quoting::Gapped(gap) => Ok(self.gapped(text, gap, scope)),
            Quoting::Pattern | Quoting::Fuzzy(_) => self.words_like(text, quoting, scope),
        }
    }

    pub(crate) fn words(&mut self, text: &str, scope: Scope) -> Plan {
        let words = self.rows(text).into_iter();
        match words.len() {
            0 => Plan::All,
            _ => one_or(words.map(|words| Plan::Words { words, scope }).collect(), Plan::Spellings),
        }
    }

    /// The words in a row, and then other ways to write them; none, and a note, where there
    /// is no word.
    pub(crate) fn rows(&mut self, text: &str) -> Vec<Vec<WordForm>> {
        let rows = Rows::read(text, &mut self.analyzer);
        if rows.usual.is_empty() {
            self.notes.warn(format!("“{text}” has no word in it and was left out"));
            return Vec::new();
        }
        let usual = match rows.acronym {
            Some(acronym) if self.capitals == Capitals::Tell => vec![acronym],
            _ => rows.usual,
        };
        std::iter::once(usual).chain(rows.others).collect()
    }
}

/// The only plan, or several as `join` makes them one; of none, nothing.
pub(crate) fn one_or(mut plans: Vec<Plan>, join: impl FnOnce(Vec<Plan>) -> Plan) -> Plan {
    match plans.len() {
        0 => Plan::Nothing,
        1 => plans.swap_remove(0),
        _ => join(plans),
    }
}
