//! Stands between a program and the C library, and makes calls on one folder fail.
//!
//! The fault tests load it into the binary under test (`LD_PRELOAD`) with a [`Plan`] in its
//! environment. It counts the calls that read or change the files of that folder and, at the
//! planned one, kills the process, lets the call fail, or cuts the power: what was not synced
//! is then damaged, and entries of the folder that were not synced are undone, before the
//! process is killed. It is no part of the product, and does something on Linux only.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod folder;
mod plan;
#[cfg(target_os = "linux")]
mod power;

pub use plan::{Damage, Errno, Fault, PLAN_VARIABLE, Plan, ROOM, Repeat};
