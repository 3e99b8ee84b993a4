use serde_json::Value;

use crate::date::{self, Stamp};

/// The longest value that is looked into, in bytes: names and lists of names are short.
const LONGEST: usize = 64 << 10;

/// A list or an object as one line: the names of a list, the name in an object.
pub(super) fn one_line(raw: &str) -> Option<String> {
    name(&parse(raw, LONGEST)?)
}

/// The strings of a list as paragraphs.
pub(super) fn paragraphs(raw: &str) -> Option<String> {
    let Value::Array(items) = parse(raw, usize::MAX)? else { return None };
    let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// The date in a list or an object: its parts as numbers, or the first text that is one.
pub(super) fn stamp(raw: &str) -> Option<Stamp> {
    let value = parse(raw, LONGEST)?;
    let parts: [Option<&Value>; 3] = match &value {
        Value::Array(items) => [items.first(), items.get(1), items.get(2)],
        Value::Object(object) => ["year", "month", "day"].map(|key| object.get(key)),
        _ => return None,
    };
    if let [Some(year), Some(month), Some(day)] = parts.map(|part| part.and_then(Value::as_u64)) {
        return date::from_metadata(&format!("{year:04}-{month:02}-{day:02}"));
    }
    match value {
        Value::Array(items) => items.iter().filter_map(name).find_map(|t| date::from_metadata(&t)),
        value => date::from_metadata(&name(&value)?),
    }
}

/// The value; none when it is nested more deeply than serde follows.
fn parse(raw: &str, longest: usize) -> Option<Value> {
    (raw.len() <= longest).then(|| serde_json::from_str(raw).ok()).flatten()
}

fn name(value: &Value) -> Option<String> {
    /// Where objects of feeds, databases and news services keep a name, an id or a date.
    const KEYS: [&str; 7] = ["name", "title", "$oid", "$date", "$numberLong", "#text", "value"];
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(object) => KEYS.iter().filter_map(|key| object.get(*key)).find_map(name),
        Value::Null | Value::Bool(_) => None,
    }
}
