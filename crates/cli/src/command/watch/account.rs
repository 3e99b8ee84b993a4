//! What `watch` tells of its batches.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, Hash};
use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline_indexer::{Event, Summary, Vanished};
use dateline_watch::RootNews;
use rustc_hash::FxHasher;
use serde::Serialize;

use super::Turn;
use crate::args::{IndexFormat, Talk};
use crate::command::index::{Teller, accounts, sentence};
use crate::command::progress::Progress;
use crate::environment;
use crate::output::page::number_for_people;
use crate::output::{safe, say};

/// So many troubles are remembered for having been told of; of more, all are told again.
const MOST_TOLD: usize = 1_000_000;

/// The trouble of a full device.
const FULL: &str = "full";

/// Tells of batches, and of each trouble once: a file that cannot be read is not told of with
/// every look.
pub(super) struct Account {
    format: IndexFormat,
    talk: Talk,
    /// The hashes of the troubles told of.
    told: HashSet<u64, BuildHasherDefault<FxHasher>>,
    total: Counts,
}

/// What came of one or more batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
struct Counts {
    added: u64,
    updated: u64,
    unchanged: u64,
    undated: u64,
    failed: u64,
    removed: u64,
    vanished: u64,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Record<'r> {
    Watching {
        time: String,
        paths: Vec<String>,
    },
    Root {
        time: String,
        path: &'r str,
        present: bool,
    },
    Waiting {
        time: String,
        process: Option<u32>,
    },
    Trouble {
        time: String,
        detail: &'r str,
    },
    Batch {
        time: String,
        #[serde(flatten)]
        counts: Counts,
    },
    Summary {
        time: String,
        #[serde(flatten)]
        counts: Counts,
    },
}

impl Account {
    pub(super) fn new(format: IndexFormat, talk: Talk) -> Self {
        Self { format, talk, told: HashSet::default(), total: Counts::default() }
    }

    /// Tells what is watched.
    pub(super) fn begin(&self, roots: &[PathBuf]) {
        Teller::new(self.format, self.talk, Progress::none()).begin("dateline.watch/1");
        let paths: Vec<String> =
            roots.iter().map(|root| root.to_string_lossy().into_owned()).collect();
        self.line(&format!("watching {}", paths.join(", ")));
        self.write(&Record::Watching { time: moment(), paths });
    }

    /// Tells of a root that has gone or come back.
    pub(super) fn root(&self, path: &Path, news: RootNews) {
        let path = path.to_string_lossy();
        let present = matches!(news, RootNews::Back(_));
        self.line(&match present {
            true => format!("{path}: there again"),
            false => format!("{path}: not there; waiting for it"),
        });
        self.write(&Record::Root { time: moment(), path: &path, present });
    }

    /// Tells that another process is writing to the index.
    pub(super) fn waiting(&self, process: Option<u32>) {
        let holder = process.map(|id| format!(" (process {id})")).unwrap_or_default();
        self.line(&format!("another indexer is at work{holder}; waiting for it"));
        self.write(&Record::Waiting { time: moment(), process });
    }

    /// Tells that the device is full, when it was not before, and when it is tried again.
    pub(super) fn full(&mut self, detail: &str, wait: Duration) {
        if self.is_news(FULL) {
            let wait = wait.as_secs_f64();
            say(&format!("dateline: {detail}; trying again in {wait} s, and when files change"));
            self.write(&Record::Trouble { time: moment(), detail });
        }
    }

    /// Notes that the device is not full.
    pub(super) fn has_room(&mut self) {
        self.forget(FULL);
    }

    /// Tells that it is over.
    pub(super) fn end(&self) {
        let came = parts(&self.total);
        self.line(&match came.is_empty() {
            true => "ended".to_owned(),
            false => format!("ended; in all {came}"),
        });
        self.write(&Record::Summary { time: moment(), counts: self.total });
    }

