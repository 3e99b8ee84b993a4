//! What may go wrong around the binary, made to go wrong, and what is left looked at.
//!
//! Prints a line for each kind of fault: how many points fired and how many passed; fails
//! when one did not pass, or when fewer fired than have to. `DATELINE_FAULTS=nightly` fires
//! more of them. Names of rows as arguments run only those: `-- F2 F6`. docs/reliability.md
//! says what is promised.

#![cfg_attr(not(target_os = "linux"), allow(dead_code, unused_imports))]
#![allow(clippy::print_stdout, reason = "its lines are what it is for")]

mod oracle;
mod points;
mod process;
#[path = "../remains.rs"]
mod remains;
mod rows;
mod scene;

use std::process::ExitCode;
use std::time::Instant;

use points::{Outcome, Size};

/// One kind of fault.
struct Row {
    name: &'static str,
    what: &'static str,
    run: fn(Size) -> Outcome,
}

fn main() -> ExitCode {
    if cfg!(not(target_os = "linux")) {
        println!("the fault tests need Linux: skipped");
        return ExitCode::SUCCESS;
    }
    let size = Size::of(std::env::var("DATELINE_FAULTS").ok().as_deref());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // What cargo and its runners pass to every test binary is no name of a row.
    let named: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|name| name.starts_with('F')).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let begun = Instant::now();
    let mut failed = 0;
    for row in rows::ALL.iter().filter(|row| named.is_empty() || named.contains(&row.name)) {
        let started = Instant::now();
        let outcome = (row.run)(size);
        println!(
            "{:<4} {:<48} {:>6} fired {:>6} passed {:>6.1} s{}",
            row.name,
            row.what,
            outcome.fired,
            outcome.passed,
            started.elapsed().as_secs_f64(),
            if outcome.is_good() { "" } else { "  FAILED" },
        );
        for line in outcome.lines() {
            println!("     {line}");
        }
        failed += usize::from(!outcome.is_good());
    }
    println!("{failed} kinds of faults failed; {:.0} s", begun.elapsed().as_secs_f64());
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
