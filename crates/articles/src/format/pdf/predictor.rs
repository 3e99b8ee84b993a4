//! What is done to rows of numbers before they are packed, undone.

use super::object::{Dict, Object};

/// Undoes the predictor that the parameters of a filter name, if they name one.
pub(super) fn undo(bytes: Vec<u8>, parameters: &Dict) -> Vec<u8> {
    let number = |name: &[u8], usual: usize| {
        parameters.get(name).and_then(Object::count).unwrap_or(usual).min(1 << 16)
    };
    let predictor = number(b"Predictor", 1);
    let bits = number(b"BitsPerComponent", 8) * number(b"Colors", 1).min(64);
    let pixel = bits.div_ceil(8).max(1);
    let row = bits.saturating_mul(number(b"Columns", 1)).div_ceil(8);
    // A row takes as much memory as it says that it is long.
    let row = row.clamp(1, bytes.len().max(1));
    match predictor {
        10.. => undo_png(&bytes, pixel, row),
        2 if number(b"BitsPerComponent", 8) == 8 => undo_tiff(bytes, pixel, row),
        _ => bytes,
    }
}

/// Each row begins with a byte that says how its bytes differ from those around them.
fn undo_png(bytes: &[u8], pixel: usize, row: usize) -> Vec<u8> {
    let mut all = Vec::with_capacity(bytes.len());
    let mut above = vec![0; row];
    for written in bytes.chunks(row + 1) {
        let (kind, written) = (written[0], &written[1..]);
        let mut current = vec![0; row];
        for (at, &byte) in written.iter().enumerate() {
            let left = at.checked_sub(pixel).map_or(0, |before| current[before]);
            let corner = at.checked_sub(pixel).map_or(0, |before| above[before]);
            let guess = match kind {
                1 => left,
                2 => above[at],
                3 => ((u16::from(left) + u16::from(above[at])) / 2) as u8,
                4 => paeth(left, above[at], corner),
                _ => 0,
            };
            current[at] = byte.wrapping_add(guess);
        }
        all.extend_from_slice(&current[..written.len()]);
        above = current;
    }
    all
}

/// Of the bytes to the left, above and between, that which is nearest to where the three lead.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let lead = i16::from(left) + i16::from(above) - i16::from(corner);
    [left, above, corner]
        .into_iter()
        .min_by_key(|&byte| (lead - i16::from(byte)).abs())
        .unwrap_or(corner)
}

/// Each byte is the difference from that of the pixel before it.
fn undo_tiff(mut bytes: Vec<u8>, pixel: usize, row: usize) -> Vec<u8> {
    for row in bytes.chunks_mut(row) {
        for at in pixel..row.len() {
            row[at] = row[at].wrapping_add(row[at - pixel]);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::object::Parser;
    use super::*;

    #[test]
    fn predictors() {
        for (parameters, bytes, expected) in [
            ("<</Predictor 12/Columns 2>>", &[2, 1, 2, 2, 1, 1][..], &[1, 2, 2, 3][..]),
            ("<</Predictor 15/Columns 3>>", &[1, 5, 1, 1, 4, 1, 0, 0], &[5, 6, 7, 6, 6, 7]),
            ("<</Predictor 15/Columns 2>>", &[3, 4, 4, 0, 1], &[4, 6, 1]),
            ("<</Predictor 2/Columns 3>>", &[1, 1, 1, 2, 0, 1], &[1, 2, 3, 2, 2, 3]),
            ("<</Predictor 1>>", &[1, 2], &[1, 2]),
            ("<</Predictor 12/Columns 999999999/Colors 99>>", &[2, 1], &[1]),
            ("<</Predictor 12/BitsPerComponent 65536/Colors 64/Columns 65536>>", &[2, 1], &[1]),
        ] {
            let parameters = Parser::new(parameters.as_bytes(), 0).object().unwrap();
            assert_eq!(undo(bytes.to_vec(), parameters.dict().unwrap()), expected);
        }
    }
}
