//! Text for LaTeX and back.

use std::borrow::Cow;

/// What stands for a character that LaTeX would act on.
const SPECIAL: [(char, &str); 10] = [
    ('\\', "\\textbackslash{}"),
    ('~', "\\textasciitilde{}"),
    ('^', "\\textasciicircum{}"),
    ('{', "\\{"),
    ('}', "\\}"),
    ('$', "\\$"),
    ('&', "\\&"),
    ('#', "\\#"),
    ('%', "\\%"),
    ('_', "\\_"),
];

/// The text as LaTeX prints it; braces in it are balanced for BibTeX, too.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let special = |character| SPECIAL.iter().find(|(plain, _)| *plain == character);
    if !text.chars().any(|character| special(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    let balanced = is_balanced(text);
    for character in text.chars() {
        match special(character) {
            // BibTeX counts braces whether they are escaped or not.
            Some(('{' | '}', _)) if !balanced => escaped.push('|'),
            Some((_, written)) => escaped.push_str(written),
            None => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0i64;
    text.chars().all(|character| {
        depth += i64::from(character == '{') - i64::from(character == '}');
        depth >= 0
    }) && depth == 0
}

/// The text that was escaped so.
pub(super) fn unescape(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = SPECIAL.iter().find(|(_, escaped)| rest.starts_with(escaped));
        let (character, len) = found.map_or(('\\', 1), |(plain, escaped)| (*plain, escaped.len()));
        text.push(character);
        rest = &rest[len..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_latex_acts_on_is_escaped() {
        assert_eq!(escape("R&D: 5% of $3 #1 a_b"), "R\\&D: 5\\% of \\$3 \\#1 a\\_b");
        assert_eq!(escape("{a}"), "\\{a\\}");
        assert_eq!(escape("a}b{"), "a|b|");
        assert_eq!(escape("plain"), "plain");
    }

    proptest! {
        #[test]
        fn escapes_are_undone(text in "[a-z\\\\~^$&#%_ ]{0,30}") {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }
    }
}
