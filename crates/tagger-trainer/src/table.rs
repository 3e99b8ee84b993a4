//! A model to the table that the product reads, whose layout `dateline-entities` describes
//! where it reads it (`src/tagger/weights.rs`).

use dateline_entities::tagger::{
    BIAS, CHECK, COUNT, Feature, HEADER, LABELS, MAGIC, ROW, VERSION, place_of,
};

use crate::crf::{Model, Pairs, Scores};
use crate::recipe::Domain;

/// The most rows of ten that are taken: the fewer are empty, the longer the search for a
/// feature that is not there.
const FULL: usize = 7;

/// The largest weight, in steps of the table's scale: what a byte holds.
const MOST_STEPS: f32 = 127.0;

/// The weights of a feature, in steps.
type Steps = [i8; LABELS];

/// The table of a model's weights in news, for features in the order of its rows.
///
/// A feature all of whose weights round to nothing is left out.
pub(crate) fn write(model: &Model, features: &[Feature]) -> Vec<u8> {
    let weights: Vec<Scores> =
        (0..).zip(features).map(|(row, _)| model.row(row, Domain::News)).collect();
    let largest = weights.iter().flatten().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let scale = largest / MOST_STEPS;
    let rows: Vec<(Feature, Steps)> = features
        .iter()
        .zip(&weights)
        .map(|(&feature, weights)| (feature, weights.map(|weight| (weight / scale).round() as i8)))
        .filter(|(_, steps)| steps.iter().any(|&step| step != 0))
        .collect();
    // One more than there are, so that even the smallest table has an empty row, which ends
    // a search.
    let count = (10 * rows.len() / FULL).max(rows.len() + 1);
    let bits = count.next_power_of_two().ilog2();
    let mut table = header(bits, scale, &model.transitions);
    table.extend(place(&rows, bits).as_flattened());
    table
}

/// What stands before the rows.
fn header(bits: u32, scale: f32, transitions: &Pairs) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(bits.to_le_bytes());
    header.extend(scale.to_bits().to_le_bytes());
    for weight in transitions.iter().flatten() {
        header.extend(((weight / scale).round() as i16).to_le_bytes());
    }
    header
}

/// Puts each feature into the first row that is empty from its own on.
fn place(features: &[(Feature, Steps)], bits: u32) -> Vec<[u8; ROW]> {
    let mut rows = vec![[0; ROW]; 1 << bits];
    let mask = rows.len() - 1;
    for &(feature, steps) in features {
        let (mut at, check) = place_of(feature, mask);
        while rows[at][CHECK..] != [0, 0] {
            at = (at + 1) & mask;
        }
        let biased = steps.map(|step| step.cast_unsigned().wrapping_add(BIAS));
        rows[at][..LABELS].copy_from_slice(&biased);
        rows[at][COUNT] = 1;
        rows[at][CHECK..].copy_from_slice(&check.to_le_bytes());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps of a feature, looked up as the layout says.
    fn find(table: &[u8], feature: Feature) -> Option<Vec<i8>> {
        let (rows, _) = table[HEADER..].as_chunks::<ROW>();
        let (mut at, check) = place_of(feature, rows.len() - 1);
        while rows[at][CHECK..] != check.to_le_bytes() {
            if rows[at][CHECK..] == [0, 0] {
                return None;
            }
            at = (at + 1) % rows.len();
        }
        Some(rows[at][..LABELS].iter().map(|&it| it.wrapping_sub(BIAS).cast_signed()).collect())
    }

    /// A feature that lies in the row and under the check that its number says.
    fn feature(check: u64, row: u64) -> Feature {
        Feature(check << 48 | row)
    }

    #[test]
    fn what_is_written_is_found_again() {
        let features: Vec<Feature> = (0..20).map(|at| feature(at + 1, at % 3)).collect();
        let mut model = Model::new(features.len());
        for (row, weights) in model.weights.iter_mut().take(features.len()).enumerate() {
            weights[1] = row as f32;
        }
        // What is learned of news is added to what is learned of all texts.
        model.weights[20 + 19][1] = 127.0 - 19.0;
        let table = write(&model, &features);
        assert_eq!(find(&table, features[0]), None);
        for (row, &feature) in features.iter().enumerate().skip(1) {
            let step = if row == 19 { 127 } else { row as i8 };
            assert_eq!(find(&table, feature), Some(vec![0, step, 0, 0, 0, 0, 0, 0, 0]), "{row}");
        }
        assert_eq!(find(&table, feature(99, 2)), None);
    }

    #[test]
    fn the_layout_is_the_documented_one() {
        let mut model = Model::new(1);
        model.weights[0] = [-63.5, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        model.transitions[0][1] = -300.0;
        let table = write(&model, &[feature(0x1234, 7)]);
        let mut expected = b"DLTG".to_vec();
        expected.extend(2_u32.to_le_bytes());
        expected.extend(1_u32.to_le_bytes());
        expected.extend(0.5_f32.to_le_bytes());
        expected.extend([0, 0]);
        expected.extend((-600_i16).to_le_bytes());
        expected.resize(HEADER, 0);
        // Two rows: an empty one, and that of the feature, whose number is odd.
        expected.extend([0; 16]);
        expected.extend([1, 128, 128, 128, 128, 128, 128, 128, 130]);
        expected.extend([1, 0, 0, 0, 0, 0x34, 0x12]);
        assert_eq!(table, expected);
    }

    #[test]
    fn a_model_that_knows_nothing_has_an_empty_table() {
        let table = write(&Model::new(1), &[feature(1, 1)]);
        assert_eq!(table.len(), HEADER + ROW);
        assert_eq!(find(&table, feature(1, 1)), None);
    }
}
