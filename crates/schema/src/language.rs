//! The terms of a language.

/// The longest tag that is indexed, in bytes; no registered one comes near.
const LONGEST_TAG: usize = 64;

/// The tag as the index compares it: small letters, and hyphens between its parts.
///
/// ```
/// use dateline_schema::language_term;
///
/// assert_eq!(language_term("en_GB"), "en-gb");
/// ```
#[must_use]
pub fn language_term(tag: &str) -> String {
    let tag = &tag[..tag.floor_char_boundary(LONGEST_TAG)];
    tag.trim().to_lowercase().replace('_', "-")
}

/// The terms under which an article in a language is found, a line each: its tag, and
/// every beginning of it that is a tag itself, so that `en` finds `en-GB`.
///
/// ```
/// use dateline_schema::language_terms;
///
/// assert_eq!(language_terms("zh-Hant-TW"), "zh\nzh-hant\nzh-hant-tw");
/// ```
#[must_use]
pub fn language_terms(tag: &str) -> String {
    let term = language_term(tag);
    let ends = term.match_indices('-').map(|(at, _)| at).chain([term.len()]);
    let terms: Vec<&str> = ends.map(|end| &term[..end]).filter(|tag| !tag.is_empty()).collect();
    terms.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_tags_are_cut_into_lines_all_the_same() {
        for (tag, expected) in
            [("", ""), ("-", "-"), ("EN", "en"), (" de-AT ", "de\nde-at"), ("-x", "-x")]
        {
            assert_eq!(language_terms(tag), expected, "{tag}");
        }
        assert_eq!(language_terms(&"é".repeat(100)), "é".repeat(LONGEST_TAG / 2));
    }
}
