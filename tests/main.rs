//! End-to-end tests of the real binary.

mod bad_input;
mod batch;
mod chronology;
mod cite;
mod corpus;
mod dates;
mod documentation;
mod families;
mod formats;
mod incremental;
mod interface;
mod kill;
mod network;
mod never_silent;
mod operators;
mod people;
mod places;
mod published;
mod ranking;
mod saved;
mod significant;
mod support;
mod trace;
mod verify;
mod watch;
mod words;
