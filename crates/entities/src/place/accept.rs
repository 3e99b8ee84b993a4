//! Whether a name of the gazetteer is meant as a place here.

use dateline_gazetteer::Entry;
use dateline_model::PlaceKind;

use crate::candidates::Reader;
use crate::lexicon::Traits;
use crate::passage::Style;
use crate::token::Shape;

/// Below this many inhabitants a town is only seen where the words around it say so.
const SMALL: u32 = 10_000;

/// A town with a usual word or person's name for a name has to be this large to be seen
/// without such words.
const FAMOUS: u32 = 400_000;

/// What is known of a single word that may be a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting {
    /// The most prominent place of its name.
    pub(crate) entry: Entry,
    /// What the words around it say.
    pub(crate) setting: Setting,
}

/// What the words around a name say of its being a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Nothing.
    Open,
    /// That something goes there or comes from there, which people do with people too.
    Approached,
    /// That something is there: a preposition before it, "province" or a country after it.
    Located,
}

/// The setting of the words from `start` to `end`.
pub(crate) fn setting(reader: Reader<'_>, start: usize, end: usize) -> Setting {
    let located = before_kind(reader, end)
        || before_container(reader, end)
        || opens_dateline(reader, start, end);
    if located { Setting::Located } else { after_preposition(reader, start) }
}

/// Whether the single word at `at` is taken for a place.
pub(crate) fn accepts(reader: Reader<'_>, at: usize, sighting: Sighting) -> bool {
    let Sighting { entry, setting } = sighting;
    let traits = reader.traits(at);
    let is_currency = reader
        .passage
        .token(at)
        .is_some_and(|token| reader.passage.text[token.end..].starts_with('$'));
    if is_currency || traits.has(Traits::PEOPLE.or(Traits::CALENDAR).or(Traits::ORGANISATION)) {
        return false;
    }
    let is_country = entry.kind == PlaceKind::Country;
    if reader.is_demonym(at) && !(is_country && entry.is_main_name) {
        return false;
    }
    match reader.passage.shape(at) {
        Some(Shape::Upper) if reader.passage.style(at) == Style::Sentence => {
            accepts_upper(reader, at, sighting)
        }
        Some(Shape::Dotted) => is_country || entry.population > FAMOUS,
        _ if traits.has(Traits::FUNCTION) => false,
        _ if reader.passage.style(at) != Style::Sentence => {
            is_large(&entry) && (!is_ambiguous(traits) || setting == Setting::Located)
        }
        _ => accepts_capital(reader, at, sighting),
    }
}

/// Whether a name of several words that the gazetteer knows is taken for a place.
pub(crate) fn accepts_several(reader: Reader<'_>, start: usize, sighting: Sighting) -> bool {
    let Sighting { entry, setting } = sighting;
    if reader.passage.style(start) != Style::Sentence {
        return is_large(&entry);
    }
    entry.kind != PlaceKind::City || entry.population >= SMALL / 2 || setting == Setting::Located
}

/// Whether an acronym or a word in capitals is a place: of the short ones only countries
/// are, for codes of towns and states are words of many other kinds.
fn accepts_upper(reader: Reader<'_>, at: usize, sighting: Sighting) -> bool {
    let Sighting { entry, setting } = sighting;
    let length = reader.passage.token(at).map_or(0, |token| token.end - token.start);
    match entry.kind {
        PlaceKind::Country | PlaceKind::WorldRegion => true,
        _ if length < 4 => false,
        _ => setting == Setting::Located || entry.population > FAMOUS,
    }
}

fn accepts_capital(reader: Reader<'_>, at: usize, sighting: Sighting) -> bool {
    let Sighting { entry, setting } = sighting;
    let located = setting == Setting::Located;
    let traits = reader.traits(at);
    let small_elsewhere =
        reader.passage.word(at).is_some_and(|word| reader.vocabulary.is_small_elsewhere(word));
    let is_word = traits.has(WORDS) || small_elsewhere && entry.population < FAMOUS;
    match entry.kind {
        PlaceKind::Country | PlaceKind::WorldRegion => !traits.has(WORDS) || located,
        _ if is_word => {
            located
                && !reader.passage.is_first(at)
                && entry.is_main_name
                && entry.population >= SMALL
        }
        _ if traits.has(Traits::GIVEN) => located || entry.population >= 5 * FAMOUS,
        _ if !entry.is_main_name && reader.passage.slice(at, at + 1).len() <= 3 => false,
        _ if is_ambiguous(traits) => located || entry.population >= FAMOUS && entry.is_main_name,
        PlaceKind::City if entry.is_main_name => {
            setting != Setting::Open || entry.population >= SMALL
        }
        PlaceKind::City => located || entry.population >= 10 * SMALL,
        _ => true,
    }
}

