//! Questions that are kept with an index, and what was told of each.
//!
//! A [`Store`] has a file in the folder of an index for each [`SavedSearch`]: the question, and
//! by name every article that its asker knows. What is new is asked of an
//! archive ([`Archive::news`](dateline_query::Archive::news)); once it has been told, and not
//! before, [`Store::remember`] adds it. So what a killed run did not tell, the next one does.
//!
//! ```
//! use dateline_query::{Known, KnownArticle};
//! use dateline_saved::{SavedSearch, Store};
//!
//! # let index = tempfile::tempdir()?;
//! let store = Store::of(index.path());
//! let search = SavedSearch::new("massoud".parse()?, "person:\"Ahmad Massoud\"");
//! store.add(&search, &[])?;
//!
//! let mut opened = store.open(&search.name)?;
//! let article = KnownArticle { id: "a.txt".into(), hash: 7, sketch: None };
//! store.remember(&mut opened, vec![article])?;
//! assert!(store.open(&search.name)?.known.has("a.txt"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod command_line;
mod durable;
mod error;
mod file;
mod lock;
mod name;
mod search;
mod store;

pub use command_line::{CommandLine, CommandLineError};
pub use error::{Error, ErrorKind, Result};
pub use lock::Turn;
pub use name::{Name, NameError};
pub use search::SavedSearch;
pub use store::{Listed, Opened, Store};
