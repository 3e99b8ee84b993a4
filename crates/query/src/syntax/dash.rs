//! Dashes that stand where a hyphen would negate. Keyboards and pages make en dashes and minus
//! signs of hyphens; text that was pasted has dashes of its own.

/// Whether the sign is a dash or a minus other than the hyphen of keyboards.
pub(super) fn is_dash(character: char) -> bool {
    is_minus(character) || matches!(character, '—' | '―')
}

/// Whether what is written with the sign may be meant as a hyphen. Nobody gets an em dash by
/// typing one.
pub(super) fn is_minus(character: char) -> bool {
    is_en_dash(character) || matches!(character, '−' | '‐' | '‑' | '－' | '﹣')
}

fn is_en_dash(character: char) -> bool {
    matches!(character, '–' | '‒')
}

/// Where the last dash of the text stands that closes an insertion –like this– of prose.
pub(super) fn last_close(text: &str) -> Option<usize> {
    let mut dashes = text.rmatch_indices(is_en_dash);
    dashes
        .find(|(at, dash)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + dash.len()..].chars().next();
            // Of years the dash is a range without an end.
            before.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit() && c != '(')
                && after.is_none_or(|c| !c.is_alphanumeric() && c != '(')
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insertions_are_closed() {
        for (text, expected) in [
            ("Kabul –the capital– fell", Some(20)),
            ("the –capital–, fell –Kabul", Some(14)),
            ("Massoud –Turkey –Iran", None),
            ("he left – Turkey said", None),
            ("Massoud 2020–", None),
            ("Kabul–Dushanbe", None),
        ] {
            assert_eq!(last_close(text), expected, "{text}");
        }
    }
}
