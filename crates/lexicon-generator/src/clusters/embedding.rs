//! Words to vectors, by the word pieces of a language model.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::Value;

/// The tensor of a vector for each piece.
const TENSOR: &str = "embeddings.word_embeddings.weight";

/// The pieces of a language model of the BERT family, and a vector for each.
pub(crate) struct PieceEmbedding {
    pieces: HashMap<String, usize>,
    width: usize,
    weights: Vec<f32>,
}

impl PieceEmbedding {
    /// Reads `vocab.txt` and `model.safetensors` of a model's folder.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<PieceEmbedding> {
        let path = folder.join("vocab.txt");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        let pieces: HashMap<String, usize> =
            text.lines().enumerate().map(|(index, piece)| (piece.to_owned(), index)).collect();
        let path = folder.join("model.safetensors");
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let (width, weights) =
            tensor(&bytes, TENSOR).with_context(|| format!("reading {}", path.display()))?;
        if width == 0 || weights.len() / width < pieces.len() {
            bail!("{}: fewer vectors than pieces", path.display());
        }
        Ok(PieceEmbedding { pieces, width, weights })
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The pieces that are words by themselves, of two letters and more.
    pub(crate) fn whole_words(&self) -> impl Iterator<Item = &str> {
        let is_word =
            |piece: &&str| piece.len() > 1 && piece.bytes().all(|byte| byte.is_ascii_lowercase());
        self.pieces.keys().map(String::as_str).filter(is_word)
    }

    /// The mean of the vectors of a folded word's pieces; nothing of a word with a letter
    /// that no piece has.
    pub(crate) fn vector(&self, word: &str) -> Option<Vec<f32>> {
        let pieces = self.split(word)?;
        let mut mean = vec![0.0; self.width];
        for &piece in &pieces {
            let weights = &self.weights[piece * self.width..(piece + 1) * self.width];
            mean.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        mean.iter_mut().for_each(|sum| *sum /= pieces.len() as f32);
        Some(mean)
    }

    /// The longest pieces from the left; hyphens and apostrophes part words.
    fn split(&self, word: &str) -> Option<Vec<usize>> {
        let mut found = Vec::new();
        for part in word.split(['-', '\'']).filter(|part| !part.is_empty()) {
            let mut start = 0;
            while start < part.len() {
                let (piece, end) = self.longest(part, start)?;
                found.push(piece);
                start = end;
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// The longest piece of a word from `start`, and where it ends.
    fn longest(&self, word: &str, start: usize) -> Option<(usize, usize)> {
        let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        let ends: Vec<usize> = ends.filter(|&end| end > start).collect();
        ends.into_iter().rev().find_map(|end| {
            let text = &word[start..end];
            let piece = if start == 0 {
                self.pieces.get(text)
            } else {
                self.pieces.get(&format!("##{text}"))
            };
            piece.map(|&piece| (piece, end))
        })
    }
}

/// The width and the numbers of a table in a file of safetensors: the length of a JSON
/// header, the header, and the numbers of all tensors at the places it says.
fn tensor(bytes: &[u8], name: &str) -> anyhow::Result<(usize, Vec<f32>)> {
    let (length, rest) = bytes.split_first_chunk::<8>().context("no header")?;
    let length = usize::try_from(u64::from_le_bytes(*length))?;
    let (header, data) = rest.split_at_checked(length).context("the header is cut")?;
    let header: Value = serde_json::from_slice(header)?;
    let tensor = header.get(name).with_context(|| format!("no tensor {name}"))?;
    if tensor["dtype"] != "F32" {
        bail!("tensor {name} is not of 32-bit numbers");
    }
    let place = |index: usize| -> anyhow::Result<usize> {
        let place = tensor["data_offsets"][index].as_u64().context("a tensor without a place")?;
        Ok(usize::try_from(place)?)
    };
    let width = tensor["shape"][1].as_u64().context("not a table")?;
    let numbers = data.get(place(0)?..place(1)?).context("the tensor is cut")?;
    let numbers = numbers.chunks_exact(4).map(|four| {
        let mut number = [0; 4];
        number.copy_from_slice(four);
        f32::from_le_bytes(number)
    });
    Ok((usize::try_from(width)?, numbers.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> PieceEmbedding {
        let pieces = ["kab", "##ul", "##é", "new", "york"];
        PieceEmbedding {
            pieces: pieces
                .iter()
                .enumerate()
                .map(|(at, piece)| ((*piece).to_owned(), at))
                .collect(),
            width: 1,
            weights: vec![1.0, 3.0, 5.0, 7.0, 9.0],
        }
    }

    #[test]
    fn words_are_means_of_their_pieces() {
        let cases = [
            ("kab", Some(1.0)),
            ("kabul", Some(2.0)),
            ("kabulé", Some(3.0)),
            ("new-york", Some(8.0)),
            ("ulkab", None),
            ("", None),
            ("'", None),
        ];
        for (word, expected) in cases {
            assert_eq!(small().vector(word), expected.map(|mean| vec![mean]), "{word}");
        }
    }

    #[test]
    fn tensors_are_found_by_their_names() {
        let header = br#"{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}"#;
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header);
        for number in [0.5_f32, 1.5, -2.0] {
            bytes.extend(number.to_le_bytes());
        }
        let (width, numbers) = tensor(&bytes, "a").expect("whole");
        assert_eq!((width, numbers), (2, vec![1.5, -2.0]));
        assert!(tensor(&bytes, "b").is_err());
        assert!(tensor(&bytes[..bytes.len() - 1], "a").is_err());
        assert!(tensor(&bytes[..5], "a").is_err());
    }
}
