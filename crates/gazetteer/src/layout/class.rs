use dateline_model::{CountryCode, PlaceKind};

use super::number::{u24, u24_bytes};

/// What many places share: their kind, their country and what contains them.
///
/// A table has a few thousand classes for hundreds of thousands of places, so a place
/// names its class in two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    /// The kind of place.
    pub kind: PlaceKind,
    /// What is governed from there.
    pub seat: Seat,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// The numbers of the places that contain it, the widest first, without gaps.
    pub within: [Option<u32>; 3],
}

/// What is governed from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// Nothing that the table knows.
    None,
    /// Its country: it is the capital.
    Country,
}

impl Class {
    /// The bytes of one class.
    pub const WIDTH: usize = 12;

    /// Set in the byte of the kind for a capital.
    const CAPITAL: u8 = 1 << 7;

    /// Stands for a containing place that there is not.
    const NONE: u32 = 0xff_ffff;

    /// The class of these bytes; `None` when its kind is unknown.
    #[must_use]
    pub fn decode(bytes: [u8; Self::WIDTH]) -> Option<Self> {
        let [kind, code @ .., a, b, c, d, e, f, g, h, i] = bytes;
        let within = [[a, b, c], [d, e, f], [g, h, i]].map(|bytes| match u24(bytes) {
            Self::NONE => None,
            place => Some(place),
        });
        let country = std::str::from_utf8(&code).ok().and_then(|code| code.parse().ok());
        let seat = if kind & Self::CAPITAL == 0 { Seat::None } else { Seat::Country };
        Some(Self { kind: kind_of(kind & !Self::CAPITAL)?, seat, country, within })
    }

    /// The bytes of the class.
    #[must_use]
    pub fn encode(&self) -> [u8; Self::WIDTH] {
        let mut bytes = [0; Self::WIDTH];
        let capital = if self.seat == Seat::Country { Self::CAPITAL } else { 0 };
        bytes[0] = code_of(self.kind) | capital;
        if let Some(country) = &self.country {
            bytes[1..3].copy_from_slice(country.as_str().as_bytes());
        }
        for (slot, place) in bytes[3..].chunks_exact_mut(3).zip(self.within) {
            slot.copy_from_slice(&u24_bytes(place.unwrap_or(Self::NONE)));
        }
        bytes
    }
}

/// The kinds, each at the position of its code.
const KINDS: [PlaceKind; 6] = [
    PlaceKind::WorldRegion,
    PlaceKind::Country,
    PlaceKind::Region,
    PlaceKind::City,
    PlaceKind::Feature,
    PlaceKind::Site,
];

fn kind_of(code: u8) -> Option<PlaceKind> {
    KINDS.get(usize::from(code)).copied()
}

/// The code of a kind; one that this version does not know is a feature.
fn code_of(kind: PlaceKind) -> u8 {
    let position = KINDS.iter().position(|&known| known == kind);
    position.and_then(|position| u8::try_from(position).ok()).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decode_of_encode_is_identity() {
        for kind in KINDS {
            for country in [None, Some("AF".parse().unwrap())] {
                for within in [[None; 3], [Some(0), None, None], [Some(7), Some(70_000), Some(2)]] {
                    for seat in [Seat::None, Seat::Country] {
                        let class = Class { kind, seat, country, within };
                        assert_eq!(Class::decode(class.encode()), Some(class));
                    }
                }
            }
        }
    }

    #[test]
    fn an_unknown_kind_is_no_class() {
        assert_eq!(Class::decode([9; Class::WIDTH]), None);
    }
}
