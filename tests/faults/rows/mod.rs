//! The kinds of faults.

mod crash;
mod refusal;

use crate::Row;

/// All of them, by their names in docs/reliability.md.
pub(crate) const ALL: &[Row] = &[
    Row { name: "F1", what: "killed at random times", run: crash::random_times },
    Row { name: "F2", what: "killed at a call on a file", run: crash::every_call },
    Row { name: "F3", what: "a call on a file fails", run: refusal::failing_calls },
    Row { name: "F4", what: "the device or quota is full", run: refusal::full_device },
    Row { name: "F5", what: "few descriptors, small files, little memory", run: refusal::limits },
    Row { name: "F6", what: "loss of power, six kinds of damage", run: crash::power },
];
