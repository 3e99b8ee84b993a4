//! How usual words are as given names and as surnames, from lists of several kinds.

mod census;
mod evidence;
mod faker;
mod listed;
mod python;
mod romanise;

use std::path::Path;

pub(crate) use evidence::{Evidence, Kind};

/// The names of all lists.
///
/// `faker` is the folder `faker/providers/person` of the Python package Faker, `census` the
/// folder `names` of the Python package names, `listed` the folder of lists kept by hand.
pub(crate) fn read(faker: &Path, census: &Path, listed: &Path) -> anyhow::Result<Evidence> {
    let romanisation = romanise::Romanisation::read(&listed.join("romanisation.tsv"))?;
    let mut evidence = Evidence::default();
    faker::read(faker, &romanisation, &mut evidence)?;
    census::read(census, &mut evidence)?;
    listed::read(&listed.join("names"), &mut evidence)?;
    Ok(evidence)
}
