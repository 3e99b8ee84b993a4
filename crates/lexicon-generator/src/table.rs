//! Words and their classes to the bytes of the table.

use std::collections::BTreeMap;

use anyhow::Context;

use crate::word_classes::{MAGIC, Slot, VERSION, WordClasses};

/// Words that share a bucket, on average.
const WORDS_PER_BUCKET: usize = 4;
/// Seeds that are tried until no two words share a slot; most tables need one or two.
const SEEDS: u32 = 1000;

/// The bytes of a table of these words, which are folded.
pub(crate) fn write(words: &BTreeMap<String, WordClasses>) -> anyhow::Result<Vec<u8>> {
    let count = u32::try_from(words.len()).context("too many words")?;
    let buckets = u32::try_from(words.len().div_ceil(WORDS_PER_BUCKET).max(1))?;
    let (seed, slots) = (0..SEEDS)
        .find_map(|seed| Some((seed, slots(words, seed, buckets)?)))
        .context("two words share a slot under every seed")?;
    let mut bytes = MAGIC.to_vec();
    for number in [VERSION, count, buckets, seed] {
        bytes.extend(number.to_le_bytes());
    }
    for bucket in 0..=buckets {
        let first = slots.partition_point(|(slot, _)| slot.bucket < bucket);
        bytes.extend(u32::try_from(first)?.to_le_bytes());
    }
    for (slot, classes) in &slots {
        bytes.extend(&slot.hash.to_le_bytes()[..3]);
        bytes.extend(classes.to_bits().to_le_bytes());
    }
    Ok(bytes)
}

/// The words by their slots, unless two words share one.
fn slots(
    words: &BTreeMap<String, WordClasses>,
    seed: u32,
    buckets: u32,
) -> Option<Vec<(Slot, WordClasses)>> {
    let mut slots: Vec<(Slot, WordClasses)> =
        words.iter().map(|(word, &classes)| (Slot::of(word, seed, buckets), classes)).collect();
    slots.sort_by_key(|&(slot, _)| slot);
    slots.windows(2).all(|pair| pair[0].0 != pair[1].0).then_some(slots)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::word_classes::{Casing, ENTRY, HEADER, Strength, WordTable};

    fn classes(bits: u32) -> WordClasses {
        WordClasses::from_bits(bits & 0x3fff_ffff)
    }

    #[test]
    fn classes_survive_their_bits() {
        let classes = WordClasses {
            given: Strength::Strong,
            surname: Strength::Weak,
            casing: Casing::Mixed,
            group: 63,
            cluster: 1023,
            context: 255,
        };
        assert_eq!(WordClasses::from_bits(classes.to_bits()), classes);
        assert!(classes.to_bits() < 1 << 30);
    }

    #[test]
    fn a_table_without_words() -> anyhow::Result<()> {
        let bytes = write(&BTreeMap::new())?;
        let table = WordTable::open(&bytes).context("opens")?;
        assert_eq!((table.len(), table.get("word")), (0, WordClasses::default()));
        Ok(())
    }

    #[test]
    fn the_last_part_stands_for_an_unknown_word() -> anyhow::Result<()> {
        let (sabah, led) = (classes(5), classes(64));
        let words = [("sabah", sabah), ("led", led), ("al-led", sabah)];
        let words = words.map(|(word, classes)| (word.to_owned(), classes));
        let bytes = write(&BTreeMap::from(words))?;
        let table = WordTable::open(&bytes).context("opens")?;
        for (word, expected) in [
            ("al-sabah", sabah),
            ("al-led", sabah),
            ("un-nato-led", led),
            ("sabah-al", WordClasses::default()),
            ("-", WordClasses::default()),
        ] {
            assert_eq!(table.get(word), expected, "{word}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn words_are_found_again(
            words in prop::collection::btree_map("[a-zé'-]{0,20}", any::<u32>(), 0..200),
        ) {
            let words: BTreeMap<String, WordClasses> =
                words.into_iter().map(|(word, bits)| (word, classes(bits))).collect();
            let bytes = write(&words).expect("few words fit");
            let table = WordTable::open(&bytes).expect("opens");
            prop_assert_eq!(table.len(), words.len());
            for (word, &classes) in &words {
                prop_assert_eq!(table.get(word), classes);
            }
        }

        #[test]
        fn damaged_tables_do_not_panic(
            mut bytes in prop::collection::vec(any::<u8>(), 0..400),
            words in 0u32..40,
            buckets in 0u32..20,
        ) {
            if bytes.len() >= HEADER {
                bytes[..4].copy_from_slice(&MAGIC);
                bytes[4..8].copy_from_slice(&VERSION.to_le_bytes());
                bytes[8..12].copy_from_slice(&words.to_le_bytes());
                bytes[12..16].copy_from_slice(&buckets.to_le_bytes());
                let whole = HEADER + 4 * (buckets as usize + 1) + ENTRY * words as usize;
                bytes.resize(whole, 7);
            }
            if let Some(table) = WordTable::open(&bytes) {
                table.get("word");
                table.get("");
            }
        }
    }
}
