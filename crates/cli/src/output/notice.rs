//! What there is to say of how a question was read and answered, and what to ask instead.

use std::io::{self, Write};

use dateline_query::{Notice, Suggestion, Weight};
use serde::Serialize;

use super::failure::{ErrorFormat, ErrorRecord, caret};
use super::record::{OfQuery, SpanRecord};
use super::safe;
use crate::exit::Exit;

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

/// What is said on standard error beside an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Aside<'a> {
    Notice(&'a Notice),
    /// That nothing was found, in these words.
    Nothing(&'a str),
    /// Why nothing was found.
    Reason(&'a str),
    Suggestion(&'a Suggestion),
}

impl Aside<'_> {
    /// Says it; nobody is left to be told when that fails.
    pub(crate) fn say(self, form: ErrorFormat) {
        let _ = self.write(&mut io::stderr(), None, form);
    }

    /// Writes it, of one of several questions with the id of that.
    pub(crate) fn write(
        self,
        out: &mut impl Write,
        query_id: Option<&str>,
        form: ErrorFormat,
    ) -> anyhow::Result<()> {
        match form {
            ErrorFormat::Json => self.write_json(out, query_id),
            ErrorFormat::Text => {
                for line in self.lines(query_id) {
                    writeln!(out, "{}", safe::line(&line))?;
                }
                Ok(())
            }
        }
    }

    fn lines(self, query_id: Option<&str>) -> Vec<String> {
        let of_query = |line: String| match query_id {
            Some(id) => line.replacen("dateline: ", &format!("dateline: {id}: "), 1),
            None => line,
        };
        match (self, query_id) {
            (Self::Notice(notice), None) => lines(notice),
            // The place in one of many questions is not shown: its id says which.
            (Self::Notice(notice), Some(_)) => vec![of_query(format!("dateline: {notice}"))],
            (Self::Nothing(message) | Self::Reason(message), _) => {
                vec![of_query(format!("dateline: {message}"))]
            }
            (Self::Suggestion(suggestion), _) => vec![of_query(suggestion_line(suggestion))],
        }
    }

    fn write_json(self, out: &mut impl Write, query_id: Option<&str>) -> anyhow::Result<()> {
        match self {
            Self::Notice(notice) => {
                safe::write_json(out, &OfQuery { record: NoteRecord::new(notice), query_id })
            }
            Self::Nothing(message) => {
                let record = ErrorRecord::new(Exit::NothingFound, message);
                safe::write_json(out, &OfQuery { record, query_id })
            }
            Self::Reason(message) => {
                safe::write_json(out, &OfQuery { record: ReasonRecord::new(message), query_id })
            }
            Self::Suggestion(suggestion) => {
                let record = SuggestionRecord::new(suggestion);
                safe::write_json(out, &OfQuery { record, query_id })
            }
        }
    }
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
fn suggestion_line(suggestion: &Suggestion) -> String {
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
