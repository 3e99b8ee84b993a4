//! Names, texts and vectors to what is known of each word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline_model::fold;

use crate::casing::CasingCounts;
use crate::clusters::{self, ContextCounts, Meanings, PieceEmbedding};
use crate::names::{Evidence, Kind};
use crate::texts;
use crate::word_classes::WordClasses;
use crate::words::{Shape, pieces};

/// Groups of each kind: as many as their bits tell apart, without zero for none.
const GROUPS: usize = 63;
const CLUSTERS: usize = 1023;
const CONTEXTS: usize = 255;
/// Sightings from which a word of the texts is one to learn groups from.
const FEWEST: u32 = 3;
/// Bytes of the longest word: what is longer is an address or an accident.
const LONGEST: usize = 32;

/// The classes of all words of the names, of the texts and of the language model.
pub(crate) fn classify(
    names: &Evidence,
    news: &Path,
    model: &Path,
) -> anyhow::Result<BTreeMap<String, WordClasses>> {
    let (frequencies, casing) = count(news)?;
    let embedding = PieceEmbedding::read(model)?;
    let vocabulary = vocabulary(&frequencies, &embedding);
    let mut words = Words::default();
    words.add_names(names);
    for (word, casing) in casing.casings() {
        words.of(word).casing = casing;
    }
    words.add_contexts(&frequencies, news)?;
    words.add_meanings(&vocabulary, &embedding);
    words.name_compounds();
    words
        .classes
        .retain(|word, &mut classes| word.len() <= LONGEST && classes != WordClasses::default());
    Ok(words.classes)
}

/// How often each word is in the texts, and how it is written there.
fn count(news: &Path) -> anyhow::Result<(BTreeMap<String, u32>, CasingCounts)> {
    let mut frequencies: BTreeMap<String, u32> = BTreeMap::new();
    let mut casing = CasingCounts::default();
    texts::for_each(news, &mut |text| {
        let pieces = pieces(text);
        for piece in &pieces {
            if matches!(piece.shape, Shape::Small | Shape::Capital) {
                *frequencies.entry(fold(piece.text).into_owned()).or_default() += 1;
            }
        }
        casing.add(&pieces);
    })?;
    Ok((frequencies, casing))
}

/// The words that groups are learned from: those of the texts, and those that the language
/// model knows as a whole, which count as seen once at least.
fn vocabulary(
    frequencies: &BTreeMap<String, u32>,
    embedding: &PieceEmbedding,
) -> BTreeMap<String, u32> {
    let mut vocabulary: BTreeMap<String, u32> =
        embedding.whole_words().map(|word| (word.to_owned(), 1)).collect();
    for (word, &count) in frequencies {
        if count >= FEWEST && word.len() <= LONGEST {
            vocabulary.insert(word.clone(), count);
        }
    }
    vocabulary
}

/// What is known of each word so far.
#[derive(Default)]
struct Words {
    classes: BTreeMap<String, WordClasses>,
}

impl Words {
    fn of(&mut self, word: &str) -> &mut WordClasses {
        self.classes.entry(word.to_owned()).or_default()
    }

    fn add_names(&mut self, names: &Evidence) {
        for word in names.words() {
            let classes = self.of(word);
            classes.given = names.strength(Kind::Given, word);
            classes.surname = names.strength(Kind::Surname, word);
        }
    }

    fn add_contexts(
        &mut self,
        frequencies: &BTreeMap<String, u32>,
        news: &Path,
    ) -> anyhow::Result<()> {
        let mut counts = ContextCounts::new(frequencies);
        texts::for_each(news, &mut |text| counts.add(&pieces(text)))?;
        for (word, group) in clusters::by_context(&counts, CONTEXTS) {
            self.of(&word).context = number(group) as u8;
        }
        Ok(())
    }

    /// Makes a word with hyphens that no list has the name that its last part is, so that it
    /// is no less one for being frequent enough in the texts to have groups of its own.
    fn name_compounds(&mut self) {
        let named: Vec<(String, WordClasses)> = self
            .classes
            .iter()
            .filter(|(_, classes)| (classes.given, classes.surname) == Default::default())
            .filter_map(|(word, _)| {
                let (_, last) = word.rsplit_once('-')?;
                Some((word.clone(), *self.classes.get(last)?))
            })
            .collect();
        for (word, last) in named {
            let classes = self.of(&word);
            (classes.given, classes.surname) = (last.given, last.surname);
        }
    }

    /// Adds the groups by meaning, which are learned from the vocabulary, to it and to all
    /// words so far: the pieces of a rare name tell the country it is from.
    fn add_meanings(&mut self, vocabulary: &BTreeMap<String, u32>, embedding: &PieceEmbedding) {
        let groups = Meanings::learn(embedding, vocabulary, GROUPS);
        let narrow = Meanings::learn(embedding, vocabulary, CLUSTERS);
        let all: BTreeSet<String> = self.classes.keys().chain(vocabulary.keys()).cloned().collect();
        for word in all {
            let classes = self.of(&word);
            classes.group = groups.group(&word).map_or(0, number) as u8;
            classes.cluster = narrow.group(&word).map_or(0, number);
        }
    }
}

/// A group as the table numbers it, from one; the groups are as many as fit.
fn number(group: usize) -> u16 {
    group as u16 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word_classes::Strength;

    #[test]
    fn compounds_are_the_names_that_their_last_parts_are() {
        let mut words = Words::default();
        words.of("sabah").surname = Strength::Strong;
        words.of("al-sabah").cluster = 5;
        words.of("sabah-led").cluster = 6;
        words.of("abu-sabah").given = Strength::Weak;
        words.name_compounds();
        assert_eq!(words.of("al-sabah").surname, Strength::Strong);
        assert_eq!(words.of("al-sabah").cluster, 5);
        assert_eq!(words.of("sabah-led").surname, Strength::None);
        assert_eq!(words.of("abu-sabah").surname, Strength::None);
    }
}
