//! The learned weights, read where they lie in the binary.
//!
//! ```text
//! magic "DLTG", version, log2 of the number of rows, scale as f32      4 bytes each
//! transitions: from each label to each, i16
//! rows: a weight for each label (1 byte each), a one, zeros, check (2 bytes)
//! ```
//!
//! Numbers are little-endian; a weight is stored as 128 more than it is, and the one counts
//! how often that is to be taken away again: bytes without a sign are widened many at a
//! time. A feature is in the row that the low bits of its number say, or in the first one
//! after it that has the check which its high bits say; an empty row, whose check is 0, ends
//! the search: such a feature was not learned. A row is sixteen bytes, so that it is read and
//! added as a whole.

use std::sync::LazyLock;

use super::feature::Feature;
use super::label::LABELS;

/// The first bytes of a table.
pub const MAGIC: [u8; 4] = *b"DLTG";
/// The layout that this module reads.
pub const VERSION: u32 = 2;
/// Bytes of a row.
pub const ROW: usize = LANES;
/// What is added to a weight where it is stored.
pub const BIAS: u8 = 128;
/// Where in a row its one is.
pub const COUNT: usize = LABELS;
/// Where in a row its check is.
pub const CHECK: usize = ROW - 2;
/// Bytes before the rows.
pub const HEADER: usize = 16 + 2 * LABELS * LABELS;

/// How many numbers are added at once: one for each label, and some that mean nothing.
pub(crate) const LANES: usize = 16;

/// A score for each label, in steps of the table's scale.
pub(crate) type Scores = [i16; LABELS];

/// Rows added up.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum([u16; LANES]);

impl Sum {
    /// Adds what was added up elsewhere.
    #[inline]
    pub(crate) fn add(&mut self, other: &Self) {
        for (lane, more) in self.0.iter_mut().zip(&other.0) {
            *lane = lane.wrapping_add(*more);
        }
    }

    #[inline]
    fn add_row(&mut self, row: &[u8; ROW]) {
        for (lane, &more) in self.0.iter_mut().zip(row) {
            *lane = lane.wrapping_add(u16::from(more));
        }
    }

    /// The scores without what the rows have too much. A token has some hundred features:
    /// their sum fits.
    pub(crate) fn scores(&self) -> Scores {
        let excess = i32::from(self.0[COUNT]) * i32::from(BIAS);
        std::array::from_fn(|label| (i32::from(self.0[label]) - excess) as i16)
    }
}

/// A table of weights.
pub(crate) struct Weights {
    mask: usize,
    scale: f32,
    transitions: [[i16; LABELS]; LABELS],
    rows: &'static [u8],
}

static EMBEDDED: LazyLock<Weights> = LazyLock::new(|| {
    Weights::open(include_bytes!("../../data/tagger.bin")).expect("the embedded table is whole")
});

impl Weights {
    /// The weights in the binary.
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The weights of a table; none when the bytes are not one.
    pub(crate) fn open(bytes: &'static [u8]) -> Option<Self> {
        let header: &[u8; HEADER] = bytes.first_chunk()?;
        let number = |at: usize| {
            header.get(at..at + 4)?.first_chunk().map(|&bytes| u32::from_le_bytes(bytes))
        };
        if header[..4] != MAGIC || number(4)? != VERSION {
            return None;
        }
        let count = 1_usize.checked_shl(number(8)?)?;
        let rows = &bytes[HEADER..];
        if rows.len() != count.checked_mul(ROW)? {
            return None;
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for (cell, bytes) in transitions.iter_mut().flatten().zip(header[16..].chunks_exact(2)) {
            *cell = i16::from_le_bytes([bytes[0], bytes[1]]);
        }
        let scale = f32::from_bits(number(12)?);
        Some(Self { mask: count - 1, scale, transitions, rows })
    }

    /// What a step of a score is worth.
    pub(crate) fn scale(&self) -> f32 {
        self.scale
    }

    /// The scores of label after label.
    pub(crate) fn transitions(&self) -> &[[i16; LABELS]; LABELS] {
        &self.transitions
    }

    /// Adds the weights of features.
    ///
    /// A byte of each row is read before any row is looked at: most of the time goes in
    /// waiting for memory, and so all rows are waited for at once.
    pub(crate) fn add_all(&self, features: &[Feature], sum: &mut Sum) {
        let first = |feature: &Feature| {
            self.rows.get(place_of(*feature, self.mask).0 * ROW).copied().unwrap_or_default()
        };
        std::hint::black_box(features.iter().fold(0, |all, feature| all ^ first(feature)));
        features.iter().for_each(|&feature| self.add(feature, sum));
    }

    /// Adds the weights of a feature.
    #[inline]
    fn add(&self, feature: Feature, sum: &mut Sum) {
        let (mut at, check) = place_of(feature, self.mask);
        for _ in 0..=self.mask {
            let Some(row) = self.rows.get(at * ROW..).and_then(<[u8]>::first_chunk::<ROW>) else {
                return;
            };
            let found = u16::from_le_bytes([row[CHECK], row[CHECK + 1]]);
            if found == check {
                return sum.add_row(row);
            }
            if found == 0 {
                return;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// The row that a feature is first looked for in, and the check it lies under.
#[must_use]
pub fn place_of(feature: Feature, mask: usize) -> (usize, u16) {
    (feature.0 as usize & mask, ((feature.0 >> 48) as u16).max(1))
}
