//! Turns the text of a query into a tree.
//!
//! Anything a person pastes is a query: names with apostrophes, addresses, headlines with
//! colons, quotes of every typography. What is neither an operator nor a field is text, so
//! few texts are refused: a parenthesis too many, an operator with nothing to join, a date
//! that is none, a field misspelt. What was read differently from how it may have been
//! meant is said in [`ParsedQuery::notes`].

mod ast;
mod boost;
mod chunk;
mod dash;
mod dates;
mod distance;
mod edits;
mod error;
mod field;
mod foreign;
mod gap;
mod lexer;
mod near;
mod note;
mod parser;
mod quotes;
#[cfg(test)]
mod tests;
mod traits;

pub use ast::{Node, ParsedQuery, Quoting, Value};
pub use boost::Boost;
pub use dateline_schema::Has;
pub use dates::DateMatch;
pub use distance::Distance;
pub use edits::Edits;
pub use error::{Operator, SyntaxError, SyntaxErrorKind};
pub use field::Field;
pub use gap::WordGap;
pub(crate) use lexer::is_address;
pub use note::{Note, NoteKind};
pub use parser::{parse, parse_on};

/// The longest query, in bytes.
pub const MAX_BYTES: usize = 16 * 1024;
/// How deep parentheses may stand in each other.
pub const MAX_DEPTH: usize = 200;
/// How many words, phrases and field values a query may have.
pub const MAX_CLAUSES: usize = 1024;
/// How many words with wildcards or edits a query may have: each may stand for dozens.
pub const MAX_PATTERNS: usize = 64;
/// How many parts may be joined by one row of `NEAR`.
pub const MAX_NEAR: usize = 8;
