//! Words to vectors, by the words that stand before and after them.

use std::collections::{BTreeMap, HashMap};

use dateline_model::fold;

use super::kmeans::Vectors;
use super::reduction::{Sparse, reduce};
use crate::words::{Piece, Shape};

/// Neighbours that are told apart; the others count by their shapes alone.
const NEIGHBOURS: usize = 1000;
/// Shapes, and the beginning and the end of a text.
const SHAPES: usize = 5;
/// Numbers in a vector: neighbours before, and neighbours after.
const WIDTH: usize = 2 * (NEIGHBOURS + SHAPES);
/// What the frequency of a neighbour is raised to, so that rare ones say less.
const SMOOTHING: f32 = 0.75;
/// Directions that are kept of them.
const DIRECTIONS: usize = 100;
/// Sightings from which a word has a vector.
const FEWEST: u32 = 5;

/// How often words stand beside each other.
pub(crate) struct ContextCounts<'v> {
    neighbours: HashMap<&'v str, usize>,
    words: BTreeMap<String, Neighbours>,
}

#[derive(Default)]
struct Neighbours {
    sightings: u32,
    counts: BTreeMap<usize, u32>,
}

impl<'v> ContextCounts<'v> {
    /// No counts yet; `frequencies` are of all words of the texts to come.
    pub(crate) fn new(frequencies: &'v BTreeMap<String, u32>) -> ContextCounts<'v> {
        let mut ranked: Vec<(&String, u32)> =
            frequencies.iter().map(|(word, &count)| (word, count)).collect();
        ranked.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let ranked = ranked.into_iter().take(NEIGHBOURS).enumerate();
        let neighbours = ranked.map(|(rank, (word, _))| (word.as_str(), rank)).collect();
        ContextCounts { neighbours, words: BTreeMap::new() }
    }

    /// Counts the words of a text, unless most of its words begin with capitals: that is a
    /// headline or a table, and tells other things.
    pub(crate) fn add(&mut self, pieces: &[Piece<'_>]) {
        let capitals = pieces.iter().filter(|piece| piece.shape == Shape::Capital).count();
        let small = pieces.iter().filter(|piece| piece.shape == Shape::Small).count();
        if capitals > small {
            return;
        }
        for (at, piece) in pieces.iter().enumerate() {
            if !matches!(piece.shape, Shape::Small | Shape::Capital) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| pieces.get(at));
            let before = self.neighbour(before);
            let after = WIDTH / 2 + self.neighbour(pieces.get(at + 1));
            let word = self.words.entry(fold(piece.text).into_owned()).or_default();
            word.sightings += 1;
            *word.counts.entry(before).or_default() += 1;
            *word.counts.entry(after).or_default() += 1;
        }
    }

    fn neighbour(&self, piece: Option<&Piece<'_>>) -> usize {
        let Some(piece) = piece else { return NEIGHBOURS };
        let shape = match piece.shape {
            Shape::Small => 1,
            Shape::Capital => 2,
            Shape::Number => 3,
            Shape::Sign => 4,
        };
        let known = match piece.shape {
            Shape::Small | Shape::Capital => self.neighbours.get(&*fold(piece.text)),
            Shape::Number | Shape::Sign => None,
        };
        known.copied().unwrap_or(NEIGHBOURS + shape)
    }

    /// The words that were seen often enough, and their vectors in `directions` directions:
    /// how much more often each neighbour was there than by chance (positive pointwise
    /// mutual information), reduced to what tells words apart.
    fn vectors_in(&self, directions: usize) -> (Vec<&str>, Vectors) {
        let chances = self.chances();
        let (mut names, mut rows, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for (word, seen) in self.words.iter().filter(|(_, seen)| seen.sightings >= FEWEST) {
            names.push(word.as_str());
            rows.push(surprises(seen, &chances));
            weights.push((2.0 + seen.sightings as f32).log2());
        }
        (names, reduce(&rows, &weights, WIDTH, directions))
    }

    /// The words that were seen often enough, and their vectors.
    pub(crate) fn vectors(&self) -> (Vec<&str>, Vectors) {
        self.vectors_in(DIRECTIONS)
    }

    /// How probable each neighbour is beside any word.
    fn chances(&self) -> Vec<f32> {
        let mut sums = vec![0_u32; WIDTH];
        for seen in self.words.values() {
            for (&neighbour, &count) in &seen.counts {
                sums[neighbour] += count;
            }
        }
        let smooth: Vec<f32> = sums.iter().map(|&sum| (sum as f32).powf(SMOOTHING)).collect();
        let all: f32 = smooth.iter().sum();
        smooth.into_iter().map(|sum| sum / all.max(1.0)).collect()
    }
}

/// How much more often each neighbour of a word was there than by chance.
fn surprises(seen: &Neighbours, chances: &[f32]) -> Sparse {
    let all = 2.0 * seen.sightings as f32;
    let surprises = seen.counts.iter().map(|(&neighbour, &count)| {
        let count = count as f32;
        let surprise = (count / (all * chances[neighbour])).ln().max(0.0);
        // What was seen once or twice may be chance.
        (neighbour, surprise * count / (count + 1.0))
    });
    surprises.filter(|&(_, surprise)| surprise > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::pieces;

    #[test]
    fn words_in_the_same_places_have_like_vectors() {
        let text = "The minister went to Paris on Monday. The minister went to Kabul on Monday. \
                    The envoy came to Paris on Friday. The envoy came to Kabul on Friday. ";
        let text = text.repeat(4);
        let pieces = pieces(&text);
        let mut frequencies = BTreeMap::new();
        for piece in &pieces {
            *frequencies.entry(fold(piece.text).into_owned()).or_default() += 1;
        }
        let mut counts = ContextCounts::new(&frequencies);
        counts.add(&pieces);
        let (words, vectors) = counts.vectors_in(8);
        let centres = vectors.centres(words.len() / 2);
        assert_eq!(vectors.len(), words.len());
        let group = |word: &str| {
            let at = words.iter().position(|&other| other == word).expect("seen");
            centres.nearest(vectors.row(at))
        };
        assert_eq!(group("paris"), group("kabul"));
        assert_ne!(group("paris"), group("minister"));
    }
}
