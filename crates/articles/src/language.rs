/// Languages that put the day before the month in dates of numbers, by their subtag.
const DAY_FIRST: [&str; 26] = [
    "ar", "bg", "cs", "da", "de", "el", "es", "fi", "fr", "he", "id", "it", "nb", "nl", "no", "pl",
    "pt", "ro", "ru", "sk", "sr", "tr", "uk", "ur", "vi", "hr",
];

/// Countries whose English does too.
const DAY_FIRST_ENGLISH: [&str; 9] = ["au", "gb", "gh", "ie", "in", "ke", "ng", "nz", "pk"];

/// Whether who writes in this language, a BCP 47 tag, writes the day first in "05/09/2021".
///
/// There is no such question for the month: many pages are marked `en` or `en-US` because
/// the program that made them was.
pub(crate) fn writes_day_first(tag: &str) -> bool {
    let lower = tag.trim().to_ascii_lowercase().replace('_', "-");
    let mut subtags = lower.split('-');
    let language = subtags.next().unwrap_or_default();
    DAY_FIRST.contains(&language)
        || (language == "en" && subtags.any(|subtag| DAY_FIRST_ENGLISH.contains(&subtag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_and_their_countries() {
        for (tag, expected) in [
            ("de", true),
            ("de-AT", true),
            ("pt_BR", true),
            ("en-GB", true),
            ("en_AU", true),
            ("en", false),
            ("en-US", false),
            ("zh-CN", false),
            ("", false),
        ] {
            assert_eq!(writes_day_first(tag), expected, "{tag}");
        }
    }
}
