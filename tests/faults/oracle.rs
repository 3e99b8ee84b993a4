//! What has to hold of an index after every fault.

use std::collections::{BTreeMap, BTreeSet};

use crate::process::{Binary, Ended};
use crate::remains::{acknowledged, no_litter};
use crate::scene::{Scene, answers, list};

/// That the index in the binary's folder is whole, has what the ended run acknowledged, and
/// is completed by the next run as if nothing had happened.
pub(crate) fn check(scene: &Scene, binary: Binary<'_>, ended: &Ended) -> Result<(), String> {
    binary.run(&["verify", "--deep"])?.expect(&[0], "verify")?;
    let present = list(binary)?;
    check_present(scene, &present, ended)?;
    converges(scene, binary)
}

/// That the next run completes the index.
pub(crate) fn converges(scene: &Scene, binary: Binary<'_>) -> Result<(), String> {
    binary.run(&scene.arguments())?.expect(&[0], "the next run")?;
    if list(binary)? != scene.after {
        return Err("the next run does not complete the index".to_owned());
    }
    if answers(binary)? != scene.answers {
        return Err("questions are answered otherwise".to_owned());
    }
    binary.run(&["verify", "--deep"])?.expect(&[0], "verify after the next run")?;
    no_litter(&binary.index())
}

/// That nothing is there that was not in the sources, nothing that was there and is still in
/// the sources is gone, and what was acknowledged is there.
fn check_present(scene: &Scene, present: &BTreeSet<String>, ended: &Ended) -> Result<(), String> {
    if let Some(line) =
        present.iter().find(|line| !scene.before.contains(*line) && !scene.after.contains(*line))
    {
        return Err(format!("what never was: {line}"));
    }
    if let Some(line) =
        scene.before.intersection(&scene.after).find(|line| !present.contains(*line))
    {
        return Err(format!("lost: {line}"));
    }
    let after = by_path(&scene.after);
    let there = by_path(present);
    for path in acknowledged(ended.stdout.lines()) {
        if there.get(path.as_str()) != after.get(path.as_str()) {
            return Err(format!("acknowledged and not there: {path}"));
        }
    }
    Ok(())
}

/// The articles of each source.
fn by_path(list: &BTreeSet<String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut by_path: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in list {
        by_path.entry(line.split('\t').nth(1).unwrap_or_default()).or_default().insert(line);
    }
    by_path
}
