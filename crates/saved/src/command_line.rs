//! A command with its arguments.

use std::fmt;
use std::str::FromStr;

/// A program and its arguments, to be run without a shell.
///
/// Written as words between spaces; what stands between `'` or `"` is in one word. Nothing else
/// means anything: no variables, no pipes, no escapes. Who wants these names a shell:
/// `sh -c 'jq -r .title | mail -s news desk'`.
///
/// ```
/// use dateline_saved::CommandLine;
///
/// let command: CommandLine = "mail -s 'Two words' desk".parse()?;
/// assert_eq!(command.words(), ["mail", "-s", "Two words", "desk"]);
/// # Ok::<(), dateline_saved::CommandLineError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine(Vec<String>);

/// Why a text is no [`CommandLine`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CommandLineError {
    /// There is no word in it.
    #[error("a command is needed")]
    Empty,
    /// A quote is not closed.
    #[error("the quote {0} is not closed")]
    OpenQuote(char),
}

impl CommandLine {
    /// The command of these words; none of no word.
    #[must_use]
    pub fn of_words(words: Vec<String>) -> Option<Self> {
        (!words.is_empty()).then_some(Self(words))
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.0[0]
    }

    /// The program and its arguments; at least one word.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

impl FromStr for CommandLine {
    type Err = CommandLineError;

    fn from_str(text: &str) -> Result<Self, CommandLineError> {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quote = None;
        for character in text.chars() {
            match (quote, character) {
                (Some(open), close) if open == close => quote = None,
                (None, '\'' | '"') => {
                    quote = Some(character);
                    word.get_or_insert_default();
                }
                (None, space) if space.is_whitespace() => words.extend(word.take()),
                _ => word.get_or_insert_default().push(character),
            }
        }
        if let Some(quote) = quote {
            return Err(CommandLineError::OpenQuote(quote));
        }
        words.extend(word);
        Self::of_words(words).ok_or(CommandLineError::Empty)
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.0.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            let is_plain = !word.is_empty()
                && !word.contains(|c: char| c.is_whitespace() || c == '\'' || c == '"');
            match (is_plain, word.contains('\'')) {
                (true, _) => write!(f, "{gap}{word}")?,
                (false, false) => write!(f, "{gap}'{word}'")?,
                // Of a word with quotes of both kinds, each piece is quoted by the other kind.
                (false, true) => write!(f, "{gap}\"{}\"", word.replace('"', "\"'\"'\""))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_cut_at_spaces_outside_of_quotes() {
        for (text, expected) in [
            ("tee -a log", &["tee", "-a", "log"][..]),
            ("  sh  -c 'a | b' ", &["sh", "-c", "a | b"]),
            ("a\"b c\"d ''", &["ab cd", ""]),
            ("say \"it's\"", &["say", "it's"]),
            ("$HOME `x` \\n", &["$HOME", "`x`", "\\n"]),
        ] {
            assert_eq!(text.parse::<CommandLine>().unwrap().words(), expected, "{text}");
        }
        assert_eq!(" ".parse::<CommandLine>(), Err(CommandLineError::Empty));
        assert_eq!("a 'b".parse::<CommandLine>(), Err(CommandLineError::OpenQuote('\'')));
    }

    #[test]
    fn every_message_is_its_own() {
        assert_eq!(CommandLineError::Empty.to_string(), "a command is needed");
        assert_eq!(CommandLineError::OpenQuote('"').to_string(), "the quote \" is not closed");
    }

    proptest! {
        #[test]
        fn a_command_reads_back(words in prop::collection::vec("[a-z '\"]{0,6}", 1..5)) {
            let command = CommandLine::of_words(words).unwrap();
            prop_assert_eq!(command.to_string().parse::<CommandLine>().unwrap(), command);
        }
    }
}
