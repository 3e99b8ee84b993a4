//! Display names that follow from the folded name, so that the table need not hold them.

/// Words that names have in lower case, unless they begin with one. It matters only that
/// most names follow the rule; one that does not is kept in the pool.
const SMALL_WORDS: [&str; 39] = [
    "al", "am", "an", "and", "au", "aux", "bei", "da", "das", "de", "del", "den", "der", "des",
    "di", "do", "dos", "du", "e", "el", "en", "im", "in", "la", "las", "le", "les", "los", "nad",
    "of", "on", "sous", "sul", "sur", "the", "upon", "van", "von", "y",
];

/// A folded name in the case in which most names are written: "rio de janeiro" as "Rio de
/// Janeiro".
///
/// ```
/// use dateline_gazetteer::layout::titled;
///
/// assert_eq!(titled("stratford-upon-avon"), "Stratford-upon-Avon");
/// assert_eq!(titled("la paz"), "La Paz");
/// ```
#[must_use]
pub fn titled(folded: &str) -> String {
    let mut name = String::with_capacity(folded.len());
    for word in folded.split_inclusive([' ', '-']) {
        let bare = word.trim_end_matches([' ', '-']);
        if !name.is_empty() && SMALL_WORDS.contains(&bare) {
            name.push_str(word);
            continue;
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
