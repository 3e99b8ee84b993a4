//! Many points of one kind of fault, fired on all processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

/// How many points are fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// What every change has to pass.
    Usual,
    /// What is run at times, for hours.
    Nightly,
}

impl Size {
    /// The size by the value of `DATELINE_FAULTS`.
    pub(crate) fn of(value: Option<&str>) -> Self {
        match value {
            Some("nightly") => Self::Nightly,
            _ => Self::Usual,
        }
    }

    /// One of two numbers.
    pub(crate) fn pick(self, usual: usize, nightly: usize) -> usize {
        match self {
            Self::Usual => usual,
            Self::Nightly => nightly,
        }
    }
}

/// What a point showed; an error is what is wrong.
pub(crate) type Verdict = Result<Fired, String>;

/// Whether a fault happened, or came too late to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fired {
    Yes,
    No,
}

/// How the points of a kind of fault ended.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) fired: usize,
    pub(crate) passed: usize,
    /// How many have to fire, for the row to say anything.
    least: usize,
    failures: Vec<String>,
}

/// Failures that are printed; the others are counted.
const SHOWN: usize = 5;

impl Outcome {
    pub(crate) fn is_good(&self) -> bool {
        self.fired >= self.least && self.passed == self.fired && self.failures.is_empty()
    }

    /// What to say of what failed.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.failures.iter().take(SHOWN).cloned().collect();
        if self.failures.len() > SHOWN {
            lines.push(format!("and {} more", self.failures.len() - SHOWN));
        }
        if self.fired < self.least {
            lines.push(format!("{} points have to fire", self.least));
        }
        lines
    }

    /// The outcome of points that were fired one after the other.
    pub(crate) fn of(verdicts: impl IntoIterator<Item = (String, Verdict)>, least: usize) -> Self {
        let mut outcome = Self { least, ..Self::default() };
        verdicts.into_iter().for_each(|(name, verdict)| outcome.add(&name, verdict));
        outcome
    }

    /// The outcome with one more point.
    pub(crate) fn and(mut self, name: &str, verdict: Verdict) -> Self {
        self.add(name, verdict);
        self
    }

    fn add(&mut self, name: &str, verdict: Verdict) {
        match verdict {
            Ok(Fired::No) => {}
            Ok(Fired::Yes) => {
                self.fired += 1;
                self.passed += 1;
            }
            Err(what) => {
                self.fired += 1;
                self.failures.push(format!("{name}: {what}"));
            }
        }
    }
}

/// A new folder, in memory where the system has a place for that: faults are made by other
/// means than by waiting for a disk.
pub(crate) fn new_folder() -> TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory.or_else(|_| tempfile::tempdir()).expect("a temporary folder")
}

/// Fires all points, each in a new folder of its own; `least` of them have to fire.
pub(crate) fn fire<P: Sync + std::fmt::Debug>(
    points: &[P],
    least: usize,
    fire: impl Fn(&P, &TempDir) -> Verdict + Sync,
) -> Outcome {
    let next = AtomicUsize::new(0);
    let outcome = Mutex::new(Outcome { least, ..Outcome::default() });
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let folder = new_folder();
                    let verdict = fire(point, &folder);
                    outcome.lock().expect("no point panics").add(&format!("{point:?}"), verdict);
                }
            });
        }
    });
    outcome.into_inner().expect("no point panics")
}

/// `count` numbers from 1 to `last`, evenly spread; all of them when there are no more.
pub(crate) fn spread(last: u64, count: usize) -> Vec<u64> {
    let count = (count as u64).min(last).max(1);
    (0..count).map(|number| 1 + number * last / count).collect()
}
