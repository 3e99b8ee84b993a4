//! Makes `crates/entities/data/tagger.bin`, the weights of the tagger that the product embeds,
//! and measures how well such weights do.
//!
//! ```text
//! cargo run --release -p dateline-tagger-trainer -- learn \
//!     <folder of annotated sets> crates/entities/data/tagger.bin
//! cargo run --release -p dateline-tagger-trainer -- cross-validate <folder of annotated sets>
//! ```
//!
//! `learn` writes the table. `cross-validate` holds each quarter of the first set out in
//! turn, learns from the rest, and prints precision, recall and F1 over all quarters, by
//! class: of names at exactly the right place, and of the different names of each document.
//!
//! The way of the data: `corpus` reads annotated texts, of which `heading` makes
//! further ones; `material` brings those that `recipe` lists to `lesson`, which asks the
//! tagger's own code for the features of each token; `rows` numbers the features; `learn` has
//! `adagrad` move the weights of a model (`crf`) against what `forward_backward` says that it
//! believes; `table` writes the bytes. `cross_validate` labels with `viterbi` and counts with
//! `score`. Everything that can be chosen is in `recipe`; the same input gives the same bytes.

mod adagrad;
mod corpus;
mod crf;
mod cross_validate;
mod forward_backward;
mod heading;
#[cfg(test)]
mod labellings;
mod learn;
mod lesson;
mod material;
mod recipe;
mod rows;
mod score;
mod shuffle;
mod table;
mod viterbi;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use crate::learn::Epoch;
use crate::lesson::Lesson;
use crate::recipe::{LEAST_TOKENS, PARTS, SETTINGS};
use crate::rows::Rows;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
    match arguments.as_slice() {
        [command, sets, table] if command.as_os_str() == "learn" => learn(sets, table),
        [command, sets] if command.as_os_str() == "cross-validate" => cross_validate(sets),
        _ => bail!("expected `learn`, folder of sets, table; or `cross-validate`, folder of sets"),
    }
}

/// Learns from all lessons and writes the table.
fn learn(sets: &Path, table: &Path) -> anyhow::Result<()> {
    let (rows, lessons) = lessons(sets)?;
    let lessons: Vec<&Lesson> = lessons.iter().collect();
    let mut output = std::io::stdout().lock();
    writeln!(output, "{} lessons, {} features", lessons.len(), rows.len())?;
    let model = learn::learn(&lessons, rows.len(), &SETTINGS, |Epoch { number, loss }| {
        // That progress cannot be shown is no reason not to go on.
        let _ = writeln!(output, "epoch {number}: loss {loss:.0}");
    });
    let bytes = table::write(&model, rows.features());
    std::fs::write(table, &bytes).with_context(|| format!("writing {}", table.display()))?;
    writeln!(output, "{} bytes", bytes.len())?;
    Ok(())
}

/// Learns without each fold and writes what was found in them.
fn cross_validate(sets: &Path) -> anyhow::Result<()> {
    let (rows, lessons) = lessons(sets)?;
    let documents = corpus::read(&material::file(sets, &PARTS[0]))?;
    let tally = cross_validate::cross_validate(&lessons, &documents, rows.len());
    tally.write(&mut std::io::stdout().lock())?;
    Ok(())
}

/// The lessons of the recipe, and the rows of their features.
fn lessons(sets: &Path) -> anyhow::Result<(Rows, Vec<Lesson>)> {
    let drafts = material::drafts(sets)?;
    let rows = Rows::of(&drafts, LEAST_TOKENS);
    let lessons = drafts.into_iter().map(|draft| draft.finish(&rows)).collect();
    Ok((rows, lessons))
}
