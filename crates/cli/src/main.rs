//! The command line of Dateline: arguments in, answers out, exit codes as documented in
//! `docs/exit-codes.md`. What is asked and how it is answered is the libraries' business.

mod args;
mod batch;
mod citation;
mod command;
mod environment;
mod exit;
mod guard;
mod output;
mod signals;

use clap::{CommandFactory, Parser};

use args::Cli;
use environment::Environment;
use exit::Exit;
use output::failure::{self, ErrorRecord};

fn main() {
    // Leaves without tearing down: what is mapped and allocated, the system frees faster.
    std::process::exit(answer().code());
}

fn answer() -> Exit {
    let environment = Environment::read();
    if let Err(error) = signals::guard() {
        output::say(&format!("dateline: signals cannot be listened for: {error}"));
    }
    if std::env::args_os().len() < 2 {
        output::say_lines(&Cli::command().render_help().to_string());
        return Exit::Error;
    }
    match Cli::try_parse_from(args::arguments(std::env::args_os())) {
        Ok(cli) => run(&cli, &environment),
        Err(error) => {
            // Help and version are answers; everything else is the asker's error, which has
            // what was typed in it, or pasted.
            if error.use_stderr() {
                refuse(&error.render().to_string());
                return Exit::Error;
            }
            match error.print() {
                Ok(()) => Exit::Success,
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Success,
                Err(_) => Exit::Error,
            }
        }
    }
}

/// Tells why the arguments are none, which have not been read for the form to tell it in.
fn refuse(rendered: &str) {
    let mut typed = std::env::args_os().take_while(|argument| argument != "--");
    match typed.any(|argument| argument == "--json-errors") {
        true => ErrorRecord::new(Exit::Error, &failure::in_one_line(rendered)).say(),
        false => output::say_lines(rendered),
    }
}

fn run(cli: &Cli, environment: &Environment) -> Exit {
    match guard::guarded(&cli.global.index, || command::run(cli, environment)) {
        Ok(exit) => exit,
        Err(error) if exit::is_broken_pipe(&error) => Exit::Success,
        Err(error) => {
            let exit = exit::of(&error);
            failure::report(&error, exit, cli.global.errors());
            exit
        }
    }
}
