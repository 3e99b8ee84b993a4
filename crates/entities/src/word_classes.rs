//! What is known of a word by itself, before its sentence is looked at: how usual it is as a
//! given name and as a surname, whether it is written small in running text, and which words
//! of news it resembles.
//!
//! The table is made by `lexicon-generator` and looked up in place. It does not hold the
//! words: a word is found by a hash of 24 bits within its bucket, so one unknown word in
//! some millions is taken for another one. That is harmless in what is evidence to a model,
//! and it makes the look-up one read of some 28 bytes.
//!
//! ```text
//! magic "DLWC", version, number of words, number of buckets, seed      4 bytes each
//! first word of each bucket, and the number of words                   4 bytes each
//! words: hash (3 bytes), classes                                       7 bytes each
//! ```
//!
//! Numbers are little-endian.

/// The first bytes of a table.
pub(crate) const MAGIC: [u8; 4] = *b"DLWC";
/// The layout that this module reads.
pub(crate) const VERSION: u32 = 1;
/// Bytes before the buckets.
pub(crate) const HEADER: usize = 20;
/// Bytes of one word: its hash and its classes.
pub(crate) const ENTRY: usize = 7;

/// How sure it is that a word is used as a name of some kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// No list has it.
    #[default]
    None,
    /// Rare, and in one list alone.
    Weak,
    /// Known in one country.
    Medium,
    /// Frequent, or known in several countries.
    Strong,
}

/// How a word is written inside sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Casing {
    /// Seen too rarely to tell.
    #[default]
    Unknown,
    /// Nearly always with a capital.
    Capital,
    /// Both ways.
    Mixed,
    /// Nearly always small.
    Small,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordClasses {
    /// As a given name.
    pub(crate) given: Strength,
    /// As a surname.
    pub(crate) surname: Strength,
    /// As it is written inside sentences.
    pub(crate) casing: Casing,
    /// The wide group of words of like meaning: 1 to 63, or 0 for none.
    pub(crate) group: u8,
    /// The narrow group of words of like meaning: 1 to 1023, or 0 for none.
    pub(crate) cluster: u16,
    /// The group of words that stand beside the same words: 1 to 255, or 0 for none.
    pub(crate) context: u8,
}

impl WordClasses {
    /// The classes as 30 bits.
    #[allow(dead_code, reason = "for the generator, which has this file too")]
    pub(crate) fn to_bits(self) -> u32 {
        self.given as u32
            | (self.surname as u32) << 2
            | (self.casing as u32) << 4
            | u32::from(self.group & 0x3f) << 6
            | u32::from(self.cluster & 0x3ff) << 12
            | u32::from(self.context) << 22
    }

    /// The classes of 30 bits; every number has a meaning.
    pub(crate) fn from_bits(bits: u32) -> WordClasses {
        let [given, surname] = [bits, bits >> 2].map(|level| match level & 3 {
            0 => Strength::None,
            1 => Strength::Weak,
            2 => Strength::Medium,
            _ => Strength::Strong,
        });
        let casing = match bits >> 4 & 3 {
            0 => Casing::Unknown,
            1 => Casing::Capital,
            2 => Casing::Mixed,
            _ => Casing::Small,
        };
        WordClasses {
            given,
            surname,
            casing,
            group: (bits >> 6 & 0x3f) as u8,
            cluster: (bits >> 12 & 0x3ff) as u16,
            context: (bits >> 22 & 0xff) as u8,
        }
    }
}

/// Where a word is looked for: its bucket, and its hash within the bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    pub(crate) bucket: u32,
    pub(crate) hash: u32,
}

impl Slot {
    /// The slot of a folded word in a table of `buckets` buckets.
    pub(crate) fn of(word: &str, seed: u32, buckets: u32) -> Slot {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut state = (word.len() as u64 ^ u64::from(seed)).wrapping_mul(FACTOR);
        for chunk in word.as_bytes().chunks(8) {
            let mut padded = [0; 8];
            padded[..chunk.len()].copy_from_slice(chunk);
            state = (state ^ u64::from_le_bytes(padded)).wrapping_mul(FACTOR);
            state ^= state >> 29;
        }
        state = (state ^ state >> 32).wrapping_mul(FACTOR);
        // The high bits choose the bucket, the low ones are kept.
        let bucket = ((state >> 32) * u64::from(buckets)) >> 32;
        Slot { bucket: bucket as u32, hash: (state & 0x00ff_ffff) as u32 }
    }
}

/// A table of words, looked up in place.
#[derive(Clone, Copy)]
pub(crate) struct WordTable<'a> {
    seed: u32,
    buckets: u32,
    starts: &'a [u8],
    entries: &'a [u8],
}

impl<'a> WordTable<'a> {
    /// Opens a table, or says nothing if the bytes are not one.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<WordTable<'a>> {
        let header = bytes.get(..HEADER)?;
        if header[..4] != MAGIC || number(header, 4)? != VERSION {
            return None;
        }
        let (words, buckets) = (number(header, 8)? as usize, number(header, 12)?);
        let (starts, entries) =
            bytes[HEADER..].split_at_checked((buckets as usize).checked_add(1)?.checked_mul(4)?)?;
        let whole = words.checked_mul(ENTRY) == Some(entries.len());
        (whole && buckets > 0).then_some(WordTable {
            seed: number(header, 16)?,
            buckets,
            starts,
            entries,
        })
    }

    /// The number of words.
    #[allow(dead_code, reason = "for the generator, which has this file too")]
    pub(crate) fn len(&self) -> usize {
        self.entries.len() / ENTRY
    }

    /// What is known of a word in its folded form; nothing of one that is not in the table.
    ///
    /// A word with hyphens that is not there as a whole is what its last part is: `al-sabah`
    /// is a surname as `sabah` is.
    pub(crate) fn get(&self, folded: &str) -> WordClasses {
        let whole = self.find(Slot::of(folded, self.seed, self.buckets));
        let last = || {
            let (_, last) = folded.rsplit_once('-')?;
            self.find(Slot::of(last, self.seed, self.buckets))
        };
        whole.or_else(last).unwrap_or_default()
    }

    fn find(&self, slot: Slot) -> Option<WordClasses> {
        let start = number(self.starts, slot.bucket as usize * 4)? as usize;
        let end = number(self.starts, slot.bucket as usize * 4 + 4)? as usize;
        let bucket = self.entries.get(start.checked_mul(ENTRY)?..end.checked_mul(ENTRY)?)?;
        let hash = slot.hash.to_le_bytes();
        let entry = bucket.chunks_exact(ENTRY).find(|entry| entry[..3] == hash[..3])?;
        Some(WordClasses::from_bits(number(entry, 3)?))
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
