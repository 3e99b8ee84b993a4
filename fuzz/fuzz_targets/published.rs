//! Any lines as a file's name and the fields of a record: dates, languages, authors and
//! addresses are read or passed over, and reading them again gives the same.
#![no_main]

use dateline_articles::{DateFrom, FieldMap, ReadOptions, open_bytes};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let mut lines = input.splitn(8, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let fields: FieldMap = next().parse().unwrap_or_default();
    let name = format!("{}.json", next().replace('\\', "/"));
    let record = json!({
        "title": "Border reopens", "date": next(), "modified": next(), "url": next(),
        "language": next(), "author": next(), "body": next(),
    });
    let record = record.to_string().into_bytes();
    for date_from in [DateFrom::default(), DateFrom::Mtime] {
        let options = ReadOptions { date_from, fields: fields.clone(), ..ReadOptions::default() };
        let read = || -> Vec<_> {
            let Ok(records) = open_bytes(&name, record.clone(), &options) else { return Vec::new() };
            records.flatten().map(|record| record.read(&options)).collect()
        };
        let first = read();
        assert_eq!(first, read(), "the second reading differs");
        for reading in first.into_iter().flatten() {
            let Some(published) = reading.article.published else { continue };
            assert!(!published.date.to_string().is_empty());
        }
    }
});
