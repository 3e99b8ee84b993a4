//! What is to fail, and when: written by the tests, read in the process under test.

use std::path::PathBuf;

/// The variable of the environment with the plan.
pub const PLAN_VARIABLE: &str = "DATELINE_FAULT_PLAN";

/// The file in the folder of shadows that ends [`Fault::Full`].
pub const ROOM: &str = "room";

/// What is to fail, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The absolute path of the folder whose files are watched.
    pub folder: PathBuf,
    /// A file of eight bytes outside of it: the number of calls so far, little-endian.
    pub counter: PathBuf,
    /// An empty folder on the same device, outside of it, for what may have to come back.
    pub shadow: PathBuf,
    /// What happens.
    pub fault: Fault,
}

/// What happens, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing; calls are counted.
    None,
    /// The process is killed at the call with this number, from 1, which does not happen; of
    /// a write, half does.
    Kill {
        /// The number of the call.
        at: u64,
    },
    /// A call fails.
    Fail {
        /// The number of the call.
        at: u64,
        /// Whether those after it fail too.
        repeat: Repeat,
    },
    /// Files of the folder may take so many bytes; what is more fails, until there is a file
    /// [`ROOM`].
    Full {
        /// The bytes.
        bytes: u64,
        /// With what.
        errno: Errno,
    },
    /// The file system has no locks.
    NoLocks,
    /// The power is cut at a call, which does not happen.
    Power {
        /// The number of the call.
        at: u64,
        /// What becomes of files that were not synced.
        damage: Damage,
        /// Decides which entries of the folder are undone.
        seed: u64,
    },
}

/// Whether one call fails or all from it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// One.
    Once,
    /// All from it on.
    Ever,
}

/// What the system says of a full device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errno {
    /// The device is full.
    NoSpace,
    /// The user's share of it is.
    Quota,
}

/// What a loss of power may leave of a file that was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Nothing, not even its name.
    Deleted,
    /// Its length, with zeros.
    Zeroed,
    /// Its first half.
    Halved,
    /// All of it.
    Intact,
    /// All of it, with one bit changed.
    BitFlipped,
    /// Its name.
    Emptied,
}

impl Damage {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Deleted, Self::Zeroed, Self::Halved, Self::Intact, Self::BitFlipped, Self::Emptied];
}

impl Plan {
    /// The plan as the value of [`PLAN_VARIABLE`].
    #[must_use]
    pub fn to_value(&self) -> String {
        let fault = match self.fault {
            Fault::None => "none".to_owned(),
            Fault::NoLocks => "no-locks".to_owned(),
            Fault::Kill { at } => format!("kill {at}"),
            Fault::Fail { at, repeat } => {
                let repeat = if repeat == Repeat::Once { "once" } else { "ever" };
                format!("fail {at} {repeat}")
            }
            Fault::Full { bytes, errno } => {
                let errno = if errno == Errno::NoSpace { "space" } else { "quota" };
                format!("full {bytes} {errno}")
            }
            Fault::Power { at, damage, seed } => {
                let damage = Damage::ALL.iter().position(|&one| one == damage).unwrap_or(0);
                format!("power {at} {damage} {seed}")
            }
        };
        let paths = [&self.folder, &self.counter, &self.shadow];
        let paths = paths.map(|path| path.to_string_lossy().into_owned());
        format!("{}\n{fault}", paths.join("\n"))
    }

    /// The plan in a value; `None` when it is not one.
    #[must_use]
    pub fn of_value(value: &str) -> Option<Self> {
        let mut lines = value.split('\n');
        let mut path = || lines.next().map(PathBuf::from);
        let (folder, counter, shadow) = (path()?, path()?, path()?);
        let words: Vec<&str> = lines.next()?.split(' ').collect();
        let number = |word: &str| word.parse::<u64>().ok();
        let fault = match *words.as_slice() {
            ["none"] => Fault::None,
            ["no-locks"] => Fault::NoLocks,
            ["kill", at] => Fault::Kill { at: number(at)? },
            ["fail", at, repeat] => Fault::Fail {
                at: number(at)?,
                repeat: if repeat == "once" { Repeat::Once } else { Repeat::Ever },
            },
            ["full", bytes, errno] => Fault::Full {
                bytes: number(bytes)?,
                errno: if errno == "space" { Errno::NoSpace } else { Errno::Quota },
            },
            ["power", at, damage, seed] => Fault::Power {
                at: number(at)?,
                damage: *Damage::ALL.get(number(damage)? as usize)?,
                seed: number(seed)?,
            },
            _ => return None,
        };
        Some(Self { folder, counter, shadow, fault })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_comes_back() {
        for fault in [
            Fault::None,
            Fault::NoLocks,
            Fault::Kill { at: 7 },
            Fault::Fail { at: 3, repeat: Repeat::Ever },
            Fault::Full { bytes: 65_536, errno: Errno::Quota },
            Fault::Power { at: 9, damage: Damage::Halved, seed: 12 },
        ] {
            let [folder, counter, shadow] = ["/a b", "/c", "/d"].map(PathBuf::from);
            let plan = Plan { folder, counter, shadow, fault };
            assert_eq!(Plan::of_value(&plan.to_value()), Some(plan));
        }
        assert_eq!(Plan::of_value("/a"), None);
    }
}
