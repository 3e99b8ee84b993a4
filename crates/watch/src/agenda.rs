//! What is to be looked at, and when.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to wait before looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Between a change and the look at it.
    pub delay: Duration,
    /// Between two looks at everything.
    pub rescan: Duration,
}

/// A root to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its number.
    pub root: usize,
    /// What to look at in it, in order, none within another; everything where this is empty.
    pub only: Vec<PathBuf>,
}

/// Of a root with more changes than these, everything is looked at: it costs less than keeping
/// them all.
const MOST_PARTS: usize = 512;

/// What is to be looked at, and when.
#[derive(Debug)]
pub struct Agenda {
    timing: Timing,
    roots: Vec<Pending>,
    /// When what is pending is to be looked at.
    due: Option<Instant>,
    rescan: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pending {
    Parts(BTreeSet<PathBuf>),
    Everything,
}

impl Agenda {
    /// An agenda for so many roots: everything at `now`, and then at regular times.
    #[must_use]
    pub fn new(roots: usize, timing: Timing, now: Instant) -> Self {
        let roots = vec![Pending::Everything; roots];
        Self { timing, roots, due: Some(now), rescan: later(now, timing.rescan) }
    }

    /// Notes that something changed at a path in a root.
    pub fn change(&mut self, root: usize, path: &Path, now: Instant) {
        self.part(root, path.to_owned());
        self.due_by(later(now, self.timing.delay));
    }

    /// Notes that anything in a root may have changed, as when events were lost.
    pub fn everything(&mut self, root: usize, now: Instant) {
        self.put_off(root, self.timing.delay, now);
    }

    /// Notes that a root could not be looked at, and is to be in so long a time.
    pub fn put_off(&mut self, root: usize, wait: Duration, now: Instant) {
        self.roots[root] = Pending::Everything;
        self.due_by(later(now, wait));
    }

    /// Notes that what was looked at has to be looked at again, in so long a time.
    pub fn again(&mut self, root: usize, path: PathBuf, wait: Duration, now: Instant) {
        self.part(root, path);
        self.due_by(later(now, wait));
    }

    fn part(&mut self, root: usize, path: PathBuf) {
        if let Pending::Parts(parts) = &mut self.roots[root] {
            parts.insert(path);
            if parts.len() > MOST_PARTS {
                self.roots[root] = Pending::Everything;
            }
        }
    }

    /// Later changes do not put a look off: in a folder that is never still it would never come.
    fn due_by(&mut self, at: Instant) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    /// When [`Agenda::take`] has something next.
    #[must_use]
    pub fn next(&self) -> Instant {
        self.due.map_or(self.rescan, |due| due.min(self.rescan))
    }

    /// Whether the look that is due now is one of the regular ones.
    #[must_use]
    pub fn is_rescan(&self, now: Instant) -> bool {
        now >= self.rescan
    }

    /// What is to be looked at now; none before its time.
    pub fn take(&mut self, now: Instant) -> Option<Vec<Look>> {
        if self.is_rescan(now) {
            self.rescan = later(now, self.timing.rescan);
            self.roots.fill(Pending::Everything);
        } else if self.due.is_none_or(|due| now < due) {
            return None;
        }
        self.due = None;
        let nothing = || Pending::Parts(BTreeSet::new());
        let pending = self.roots.iter_mut().map(|root| std::mem::replace(root, nothing()));
        let looks = pending.enumerate().filter_map(|(root, pending)| match pending {
            Pending::Everything => Some(Look { root, only: Vec::new() }),
            Pending::Parts(parts) if parts.is_empty() => None,
            Pending::Parts(parts) => Some(Look { root, only: outermost(parts) }),
        });
        Some(looks.collect())
    }
}

/// The paths that are in no other one.
fn outermost(paths: BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let mut kept: Vec<PathBuf> = Vec::with_capacity(paths.len());
    for path in paths {
        // What is in a folder follows it in this order.
        if !kept.last().is_some_and(|last| path.starts_with(last)) {
            kept.push(path);
        }
    }
    kept
}

/// A time too far off for the clock is a year from now.
fn later(now: Instant, wait: Duration) -> Instant {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);
    now.checked_add(wait).unwrap_or_else(|| now + YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: Timing =
        Timing { delay: Duration::from_secs(2), rescan: Duration::from_secs(100) };

    /// An agenda of two roots whose first look was taken.
    fn agenda(start: Instant) -> Agenda {
        let mut agenda = Agenda::new(2, TIMING, start);
        let looks = agenda.take(start).unwrap();
        assert!(looks.iter().all(|look| look.only.is_empty()) && looks.len() == 2);
        agenda
    }

    fn after(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    #[test]
    fn changes_are_looked_at_together_and_not_put_off() {
        let start = Instant::now();
        let mut agenda = agenda(start);
        agenda.change(1, Path::new("/n/b"), after(start, 1));
        agenda.change(1, Path::new("/n/a/x"), after(start, 2));
        agenda.change(1, Path::new("/n/a"), after(start, 2));
        assert_eq!(agenda.next(), after(start, 3));
        assert_eq!(agenda.take(after(start, 2)), None);
        let only = vec!["/n/a".into(), "/n/b".into()];
        assert_eq!(agenda.take(after(start, 3)), Some(vec![Look { root: 1, only }]));
        assert_eq!(agenda.take(after(start, 4)), None);
    }

    #[test]
    fn everything_is_looked_at_regularly() {
        let start = Instant::now();
        let mut agenda = agenda(start);
        assert_eq!(agenda.next(), after(start, 100));
        assert!(agenda.is_rescan(after(start, 100)));
        assert_eq!(agenda.take(after(start, 100)).unwrap().len(), 2);
        assert_eq!(agenda.next(), after(start, 200));
    }

    #[test]
    fn many_changes_are_everything() {
        let start = Instant::now();
        let mut agenda = agenda(start);
        for number in 0..=MOST_PARTS {
            agenda.change(0, &PathBuf::from(format!("/n/{number}")), start);
        }
        let looks = agenda.take(after(start, 2)).unwrap();
        assert_eq!(looks, [Look { root: 0, only: Vec::new() }]);
    }

    #[test]
    fn what_was_put_off_comes_in_its_time_or_with_a_change() {
        let start = Instant::now();
        let mut agenda = agenda(start);
        agenda.put_off(1, Duration::from_secs(30), start);
        assert_eq!(agenda.next(), after(start, 30));
        agenda.change(0, Path::new("/n/a"), start);
        let looks = agenda.take(after(start, 2)).unwrap();
        let only = vec!["/n/a".into()];
        assert_eq!(looks, [Look { root: 0, only }, Look { root: 1, only: Vec::new() }]);
    }

    #[test]
    fn what_was_not_still_is_looked_at_again() {
        let start = Instant::now();
        let mut agenda = agenda(start);
        agenda.again(0, "/n/a".into(), Duration::from_millis(700), start);
        assert_eq!(agenda.next(), start + Duration::from_millis(700));
        let far = Timing { delay: Duration::MAX, rescan: Duration::MAX };
        assert!(Agenda::new(1, far, start).take(start).is_some());
    }
}
