//! Words to leave out, as people type them on a command line.
//!
//! `dateline search safe -house` asks for articles without *house*. A parser of options would
//! read `-h`, and what follows as more of them.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command, CommandFactory};

use super::Cli;

/// The arguments of the program, in which a word to leave out is `NOT word`.
pub(crate) fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let given: Vec<OsString> = given.collect();
    if !given.iter().any(|argument| word_of(argument).is_some()) {
        // The options need not be known, which at each start would cost more than a search
        // can spare.
        return given;
    }
    let mut cli = Cli::command();
    cli.build();
    let takes_question =
        |command: &&Command| command.get_arguments().any(|option| option.get_id() == "words");
    // A command that has commands of its own, as `saved add`, asks by one of these.
    let asks = |at: usize| {
        let command = cli.find_subcommand(&given[at])?;
        let inner = || Some((at + 1, command.find_subcommand(given.get(at + 1)?)?));
        let itself = Some((at, command)).filter(|(_, command)| takes_question(command));
        itself.or_else(|| inner().filter(|(_, command)| takes_question(command)))
    };
    match (0..given.len()).find_map(asks) {
        Some((at, command)) => with_words(given, at + 1, command),
        None => given,
    }
}

/// The arguments, of which those from `start` on are the command's.
fn with_words(mut given: Vec<OsString>, start: usize, command: &Command) -> Vec<OsString> {
    let end = given.iter().position(|argument| argument == "--").unwrap_or(given.len());
    for at in start..end {
        let is_value = at > start && wants_value(&given[at - 1], command);
        let word = word_of(&given[at]).filter(|word| !is_value && !is_options(word, command));
        if let Some(word) = word {
            given[at] = OsString::from(format!("NOT {word}"));
        }
    }
    given
}

/// The word that an argument may leave out.
fn word_of(argument: &OsString) -> Option<&str> {
    let word = argument.to_str()?.strip_prefix('-')?;
    let begins = word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“'));
    (begins && word.chars().nth(1).is_some()).then_some(word)
}

/// Whether the argument is an option whose value comes next.
fn wants_value(argument: &OsStr, command: &Command) -> bool {
    let Some(argument) = argument.to_str() else { return false };
    let mut options = command.get_arguments().filter(|option| takes_value(option));
    match argument.strip_prefix("--") {
        Some(name) => options.any(|option| option.get_long() == Some(name)),
        None => argument.strip_prefix('-').is_some_and(|letter| {
            options.any(|option| option.get_short().is_some_and(|short| letter.chars().eq([short])))
        }),
    }
}

/// Whether these are options of one letter each, the last one perhaps with its value.
fn is_options(letters: &str, command: &Command) -> bool {
    let Some(letter) = letters.chars().next() else { return true };
    let rest = &letters[letter.len_utf8()..];
    match command.get_arguments().find(|option| option.get_short() == Some(letter)) {
        // A single letter is rather an option that does not exist.
        None => rest.is_empty(),
        Some(option) if takes_value(option) => may_be_value(rest, option),
        // Help says nothing of what stands beside it.
        Some(_) if letter == 'h' => rest.is_empty(),
        Some(_) => is_options(rest, command),
    }
}

fn takes_value(option: &Arg) -> bool {
    !option.is_positional() && option.get_action().takes_values()
}

/// Whether the option has such a value: one of those that it lists, else a number.
fn may_be_value(written: &str, option: &Arg) -> bool {
    let written = written.strip_prefix('=').unwrap_or(written);
    let listed = option.get_possible_values();
    match listed.is_empty() {
        true => written.bytes().all(|byte| byte.is_ascii_digit()),
        false => written.is_empty() || listed.iter().any(|value| value.matches(written, true)),
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
            ("search -otrec -n=5 -qotsv", "search -otrec -n=5 -qotsv"),
            ("timeline --sentences -house", "timeline --sentences NOT house"),
            ("--index i count -house", "--index i count NOT house"),
            ("saved add x safe -house", "saved add x safe NOT house"),
            ("saved run -qv", "saved run -qv"),
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
            let given = ["dateline".to_owned()].into_iter().chain(joined);
            let found = arguments(given.map(OsString::from)).split_off(1);
            let found: Vec<&str> = found.iter().filter_map(|one| one.to_str()).collect();
            assert_eq!(found.join(" "), expected);
        }
    }
}