    /// The account of the batch that begins.
    pub(super) fn batch(&mut self, progress: Progress) -> Batch<'_> {
        let teller = Teller::new(self.format, self.talk, progress);
        Batch { account: self, teller, counts: Counts::default() }
    }

    /// Whether something is told for the first time.
    fn is_news(&mut self, trouble: impl Hash) -> bool {
        if self.told.len() >= MOST_TOLD {
            self.told.clear();
        }
        self.told.insert(self.told.hasher().hash_one(trouble))
    }

    /// Takes back that something was told.
    fn forget(&mut self, trouble: impl Hash) {
        let hash = self.told.hasher().hash_one(trouble);
        self.told.remove(&hash);
    }

    /// Writes a line with the time of day, for people.
    fn line(&self, text: &str) {
        if self.format == IndexFormat::Text && self.talk == Talk::Usual {
            say(&format!("{}  {text}", environment::now().strftime("%H:%M:%S")));
        }
    }

    fn write(&self, record: &Record<'_>) {
        if self.format == IndexFormat::Json {
            let mut out = std::io::stdout().lock();
            // Who reads no more is noticed when there is something to be told.
            let _ = safe::write_json(&mut out, record);
        }
    }
}

/// The account of one batch.
pub(super) struct Batch<'a> {
    account: &'a mut Account,
    teller: Teller,
    counts: Counts,
}

impl Batch<'_> {
    pub(super) fn tell(&mut self, event: Event<'_>) {
        let is_news = match &event {
            // It was told of when the file was read.
            Event::StillRefused { .. } => false,
            Event::Refused { path, refusal, .. } => {
                let (code, record) = (refusal.code.code(), refusal.record);
                let is_news = self.account.is_news((path, code, record));
                self.counts.failed += u64::from(is_news && !refusal.code.is_skip());
                is_news
            }
            Event::Vanished { source, pruned: Vanished::Keep, .. } => {
                let is_news = self.account.is_news(*source);
                self.counts.vanished += u64::from(is_news);
                is_news
            }
            Event::Read { path, .. } => {
                // It is there, and can vanish again.
                self.account.forget(&*path.to_string_lossy());
                true
            }
            _ => true,
        };
        if is_news {
            self.teller.tell(event);
        }
    }

    /// Ends the batch, in which so many files were `moving` still. One that brought nothing is
    /// not told of, unless it is the first.
    pub(super) fn close(self, summary: &Summary, moving: usize, turn: Turn) {
        let Self { account, teller, counts } = self;
        teller.end();
        let Summary { added, updated, unchanged, undated, removed, .. } = *summary;
        let counts = Counts { added, updated, unchanged, undated, removed, ..counts };
        account.total.add(counts);
        let came = parts(&counts);
        if turn == Turn::First {
            account.line(&match (summary.seen, moving) {
                (0, 1..) => "what is there is read as soon as it stands still".to_owned(),
                _ => sentence(summary),
            });
        } else if !came.is_empty() {
            account.line(&came);
        }
        if turn == Turn::First || !came.is_empty() {
            account.write(&Record::Batch { time: moment(), counts });
        }
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.added += other.added;
        self.updated += other.updated;
        self.unchanged = other.unchanged;
        self.undated += other.undated;
        self.failed += other.failed;
        self.removed += other.removed;
        self.vanished += other.vanished;
    }
}

/// What changed, in words; nothing where nothing did.
fn parts(counts: &Counts) -> String {
    let Counts { added, updated, undated, failed, removed, vanished, .. } = *counts;
    let parts = accounts(&[
        ("added", added),
        ("updated", updated),
        ("removed", removed),
        ("failed", failed),
        ("vanished", vanished),
    ]);
    match (parts.is_empty(), undated) {
        (true, _) | (_, 0) => parts,
        (false, undated) => format!("{parts} · {} undated", number_for_people(undated)),
    }
}

/// The time that it is, for programs.
fn moment() -> String {
    environment::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
