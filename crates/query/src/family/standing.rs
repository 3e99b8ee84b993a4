//! What stands in many articles that have nothing else in common: notes on copyright, boxes,
//! the fixed phrases of market reports.
//!
//! A pair of words that many articles have says nothing of two of them; but a report that was
//! reprinted forty times has its pairs forty times as well. So not the articles with a pair are
//! counted, but how different they are otherwise: the smallest number of a sketch is the same
//! in most copies of one text, and another one in every other text.

use dateline_schema::Sketch;
use rustc_hash::{FxHashMap, FxHashSet};

use super::columns::{documents_where, values_of};
use super::sketches::Numbers;
#[cfg(test)]
use super::sketches::Sketches;
use crate::Result;
use crate::archive::Archive;

/// How many articles are looked at; of larger archives as many, the same ones each time.
const LOOKED_AT: u64 = 8192;

/// A pair in so many different texts among those looked at says nothing.
const MANY: usize = 12;

/// The orders by which smallest numbers are told: where the smallest by one is itself part of
/// what stands in many articles, those by the others may not be.
const ORDERS: [u32; 3] = [1, 0x9_e377, 0x1b_873d];

/// The pairs among the suspects that stand in many articles of the archive.
///
/// Which articles are looked at depends on their contents alone, not on how the index came
/// about.
pub(super) fn standing(archive: &Archive, suspects: &Numbers) -> Result<FxHashSet<u32>> {
    let limit = limit(archive.searcher.num_docs());
    let mut texts = Texts::default();
    let (mut values, mut sketch) = (Vec::new(), Vec::new());
    for segment in archive.searcher.segment_readers() {
        let hashes = archive.numbers(segment, archive.fields.hash)?;
        let sketches = archive.numbers(segment, archive.fields.sketch)?;
        let alive = segment.alive_bitset();
        for doc in documents_where(&hashes, |hash| hash <= limit) {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                sketch.clear();
                values_of(&sketches, doc, &mut values);
                Sketch::unpack(values.iter().copied(), &mut sketch);
                count(&sketch, suspects, &mut texts);
            }
        }
    }
    Ok(in_many(texts))
}

/// Of so many articles those are looked at whose hash is no greater: about [`LOOKED_AT`].
fn limit(articles: u64) -> u64 {
    match articles > LOOKED_AT {
        true => (u128::from(u64::MAX) * u128::from(LOOKED_AT) / u128::from(articles)) as u64,
        false => u64::MAX,
    }
}

/// The smallest numbers of the sketches that a pair is in, by each of the orders.
type Texts = FxHashMap<u32, [Vec<u32>; ORDERS.len()]>;

/// The pairs in many different texts.
fn in_many(texts: Texts) -> FxHashSet<u32> {
    let is_many = |seen: &[Vec<u32>; ORDERS.len()]| seen.iter().any(|texts| texts.len() >= MANY);
    texts.into_iter().filter(|(_, seen)| is_many(seen)).map(|(number, _)| number).collect()
}

/// The pairs among the suspects that stand in many of some articles.
#[cfg(test)]
fn standing_among(sketches: &Sketches, suspects: &Numbers) -> FxHashSet<u32> {
    let mut texts = Texts::default();
    for article in 0..sketches.len() {
        count(sketches.numbers(article), suspects, &mut texts);
    }
    in_many(texts)
}

/// Notes for each suspect of an article by which text it is in.
fn count(sketch: &[u32], suspects: &Numbers, texts: &mut Texts) {
    let mut text = None;
    for &number in sketch.iter().filter(|&&number| suspects.contains(number)) {
        let text = text.get_or_insert_with(|| ORDERS.map(|order| smallest(sketch, order)));
        let seen = texts.entry(number).or_default();
        for (seen, &mut text) in seen.iter_mut().zip(text) {
            if seen.len() < MANY && !seen.contains(&text) {
                seen.push(text);
            }
        }
    }
}

/// The smallest number by one of the orders.
fn smallest(sketch: &[u32], order: u32) -> u32 {
    let place = |number: u32| number.wrapping_mul(order) & ((1 << dateline_schema::PAIR_BITS) - 1);
    sketch.iter().copied().min_by_key(|&number| place(number)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FURNITURE: &str = "Prices in this table were delayed fifteen minutes; no offer is made \
        here, no advice given, no liability taken for figures below";

    fn sketches(texts: impl Iterator<Item = String>) -> (Sketches, Numbers) {
        let (mut sketches, mut suspects) = (Sketches::none(), Numbers::none());
        for text in texts {
            let sketch = Sketch::of(&text);
            sketch.numbers().iter().for_each(|&number| suspects.insert(number));
            sketches.push(sketch.values());
        }
        (sketches, suspects)
    }

    #[test]
    fn furniture_of_many_texts_stands() {
        let texts = (0..40).map(|n| format!("report{n} tells{n} of{n} things{n}. {FURNITURE}"));
        let (sketches, suspects) = sketches(texts);
        let found = standing_among(&sketches, &suspects);
        let furniture = Sketch::of(FURNITURE);
        assert!(furniture.numbers().iter().all(|number| found.contains(number)));
    }

    #[test]
    fn a_text_of_many_copies_does_not() {
        let texts = (0..40).map(|n| format!("{FURNITURE} changed{n}"));
        let (sketches, suspects) = sketches(texts);
        assert!(standing_among(&sketches, &suspects).len() <= 1);
    }
}
