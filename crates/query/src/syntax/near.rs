//! Reads `a NEAR/5 b`.

use dateline_model::ByteSpan;
use dateline_schema::Has;

use super::lexer::TokenKind;
use super::parser::{Parser, error};
use super::{
    Field, MAX_NEAR, Node, NoteKind, Operator, SyntaxError, SyntaxErrorKind, Value, WordGap,
};

impl Parser<'_, '_> {
    /// A part, or parts that have to stand near each other.
    pub(super) fn window(&mut self) -> Result<Node, SyntaxError> {
        let start = self.at;
        let first = self.weighted()?;
        let mut parts = vec![self.near_part(first, start)];
        let mut gaps = Vec::new();
        while let Some(gap) = self.near()? {
            let from = self.at;
            if !self.is_at_operand() {
                return Err(self.missing(Operator::Near));
            }
            if matches!(self.peek(), Some(TokenKind::Not | TokenKind::Required)) {
                self.at += 1;
                return Err(error(SyntaxErrorKind::NotNear, self.span_from(from)));
            }
            let part = self.weighted()?;
            parts.push(self.near_part(part, from));
            gaps.push(gap);
        }
        let span = self.span_from(start);
        if gaps.is_empty() {
            return Ok(parts.swap_remove(0).0);
        }
        if parts.len() > MAX_NEAR {
            return Err(error(SyntaxErrorKind::TooManyNear, span));
        }
        let parts = parts.into_iter().map(|(node, span)| self.as_near_part(node, span));
        Ok(Node::Near { parts: parts.collect::<Result<_, _>>()?, gaps, span })
    }

    fn near_part(&self, node: Node, start: usize) -> (Node, ByteSpan) {
        (node, self.span_from(start))
    }

    /// Takes a `NEAR` that comes next, unless it is a word because nothing follows it.
    fn near(&mut self) -> Result<Option<WordGap>, SyntaxError> {
        let Some(&TokenKind::Near(gap)) = self.peek() else { return Ok(None) };
        self.at += 1;
        match gap {
            None if !self.is_at_operand() => {
                self.at -= 1;
                Ok(None)
            }
            None => {
                let span = self.span_from(self.at - 1);
                self.note(NoteKind::UsualNear, span);
                Ok(Some(WordGap::USUAL))
            }
            Some(gap) => Ok(Some(gap)),
        }
    }

    /// The part without a weight, if it stands somewhere in a text.
    fn as_near_part(&mut self, node: Node, span: ByteSpan) -> Result<Node, SyntaxError> {
        match node {
            Node::Boosted { node, .. } => {
                self.note(NoteKind::BoostInNear, span);
                self.as_near_part(*node, span)
            }
            Node::Or(parts) => {
                let parts = parts.into_iter().map(|part| match part {
                    // Of alternatives only one has to stand there.
                    Node::Required(_) => Err(error(SyntaxErrorKind::NotNear, span)),
                    part => self.as_near_part(part, span),
                });
                Ok(Node::Or(parts.collect::<Result<_, _>>()?))
            }
            node if stands_in_text(&node) => Ok(node),
            _ => Err(error(SyntaxErrorKind::NotNear, span)),
        }
    }
}

fn stands_in_text(node: &Node) -> bool {
    match node {
        Node::Words { .. } | Node::Near { .. } => true,
        Node::Field { field, value, .. } => {
            matches!(field, Field::Text | Field::Person | Field::Place)
                || matches!(value, Value::Has(Has::Person | Has::Place))
        }
        _ => false,
    }
}
