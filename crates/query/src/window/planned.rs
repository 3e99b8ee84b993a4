//! What a question's windows mean in an archive.

use std::sync::Arc;

use dateline_schema::{Has, Mark};
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, Query};

use super::{Leaf, Operand, TextWindow, Window, WindowQuery};
use crate::Result;
use crate::compile::{Compiler, Purpose};
use crate::docs::{Docs, DocsQuery};
use crate::passage::LightWindow;
use crate::plan::{Plan, Scope, WindowPlan, WordForm, weight_of};
use crate::planner::Planner;
use crate::suppress::MOST_LOOKED_AT;
use crate::syntax::{Field, Node, Quoting, Value, WordGap};

impl WindowPlan {
    /// What it lights: all of its parts, where they stand together.
    pub(crate) fn light(&self) -> LightWindow {
        let mut weight = 0.0;
        self.window.operand.for_each_leaf(&mut |leaf| {
            weight += match leaf {
                Leaf::Stem(stem) => weight_of(stem),
                // Only one of the words of a pattern stands at a place.
                Leaf::Form { .. } => 0.1,
                Leaf::Mark(_) | Leaf::Person(_) | Leaf::Place(_) => 1.0,
            };
        });
        LightWindow { window: Arc::clone(&self.window), weight }
    }
}

impl Planner<'_> {
    /// A phrase whose words may have others between them.
    pub(crate) fn gapped(&mut self, text: &str, gap: WordGap, scope: Scope) -> Plan {
        let rows = self.rows(text);
        let Some(words) = rows.first() else { return Plan::All };
        if words.len() == 1 {
            self.notes.push(format!(
                "“{text}” is one word, with nothing between words; for words like it write \
                 {text}~{gap} without quotes"
            ));
            return self.words(text, scope);
        }
        let operand = any_row(&rows, gap.words());
        let window = Window { operand, persons: Vec::new(), places: Vec::new() };
        Plan::Window(WindowPlan { window: Arc::new(window), docs: None, scope })
    }

    /// What stands near each other in a text.
    pub(crate) fn near_each_other(&mut self, parts: &[Node], gaps: &[WordGap]) -> Result<Plan> {
        let mut drawn = Drawn::default();
        let Some(operand) = self.near_operand(parts, gaps, &mut drawn)? else {
            return Ok(Plan::Nothing);
        };
        let Drawn { window: Window { persons, places, .. }, required } = drawn;
        let window = Arc::new(Window { operand, persons, places });
        let overrides = self.archive.overrides();
        let has_overrides =
            overrides.never_persons().next().is_some() || overrides.never_places().next().is_some();
        let is_marked = window.names_someone() || {
            let mut is_marked = false;
            window.operand.for_each_leaf(&mut |leaf| is_marked |= leaf.mark().is_some());
            is_marked
        };
        let docs = match window.names_someone() || has_overrides && is_marked {
            true => Some(self.seen(&window, &required)?),
            false => None,
        };
        Ok(Plan::Window(WindowPlan { window, docs, scope: Scope::Article }))
    }

    /// The articles in whose stored form the window was seen to stand.
    fn seen(&mut self, window: &Arc<Window>, required: &[Plan]) -> Result<DocsQuery> {
        let archive = self.archive;
        let compiler = Compiler { fields: &archive.fields, purpose: Purpose::Match };
        let text = archive.fields.text;
        let mut clauses: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, Box::new(WindowQuery::new(window, &archive.fields, text)))];
        clauses.extend(required.iter().map(|plan| (Occur::Must, compiler.compile(plan))));
        let query = BooleanQuery::new(clauses);
        let found = archive.engine(archive.searcher.search(&query, &DocSetCollector))?;
        let mut candidates: Vec<_> = found.into_iter().collect();
        candidates.sort_unstable();
        if candidates.len() > MOST_LOOKED_AT {
            self.notes.push(format!(
                "{} articles may have what NEAR asks for; {MOST_LOOKED_AT} of them are looked at",
                candidates.len()
            ));
        }
        let text_window = TextWindow::new(window, &archive.overrides);
        let mut docs = Docs::none(archive);
        for &address in candidates.iter().take(MOST_LOOKED_AT) {
            let stored = archive.stored(address)?;
            let article = stored.article().map_err(|kind| archive.error(kind))?;
            if text_window.is_in(&article, &mut self.analyzer) {
                docs.insert(address);
            }
        }
        Ok(Arc::new(docs).query(archive))
    }

    /// The parts as an operand; none where one of them stands in no article.
    fn near_operand(
        &mut self,
        parts: &[Node],
        gaps: &[WordGap],
        drawn: &mut Drawn,
    ) -> Result<Option<Operand>> {
        let mut operands = Vec::with_capacity(parts.len());
        for part in parts {
            match self.operand(part, Role::Required, drawn)? {
                Some(operand) => operands.push(operand),
                None => return Ok(None),
            }
        }
        let gap = gaps.iter().map(|gap| gap.words()).sum();
        Ok(Some(Operand::Near { parts: operands, gap }))
    }

    fn operand(&mut self, node: &Node, role: Role, drawn: &mut Drawn) -> Result<Option<Operand>> {
        Ok(match node {
            Node::Words { text, quoting, .. } => self.words_operand(text, *quoting)?,
            Node::Field { field: Field::Text, value: Value::Text { text, quoting }, .. } => {
                self.words_operand(text, *quoting)?
            }
            Node::Field { value: Value::Has(Has::Person), .. } => {
                Some(Operand::Leaf(Leaf::Mark(Mark::Person)))
            }
            Node::Field { value: Value::Has(Has::Place), .. } => {
                Some(Operand::Leaf(Leaf::Mark(Mark::Place)))
            }
            Node::Field { .. } => drawn.named(self.plan(node)?, role),
            Node::Or(parts) => {
                let mut any = Vec::with_capacity(parts.len());
                for part in parts {
                    any.extend(self.operand(part, Role::Alternative, drawn)?);
                }
                (!any.is_empty()).then_some(Operand::Any(any))
            }
            Node::Near { parts, gaps, .. } => self.near_operand(parts, gaps, drawn)?,
            // The syntax lets nothing else into a window.
            _ => None,
        })
    }

    fn words_operand(&mut self, text: &str, quoting: Quoting) -> Result<Option<Operand>> {
        if matches!(quoting, Quoting::Pattern | Quoting::Fuzzy(_)) {
            let words = self.expanded(text, quoting, Scope::Article)?;
            let leaves = words.into_iter().map(|word| {
                let term = word.term();
                Operand::Leaf(Leaf::Form { term, stem: word.stem })
            });
            let any: Vec<Operand> = leaves.collect();
            return Ok((!any.is_empty()).then_some(Operand::Any(any)));
        }
        let gap = if let Quoting::Gapped(gap) = quoting { gap.words() } else { 0 };
        let rows = self.rows(text);
        Ok((!rows.is_empty()).then(|| any_row(&rows, gap)))
    }
}

