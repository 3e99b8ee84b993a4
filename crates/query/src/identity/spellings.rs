//! The names of an archive that a name could be a spelling of, from the dictionary.

use std::collections::BTreeSet;

use dateline_model::PersonName;
use dateline_schema::{name_block_prefix, printed_of_name_term};
use rustc_hash::FxHashMap;

use crate::Result;
use crate::archive::Archive;

/// A name as some articles print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub(crate) name: PersonName,
    /// How many articles print it so, those that were replaced but are still in the index
    /// among them: enough to order by.
    pub(crate) weight: u64,
}

/// Spellings, the most frequent first, and whether there were more.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    pub(crate) all: Vec<Spelling>,
    pub(crate) is_bounded: bool,
}

/// The most terms that are read of one block. A block of the names that millions bear has
/// some thousands in an archive of 100,000 articles.
const MOST_OF_BLOCK: usize = 8_192;

/// The most parts of a name that are looked under, the last ones first.
pub(crate) const MOST_PARTS: usize = 8;

impl Archive {
    /// The spellings in the blocks of a name: those that share its last part, roughly, and
    /// those whose last part is another part of it, with a second part in common.
    pub(crate) fn spellings_near(&self, name: &PersonName) -> Result<Spellings> {
        let mut found: FxHashMap<String, u64> = FxHashMap::default();
        let mut is_bounded = false;
        let mut prefixes: BTreeSet<String> = BTreeSet::new();
        for part in name.key().rsplit(' ').take(MOST_PARTS) {
            prefixes.insert(name_block_prefix(part));
            prefixes.extend(self.overrides.parts_same_as(part).map(name_block_prefix));
        }
        for prefix in &prefixes {
            is_bounded |= self.walk_block(prefix, &mut found)?;
        }
        let mut all: Vec<Spelling> = found
            .into_iter()
            .filter(|(printed, _)| !self.overrides.is_never_person(printed))
            .filter_map(|(printed, weight)| {
                Some(Spelling { name: PersonName::parse(&printed).ok()?, weight })
            })
            .collect();
        all.sort_unstable_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
        Ok(Spellings { all, is_bounded })
    }

    /// Adds the names of a block; says whether it has more than are read.
    fn walk_block(&self, prefix: &str, found: &mut FxHashMap<String, u64>) -> Result<bool> {
        // What begins with the prefix is less than the prefix with its last character, a
        // tab, one further.
        let Some(block) = prefix.strip_suffix('\t') else { return Ok(false) };
        let end = format!("{block}\n");
        let mut is_bounded = false;
        for segment in self.searcher.segment_readers() {
            let index = self.engine(segment.inverted_index(self.fields.name))?;
            let range = index.terms().range().ge(prefix).lt(&end).into_stream();
            let mut terms = self.engine(range.map_err(Into::into))?;
            let mut read = 0;
            while let Some((term, info)) = terms.next() {
                read += 1;
                if read > MOST_OF_BLOCK {
                    is_bounded = true;
                    break;
                }
                let printed = std::str::from_utf8(term).ok().and_then(printed_of_name_term);
                let Some(printed) = printed else { continue };
                match found.get_mut(printed) {
                    Some(weight) => *weight += u64::from(info.doc_freq),
                    None => {
                        found.insert(printed.to_owned(), u64::from(info.doc_freq));
                    }
                }
            }
        }
        Ok(is_bounded)
    }
}
