//! Remarks on a query that could be read, but perhaps not as it was meant.

use std::fmt;

use dateline_model::{ByteSpan, DateRange, Shortened};

use super::dash::is_dash;
use super::foreign::{Comparison, field_instead};
use super::quotes::is_quote;
use super::{Field, WordGap};

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
    /// A `-`, `+` or `!` between a field's colon and its value.
    SignInValue,
    /// A dash before a word, read as the hyphen that leaves it out.
    DashAsMinus,
    /// A dash before a word, read as punctuation.
    DashAsText,
    /// An operator of other search tools.
    ForeignOperator,
    /// Signs that look like an operator, in what is read as plain text.
    PlainText,
    /// A lone word with a question mark behind it, which is no wildcard.
    QuestionMark,
    /// A wildcard or `~` at what is several words.
    SeveralWords,
    /// A wildcard in quotes.
    WildcardInQuotes,
    /// A wildcard and `~` at one word, of which only the wildcard counts.
    WildcardAndEdits,
    /// `~` at a word too short for it.
    TooShort,
    /// A modifier twice at one word, of which only the first counts.
    WrittenTwice,
    /// A modifier where it has nothing to modify.
    NoEffect,
    /// A weight for what has no part in the rank.
    BoostOfFilter,
    /// A weight for a part of a `NEAR`.
    BoostInNear,
    /// `NEAR` without the number of words.
    UsualNear,
    /// `NEAR` with nothing to join on one side.
    NearAsWord,
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
            NoteKind::NoField => {
                write!(f, "{written} is no field; read as plain text")?;
                match field_instead(self.written.trim_end_matches(':')) {
                    Some(ours) => write!(f, "; write {ours}"),
                    None => Ok(()),
                }
            }
            NoteKind::SignInValue => {
                write!(f, "the sign after the colon has no effect in {written}")?;
                let value = self.written.split_once(':');
                let negated = value.and_then(|(field, value)| {
                    let is_minus = |c| c == '-' || is_dash(c);
                    Some((field, value.strip_prefix(is_minus)?))
                });
                match negated {
                    Some((field, value)) => write!(f, "; write -{field}:{value}"),
                    None => Ok(()),
                }
            }
            NoteKind::DashAsMinus => write!(
                f,
                "{written} is read as {}, which leaves out what follows; a dash that is none has \
                 a space behind it",
                Shortened(&with_hyphen(&self.written))
            ),
            NoteKind::DashAsText => write!(
                f,
                "the dash in {written} has no effect; to leave out what follows write {}",
                Shortened(&with_hyphen(&self.written))
            ),
            NoteKind::ForeignOperator => {
                write!(f, "{written} has an operator of other search tools, without effect here")?;
                match ours(&self.written) {
                    Some(ours) => write!(f, "; write {ours}"),
                    None => Ok(()),
                }
            }
            NoteKind::PlainText => write!(f, "{written} is read as plain text"),
            NoteKind::QuestionMark => {
                let stem = self.written.trim_end_matches('?');
                let example = format!("text:{stem}?");
                write!(
                    f,
                    "{written} is read as a word and a question mark; for any letter in its place \
                     write {}",
                    Shortened(&example)
                )
            }
            NoteKind::SeveralWords => write!(
                f,
                "{written} is several words, read without * ? and ~, which go with single words"
            ),
            NoteKind::WildcardInQuotes => write!(
                f,
                "* has no effect in quotes, here in {}; leave the quotes out, and join words by \
                 NEAR/0",
                Shortened(self.written.trim_matches(is_quote))
            ),
            NoteKind::WildcardAndEdits => {
                write!(f, "~ has no effect beside a wildcard, here in {written}")
            }
            NoteKind::TooShort => {
                write!(f, "{written} is too short for ~; only the word itself is found")
            }
            NoteKind::WrittenTwice => {
                write!(f, "{written} has one sign twice; only the first counts")
            }
            NoteKind::NoEffect => write!(f, "~ and a number have no effect at {written}"),
            NoteKind::BoostOfFilter => {
                write!(f, "^ has no effect at {written}, which has no part in the rank")
            }
            NoteKind::BoostInNear => {
                write!(
                    f,
                    "^ has no effect at {written}; put it behind the whole NEAR in parentheses"
                )
            }
            NoteKind::UsualNear => write!(
                f,
                "NEAR is read as NEAR/{usual}: at most {usual} words between; for the word write \
                 near or \"NEAR\"",
                usual = WordGap::USUAL
            ),
            NoteKind::NearAsWord => {
                f.write_str("NEAR has nothing to join on one side and is read as a word")
            }
            NoteKind::DatesRead { field, range } => {
                write!(f, "{field}:{written} is read as {range}")
            }
        }
    }
}

