//! The letters a word begins with, read sixteen bytes at a time.
//!
//! Nearly every word of a text is a run of ASCII letters that ends within sixteen bytes:
//! its length, its capitals and its spelling in lower case come out of a few operations on
//! one integer, without a loop over its bytes.

/// The most letters that are read at once.
pub(crate) const MOST: usize = 16;

const EACH: u128 = u128::MAX / 255;
const HIGH_BITS: u128 = EACH * 0x80;
const CASE_BITS: u128 = EACH * 0x20;

/// The ASCII letters at one place of a text, at most [`MOST`] of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letters {
    /// How many there are.
    pub(crate) len: usize,
    /// How many of them are capitals.
    pub(crate) capitals: usize,
    /// The letters in lower case, the first in the lowest byte, zeros after the last.
    pub(crate) packed: u128,
}

/// The letters that begin at `start`; none past the end of the text.
pub(crate) fn letters(text: &[u8], start: usize) -> Letters {
    let bytes = sixteen(text, start);
    let small = (bytes | CASE_BITS) & !HIGH_BITS;
    // The high bit of each byte: whether it is at least `a`, and whether it is past `z`.
    let from_a = small + EACH * u128::from(0x80 - b'a');
    let past_z = small + EACH * u128::from(0x7f - b'z');
    let is_letter = from_a & !past_z & !bytes & HIGH_BITS;
    let end = (!is_letter & HIGH_BITS).trailing_zeros() as usize;
    let len = (end / 8).min(MOST);
    let kept = match len {
        0 => 0,
        len => u128::MAX >> (8 * (MOST - len)),
    };
    // The bit that tells the case lies two below the high bit.
    let capitals = is_letter & !(bytes << 2) & kept;
    Letters { len, capitals: capitals.count_ones() as usize, packed: (bytes | CASE_BITS) & kept }
}

/// The sixteen bytes from `start` on, with zeros for those past the end of the text.
///
/// The text around a word is read with it: a copy of its own length for each word was a
/// tenth of all work.
pub(crate) fn sixteen(text: &[u8], start: usize) -> u128 {
    let rest = text.get(start..).unwrap_or_default();
    match rest.first_chunk() {
        Some(&bytes) => u128::from_le_bytes(bytes),
        None => {
            let mut bytes = [0; MOST];
            bytes[..rest.len()].copy_from_slice(rest);
            u128::from_le_bytes(bytes)
        }
    }
}

/// An ASCII word of at most [`MOST`] bytes in lower case, as one integer; none for other
/// words. No word has a zero byte, so the length is in it.
pub(crate) fn pack(word: &[u8]) -> Option<u128> {
    if word.is_empty() || word.len() > MOST || !word.is_ascii() {
        return None;
    }
    let bytes = sixteen(word, 0);
    let from_a = bytes + EACH * u128::from(0x80 - b'A');
    let past_z = bytes + EACH * u128::from(0x7f - b'Z');
    Some(bytes | ((from_a ^ past_z) & HIGH_BITS) >> 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn packing_folds_and_masks() {
        assert_eq!(pack(b"KABUL"), pack(b"kabul"));
        assert_eq!(pack(b"O'Brien"), pack(b"o'bRIEN"));
        assert_ne!(pack(b"kabul"), pack(b"kabu"));
        assert_ne!(pack(b"@[`{"), pack(b"`{@["));
        assert_eq!(pack("é".as_bytes()), None);
        assert_eq!(pack(b"seventeen letters"), None);
        assert_eq!(pack(b""), None);
    }

    proptest! {
        #[test]
        fn letters_are_those_a_loop_finds(text in "[A-Za-z@\\[`{é0-9 ]{0,40}", start in 0usize..42) {
            let rest = text.as_bytes().get(start..).unwrap_or_default();
            let rest = &rest[..rest.len().min(MOST)];
            let len = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let found = letters(text.as_bytes(), start);
            prop_assert_eq!(found.len, len);
            let capitals = rest[..len].iter().filter(|byte| byte.is_ascii_uppercase()).count();
            prop_assert_eq!(found.capitals, capitals);
            prop_assert_eq!(found.packed, pack(&rest[..len]).unwrap_or_default());
        }
    }
}
