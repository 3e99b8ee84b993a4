use super::number::{u24, u24_bytes};

/// One candidate of a name: which place, and whether it is that place's usual name.
///
/// The postings of a name lie one after the other, the most prominent first; the last one
/// says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The place's number, below [`MAX_PLACES`](super::MAX_PLACES).
    pub place: u32,
    /// Whether the name is the place's usual one.
    pub is_main_name: bool,
    /// Whether the name has no further candidate.
    pub is_last: bool,
}

impl Posting {
    /// The bytes of one posting.
    pub const WIDTH: usize = 3;

    const MAIN: u32 = 1 << 22;
    const LAST: u32 = 1 << 23;

    /// The posting of these bytes.
    #[must_use]
    pub fn decode(bytes: [u8; Self::WIDTH]) -> Self {
        let packed = u24(bytes);
        Self {
            place: packed & (Self::MAIN - 1),
            is_main_name: packed & Self::MAIN != 0,
            is_last: packed & Self::LAST != 0,
        }
    }

    /// The bytes of the posting.
    #[must_use]
    pub fn encode(self) -> [u8; Self::WIDTH] {
        let main = if self.is_main_name { Self::MAIN } else { 0 };
        let last = if self.is_last { Self::LAST } else { 0 };
        u24_bytes(self.place & (Self::MAIN - 1) | main | last)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn decode_of_encode_is_identity(
            place in 0u32..1 << 22,
            is_main_name in any::<bool>(),
            is_last in any::<bool>(),
        ) {
            let posting = Posting { place, is_main_name, is_last };
            prop_assert_eq!(Posting::decode(posting.encode()), posting);
        }
    }
}
