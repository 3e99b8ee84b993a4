//! How a question was read, clause by clause, for whoever wants to see it before the answer.

use dateline_gazetteer::Gazetteer;
use dateline_model::{Day, PlaceId};
use rustc_hash::FxHashSet;

use crate::Result;
use crate::archive::Archive;
use crate::compile::Purpose;
use crate::notice::Notice;
use crate::passage::AskedDates;
use crate::plan::{DateScope, Plan, Scope, WordForm};
use crate::request::SearchRequest;
use crate::syntax::DateMatch;

/// The most names of a person or a place that are told.
const MOST_NAMES: usize = 12;

/// How a question was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The whole of it.
    pub clause: Clause,
    /// What there is to say of it, as [`SearchAnswer::notes`].
    ///
    /// [`SearchAnswer::notes`]: crate::SearchAnswer::notes
    pub notes: Vec<Notice>,
}

/// A part of a question as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// What it is to the part that it is in.
    pub role: Role,
    /// What is asked for.
    pub kind: ClauseKind,
    /// The words, name or dates asked for; empty for what only holds parts.
    pub text: String,
    /// What they were read as, each a form, name, place or range of days.
    pub read_as: Vec<String>,
    /// By how much it counts more or less for the rank, where the question says so.
    pub boost: Option<f32>,
    /// How many articles match it by itself.
    pub articles: u64,
    /// What it is made of.
    pub parts: Vec<Clause>,
}

/// What a clause is to the one that it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Articles have to match it.
    Required,
    /// Articles that match it rank higher.
    Optional,
    /// Articles have to match it or one of those beside it.
    Alternative,
    /// Articles must not match it.
    Excluded,
}

/// What a clause asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClauseKind {
    /// Every article.
    Every,
    /// What no article can match.
    Nothing,
    /// A word of the title or the text.
    Word,
    /// Words side by side.
    Phrase,
    /// Words of the title.
    Title,
    /// Words of an outlet's name.
    Outlet,
    /// Words of the author's line.
    Byline,
    /// The words that a pattern or a likeness stands for.
    Expansion,
    /// What stands near each other.
    Window,
    /// What an article is or has: its language, its id, its parts.
    Property,
    /// Articles by where they are from.
    Source,
    /// Whoever has this part in the name.
    PersonPart,
    /// A person, under any name.
    Person,
    /// A place and what lies in it.
    Place,
    /// What lies near a point.
    Near,
    /// Days that are spoken of or published on.
    Date,
    /// Days of publication.
    Published,
    /// All of its parts.
    All,
    /// Any of its parts.
    Any,
}

impl Archive {
    /// Reads a question without answering it.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`].
    pub fn reading(&self, request: &SearchRequest) -> Result<Reading> {
        let prepared = self.prepare(request)?;
        let clause = self.clause(&prepared.plan, Role::Required)?;
        Ok(Reading { clause, notes: prepared.notes.into_list() })
    }

    fn clause(&self, plan: &Plan, role: Role) -> Result<Clause> {
        match plan {
            Plan::Not(inner) => return self.clause(inner, Role::Excluded),
            Plan::Required(inner) => return self.clause(inner, Role::Required),
            Plan::Boosted(inner, factor) => {
                let clause = self.clause(inner, role)?;
                return Ok(Clause { boost: Some(*factor), ..clause });
            }
            _ => {}
        }
        let parts = match plan {
            Plan::And { required, optional } => {
                let mut parts = self.clauses(required, Role::Required)?;
                parts.extend(self.clauses(optional, Role::Optional)?);
                parts
            }
            Plan::Or(plans) | Plan::Spellings(plans) => self.clauses(plans, Role::Alternative)?,
            _ => Vec::new(),
        };
        let (kind, text, read_as) = described(plan);
        let articles = self.total(&*self.compiler(Purpose::Match).compile(plan))?;
        Ok(Clause { role, kind, text, read_as, boost: None, articles, parts })
    }

    fn clauses(&self, plans: &[Plan], role: Role) -> Result<Vec<Clause>> {
        plans.iter().map(|plan| self.clause(plan, role)).collect()
    }
}

