//! What is said of a token, as numbers: a template and its value, hashed together.

/// A feature of a token. Two features are the same if they are of one template and value;
/// that two others have one number is too rare to matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature(pub u64);

impl Feature {
    /// The feature of this value of a template.
    pub(crate) fn new(template: u16, value: u64) -> Self {
        Self(mix(value ^ mix(u64::from(template) + 1)))
    }
}

/// Two values as one.
pub(crate) fn pair(one: u64, other: u64) -> u64 {
    mix(one.rotate_left(17) ^ mix(other.wrapping_add(0x51_7cc1_b727_220a)))
}

/// The bytes as one number.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state ^ u64::from_le_bytes(word));
    }
    state
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014).
pub(crate) const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
