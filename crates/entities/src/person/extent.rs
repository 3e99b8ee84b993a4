//! How far a person's name reaches, and how much speaks for its being one.

use dateline_model::PlaceKind;

use crate::candidates::{Evidence, Introduction, Reader};
use crate::lexicon::Traits;
use crate::organisation;
use crate::passage::Style;
use crate::token::Shape;

/// The most tokens of a name.
const LONGEST: usize = 12;

/// Words that are no part of a name unless they are known as names too.
const OTHER_WORDS: Traits = Traits::FUNCTION
    .or(Traits::CALENDAR)
    .or(Traits::COMMON)
    .or(Traits::TITLE)
    .or(Traits::ORGANISATION_HEAD)
    .or(Traits::ORGANISATION)
    .or(Traits::PLACE_HEAD)
    .or(Traits::OFFICE)
    .or(Traits::THING_HEAD)
    .or(Traits::PEOPLE);

/// Where the person's name that begins at `start` ends, and what speaks for it.
///
/// A single word is a name here only after a title; else it is left to the article.
pub(crate) fn extent(
    reader: Reader<'_>,
    start: usize,
    introduction: Introduction,
) -> Option<(usize, Evidence)> {
    let first = first_capital(reader, start)?;
    if !can_begin(reader, first, introduction) {
        return None;
    }
    let end = end(reader, first);
    let capitals = (start..end).filter(|&at| is_whole_part(reader, at)).count();
    match capitals {
        0 => None,
        1 => single(reader, start, first, end, introduction),
        _ => several(reader, start, end, introduction).map(|evidence| (end, evidence)),
    }
}

/// Whether a name begins at `at` with a particle in small letters: "bin Laden",
/// "al-Assad".
pub(crate) fn begins_with_particle(reader: Reader<'_>, at: usize) -> bool {
    // The lists come first: they rule out nearly every word.
    reader.traits(at).has(Traits::PARTICLE)
        && reader.passage.shape(at) == Some(Shape::Lower)
        && !reader.passage.is_hyphened(at)
        && first_capital(reader, at).is_some_and(|first| first > at)
}

