//! The text form of overrides: TOML of four lists.

use std::ops::Range;
use std::str::FromStr;

use dateline_model::PersonName;
use serde::Deserialize;
use toml::Spanned;

use super::{Groups, Overrides, folded};

/// The most names of a group: each is looked up when one of them is asked for.
const MOST_OF_GROUP: usize = 200;

/// Why a text says nothing that could override, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct OverridesError {
    /// The line, counted from one.
    pub line: usize,
    /// The column, in characters, counted from one.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    #[serde(default)]
    same: Vec<Spanned<Vec<Spanned<String>>>>,
    #[serde(default)]
    different: Vec<Spanned<Vec<Spanned<String>>>>,
    #[serde(default)]
    never_person: Vec<Spanned<String>>,
    #[serde(default)]
    never_place: Vec<Spanned<String>>,
}

impl FromStr for Overrides {
    type Err = OverridesError;

    fn from_str(text: &str) -> Result<Self, OverridesError> {
        let lists: Lists = toml::from_str(text).map_err(|error| {
            error_at(text, error.span().unwrap_or_default(), error.message().to_owned())
        })?;
        let names = |names: &[Spanned<String>]| -> Result<_, OverridesError> {
            names.iter().map(|name| read_name(text, name)).collect::<Result<Vec<_>, _>>()
        };
        let groups = |groups: &[Spanned<Vec<Spanned<String>>>]| {
            groups.iter().map(|group| read_group(text, group)).collect::<Result<Vec<_>, _>>()
        };
        let (same, different) = (Groups::new(groups(&lists.same)?), groups(&lists.different)?);
        for (group, printed) in different.iter().zip(&lists.different) {
            if let Some((one, other)) = contradiction(group, &same) {
                let message =
                    format!("“{one}” and “{other}” are the same in `same` and different here");
                return Err(error_at(text, printed.span(), message));
            }
        }
        Ok(Self {
            same,
            different: Groups::new(different),
            never_person: names(&lists.never_person)?.iter().map(|n| folded(n.as_str())).collect(),
            never_place: names(&lists.never_place)?.iter().map(|n| folded(n.as_str())).collect(),
        })
    }
}

fn read_group(
    text: &str,
    group: &Spanned<Vec<Spanned<String>>>,
) -> Result<Vec<PersonName>, OverridesError> {
    let names = group.get_ref();
    if names.len() < 2 {
        return Err(error_at(text, group.span(), "a group needs two names or more".to_owned()));
    }
    if names.len() > MOST_OF_GROUP {
        let message = format!("a group has {MOST_OF_GROUP} names at most");
        return Err(error_at(text, group.span(), message));
    }
    names.iter().map(|name| read_name(text, name)).collect()
}

/// Two printed names of a group that a group of the same names has as well.
fn contradiction<'n>(
    different: &'n [PersonName],
    same: &Groups,
) -> Option<(&'n PersonName, &'n PersonName)> {
    let is_printed =
        |name: &PersonName, other: &PersonName| folded(name.as_str()) == folded(other.as_str());
    different.iter().enumerate().find_map(|(at, one)| {
        let mut groups =
            same.with(one.key()).filter(|group| group.iter().any(|name| is_printed(name, one)));
        groups.find_map(|group| {
            let other = different[at + 1..].iter().find(|other| {
                !is_printed(one, other) && group.iter().any(|name| is_printed(name, other))
            })?;
            Some((one, other))
        })
    })
}

fn read_name(text: &str, name: &Spanned<String>) -> Result<PersonName, OverridesError> {
    PersonName::parse(name.get_ref())
        .map_err(|_| error_at(text, name.span(), "a name needs a letter".to_owned()))
}

fn error_at(text: &str, span: Range<usize>, message: String) -> OverridesError {
    let start = text.floor_char_boundary(span.start);
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    OverridesError {
        line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message: message.lines().collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn errors_say_where() {
        for (text, expected) in [
            (
                "same = [[\"A\", \"B\"]]\nsmae = []",
                "line 2, column 1: unknown field `smae`, expected one of `same`, `different`, \
                 `never_person`, `never_place`",
            ),
            ("same = [[\"Ahmad\"]]", "line 1, column 9: a group needs two names or more"),
            ("never_place = [\n  \"Fars\",\n  \"12\"]", "line 3, column 3: a name needs a letter"),
            (
                "same = [[\"A B\", \"C D\"]]\ndifferent = [[\"E F\", \"c d\", \"A B\"]]",
                "line 2, column 14: “c d” and “A B” are the same in `same` and different here",
            ),
            (
                "never_place = \"Fars\"",
                "line 1, column 15: invalid type: string \"Fars\", expected a sequence",
            ),
        ] {
            assert_eq!(text.parse::<Overrides>().unwrap_err().to_string(), expected);
        }
        let many = format!("same = [[{}]]", "\"A B\", ".repeat(MOST_OF_GROUP + 1));
        assert_eq!(
            many.parse::<Overrides>().unwrap_err().to_string(),
            "line 1, column 9: a group has 200 names at most"
        );
        let unclosed = "different = [[\"é\", \"b]]".parse::<Overrides>().unwrap_err();
        assert_eq!(unclosed.line, 1);
    }

    #[test]
    fn an_empty_text_overrides_nothing() {
        assert!("".parse::<Overrides>().unwrap().is_empty());
        assert!("# nothing yet\nsame = []\n".parse::<Overrides>().unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a-z_=\\[\\]\", \n#é]{0,60}") {
            if let Err(error) = text.parse::<Overrides>() {
                prop_assert!(error.line >= 1 && error.column >= 1);
            }
        }
    }
}
