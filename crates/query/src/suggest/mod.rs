//! Why a question finds nothing, and questions like it that find something.
//!
//! The question is taken apart into what is required together. Each part is counted by
//! itself, each is replaced by what it may have been meant for, and each is left out; what
//! then finds articles is suggested. A question of sixteen parts takes some fifty counts; of
//! one of more, all are counted, and the sixteen that the fewest articles have are replaced
//! and left out.

mod dates;
mod replace;

use std::borrow::Cow;

use dateline_model::Shortened;

use crate::archive::Archive;
use crate::deadline::Watch;
use crate::plan::Plan;
use crate::planner::{Planner, Unknown};
use crate::request::{SearchRequest, Terms};
use crate::syntax::{Field, Node, Quoting, Value, parse_on};
use crate::{Error, Result};

/// The most suggestions.
const MOST: usize = 3;
/// The most parts of a question that are replaced or left out.
const MOST_CHANGED: usize = 16;
/// The most parts that a sentence names one by one.
const MOST_NAMED: usize = 24;

/// Why a question finds nothing, and what would find something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestions {
    /// What keeps the question from finding anything, a sentence each.
    pub reasons: Vec<String>,
    /// Questions that find articles, the one nearest to what was asked first. At most three.
    pub questions: Vec<Suggestion>,
}

/// A question that finds articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The question, filters included.
    pub question: String,
    /// How many articles it finds, by the other settings of the request.
    pub hits: u64,
    /// How it differs from what was asked.
    pub why: String,
}

/// A part that is required together with others.
struct Part {
    node: Node,
    plan: Plan,
}

/// The parts of a question.
struct Parts<'a> {
    archive: &'a Archive,
    request: &'a SearchRequest,
    planner: Planner<'a>,
    watch: Watch,
    parts: Vec<Part>,
    found: Suggestions,
}

impl Archive {
    /// Says why a question finds nothing, and suggests questions that find something. For a
    /// question that finds articles there is nothing to be said, and it should not be asked.
    ///
    /// # Errors
    ///
    /// As [`Archive::search`]; of a count that the deadline cuts short, no more than was
    /// counted is told.
    pub fn suggestions(&self, request: &SearchRequest) -> Result<Suggestions> {
        if self.is_empty()? {
            return Ok(Suggestions::default());
        }
        let mut planner = Planner::new(self, request.date_match);
        // The answer has warned of them; here it would be looked up again for each question.
        planner.unknown = Unknown::Known;
        let mut parts = Vec::new();
        for text in request.questions() {
            let parsed = parse_on(request.today, text)
                .map_err(|error| Error::Syntax { error, question: text.to_owned() })?;
            for node in conjuncts(parsed.root) {
                let plan = planner.plan(&node)?;
                parts.push(Part { node, plan });
            }
        }
        let found = Suggestions::default();
        let watch = Watch::until(request.deadline);
        let mut parts = Parts { archive: self, request, planner, watch, parts, found };
        parts.look()?;
        Ok(parts.found)
    }
}

/// What is required together.
fn conjuncts(root: Node) -> Vec<Node> {
    match root {
        Node::All => Vec::new(),
        Node::And(parts) => parts.into_iter().filter(|part| *part != Node::All).collect(),
        other => vec![other],
    }
}

