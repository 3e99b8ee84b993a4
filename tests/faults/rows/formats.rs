//! An index of another version.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::points::{Fired, Outcome, Size, Verdict, fire};
use crate::process::Binary;
use crate::scene::Scene;

/// What another version may have written.
#[derive(Debug, Clone, Copy)]
enum Version {
    /// So many formats before or after this one.
    Format(i64),
    /// An analyzer before or after this one.
    Analyzer(i64),
    /// A field that this version does not have.
    Schema,
}

pub(crate) fn versions(_: Size) -> Outcome {
    let versions = [
        Version::Format(-2),
        Version::Format(-1),
        Version::Format(1),
        Version::Format(2),
        Version::Analyzer(-1),
        Version::Analyzer(1),
        Version::Schema,
    ];
    fire(&versions, 7, one)
}

fn one(version: &Version, folder: &TempDir) -> Verdict {
    Scene::get().place_after(folder.path());
    let binary = Binary::new(folder.path());
    let meta = binary.index().join("meta.json");
    let text = fs::read_to_string(&meta).map_err(|error| error.to_string())?;
    fs::write(&meta, changed(&text, *version)?).map_err(|error| error.to_string())?;
    let before = contents(&binary.index());
    let news = folder.path().to_string_lossy();
    let commands: [&[&str]; 6] =
        [&["search", "grain"], &["list"], &["status"], &["verify"], &["index", &news], &["export"]];
    for command in commands {
        let ended = binary.run(command)?;
        // What is changed without the seal of its version is damage.
        ended.expect(if matches!(version, Version::Schema) { &[12] } else { &[13] }, command[0])?;
        let ways = ["dateline rebuild", "newer version", "dateline restore"];
        if !ways.iter().any(|way| ended.stderr.contains(way)) {
            return Err(format!("it says no way out: {}", ended.stderr.trim()));
        }
    }
    match contents(&binary.index()) == before {
        true => Ok(Fired::Yes),
        false => Err("the index was changed".to_owned()),
    }
}

/// `meta.json` as the version would have written it, without a seal of ours.
fn changed(text: &str, version: Version) -> Result<String, String> {
    let mut meta: serde_json::Value =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    let payload = meta["payload"].as_str().ok_or("meta.json has a payload")?;
    let mut payload: serde_json::Value =
        serde_json::from_str(payload).map_err(|error| error.to_string())?;
    let mut add = |name: &str, difference: i64| {
        payload[name] = (payload[name].as_i64().unwrap_or(0) + difference).into();
    };
    match version {
        Version::Format(difference) => add("format", difference),
        Version::Analyzer(difference) => add("analyzer", difference),
        Version::Schema => meta["schema"][0]["name"] = "other".into(),
    }
    meta["payload"] = payload.to_string().into();
    let object = meta.as_object_mut().ok_or("meta.json is an object")?;
    object.remove("checksum");
    serde_json::to_string_pretty(&meta).map_err(|error| error.to_string())
}

/// The files of the index, without those of locks.
fn contents(index: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(index).expect("an index");
    let files = entries.map(|entry| {
        let entry = entry.expect("an entry");
        (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))
    });
    files.filter(|(name, _)| !name.ends_with(".lock")).collect()
}