/// Whether every article of the answer has to have a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Required,
    Alternative,
}

/// Whom and what a window names, as far as it was read.
struct Drawn {
    window: Window,
    /// What every article has to match that may have the window.
    required: Vec<Plan>,
}

impl Default for Drawn {
    fn default() -> Self {
        let operand = Operand::Any(Vec::new());
        let window = Window { operand, persons: Vec::new(), places: Vec::new() };
        Self { window, required: Vec::new() }
    }
}

impl Drawn {
    /// Persons and places as an operand; none for a plan that names none.
    fn named(&mut self, plan: Plan, role: Role) -> Option<Operand> {
        let mut lights = plan.lights();
        let mut any = Vec::new();
        for person in lights.persons.drain(..) {
            any.push(Operand::Leaf(Leaf::Person(self.window.persons.len())));
            self.window.persons.push(person);
        }
        for place in lights.places.drain(..) {
            any.push(Operand::Leaf(Leaf::Place(self.window.places.len())));
            self.window.places.push(place);
        }
        if role == Role::Required && !any.is_empty() {
            self.required.push(plan);
        }
        match any.len() {
            0 => None,
            1 => any.pop(),
            _ => Some(Operand::Any(any)),
        }
    }
}

/// Any of the ways to write the words.
fn any_row(rows: &[Vec<WordForm>], gap: u32) -> Operand {
    let mut any: Vec<Operand> = rows.iter().map(|words| row(words, gap)).collect();
    match any.len() {
        1 => any.swap_remove(0),
        _ => Operand::Any(any),
    }
}

/// Words in sequence, or only one.
fn row(words: &[WordForm], gap: u32) -> Operand {
    let mut leaves: Vec<Leaf> = words.iter().map(|word| Leaf::Stem(word.stem.clone())).collect();
    match leaves.len() {
        1 => Operand::Leaf(leaves.swap_remove(0)),
        _ => Operand::Row { words: leaves, gap },
    }
}
