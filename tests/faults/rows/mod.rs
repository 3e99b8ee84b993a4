//! The kinds of faults.

mod access;
mod company;
mod crash;
mod damage;
mod formats;
mod places;
mod refusal;
mod sources;

use crate::Row;

/// All of them, by their names in docs/reliability.md.
pub(crate) const ALL: &[Row] = &[
    Row { name: "F1", what: "killed at random times", run: crash::random_times },
    Row { name: "F2", what: "killed at a call on a file", run: crash::every_call },
    Row { name: "F3", what: "a call on a file fails", run: refusal::failing_calls },
    Row { name: "F4", what: "the device or quota is full", run: refusal::full_device },
    Row { name: "F5", what: "few descriptors, small files, little memory", run: refusal::limits },
    Row { name: "F6", what: "loss of power, six kinds of damage", run: crash::power },
    Row { name: "F7", what: "an index that may only be read", run: access::read_only },
    Row { name: "F8", what: "sources or an index that may not be read", run: access::unreadable },
    Row { name: "F9", what: "sources that change while they are read", run: sources::changing },
    Row { name: "F10", what: "two indexers", run: company::two_indexers },
    Row { name: "F11", what: "readers while commits are made", run: company::readers },
    Row { name: "F12", what: "damaged files, eight kinds", run: damage::files },
    Row { name: "F13", what: "files cut off while they are read", run: damage::cut_while_read },
    Row { name: "F14", what: "an index of another version", run: formats::versions },
    Row { name: "F15", what: "a bad list of files", run: damage::file_list },
    Row { name: "F16", what: "interrupts and terminations", run: company::signals },
    Row { name: "F17", what: "outputs that end, are full or closed", run: company::outputs },
    Row { name: "F18", what: "no locks; an index moved or deleted", run: places::places },
];
