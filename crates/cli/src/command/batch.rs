//! `dateline search` with many questions: `--queries`, or `-` for standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::{Context, anyhow};
use clap::CommandFactory;
use dateline_model::Day;
use dateline_query::{Archive, Error, SearchRequest, Suggestions};

use super::notices;
use super::search::{exit, told_beside, with_hits};
use crate::args::{Cli, GlobalArgs, QuestionArgs, SearchArgs, Talk};
use crate::batch::{Next, Query, in_order, queries};
use crate::environment::{self, Environment, Stream};
use crate::exit::Exit;
use crate::output::failure::{ErrorFormat, QueryFailure};
use crate::output::hits::{self, Asked, Form, HitWriter};
use crate::output::notice::Aside;
use crate::output::{self, say, say_lines};

/// Answers every question of the file, in the order of its lines.
pub(super) fn run(
    global: &GlobalArgs,
    args: &SearchArgs,
    environment: &Environment,
    file: &Path,
    writer: HitWriter,
) -> anyhow::Result<Exit> {
    let is_stdin = file == Path::new("-");
    if is_stdin && environment.stdin == Stream::Terminal {
        return Ok(explain());
    }
    let request = super::request(global, &args.question, environment)?;
    let request = SearchRequest { question: String::new(), ..request };
    let input: Box<dyn BufRead + Send> = match is_stdin {
        true => Box::new(BufReader::new(io::stdin())),
        false => Box::new(BufReader::new(opened(file)?)),
    };
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok());
    let mut out = output::stdout();
    writer.begin(&mut out)?;
    let batch = Batch {
        request: with_hits(request, args, &writer),
        archive: super::overrides::open(global)?,
        question: args.question.clone(),
        writer,
        talk: global.talk(),
        errors: global.errors(),
        today: OnceLock::new(),
    };
    let mut outcome = Outcome::default();
    let name = file.display().to_string();
    let work = move |query: io::Result<Query>| batch.answered(query.with_context(|| name.clone())?);
    in_order(queries(input), threads.unwrap_or(NonZeroUsize::MIN), work, |answered, next| {
        let Answered { written, said, exit } = answered?;
        out.write_all(&written)?;
        if next == Next::NotYet {
            out.flush()?;
        }
        io::stderr().write_all(&said).ok();
        outcome.add(exit);
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome.exit())
}

/// Tells who is at a terminal what could be typed there.
fn explain() -> Exit {
    let mut command = Cli::command();
    let help = command.find_subcommand_mut("search").map(clap::Command::render_help);
    say_lines(&help.map(|help| help.to_string()).unwrap_or_default());
    say("dateline: a question a line is read from standard input, which is a terminal here");
    Exit::Error
}

fn opened(file: &Path) -> anyhow::Result<File> {
    File::open(file).with_context(|| file.display().to_string())
}

/// What every question of a batch has in common.
struct Batch {
    archive: Archive,
    question: QuestionArgs,
    /// The request without its question.
    request: SearchRequest,
    writer: HitWriter,
    talk: Talk,
    errors: ErrorFormat,
    /// Today, once a question has counted from it.
    today: OnceLock<Day>,
}

/// The answer to a question as it is going to be written.
struct Answered {
    /// For standard output.
    written: Vec<u8>,
    /// For standard error.
    said: Vec<u8>,
    exit: Exit,
}

impl Batch {
    /// Answers a question; one that cannot be read is told of, and no error of the batch.
    fn answered(&self, query: Query) -> anyhow::Result<Answered> {
        let Some(question) = query.text else {
            return self.refused(&query.id, "", &anyhow!("the question is not UTF-8"));
        };
        let asked = Asked { id: Some(&query.id), question: &question };
        let request = self.request(&question);
        let started = Instant::now();
        let answer = match self.archive.search(&request) {
            Err(error @ Error::Syntax { .. }) => {
                return self.refused(&query.id, &question, &error.into());
            }
            Err(error) => return Err(error.into()),
            Ok(answer) => answer,
        };
        let took = started.elapsed();
        let form = self.writer.form;
        let notices = notices::of_search(&answer, form);
        if let Err(warned) = notices::check(&self.question, &notices) {
            return self.refused(&query.id, &question, &warned);
        }
        let suggestions = match form {
            Form::Json | Form::Text => notices::suggestions(&self.archive, &request, &answer)?,
            _ => Suggestions::default(),
        };
        let answered = hits::Answered { answer: &answer, suggestions: &suggestions, took };
        let mut written = Vec::new();
        // Into memory, so that what fails is this answer: origins that cannot be counted.
        if let Err(error) = self.writer.answer(&mut written, asked, &answered) {
            return self.refused(&query.id, &question, &error);
        }
        let mut said = Vec::new();
        // In JSON they are part of the answer.
        if self.talk == Talk::Usual && form != Form::Json {
            let notes = notices.iter().map(Aside::Notice);
            for aside in notes.chain(told_beside(&answer, &suggestions, form)) {
                aside.write(&mut said, Some(&query.id), self.errors)?;
            }
        }
        Ok(Answered { written, said, exit: exit(&answer, self.writer.form) })
    }

    fn request(&self, question: &str) -> SearchRequest {
        let request = SearchRequest { question: question.to_owned(), ..self.request.clone() };
        let today = match request.today {
            None if request.counts_from_today() => {
                Some(*self.today.get_or_init(environment::today))
            }
            today => today,
        };
        SearchRequest { today, deadline: super::deadline(self.question.timeout), ..request }
    }

    /// A question without an answer: a record among the answers in JSON, else a line on
    /// standard error.
    fn refused(&self, id: &str, question: &str, error: &anyhow::Error) -> anyhow::Result<Answered> {
        let (mut written, mut said) = (Vec::new(), Vec::new());
        let failure = QueryFailure { id, question, error };
        match (self.writer.form, self.errors) {
            (Form::Json, _) => failure.write_json(&mut written)?,
            (_, ErrorFormat::Json) => failure.write_json(&mut said)?,
            (_, ErrorFormat::Text) => failure.write_text(&mut said)?,
        }
        Ok(Answered { written, said, exit: Exit::Error })
    }
}

/// What came of the questions so far.
#[derive(Debug, Default)]
struct Outcome {
    was_refused: bool,
    was_cut_short: bool,
    was_found: bool,
}

impl Outcome {
    fn add(&mut self, exit: Exit) {
        match exit {
            Exit::Success => self.was_found = true,
            Exit::NothingFound => {}
            Exit::TimedOut => self.was_cut_short = true,
            _ => self.was_refused = true,
        }
    }

    /// A question that could not be read counts most, then one cut short, then one that
    /// found something.
    fn exit(&self) -> Exit {
        match self {
            Self { was_refused: true, .. } => Exit::Error,
            Self { was_cut_short: true, .. } => Exit::TimedOut,
            Self { was_found: true, .. } => Exit::Success,
            _ => Exit::NothingFound,
        }
    }
}
