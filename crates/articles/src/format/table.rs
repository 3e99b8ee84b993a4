//! Tables: a first row of names, and an article in each row after it.

use std::borrow::Cow;

use dateline_model::{OffsetMap, Piece};

use super::{Format, Input, RecordLayout, Rules, markup};
use crate::about::Columns;
use crate::date;
use crate::draft::{Body, Draft};
use crate::fields::{Field, FieldMap, Rank};
use crate::{ReadOptions, Refusal, RefusalCode, charset};

pub(super) const CSV: Rules = Rules {
    format: Format::Csv,
    name: "csv",
    extensions: &["csv"],
    records: RecordLayout::Rows { delimiter: None },
    read,
};

pub(super) const TSV: Rules = Rules {
    format: Format::Tsv,
    name: "tsv",
    extensions: &["tsv", "tab"],
    records: RecordLayout::Rows { delimiter: Some(b'\t') },
    read,
};

fn read<'a>(input: Input<'a>, options: &ReadOptions) -> Result<Draft<'a>, Refusal> {
    let Some(columns) = &input.about.columns else {
        return Err(Refusal::damaged("a row without a first row of names"));
    };
    let row = charset::decode(input.bytes, input.offset, input.about.charset.as_deref())?;
    let found = Found::read(&row.text, columns, &options.fields)?;
    Ok(found.draft(&row.offsets).into_owned())
}

/// What stands between the cells of a table: the mark that its first line has most often.
pub(crate) fn likely_delimiter(start: &[u8]) -> u8 {
    let end = memchr::memchr(b'\n', start).unwrap_or(start.len());
    let count = |mark: u8| memchr::memchr_iter(mark, &start[..end]).count();
    // Of equals the last one is taken, and the comma is the most usual.
    *b"|\t;,".iter().max_by_key(|&&mark| count(mark)).unwrap_or(&b',')
}

/// The names in a first row.
///
/// # Errors
///
/// A row that is no text.
pub(crate) fn columns(header: &[u8], delimiter: u8) -> Result<Columns, Refusal> {
    let text = charset::decode(header, 0, None)?.text;
    let names = Cells { row: &text, at: Some(0), delimiter: char::from(delimiter) }
        .map(|cell| cell.value(&text).trim().to_owned())
        .collect();
    Ok(Columns { names, delimiter })
}

/// Refuses a table none of whose columns has a headline or a text: of each row there would
/// be nothing else to say.
///
/// # Errors
///
/// [`RefusalCode::NoText`], with the names that there are.
pub(crate) fn check(columns: &Columns, fields: &FieldMap) -> Result<(), Refusal> {
    let is_known =
        |name: &String| matches!(fields.lookup(name), Some((Field::Title | Field::Text, _)));
    if columns.names.iter().any(is_known) {
        return Ok(());
    }
    /// Characters of the longest list of names that is shown.
    const LONGEST: usize = 120;
    let names: String = columns.names.join(", ").chars().take(LONGEST).collect();
    let detail = format!("no column is a title or a text: {names}; --map names them");
    Err(Refusal::new(RefusalCode::NoText, detail))
}

/// A cell of a row: what is inside of its quotes, if it has any.
struct Cell {
    start: usize,
    end: usize,
    /// Whether quotes in it are doubled.
    doubled: bool,
}

impl Cell {
    fn value<'r>(&self, row: &'r str) -> Cow<'r, str> {
        let written = &row[self.start..self.end];
        match self.doubled {
            true => Cow::Owned(written.replace("\"\"", "\"")),
            false => Cow::Borrowed(written),
        }
    }

    /// The value with the way back to the row.
    fn body(&self, row: &str) -> Body<'static> {
        let written = &row[self.start..self.end];
        let mut text = String::with_capacity(written.len());
        let mut offsets = OffsetMap::default();
        let mut at = 0;
        while at < written.len() {
            let rest = &written[at..];
            let length = match self.doubled {
                true => rest.find("\"\"").map_or(rest.len(), |quote| quote + 1),
                false => rest.len(),
            };
            offsets.push(Piece { text: text.len(), source: self.start + at, len: length });
            text.push_str(&rest[..length]);
            let is_pair = self.doubled && rest[length..].starts_with('"');
            at += length + usize::from(is_pair);
        }
        Body { text: Cow::Owned(text), offsets }
    }
}

/// The cells of a row.
struct Cells<'r> {
    row: &'r str,
    /// Where the next one begins, until there is none.
    at: Option<usize>,
    delimiter: char,
}

impl Iterator for Cells<'_> {
    type Item = Cell;

    fn next(&mut self) -> Option<Cell> {
        let start = self.at?;
        let rest = &self.row[start..];
        if !rest.starts_with('"') {
            let length = rest.find(self.delimiter);
            let end = start + length.unwrap_or(rest.len());
            self.at = length.map(|length| start + length + 1);
            return Some(Cell { start, end, doubled: false });
        }
        let (mut at, mut doubled) = (1, false);
        let end = loop {
            let Some(quote) = rest[at..].find('"') else { break rest.len() };
            at += quote;
            if !rest[at + 1..].starts_with('"') {
                break at;
            }
            doubled = true;
            at += 2;
        };
        // What stands between the quote and the next cell is lost by every reader.
        self.at = rest
            .get(end + 1..)
            .and_then(|after| after.find(self.delimiter))
            .map(|length| start + end + 1 + length + 1);
        Some(Cell { start: start + 1, end: start + end, doubled })
    }
}

