//! Looks after an index as a whole, without asking it anything.
//!
//! [`verify`] says whether an index is as it was written: [`Depth::Files`] reads every file
//! of every segment against its checksum, [`Depth::Articles`] every stored article too.
//! Nothing is written.
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

mod error;
mod verify;

pub use error::{Error, Result};
pub use verify::{Account, Code, Depth, Finding, verify};
