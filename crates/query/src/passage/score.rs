//! Weighs the sentences of a text and picks the best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;

use dateline_model::ByteSpan;

use super::matcher::{Feature, Light, Matcher};

/// A sentence that was picked.
#[derive(Debug, Clone)]
pub(super) struct Best<'f> {
    /// Its number in the text.
    pub(super) number: usize,
    pub(super) span: ByteSpan,
    /// What is lit in it, by start.
    pub(super) lights: &'f [Light],
    pub(super) score: f32,
}

/// What a second sentence with the same words counts of a first one, so that the next
/// picked says something new.
const STALE: f32 = 0.3;
/// The most that words standing close, repeated words, and an early place can add, as
/// parts of what the matched words themselves say. Together less than a half: a sentence
/// with more of the query comes before one with less of it better placed.
const CLOSE: f32 = 0.25;
const REPEATED: f32 = 0.1;
const EARLY: f32 = 0.1;
/// The most that persons and places named in the sentence add: it tells more by itself.
const NAMES: f32 = 0.03;
/// What a person's name in full adds: it tells more than a surname.
const WHOLE: f32 = 0.1;
/// So many of them add that much.
const MANY_NAMES: usize = 3;
/// Shorter sentences, in bytes, are mostly captions and headings and tell little.
const SHORT: usize = 20;
/// The distance, in bytes, at which standing close counts half.
const NEAR: f32 = 16.0;

/// The best `count` of the sentences in which something is lit, in the order of the text.
/// Sentences and lights are sorted, no light goes past the end of a sentence; `named` are
/// the places where persons and places are named, sorted.
pub(super) fn best<'f>(
    sentences: &[ByteSpan],
    lights: &'f [Light],
    matcher: &Matcher<'_, '_>,
    named: &[usize],
    count: usize,
) -> Vec<Best<'f>> {
    let lit = Weigher::new(matcher, named, sentences).weigh(sentences, lights);
    let mut best: Vec<Best<'f>> = pick(&lit, matcher, count)
        .into_iter()
        .map(|number| &lit.sentences[number])
        .map(|sentence| Best {
            number: sentence.number,
            span: sentences[sentence.number],
            lights: &lights[sentence.lights.clone()],
            score: sentence.score,
        })
        .collect();
    best.sort_unstable_by_key(|sentence| sentence.number);
    best
}

/// The sentences in which something is lit.
#[derive(Default)]
struct Lit {
    sentences: Vec<LitSentence>,
    /// The features of each, once, one sentence after the other.
    features: Vec<Feature>,
}

struct LitSentence {
    number: usize,
    lights: Range<usize>,
    features: Range<usize>,
    /// The sum of the weights of its features.
    coverage: f32,
    score: f32,
}

struct Weigher<'m> {
    matcher: &'m Matcher<'m, 'm>,
    named: &'m [usize],
    /// One past the end of the last sentence.
    text_end: usize,
    /// By feature, the last sentence that had it.
    seen_in: Vec<usize>,
}

impl<'m> Weigher<'m> {
    fn new(matcher: &'m Matcher<'_, '_>, named: &'m [usize], sentences: &[ByteSpan]) -> Self {
        let text_end = sentences.last().map_or(0, |sentence| sentence.end());
        Self { matcher, named, text_end, seen_in: vec![usize::MAX; matcher.features()] }
    }

    fn weigh(&mut self, sentences: &[ByteSpan], lights: &[Light]) -> Lit {
        let mut lit = Lit::default();
        let mut from = 0;
        for (number, &sentence) in sentences.iter().enumerate() {
            let inside = lights[from..].iter().take_while(|l| l.span.start() < sentence.end());
            let to = from + inside.count();
            if to > from {
                let weighed =
                    self.weigh_one(number, sentence, &lights[from..to], &mut lit.features);
                lit.sentences.push(LitSentence { lights: from..to, ..weighed });
            }
            from = to;
        }
        lit
    }

    fn weigh_one(
        &mut self,
        number: usize,
        span: ByteSpan,
        lights: &[Light],
        features: &mut Vec<Feature>,
    ) -> LitSentence {
        let first = features.len();
        let (mut coverage, mut repeated, mut close) = (0.0f32, 0.0f32, 0.0f32);
        let mut before: Option<&Light> = None;
        for light in lights {
            let weight = self.matcher.weight(light.feature);
            let seen = &mut self.seen_in[light.feature as usize];
            if *seen == number {
                repeated += weight;
            } else {
                *seen = number;
                features.push(light.feature);
                coverage += weight;
            }
            if let Some(before) = before.filter(|before| before.feature != light.feature) {
                let gap = light.span.start().saturating_sub(before.span.end()) as f32;
                close += weight.min(self.matcher.weight(before.feature)) * NEAR / (NEAR + gap);
            }
            before = Some(light);
        }
        let has_whole = lights.iter().any(|light| self.matcher.is_full_name(light));
        let lead = 1.0 - span.start() as f32 / self.text_end.max(1) as f32;
        let bonus = CLOSE * (close / coverage.max(f32::MIN_POSITIVE)).min(1.0)
            + REPEATED * (repeated / coverage.max(f32::MIN_POSITIVE)).min(1.0)
            + EARLY * lead
            + NAMES * self.named_in(span)
            + if has_whole { WHOLE } else { 0.0 };
        let score = coverage * (1.0 + bonus) * shape(span.len());
        LitSentence { number, lights: 0..0, features: first..features.len(), coverage, score }
    }

    /// How many persons and places are named in the sentence, of those that count.
    fn named_in(&self, sentence: ByteSpan) -> f32 {
        let from = self.named.partition_point(|&at| at < sentence.start());
        let inside = self.named[from..].iter().take_while(|&&at| at < sentence.end());
        inside.take(MANY_NAMES).count() as f32 / MANY_NAMES as f32
    }
}

/// What the length of a sentence, in bytes, leaves of its score: of two that say the same
/// the shorter is better, unless it is no sentence.
fn shape(len: usize) -> f32 {
    if len < SHORT { 0.8 } else { 1.0 - 0.1 * (len as f32 / 1000.0).min(1.0) }
}

/// Picks the sentence that adds most, then the one that adds most to it, and so on. What a
/// sentence adds only falls as others are picked, so that the first of the heap whose
/// figure still holds is the best: most figures are never worked out again.
fn pick(lit: &Lit, matcher: &Matcher<'_, '_>, count: usize) -> Vec<usize> {
    let candidate = |number: usize| Candidate { gain: lit.sentences[number].score, number };
    let mut heap: BinaryHeap<Candidate> = (0..lit.sentences.len()).map(candidate).collect();
    let mut covered = vec![false; matcher.features()];
    let mut picked = Vec::new();
    while picked.len() < count
        && let Some(candidate) = heap.pop()
    {
        let sentence = &lit.sentences[candidate.number];
        let features = &lit.features[sentence.features.clone()];
        let fresh: f32 = features
            .iter()
            .filter(|&&feature| !covered[feature as usize])
            .map(|&feature| matcher.weight(feature))
            .sum();
        let part = fresh / sentence.coverage.max(f32::MIN_POSITIVE);
        let gain = sentence.score * (STALE + (1.0 - STALE) * part.min(1.0));
        if gain < candidate.gain {
            heap.push(Candidate { gain, ..candidate });
            continue;
        }
        features.iter().for_each(|&feature| covered[feature as usize] = true);
        picked.push(candidate.number);
    }
    picked
}

/// A sentence by what it adds; of two that add the same the earlier is greater.
struct Candidate {
    gain: f32,
    number: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}
