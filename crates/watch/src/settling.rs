//! Which files have stood still for long enough to be read.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;

/// What a file is seen to be, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i64,
}

/// Whether a file may be read now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stillness {
    /// It has stood still for long enough.
    Still,
    /// Perhaps it is still being written; in so long a time it is known.
    Moving(Duration),
    /// It is as it was when it could not be read.
    Unreadable,
}

/// A file that is waited for.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    stamp: Stamp,
    /// Since when it is as it is.
    since: Instant,
    /// When it was looked at last.
    seen: Instant,
}

/// More files than these are not waited for at a time: those beyond are read as they are, and
/// again when they have changed.
const MOST_WAITING: usize = 100_000;

/// More files than these are not remembered for being unreadable: all of them are read again.
const MOST_UNREADABLE: usize = 1_000_000;

/// A file that was not looked at for so long is not waited for any more.
const LONG: Duration = Duration::from_secs(60);

/// Knows which files have stood still: those whose last change is old enough by the clock, or,
/// where clocks differ as on a network, that were found the same some time ago.
#[derive(Debug)]
pub struct Settling {
    stand_still: Duration,
    /// The files that were not still when last looked at.
    waiting: FxHashMap<PathBuf, Waiting>,
    /// The files that could not be read, by the hash of their path.
    unreadable: FxHashMap<u64, Stamp>,
}

impl Settling {
    /// For files that have to stand still for so long.
    #[must_use]
    pub fn new(stand_still: Duration) -> Self {
        Self { stand_still, waiting: FxHashMap::default(), unreadable: FxHashMap::default() }
    }

    /// Whether a file may be read. `now` and `clock` are one moment.
    pub fn judge(
        &mut self,
        path: &Path,
        stamp: Stamp,
        now: Instant,
        clock: SystemTime,
    ) -> Stillness {
        if self.unreadable.get(&key(path)) == Some(&stamp) {
            return Stillness::Unreadable;
        }
        let since = match self.waiting.get(path) {
            Some(waiting) if waiting.stamp == stamp => waiting.since,
            _ => now,
        };
        let stood = now.saturating_duration_since(since);
        let age = age(stamp, clock).unwrap_or_default().max(stood);
        if age >= self.stand_still || self.waiting.len() >= MOST_WAITING {
            self.waiting.remove(path);
            return Stillness::Still;
        }
        self.waiting.insert(path.to_owned(), Waiting { stamp, since, seen: now });
        Stillness::Moving(self.stand_still - age)
    }

    /// Notes that a file of this stamp could not be read, so that it is read again only when it
    /// has changed.
    pub fn could_not_read(&mut self, path: &Path, stamp: Stamp) {
        if self.unreadable.len() >= MOST_UNREADABLE {
            self.unreadable.clear();
        }
        self.unreadable.insert(key(path), stamp);
    }

    /// Forgets files that were waited for and have gone: those that were not looked at for some
    /// time, though it had come. To be called now and then.
    pub fn forget_gone(&mut self, now: Instant) {
        let long = self.stand_still.saturating_mul(10).max(LONG);
        self.waiting.retain(|_, file| now.saturating_duration_since(file.seen) <= long);
        self.waiting.shrink_to_fit();
    }
}

/// How long ago a file was changed; none where that lies in the future.
fn age(stamp: Stamp, clock: SystemTime) -> Option<Duration> {
    let clock = clock.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let age = i128::try_from(clock).ok()? - i128::from(stamp.modified);
    u64::try_from(age).ok().map(Duration::from_nanos)
}

fn key(path: &Path) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Duration = Duration::from_secs(2);

    /// A moment, so many seconds after another.
    fn moment(start: Instant, seconds: u64) -> (Instant, SystemTime) {
        let clock = UNIX_EPOCH + Duration::from_secs(1_000_000 + seconds);
        (start + Duration::from_secs(seconds), clock)
    }

    fn stamp(size: u64, seconds: i64) -> Stamp {
        Stamp { size, modified: (1_000_000 + seconds) * 1_000_000_000 }
    }

    #[test]
    fn a_file_is_still_when_size_and_time_have_stood() {
        let start = Instant::now();
        let path = Path::new("/n/a");
        // The stamp, the second it is looked at, and what is said, one after the other.
        for looks in [
            // An old file is still at once.
            &[(stamp(1, -60), 0, Stillness::Still)][..],
            // A new one when its time has come.
            &[
                (stamp(1, 0), 1, Stillness::Moving(Duration::from_secs(1))),
                (stamp(1, 0), 2, Stillness::Still),
            ],
            // One that grows is waited for.
            &[
                (stamp(1, 0), 1, Stillness::Moving(Duration::from_secs(1))),
                (stamp(2, 2), 2, Stillness::Moving(STILL)),
                (stamp(2, 2), 4, Stillness::Still),
            ],
            // Of a clock that is ahead: still when it was the same for as long.
            &[
                (stamp(1, 500), 1, Stillness::Moving(STILL)),
                (stamp(1, 500), 2, Stillness::Moving(Duration::from_secs(1))),
                (stamp(1, 500), 3, Stillness::Still),
            ],
            // It grows within one tick of its clock.
            &[
                (stamp(1, 500), 1, Stillness::Moving(STILL)),
                (stamp(2, 500), 3, Stillness::Moving(STILL)),
                (stamp(2, 500), 5, Stillness::Still),
            ],
        ] {
            let mut settling = Settling::new(STILL);
            for &(stamp, seconds, expected) in looks {
                let (now, clock) = moment(start, seconds);
                assert_eq!(settling.judge(path, stamp, now, clock), expected, "{looks:?}");
            }
        }
    }

    #[test]
    fn what_is_waited_for_is_not_forgotten() {
        let start = Instant::now();
        let mut settling = Settling::new(STILL);
        let path = Path::new("/n/a");
        for (seconds, expected) in [(0, Stillness::Moving(STILL)), (2, Stillness::Still)] {
            let (now, clock) = moment(start, seconds);
            assert_eq!(settling.judge(path, stamp(1, 500), now, clock), expected);
            settling.forget_gone(now);
        }
        settling.judge(path, stamp(2, 500), start, UNIX_EPOCH);
        settling.forget_gone(moment(start, 100).0);
        assert!(settling.waiting.is_empty());
    }

    #[test]
    fn what_could_not_be_read_is_read_when_it_changes() {
        let mut settling = Settling::new(STILL);
        let (now, clock) = moment(Instant::now(), 60);
        let path = Path::new("/n/a");
        settling.could_not_read(path, stamp(1, 0));
        assert_eq!(settling.judge(path, stamp(1, 0), now, clock), Stillness::Unreadable);
        assert_eq!(settling.judge(path, stamp(2, 0), now, clock), Stillness::Still);
    }
}
