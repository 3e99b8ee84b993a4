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
    pub(crate) charset: Charset,
}

/// Which characters a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Unicode,
    Ascii,
}

/// Who is at the other end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Terminal,
    Program,
}

impl Stream {
    /// What suits a terminal, or what suits a program.
    pub(crate) fn suited<T>(self, terminal: T, program: T) -> T {
        match self {
            Self::Terminal => terminal,
            Self::Program => program,
        }
    }
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
            charset: charset(|name| std::env::var(name).ok()),
        }
    }
}

/// The day that it is here. Asked for only where a question counts from it: to find the
/// time zone takes longer than many a search.
pub(crate) fn today() -> Day {
    jiff::Zoned::now().date()
}

/// The time that it is here, with what of it people want in a log of what happens now.
pub(crate) fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}

/// The characters that the locale has: what the first of its variables that is set names.
fn charset(variable: impl Fn(&str) -> Option<String>) -> Charset {
    if cfg!(windows) {
        return Charset::Unicode;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable);
    let locale = set.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    match locale.to_ascii_lowercase() {
        name if name.contains("utf-8") || name.contains("utf8") => Charset::Unicode,
        _ => Charset::Ascii,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn the_first_variable_that_is_set_names_the_characters() {
        for (set, expected) in [
            (&[("LANG", "en_US.UTF-8")][..], Charset::Unicode),
            (&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], Charset::Ascii),
            (&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8")], Charset::Unicode),
            (&[], Charset::Ascii),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(charset(variable), expected, "{set:?}");
        }
    }
}
