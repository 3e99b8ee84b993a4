//! Operators of other search tools, which would mislead if read as words in silence: `W/5`
//! would ask for the words "w" and "5".

/// Whether the chunk is an operator and no more: `&&`, `||`, `ADJ/2`, `W/3`, `WITHIN/5`.
pub(super) fn is_operator(chunk: &str) -> bool {
    matches!(chunk, "&&" | "||")
        || chunk.split_once('/').is_some_and(|(name, distance)| {
            matches!(name, "ADJ" | "W" | "PRE" | "WITHIN")
                && !distance.is_empty()
                && distance.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Whether the chunk is a word marked in another language: `!fled`, `/wasi[kq]/`.
pub(super) fn is_marked(chunk: &str) -> bool {
    let has_word = chunk.chars().any(char::is_alphanumeric);
    let is_regex = chunk.len() > 2 && chunk.starts_with('/') && chunk.ends_with('/');
    has_word && (chunk.starts_with('!') || is_regex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_other_tools_are_seen() {
        for (chunk, operator, marked) in [
            ("massoud", false, false),
            ("and/or", false, false),
            ("24/7", false, false),
            ("W/3", true, false),
            ("w/3", false, false),
            ("WITHIN/5", true, false),
            ("||", true, false),
            ("&&", true, false),
            ("!fled", false, true),
            ("!", false, false),
            ("/wasi[kq]/", false, true),
            ("//", false, false),
        ] {
            assert_eq!((is_operator(chunk), is_marked(chunk)), (operator, marked), "{chunk}");
        }
    }
}