/// What was written, its dash as a hyphen.
fn with_hyphen(written: &str) -> String {
    format!("-{}", written.trim_start_matches(is_dash))
}

/// What is written here for an operator of other tools.
fn ours(foreign: &str) -> Option<String> {
    match foreign {
        "&&" => Some("AND".to_owned()),
        "||" => Some("OR".to_owned()),
        _ => match foreign.split_once('/') {
            Some(("ADJ" | "PRE" | "W" | "WITHIN" | "Near" | "near", words)) => {
                Some(format!("NEAR/{words}"))
            }
            _ => match Comparison::read(foreign) {
                Some(comparison) => Some(comparison.ours()),
                None => foreign.strip_prefix('!').map(|word| format!("-{word}")),
            },
        },
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
            (NoteKind::NoField, "since:"),
            (NoteKind::SignInValue, "person:-Saleh"),
            (NoteKind::SignInValue, "person:+Saleh"),
            (NoteKind::DashAsMinus, "–fled"),
            (NoteKind::DashAsText, "—fled"),
            (NoteKind::ForeignOperator, "||"),
            (NoteKind::ForeignOperator, "W/5"),
            (NoteKind::ForeignOperator, "date>2020"),
            (NoteKind::ForeignOperator, "!fled"),
            (NoteKind::ForeignOperator, "/wasi[kq]/"),
            (NoteKind::PlainText, "5*3"),
            (NoteKind::QuestionMark, "hous?"),
            (NoteKind::SeveralWords, "al-qae*"),
            (NoteKind::WildcardInQuotes, "“safe hous*”"),
            (NoteKind::WildcardAndEdits, "mass*~1"),
            (NoteKind::TooShort, "of~1"),
            (NoteKind::WrittenTwice, "a^2^3"),
            (NoteKind::NoEffect, "~2"),
            (NoteKind::BoostOfFilter, "place:x^2"),
            (NoteKind::BoostInNear, "a^2"),
            (NoteKind::UsualNear, "NEAR"),
            (NoteKind::NearAsWord, "NEAR"),
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
                "\"since:\" is no field; read as plain text; write published:2021-09..",
                "the sign after the colon has no effect in \"person:-Saleh\"; write -person:Saleh",
                "the sign after the colon has no effect in \"person:+Saleh\"",
                "\"–fled\" is read as \"-fled\", which leaves out what follows; a dash that is none \
                 has a space behind it",
                "the dash in \"—fled\" has no effect; to leave out what follows write \"-fled\"",
                "\"||\" has an operator of other search tools, without effect here; write OR",
                "\"W/5\" has an operator of other search tools, without effect here; write NEAR/5",
                "\"date>2020\" has an operator of other search tools, without effect here; write \
                 date:2020..",
                "\"!fled\" has an operator of other search tools, without effect here; write -fled",
                "\"/wasi[kq]/\" has an operator of other search tools, without effect here",
                "\"5*3\" is read as plain text",
                "\"hous?\" is read as a word and a question mark; for any letter in its place \
                 write \"text:hous?\"",
                "\"al-qae*\" is several words, read without * ? and ~, which go with single words",
                "* has no effect in quotes, here in \"safe hous*\"; leave the quotes out, and join \
                 words by NEAR/0",
                "~ has no effect beside a wildcard, here in \"mass*~1\"",
                "\"of~1\" is too short for ~; only the word itself is found",
                "\"a^2^3\" has one sign twice; only the first counts",
                "~ and a number have no effect at \"~2\"",
                "^ has no effect at \"place:x^2\", which has no part in the rank",
                "^ has no effect at \"a^2\"; put it behind the whole NEAR in parentheses",
                "NEAR is read as NEAR/10: at most 10 words between; for the word write near or \
                 \"NEAR\"",
                "NEAR has nothing to join on one side and is read as a word",
                "date:\"sep 2021\" is read as 2021-09",
            ]
        );
    }
}
