//! Turns the text of a query into a tree.
//!
//! Anything a person pastes is a query: names with apostrophes, addresses, headlines with
//! colons, quotes of every typography. What is neither an operator nor a field is text, so
//! few texts are refused: a parenthesis too many, an operator with nothing to join, a date
//! that is none, a field misspelt. What was read differently from how it may have been
//! meant is said in [`ParsedQuery::notes`].

mod ast;
mod dates;
mod distance;
mod error;
mod field;
mod foreign;
mod lexer;
mod note;
mod parser;
mod quotes;
#[cfg(test)]
mod tests;

pub use ast::{Node, ParsedQuery, Quoting, Value};
pub use dates::DateMatch;
pub use distance::Distance;
pub use error::{Operator, SyntaxError, SyntaxErrorKind};
pub use field::Field;
pub use note::{Note, NoteKind};
pub use parser::{parse, parse_on};

/// The longest query, in bytes.
pub const MAX_BYTES: usize = 16 * 1024;
/// How deep parentheses may stand in each other.
pub const MAX_DEPTH: usize = 200;
/// How many words, phrases and field values a query may have.
pub const MAX_CLAUSES: usize = 1024;
