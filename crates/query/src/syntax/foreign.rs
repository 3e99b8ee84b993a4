//! Operators of other search tools, which would mislead if read as words in silence: `W/5`
//! would ask for the words "w" and "5".

use super::Field;

/// Whether the chunk is an operator and no more: `&&`, `||`, `ADJ/2`, `W/3`, `WITHIN/5`,
/// `near/5` in small letters, `date>2020`.
pub(super) fn is_operator(chunk: &str) -> bool {
    matches!(chunk, "&&" | "||")
        || Comparison::read(chunk).is_some()
        || chunk.split_once('/').is_some_and(|(name, distance)| {
            matches!(name, "ADJ" | "W" | "PRE" | "WITHIN" | "Near" | "near")
                && !distance.is_empty()
                && distance.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// A field compared with a value by a sign: `date>2020`, `outlet=Reuters`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comparison<'a> {
    field: Field,
    sign: &'a str,
    value: &'a str,
}

impl<'a> Comparison<'a> {
    pub(super) fn read(chunk: &'a str) -> Option<Self> {
        let start = chunk.find(['<', '>', '='])?;
        let field = Field::named(&chunk[..start])?;
        let value = chunk[start..].trim_start_matches(['<', '>', '=']);
        let sign = &chunk[start..chunk.len() - value.len()];
        let is_known = matches!(sign, "=" | "==") || field.holds_dates();
        (is_known && sign.len() <= 2 && !value.is_empty()).then_some(Self { field, sign, value })
    }

    /// How the same is asked for here.
    pub(super) fn ours(&self) -> String {
        let Self { field, sign, value } = self;
        match sign.as_bytes()[0] {
            b'>' => format!("{field}:{value}.."),
            b'<' => format!("{field}:..{value}"),
            _ => format!("{field}:{value}"),
        }
    }
}

/// What is written here instead of a field's name of other tools.
pub(super) fn field_instead(name: &str) -> Option<&'static str> {
    const OTHERS: [(&str, &str); 14] = [
        ("since", "published:2021-09.."),
        ("after", "published:2021-09.."),
        ("until", "published:..2021-09"),
        ("before", "published:..2021-09"),
        ("pub", "published:"),
        ("pubdate", "published:"),
        ("country", "place:"),
        ("city", "place:"),
        ("site", "source:"),
        ("domain", "source:"),
        ("file", "source:"),
        ("url", "the address by itself"),
        ("link", "the address by itself"),
        ("name", "person:"),
    ];
    OTHERS.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|&(_, ours)| ours)
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
            ("near/3", true, false),
            ("near/by", false, false),
            ("date>2020", true, false),
            ("published=1987", true, false),
            ("person>3", false, false),
            ("a=b", false, false),
            ("date=", false, false),
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

    #[test]
    fn comparisons_have_a_form_of_ours() {
        for (chunk, ours) in [
            ("date>2020", "date:2020.."),
            ("Published>=2020-05", "published:2020-05.."),
            ("when<2020", "date:..2020"),
            ("outlet=Reuters", "outlet:Reuters"),
        ] {
            assert_eq!(Comparison::read(chunk).unwrap().ours(), ours);
        }
    }
}