impl Parts<'_> {
    fn look(&mut self) -> Result<()> {
        let alone: Vec<u64> =
            self.parts.iter().map(|part| self.count_plan(&part.plan)).collect::<Result<_>>()?;
        if self.watch.is_over() {
            // Counts that were cut short would pass for parts that find nothing.
            return Ok(());
        }
        let killers: Vec<usize> = (0..alone.len()).filter(|&at| alone[at] == 0).collect();
        self.tell_reasons(&alone, &killers);
        let changed = rarest(&alone);
        self.replace(&killers, &changed)?;
        self.leave_out(&killers, &changed)?;
        self.found.questions.truncate(MOST);
        Ok(())
    }

    fn tell_reasons(&mut self, alone: &[u64], killers: &[usize]) {
        let shown = |at: usize| shown(&self.parts[at].node);
        let reasons = match (killers, alone.len()) {
            ([], 0 | 1) => Vec::new(),
            ([], _) => {
                let told = (0..alone.len()).map(|at| format!("{} ({})", shown(at), alone[at]));
                vec![format!("no article has all of these together: {}", listed(told))]
            }
            // A single part is the question, of which the answer says so already.
            (_, 1) => nobody(&self.parts[0].node).into_iter().collect(),
            (killers, _) => killers
                .iter()
                // Of a word that no article has, a note says so.
                .filter(|&&at| !matches!(&self.parts[at].plan, Plan::Words { words, .. } if words.len() == 1))
                .take(MOST)
                .map(|&at| format!("{} finds nothing by itself", shown(at)))
                .collect(),
        };
        self.found.reasons = reasons;
    }

    /// Tries what each of some parts may have been meant for; first those that find nothing.
    fn replace(&mut self, killers: &[usize], changed: &[usize]) -> Result<()> {
        let (first, others): (Vec<usize>, Vec<usize>) =
            changed.iter().partition(|at| killers.contains(at));
        for at in first.into_iter().chain(others) {
            if self.is_enough() {
                return Ok(());
            }
            for (node, why) in self.replacements(at)? {
                let mut nodes: Vec<Node> = self.nodes_without(&[]);
                nodes[at] = node;
                self.suggest(nodes, &why)?;
            }
        }
        Ok(())
    }

    /// Tries the question without all parts that find nothing; where each finds something,
    /// without each of some.
    fn leave_out(&mut self, killers: &[usize], changed: &[usize]) -> Result<()> {
        if self.is_enough() || self.parts.len() < 2 {
            return Ok(());
        }
        if !killers.is_empty() && killers.len() < self.parts.len() {
            let written: Vec<Cow<'_, str>> =
                killers.iter().map(|&at| shown(&self.parts[at].node)).collect();
            let why = format!("without {}", written.join(" and "));
            return self.suggest(self.nodes_without(killers), &why);
        }
        let mut without = Vec::new();
        for &at in changed {
            let hits = self.count(&self.plans_without(at))?;
            if hits > 0 {
                without.push((hits, at));
            }
        }
        // Of parts to do without, the one that leaves the fewest says the most.
        without.sort_unstable();
        for (_, at) in without {
            let why = format!("without {}", shown(&self.parts[at].node));
            self.suggest(self.nodes_without(&[at]), &why)?;
        }
        Ok(())
    }

    fn is_enough(&self) -> bool {
        self.found.questions.len() >= MOST || self.watch.is_over()
    }

    /// Suggests a question of these parts if it finds anything.
    fn suggest(&mut self, mut nodes: Vec<Node>, why: &str) -> Result<()> {
        if self.is_enough() || nodes.is_empty() {
            return Ok(());
        }
        if nodes.iter().all(|node| matches!(node, Node::Not(_))) {
            nodes.insert(0, Node::All);
        }
        let plans = self.planner.all(&nodes)?;
        let hits = self.count(&plans)?;
        let question = match nodes.len() {
            1 => nodes.swap_remove(0).to_string(),
            _ => Node::And(nodes).to_string(),
        };
        let is_known = self.found.questions.iter().any(|other| other.question == question);
        if hits > 0 && !is_known {
            self.found.questions.push(Suggestion { question, hits, why: why.to_owned() });
        }
        Ok(())
    }

    fn nodes_without(&self, left_out: &[usize]) -> Vec<Node> {
        let kept = self.parts.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        kept.map(|(_, part)| part.node.clone()).collect()
    }

    fn plans_without(&self, left_out: usize) -> Vec<Plan> {
        let kept = self.parts.iter().enumerate().filter(|&(at, _)| at != left_out);
        kept.map(|(_, part)| part.plan.clone()).collect()
    }

    fn count_plan(&self, plan: &Plan) -> Result<u64> {
        self.count(std::slice::from_ref(plan))
    }

    /// How many articles match all of the plans, as the request wants it.
    fn count(&self, plans: &[Plan]) -> Result<u64> {
        let plan = self.planner.join(plans.to_vec());
        let plan = match self.request.terms {
            Terms::All => plan,
            Terms::Any => plan.with_any_word(),
        };
        self.archive.total_of(&plan, &self.request.within, &self.watch)
    }
}

/// The parts that the fewest articles have, in the order of the question: likelier than
/// others they keep it from finding anything.
fn rarest(alone: &[u64]) -> Vec<usize> {
    let mut rarest: Vec<usize> = (0..alone.len()).collect();
    rarest.sort_by_key(|&at| alone[at]);
    rarest.truncate(MOST_CHANGED);
    rarest.sort_unstable();
    rarest
}

/// The parts in a row; of very many the first, and how many there are beside them.
fn listed(parts: impl ExactSizeIterator<Item = String>) -> String {
    let others = parts.len().saturating_sub(MOST_NAMED);
    let mut listed = parts.take(MOST_NAMED).collect::<Vec<_>>().join(", ");
    if others > 0 {
        listed.push_str(&format!(" and {others} others"));
    }
    listed
}

/// That nobody has a name of one word.
fn nobody(node: &Node) -> Option<String> {
    match node {
        Node::Field {
            field: Field::Person,
            value: Value::Text { text, quoting: Quoting::Bare },
            ..
        } => Some(format!("nobody has {} in the name", Shortened(text))),
        _ => None,
    }
}

/// A part as it can be written, not too long.
fn shown(node: &Node) -> Cow<'_, str> {
    let written = node.to_string();
    match written.chars().count() > 60 {
        true => Cow::Owned(Shortened(&written).to_string()),
        false => Cow::Owned(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_parts_all_are_told_and_the_rarest_changed() {
        let told = |many: usize| listed((0..many).map(|number| number.to_string()));
        assert_eq!(told(2), "0, 1");
        assert!(told(MOST_NAMED).ends_with(", 23"));
        assert!(told(MOST_NAMED + 2).ends_with(", 23 and 2 others"));
        let alone: Vec<u64> = (0..40).rev().collect();
        assert_eq!(rarest(&alone), (24..40).collect::<Vec<_>>());
        assert_eq!(rarest(&[3, 1, 2]), [0, 1, 2]);
    }
}
