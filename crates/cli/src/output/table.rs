//! Hits and other rows as CSV and TSV.

use std::io::Write;

use dateline_query::Hit;

use super::safe;
use super::style::Look;
use crate::args::HitField;

/// The form of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// RFC 4180, with a header line.
    Csv(Formulas),
    /// One line a row, no header; tabs and line feeds inside a cell are spaces.
    Tsv,
}

/// What becomes of cells that a spreadsheet would run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Formulas {
    /// They are made text.
    Quoted,
    /// They are given as they are, for programs.
    Kept,
}

/// Writes rows in one of the forms.
pub(crate) struct Table<W: Write> {
    form: Form<W>,
}

enum Form<W: Write> {
    Csv(Box<csv::Writer<W>>, Formulas),
    Tsv(W),
}

impl<W: Write> Table<W> {
    /// A table with these columns.
    pub(crate) fn new(out: W, rows: Rows, columns: &[&str]) -> anyhow::Result<Self> {
        let mut table = Self::continued(out, rows);
        if let Form::Csv(writer, _) = &mut table.form {
            writer.write_record(columns)?;
        }
        Ok(table)
    }

    /// Further rows of a table whose columns have been written.
    pub(crate) fn continued(out: W, rows: Rows) -> Self {
        let form = match rows {
            Rows::Csv(formulas) => Form::Csv(Box::new(csv::Writer::from_writer(out)), formulas),
            Rows::Tsv => Form::Tsv(out),
        };
        Self { form }
    }

    /// Writes one row.
    pub(crate) fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> anyhow::Result<()> {
        match &mut self.form {
            Form::Csv(writer, formulas) => {
                let safe = match formulas {
                    Formulas::Quoted => safe::cell,
                    Formulas::Kept => safe::line,
                };
                writer.write_record(cells.iter().map(|cell| safe(cell.as_ref()).into_owned()))?;
            }
            Form::Tsv(writer) => {
                for (at, cell) in cells.iter().enumerate() {
                    let separator = if at == 0 { "" } else { "\t" };
                    write!(writer, "{separator}{}", safe::line(cell.as_ref()))?;
                }
                writeln!(writer)?;
            }
        }
        Ok(())
    }

    /// Sends out what is buffered.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self.form {
            Form::Csv(mut writer, _) => writer.flush()?,
            Form::Tsv(mut writer) => writer.flush()?,
        }
        Ok(())
    }
}

/// The name of a column of hits.
pub(crate) fn column(field: HitField) -> &'static str {
    match field {
        HitField::Id => "id",
        HitField::Published => "published",
        HitField::PublishedFrom => "published_from",
        HitField::PublishedReliability => "published_reliability",
        HitField::Outlet => "outlet",
        HitField::Title => "title",
        HitField::Path => "path",
        HitField::Score => "score",
        HitField::Passage => "passage",
        HitField::Family => "family",
        HitField::Copies => "copies",
        HitField::Cite => "cite",
    }
}

/// The cell of a hit in a column; empty for what it does not have.
pub(crate) fn cell(hit: &Hit, field: HitField, look: &Look) -> String {
    match field {
        HitField::Id => hit.id.to_string(),
        HitField::Published => {
            hit.published.map(|published| published.date.to_string()).unwrap_or_default()
        }
        HitField::PublishedFrom => {
            hit.published.map_or("", |published| published.source.as_str()).to_owned()
        }
        HitField::PublishedReliability => {
            hit.published.map_or("", |published| published.reliability().as_str()).to_owned()
        }
        HitField::Outlet => hit.outlet.clone().unwrap_or_default(),
        HitField::Title => hit.title.clone(),
        HitField::Path => hit.path.clone(),
        HitField::Score => hit.score.map(|score| format!("{score:.4}")).unwrap_or_default(),
        HitField::Passage => passages(hit, look),
        HitField::Family => {
            hit.family.as_ref().map(|family| family.first.to_string()).unwrap_or_default()
        }
        HitField::Copies => hit.family.as_ref().map_or(0, |family| family.count).to_string(),
        HitField::Cite => {
            let first = hit.passages.first();
            first.map(|first| first.part().handle(hit.id.as_str())).unwrap_or_default()
        }
    }
}

/// The passages of a hit with their lights marked, one after the other.
fn passages(hit: &Hit, look: &Look) -> String {
    use super::style::Role;
    let mut text = String::new();
    for passage in &hit.passages {
        if !text.is_empty() {
            text.push_str(" … ");
        }
        let mut at = 0;
        for light in &passage.lights {
            text.push_str(passage.text.get(at..light.start()).unwrap_or_default());
            text.push_str(&look.start(Role::Light));
            text.push_str(light.of(&passage.text).unwrap_or_default());
            text.push_str(&look.end(Role::Light));
            at = light.end();
        }
        text.push_str(passage.text.get(at..).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_shape() {
        let written = |rows| {
            let mut out = Vec::new();
            let mut table = Table::new(&mut out, rows, &["a", "b"]).unwrap();
            table.row(&["x\ty\nz", "=1"]).unwrap();
            table.finish().unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(Rows::Tsv), "x y z\t=1\n");
        assert_eq!(written(Rows::Csv(Formulas::Quoted)), "a,b\nx y z,'=1\n");
        assert_eq!(written(Rows::Csv(Formulas::Kept)), "a,b\nx y z,=1\n");
    }
}
