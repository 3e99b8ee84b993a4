//! The names of the census of the United States of 1990, in the order of their frequency.

use std::path::Path;

use anyhow::Context;

use super::evidence::{Evidence, Kind, Source};

/// Per cent of the population at which a name is frequent, and at which it is common.
struct Bounds {
    often: f64,
    counted: f64,
}

const GIVEN: Bounds = Bounds { often: 0.02, counted: 0.004 };
const SURNAMES: Bounds = Bounds { often: 0.008, counted: 0.001 };

/// Adds the names of the three files of the package `names`.
pub(crate) fn read(folder: &Path, evidence: &mut Evidence) -> anyhow::Result<()> {
    let files = [
        ("dist.male.first", Kind::Given, GIVEN),
        ("dist.female.first", Kind::Given, GIVEN),
        ("dist.all.last", Kind::Surname, SURNAMES),
    ];
    for (file, kind, bounds) in files {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        for line in text.lines() {
            let mut fields = line.split_whitespace();
            let (Some(name), Some(percent)) = (fields.next(), fields.next()) else { continue };
            let percent: f64 = percent
                .parse()
                .with_context(|| format!("{}: {line:?} has no share", path.display()))?;
            evidence.add_word(kind, name, source(percent, &bounds));
        }
    }
    Ok(())
}

fn source(percent: f64, bounds: &Bounds) -> Source {
    if percent >= bounds.often {
        Source::CountedOften
    } else if percent >= bounds.counted {
        Source::Counted
    } else {
        Source::CountedRarely
    }
}
