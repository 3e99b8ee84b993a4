//! Makes `crates/entities/data/word_classes.bin`, the table of words that the product embeds.
//!
//! ```text
//! cargo run --release -p dateline-lexicon-generator -- \
//!     <folder "faker/providers/person" of Faker> <folder "names" of names> \
//!     crates/lexicon-generator/data <folder of news> <folder of the language model> \
//!     crates/entities/data/word_classes.bin
//! ```
//!
//! The way of the data: `names` weighs what lists of names say of a word; `texts` and
//! `words` read news, in which `casing` counts how words are written and `clusters` finds
//! words that are alike; `classes` joins what is known of each word, and `table` writes the
//! bytes. The same input gives the same bytes.

mod casing;
mod classes;
mod clusters;
mod files;
mod names;
mod table;
mod texts;
// The product's own reader, which it does not show to other crates: what is written here
// cannot disagree with what is read there.
#[path = "../../entities/src/word_classes.rs"]
mod word_classes;
mod words;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use word_classes::{WordClasses, WordTable};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [faker, census, lists, news, model, output] = arguments.as_slice() else {
        bail!(
            "expected six arguments: folders of Faker's persons, names, lists, news, model; table"
        );
    };
    let names = names::read(faker, census, lists)?;
    let words = classes::classify(&names, news, model)?;
    let bytes = table::write(&words)?;
    std::fs::write(output, &bytes).with_context(|| format!("writing {}", output.display()))?;
    report(&words, &bytes)
}

/// Reads the table as the product does, and says what is in it.
fn report(words: &BTreeMap<String, WordClasses>, bytes: &[u8]) -> anyhow::Result<()> {
    let table = WordTable::open(bytes).context("the table does not open")?;
    for (word, &classes) in words {
        ensure!(table.get(word) == classes, "{word} is not found again");
    }
    let count = |holds: fn(&WordClasses) -> bool| words.values().filter(|word| holds(word)).count();
    writeln!(
        std::io::stderr(),
        "{} words: {} given names, {} surnames, {} cased, {} with a context; {} bytes",
        table.len(),
        count(|word| word.given > word_classes::Strength::None),
        count(|word| word.surname > word_classes::Strength::None),
        count(|word| word.casing > word_classes::Casing::Unknown),
        count(|word| word.context > 0),
        bytes.len()
    )?;
    Ok(())
}
