use super::number::{u24, u24_bytes};

/// One member of a region of the world: a country, or a part of one.
///
/// A country belongs to several such regions, which overlap, so they are not in the chain
/// of what contains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// The number of the region of the world.
    pub region: u32,
    /// The number of its member.
    pub member: u32,
}

impl Membership {
    /// The bytes of one membership.
    pub const WIDTH: usize = 6;

    /// The membership of these bytes.
    #[must_use]
    pub fn decode(bytes: [u8; Self::WIDTH]) -> Self {
        let [a, b, c, d, e, f] = bytes;
        Self { region: u24([a, b, c]), member: u24([d, e, f]) }
    }

    /// The bytes of the membership.
    #[must_use]
    pub fn encode(self) -> [u8; Self::WIDTH] {
        let [a, b, c] = u24_bytes(self.region);
        let [d, e, f] = u24_bytes(self.member);
        [a, b, c, d, e, f]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decode_of_encode_is_identity() {
        for (region, member) in [(0, 1), (70_000, 7), (1 << 22, 255)] {
            let membership = Membership { region, member };
            assert_eq!(Membership::decode(membership.encode()), membership);
        }
    }
}
