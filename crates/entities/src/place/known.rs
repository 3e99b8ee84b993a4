//! Which words are a name that the gazetteer has.

use dateline_gazetteer::Entry;

use crate::passage::Passage;
use crate::vocabulary::Vocabulary;

/// The most tokens of a place's name.
const LONGEST: usize = 8;

/// Where the longest name of the gazetteer ends that begins at `start`, and the most
/// prominent place of that name.
pub(crate) fn known_name(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    start: usize,
) -> Option<(usize, Entry)> {
    let first = passage.name(start, vocabulary)?;
    let longest = first.place.map(|place| (start + 1, place));
    let is_saint = passage.slice(start, start + 1).len() == 2;
    if !first.goes_on && !passage.is_hyphened(start + 1) && !is_saint {
        return longest;
    }
    let end = walk(passage, vocabulary, start);
    if end <= start + 1 {
        return longest;
    }
    let mut name = String::new();
    for at in start..end {
        if at > start {
            name.push_str(joint(passage, at));
        }
        name.push_str(spelled(passage, vocabulary, at)?);
    }
    Some((end, vocabulary.best(&name)?))
}

/// Where the longest name of several words ends, `start` if there is none.
fn walk(passage: &Passage<'_>, vocabulary: &Vocabulary, start: usize) -> usize {
    let mut longest = start;
    let Some(mut walk) = passage.name(start, vocabulary).and_then(|first| first.walk) else {
        return longest;
    };
    for at in start + 1..start + LONGEST {
        if !passage.is_joined(at) {
            break;
        }
        let Some(word) = spelled(passage, vocabulary, at) else { break };
        let next = walk.push(joint(passage, at)).and_then(|walk| walk.push(word));
        let Some(next) = next else { break };
        walk = next;
        let in_chain = passage.is_hyphened(at + 1) && passage.is_capital(at + 1);
        if passage.is_capital(at) && !in_chain && walk.is_name() {
            longest = at + 1;
        }
    }
    longest
}

/// The word at `at` as the gazetteer spells it.
fn spelled<'a>(passage: &Passage<'_>, vocabulary: &'a Vocabulary, at: usize) -> Option<&'a str> {
    Some(spelled_out(&vocabulary.word(passage.word(at)?).folded))
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
fn joint(passage: &Passage<'_>, at: usize) -> &'static str {
    if passage.is_hyphened(at) { "-" } else { " " }
}
