//! Text files of one record a line, its fields separated by tabs.
//!
//! Lines that begin with `#` and empty lines are comments. Lists inside a field are
//! separated by `|`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context;

/// A line of a file, and where it stands.
pub(crate) struct Row {
    path: PathBuf,
    line: usize,
    fields: Vec<String>,
}

impl Row {
    /// A field as text, empty where the line has fewer.
    pub(crate) fn text(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }

    /// A field as a list.
    pub(crate) fn list(&self, column: usize) -> Vec<String> {
        let items = self.text(column).split('|').map(str::trim);
        items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    /// A field as a value.
    pub(crate) fn value<T>(&self, column: usize) -> anyhow::Result<T>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        let text = self.text(column);
        text.parse().with_context(|| format!("{}: column {}: {text:?}", self.place(), column + 1))
    }

    /// A field as a value, none where it is empty.
    pub(crate) fn optional<T>(&self, column: usize) -> anyhow::Result<Option<T>>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        if self.text(column).is_empty() { Ok(None) } else { self.value(column).map(Some) }
    }

    /// The file and line, for messages.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.path.display(), self.line)
    }
}

/// The records of a file.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Row>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(rows(path, &text))
}

fn rows(path: &Path, text: &str) -> Vec<Row> {
    let lines = text.lines().enumerate();
    let records = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    records
        .map(|(index, line)| Row {
            path: path.to_owned(),
            line: index + 1,
            fields: line.split('\t').map(str::to_owned).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_lines_that_are_no_comment() {
        let rows = rows(Path::new("list.tsv"), "# code\tname\n\nAF\tAfghanistan\tA|B |\t7\n");
        let [row] = rows.as_slice() else { panic!("one row") };
        assert_eq!((row.text(0), row.text(1), row.text(9)), ("AF", "Afghanistan", ""));
        assert_eq!(row.list(2), ["A", "B"]);
        assert_eq!(row.optional::<u32>(3).unwrap(), Some(7));
        assert_eq!(row.optional::<u32>(4).unwrap(), None);
        let message = row.value::<u32>(0).unwrap_err().to_string();
        assert_eq!(message, "list.tsv:3: column 1: \"AF\"");
    }
}