/// The cells of a row by the field that they are.
struct Found<'r> {
    row: &'r str,
    cells: [Option<(Rank, Cell)>; Field::ALL.len()],
}

impl<'r> Found<'r> {
    fn read(row: &'r str, columns: &Columns, map: &FieldMap) -> Result<Self, Refusal> {
        let mut found = Self { row, cells: [const { None }; Field::ALL.len()] };
        let delimiter = char::from(columns.delimiter);
        let mut count = 0;
        for (number, cell) in (Cells { row, at: Some(0), delimiter }).enumerate() {
            let is_blank = cell.value(row).trim().is_empty();
            match columns.names.get(number) {
                Some(name) if !is_blank => found.offer(map.lookup(name), cell),
                None if !is_blank => count = number + 1,
                _ => {}
            }
        }
        if count > 0 {
            // A comma that should have been in quotes has shifted every cell after it.
            let detail = format!("{count} cells in a table of {} columns", columns.names.len());
            return Err(Refusal::damaged(detail));
        }
        Ok(found)
    }

    /// Keeps a cell if no better name has said the same.
    fn offer(&mut self, field: Option<(Field, Rank)>, cell: Cell) {
        let Some((field, rank)) = field else { return };
        let slot = &mut self.cells[field as usize];
        let is_better = slot.as_ref().is_none_or(|(best, _)| rank < *best);
        let is_date = matches!(field, Field::Published | Field::Updated);
        if is_better && (!is_date || date::from_metadata(&cell.value(self.row)).is_some()) {
            *slot = Some((rank, cell));
        }
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        self.cells[field as usize].as_ref().map(|(_, cell)| cell)
    }

    fn draft(&self, offsets: &OffsetMap) -> Draft<'r> {
        let line = |field: Field| Some(self.cell(field)?.value(self.row));
        let stamp = |field: Field| date::from_metadata(&line(field)?);
        let body = self.cell(Field::Text).map(|cell| cell.body(self.row)).unwrap_or_default();
        let body = match markup::is_fragment(&body.text) {
            true => Body::untraced(markup::to_text(&body.text)),
            false => Body { offsets: body.offsets.then(offsets), ..body },
        };
        Draft {
            id: line(Field::Id),
            title: line(Field::Title),
            outlet: line(Field::Outlet),
            url: line(Field::Url),
            byline: line(Field::Byline),
            published: stamp(Field::Published),
            updated: stamp(Field::Updated),
            printed: None,
            language: line(Field::Language),
            place: None,
            body,
            missing: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::about::About;

    fn shown(header: &str, row: &str) -> String {
        let columns = columns(header.as_bytes(), likely_delimiter(header.as_bytes())).unwrap();
        let about = About { columns: Some(Arc::new(columns)), ..About::default() };
        let input = Input { bytes: row.as_bytes(), offset: 0, about: &about };
        let draft = match read(input, &ReadOptions::default()) {
            Ok(draft) => draft,
            Err(refusal) => return refusal.to_string(),
        };
        for piece in draft.body.offsets.pieces() {
            assert_eq!(
                &draft.body.text[piece.text..piece.text + piece.len],
                &row[piece.source..piece.source + piece.len]
            );
        }
        let of = |field: Option<Cow<'_, str>>| field.unwrap_or_default().into_owned();
        let published = draft.published.map(|stamp| stamp.date.to_string()).unwrap_or_default();
        [of(draft.id), of(draft.title), published, of(draft.url), draft.body.text.into_owned()]
            .join("|")
    }

    #[test]
    fn rows_are_read() {
        for (header, row, expected) in [
            ("id,Title,date,body", "7,Border,2021-09-25,Lorries", "7|Border|2021-09-25||Lorries"),
            (
                "headline;text",
                "\"A; \"\"b\"\"\";\"One\nTwo \"\"x\"\"\"",
                "|A; \"b\"|||One\nTwo \"x\"",
            ),
            ("url\ttext", "https://oxus.example/1\tx", "|||https://oxus.example/1|x"),
            ("title,text", "A", "|A|||"),
            ("title,text", "A,B,,", "|A|||B"),
            ("title,text", "A,B,C", "damaged: 3 cells in a table of 2 columns"),
            ("date,pub_date,text", "0000-00-00,2021-09-25,x", "||2021-09-25||x"),
            ("title,text", "A,<p>B</p>", "|A|||B"),
        ] {
            assert_eq!(shown(header, row), expected, "{row}");
        }
    }

    proptest! {
        #[test]
        fn any_row_is_read_or_refused(row in "[a\",;\n é<p>]{0,30}") {
            if !row.trim().is_empty() {
                let _ = shown("title,text", &row);
            }
        }
    }
}
