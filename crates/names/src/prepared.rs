//! A name parsed once, to be compared with many.

use dateline_model::PersonName;

use crate::Generation;
use crate::align::Name;
use crate::block::{BlockingKey, blocking_keys, share_key};
use crate::parse::{FamilyPlace, parse};
use crate::part::Part;
use crate::sound::{Sounds, sounds};

/// A name made ready: parsed, romanised and weighed.
///
/// Preparing costs some microseconds, comparing prepared names less than one. A name
/// without a letter has no parts and is like no other name.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedName {
    parts: Vec<Part>,
    with_next: Vec<Sounds>,
    /// The letters of the parts, in order.
    spelled: Box<str>,
    keys: Box<[BlockingKey]>,
    generation: Option<Generation>,
    family: FamilyPlace,
}

impl PreparedName {
    /// Prepares a name as printed.
    #[must_use]
    pub fn new(printed: &str) -> Self {
        let parsed = parse(printed);
        let with_next: Vec<Sounds> = parsed
            .parts
            .windows(2)
            .map(|two| sounds(&format!("{}{}", two[0].letters, two[1].letters)))
            .collect();
        let letters: Vec<&str> = parsed.parts.iter().map(|part| &*part.letters).collect();
        Self {
            spelled: letters.join(" ").into(),
            keys: blocking_keys(&parsed.parts, &with_next),
            parts: parsed.parts,
            with_next,
            generation: parsed.generation,
            family: parsed.family,
        }
    }

    /// The generation the name states, if any.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        self.generation
    }

    /// The blocking keys, in order and each once; see [`BlockingKey`].
    #[must_use]
    pub fn blocking_keys(&self) -> &[BlockingKey] {
        &self.keys
    }

    /// Whether comparing the two names in full can find more than [`Verdict::Different`],
    /// except for what no spelling tells. Costs a few nanoseconds.
    ///
    /// [`Verdict::Different`]: crate::Verdict::Different
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        share_key(&self.keys, &other.keys)
    }

    pub(crate) fn spelled(&self) -> &str {
        &self.spelled
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn family(&self) -> FamilyPlace {
        self.family
    }

    pub(crate) fn as_name(&self) -> Name<'_> {
        Name { parts: &self.parts, with_next: &self.with_next }
    }
}

impl From<&PersonName> for PreparedName {
    fn from(name: &PersonName) -> Self {
        Self::new(name.as_str())
    }
}

impl From<&str> for PreparedName {
    fn from(printed: &str) -> Self {
        Self::new(printed)
    }
}
