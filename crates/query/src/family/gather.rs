//! Articles to families.

use std::cmp::Reverse;

use tantivy::DocAddress;

use super::candidates::{Candidate, Candidates, candidates};
use super::reading::{Doubt, Judge};
use super::sketches::Sketches;
use super::{Counted, Families, Origins};
use crate::Result;
use crate::archive::Archive;

/// How much work families may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effort {
    /// The families of so many of the first articles are found without regard to cost, so that
    /// what is shown is right: for the others the order is by their length.
    pub(crate) first: usize,
    /// Once so many texts have been read, the families of all others are told by their sketches
    /// alone.
    pub(crate) reads: usize,
}

impl Effort {
    /// For a page whose hits are among the `first` articles: some milliseconds more at most.
    pub(crate) fn page(first: usize) -> Self {
        Self { first, reads: 24 }
    }

    /// For views that count by origin: some tens of milliseconds at most.
    #[cfg_attr(not(test), allow(dead_code, reason = "for the views that count by origin"))]
    pub(crate) fn view() -> Self {
        Self { first: 0, reads: 400 }
    }

    /// Whatever it takes.
    pub(crate) fn exact() -> Self {
        Self { first: usize::MAX, reads: usize::MAX }
    }
}

/// Among more articles than these, the number of origins is told from as many of them.
const ALL_COMPARED: usize = 6000;

/// How many of more articles stand for all.
const SAMPLE: usize = 1000;

/// An article this much longer than another is a fuller version of it.
const FULLER: u64 = 11;

pub(super) fn gather(
    archive: &Archive,
    documents: &[DocAddress],
    effort: Effort,
) -> Result<Families> {
    let sketches = Sketches::read(archive, documents)?;
    let first = effort.first.min(documents.len());
    let mut asked: Vec<u32> = (0..first as u32).collect();
    let mut rest: Vec<u32> = (first as u32..documents.len() as u32).collect();
    let is_sample = documents.len() > ALL_COMPARED && effort.first < documents.len();
    if is_sample {
        // The smallest number of a sketch is as good as drawn by lot, and the same for copies
        // and on every machine.
        rest.sort_unstable_by_key(|&at| sketches.numbers(at as usize).first().copied());
        rest.truncate(SAMPLE);
    } else {
        rest.sort_unstable_by_key(|&at| {
            (Reverse(sketches.extent(at as usize)), sketches.numbers(at as usize))
        });
    }
    asked.extend(rest);
    let Candidates { of, standing } = candidates(archive, &sketches, &asked)?;
    let judge = Judge::new(archive, documents, &sketches, &standing);
    let mut gathering = Gathering::new(documents.len(), judge, &sketches, &asked, of);
    gathering.run(first, effort.reads)?;
    Ok(gathering.families(is_sample, first))
}

struct Gathering<'a> {
    judge: Judge<'a>,
    sketches: &'a Sketches,
    asked: &'a [u32],
    candidates: Vec<Vec<Candidate>>,
    /// Where each article stands among those asked about.
    places: Vec<Option<u32>>,
    /// The article that the family of each is called by.
    of: Vec<Option<u32>>,
    counted: Counted,
}

impl<'a> Gathering<'a> {
    fn new(
        articles: usize,
        judge: Judge<'a>,
        sketches: &'a Sketches,
        asked: &'a [u32],
        candidates: Vec<Vec<Candidate>>,
    ) -> Self {
        let mut places = vec![None; articles];
        for (place, &article) in (0u32..).zip(asked) {
            places[article as usize] = Some(place);
        }
        let of = vec![None; articles];
        Self { judge, sketches, asked, candidates, places, of, counted: Counted::Exactly }
    }

    fn run(&mut self, first: usize, reads: usize) -> Result<()> {
        for at in 0..self.asked.len() {
            let article = self.asked[at];
            if self.of[article as usize].is_some() {
                continue;
            }
            self.of[article as usize] = Some(article);
            let doubt = match at < first || self.judge.reads < reads {
                true => Doubt::Settled,
                false => Doubt::Left,
            };
            let members = self.join(article, article, doubt)?;
            let extent = self.sketches.extent(article as usize);
            let fullest = members.into_iter().max_by_key(|&member| {
                (self.sketches.extent(member as usize), self.sketches.numbers(member as usize))
            });
            if let Some(fullest) = fullest
                && 10 * self.sketches.extent(fullest as usize) > FULLER * extent
            {
                self.join(article, fullest, doubt)?;
            }
        }
        Ok(())
    }

    /// Gives the copies of `model` that have no family yet to that of `family`.
    fn join(&mut self, family: u32, model: u32, doubt: Doubt) -> Result<Vec<u32>> {
        let Some(place) = self.places[model as usize] else { return Ok(Vec::new()) };
        let candidates = std::mem::take(&mut self.candidates[place as usize]);
        let mut joined = Vec::new();
        for &candidate in &candidates {
            let other = candidate.article as usize;
            if self.of[other].is_some() {
                continue;
            }
            if doubt == Doubt::Left {
                self.counted = Counted::About;
            }
            if self.judge.are_copies(model, candidate, doubt)? {
                self.of[other] = Some(family);
                joined.push(candidate.article);
            }
        }
        self.candidates[place as usize] = candidates;
        Ok(joined)
    }

    fn families(self, is_sample: bool, first: usize) -> Families {
        let articles = self.of.len();
        let of: Vec<u32> =
            (0u32..).zip(&self.of).map(|(at, family)| family.unwrap_or(at)).collect();
        let mut sizes = vec![0u32; articles];
        of.iter().for_each(|&family| sizes[family as usize] += 1);
        if !is_sample {
            let count = sizes.iter().filter(|&&size| size > 0).count() as u64;
            return Families { of, origins: Origins { count, counted: self.counted } };
        }
        // Each article stands for as many parts of a family as that has members.
        let drawn = &self.asked[first..];
        let part = |&article: &u32| 1.0 / f64::from(sizes[of[article as usize] as usize].max(1));
        let mean = drawn.iter().map(part).sum::<f64>() / drawn.len().max(1) as f64;
        let count = (mean * articles as f64).round() as u64;
        Families { of, origins: Origins { count, counted: Counted::About } }
    }
}
