//! Operators of other search tools, which would mislead if read as words in silence:
//! `wasic~1` would ask for a "1", `NEAR/5` for the word "near".

/// What a chunk of plain text holds of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Foreign<'a> {
    /// Nothing.
    Nothing,
    /// The text is left when the operator is taken away, or kept if it is no obstacle.
    Part(&'a str),
    /// The chunk is an operator and no more.
    Whole,
}

/// Looks for an operator in a chunk.
pub(super) fn find(chunk: &str) -> Foreign<'_> {
    let text = without_modifiers(chunk);
    if is_proximity(text) || matches!(text, "&&" | "||") {
        return Foreign::Whole;
    }
    let has_word = text.chars().any(char::is_alphanumeric);
    let is_marked = text.contains('*') || text.starts_with('!') || is_pattern(text);
    if text.len() < chunk.len() || has_word && is_marked {
        return Foreign::Part(text);
    }
    Foreign::Nothing
}

/// Whether the chunk, after a phrase, only modifies it: `~5` or `^2.5`.
pub(super) fn is_modifier(chunk: &str) -> bool {
    chunk
        .strip_prefix(['~', '^'])
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// `NEAR/5`, `ADJ/2`, `W/3`
fn is_proximity(chunk: &str) -> bool {
    chunk.split_once('/').is_some_and(|(name, distance)| {
        matches!(name, "NEAR" | "ADJ" | "W" | "WITHIN")
            && !distance.is_empty()
            && distance.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// `/wasi[kq]/`
fn is_pattern(chunk: &str) -> bool {
    chunk.len() > 2 && chunk.starts_with('/') && chunk.ends_with('/')
}

/// The word without any `~`, `~1` or `^2.5` at its end.
fn without_modifiers(chunk: &str) -> &str {
    let mut text = chunk;
    while let Some(at) = text.rfind(['~', '^'])
        && is_modifier(&text[at..])
        && text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '~' | '^'))
    {
        text = &text[..at];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_other_tools_are_seen() {
        for (chunk, expected) in [
            ("massoud", Foreign::Nothing),
            ("and/or", Foreign::Nothing),
            ("24/7", Foreign::Nothing),
            ("-", Foreign::Nothing),
            ("~", Foreign::Nothing),
            ("***", Foreign::Nothing),
            ("massou*", Foreign::Part("massou*")),
            ("wasic~1", Foreign::Part("wasic")),
            ("wasic~", Foreign::Part("wasic")),
            ("wasic^2.5", Foreign::Part("wasic")),
            ("wasic~1~~^2", Foreign::Part("wasic")),
            ("!fled", Foreign::Part("!fled")),
            ("/wasi[kq]/", Foreign::Part("/wasi[kq]/")),
            ("NEAR/5", Foreign::Whole),
            ("near/5", Foreign::Nothing),
            ("||", Foreign::Whole),
        ] {
            assert_eq!(find(chunk), expected, "{chunk}");
        }
    }
}
