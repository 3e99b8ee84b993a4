//! Words to groups of words that are alike, in two ways: by what they mean (the word pieces
//! of a language model) and by the words beside which they stand in news.

mod contexts;
mod embedding;
mod kmeans;
mod reduction;

use std::collections::BTreeMap;

pub(crate) use contexts::ContextCounts;
pub(crate) use embedding::PieceEmbedding;
use kmeans::{Centres, Vectors, shorten};

/// Groups of words of like meaning.
pub(crate) struct Meanings<'e> {
    embedding: &'e PieceEmbedding,
    mean: Vec<f32>,
    centres: Centres,
}

impl<'e> Meanings<'e> {
    /// `count` groups, learned from words and their frequencies.
    pub(crate) fn learn(
        embedding: &'e PieceEmbedding,
        frequencies: &BTreeMap<String, u32>,
        count: usize,
    ) -> Meanings<'e> {
        let mut vectors = Vectors::new(embedding.width());
        for (word, &frequency) in frequencies {
            if let Some(vector) = embedding.vector(word) {
                vectors.push(&vector, (2.0 + frequency as f32).log2());
            }
        }
        let mean = vectors.mean();
        vectors.centre(&mean);
        Meanings { embedding, mean, centres: vectors.centres(count) }
    }

    /// The group of a folded word, of letters that the language model has.
    pub(crate) fn group(&self, word: &str) -> Option<usize> {
        let mut vector = self.embedding.vector(word)?;
        vector.iter_mut().zip(&self.mean).for_each(|(number, mean)| *number -= mean);
        shorten(&mut vector);
        Some(self.centres.nearest(&vector))
    }
}

/// Words and their groups of words in like places.
pub(crate) fn by_context(counts: &ContextCounts<'_>, count: usize) -> BTreeMap<String, usize> {
    let (words, vectors) = counts.vectors();
    let centres = vectors.centres(count);
    let group = |(at, word): (usize, &&str)| ((*word).to_owned(), centres.nearest(vectors.row(at)));
    words.iter().enumerate().map(group).collect()
}