/// The first capital of a name that begins at `start`, after its particles.
fn first_capital(reader: Reader<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while at < start + 3 {
        if reader.passage.is_capital(at) {
            return Some(at);
        }
        if !is_particle(reader, at) || !reader.passage.is_joined(at + 1) {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether the small word at `at` is a particle of names. Those that are English words
/// too are only with a hyphen after them ("at-Tayeb").
fn is_particle(reader: Reader<'_>, at: usize) -> bool {
    let traits = reader.traits(at);
    reader.passage.shape(at) == Some(Shape::Lower)
        && traits.has(Traits::PARTICLE)
        && (!traits.has(Traits::FUNCTION) || reader.passage.is_hyphened(at + 1))
}

/// Whether a name may begin with the word at `at`.
fn can_begin(reader: Reader<'_>, at: usize, introduction: Introduction) -> bool {
    let traits = reader.traits(at);
    let is_name = traits.has(Traits::GIVEN.or(Traits::GIVEN_OR_WORD).or(Traits::SURNAME));
    match reader.passage.shape(at) {
        Some(Shape::Initial) => reader.goes_on(at + 1) && !traits.has(Traits::FUNCTION),
        Some(Shape::Dotted) => !is_place(reader, at) && reader.goes_on(at + 1),
        Some(Shape::Upper) => reader.passage.style(at) == Style::Shout && is_name,
        Some(Shape::Capital) if is_other(reader, at) => match introduction {
            Introduction::Title => traits.has(Traits::SURNAME),
            _ => is_name && is_name_next(reader, at),
        },
        Some(Shape::Capital) => !is_place(reader, at),
        _ => false,
    }
}

/// Whether the word after a doubtful first one can only go on with a name: for a word at
/// the start of a sentence it has to be known as one.
fn is_name_next(reader: Reader<'_>, at: usize) -> bool {
    let next = at + 1;
    let is_known = reader.traits(next).has(Traits::SURNAME.or(Traits::GIVEN));
    let is_initial = reader.passage.shape(next) == Some(Shape::Initial);
    reader.goes_on(next)
        && (is_known || is_initial || !reader.passage.is_first(at) && !is_other(reader, next))
}

/// Whether the word has a meaning besides that of a name.
fn is_other(reader: Reader<'_>, at: usize) -> bool {
    reader.traits(at).has(OTHER_WORDS) || reader.is_demonym(at)
}

/// Whether the word is a place that nobody is called after.
fn is_place(reader: Reader<'_>, at: usize) -> bool {
    let names = Traits::GIVEN.or(Traits::GIVEN_OR_WORD).or(Traits::SURNAME);
    is_large(reader, at) && !reader.traits(at).has(names)
}

/// Whether the word is the name of a country or of a part of the world.
fn is_large(reader: Reader<'_>, at: usize) -> bool {
    let place = reader.passage.name(at, reader.vocabulary).and_then(|name| name.place);
    place.is_some_and(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::WorldRegion))
}

/// Where the name ends whose first capital is at `first`.
fn end(reader: Reader<'_>, first: usize) -> usize {
    let mut end = first + 1;
    while end < first + LONGEST {
        let Some(next) = next_part(reader, first, end) else { break };
        end = next;
    }
    end
}

/// Where the part of a name that begins at `at` ends, particles before it included.
fn next_part(reader: Reader<'_>, first: usize, at: usize) -> Option<usize> {
    if !reader.passage.is_joined(at) {
        return None;
    }
    if reader.passage.is_hyphened(at) && reader.passage.shape(at) == Some(Shape::Lower) {
        return is_small_half(reader, at).then_some(at + 1);
    }
    let capital = first_capital(reader, at)?;
    let goes_on = goes_on_with(reader, first, capital) && !organisation::is_pair(reader, capital);
    goes_on.then_some(capital + 1)
}

/// Whether the small word after a hyphen is the second half of a given name ("Jong-un")
/// and not a word of English ("Kim-led").
fn is_small_half(reader: Reader<'_>, at: usize) -> bool {
    let length = reader.passage.token(at).map_or(0, |token| token.end - token.start);
    let traits = reader.traits(at);
    let is_second = reader.passage.is_joined(at - 1) && reader.passage.is_capital(at - 2);
    if is_second && length <= 3 {
        return !traits.has(Traits::COMMON.or(Traits::VERB));
    }
    length <= 6 && !traits.has(OTHER_WORDS.or(Traits::VERB))
}

/// Whether the capital at `at` belongs to the name that begins at `first`.
fn goes_on_with(reader: Reader<'_>, first: usize, at: usize) -> bool {
    let traits = reader.traits(at);
    let after_given =
        reader.traits(first).has(Traits::GIVEN.or(Traits::GIVEN_OR_WORD)) || at > first + 1;
    let is_hyphened = reader.passage.is_hyphened(at);
    match reader.passage.shape(at) {
        Some(Shape::Initial) => true,
        Some(Shape::Dotted) => !is_place(reader, at),
        Some(Shape::Upper) => {
            let is_shouted = reader.passage.style(at) == Style::Shout;
            let length = reader.passage.token(at).map_or(0, |token| token.end - token.start);
            !traits.has(Traits::ORGANISATION)
                && !is_other(reader, at)
                && (is_shouted || after_given && length >= 4)
        }
        Some(Shape::Capital) if is_other(reader, at) => {
            let is_initial = reader.passage.shape(at - 1) == Some(Shape::Initial);
            let words = Traits::COMMON.or(Traits::FUNCTION).or(Traits::CALENDAR);
            let is_half = reader.passage.is_hyphened(at + 1)
                && reader.passage.shape(at + 1) == Some(Shape::Lower);
            is_half
                || traits.has(Traits::SURNAME)
                    && (after_given || is_initial || is_hyphened || !traits.has(words))
        }
        Some(Shape::Capital) if is_hyphened => !is_large(reader, at) && !is_large(reader, at - 1),
        Some(Shape::Capital) => !is_place(reader, at),
        _ => false,
    }
}

/// Whether the token is a part of a name with more than an initial.
fn is_whole_part(reader: Reader<'_>, at: usize) -> bool {
    matches!(reader.passage.shape(at), Some(Shape::Capital | Shape::Upper))
}

/// The reading of a name with one whole part.
fn single(
    reader: Reader<'_>,
    start: usize,
    first: usize,
    end: usize,
    introduction: Introduction,
) -> Option<(usize, Evidence)> {
    let has_initial = end > first + 1 && reader.passage.shape(first) == Some(Shape::Initial);
    let is_known = (first..end).any(|at| reader.traits(at).has(Traits::SURNAME.or(Traits::GIVEN)));
    if introduction == Introduction::Title && !is_place(reader, first) {
        return Some((end, Evidence::Strong));
    }
    if start < first {
        return Some((end, Evidence::Fair));
    }
    let is_spelled_out = end > first + 2 || introduction == Introduction::Role;
    let is_printed = reader.passage.slice(first, first + 1).len() > 1;
    let is_word = is_other(reader, end - 1);
    let speaks = is_known && (is_printed || !is_word) || is_spelled_out && !is_word;
    (has_initial && speaks).then_some((end, Evidence::Fair))
}

/// What speaks for a name of several whole parts.
fn several(
    reader: Reader<'_>,
    start: usize,
    end: usize,
    introduction: Introduction,
) -> Option<Evidence> {
    let style = reader.passage.style(start);
    let given = reader.traits(start).has(Traits::GIVEN);
    let given_or_word = reader.traits(start).has(Traits::GIVEN_OR_WORD);
    let names = Traits::SURNAME.or(Traits::GIVEN);
    let others = (start + 1..end).filter(|&at| reader.traits(at).has(names)).count();
    if style != Style::Sentence {
        // Capitals say nothing here: only known names count.
        let is_known = (given || given_or_word) && others > 0;
        let is_titled = introduction == Introduction::Title;
        return (is_known || is_titled || given && style == Style::Headline)
            .then_some(if is_known { Evidence::Strong } else { Evidence::Fair });
    }
    if given || introduction == Introduction::Title || given_or_word && others > 0 {
        return Some(Evidence::Strong);
    }
    let has_particle = (start..end).any(|at| reader.passage.shape(at) == Some(Shape::Lower));
    let has_initial = (start..end).any(|at| reader.passage.shape(at) == Some(Shape::Initial));
    if others > 0
        || has_particle
        || has_initial
        || given_or_word
        || is_told(reader, start, end, introduction)
    {
        return Some(Evidence::Fair);
    }
    Some(Evidence::Weak)
}

/// Whether the neighbours of the name speak of a person.
fn is_told(reader: Reader<'_>, start: usize, end: usize, introduction: Introduction) -> bool {
    let verb_after = reader.traits(end).has(Traits::VERB) && reader.passage.is_joined(end);
    let verb_before = start > 0 && reader.traits(start - 1).has(Traits::VERB);
    let age_after = reader.passage.shape(end) == Some(Shape::Comma)
        && reader.passage.shape(end + 1) == Some(Shape::Number);
    introduction == Introduction::Role || verb_after || verb_before || age_after
}
