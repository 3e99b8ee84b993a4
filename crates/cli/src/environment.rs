//! What the process is told by its surroundings, read once.

use std::io::{IsTerminal, stderr, stdin, stdout};

use anstream::{AutoStream, ColorChoice};
use dateline_model::Day;

/// The terminal and its habits.
pub(crate) struct Environment {
    pub(crate) stdin: Stream,
    pub(crate) stdout: Stream,
    pub(crate) stderr: Stream,
    /// Columns of the terminal on standard output.
    pub(crate) width: usize,
    /// Whether colour is wanted on standard output, as `NO_COLOR`, `CLICOLOR_FORCE` and
    /// `TERM` say.
    pub(crate) colour: Colour,
}

/// Who is at the other end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Terminal,
    Program,
}

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    On,
    Off,
}

/// The width of a terminal that does not tell, and of what is not one.
const USUAL_WIDTH: usize = 80;

impl Environment {
    pub(crate) fn read() -> Self {
        let end = |is_terminal| match is_terminal {
            true => Stream::Terminal,
            false => Stream::Program,
        };
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            stdin: end(stdin().is_terminal()),
            stdout: end(stdout().is_terminal()),
            stderr: end(stderr().is_terminal()),
            width: width.unwrap_or(USUAL_WIDTH).max(20),
            colour: match AutoStream::choice(&stdout()) {
                ColorChoice::Never => Colour::Off,
                _ => Colour::On,
            },
        }
    }
}

/// The day that it is here. Asked for only where a question counts from it: to find the
/// time zone takes longer than many a search.
pub(crate) fn today() -> Day {
    jiff::Zoned::now().date()
}
