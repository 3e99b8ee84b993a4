//! Columns of text.

use tantivy::DocId;
use tantivy::columnar::StrColumn;

/// Reads the first value of a document in a column into `value`; nothing where there is none.
pub(crate) fn read_first(
    column: Option<&StrColumn>,
    doc: DocId,
    value: &mut String,
) -> tantivy::Result<()> {
    value.clear();
    if let Some(column) = column
        && let Some(ordinal) = column.term_ords(doc).next()
    {
        column.ord_to_str(ordinal, value)?;
    }
    Ok(())
}
