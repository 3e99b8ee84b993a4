//! What a part of a question may have been meant for.

use dateline_model::fold;
use dateline_schema::FormRole;

use crate::Result;
use crate::nearest::Near;
use crate::plan::{Scope, WordForm};
use crate::syntax::{Field, Node, Quoting, Value};

use super::Parts;

/// The most spellings that are tried for one part.
const MOST_TRIED: usize = 3;

impl Parts<'_> {
    /// What may be asked for instead of a part, and how that differs; the likeliest first.
    pub(super) fn replacements(&mut self, at: usize) -> Result<Vec<(Node, String)>> {
        let node = self.parts[at].node.clone();
        match &node {
            Node::Words { text, quoting: quoting @ (Quoting::Bare | Quoting::Quoted), .. } => {
                let mut tried =
                    self.respelt(text, Scope::Article, |text| with_text(&node, text))?;
                if *quoting == Quoting::Quoted {
                    tried.extend(self.in_any_order(text, &node));
                }
                Ok(tried)
            }
            Node::Field {
                value: Value::Text { quoting: Quoting::Pattern | Quoting::Fuzzy(_), .. },
                ..
            } => Ok(Vec::new()),
            Node::Words { text, quoting: Quoting::Gapped(_), .. } => {
                Ok(self.in_any_order(text, &node).into_iter().collect())
            }
            Node::Near { parts, .. } => {
                let why = "the words, however far from each other".to_owned();
                Ok(vec![(Node::And(parts.clone()), why)])
            }
            Node::Field { field: Field::Id, value: Value::Text { text, .. }, .. } => {
                Ok(other_ids(text, &node))
            }
            Node::Field { field: Field::Title, value: Value::Text { text, .. }, .. } => {
                self.respelt(text, Scope::Title, |text| with_text(&node, text))
            }
            Node::Field { field: Field::Outlet, value: Value::Text { text, .. }, .. } => {
                self.respelt(text, Scope::Outlet, |text| with_text(&node, text))
            }
            Node::Field { field: Field::Person, value, .. } => self.persons(value, &node),
            Node::Field { field: Field::Place, value: Value::AsPrinted(text), .. } => {
                let why = format!("the place, however articles write “{text}”");
                Ok(vec![(with_text(&node, text), why)])
            }
            Node::Field { field, value: Value::Dates { range, .. }, .. } => {
                self.other_dates(at, *field, *range, &node)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The text with a word that no article has in the nearest spelling.
    fn respelt(
        &mut self,
        text: &str,
        scope: Scope,
        node: impl Fn(&str) -> Node,
    ) -> Result<Vec<(Node, String)>> {
        let mut words = Vec::new();
        self.planner.analyzer.for_each_word(text, |word| {
            let form = WordForm::from(&word);
            if word.role == FormRole::Word {
                words.push((word.span, form));
            }
        });
        let field = self.planner.field_of(scope);
        let mut tried = Vec::new();
        for (span, word) in &words {
            if !self.planner.is_unknown(word, scope)? {
                continue;
            }
            let near = self.planner.likely(field, word, None)?;
            for Near { words: other, .. } in near.into_iter().take(MOST_TRIED) {
                let (before, after) = (&text[..span.start()], &text[span.end()..]);
                let why = format!("“{other}” for “{}”", word.folded);
                tried.push((node(&format!("{before}{other}{after}")), why));
            }
        }
        Ok(tried)
    }

    /// The words of a phrase, wherever they stand.
    fn in_any_order(&self, text: &str, node: &Node) -> Option<(Node, String)> {
        let Node::Words { span, .. } = node else { return None };
        let words: Vec<Node> = text
            .split_whitespace()
            .map(|word| Node::Words {
                text: word.to_owned(),
                quoting: if is_plain(word) { Quoting::Bare } else { Quoting::Quoted },
                span: *span,
            })
            .collect();
        let why = "the words, wherever they stand".to_owned();
        (words.len() > 1).then_some((Node::And(words), why))
    }

    /// A person in any spelling, and then whoever has the last part of the name.
    fn persons(&self, value: &Value, node: &Node) -> Result<Vec<(Node, String)>> {
        let (text, is_printed) = match value {
            Value::Text { text, .. } => (text.as_str(), false),
            Value::AsPrinted(text) => (text.as_str(), true),
            _ => return Ok(Vec::new()),
        };
        let mut tried = Vec::new();
        if is_printed {
            tried.push((with_text(node, text), format!("“{text}” in any spelling")));
        }
        let last = match text.trim().rsplit_once(' ') {
            Some((_, last)) => {
                tried.push((with_text(node, last), format!("whoever has “{last}” in the name")));
                last
            }
            None => text.trim(),
        };
        let folded = fold(last);
        let near = self.archive.nearest_name_parts(&folded)?;
        // The last part itself is tried already, or is what finds nobody.
        for name in near.into_iter().filter(|name| *name != folded) {
            let why = format!("“{name}” for “{last}”");
            tried.push((with_text(node, &name), why));
        }
        Ok(tried)
    }
}

/// The ids that have what was taken for one in them.
fn other_ids(text: &str, node: &Node) -> Vec<(Node, String)> {
    let why = "ids with that in them".to_owned();
    match text.contains('*') {
        true => Vec::new(),
        false => vec![(with_text(node, &format!("*{text}*")), why)],
    }
}

/// Whether a word is nothing but a word without quotes.
fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric) && word.chars().any(char::is_lowercase)
}

/// The part with another text; one of several words in quotes.
fn with_text(node: &Node, text: &str) -> Node {
    let quoted = |quoting: Quoting| match text.contains(char::is_whitespace) {
        true => Quoting::Quoted,
        false => quoting,
    };
    match node {
        Node::Words { quoting, span, .. } => {
            Node::Words { text: text.to_owned(), quoting: quoted(*quoting), span: *span }
        }
        Node::Field { field, value, span } => {
            let quoting = match value {
                Value::Text { quoting, .. } => *quoting,
                _ => Quoting::Bare,
            };
            let value = Value::Text { text: text.to_owned(), quoting: quoted(quoting) };
            Node::Field { field: *field, value, span: *span }
        }
        other => other.clone(),
    }
}
