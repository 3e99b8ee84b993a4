//! An index to the account of what in it is not as it was written.

mod articles;
mod files;
mod finding;

use std::path::Path;

use dateline_schema::store;

pub use self::finding::{Code, Finding};
use crate::Result;

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every file of every segment, against its checksum.
    Files,
    /// Every stored article too: that it can be read, that columns and terms say the same
    /// of it, and that each source has the articles that its record tells of.
    Articles,
}

/// What was looked at, and how much of it is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Files of the newest commit, `meta.json` among them.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Articles that were looked at.
    pub articles: u64,
    /// Source records that were looked at.
    pub sources: u64,
    /// Findings that are damage.
    pub damages: u64,
    /// Findings that are none.
    pub notes: u64,
}

/// Looks at the newest commit of the index at `path` and returns the account; `tell` hears
/// each finding as it is made. Nothing is written, and no lock is taken. Articles are looked
/// at where no file is damaged: what the engine makes of damaged files says nothing.
///
/// Takes 16 bytes of memory for each article and the path of each source where articles are
/// looked at.
///
/// # Errors
///
/// As [`store::open_for_reading`], when it cannot be told which files are the index; and
/// when a writer removes files while they are looked at, faster than they can be.
pub fn verify(path: &Path, depth: Depth, tell: &mut dyn FnMut(&Finding)) -> Result<Account> {
    let opened = store::open_unread(path)?;
    let mut verifier = Verifier { account: Account::default(), tell };
    files::verify(&opened, &mut verifier)?;
    if depth == Depth::Articles && verifier.account.damages == 0 {
        articles::verify(&opened, &mut verifier)?;
    }
    Ok(verifier.account)
}

/// Counts and tells.
struct Verifier<'t> {
    account: Account,
    tell: &'t mut dyn FnMut(&Finding),
}

impl Verifier<'_> {
    fn find(&mut self, code: Code, what: impl Into<String>, detail: impl Into<String>) {
        match code.is_damage() {
            true => self.account.damages += 1,
            false => self.account.notes += 1,
        }
        (self.tell)(&Finding { code, what: what.into(), detail: detail.into() });
    }
}
