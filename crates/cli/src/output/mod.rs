//! Answers as text and as records.

pub(crate) mod alert;
pub(crate) mod article;
pub(crate) mod checked;
pub(crate) mod citation;
pub(crate) mod explanation;
pub(crate) mod failure;
pub(crate) mod family;
pub(crate) mod hits;
pub(crate) mod network;
pub(crate) mod notice;
pub(crate) mod page;
pub(crate) mod person;
mod place_in_text;
pub(crate) mod published;
pub(crate) mod reading;
pub(crate) mod record;
pub(crate) mod safe;
pub(crate) mod significant;
pub(crate) mod similar;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod timeline;
pub(crate) mod trace;
mod trec;

use std::io::{BufWriter, StdoutLock, Write};

/// Standard output, buffered.
pub(crate) type Out = BufWriter<StdoutLock<'static>>;

/// Standard output for an answer. Whoever writes flushes in the end, so that a full disk
/// is an error and not a silence.
pub(crate) fn stdout() -> Out {
    BufWriter::with_capacity(64 << 10, std::io::stdout().lock())
}

/// Writes lines to standard error.
pub(crate) fn say_lines(text: &str) {
    text.lines().for_each(say);
}

/// Writes a line to standard error. When that cannot be written there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", safe::line(line));
}
