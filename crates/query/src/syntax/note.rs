//! Remarks on a query that could be read, but perhaps not as it was meant.

use std::fmt;

use dateline_model::{ByteSpan, DateRange, Shortened};

use super::Field;

/// A remark on a part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What there is to say.
    pub kind: NoteKind,
    /// The part, as typed.
    pub written: String,
    /// Where it stands in the query text.
    pub span: ByteSpan,
}

/// What a remark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// A quote was opened and not closed.
    UnclosedQuote,
    /// White space stands between a field's colon and what follows.
    SpaceAfterField,
    /// What looks like a field is none.
    NoField,
    /// An operator of other search tools.
    ForeignOperator,
    /// A date is written as people write it.
    DatesRead {
        /// The field that it is a value of.
        field: Field,
        /// What it is read as.
        range: DateRange,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = Shortened(&self.written);
        match self.kind {
            NoteKind::UnclosedQuote => f.write_str("the quote is not closed; read to the end"),
            NoteKind::SpaceAfterField => {
                write!(f, "{written} is read as plain text; for the field leave out the space")
            }
            NoteKind::NoField => write!(f, "{written} is no field; read as plain text"),
            NoteKind::ForeignOperator => {
                write!(f, "{written} has an operator of other search tools, without effect here")
            }
            NoteKind::DatesRead { field, range } => {
                write!(f, "{field}:{written} is read as {range}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_its_own() {
        let september: dateline_model::PartialDate = "2021-09".parse().unwrap();
        let messages = [
            (NoteKind::UnclosedQuote, "\""),
            (NoteKind::SpaceAfterField, "person:"),
            (NoteKind::NoField, "agency:"),
            (NoteKind::ForeignOperator, "wasic~1"),
            (NoteKind::DatesRead { field: Field::Date, range: september.range() }, "sep 2021"),
        ]
        .map(|(kind, written)| {
            Note { kind, written: written.into(), span: ByteSpan::new(0, 0) }.to_string()
        });
        assert_eq!(
            messages,
            [
                "the quote is not closed; read to the end",
                "\"person:\" is read as plain text; for the field leave out the space",
                "\"agency:\" is no field; read as plain text",
                "\"wasic~1\" has an operator of other search tools, without effect here",
                "date:\"sep 2021\" is read as 2021-09",
            ]
        );
    }
}
