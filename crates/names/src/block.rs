//! Keys that let names be gathered before they are compared.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::part::{Form, Part};
use crate::sound::Sounds;
use crate::spelling::consonant_class;

/// A key that names share when they have a part in common, however it is transliterated.
///
/// Put names under each of their keys, and only names that meet under one need to be
/// [compared](crate::compare). Keys hold within one version of this crate; do not store
/// them in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockingKey(u32);

/// What a key stands for, so that keys of different kinds do not meet.
#[derive(Hash)]
enum Shared<'p> {
    Skeleton(&'p [u8]),
    CommonName(u16),
    PetFamily(u16),
}

impl BlockingKey {
    fn of(shared: &Shared<'_>) -> Self {
        let mut hasher = FxHasher::default();
        shared.hash(&mut hasher);
        Self((hasher.finish() >> 32) as u32)
    }
}

/// The keys of a name, in order and each once.
pub(crate) fn blocking_keys(parts: &[Part], with_next: &[Sounds]) -> Box<[BlockingKey]> {
    let mut keys = Vec::with_capacity(parts.len() * 2);
    for part in parts.iter().filter(|part| part.form == Form::Full) {
        keys.push(skeleton_key(&part.sounds));
        keys.extend(part.joined.as_deref().map(skeleton_key));
        keys.extend(part.bare.as_ref().map(|(bare, _)| skeleton_key(bare)));
        keys.extend(part.known.name.map(|name| BlockingKey::of(&Shared::CommonName(name))));
        let families = part.known.families();
        keys.extend(families.map(|family| BlockingKey::of(&Shared::PetFamily(family))));
    }
    keys.extend(with_next.iter().map(|sounds| skeleton_key(sounds)));
    keys.sort_unstable();
    keys.dedup();
    keys.into_boxed_slice()
}

/// Whether two ordered lists have a key in common.
pub(crate) fn share_key(one: &[BlockingKey], other: &[BlockingKey]) -> bool {
    let (mut at, mut to) = (0, 0);
    while let (Some(left), Some(right)) = (one.get(at), other.get(to)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => to += 1,
        }
    }
    false
}

/// The key of the first consonants of a part, those that transliterations exchange taken
/// for one; of all its letters in scripts without vowels.
fn skeleton_key(sounds: &[u8]) -> BlockingKey {
    let mut skeleton = [0; 4];
    let mut length = 0;
    for (at, &sound) in sounds.iter().enumerate() {
        let class = class_at(sound, at);
        let repeats = length > 0 && skeleton[length - 1] == class;
        if class == 0 || repeats && class < 0x80 {
            continue;
        }
        skeleton[length] = class;
        length += 1;
        if length == skeleton.len() || length == 3 && class < 0x80 {
            break;
        }
    }
    BlockingKey::of(&Shared::Skeleton(&skeleton[..length]))
}

/// The class of a sound at some place; 0 for one that is skipped.
fn class_at(sound: u8, at: usize) -> u8 {
    match consonant_class(sound) {
        None if at == 0 => b'a',
        None => 0,
        Some(b'h') if at > 0 => 0,
        Some(class) => class,
    }
}

#[cfg(test)]
mod tests {
    use crate::PreparedName;

    #[test]
    fn names_that_may_be_one_meet() {
        for (one, other, expected) in [
            ("Ahmad Massoud", "Ahmed Masood", true),
            ("Moammar Kadhafi", "Muammar al-Gaddafi", true),
            ("Bill Clinton", "William Jefferson", true),
            ("Delacruz", "De la Cruz", true),
            ("Xi Jinping", "Jin-ping", true),
            ("Hakim", "Alhakim", true),
            ("Angela Merkel", "Ahmad Massoud", false),
            ("", "Ahmad Massoud", false),
        ] {
            let (left, right) = (PreparedName::new(one), PreparedName::new(other));
            assert_eq!(left.may_be(&right), expected, "{one} / {other}");
        }
    }
}
