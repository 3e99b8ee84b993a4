//! What has to hold of an index after every fault.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::process::{Binary, Ended};
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
    no_litter(binary)
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
    for path in acknowledged(&ended.stdout) {
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

/// The sources that stood before the last line of a commit.
fn acknowledged(stdout: &str) -> Vec<String> {
    let (mut safe, mut pending) = (Vec::new(), Vec::new());
    for line in stdout.lines() {
        let Ok(record) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        match record["type"].as_str() {
            Some("source") => pending.extend(record["path"].as_str().map(str::to_owned)),
            Some("commit") => safe.append(&mut pending),
            _ => {}
        }
    }
    safe
}

/// No temporary file and no file of a segment that the index does not name.
fn no_litter(binary: Binary<'_>) -> Result<(), String> {
    let io = |error: std::io::Error| error.to_string();
    let meta = fs::read_to_string(binary.index().join("meta.json")).map_err(io)?;
    let meta: serde_json::Value = serde_json::from_str(&meta).map_err(|error| error.to_string())?;
    let segments = meta["segments"].as_array().ok_or("meta.json has segments")?;
    let live: Vec<String> = segments
        .iter()
        .filter_map(|segment| Some(segment["segment_id"].as_str()?.replace('-', "")))
        .collect();
    for entry in fs::read_dir(binary.index()).map_err(io)? {
        let name = entry.map_err(io)?.file_name().to_string_lossy().into_owned();
        let is_expected = ["meta.json", ".managed.json"].contains(&name.as_str())
            || name.ends_with(".lock")
            || live.iter().any(|id| name.starts_with(id.as_str()));
        if !is_expected {
            return Err(format!("litter: {name}"));
        }
    }
    Ok(())
}
