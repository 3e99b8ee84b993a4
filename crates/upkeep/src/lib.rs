//! Looks after an index as a whole, without asking it anything.
//!
//! [`verify`] says whether an index is as it was written: [`Depth::Files`] reads every file
//! of every segment against its checksum, [`Depth::Articles`] every stored article too.
//! Nothing is written. [`back_up`] copies an index while it may be written to, [`restore`]
//! puts the copy in its place, [`export`] gives out all that an index holds.
//!
//! ```
//! use dateline_schema::store::{Waiting, WriteAccess};
//! use dateline_upkeep::{Depth, verify};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("index");
//! let access = WriteAccess::acquire(&path, Waiting::Refuse)?;
//! drop(access.open_or_create()?);
//! let account = verify(&path, Depth::Articles, &mut |finding| panic!("{finding:?}"))?;
//! assert_eq!((account.damages, account.articles), (0, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod backup;
mod copy;
mod error;
mod export;
mod restore;
mod text_column;
mod verify;

pub use backup::{BackedUp, Existing, back_up};
pub use error::{Error, Result};
pub use export::{Held, Wanted, export};
pub use restore::{Restored, restore};
pub use verify::{Account, Code, Depth, Finding, verify};
