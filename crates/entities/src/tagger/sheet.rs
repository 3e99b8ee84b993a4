//! A passage as the features see it: a few numbers for each token.

use std::ops::Range;

use dateline_model::PlaceKind;

use super::feature::{hash, pair};
use super::word::{Case, Neighbour, REACH};
use crate::lexicon::Traits;
use crate::passage::{Passage, Style};
use crate::place;
use crate::token::{Gap, Position, Shape};
use crate::vocabulary::Vocabulary;

/// The tokens of a passage.
pub(crate) struct Sheet<'a> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) vocabulary: &'a Vocabulary,
    /// What each token is, by its letters.
    pub(crate) atoms: Vec<u64>,
    /// How each token is written.
    pub(crate) cases: Vec<u8>,
    /// What kind of word each token is.
    pub(crate) kinds: Vec<u8>,
    /// What place's name each token is a part of, if the gazetteer has one there.
    pub(crate) places: Vec<u8>,
}

/// How many tokens on either side of a sequence are looked at.
const MARGIN: usize = REACH as usize;

impl<'a> Sheet<'a> {
    /// What is asked of the sequences of a passage: nothing is worked out of the tokens
    /// that are not near one.
    pub(crate) fn new(
        passage: &'a Passage<'a>,
        vocabulary: &'a Vocabulary,
        chains: &[Range<usize>],
    ) -> Self {
        let len = passage.len();
        let mut sheet = Self {
            passage,
            vocabulary,
            atoms: vec![0; len],
            cases: vec![0; len],
            kinds: vec![0; len],
            places: vec![0; len],
        };
        let mut end = 0;
        for chain in chains {
            let start = chain.start.saturating_sub(MARGIN).max(end);
            end = (chain.end + MARGIN).min(len);
            (start..end).for_each(|at| sheet.fill(at));
            sheet.fill_places(chain.clone());
        }
        sheet
    }

    fn fill(&mut self, at: usize) {
        let (passage, vocabulary) = (self.passage, self.vocabulary);
        self.atoms[at] = atom(passage, vocabulary, at);
        self.cases[at] = case(passage, at);
        self.kinds[at] = kind(passage, vocabulary, at);
    }

    /// Notes the names of the gazetteer that begin in a sequence: for each token whether it
    /// begins, is inside of or ends one, and what is called so.
    fn fill_places(&mut self, chain: Range<usize>) {
        let mut at = chain.start;
        while at < chain.end {
            let Some((end, entry)) = place::known_name(self.passage, self.vocabulary, at) else {
                at += 1;
                continue;
            };
            let kind = match entry.kind {
                PlaceKind::Country | PlaceKind::WorldRegion => 1,
                PlaceKind::Region => 2,
                PlaceKind::City => 3,
                _ => 4,
            };
            for (part, place) in self.places[at..end].iter_mut().enumerate() {
                let position = match (part == 0, at + part + 1 == end) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    (false, false) => 3,
                };
                *place = kind << 2 | position;
            }
            at = end;
        }
    }

    /// The number of the token at `at` plus `offset` in a list, 0 outside the passage.
    pub(crate) fn near<T: Copy + Default>(list: &[T], at: usize, offset: isize) -> T {
        at.checked_add_signed(offset).and_then(|at| list.get(at)).copied().unwrap_or_default()
    }

    /// The number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.cases.len()
    }

    /// What stands at `at` plus `offset`.
    pub(crate) fn neighbour(&self, at: usize, offset: isize) -> Neighbour {
        let Some(at) = at.checked_add_signed(offset).filter(|&at| at < self.len()) else {
            return Neighbour::Atom(0, 0);
        };
        let case = match self.cases[at] & 15 {
            1 => Case::Lower,
            2 | 3 => Case::Capital,
            4 | 5 => Case::Upper,
            6 => Case::Initial,
            7 => Case::Dotted,
            other => return Neighbour::Atom(self.atoms[at], u64::from(other)),
        };
        match self.passage.word(at) {
            Some(word) => Neighbour::Word(word, case),
            None => Neighbour::Atom(self.atoms[at], case as u64),
        }
    }
}

