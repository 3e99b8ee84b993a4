//! Plans to queries of the engine.

use dateline_model::PlaceId;
use dateline_schema::{Fields, date_query_terms, place_id_term, within_query_terms};
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
    Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::docs::DocsQuery;
use crate::excluded::ExcludedQuery;
use crate::passage::AskedDates;
use crate::plan::{
    DateScope, ExpansionPlan, FilterBy, FilterPlan, Loosened, PersonParts, PersonPlan, PlacePlan,
    Plan, Scope, WindowPlan, WordForm,
};
use crate::statistics::article_term;
use crate::syntax::DateMatch;
use crate::window::WindowQuery;
use crate::within::WithinQuery;

/// What a query is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To find what matches; no score is computed.
    Match,
    /// To rank what matches.
    Rank,
}

/// Compiles plans for one index.
pub(crate) struct Compiler<'f> {
    pub(crate) fields: &'f Fields,
    pub(crate) purpose: Purpose,
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

impl Compiler<'_> {
    /// The query of a plan.
    pub(crate) fn compile(&self, plan: &Plan) -> Box<dyn Query> {
        match plan {
            Plan::All => self.every_article(),
            Plan::Nothing => Box::new(EmptyQuery),
            Plan::Words { words, scope } => self.words(words, *scope),
            Plan::Expansion(expansion) => self.expansion(expansion),
            Plan::Window(window) => self.window(window),
            Plan::Filter(filter) => self.filter(filter),
            Plan::Docs(docs) => Box::new(docs.clone()),
            Plan::Required(inner) => self.compile(inner),
            Plan::Boosted(inner, factor) => match self.purpose {
                Purpose::Match => self.compile(inner),
                Purpose::Rank => Box::new(BoostQuery::new(self.compile(inner), *factor)),
            },
            Plan::PersonParts(parts) => self.person_parts(parts),
            Plan::Person(person) => self.person(person),
            Plan::Place(place) => self.place(place),
            Plan::Near(near) => Box::new(near.docs.clone()),
            Plan::Date { asked, scope } => self.date(*asked, *scope),
            Plan::Not(inner) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, self.every_article()),
                (Occur::MustNot, self.excluded(inner)),
            ])),
            Plan::And { required, .. } => self.and(required),
            Plan::Or(plans) | Plan::Spellings(plans) => {
                let clauses = plans.iter().map(|plan| (Occur::Should, self.compile(plan)));
                Box::new(BooleanQuery::new(clauses.collect()))
            }
        }
    }

    /// The query of a loosened plan: any word.
    pub(crate) fn compile_loosened(&self, loosened: &Loosened) -> Box<dyn Query> {
        let any = loosened.words.iter().map(|plan| (Occur::Should, self.compile(plan)));
        let any = Box::new(BooleanQuery::new(any.collect()));
        if loosened.filters.is_empty() {
            return any;
        }
        let mut clauses: Clauses = vec![(Occur::Must, any)];
        for plan in &loosened.filters {
            self.require(plan, &mut clauses);
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn every_article(&self) -> Box<dyn Query> {
        filter([article_term(self.fields)])
    }

    /// All required plans in one flat query, so that the engine steps from the rarest
    /// required term to the next. What only ranks is left to the second stage.
    fn and(&self, required: &[Plan]) -> Box<dyn Query> {
        let mut clauses = Clauses::new();
        for plan in required {
            self.require(plan, &mut clauses);
        }
        let only_negative = clauses.iter().all(|(occur, _)| *occur == Occur::MustNot);
        if only_negative {
            clauses.push((Occur::Must, self.every_article()));
        }
        match clauses.len() {
            // The engine sees through a query of one part when it is not wrapped.
            1 => clauses.swap_remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        }
    }

    fn excluded(&self, plan: &Plan) -> Box<dyn Query> {
        // Its scores count for nothing.
        let matching = Self { fields: self.fields, purpose: Purpose::Match };
        Box::new(ExcludedQuery(matching.compile(plan)))
    }

    fn require(&self, plan: &Plan, clauses: &mut Clauses) {
        match plan {
            Plan::Not(inner) => clauses.push((Occur::MustNot, self.excluded(inner))),
            Plan::Required(inner) => self.require(inner, clauses),
            _ => clauses.push((Occur::Must, self.compile(plan))),
        }
    }

    /// The dates of an article as terms; what reaches over the ends of what it has to lie
    /// within is left out by looking at the whole date.
    fn date(&self, asked: AskedDates, scope: DateScope) -> Box<dyn Query> {
        let field = match scope {
            DateScope::Any => self.fields.date,
            DateScope::Published => self.fields.published,
        };
        let terms = match asked.matching {
            DateMatch::Overlaps => date_query_terms(asked.range),
            DateMatch::Within => within_query_terms(asked.range),
        };
        let found = filter(terms.iter().map(|term| Term::from_field_text(field, term)));
        match (asked.matching, scope) {
            (DateMatch::Within, DateScope::Any) => {
                Box::new(WithinQuery::new(found, asked.range, self.fields))
            }
            // A publication date is a day, a month or a year, of which terms tell the truth.
            _ => found,
        }
    }

    fn words(&self, words: &[WordForm], scope: Scope) -> Box<dyn Query> {
        match scope {
            Scope::Title | Scope::Outlet | Scope::Byline => {
                self.in_field(words, scope.field(self.fields))
            }
            // The text field holds the title as well, so what it matches is all that matches.
            Scope::Article => self.in_field(words, self.fields.text),
        }
    }

    /// Any of the words, which score as one: as the best of them does.
    fn expansion(&self, expansion: &ExpansionPlan) -> Box<dyn Query> {
        let field = expansion.scope.field(self.fields);
        let terms = expansion.words.iter().map(|word| Term::from_field_text(field, &word.term()));
        match self.purpose {
            Purpose::Match => filter(terms),
            Purpose::Rank => {
                Box::new(DisjunctionMaxQuery::new(terms.map(|term| self.term(term)).collect()))
            }
        }
    }

    fn window(&self, plan: &WindowPlan) -> Box<dyn Query> {
        let field = plan.scope.field(self.fields);
        let window = Box::new(WindowQuery::new(&plan.window, self.fields, field));
        match (&plan.docs, self.purpose) {
            (None, _) => window,
            (Some(docs), Purpose::Match) => Box::new(docs.clone()),
            (Some(docs), Purpose::Rank) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(docs.clone()) as Box<dyn Query>),
                (Occur::Must, window),
            ])),
        }
    }

    fn filter(&self, plan: &FilterPlan) -> Box<dyn Query> {
        let field = match plan.by {
            FilterBy::Has => self.fields.has,
            FilterBy::Language => self.fields.language,
            FilterBy::Id => self.fields.id,
        };
        match plan.terms.is_empty() {
            true => Box::new(EmptyQuery),
            false => filter(plan.terms.iter().map(|term| Term::from_field_text(field, term))),
        }
    }

    fn in_field(&self, words: &[WordForm], field: Field) -> Box<dyn Query> {
        self.row(words.iter().map(|word| Term::from_field_text(field, &word.stem)).collect())
    }

    fn person_parts(&self, parts: &PersonParts) -> Box<dyn Query> {
        let mut rows: Vec<Box<dyn Query>> =
            parts.rows.iter().map(|row| self.name_row(row)).collect();
        let any = match rows.len() {
            1 => rows.swap_remove(0),
            _ => Box::new(BooleanQuery::union(rows)),
        };
        without(any, parts.without.as_ref())
    }

    /// The articles are known; what ranks them is how much of the names in each the person
    /// is.
    fn person(&self, person: &PersonPlan) -> Box<dyn Query> {
        let docs = Box::new(person.docs.clone());
        if self.purpose == Purpose::Match {
            return docs;
        }
        let mut clauses: Clauses = vec![(Occur::Must, docs)];
        clauses.extend(person.rows.iter().map(|row| (Occur::Should, self.name_row(row))));
        Box::new(BooleanQuery::new(clauses))
    }

    /// Parts of a name, one after the other.
    fn name_row(&self, parts: &[String]) -> Box<dyn Query> {
        let field = self.fields.person;
        self.row(parts.iter().map(|part| Term::from_field_text(field, part)).collect())
    }

    fn place(&self, place: &PlacePlan) -> Box<dyn Query> {
        let ids = place.ids.iter().map(|&id| place_id_term(PlaceId(id)));
        let terms = ids.chain([place.name.clone()]);
        let any = filter(terms.map(|term| Term::from_field_text(self.fields.place, &term)));
        without(any, place.without.as_ref())
    }

    /// Terms one after the other.
    fn row(&self, mut terms: Vec<Term>) -> Box<dyn Query> {
        match terms.len() {
            0 => Box::new(EmptyQuery),
            1 => self.term(terms.swap_remove(0)),
            _ => Box::new(PhraseQuery::new(terms)),
        }
    }

    fn term(&self, term: Term) -> Box<dyn Query> {
        let option = match self.purpose {
            Purpose::Match => IndexRecordOption::Basic,
            Purpose::Rank => IndexRecordOption::WithFreqs,
        };
        Box::new(TermQuery::new(term, option))
    }
}

/// What matches and is not one of the documents.
fn without(query: Box<dyn Query>, docs: Option<&DocsQuery>) -> Box<dyn Query> {
    match docs {
        None => query,
        Some(docs) => {
            let not: Clauses = vec![(Occur::Must, query), (Occur::MustNot, Box::new(docs.clone()))];
            Box::new(BooleanQuery::new(not))
        }
    }
}

/// What has one of the terms; it does not matter which, nor how often.
fn filter(terms: impl IntoIterator<Item = Term>) -> Box<dyn Query> {
    let mut queries: Vec<Box<dyn Query>> = terms
        .into_iter()
        .map(|term| Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>)
        .collect();
    let any = match queries.len() {
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    };
    Box::new(ConstScoreQuery::new(any, 0.0))
}
