//! Articles to families.

use std::cmp::Reverse;

use tantivy::DocAddress;

use super::candidates::{Candidate, Candidates, candidates};
use super::likeness::Sureness;
use super::reading::{Doubt, Judge};
use super::sketches::Sketches;
use super::{Counted, Families, Origins};
use crate::Result;
use crate::archive::Archive;

/// How much work families may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effort {
    /// So many of the first articles are taken in the order they are given in, the others by
    /// their length.
    ordered: usize,
    /// Once so many texts have been read, further families are told by sketches alone.
    reads: usize,
    /// Among more articles than these, the number of origins is told from as many as `drawn`
    /// of them.
    compared: usize,
    /// How many of more articles stand for all.
    drawn: usize,
}

impl Effort {
    /// For pages of the first articles, in their order. Texts are read for the first of them
    /// before others, so that a further page changes nothing of those before it.
    pub(crate) fn page(ordered: usize) -> Self {
        Self { ordered, reads: 24, compared: 400, drawn: 100 }
    }

    /// The same, with so many texts to be read.
    pub(crate) fn with_reads(self, reads: usize) -> Self {
        Self { reads, ..self }
    }

    /// For views that count by origin: some tens of milliseconds at most.
    pub(crate) fn view() -> Self {
        Self { ordered: 0, reads: 400, compared: 6_000, drawn: 1_000 }
    }
}

/// Which articles are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gathered {
    All,
    /// Some, drawn by lot, that stand for all.
    Sample,
}

/// Of the sketch of the smaller one, the share that two articles have to have in common for the
/// copies of the one to be those of the other, as one of so many.
const NEAR: u32 = 3;

pub(super) fn gather(
    archive: &Archive,
    documents: &[DocAddress],
    effort: Effort,
) -> Result<Families> {
    let sketches = Sketches::read(archive, documents)?;
    let first = effort.ordered.min(documents.len());
    let mut asked: Vec<u32> = (0..first as u32).collect();
    let mut rest: Vec<u32> = (first as u32..documents.len() as u32).collect();
    let gathered = match documents.len() > effort.compared && rest.len() > effort.drawn {
        true => Gathered::Sample,
        false => Gathered::All,
    };
    if gathered == Gathered::Sample {
        // The smallest number of a sketch is as good as drawn by lot, and the same for copies
        // and on every machine.
        let lot = |&at: &u32| (sketches.numbers(at as usize).first().copied(), at);
        rest.select_nth_unstable_by_key(effort.drawn, lot);
        rest.truncate(effort.drawn);
        rest.sort_unstable_by_key(lot);
    } else {
        rest.sort_unstable_by_key(|&at| {
            (Reverse(sketches.extent(at as usize)), sketches.numbers(at as usize))
        });
    }
    asked.extend(rest);
    let Candidates { of, standing } = candidates(archive, &sketches, &asked)?;
    let judge = Judge::new(archive, documents, &sketches, &standing);
    let mut gathering = Gathering::new(documents.len(), judge, &sketches, &asked, of);
    gathering.run(effort, gathered)?;
    Ok(gathering.families(gathered, first))
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

    fn run(&mut self, effort: Effort, gathered: Gathered) -> Result<()> {
        for &article in self.asked {
            if self.of[article as usize].is_some() {
                continue;
            }
            self.of[article as usize] = Some(article);
            let doubt = match self.judge.reads < effort.reads {
                true => Doubt::Settled,
                false => Doubt::Left,
            };
            let members = self.join(article, article, doubt, Sureness::Usual)?;
            // Of a sample it is not known what the copies of others are.
            if gathered == Gathered::All
                && let Some(middle) = self.middle(article, &members)
            {
                self.join(article, middle, doubt, Sureness::Greater)?;
            }
        }
        Ok(())
    }

    /// The one of the members that has most in common with others, where it has more than the
    /// article itself: what all were made from, mostly.
    ///
    /// What is a copy of the article by a hair is not asked who else is one.
    fn middle(&self, article: u32, members: &[Candidate]) -> Option<u32> {
        let near = members.iter().filter(|member| member.shared * NEAR >= member.of);
        let middle = near.filter_map(|&Candidate { article: member, .. }| {
            Some((self.closeness(member)?, self.sketches.numbers(member as usize), member))
        });
        let (closeness, _, middle) = middle.max()?;
        (closeness > self.closeness(article)?).then_some(middle)
    }

    /// How much an article has in common with its candidates, in thousandths of an article.
    fn closeness(&self, article: u32) -> Option<u32> {
        let candidates = &self.candidates[self.places[article as usize]? as usize];
        Some(candidates.iter().map(|c| 1000 * c.shared / c.of).filter(|&share| share >= 300).sum())
    }

    /// Gives the copies of `model` that have no family yet to that of `family`.
    fn join(
        &mut self,
        family: u32,
        model: u32,
        doubt: Doubt,
        sureness: Sureness,
    ) -> Result<Vec<Candidate>> {
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
            if self.judge.are_copies(model, candidate, doubt, sureness)? {
                self.of[other] = Some(family);
                joined.push(candidate);
            }
        }
        self.candidates[place as usize] = candidates;
        Ok(joined)
    }

    fn families(self, gathered: Gathered, first: usize) -> Families {
        let articles = self.of.len();
        let of: Vec<u32> =
            (0u32..).zip(&self.of).map(|(at, family)| family.unwrap_or(at)).collect();
        let mut sizes = vec![0u32; articles];
        of.iter().for_each(|&family| sizes[family as usize] += 1);
        if gathered == Gathered::All {
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