/// What a token is, by its letters; numbers by their length alone.
fn atom(passage: &Passage<'_>, vocabulary: &Vocabulary, at: usize) -> u64 {
    if let Some(word) = passage.word(at) {
        return vocabulary.word(word).hash;
    }
    let Some(token) = passage.token(at) else { return 0 };
    match token.shape {
        Shape::Number => pair(1, (token.end - token.start).min(8) as u64),
        _ => hash(&passage.text.as_bytes()[token.start..token.end.min(token.start + 8)]),
    }
}

/// How a token is written, in four bits, with the gap before it in two more.
fn case(passage: &Passage<'_>, at: usize) -> u8 {
    let Some(token) = passage.token(at) else { return 0 };
    let first = token.position == Position::First;
    let shape = match token.shape {
        Shape::Lower => 1,
        Shape::Capital if first => 2,
        Shape::Capital => 3,
        Shape::Upper if first => 4,
        Shape::Upper => 5,
        Shape::Initial => 6,
        Shape::Dotted => 7,
        Shape::Number => 8,
        Shape::Possessive => 9,
        Shape::Comma => 10,
        Shape::Stop => 11,
        Shape::Mark => 12,
    };
    let gap = match token.gap {
        Gap::None => 0,
        Gap::Hyphen => 1,
        Gap::Space => 2,
        Gap::Break => 3,
    };
    shape | gap << 4
}

/// What kind of word a token is: the first of these that it is.
fn kind(passage: &Passage<'_>, vocabulary: &Vocabulary, at: usize) -> u8 {
    let shape = passage.shape(at);
    let listed = passage.traits(at);
    // Whether a small word is a demonym too is only known if a capital one was read.
    let traits = if passage.is_capital(at) { listed } else { listed.without(Traits::DEMONYM) };
    match shape {
        Some(Shape::Initial) => return 1,
        Some(Shape::Dotted) => return 2,
        Some(Shape::Number) => return 3,
        Some(Shape::Comma) => return 4,
        Some(Shape::Stop) => return 5,
        Some(Shape::Possessive) => return 6,
        Some(Shape::Mark) | None => return 7,
        _ => {}
    }
    let lists = [
        (Traits::FUNCTION, 8),
        (Traits::CALENDAR, 9),
        (Traits::TITLE, 10),
        (Traits::ORGANISATION_HEAD, 11),
        (Traits::PLACE_HEAD, 12),
        (Traits::THING_HEAD, 13),
        (Traits::ORGANISATION, 14),
        (Traits::PEOPLE.or(Traits::DEMONYM), 15),
        (Traits::VERB, 16),
        (Traits::PARTICLE, 17),
        (Traits::GIVEN, 18),
        (Traits::GIVEN_OR_WORD, 19),
        (Traits::SURNAME, 20),
        (Traits::PLACE_OPENER, 21),
    ];
    if let Some(&(_, kind)) = lists.iter().find(|(list, _)| traits.has(*list)) {
        return kind;
    }
    let known = passage.name(at, vocabulary).and_then(|name| name.place);
    let classes = passage.word(at).map(|word| vocabulary.word(word).classes).unwrap_or_default();
    let is_name = |strength| strength >= crate::word_classes::Strength::Medium;
    match known {
        Some(place) if place.kind == PlaceKind::Country => 22,
        Some(place) if place.kind != PlaceKind::City => 23,
        Some(place) if place.population > 300_000 => 24,
        _ if traits.has(Traits::COMMON) => 25,
        Some(place) if place.population > 20_000 => 26,
        Some(_) if is_name(classes.given) => 34,
        Some(_) if is_name(classes.surname) => 35,
        Some(_) => 27,
        None if shape == Some(Shape::Lower) => 28,
        None if is_name(classes.given) => {
            if is_name(classes.surname) {
                31
            } else {
                32
            }
        }
        None if is_name(classes.surname) => 33,
        None if shape == Some(Shape::Upper) => 29,
        None => 30,
    }
}

/// The style of the text around a token as a number.
pub(crate) fn style(passage: &Passage<'_>, at: usize) -> u64 {
    match passage.style(at) {
        Style::Sentence => 0,
        Style::Headline => 1,
        Style::Shout => 2,
    }
}
