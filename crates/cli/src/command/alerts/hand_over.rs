//! Gives what is new to a command.

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, bail};
use dateline_query::Hit;
use dateline_saved::{CommandLine, SavedSearch};

use crate::output::alert::write_records;

/// Runs the command with the hits as JSON Lines on its standard input. It gets nothing of an
/// article in its arguments or environment: only the name of the search, whose characters are
/// harmless, and how many hits there are.
///
/// A command that ends well without reading all has what it wants.
///
/// # Errors
///
/// When it cannot be run, or ends with another code than 0.
pub(super) fn hand_over(
    file: &Path,
    search: &SavedSearch,
    command: &CommandLine,
    hits: &[&Hit],
) -> anyhow::Result<()> {
    if search.command.is_some() {
        owner::check(file)?;
    }
    let kept = "what is new is kept for the next time";
    let program = command.program();
    let mut child = Command::new(program)
        .args(&command.words()[1..])
        .env("DATELINE_SEARCH", search.name.as_str())
        .env("DATELINE_HITS", hits.len().to_string())
        .stdin(Stdio::piped())
        .spawn()
        .with_context(|| format!("{program} cannot be run; {kept}"))?;
    let mut records = Vec::new();
    write_records(&mut records, &search.name, hits.iter().copied())?;
    let given = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(&records));
    let status = child.wait().with_context(|| program.to_owned())?;
    if !status.success() {
        bail!("{program} {}; {kept}", ending(status));
    }
    match given {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(unwritten(program, &error)),
        _ => Ok(()),
    }
}

fn unwritten(program: &str, error: &io::Error) -> anyhow::Error {
    anyhow::anyhow!("{program} could not be given what is new: {error}")
}

/// How a command ended.
fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("ended with code {code}"),
        None => "was ended by a signal".to_owned(),
    }
}

/// Whose command it is that a saved search names: who can write to an index, or to a file in it,
/// must not thereby run programs as everybody who reads it.
mod owner {
    use std::path::Path;

    #[cfg(unix)]
    pub(super) fn check(file: &Path) -> anyhow::Result<()> {
        use std::os::unix::fs::MetadataExt;

        use anyhow::Context;

        let metadata = std::fs::metadata(file).with_context(|| file.display().to_string())?;
        let (owner, user) = (metadata.uid(), rustix::process::geteuid().as_raw());
        if owner != user && owner != 0 {
            anyhow::bail!(
                "its command is not run: {} belongs to another user; save the search yourself, \
                 or name the command with --exec",
                file.display()
            );
        }
        if metadata.mode() & MAY_BE_CHANGED != 0 {
            anyhow::bail!(
                "its command is not run: {} may be changed by others; chmod go-w makes it yours,                  or name the command with --exec",
                file.display()
            );
        }
        Ok(())
    }

    /// The bits of a mode that let the group or all others write.
    #[cfg(unix)]
    const MAY_BE_CHANGED: u32 = 0o022;

    #[cfg(not(unix))]
    pub(super) fn check(_file: &Path) -> anyhow::Result<()> {
        Ok(())
    }
}
