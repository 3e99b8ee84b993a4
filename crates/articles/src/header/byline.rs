/// The longest line that is taken for a byline, in bytes.
const LONGEST: usize = 120;

/// Who wrote the article, when the whole line says so: "By Jane Doe", "By JANE DOE, Staff
/// Writer", "Jane Doe in Kabul". The word "By" is left out.
pub(crate) fn in_line(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > LONGEST || line.ends_with(['?', '!', ':', ';', ',']) {
        return None;
    }
    match without_by(line) {
        Some(names) => are_names(names).then_some(names),
        None => is_correspondent(line).then_some(line),
    }
}

/// An author as a field names it, without the word "By".
pub(crate) fn named(author: &str) -> &str {
    let author = author.trim();
    without_by(author).unwrap_or(author)
}

fn without_by(line: &str) -> Option<&str> {
    let start = line.get(..3)?;
    if !start.eq_ignore_ascii_case("by ") && !start.eq_ignore_ascii_case("by:") {
        return None;
    }
    Some(line[3..].trim_start()).filter(|names| !names.is_empty())
}

/// Names and roles: capitalised words, particles and commas, ending without a full stop
/// unless in an abbreviation.
fn are_names(names: &str) -> bool {
    let mut words = names.split([' ', ',', '/', '|']).filter(|word| !word.is_empty());
    let first_is_name = names.starts_with(|first: char| first.is_uppercase());
    let count = words.clone().count();
    let last = words.clone().next_back().unwrap_or_default();
    let is_sentence = last.ends_with('.') && last.chars().count() > 4;
    first_is_name && (1..=16).contains(&count) && !is_sentence && words.all(is_name_word)
}

fn is_name_word(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "and",
        "in",
        "for",
        "of",
        "de",
        "da",
        "del",
        "der",
        "den",
        "di",
        "du",
        "van",
        "von",
        "bin",
        "ben",
        "al",
        "el",
        "la",
        "le",
        "the",
        "with",
        "at",
        "to",
        "staff",
        "writer",
        "special",
        "correspondent",
        "reporter",
        "editor",
        "our",
        "&",
        "-",
        "–",
        "—",
    ];
    let capitalised = word.trim_start_matches(['(', '"', '“']).starts_with(char::is_uppercase);
    (capitalised || PARTICLES.contains(&word))
        && !word.contains(|character: char| character.is_ascii_digit())
}

/// "Jane Doe in Kabul": two or three words of a name, and a place.
fn is_correspondent(line: &str) -> bool {
    let Some((name, place)) = line.split_once(" in ") else { return false };
    let capitalised = |word: &str| {
        let mut characters = word.chars();
        // Capitals throughout are those of a headline.
        characters.next().is_some_and(char::is_uppercase)
            && characters.as_str().contains(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let count = |text: &str| text.split(' ').count();
    (2..=3).contains(&count(name))
        && (1..=3).contains(&count(place))
        && name.split(' ').all(capitalised)
        && place.split(' ').all(capitalised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (line, expected) in [
            ("By Jane Doe", "Jane Doe"),
            ("by Robert Green, Reuters", "Robert Green, Reuters"),
            ("By JANE DOE, Staff Writer", "JANE DOE, Staff Writer"),
            ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
            ("By: Ludwig van der Rohe Jr.", "Ludwig van der Rohe Jr."),
            ("By J. K. Doe", "J. K. Doe"),
            ("Jane Doe in Kabul", "Jane Doe in Kabul"),
        ] {
            assert_eq!(in_line(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn lines_that_are_not_bylines() {
        for line in [
            "",
            "By",
            "By then, the valley had fallen.",
            "By Monday 6 September the valley had fallen",
            "By Monday.",
            "Massoud and Saleh are in Tajikistan",
            "TALIBAN FIGHTERS IN KABUL",
            "By all accounts, they left",
            "é é",
        ] {
            assert_eq!(in_line(line), None, "{line}");
        }
    }

    #[test]
    fn authors_of_fields() {
        assert_eq!(named(" By Jane Doe"), "Jane Doe");
        assert_eq!(named("Byron Roe"), "Byron Roe");
    }
}
