//! What finding a word says, by how many articles have it.

use super::Lights;
use crate::Result;
use crate::archive::Archive;

/// What the most frequent word says, and what the rarest says more. Coverage of the question
/// counts for more than rarity: four frequent words of it say what one of the rarest does.
const LEAST: f32 = 0.5;
const RANGE: f32 = 1.5;

impl Archive {
    /// Weighs the words and phrases of lights by the share of articles that have them.
    pub(crate) fn weigh_by_rarity(&self, lights: &mut Lights) -> Result<()> {
        for word in &mut lights.words {
            word.weight *= self.rarity(&word.stem)?;
        }
        for phrase in &mut lights.phrases {
            let weights = phrase.stems.iter().map(|stem| self.rarity(stem));
            phrase.weight *= weights.sum::<Result<f32>>()?;
        }
        Ok(())
    }

    fn rarity(&self, stem: &str) -> Result<f32> {
        let articles = self.searcher.num_docs();
        let with = self.articles_with(self.fields.text, stem)?;
        Ok(LEAST + RANGE * rarity(with, articles))
    }
}

/// From 0 for what all articles have to 1 for what none has: the logarithm of the share, as
/// inverse document frequencies go.
fn rarity(with: u64, articles: u64) -> f32 {
    let most = (1.0 + articles as f32).ln();
    let of_word = ((1.0 + articles as f32) / (1.0 + with.min(articles) as f32)).ln();
    if most > 0.0 { of_word / most } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_say_more() {
        assert_eq!((rarity(0, 0), rarity(0, 9), rarity(9, 9)), (1.0, 1.0, 0.0));
        assert!(rarity(10, 100_000) > rarity(1_000, 100_000));
        assert_eq!(rarity(200, 100), 0.0);
    }
}
