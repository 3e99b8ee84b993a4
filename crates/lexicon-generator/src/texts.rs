//! News to count words in: folders of plain text files and of JSON Lines with a `text`.

use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use crate::files;

/// Calls `visit` with each text below a folder: the whole of a `.txt` file, and the value
/// of `text` in each line of a `.jsonl` file. Other files are passed over.
pub(crate) fn for_each(folder: &Path, visit: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    for path in files::entries(folder)? {
        if path.is_dir() {
            for_each(&path, visit)?;
            continue;
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        if !matches!(extension, Some("txt" | "jsonl")) {
            continue;
        }
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        if extension == Some("txt") {
            visit(&text);
        } else {
            for_each_record(&text, visit).with_context(|| format!("reading {}", path.display()))?;
        }
    }
    Ok(())
}

fn for_each_record(lines: &str, visit: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let record: Value = serde_json::from_str(line)?;
        visit(record.get("text").and_then(Value::as_str).context("a record without text")?);
    }
    Ok(())
}
