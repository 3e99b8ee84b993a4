//! A passage to the sequences of capitals that may be names, each with what its own words
//! and neighbours say of it. What the rest of the article says is weighed later.

use crate::lexicon::Traits;
use crate::organisation;
use crate::passage::{Passage, Style};
use crate::person;
use crate::place::{self, PlaceExtent};
use crate::title;
use crate::token::Shape;
use crate::vocabulary::Vocabulary;

/// Words that may be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Its first token.
    pub(crate) start: usize,
    /// One past its last token.
    pub(crate) end: usize,
    /// What it looks like.
    pub(crate) reading: Reading,
}

/// What a sequence looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A person's name of several parts, or of one after a title.
    Person(Evidence),
    /// A place; the gazetteer's name for it ends before this token, and is empty where
    /// only the form of the words says that they are a place.
    Place { name_end: usize },
    /// An organisation.
    Organisation,
    /// A thing or a people: no mention, but nothing in it is one either.
    Other,
    /// One word of which only the article can say what it is.
    Bare(Introduction),
}

/// How much speaks for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// Only that no part of it is known to be anything else.
    Weak,
    /// A part of the name or a neighbour.
    Fair,
    /// A title, or a known given name.
    Strong,
}

/// What stands right before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Introduction {
    /// Nothing that says anything.
    None,
    /// A title or a role, in small letters.
    Role,
    /// A title in capitals.
    Title,
}

/// A passage with the vocabulary of its words: what every rule needs.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    /// The lists of the word at `at`.
    pub(crate) fn traits(&self, at: usize) -> Traits {
        self.passage.traits(at)
    }

    /// Whether the word at `at` stands for the people of a country.
    pub(crate) fn is_demonym(&self, at: usize) -> bool {
        self.passage.is_capital(at) && self.traits(at).has(Traits::DEMONYM)
    }

    /// Whether a capital word follows the one before `at` directly.
    pub(crate) fn goes_on(&self, at: usize) -> bool {
        self.passage.is_joined(at) && self.passage.is_capital(at)
    }

    /// What the word before `at`, in small letters, says of the name that begins there.
    fn role_before(&self, at: usize) -> Introduction {
        let is_role = at > 0
            && self.passage.is_joined(at)
            && self.passage.shape(at - 1) == Some(Shape::Lower)
            && self.traits(at - 1).has(Traits::TITLE);
        if is_role { Introduction::Role } else { Introduction::None }
    }
}

/// The candidates of a passage, in order, none overlapping another.
pub(crate) fn candidates(reader: Reader<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.passage.len() {
        if reader.passage.is_capital(at) || person::begins_with_particle(reader, at) {
            at = read_one(reader, at, &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads what begins at `at` and returns where to go on.
fn read_one(reader: Reader<'_>, at: usize, found: &mut Vec<Candidate>) -> usize {
    let mut place = place::extent(reader, at);
    let mut start = at;
    let mut introduction = reader.role_before(at);
    if place.is_none_or(|place| place.name_end <= at + 1) {
        if let Some(end) = people_end(reader, at) {
            return end;
        }
        if let Some(end) = title::end(reader, at) {
            start = end;
            introduction = Introduction::Title;
            if !reader.goes_on(start) && !person::begins_with_particle(reader, start) {
                return start;
            }
            place = place::extent(reader, start);
        }
    }
    let candidate = candidate_at(reader, start, introduction, place);
    match candidate {
        Some(candidate) => {
            found.push(candidate);
            candidate.end
        }
        None => start + 1,
    }
}

/// The candidate that begins at `start`, if any: the longest reading first.
fn candidate_at(
    reader: Reader<'_>,
    start: usize,
    introduction: Introduction,
    place: Option<PlaceExtent>,
) -> Option<Candidate> {
    let of = |end, reading| Candidate { start, end, reading };
    let person = person::extent(reader, start, introduction);
    if let Some((end, evidence)) = person
        && evidence == Evidence::Strong
        && !organisation::claims(reader, start, end)
        && !place.is_some_and(|place| place::claims(reader, start, end, place))
    {
        return Some(of(end, Reading::Person(evidence)));
    }
    let organisation = organisation::extent(reader, start);
    if let Some((end, reading)) = organisation
        && place.is_none_or(|place| place.name_end < end)
    {
        return Some(of(end, reading));
    }
    if let Some(PlaceExtent { end, name_end }) = place {
        return Some(of(end, Reading::Place { name_end }));
    }
    if let Some((end, evidence)) = person {
        return Some(of(end, Reading::Person(evidence)));
    }
    is_bare_name(reader, start).then(|| of(start + 1, Reading::Bare(introduction)))
}

/// Where the name of a people ends that is made of two words: "South African", "Costa
/// Rican".
fn people_end(reader: Reader<'_>, at: usize) -> Option<usize> {
    if !reader.goes_on(at + 1) {
        return None;
    }
    let people = reader.traits(at + 1).has(Traits::PEOPLE) || reader.is_demonym(at + 1);
    if people && reader.traits(at).has(Traits::PLACE_OPENER) {
        return Some(at + 2);
    }
    let goes_on = reader.passage.name(at, reader.vocabulary).is_some_and(|name| name.goes_on);
    if !goes_on {
        return None;
    }
    let mut name = String::new();
    place::folded_name(reader, at, at + 2, &mut name);
    reader.vocabulary.gazetteer().demonym(&name).map(|_| at + 2)
}

/// Whether a single word may be a name at all.
fn is_bare_name(reader: Reader<'_>, at: usize) -> bool {
    let traits = reader.traits(at);
    let shape = reader.passage.shape(at);
    let never = Traits::CALENDAR.or(Traits::PEOPLE).or(Traits::FUNCTION);
    let is_name = traits.has(Traits::SURNAME.or(Traits::GIVEN).or(Traits::GIVEN_OR_WORD));
    match shape {
        Some(Shape::Capital) => !traits.has(never) || is_name && !reader.passage.is_first(at),
        Some(Shape::Upper) => !traits.has(never) || reader.passage.style(at) == Style::Sentence,
        Some(Shape::Dotted) => true,
        _ => false,
    }
}
