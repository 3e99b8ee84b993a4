//! Errors on standard error.

use dateline_model::ByteSpan;
use dateline_query::Error as QueryError;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{safe, say};
use crate::exit::Exit;

/// The form of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorFormat {
    Text,
    Json,
}

#[derive(Serialize)]
struct ErrorRecord<'e> {
    r#type: &'static str,
    code: &'static str,
    exit: i32,
    message: &'e str,
}

/// Tells of an error that ended the work.
pub(crate) fn report(error: &anyhow::Error, exit: Exit, form: ErrorFormat) {
    let message = format!("{error:#}");
    match form {
        ErrorFormat::Text => {
            say(&format!("dateline: {message}"));
            if let Some(QueryError::Syntax { error, question }) = error.downcast_ref() {
                caret(question, error.span);
            }
        }
        ErrorFormat::Json => {
            let code = code(exit);
            let record =
                ErrorRecord { r#type: "error", code, exit: exit.code(), message: &message };
            // Nobody is left to be told when this fails too.
            let _ = safe::write_json(&mut std::io::stderr(), &record);
        }
    }
}

fn code(exit: Exit) -> &'static str {
    match exit {
        Exit::Success | Exit::Error => "error",
        Exit::NothingFound => "nothing-found",
        Exit::SomeFailed => "some-failed",
        Exit::NoIndex => "no-index",
        Exit::Locked => "locked",
        Exit::Damaged => "damaged",
        Exit::Incompatible => "incompatible",
        Exit::Interrupted => "interrupted",
    }
}

/// Shows where in the question the error is.
fn caret(text: &str, span: ByteSpan) {
    let (Some(before), Some(wrong)) = (text.get(..span.start()), span.of(text)) else {
        return;
    };
    // A question of several screens would not show where its error is.
    if text.len() > 200 || text.contains(char::is_control) {
        return;
    }
    say(&format!("  {text}"));
    say(&format!("  {}{}", " ".repeat(before.width()), "^".repeat(wrong.width().max(1))));
}
