//! Names that go on behind the value of a field: `person:Ahmad Massoud` asks for a person
//! *Ahmad* and for the word *Massoud*, which is seldom what is meant. The shell takes quotes
//! away, so even who wrote them may ask that.

use dateline_model::ByteSpan;

use crate::Result;
use crate::deadline::Watch;
use crate::plan::Plan;
use crate::planner::Planner;
use crate::syntax::{Field, Node, Quoting, Value};

/// The most words that are taken for the rest of a name.
const MOST_WORDS: usize = 3;

impl Planner<'_> {
    /// Warns where the value of a field and the words right behind it are one name that
    /// articles have.
    pub(crate) fn warn_of_continued_names(&mut self, nodes: &[Node]) -> Result<()> {
        for at in 0..nodes.len() {
            let Some((field, first, span)) = begins_a_name(&nodes[at]) else { continue };
            let mut names = vec![first.to_owned()];
            let mut end = span.end();
            for node in nodes[at + 1..].iter().take(MOST_WORDS) {
                let Some((word, word_end)) = continuation(end, node) else { break };
                names.push(format!("{} {word}", names[names.len() - 1]));
                end = word_end;
            }
            while let Some(name) = names.pop().filter(|name| name.len() > first.len()) {
                let articles = self.articles_with_name(field, &name)?;
                if articles > 0 {
                    self.notes.of_part(span);
                    self.notes.warn(format!(
                        "{field}:{first} asks for “{first}” alone; for “{name}” write \
                         {field}:\"{name}\"",
                    ));
                    break;
                }
            }
        }
        Ok(())
    }

    /// How many articles name what the whole name means.
    fn articles_with_name(&self, field: Field, name: &str) -> Result<u64> {
        let mut planner = Planner::new(self.archive, self.matching);
        let plan = match field {
            Field::Person => planner.person(name, Quoting::Quoted)?,
            _ => planner.place(name)?,
        };
        match plan {
            Plan::Nothing => Ok(0),
            plan => self.archive.total_of(&plan, &[], &Watch::until(None)),
        }
    }
}

/// The field and the word of a part that asks for a name of one word, and where it stands.
fn begins_a_name(node: &Node) -> Option<(Field, &str, ByteSpan)> {
    match node {
        Node::Field {
            field: field @ (Field::Person | Field::Place),
            value: Value::Text { text, quoting: Quoting::Bare },
            span,
        } if is_capitalised(text) => Some((*field, text, *span)),
        _ => None,
    }
}

/// The word of a part that goes on one space behind `end`, and its own end.
fn continuation(end: usize, node: &Node) -> Option<(&str, usize)> {
    match node {
        Node::Words { text, quoting: Quoting::Bare, span } if is_capitalised(text) => {
            (span.start() == end + 1).then_some((text, span.end()))
        }
        _ => None,
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphanumeric() || "-'’".contains(c))
}
