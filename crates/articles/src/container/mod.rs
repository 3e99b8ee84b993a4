//! Archives and captures: files with other sources inside, read in place under caps and
//! never unpacked to the disk.
//!
//! A container is a file here with a constant `RULES`, a variant of [`Container`], and a
//! line in [`CONTAINERS`].

mod arc;
mod cap;
mod capture;
mod capture_records;
mod gzip;
mod http;
mod sips;
mod tar;
mod warc;
pub(crate) mod zip;
mod zstd;

use std::fmt;

use crate::about::About;
use crate::stream::Stream;
use crate::{Limits, Refusal, RefusalCode, SourceKind};

/// What other sources are packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Container {
    /// One source, compressed by gzip.
    Gzip,
    /// One source, compressed by Zstandard.
    Zstd,
    /// Entries with a directory.
    Zip,
    /// Entries one after another.
    Tar,
    /// A capture of web pages.
    Warc,
    /// A capture of web pages in the older form.
    Arc,
}

/// What there is to know of a container.
pub(crate) struct Rules {
    pub(crate) container: Container,
    /// Its name, for output.
    pub(crate) name: &'static str,
    /// What names of files end in, in lower case, with the full stop before it.
    pub(crate) endings: &'static [&'static str],
    /// What its bytes begin with.
    pub(crate) magic: &'static [&'static [u8]],
    /// How much deeper what is inside is nested.
    pub(crate) levels: usize,
    /// Finds the entries.
    pub(crate) open: fn(Stream, &Limits) -> Result<Entries, Refusal>,
}

/// The entries of a container, in order. A refusal of one that is not read has its path;
/// one of the container itself has none.
pub(crate) type Entries = Box<dyn Iterator<Item = Result<Entry, Refusal>> + Send>;

/// A source within a container.
pub(crate) struct Entry {
    pub(crate) place: Place,
    /// What it is, if something besides its bytes says so.
    pub(crate) kind: Option<SourceKind>,
    pub(crate) about: About,
    pub(crate) stream: Stream,
}

/// What an entry is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// As the container: it has no other.
    Same,
    /// This path within it.
    Path(String),
    /// The record of this number, from 1.
    Record(u64),
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("place", &self.place).field("kind", &self.kind).finish()
    }
}

/// Every container; of two that an ending fits, the first counts.
const CONTAINERS: &[Rules] =
    &[warc::RULES, arc::RULES, zip::RULES, tar::RULES, gzip::RULES, zstd::RULES];

impl Container {
    /// The container as one lower-case word, for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.rules().name
    }

    /// Every container.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        CONTAINERS.iter().map(|rules| rules.container)
    }

    pub(crate) fn rules(self) -> &'static Rules {
        CONTAINERS
            .iter()
            .find(|rules| rules.container == self)
            .expect("every container has a line in the table")
    }

    /// The container that a file's name, in lower case, tells.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let ends = |rules: &&Rules| {
            rules.endings.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending))
        };
        CONTAINERS.iter().find(ends).map(|rules| rules.container)
    }

    /// The container that the first bytes of a file tell.
    pub(crate) fn of_start(start: &[u8]) -> Option<Self> {
        let begins = |rules: &&Rules| rules.magic.iter().any(|magic| start.starts_with(magic));
        let found = CONTAINERS.iter().find(begins).map(|rules| rules.container);
        found.or_else(|| tar::is_tar(start).then_some(Self::Tar))
    }

    pub(crate) fn levels(self) -> usize {
        self.rules().levels
    }
}

/// The path of an entry as it is shown and named, and what it tells of its kind.
///
/// Parts that lead out of the archive are left out of the path: nothing is written under
/// it, but an id should not look as if it were somewhere else.
///
/// # Errors
///
/// A file that no article is in by its name.
fn entry_name(written: &str) -> Result<(String, Option<SourceKind>), Refusal> {
    let name = inner_path(written);
    let refuse = |refusal: Refusal| Err(refusal.of_entry(Some(&name)));
    let last = name.rsplit('/').next().unwrap_or_default();
    let is_of_system = name.starts_with("__MACOSX/") || last.starts_with('.');
    if is_of_system || crate::walk::is_about_the_collection(last) {
        return refuse(Refusal::new(RefusalCode::NotAnArticle, ""));
    }
    match SourceKind::of_name(last) {
        None => Ok((name, None)),
        Some(Ok(kind)) => Ok((name, Some(kind))),
        Some(Err(refusal)) => refuse(refusal),
    }
}

/// The path of an entry without the parts that lead out of the archive.
fn inner_path(written: &str) -> String {
    let parts = written.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

/// The refusal of an entry that is a link: what it names is not opened.
fn link(written: &str) -> Refusal {
    let refusal = Refusal::new(RefusalCode::NotAFile, "a link, which is not followed");
    refusal.of_entry(Some(&inner_path(written)))
}

/// The refusal of what is left of an archive of too many entries.
fn too_many(limit: usize) -> Refusal {
    let detail = format!("those after the first {limit} are not read");
    Refusal::new(RefusalCode::TooMany, detail)
}

/// The one entry of a compressed file.
fn only(stream: Stream) -> Entries {
    let entry = Entry { place: Place::Same, kind: None, about: About::default(), stream };
    Box::new(std::iter::once(Ok(entry)))
}
