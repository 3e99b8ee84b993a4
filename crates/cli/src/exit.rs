//! Exit codes, and which error has which.

use std::io;

use dateline_query::Error as QueryError;
use dateline_schema::ErrorKind;

use crate::command::restore::NoBackup;
use crate::signals::Interrupted;

/// What the process tells its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done; something was found.
    Success,
    /// Nothing was found.
    NothingFound,
    /// Wrong use, or the work could not be done.
    Error,
    /// Done, but some inputs could not be read.
    SomeFailed,
    /// The time was over before all was looked at; the answer is a part.
    TimedOut,
    /// There is no index.
    NoIndex,
    /// Another process is writing to the index.
    Locked,
    /// The index is damaged.
    Damaged,
    /// The index is of another format.
    Incompatible,
    /// Interrupted; what was read has been committed.
    Interrupted,
    /// Terminated; what was read has been committed.
    Terminated,
}

impl Exit {
    pub(crate) fn code(self) -> i32 {
        match self {
            Self::Success => 0,
            Self::NothingFound => 1,
            Self::Error => 2,
            Self::SomeFailed => 3,
            Self::TimedOut => 4,
            Self::NoIndex => 10,
            Self::Locked => 11,
            Self::Damaged => 12,
            Self::Incompatible => 13,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

/// The exit of an error.
pub(crate) fn of(error: &anyhow::Error) -> Exit {
    if let Some(Interrupted(exit)) = error.downcast_ref() {
        return *exit;
    }
    if error.is::<NoBackup>() {
        return Exit::NoIndex;
    }
    match index_error(error).map(dateline_schema::Error::kind) {
        Some(ErrorKind::NoIndex) => Exit::NoIndex,
        Some(ErrorKind::Locked(_)) => Exit::Locked,
        Some(ErrorKind::Damaged(_) | ErrorKind::CommitDamaged(_)) => Exit::Damaged,
        Some(ErrorKind::Incompatible(_) | ErrorKind::Newer(_) | ErrorKind::Foreign) => {
            Exit::Incompatible
        }
        _ => Exit::Error,
    }
}

/// Whether the device of the index is full.
pub(crate) fn is_no_space(error: &anyhow::Error) -> bool {
    matches!(index_error(error).map(dateline_schema::Error::kind), Some(ErrorKind::NoSpace))
}

/// The error about the index that is behind this one.
fn index_error(error: &anyhow::Error) -> Option<&dateline_schema::Error> {
    if let Some(error) = error.downcast_ref::<dateline_schema::Error>() {
        return Some(error);
    }
    if let Some(QueryError::Index(error)) = error.downcast_ref() {
        return Some(error);
    }
    if let Some(dateline_indexer::Error::Index(error)) = error.downcast_ref() {
        return Some(error);
    }
    match error.downcast_ref() {
        Some(dateline_upkeep::Error::Index(error)) => Some(error),
        _ => None,
    }
}

/// Whether whoever read our output has gone: nobody is left to be told.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let csv = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        [io, json, csv].contains(&Some(io::ErrorKind::BrokenPipe))
    })
}
