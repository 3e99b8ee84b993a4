use super::number::{u24, u24_bytes};

/// The facts of one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// Its display name.
    pub name: NameRef,
    /// The number of its class.
    pub class: u16,
    /// Inhabitants, 0 where unknown. Kept exactly up to a million, beyond it to six
    /// digits.
    pub population: u32,
    /// Degrees north, -90 to 90, kept to 0.0014 degrees (150 m).
    pub latitude: f32,
    /// Degrees east, -180 to 180, kept to 0.0028 degrees (300 m at the equator).
    pub longitude: f32,
}

impl Record {
    /// The bytes of one record.
    pub const WIDTH: usize = 12;

    /// The record of these bytes.
    #[must_use]
    pub fn decode(bytes: [u8; Self::WIDTH]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = bytes;
        Self {
            name: NameRef::decode(u24([a, b, c])),
            class: u16::from_le_bytes([d, e]),
            population: unpacked(u24([f, g, h])),
            latitude: degrees(u16::from_le_bytes([i, j]), 90.0),
            longitude: degrees(u16::from_le_bytes([k, l]), 180.0),
        }
    }

    /// The bytes of the record.
    #[must_use]
    pub fn encode(&self) -> [u8; Self::WIDTH] {
        let mut bytes = [0; Self::WIDTH];
        bytes[..3].copy_from_slice(&u24_bytes(self.name.encode()));
        bytes[3..5].copy_from_slice(&self.class.to_le_bytes());
        bytes[5..8].copy_from_slice(&u24_bytes(packed(self.population)));
        bytes[8..10].copy_from_slice(&steps(self.latitude, 90.0).to_le_bytes());
        bytes[10..].copy_from_slice(&steps(self.longitude, 180.0).to_le_bytes());
        bytes
    }
}

/// Where the display name of a place is to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameRef {
    /// In the pool, under this number.
    Pool(u32),
    /// From the folded name whose first posting has this number, by
    /// [`titled`](super::titled).
    Titled(u32),
}

impl NameRef {
    const TITLED: u32 = 1 << 23;

    fn decode(packed: u32) -> Self {
        let number = packed & (Self::TITLED - 1);
        if packed & Self::TITLED == 0 { Self::Pool(number) } else { Self::Titled(number) }
    }

    fn encode(self) -> u32 {
        match self {
            Self::Pool(number) => number,
            Self::Titled(number) => number | Self::TITLED,
        }
    }
}

/// Significant digits of a population and, above them, a power of ten. A decimal power
/// keeps large numbers round in the way people round them.
const DIGIT_BITS: u32 = 20;

fn packed(population: u32) -> u32 {
    let (mut digits, mut power) = (population, 0);
    while digits >= 1 << DIGIT_BITS {
        digits = digits.div_ceil(10).min(digits / 10 + u32::from(digits % 10 >= 5));
        power += 1;
    }
    digits | power << DIGIT_BITS
}

fn unpacked(packed: u32) -> u32 {
    let digits = packed & ((1 << DIGIT_BITS) - 1);
    digits.saturating_mul(10u32.saturating_pow(packed >> DIGIT_BITS))
}

/// The angle that so many of 65,535 steps from `-limit` to `limit` make, rounded to the
/// thousandths that the steps can tell apart.
fn degrees(steps: u16, limit: f32) -> f32 {
    let exact = f64::from(steps) / f64::from(u16::MAX) * 2.0 - 1.0;
    ((exact * f64::from(limit) * 1000.0).round() / 1000.0) as f32
}

fn steps(degrees: f32, limit: f32) -> u16 {
    let share = (f64::from(degrees) / f64::from(limit) + 1.0) / 2.0;
    (share.clamp(0.0, 1.0) * f64::from(u16::MAX)).round() as u16
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn populations_are_exact_or_rounded() {
        for (population, expected) in [
            (0, 0),
            (679_400, 679_400),
            (1_048_575, 1_048_575),
            (1_048_576, 1_048_580),
            (18_960_744, 18_960_700),
            (1_411_778_724, 1_411_780_000),
            (u32::MAX, u32::MAX),
        ] {
            assert_eq!(unpacked(packed(population)), expected, "{population}");
        }
    }

    proptest! {
        #[test]
        fn decode_of_encode_is_close(
            name in prop_oneof![
                (0u32..1 << 23).prop_map(NameRef::Pool),
                (0u32..1 << 23).prop_map(NameRef::Titled),
            ],
            class in any::<u16>(),
            population in any::<u32>(),
            latitude in -90f32..=90.0,
            longitude in -180f32..=180.0,
        ) {
            let record = Record { name, class, population, latitude, longitude };
            let read = Record::decode(record.encode());
            prop_assert_eq!((read.name, read.class), (name, class));
            prop_assert!(read.population.abs_diff(population) <= population / 100_000);
            prop_assert!((read.latitude - latitude).abs() < 0.002);
            prop_assert!((read.longitude - longitude).abs() < 0.004);
        }

        #[test]
        fn any_bytes_are_a_record(bytes in any::<[u8; Record::WIDTH]>()) {
            let record = Record::decode(bytes);
            prop_assert!(record.latitude.abs() <= 90.0 && record.longitude.abs() <= 180.0);
        }
    }
}
