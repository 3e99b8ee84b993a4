//! Errors on standard error.

use std::fmt;
use std::io::{self, Write};

use dateline_model::ByteSpan;
use dateline_query::{Error as QueryError, Notice};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::notice::lines;
use super::record::SpanRecord;
use super::{safe, say};
use crate::exit::Exit;

/// The form of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorFormat {
    Text,
    Json,
}

/// An error in JSON.
#[derive(Serialize)]
pub(crate) struct ErrorRecord<'e> {
    r#type: &'static str,
    code: &'static str,
    exit: i32,
    message: &'e str,
}

impl<'e> ErrorRecord<'e> {
    pub(crate) fn new(exit: Exit, message: &'e str) -> Self {
        Self { r#type: "error", code: code(exit), exit: exit.code(), message }
    }

    /// Writes it to standard error. Nobody is left to be told when this fails too.
    pub(crate) fn say(&self) {
        let _ = safe::write_json(&mut io::stderr(), self);
    }
}

/// Why one of several questions has no answer.
pub(crate) struct QueryFailure<'e> {
    pub(crate) id: &'e str,
    pub(crate) question: &'e str,
    pub(crate) error: &'e anyhow::Error,
}

/// [`ErrorRecord`] of one of several questions.
#[derive(Serialize)]
struct QueryFailureRecord<'e> {
    r#type: &'static str,
    code: &'static str,
    exit: i32,
    message: String,
    query: &'e str,
    /// The part that is wrong, in bytes of the question.
    span: Option<SpanRecord>,
    query_id: &'e str,
}

impl QueryFailure<'_> {
    /// Writes it as JSON.
    pub(crate) fn write_json(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let Self { id, question, error } = *self;
        let record = QueryFailureRecord {
            r#type: "error",
            code: code(Exit::Error),
            exit: Exit::Error.code(),
            message: format!("{error:#}"),
            query: question,
            span: syntax_error(error).map(|(span, _)| span.into()),
            query_id: id,
        };
        safe::write_json(out, &record)
    }

    /// Writes it as text, with the place in the question.
    pub(crate) fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        let Self { id, error, .. } = self;
        writeln!(out, "{}", safe::line(&format!("dateline: {id}: {error:#}")))?;
        let place = syntax_error(error).and_then(|(span, question)| caret(question, span));
        place.into_iter().flatten().try_for_each(|line| writeln!(out, "{}", safe::line(&line)))
    }
}

/// Where a question is wrong, and the question.
fn syntax_error(error: &anyhow::Error) -> Option<(ByteSpan, &str)> {
    match error.downcast_ref() {
        Some(QueryError::Syntax { error, question }) => Some((error.span, question)),
        _ => None,
    }
}

/// Tells of an error that ended the work.
pub(crate) fn report(error: &anyhow::Error, exit: Exit, form: ErrorFormat) {
    let message = format!("{error:#}");
    match form {
        ErrorFormat::Text => {
            match error.downcast_ref::<Warned>() {
                Some(Warned(warnings)) => warnings.iter().for_each(|warning| {
                    lines(warning).iter().for_each(|line| say(line));
                }),
                None => say(&format!("dateline: {message}")),
            }
            let place = syntax_error(error).and_then(|(span, question)| caret(question, span));
            place.iter().flatten().for_each(|line| say(line));
        }
        ErrorFormat::Json => ErrorRecord::new(exit, &message).say(),
    }
}

/// What the parser of arguments has to say, without how a command is used: the lines of a
/// paragraph joined, paragraphs after semicolons.
pub(crate) fn in_one_line(rendered: &str) -> String {
    let rendered = rendered.strip_prefix("error: ").unwrap_or(rendered);
    let paragraphs = rendered
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let is_told = |paragraph: &String| {
        !paragraph.is_empty()
            && !paragraph.starts_with("Usage:")
            && !paragraph.starts_with("For more information")
    };
    paragraphs.filter(is_told).collect::<Vec<_>>().join("; ")
}

fn code(exit: Exit) -> &'static str {
    match exit {
        Exit::Success | Exit::Error => "error",
        Exit::NothingFound => "nothing-found",
        Exit::SomeFailed => "some-failed",
        Exit::TimedOut => "timed-out",
        Exit::NoIndex => "no-index",
        Exit::Locked => "locked",
        Exit::Damaged => "damaged",
        Exit::Incompatible => "incompatible",
        Exit::Interrupted | Exit::Terminated => "interrupted",
    }
}

/// Warnings that were to be errors, at least one.
#[derive(Debug)]
pub(crate) struct Warned(pub(crate) Vec<Notice>);

impl fmt::Display for Warned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<&str> = self.0.iter().map(|notice| notice.message.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for Warned {}

/// The question and, below it, what marks the place in it; none where a line could not show
/// it.
pub(super) fn caret(text: &str, span: ByteSpan) -> Option<[String; 2]> {
    let (before, wrong) = (text.get(..span.start())?, span.of(text)?);
    // A question of several screens would not show where its error is.
    if text.len() > 200 || text.contains(char::is_control) {
        return None;
    }
    let marks = "^".repeat(wrong.width().max(1));
    Some([format!("  {text}"), format!("  {}{marks}", " ".repeat(before.width()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_says_is_one_line() {
        for (rendered, expected) in [
            (
                "error: invalid value 'x' for '--format <FORMAT>'\n  [possible values: text]\n\n\
                 For more information, try '--help'.\n",
                "invalid value 'x' for '--format <FORMAT>' [possible values: text]",
            ),
            (
                "error: unexpected argument '--x' found\n\n  tip: there is '--y'\n\nUsage: a b\n",
                "unexpected argument '--x' found; tip: there is '--y'",
            ),
        ] {
            assert_eq!(in_one_line(rendered), expected);
        }
    }
}
