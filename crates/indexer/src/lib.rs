//! Brings an index up to date with its sources.
//!
//! [`run`] walks the [`Input`]s of a [`Request`], compares what it finds with the
//! catalogue in the index, reads and annotates what is new or changed in parallel, and
//! writes it from one place, with a commit at intervals. A commit holds articles and
//! catalogue together, so a run that is killed at any moment loses nothing that an
//! [`Event::Committed`] told of, doubles nothing, and is completed by the next.
//! [`rebuild`] makes an index anew from the articles it has stored, [`compact`] merges its
//! parts.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//!
//! use dateline_indexer::{Input, Request, run};
//! use dateline_schema::store::{Waiting, WriteAccess};
//!
//! # let folder = tempfile::tempdir()?;
//! let news = folder.path().join("news");
//! std::fs::create_dir(&news)?;
//! std::fs::write(news.join("one.txt"), "Border reopens\n\nTrucks crossed at Nizhny Panj.")?;
//!
//! let access = WriteAccess::acquire(&folder.path().join("index"), Waiting::Refuse)?;
//! let request = Request::new(vec![Input::Path(news)]);
//! let summary = run(&access, request, &AtomicBool::new(false), &mut |_event| {})?;
//! assert_eq!((summary.seen, summary.added), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotate;
mod budget;
mod catalogue;
mod compact;
mod document;
mod error;
mod ids;
mod imports;
mod part;
mod plan;
mod reading;
mod rebuild;
mod report;
mod run;
mod writer;

pub use compact::{Compacted, Extent, compact};
pub use error::{Error, Result};
pub use part::{Gate, GateKeeper, Part};
pub use plan::{Input, Request, Vanished, Work};
pub use rebuild::{MadeFrom, Outcome, RebuildEvent, RebuildRequest, Rebuilt, Unreadable, rebuild};
pub use report::{Event, Named, Summary};
pub use run::run;
