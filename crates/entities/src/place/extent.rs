//! Which words are the name of a place: the longest name of the gazetteer, or capitals
//! with a word that says what they are ("Valley", "Province").

use dateline_gazetteer::Entry;
use dateline_model::PlaceKind;

use crate::candidates::Reader;
use crate::lexicon::Traits;
use crate::token::Shape;

/// The most tokens of a place's name.
const LONGEST: usize = 8;

/// How far a place's name reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaceExtent {
    /// One past its last token.
    pub(crate) end: usize,
    /// One past the last token of the part that the gazetteer knows; the first token when
    /// it knows none.
    pub(crate) name_end: usize,
}

/// Where the place that begins at `start` ends.
///
/// A single word of the gazetteer is none here: what it is depends on the article.
pub(crate) fn extent(reader: Reader<'_>, start: usize) -> Option<PlaceExtent> {
    if !reader.passage.is_capital(start) {
        return None;
    }
    let known = longest_name(reader, start).filter(|&end| !has_idle_article(reader, start, end));
    let headed = headed(reader, start);
    let (end, name_end) = match (known, headed) {
        (Some(known), Some(headed)) if headed > known => (headed, known),
        (Some(known), _) if known > start + 1 => (known, known),
        (None, Some(headed)) => (headed, start),
        (None, None) => (opened(reader, start)?, start),
        _ => return None,
    };
    Some(PlaceExtent { end, name_end })
}

/// Whether the name is one without the article it begins with, too: "The UK", but not
/// "The Hague".
fn has_idle_article(reader: Reader<'_>, start: usize, end: usize) -> bool {
    if end == start + 1 || !matches!(reader.passage.slice(start, start + 1), "The" | "the") {
        return false;
    }
    let mut name = String::new();
    folded_name(reader, start, end, &mut name);
    let gazetteer = reader.vocabulary.gazetteer();
    let is_city = |place: Entry| place.is_main_name && place.kind == PlaceKind::City;
    let has_article = gazetteer.best(&name).is_some_and(is_city);
    folded_name(reader, start + 1, end, &mut name);
    !has_article && gazetteer.is_name(&name)
}

/// Whether the words from `start` to `end` that may be a person are surely a place.
pub(crate) fn claims(reader: Reader<'_>, start: usize, end: usize, place: PlaceExtent) -> bool {
    if place.end < end {
        return false;
    }
    if place.end > place.name_end {
        // "Mary Hill": a head that is a family name does not make a place by itself.
        return !reader.traits(place.end - 1).has(Traits::SURNAME);
    }
    let mut name = String::new();
    folded_name(reader, start, place.name_end, &mut name);
    let place = reader.vocabulary.best(&name);
    place.is_some_and(|place| place.kind != PlaceKind::City || place.population >= 50_000)
}

/// Writes the folded words from `start` to `end` as the gazetteer writes a name.
pub(crate) fn folded_name(reader: Reader<'_>, start: usize, end: usize, name: &mut String) {
    name.clear();
    for at in start..end {
        push_word(reader, start, at, name);
    }
}

/// Adds the word at `at` to a name that begins at `start`.
fn push_word(reader: Reader<'_>, start: usize, at: usize, name: &mut String) {
    let Some(word) = spelled(reader, at) else { return };
    if at > start {
        name.push_str(joint(reader, at));
    }
    name.push_str(word);
}

/// The word at `at` as the gazetteer spells it.
fn spelled<'a>(reader: Reader<'a>, at: usize) -> Option<&'a str> {
    Some(spelled_out(&reader.vocabulary.word(reader.passage.word(at)?).folded))
}

/// A folded word without the abbreviations that names of places begin with.
pub(crate) fn spelled_out(folded: &str) -> &str {
    match folded {
        "st" => "saint",
        "mt" => "mount",
        "ft" => "fort",
        other => other,
    }
}

/// What the gazetteer writes between the word at `at` and the one before it.
fn joint(reader: Reader<'_>, at: usize) -> &'static str {
    if reader.passage.is_hyphened(at) { "-" } else { " " }
}

/// Where the longest name of the gazetteer ends that begins at `start`.
fn longest_name(reader: Reader<'_>, start: usize) -> Option<usize> {
    let first = reader.passage.name(start, reader.vocabulary)?;
    let mut longest = first.place.map(|_| start + 1);
    let is_saint = reader.passage.slice(start, start + 1).len() == 2;
    if !first.goes_on && !reader.passage.is_hyphened(start + 1) && !is_saint {
        return longest;
    }
    let Some(mut walk) = first.walk else { return longest };
    for at in start + 1..start + LONGEST {
        if !reader.passage.is_joined(at) {
            break;
        }
        let Some(word) = spelled(reader, at) else { break };
        let next = walk.push(joint(reader, at)).and_then(|walk| walk.push(word));
        let Some(next) = next else { break };
        walk = next;
        let in_chain = reader.passage.is_hyphened(at + 1) && reader.passage.is_capital(at + 1);
        let is_whole = reader.passage.is_capital(at) && !in_chain;
        if is_whole && walk.is_name() {
            longest = Some(at + 1);
        }
    }
    longest
}

/// Where a sequence of capitals ends at a word that says what kind of place it is.
fn headed(reader: Reader<'_>, start: usize) -> Option<usize> {
    let mut end = None;
    for at in start..start + LONGEST {
        if at > start && !reader.goes_on(at) || !is_part(reader, start, at) {
            break;
        }
        if at > start && reader.traits(at).has(Traits::PLACE_HEAD) {
            end = Some(at + 1);
        }
    }
    end
}

/// Whether the word at `at` may be in a place's name that begins at `start`.
fn is_part(reader: Reader<'_>, start: usize, at: usize) -> bool {
    let traits = reader.traits(at);
    let places = Traits::PLACE_HEAD.or(Traits::PLACE_OPENER);
    if traits.has(places) {
        return !traits.has(Traits::FUNCTION) || reader.goes_on(at + 1);
    }
    let others = Traits::FUNCTION.or(Traits::CALENDAR).or(Traits::TITLE);
    reader.passage.shape(at) == Some(Shape::Capital)
        && !traits.has(others)
        && (at > start || !reader.is_demonym(at) && !traits.has(Traits::COMMON))
}

/// Where a place ends that begins with what it is: "Lake Kara", "Gulf of Aden".
fn opened(reader: Reader<'_>, start: usize) -> Option<usize> {
    let is_opener = |at| {
        let word = reader.passage.word(at).map(|word| &*reader.vocabulary.word(word).folded);
        matches!(
            word,
            Some(
                "lake"
                    | "mount"
                    | "mt"
                    | "gulf"
                    | "strait"
                    | "cape"
                    | "fort"
                    | "port"
                    | "camp"
                    | "isle"
                    | "bay"
            )
        )
    };
    if !is_opener(start) {
        return None;
    }
    let of = reader
        .passage
        .token(start + 1)
        .is_some_and(|token| &reader.passage.text[token.start..token.end] == "of");
    let at = if of { start + 2 } else { start + 1 };
    let traits = reader.traits(at);
    let others = Traits::FUNCTION.or(Traits::CALENDAR).or(Traits::TITLE).or(Traits::COMMON);
    (reader.goes_on(at) && !traits.has(others)).then_some(at + 1)
}
