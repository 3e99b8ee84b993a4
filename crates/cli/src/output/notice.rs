//! What there is to say of how a question was read and answered, and what to ask instead.

use dateline_query::{Notice, Suggestion, Weight};
use serde::Serialize;

use super::failure::caret;
use super::record::SpanRecord;

/// The lines of a notice: the sentence, and the place in the question where that is not all
/// of it.
pub(crate) fn lines(notice: &Notice) -> Vec<String> {
    let mut lines = vec![format!("dateline: {notice}")];
    if let Some(asked) = &notice.place {
        let is_all = asked.span.of(&asked.question) == Some(asked.question.trim());
        lines.extend(caret(&asked.question, asked.span).filter(|_| !is_all).into_iter().flatten());
    }
    lines
}

/// A notice in JSON.
#[derive(Serialize)]
pub(crate) struct NoteRecord<'n> {
    r#type: &'static str,
    level: &'static str,
    message: &'n str,
    query: Option<&'n str>,
    /// The part of the query that it is about.
    span: Option<SpanRecord>,
}

impl<'n> NoteRecord<'n> {
    pub(crate) fn new(notice: &'n Notice) -> Self {
        let place = notice.place.as_ref();
        Self {
            r#type: "note",
            level: match notice.weight {
                Weight::Remark => "remark",
                Weight::Warning => "warning",
            },
            message: &notice.message,
            query: place.map(|asked| &*asked.question),
            span: place.map(|asked| asked.span.into()),
        }
    }
}

/// The sentences of notices.
pub(crate) fn messages(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.message.as_str()).collect()
}

/// The line of a question that finds something.
pub(crate) fn suggestion_line(suggestion: &Suggestion) -> String {
    let Suggestion { question, hits, why } = suggestion;
    let articles = if *hits == 1 { "article" } else { "articles" };
    format!("dateline: try {question}  ({hits} {articles}; {why})")
}

/// Why nothing was found, in JSON.
#[derive(Serialize)]
pub(crate) struct ReasonRecord<'r> {
    r#type: &'static str,
    message: &'r str,
}

impl<'r> ReasonRecord<'r> {
    pub(crate) fn new(message: &'r str) -> Self {
        Self { r#type: "reason", message }
    }
}

/// A question that finds something, in JSON.
#[derive(Serialize)]
pub(crate) struct SuggestionRecord<'s> {
    r#type: &'static str,
    query: &'s str,
    hits: u64,
    why: &'s str,
}

impl<'s> SuggestionRecord<'s> {
    pub(crate) fn new(suggestion: &'s Suggestion) -> Self {
        let Suggestion { question, hits, why } = suggestion;
        Self { r#type: "suggestion", query: question, hits: *hits, why }
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::ByteSpan;
    use dateline_query::Asked;

    use super::*;

    #[test]
    fn the_place_is_shown_where_it_is_not_all() {
        let notice = |span| Notice {
            weight: Weight::Warning,
            message: "no article has “b”".into(),
            place: Some(Asked { question: "a b".into(), span }),
        };
        assert_eq!(
            lines(&notice(ByteSpan::new(2, 3))),
            ["dateline: no article has “b”", "  a b", "    ^"]
        );
        assert_eq!(lines(&notice(ByteSpan::new(0, 3))).len(), 1);
    }
}
