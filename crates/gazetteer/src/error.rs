use std::fmt;

/// The result of opening a table.
pub type Result<T> = std::result::Result<T, Error>;

/// Why bytes are not a table of places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}, at byte {offset} of the table of places")]
pub struct Error {
    kind: ErrorKind,
    offset: usize,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, offset: usize) -> Self {
        Self { kind, offset }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where, in bytes from the beginning.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }
}

/// What is wrong with the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// They do not begin as a table of this version.
    Magic,
    /// They end before a section does.
    Truncated,
    /// They go on after the last section.
    Trailing,
    /// A section is not a whole number of its items, or does not fit its neighbour.
    Shape,
    /// A name index is not one.
    Index,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Magic => "not a table of this version",
            Self::Truncated => "a section is cut off",
            Self::Trailing => "bytes after the last section",
            Self::Shape => "a section of the wrong size",
            Self::Index => "a name index that cannot be read",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_said() {
        for (kind, expected) in [
            (ErrorKind::Magic, "not a table of this version, at byte 7 of the table of places"),
            (ErrorKind::Truncated, "a section is cut off, at byte 7 of the table of places"),
            (ErrorKind::Trailing, "bytes after the last section, at byte 7 of the table of places"),
            (ErrorKind::Shape, "a section of the wrong size, at byte 7 of the table of places"),
            (
                ErrorKind::Index,
                "a name index that cannot be read, at byte 7 of the table of places",
            ),
        ] {
            let error = Error::new(kind, 7);
            assert_eq!(error.to_string(), expected);
            assert_eq!((error.kind(), error.offset()), (kind, 7));
        }
    }
}
