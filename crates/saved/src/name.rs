//! What a saved search is called.

use std::fmt;
use std::str::FromStr;

/// The longest name, in bytes.
const LONGEST: usize = 64;

/// The name of a saved search: 1 to 64 letters and digits of ASCII, `-`, `_` and `.`, beginning
/// with a letter or digit. It is the name of a file, a column of output and an argument, and
/// needs quotes in none of them.
///
/// ```
/// use dateline_saved::Name;
///
/// assert!("safe-house".parse::<Name>().is_ok());
/// assert!("safe house".parse::<Name>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// Why a text is no [`Name`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no name: use up to {LONGEST} letters a-z, digits, - _ and ., a letter or digit first"
)]
pub struct NameError(String);

impl Name {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the file is called: names that differ in case alone are one, since on some systems
    /// their files would be.
    pub(crate) fn file_stem(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let begins_well = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        match begins_well && text.len() <= LONGEST && text.bytes().all(is_allowed) {
            true => Ok(Self(text.to_owned())),
            false => Err(NameError(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_harmless() {
        for (text, is_name) in [
            ("massoud", true),
            ("2021-09_a.b", true),
            ("Massoud", true),
            ("", false),
            ("-x", false),
            (".hidden", false),
            ("../x", false),
            ("a b", false),
            ("a\u{1b}b", false),
            ("Müller", false),
            (&"a".repeat(64), true),
            (&"a".repeat(65), false),
        ] {
            assert_eq!(text.parse::<Name>().is_ok(), is_name, "{text:?}");
        }
    }

    #[test]
    fn the_message_shows_what_acts_on_a_terminal_as_an_escape() {
        let error = "a\u{1b}".parse::<Name>().unwrap_err().to_string();
        assert!(error.starts_with(r#""a\u{1b}" is no name: use up to 64 letters"#), "{error}");
    }
}
