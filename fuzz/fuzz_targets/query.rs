//! Any bytes as a question: it is read or refused, and what is shown of it reads the same.
#![no_main]

use dateline_model::{ByteSpan, Day};
use dateline_query::syntax::{Node, parse, parse_on};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match parse_on(Some(Day::constant(2026, 11, 21)), &text) {
        Ok(query) => {
            spans_lie_in(&text, &query.root);
            assert!(query.notes.iter().all(|note| note.span.of(&text).is_some()));
            let shown = query.to_string();
            match parse(&shown) {
                Ok(again) => {
                    assert_eq!(without_spans(again.root), without_spans(query.root), "{shown}");
                }
                // The canonical form writes out what was left to be understood, such as the
                // field of each value in a group, so it may be longer than a question can be.
                Err(error) => assert!(shown.len() > dateline_query::syntax::MAX_BYTES, "{error}"),
            }
        }
        Err(error) => assert!(error.span.of(&text).is_some(), "{error}"),
    }
});

fn spans_lie_in(text: &str, node: &Node) {
    match node {
        Node::All => {}
        Node::Words { span, .. } | Node::Field { span, .. } => {
            assert!(span.of(text).is_some(), "{node:?}");
        }
        Node::Not(inner) => spans_lie_in(text, inner),
        Node::And(parts) | Node::Or(parts) => {
            parts.iter().for_each(|part| spans_lie_in(text, part));
        }
    }
}

/// The node with every span empty, for comparing.
fn without_spans(node: Node) -> Node {
    let span = ByteSpan::new(0, 0);
    let all = |parts: Vec<Node>| parts.into_iter().map(without_spans).collect();
    match node {
        Node::All => Node::All,
        Node::Words { text, quoting, .. } => Node::Words { text, quoting, span },
        Node::Field { field, value, .. } => Node::Field { field, value, span },
        Node::Not(inner) => Node::Not(Box::new(without_spans(*inner))),
        Node::And(parts) => Node::And(all(parts)),
        Node::Or(parts) => Node::Or(all(parts)),
    }
}
