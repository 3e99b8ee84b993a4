use super::{Format, RecordLayout, Rules, json};

pub(super) const RULES: Rules = Rules {
    format: Format::JsonLines,
    name: "json-lines",
    extensions: &["jsonl", "ndjson", "jsonlines"],
    records: RecordLayout::Lines,
    read: json::RULES.read,
};