/// What a plan asks for, in which words, and what these were read as.
fn described(plan: &Plan) -> (ClauseKind, String, Vec<String>) {
    match plan {
        Plan::All => (ClauseKind::Every, String::new(), Vec::new()),
        Plan::Nothing | Plan::Not(_) | Plan::Boosted(..) | Plan::Required(_) => {
            (ClauseKind::Nothing, String::new(), Vec::new())
        }
        Plan::Words { words, scope } => {
            (words_kind(words, *scope), joined(words, |word| &word.folded), stems(words))
        }
        Plan::Expansion(expansion) => {
            let words = expansion.words.iter().map(|word| word.folded.clone()).collect();
            (ClauseKind::Expansion, String::new(), shortened(words))
        }
        Plan::Window(_) => (ClauseKind::Window, String::new(), Vec::new()),
        Plan::Filter(filter) => (ClauseKind::Property, filter.terms.join(" "), Vec::new()),
        Plan::Docs(_) => (ClauseKind::Source, String::new(), Vec::new()),
        Plan::PersonParts(parts) => {
            let rows = parts.rows.iter().map(|row| row.join(" ")).collect();
            (ClauseKind::PersonPart, parts.asked.clone(), rows)
        }
        Plan::Person(person) => (ClauseKind::Person, person.asked.clone(), names(&person.names)),
        Plan::Place(place) => {
            let mut read_as = places(place.ids.iter().copied());
            if read_as.is_empty() {
                read_as.push(format!("the words “{}”", place.name));
            }
            (ClauseKind::Place, place.asked.clone(), read_as)
        }
        Plan::Near(near) => {
            let mut ids: Vec<u32> = near.places.iter().copied().collect();
            ids.sort_unstable();
            (ClauseKind::Near, near.asked.clone(), places(ids.into_iter()))
        }
        Plan::Date { asked, scope } => {
            let kind = match scope {
                DateScope::Any => ClauseKind::Date,
                DateScope::Published => ClauseKind::Published,
            };
            (kind, asked.range.to_string(), days(*asked))
        }
        Plan::And { .. } => (ClauseKind::All, String::new(), Vec::new()),
        Plan::Or(_) | Plan::Spellings(_) => (ClauseKind::Any, String::new(), Vec::new()),
    }
}

fn words_kind(words: &[WordForm], scope: Scope) -> ClauseKind {
    match (scope, words.len()) {
        (Scope::Article, 1) => ClauseKind::Word,
        (Scope::Article, _) => ClauseKind::Phrase,
        (Scope::Title, _) => ClauseKind::Title,
        (Scope::Outlet, _) => ClauseKind::Outlet,
        (Scope::Byline, _) => ClauseKind::Byline,
    }
}

fn joined(words: &[WordForm], form: impl Fn(&WordForm) -> &str) -> String {
    words.iter().map(form).collect::<Vec<_>>().join(" ")
}

/// The stems, where they are not the words themselves.
fn stems(words: &[WordForm]) -> Vec<String> {
    match words.iter().all(|word| word.folded == word.stem) {
        true => Vec::new(),
        false => vec![joined(words, |word| &word.stem)],
    }
}

/// The names in alphabetical order.
fn names(names: &FxHashSet<String>) -> Vec<String> {
    let mut names: Vec<String> = names.iter().cloned().collect();
    names.sort_unstable();
    shortened(names)
}

fn places(ids: impl Iterator<Item = u32>) -> Vec<String> {
    let gazetteer = Gazetteer::embedded();
    let places = ids.filter_map(|id| gazetteer.place(PlaceId(id)));
    shortened(places.map(|place| format!("{} ({})", place.label(), place.kind.as_str())).collect())
}

fn days(asked: AskedDates) -> Vec<String> {
    let (first, last) = (asked.range.first(), asked.range.last());
    let days = match (first, last) {
        (first, Day::MAX) => format!("{first} and later"),
        (Day::MIN, last) => format!("{last} and earlier"),
        (first, last) if first == last => format!("the day {first}"),
        (first, last) => format!("the days {first} to {last}"),
    };
    vec![match asked.matching {
        DateMatch::Overlaps => days,
        DateMatch::Within => format!("within {days}"),
    }]
}

fn shortened(mut list: Vec<String>) -> Vec<String> {
    let more = list.len().saturating_sub(MOST_NAMES);
    if more > 0 {
        list.truncate(MOST_NAMES);
        list.push(format!("{more} more"));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clause_has_its_role() {
        let folder = tempfile::tempdir().unwrap();
        let archive = crate::archive::empty(folder.path());
        let question = "the houses -Turkey (\"safe house\" OR place:Dushanbe) date:2021-09";
        let reading = archive.reading(&SearchRequest::new(question)).unwrap();
        let parts = &reading.clause.parts;
        let told: Vec<(Role, ClauseKind)> =
            parts.iter().map(|part| (part.role, part.kind)).collect();
        assert_eq!(
            told,
            [
                (Role::Required, ClauseKind::Word),
                (Role::Excluded, ClauseKind::Word),
                (Role::Required, ClauseKind::Any),
                (Role::Required, ClauseKind::Date),
                (Role::Optional, ClauseKind::Word),
            ]
        );
        assert_eq!(parts[0].read_as, ["hous"]);
        assert_eq!(parts[3].read_as, ["the days 2021-09-01 to 2021-09-30"]);
        let dushanbe = &parts[2].parts[1];
        assert_eq!(dushanbe.read_as, ["Dushanbe, Tajikistan (city)"]);
    }
}
