//! Limits as somebody writes them: `text=32M`.

use std::fmt;
use std::str::FromStr;

use crate::Limits;

/// Which of the [`Limits`] one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::file`].
    File,
    /// [`Limits::record`].
    Record,
    /// [`Limits::text`].
    Text,
    /// [`Limits::markup_depth`].
    Depth,
    /// [`Limits::elements`].
    Elements,
    /// [`Limits::attributes`].
    Attributes,
    /// [`Limits::nesting`].
    Nesting,
    /// [`Limits::entries`].
    Entries,
    /// [`Limits::ratio`].
    Ratio,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Self; 9] = [
        Self::File,
        Self::Record,
        Self::Text,
        Self::Depth,
        Self::Elements,
        Self::Attributes,
        Self::Nesting,
        Self::Entries,
        Self::Ratio,
    ];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Record => "record",
            Self::Text => "text",
            Self::Depth => "depth",
            Self::Elements => "elements",
            Self::Attributes => "attributes",
            Self::Nesting => "nesting",
            Self::Entries => "entries",
            Self::Ratio => "ratio",
        }
    }

    /// The most that it can be set to: beyond, what it protects from is certain. Trees are
    /// walked down on the stack, and what is read whole is held in memory.
    #[must_use]
    pub fn most(self) -> u64 {
        match self {
            Self::File | Self::Record | Self::Text => 64 << 30,
            Self::Depth => 2048,
            Self::Nesting => 8,
            Self::Elements | Self::Attributes | Self::Entries | Self::Ratio => 1_000_000_000,
        }
    }

    /// What it is set to, in bytes or as a number.
    #[must_use]
    pub fn of(self, limits: &Limits) -> u64 {
        match self {
            Self::File => limits.file,
            Self::Record => limits.record as u64,
            Self::Text => limits.text as u64,
            Self::Depth => limits.markup_depth as u64,
            Self::Elements => limits.elements as u64,
            Self::Attributes => limits.attributes as u64,
            Self::Nesting => limits.nesting as u64,
            Self::Entries => limits.entries as u64,
            Self::Ratio => limits.ratio,
        }
    }
}

/// One limit and what it is to be.
///
/// ```
/// use dateline_articles::{Cap, Limits};
///
/// let cap: Cap = "text=32M".parse()?;
/// assert_eq!(Limits::default().with(cap).text, 32 << 20);
/// # Ok::<(), dateline_articles::CapError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    limit: Limit,
    value: u64,
}

impl Limits {
    /// These limits with one of them as it is given.
    #[must_use]
    pub fn with(mut self, cap: Cap) -> Self {
        let number = usize::try_from(cap.value).unwrap_or(usize::MAX);
        match cap.limit {
            Limit::File => self.file = cap.value,
            Limit::Record => self.record = number,
            Limit::Text => self.text = number,
            Limit::Depth => self.markup_depth = number,
            Limit::Elements => self.elements = number,
            Limit::Attributes => self.attributes = number,
            Limit::Nesting => self.nesting = number,
            Limit::Entries => self.entries = number,
            Limit::Ratio => self.ratio = cap.value,
        }
        self
    }
}

impl FromStr for Cap {
    type Err = CapError;

    /// Reads `name=number`; the number may end in `K`, `M` or `G`, 1,024 times each the one
    /// before.
    fn from_str(text: &str) -> Result<Self, CapError> {
        let (name, number) =
            text.split_once('=').ok_or_else(|| CapError::NotAPair(text.trim().to_owned()))?;
        let (name, number) = (name.trim(), number.trim());
        let limit = Limit::ALL
            .into_iter()
            .find(|limit| limit.as_str().eq_ignore_ascii_case(name))
            .ok_or_else(|| CapError::UnknownLimit(name.to_owned()))?;
        let value = read_number(number).ok_or_else(|| CapError::NotANumber(number.to_owned()))?;
        match value <= limit.most() {
            true => Ok(Self { limit, value }),
            false => Err(CapError::TooMuch { limit, most: limit.most() }),
        }
    }
}

/// A number with its unit; one that is larger than any counts as the largest.
fn read_number(text: &str) -> Option<u64> {
    let shift = match text.bytes().last()?.to_ascii_uppercase() {
        b'K' => 10,
        b'M' => 20,
        b'G' => 30,
        _ => 0,
    };
    let digits = if shift == 0 { text } else { &text[..text.len() - 1] };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse::<u64>().unwrap_or(u64::MAX);
    Some(number.saturating_mul(1 << shift))
}

impl fmt::Display for Cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.limit.as_str(), self.value)
    }
}

/// Why a text is not a cap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CapError {
    /// Not `name=number`.
    #[error("expected name=number, found {0:?}")]
    NotAPair(String),
    /// No limit has this name.
    #[error(
        "no limit {0:?}; the limits are file, record, text, depth, elements, attributes, nesting, \
         entries, ratio"
    )]
    UnknownLimit(String),
    /// Not a number, with or without a unit.
    #[error("expected a number such as 100 or 32M, found {0:?}")]
    NotANumber(String),
    /// More than the limit can be set to.
    #[error("{} cannot be more than {most}", .limit.as_str())]
    TooMuch {
        /// The limit.
        limit: Limit,
        /// The most that it can be.
        most: u64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_set_one_by_one() {
        for limit in Limit::ALL {
            let cap: Cap = format!("{}=7", limit.as_str()).parse().unwrap();
            let limits = Limits::default().with(cap);
            for other in Limit::ALL {
                let expected = if other == limit { 7 } else { other.of(&Limits::default()) };
                assert_eq!(other.of(&limits), expected, "{cap} {other:?}");
            }
        }
    }

    #[test]
    fn numbers_have_units() {
        for (text, expected) in [
            ("text=1k", "text=1024"),
            (" TEXT = 3M ", "text=3145728"),
            ("file=2G", "file=2147483648"),
            ("depth=2048", "depth=2048"),
            ("text", "expected name=number, found \"text\""),
            (
                "lines=3",
                "no limit \"lines\"; the limits are file, record, text, depth, elements, \
                 attributes, nesting, entries, ratio",
            ),
            ("text=", "expected a number such as 100 or 32M, found \"\""),
            ("text=M", "expected a number such as 100 or 32M, found \"M\""),
            ("text=-1", "expected a number such as 100 or 32M, found \"-1\""),
            ("text=1.5M", "expected a number such as 100 or 32M, found \"1.5M\""),
            ("text=é", "expected a number such as 100 or 32M, found \"é\""),
            ("depth=4096", "depth cannot be more than 2048"),
            ("file=99999999999999999999G", "file cannot be more than 68719476736"),
        ] {
            let shown = match text.parse::<Cap>() {
                Ok(cap) => cap.to_string(),
                Err(error) => error.to_string(),
            };
            assert_eq!(shown, expected, "{text}");
        }
    }
}
