//! The features of a token.

use super::evidence::{self, Evidence};
use super::feature::{Feature, pair};
use super::runs::Runs;
use super::sheet::{Sheet, style};
use super::word::{Neighbour, REACH};

/// What features are told to.
pub(crate) trait Sink {
    /// The features of a neighbour of the token.
    fn neighbour(&mut self, sheet: &Sheet<'_>, neighbour: Neighbour, offset: isize);

    /// The features that `say` says to the function it is given. They are the same for
    /// every token with this key, which no other group has.
    fn group(&mut self, key: u64, say: impl FnOnce(&mut dyn FnMut(Feature)));

    /// A feature that is not in a group.
    fn feature(&mut self, feature: Feature);
}

/// What is asked of one passage of an article.
pub(crate) struct Features<'a> {
    pub(crate) sheet: Sheet<'a>,
    pub(crate) runs: Runs,
    pub(crate) evidence: &'a Evidence,
}

/// Where a token stands in its run.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    /// Steps from the first token and to the last, and the length, none above a few.
    steps: u64,
}

impl Features<'_> {
    /// Tells `sink` every feature of the token at `at`.
    pub(crate) fn tell(&self, at: usize, sink: &mut impl Sink) {
        for offset in -REACH..=REACH {
            sink.neighbour(&self.sheet, self.sheet.neighbour(at, offset), offset);
        }
        self.spelling(at, sink);
        self.kinds(at, sink);
        self.pairs(at, sink);
        if self.sheet.passage.is_capital(at) {
            let place = self.place(at);
            self.run_kinds(at, place, sink);
            self.run_words(at, place, sink);
        }
        self.article(at, sink);
    }

    /// How the token and those around it are written, and where they stand.
    fn spelling(&self, at: usize, sink: &mut impl Sink) {
        let case = |offset| u64::from(Sheet::near(&self.sheet.cases, at, offset));
        let cases = [case(-1), case(0), case(1)];
        let style = style(self.sheet.passage, at);
        let position = at.min(8) as u64 | (self.sheet.passage.section as u64) << 8;
        let key = cases.iter().fold(position << 8 | style, |key, case| key << 8 | case);
        sink.group(pair(key, 1), |say| {
            let [before, own, after] = cases;
            let mut say = |template: u16, value: u64| say(Feature::new(100 + template, value));
            say(0, pair(own, style));
            say(3, before | own << 8 | after << 16 | style << 32);
            say(6, pair(position, own));
        });
    }

    /// What kinds of words stand around the token, and which are names of places.
    fn kinds(&self, at: usize, sink: &mut impl Sink) {
        let kind = |offset| u64::from(Sheet::near(&self.sheet.kinds, at, offset));
        let kinds = [kind(-1), kind(0), kind(1)];
        let place = |offset| u64::from(Sheet::near(&self.sheet.places, at, offset));
        let places = [place(-1), place(0), place(1)];
        let key = kinds.iter().fold(0, |key, kind| key << 6 | kind);
        let key = places.iter().fold(key, |key, place| key << 5 | place);
        sink.group(pair(key, 2), |say| {
            let [before, own, after] = kinds;
            let mut say = |template: u16, value: u64| say(Feature::new(110 + template, value));
            say(0, own);
            say(3, before | own << 8 | after << 16);
            say(6, before | after << 8);
            say(10, places[1]);
            say(11, places[0] | places[1] << 8 | places[2] << 16);
        });
    }

    /// Words next to each other.
    fn pairs(&self, at: usize, sink: &mut impl Sink) {
        let atom = |offset| Sheet::near(&self.sheet.atoms, at, offset);
        sink.feature(Feature::new(140, pair(atom(-1), atom(0))));
        sink.feature(Feature::new(141, pair(atom(0), atom(1))));
    }

    fn place(&self, at: usize) -> Place {
        let run = self.runs.around(at);
        let from_start = (at - run.start).min(3) as u64;
        let from_end = (run.end - 1 - at).min(3) as u64;
        let len = run.len().min(6) as u64;
        Place { start: run.start, end: run.end, steps: from_start << 6 | from_end << 4 | len }
    }

    /// What kinds of words the run is made of.
    fn run_kinds(&self, at: usize, place: Place, sink: &mut impl Sink) {
        let kind = |at: usize| self.sheet.kinds.get(at).copied().map_or(0, u64::from);
        let steps = place.steps;
        let (first, last) = (kind(place.start), kind(place.end - 1));
        let len = place.end - place.start;
        // Up to five kinds, or the first and the last.
        let pattern = match len {
            ..=5 => (place.start..place.end).fold(0, |all, at| all << 6 | kind(at)),
            _ => first << 6 | last,
        };
        let is_whole = len <= 5;
        let offset = (at - place.start) as u64;
        sink.group(pair(pattern << 16 | steps << 4 | offset, 4), |say| {
            let mut say = |template: u16, value: u64| say(Feature::new(160 + template, value));
            say(0, steps);
            say(5, first << 16 | last << 8 | steps >> 4);
            if is_whole {
                say(11, pair(pattern, offset));
            }
        });
    }

    /// Which words the run begins and ends with, and all of them.
    fn run_words(&self, at: usize, place: Place, sink: &mut impl Sink) {
        let atom = |at: usize| self.sheet.atoms.get(at).copied().unwrap_or_default();
        let ends = place.steps >> 4;
        let (from_start, from_end) = (ends >> 2, ends & 3);
        let mut say = |template: u16, value: u64| sink.feature(Feature::new(160 + template, value));
        say(1, pair(atom(place.end - 1), from_end));
        say(2, pair(atom(place.start), from_start));
        if place.end - place.start <= 5 {
            let words = (place.start..place.end).fold(0, |all, at| pair(all, atom(at)));
            say(13, pair(words, (at - place.start) as u64));
        }
    }

    /// What the article says of the word, and of the last of its run.
    fn article(&self, at: usize, sink: &mut impl Sink) {
        let seen = |at: usize| {
            let word = self.sheet.passage.word(at)?;
            Some(self.evidence.of(word, self.sheet.vocabulary))
        };
        let Some(own) = seen(at) else { return };
        let kind = u64::from(self.sheet.kinds[at]);
        let last = self.runs.around(at).end - 1;
        let head = if last > at { seen(last).unwrap_or_default() } else { 0 };
        let distance = (last - at).min(3) as u64;
        let evidence = u64::from(own) | u64::from(head) << evidence::KINDS;
        let key = evidence << 8 | distance << 6 | kind;
        sink.group(pair(key, 5), |say| {
            let mut say = |template: u16, value: u64| say(Feature::new(190 + template, value));
            let bits = |seen: u32| (0..evidence::KINDS).filter(move |bit| seen >> bit & 1 == 1);
            for bit in bits(own).map(u64::from) {
                say(0, bit);
                say(1, bit << 8 | kind);
            }
            say(2, u64::from(own));
            for bit in bits(head).map(u64::from) {
                say(3, bit << 8 | distance);
            }
        });
    }
}
