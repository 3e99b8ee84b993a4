//! Where an organisation's name ends: at the word that says what it is ("Front",
//! "Agency"), and what hangs on it with "of" or "for".

use crate::candidates::{Reader, Reading};
use crate::lexicon::Traits;
use crate::passage::Style;
use crate::token::Shape;

/// The words that say what the capitals before them are.
const HEADS: Traits = Traits::ORGANISATION_HEAD.or(Traits::THING_HEAD);

/// The most words of an organisation's name.
const LONGEST: usize = 9;

/// Where the organisation or the thing that begins at `start` ends, if one does.
pub(crate) fn extent(reader: Reader<'_>, start: usize) -> Option<(usize, Reading)> {
    if !reader.passage.is_capital(start) {
        return None;
    }
    if let Some(head) = head(reader, start) {
        let is_organisation = reader.traits(head).has(Traits::ORGANISATION_HEAD);
        let reading = if is_organisation { Reading::Organisation } else { Reading::Other };
        return Some((tail(reader, head + 1), reading));
    }
    if is_pair(reader, start) {
        return Some((start + 2, Reading::Organisation));
    }
    let alone = reader.traits(start).has(Traits::ORGANISATION);
    alone.then_some((start + 1, Reading::Organisation))
}

/// Whether the two words at `start` are listed as one organisation, or are one with the
/// Arabic article.
pub(crate) fn is_pair(reader: Reader<'_>, start: usize) -> bool {
    if !reader.goes_on(start + 1) {
        return false;
    }
    let word = |at| Some(&*reader.vocabulary.word(reader.passage.word(at)?).folded);
    let (Some(first), Some(second)) = (word(start), word(start + 1)) else { return false };
    first == "al" && reader.traits(start + 1).has(Traits::ORGANISATION)
        || reader.vocabulary.lexicon().is_organisation_pair(first, second)
}

/// Whether the words from `start` on are an organisation that is named after the person
/// whose name ends before `end`.
pub(crate) fn claims(reader: Reader<'_>, start: usize, end: usize) -> bool {
    head(reader, start).is_some_and(|head| head >= end && head > start + 1 && !is_pair(reader, end))
        || reader.traits(start).has(Traits::ORGANISATION) && end == start + 1
        || is_pair(reader, start)
}

/// The word that makes an organisation of those from `start` on: the last such in the
/// sequence.
fn head(reader: Reader<'_>, start: usize) -> Option<usize> {
    let mut head = None;
    for at in start..start + LONGEST {
        if at > start && !reader.goes_on(at) {
            break;
        }
        let traits = reader.traits(at);
        if ends_before(reader, start, at) {
            break;
        }
        let is_head = traits.has(HEADS) && !reader.passage.is_hyphened(at);
        if is_head && !is_adjective_first(reader, start, at) {
            head = Some(at);
        } else if head.is_some() {
            break;
        }
    }
    head
}

/// Whether the sequence ends before `at`: at a word of grammar or a date, and at the
/// title of somebody.
fn ends_before(reader: Reader<'_>, start: usize, at: usize) -> bool {
    let traits = reader.traits(at);
    let names = Traits::SURNAME.or(Traits::PLACE_OPENER);
    // "US" is a word of grammar only in small letters.
    let is_acronym = reader.passage.shape(at) == Some(Shape::Upper);
    let grammar = traits.has(Traits::FUNCTION) && !traits.has(names) && !is_acronym;
    if at > start && is_person_in_headline(reader, at) {
        return true;
    }
    if grammar || traits.has(Traits::CALENDAR) {
        return !(at > start && reader.traits(at).has(Traits::ORGANISATION_HEAD));
    }
    at > start
        && traits.has(Traits::TITLE)
        && !traits.has(Traits::ORGANISATION_HEAD)
        && !traits.has(Traits::SURNAME)
}

/// Whether a person's name begins at `at` among the capitals of a headline.
fn is_person_in_headline(reader: Reader<'_>, at: usize) -> bool {
    reader.passage.style(at) != Style::Sentence
        && reader.traits(at).has(Traits::GIVEN)
        && reader.goes_on(at + 1)
        && !reader.traits(at + 1).has(HEADS)
}

/// A head that begins a sequence names nothing by itself: "Party leader", "Sun Myung" and
/// "Finance Minister" are no organisations, "Bank of Japan" and "Ministry of Health" are.
fn is_adjective_first(reader: Reader<'_>, start: usize, at: usize) -> bool {
    at == start && !hangs_on(reader, at + 1)
}

/// Where the organisation ends whose head ends before `end`: after what hangs on it.
fn tail(reader: Reader<'_>, end: usize) -> usize {
    if !hangs_on(reader, end) {
        return end;
    }
    let mut at = end + 1;
    if reader.traits(at).has(Traits::FUNCTION) && !reader.passage.is_capital(at) {
        at += 1;
    }
    while at < end + LONGEST && reader.goes_on(at) && !ends_before(reader, end, at) {
        at += 1;
        if is_and(reader, at) && reader.goes_on(at + 1) && !ends_before(reader, end, at + 1) {
            at += 1;
        }
    }
    at
}

/// Whether "of" or another such word and a capital stand at `at`.
fn hangs_on(reader: Reader<'_>, at: usize) -> bool {
    let Some(token) = reader.passage.token(at) else { return false };
    let word = &reader.passage.text[token.start..token.end];
    let is_link = token.shape == Shape::Lower
        && reader.passage.is_joined(at)
        && matches!(word, "of" | "for" | "on" | "de" | "des" | "du" | "della");
    let article = reader.passage.shape(at + 1) == Some(Shape::Lower)
        && reader.traits(at + 1).has(Traits::FUNCTION);
    is_link
        && (reader.goes_on(at + 1) || article && word == "of" && reader.goes_on(at + 2))
        && !(word == "on" && reader.traits(at + 1).has(Traits::CALENDAR))
}

/// Whether the word is "and".
fn is_and(reader: Reader<'_>, at: usize) -> bool {
    reader
        .passage
        .token(at)
        .is_some_and(|token| matches!(&reader.passage.text[token.start..token.end], "and" | "&"))
}

#[cfg(test)]
mod tests {
    use dateline_gazetteer::Gazetteer;
    use dateline_model::Section;

    use super::*;
    use crate::passage::Passage;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn organisations_end_at_their_head() {
        let mut vocabulary = Vocabulary::new(Gazetteer::embedded());
        for (text, expected) in [
            ("National Resistance Front leader", Some("National Resistance Front")),
            ("Fars News Agency said", Some("Fars News Agency")),
            ("New York Times reported", Some("New York Times")),
            ("Washington Post on Monday", Some("Washington Post")),
            ("Bank of England governor", Some("Bank of England")),
            ("Ministry of Health and Welfare said", Some("Ministry of Health and Welfare")),
            (
                "Senate Intelligence Committee Vice Chair Mark",
                Some("Senate Intelligence Committee"),
            ),
            ("NATO mission", Some("NATO")),
            ("Party leader", None),
            ("Ahmad Massoud", None),
            ("The Agency", None),
        ] {
            let passage = Passage::new(Section::Text, text, &mut vocabulary);
            let reader = Reader { passage: &passage, vocabulary: &vocabulary };
            let name = extent(reader, 0).map(|(end, _)| passage.slice(0, end));
            assert_eq!(name, expected, "{text}");
        }
    }
}
