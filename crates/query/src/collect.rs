//! Collects the best documents in an order that does not depend on segments.

use std::ops::Range;

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::columnar::StrColumn;
use tantivy::query::Query;
use tantivy::{DocAddress, Order as EngineOrder};

use crate::Result;
use crate::archive::Archive;
use crate::statistics::ArticleStatistics;
use crate::ties::Ties;

/// A document and its score; none where the order does not ask for one.
pub(crate) type Ranked = (Option<f32>, DocAddress);

/// How many documents beyond the wanted ones are collected, to see whether equal scores
/// reach over the end.
const TIES: usize = 8;

/// The first `count` documents of the query by publication date, equal ones by their id.
pub(crate) fn by_date(
    archive: &Archive,
    query: &dyn Query,
    order: EngineOrder,
    count: usize,
) -> Result<Vec<Ranked>> {
    let name = |field| archive.searcher.schema().get_field_name(field);
    let date = SortByStaticFastValue::<u64>::for_field(name(archive.fields.published_code));
    let id = SortByString::for_field(name(archive.fields.id));
    let collector = TopDocs::with_limit(count).order_by(((date, order), (id, EngineOrder::Asc)));
    let found = archive.engine(archive.searcher.search(query, &collector))?;
    Ok(found.into_iter().map(|(_, address)| (None, address)).collect())
}

/// The first `count` documents of the query by score, equal ones by their id; those before
/// number `settled` are the right ones, but equal ones among them are in any order.
///
/// The engine can skip most documents when it is asked for the best by score alone, so
/// that is done first. Only when equal scores reach over the end of what was wanted, so
/// that an id may decide who is in, is every document scored.
///
/// The engine adds up what words count in an order that depends on the segment, so the last
/// bits of a score do too: they are cut off before scores are compared.
pub(crate) fn by_score(
    archive: &Archive,
    query: &dyn Query,
    count: usize,
    settled: usize,
) -> Result<Vec<Ranked>> {
    let searcher = &archive.searcher;
    let statistics = ArticleStatistics { searcher, collection: archive.collection()? };
    let collector = TopDocs::with_limit(count + TIES).order_by_score();
    let found = searcher.search_with_statistics_provider(query, &collector, &statistics);
    let mut found: Vec<Ranked> = archive
        .engine(found)?
        .into_iter()
        .map(|(score, address)| (Some(without_last_bits(score)), address))
        .collect();
    let edge = |number: usize| found.get(number).map(|&(score, _)| score);
    if let Some(Some(score)) = edge(count - 1)
        && edge(count + TIES - 1) == Some(Some(score))
    {
        found.retain(|&(above, _)| above > Some(score));
        let ids = searcher.schema().get_field_name(archive.fields.id);
        let ties = Ties { score, count: count - found.len(), ids };
        let equal = searcher.search_with_statistics_provider(query, &ties, &statistics);
        // Of each part of the index as many as may be wanted: which ones are, the ids tell.
        found.extend(archive.engine(equal)?.into_iter().map(|address| (Some(score), address)));
    }
    order(archive, &mut found, settled..count)?;
    found.truncate(count);
    Ok(found)
}

/// Orders documents by their score. Equal ones are ordered by their id where that decides
/// who is at which of the places asked for; to read an id takes a microsecond.
pub(crate) fn order(archive: &Archive, found: &mut [Ranked], places: Range<usize>) -> Result<()> {
    let score = |&(score, _): &Ranked| score.unwrap_or(f32::MIN);
    found.sort_by(|one, other| score(other).total_cmp(&score(one)));
    let mut ids = Ids::new(archive);
    let mut end = 0;
    for equal in found.chunk_by_mut(|one, other| one.0 == other.0) {
        let start = end;
        end += equal.len();
        if equal.len() > 1 && start < places.end && end > places.start {
            let keyed = equal.iter().map(|&(_, address)| Ok((ids.of(address)?, address)));
            let mut keyed = keyed.collect::<Result<Vec<_>>>()?;
            keyed.sort_unstable();
            for (slot, (_, address)) in equal.iter_mut().zip(keyed) {
                slot.1 = address;
            }
        }
    }
    Ok(())
}

/// The score to some five digits.
pub(crate) fn without_last_bits(score: f32) -> f32 {
    f32::from_bits(score.to_bits() & !0x7f)
}

/// The ids of documents; the column of a segment is opened once, which costs more than to
/// read an id from it.
struct Ids<'a> {
    archive: &'a Archive,
    columns: Vec<Option<Option<StrColumn>>>,
}

impl<'a> Ids<'a> {
    fn new(archive: &'a Archive) -> Self {
        Self { archive, columns: vec![None; archive.searcher.segment_readers().len()] }
    }

    fn of(&mut self, address: DocAddress) -> Result<String> {
        let number = address.segment_ord;
        let column = match &mut self.columns[number as usize] {
            Some(column) => column,
            unopened => {
                let segment = self.archive.searcher.segment_reader(number);
                unopened.insert(self.archive.texts(segment, self.archive.fields.id)?)
            }
        };
        let mut id = String::new();
        if let Some(column) = column
            && let Some(ordinal) = column.term_ords(address.doc_id).next()
        {
            let read = column.ord_to_str(ordinal, &mut id);
            self.archive.engine(read.map_err(Into::into))?;
        }
        Ok(id)
    }
}
