//! What a run leaves: what it has acknowledged, and files too many.

use std::fs;
use std::path::Path;

/// The sources that stood before the last line of a commit, of what `index --format json` said.
pub(crate) fn acknowledged<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let (mut safe, mut pending) = (Vec::new(), Vec::new());
    for line in lines {
        let Ok(record) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        match record["type"].as_str() {
            Some("source") => pending.extend(record["path"].as_str().map(str::to_owned)),
            Some("commit") => safe.append(&mut pending),
            _ => {}
        }
    }
    safe
}

/// That the index folder has no temporary file, and no file of a segment that the index does
/// not name; else the name of one.
pub(crate) fn no_litter(index: &Path) -> Result<(), String> {
    let io = |error: std::io::Error| error.to_string();
    let meta = fs::read_to_string(index.join("meta.json")).map_err(io)?;
    let meta: serde_json::Value = serde_json::from_str(&meta).map_err(|error| error.to_string())?;
    let segments = meta["segments"].as_array().ok_or("meta.json has segments")?;
    let live: Vec<String> = segments
        .iter()
        .filter_map(|segment| Some(segment["segment_id"].as_str()?.replace('-', "")))
        .collect();
    for entry in fs::read_dir(index).map_err(io)? {
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
