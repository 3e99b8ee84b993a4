use std::fmt;

/// The result of making a value of the domain.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a text is not the value it was taken for; carries the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: {}", Shortened(.input))]
pub struct Error {
    kind: ErrorKind,
    input: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, input: &str) -> Self {
        Self { kind, input: input.to_owned() }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An article id is empty or holds a control character.
    ArticleId,
    /// Not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    DateForm,
    /// The form of a date, but no such day or month is in the calendar.
    NoSuchDate,
    /// A date range whose first day is after its last.
    ReversedRange,
    /// A person's name without a letter.
    PersonName,
    /// Not two letters of a country code.
    CountryCode,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ArticleId => "an article id has to be non-empty and free of control characters",
            Self::DateForm => "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD",
            Self::NoSuchDate => "no such date in the calendar",
            Self::ReversedRange => "the range ends before it begins",
            Self::PersonName => "a person's name needs at least one letter",
            Self::CountryCode => "a country code is two letters",
        })
    }
}

/// A text as a message can show it: quoted, escaped, at most 60 characters.
pub struct Shortened<'a>(pub &'a str);

impl fmt::Display for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(60) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        let messages = [
            ErrorKind::ArticleId,
            ErrorKind::DateForm,
            ErrorKind::NoSuchDate,
            ErrorKind::ReversedRange,
            ErrorKind::PersonName,
            ErrorKind::CountryCode,
        ]
        .map(|kind| Error::new(kind, "x").to_string());
        assert_eq!(
            messages,
            [
                "an article id has to be non-empty and free of control characters: \"x\"",
                "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: \"x\"",
                "no such date in the calendar: \"x\"",
                "the range ends before it begins: \"x\"",
                "a person's name needs at least one letter: \"x\"",
                "a country code is two letters: \"x\"",
            ]
        );
    }

    #[test]
    fn long_input_is_cut_on_a_character() {
        let message = Error::new(ErrorKind::DateForm, &"é".repeat(100)).to_string();
        assert!(message.ends_with(&format!("\"{}\"…", "é".repeat(60))));
    }
}
