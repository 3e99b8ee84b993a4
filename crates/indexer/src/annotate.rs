//! Records to articles, articles to documents: the two stages that run in parallel.

use dateline_articles::{ExportLine, ExportedLine, RawRecord, ReadOptions, Reading, Refusal};
use dateline_entities::Annotator;
use dateline_model::Article;
use dateline_schema::Fields;
use rayon::prelude::*;
use tantivy::TantivyDocument;

use crate::document::{self, Placed};
use crate::reading::{SourceNumber, Unit};

/// A unit whose record has been read.
pub(crate) enum ReadUnit {
    /// With why some of it is missing, and the bytes of its record.
    Article(SourceNumber, Box<Article>, Option<Refusal>, u64),
    /// A line of an export.
    Exported(ExportLine, u64),
    Refused(SourceNumber, Refusal),
    End(SourceNumber),
}

/// Reads the records of a batch.
pub(crate) fn read(units: Vec<Unit>, options: &ReadOptions) -> Vec<ReadUnit> {
    units
        .into_par_iter()
        .map(|unit| match unit {
            Unit::Record(source, record) => record
                .and_then(|raw| record_of(source, &raw, options))
                .unwrap_or_else(|refusal| ReadUnit::Refused(source, refusal)),
            Unit::End(source) => ReadUnit::End(source),
        })
        .collect()
}

/// Reads a record. What a stream brings may be an export; a file that lies among others may
/// not, or it could tell of them what it likes.
fn record_of(
    source: SourceNumber,
    raw: &RawRecord,
    options: &ReadOptions,
) -> Result<ReadUnit, Refusal> {
    let bytes = raw.bytes.len() as u64;
    if source == SourceNumber::Stream
        && let Some(exported) = ExportedLine::read(&raw.bytes)
    {
        let exported = exported.map_err(|refusal| refusal.of_record(raw.record))?;
        return Ok(ReadUnit::Exported(exported.line, bytes));
    }
    let Reading { article, missing } = raw.read(options)?;
    Ok(ReadUnit::Article(source, Box::new(article), missing, bytes))
}

/// An article that goes into the index, and its document.
pub(crate) struct Annotated {
    pub(crate) document: TantivyDocument,
    /// About what the document takes in memory.
    pub(crate) bytes: usize,
}

/// Finds the mentions of articles and makes their documents, in the same order.
pub(crate) fn annotate(
    articles: &[Placed<'_>],
    annotator: &Annotator,
    fields: &Fields,
) -> Vec<Annotated> {
    articles
        .par_iter()
        .map(|placed| {
            let article = placed.article;
            let mentions = annotator.annotate(article);
            let document = document::of_article(fields, placed, &mentions);
            // The text stands in the document twice, as words and as stored.
            Annotated { document, bytes: 2 * article.text.len() + 4096 }
        })
        .collect()
}
