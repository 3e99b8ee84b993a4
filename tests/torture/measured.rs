//! How long a run takes and how much memory.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Playground, Run};

/// A run, and what it took.
pub(super) struct Measured {
    pub(super) run: Run,
    pub(super) took: Duration,
    /// The most memory of its own that it was seen to have, without what it maps of files; 0
    /// where the system does not tell.
    pub(super) peak_mib: u64,
}

/// Runs, and looks every few milliseconds at how much memory it has. A run that takes longer
/// than `hang` is ended, which fails the test.
pub(super) fn measured(playground: &Playground, arguments: &[&str], hang: Duration) -> Measured {
    let started = Instant::now();
    let mut command = playground.command(arguments);
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the binary runs");
    let id = child.id();
    let mut pipes = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let mut peak_mib = 0;
    let (status, took, stdout, stderr) = thread::scope(|scope| {
        let stdout = scope.spawn(|| read(&mut pipes.0));
        let stderr = scope.spawn(|| read(&mut pipes.1));
        let status = loop {
            peak_mib = peak_mib.max(memory(id));
            if let Some(status) = child.try_wait().expect("a child") {
                break status;
            }
            if started.elapsed() > hang {
                child.kill().expect("a child of ours");
            }
            thread::sleep(Duration::from_millis(5));
        };
        let took = started.elapsed();
        (status, took, stdout.join().expect("read"), stderr.join().expect("read"))
    });
    assert!(took < hang, "{arguments:?} does not end");
    let run = playground.finished(std::process::Output { status, stdout, stderr });
    Measured { run, took, peak_mib }
}

fn read(pipe: &mut impl std::io::Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes).expect("a pipe can be read");
    bytes
}

/// The memory that a process has for itself, in mebibytes.
fn memory(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) >> 10
}
