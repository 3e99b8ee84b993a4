//! Words to leave out, as people type them on a command line.
//!
//! `dateline search safe -house` asks for articles without *house*. A parser of options would
//! read `-h`, and what follows as more of them.

use std::ffi::{OsStr, OsString};

use clap::ValueEnum;

use super::FormatArg;

/// The commands that take a question.
const WITH_QUESTION: [&str; 4] = ["search", "count", "facets", "timeline"];

/// Options that take no value, so that a word may follow.
const WITHOUT_VALUE: [&str; 9] = [
    "--any",
    "--expand",
    "--explain",
    "--explain-query",
    "--fresh",
    "--null",
    "--quiet",
    "--strict",
    "--verbose",
];

/// The arguments of the program, in which a word to leave out is `NOT word`.
pub(crate) fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut takes_question = false;
    let mut takes_options = true;
    for argument in given {
        let may_be_word = takes_question && takes_options && !wants_value(arguments.last());
        let word = argument.to_str().filter(|_| may_be_word).and_then(left_out);
        takes_question |= WITH_QUESTION.iter().any(|command| argument == *command);
        takes_options &= argument != "--";
        arguments.push(match word {
            Some(word) => OsString::from(format!("NOT {word}")),
            None => argument,
        });
    }
    arguments
}

/// Whether the argument is an option whose value comes next.
fn wants_value(argument: Option<&OsString>) -> bool {
    let Some(argument) = argument.map(OsString::as_os_str).and_then(OsStr::to_str) else {
        return false;
    };
    let is_long = argument.starts_with("--") && argument.len() > 2 && !argument.contains('=');
    matches!(argument, "-n" | "-o") || is_long && !WITHOUT_VALUE.contains(&argument)
}

/// The word that an argument leaves out; none for what is, or could be, an option.
fn left_out(argument: &str) -> Option<&str> {
    let word = argument.strip_prefix('-')?;
    let begins = word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“'));
    (begins && word.chars().nth(1).is_some() && !is_options(word)).then_some(word)
}

/// Whether these are options of one letter each, the last one perhaps with its value.
fn is_options(letters: &str) -> bool {
    let value = |rest: &str| rest.strip_prefix('=').unwrap_or(rest).to_owned();
    let rest = letters.trim_start_matches(['q', 'v', '0']);
    match rest.chars().next() {
        None => true,
        Some('h' | 'V') => rest.len() == 1,
        Some('n') => value(&rest[1..]).bytes().all(|byte| byte.is_ascii_digit()),
        Some('o') => {
            let value = value(&rest[1..]);
            value.is_empty() || FormatArg::from_str(&value, true).is_ok()
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_options_are_told_apart() {
        for (given, expected) in [
            ("search safe -house", "search safe NOT house"),
            ("search -obama -nobody", "search NOT obama NOT nobody"),
            ("count -\"safe house\"", "count NOT \"safe house\""),
            ("search -ojson x -n5 -qv", "search -ojson x -n5 -qv"),
            ("search -o json -n 5", "search -o json -n 5"),
            ("search -h", "search -h"),
            ("search --any -house", "search --any NOT house"),
            ("search --person -house", "search --person -house"),
            ("search -- -house", "search -- -house"),
            ("index -house", "index -house"),
            ("search person:x -5 -", "search person:x -5 -"),
        ] {
            let given = given.split_inclusive(' ').map(str::trim_end);
            // Quotes hold together here as they do in a shell.
            let mut joined: Vec<String> = Vec::new();
            for part in given {
                match joined.last_mut() {
                    Some(last) if last.matches('"').count() == 1 => *last += &format!(" {part}"),
                    _ => joined.push(part.to_owned()),
                }
            }
            let found = arguments(joined.into_iter().map(OsString::from));
            let found: Vec<&str> = found.iter().filter_map(|one| one.to_str()).collect();
            assert_eq!(found.join(" "), expected);
        }
    }
}
