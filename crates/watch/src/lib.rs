//! Tells what changes in folders, and when to look at it.
//!
//! Three things, of which only the first touches the system. [`Folders`] hears of changes, and
//! of folders that go and come back. An [`Agenda`] says what is to be looked at and when: what
//! changed after a short delay, so that many changes are one look, and everything at regular
//! times, since systems lose events. [`Settling`] says which files have stood still for long
//! enough to be read. What is looked at, and how, is not known here; nor is the time, which
//! whoever calls passes in.
//!
//! ```
//! use std::path::Path;
//! use std::time::{Duration, Instant};
//!
//! use dateline_watch::{Agenda, Timing};
//!
//! let timing = Timing { delay: Duration::from_secs(2), rescan: Duration::from_secs(600) };
//! let start = Instant::now();
//! let mut agenda = Agenda::new(1, timing, start);
//! assert_eq!(agenda.take(start).unwrap().len(), 1, "everything is looked at first");
//!
//! agenda.change(0, Path::new("/news/a.txt"), start);
//! assert!(agenda.take(start).is_none());
//! let looks = agenda.take(start + timing.delay).unwrap();
//! assert_eq!((looks[0].root, looks[0].only.len()), (0, 1));
//! ```

mod agenda;
mod folders;
mod settling;

pub use agenda::{Agenda, Look, Timing};
pub use folders::{Folders, Hearing, News, RootNews};
pub use settling::{Settling, Stamp, Stillness};