/// Lists of words that are no places by themselves.
const WORDS: Traits = Traits::COMMON
    .or(Traits::FUNCTION)
    .or(Traits::TITLE)
    .or(Traits::OFFICE)
    .or(Traits::ORGANISATION_HEAD)
    .or(Traits::PLACE_HEAD)
    .or(Traits::PLACE_OPENER)
    .or(Traits::THING_HEAD);

/// Whether the word is a person's name too, or an English word.
fn is_ambiguous(traits: Traits) -> bool {
    let names = Traits::GIVEN.or(Traits::GIVEN_OR_WORD).or(Traits::SURNAME);
    traits.has(names.or(WORDS).or(Traits::PARTICLE))
}

/// Whether a place is known well enough to be seen in a headline.
fn is_large(entry: &Entry) -> bool {
    match entry.kind {
        PlaceKind::Country | PlaceKind::WorldRegion => true,
        PlaceKind::City => entry.population >= FAMOUS / 4,
        _ => entry.is_main_name,
    }
}

/// Whether a preposition of place stands before `start`, or "the capital of".
fn after_preposition(reader: Reader<'_>, start: usize) -> Setting {
    if start == 0 || !reader.passage.is_joined(start) {
        return Setting::Open;
    }
    let before = start - 1;
    if reader.traits(before).has(Traits::PREPOSITION) {
        return preposition(reader.passage.slice(before, start));
    }
    if names_kind(reader, before) { Setting::Located } else { Setting::Open }
}

/// What a preposition says of the name after it.
fn preposition(word: &str) -> Setting {
    let says_where = ["in", "at", "near", "across", "inside", "outside", "throughout", "within"];
    let is_there = says_where.iter().any(|other| word.eq_ignore_ascii_case(other));
    if is_there { Setting::Located } else { Setting::Approached }
}

/// Whether the words up to `before` say what kind of place is named next.
fn names_kind(reader: Reader<'_>, before: usize) -> bool {
    let word = |at: usize| {
        reader.passage.token(at).map(|token| &reader.passage.text[token.start..token.end])
    };
    match word(before) {
        Some("of") if before > 0 => {
            reader.traits(before - 1).has(Traits::PLACE_HEAD)
                || matches!(
                    word(before - 1),
                    Some(
                        "capital"
                            | "outside"
                            | "north"
                            | "south"
                            | "east"
                            | "west"
                            | "people"
                            | "residents"
                            | "suburb"
                    )
                )
        }
        Some("the") if before > 0 => reader.traits(before - 1).has(Traits::PREPOSITION),
        Some(
            "northern" | "southern" | "eastern" | "western" | "central" | "downtown"
            | "neighbouring" | "neighboring",
        ) => true,
        _ => false,
    }
}

/// Whether a small word after the name says what kind of place it is.
fn before_kind(reader: Reader<'_>, end: usize) -> bool {
    let Some(token) = reader.passage.token(end) else { return false };
    let word = &reader.passage.text[token.start..token.end];
    token.shape == Shape::Lower
        && reader.passage.is_joined(end)
        && if reader.passage.is_hyphened(end) {
            matches!(word, "based" | "born" | "bound" | "area")
        } else {
            matches!(
                word,
                "province"
                    | "district"
                    | "city"
                    | "region"
                    | "valley"
                    | "river"
                    | "county"
                    | "airport"
                    | "town"
                    | "village"
                    | "prefecture"
                    | "governorate"
                    | "suburb"
            )
        }
}

/// Whether a comma and a country or region follow: "Kulob, Tajikistan".
fn before_container(reader: Reader<'_>, end: usize) -> bool {
    let place = reader.passage.name(end + 1, reader.vocabulary).and_then(|name| name.place);
    reader.passage.shape(end) == Some(Shape::Comma)
        && reader.passage.is_capital(end + 1)
        && place.is_some_and(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Region))
}

/// Whether the words are the place of a dateline: "KABUL, Sept. 23" or "KABUL (Agency)".
fn opens_dateline(reader: Reader<'_>, start: usize, end: usize) -> bool {
    let is_opening =
        reader.passage.is_first(start) && (start == 0 || !reader.passage.is_joined(start));
    let is_month = reader.traits(end + 1).has(Traits::CALENDAR);
    let is_agency = reader.passage.shape(end) == Some(Shape::Mark);
    let is_upper = reader.passage.shape(start) == Some(Shape::Upper);
    is_opening
        && (reader.passage.shape(end) == Some(Shape::Comma) && is_month || is_upper && is_agency)
}
